"""The description of the API: complete, with examples, and true for whatever a machine makes of it."""

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dateline.serve.app import build
from dateline.serve.settings import ServeSettings
from dateline.store import Record

# Enough to reach every parameter of every path; `HYPOTHESIS_PROFILE` does not change it.
_CASES = 10


def test_every_path_is_described_with_an_example(api: TestClient) -> None:
    """Each has a sentence, an example of its answer, and the shape of its errors."""
    described = api.get("/api/v1/openapi.json").json()
    assert {"events", "reports", "lineages", "statements", "search"} <= {
        path.split("/")[3] for path in described["paths"]
    }
    for path, methods in described["paths"].items():
        for method in methods.values():
            assert method.get("description"), path
            content = method["responses"]["200"]["content"]
            assert any("example" in media for media in content.values()), path
            assert "Problem" in str(method["responses"]["422"]), path


@pytest.mark.filterwarnings("ignore")
def test_no_request_that_the_description_allows_breaks_the_server(invented: Path) -> None:
    """Whatever fits the description, or just misses it, gets an answer below 500 in the right shape."""
    with Record.open(invented) as record:
        app = build(record, ServeSettings())
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers={"Host": "localhost"})
        for result in schema.get_all_operations():
            operation: Any = result.ok()  # type: ignore[union-attr]
            if operation.method.upper() != "GET":
                continue
            cases = st.one_of(
                operation.as_strategy(),
                operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
            )

            @settings(
                max_examples=_CASES,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=cases)
            def run(case: Any) -> None:
                response = case.call(headers={"Host": "127.0.0.1"})
                assert response.status_code < 500, (case.path, case.query, response.text)

            run()
