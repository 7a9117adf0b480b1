"""The record opens in Datasette as it is: all tables, search over the reports, plain SQL, and no plugin."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from invent import fill

from dateline.store import schema


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a record of 30 invented events."""
    found = tmp_path_factory.mktemp("datasette") / "news.db"
    fill(found, 30)
    return found


def ask(path: Path, *addresses: str) -> list[Any]:
    """Return what Datasette answers, as JSON."""

    async def asking() -> list[Any]:
        desk = Datasette([str(path)], settings={"num_sql_threads": 1})
        answers = [await desk.client.get(address) for address in addresses]
        assert [answer.status_code for answer in answers] == [200] * len(answers)
        return [answer.json() if ".json" in str(answer.url) else answer.text for answer in answers]

    # In a thread of its own: a browser's test may have left a running event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asking()).result()


def test_every_table_is_listed_and_opens(path: Path) -> None:
    """All tables of the record are there, each page of them opens, and none is empty that should not be."""
    (listed,) = ask(path, "/news.json")
    counts = {table["name"]: table["count"] for table in listed["tables"]}
    assert counts.keys() >= {table.name for table in schema.metadata.sorted_tables}
    assert counts["event"] == 30
    assert counts["report"] > 30
    ask(path, *(f"/news/{name}" for name in counts))


def test_reports_can_be_searched(path: Path) -> None:
    """Datasette finds the full-text index by itself: its search box gives the reports with the word, and only those."""
    found, box = ask(path, "/news/report.json?_search=curfew&_shape=array&_size=max", "/news/report")
    assert len(found) > 0
    assert all("curfew" in row["text"] for row in found)
    (all_of_them,) = ask(path, "/news/report.json?_shape=array&_size=max")
    assert len(found) == sum("curfew" in row["text"] for row in all_of_them)
    assert 'name="_search"' in box


def test_the_points_of_events_can_be_asked(path: Path) -> None:
    """The spatial index answers plain SQL."""
    (found,) = ask(
        path,
        "/news.json?_shape=array&sql=select+count(*)+as+n+from+event+join+event_point+using+(n)+where+min_lat>0",
    )
    assert found[0]["n"] > 0
