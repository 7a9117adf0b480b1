"""``python -m benchmarks [NAME ...]``: run the measures and print one JSON object for each."""

import argparse
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import cluster, jobs, kill, reading, reconcile, recurring, size, soak, stream

MEASURES: Mapping[str, Callable[..., Any]] = {
    "cluster": cluster.measure,
    "reading": reading.measure,
    "reconcile": reconcile.measure,
    "recurring": recurring.measure,
    "jobs": jobs.measure,
    "stream": stream.measure,
    "kill": kill.measure,
    "size": partial(size.measure, 20_000),
    "soak": partial(soak.measure, 1.0),
}


def main() -> None:
    """Run what is named, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURES, []], help="which measures; all when none is named")
    parser.add_argument(
        "--articles", type=Path, help="a JSON Lines file of real articles for the measures that can use one"
    )
    options = parser.parse_args()
    for name in options.names or MEASURES:
        given = {"path": options.articles} if name == "reading" else {}
        print(json.dumps({"measure": name, **MEASURES[name](**given)}), flush=True)


if __name__ == "__main__":
    main()
