"""What edited copies of a story cost beside the story alone: text that recurs is to be analysed once, by whichever run.

``ratio`` compares ten edited copies of each story, read in one run, with the stories read alone. ``later`` compares one
more copy of each, read in a later run by a process that has seen none of them, with the stories read alone.

    python -m benchmarks.recurring [STAGE]
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.articles import articles
from dateline import workers
from dateline.model import Batch, Report
from dateline.pipeline import read
from dateline.settings import Settings, Stage
from dateline.store import Record

# Ten edited copies of a story may cost half as much again as the story alone (issue 9).
CEILING = 1.5

Row = dict[str, str]


def measure(stories: int = 20, copies: int = 10, seed: int = 5, through: Stage = "statements") -> dict[str, object]:
    """Return processor seconds for ``stories``, for ``copies`` edited versions of each, and for one more; and ratios.

    Processor time, since other work on the machine does not count. Loading the model is left out of all.
    """
    draw = random.Random(seed)
    first = list(articles(stories, seed))
    every = [_edited(row, k, draw) for row in first for k in range(copies)]
    more = [_edited(row, copies, draw) for row in first]
    settings = Settings(through=through)
    _cost(settings, first[:2])  # what is loaded and compiled at the first use counts for neither
    one, ten, later = _cost(settings, first), _cost(settings, every), _cost(settings, every, more)
    return {
        "through": through,
        "stories": stories,
        "copies": copies,
        "one": round(one, 2),
        "ten": round(ten, 2),
        "ratio": round(ten / one, 2),
        "later": round(later / one, 2),
    }


def _edited(row: Row, number: int, draw: random.Random) -> Row:
    """Return a copy as an editor makes it: the end cut, a paragraph taken out, a figure changed in another."""
    paragraphs = row["text"].split("\n\n")
    if number:
        del paragraphs[len(paragraphs) - draw.randrange(3) :]
        del paragraphs[draw.randrange(1, len(paragraphs))]
        place = draw.randrange(len(paragraphs))
        paragraphs[place] = paragraphs[place].replace(" said", f" told reporters on day {number}", 1)
    return {**row, "id": f"{row['id']}-{number}", "outlet": f"outlet{number}", "text": "\n\n".join(paragraphs)}


def _cost(settings: Settings, *runs: Iterable[Row]) -> float:
    """Return the processor seconds of the last of some runs into one record."""
    with tempfile.TemporaryDirectory() as folder:
        for number, rows in enumerate(runs):
            file = Path(folder, f"{number}.jsonl")
            file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            _forget(settings)
            start = time.process_time()
            with Record.open(Path(folder, "record.db"), create=True) as record:
                read([file], record, settings)
            seconds = time.process_time() - start
    return seconds


def _forget(settings: Settings) -> None:
    """Load the model anew, so that nothing is left in memory of an earlier run, and let it analyse something small."""
    workers._analyst.cache_clear()
    workers._analyst(settings).analyse(Batch((Report(id="r", given_id="r", text="Nobody spoke."),)))


if __name__ == "__main__":
    print(json.dumps(measure(through=sys.argv[1] if len(sys.argv) > 1 else "statements")))  # type: ignore[arg-type]
