"""``python -m benchmarks [NAME ...]``: run the measures and print one JSON object for each."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import cluster, reading, reconcile, recurring

MEASURES: Mapping[str, Callable[..., Any]] = {
    "cluster": cluster.measure,
    "reading": reading.measure,
    "reconcile": reconcile.measure,
    "recurring": recurring.measure,
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
