"""What ten edited copies of a story cost beside the story alone: text that recurs is to be analysed once."""

import json
import random
import tempfile
import time
from pathlib import Path

from benchmarks.articles import articles
from dateline import workers
from dateline.pipeline import read
from dateline.settings import Settings
from dateline.stages.language import SpacyParser
from dateline.store import Record

# Ten edited copies of a story may cost half as much again as the story alone (issue 9).
CEILING = 1.5


def measure(stories: int = 20, copies: int = 10, seed: int = 5) -> dict[str, float]:
    """Return processor seconds for ``stories`` and for ``copies`` edited versions of each, and their ratio.

    Processor time, since other work on the machine does not count. Loading the model is left out of both.
    """
    draw = random.Random(seed)
    first = list(articles(stories, seed))
    every = [_edited(row, k, draw) for row in first for k in range(copies)]
    start = time.process_time()
    SpacyParser()
    loading = time.process_time() - start
    one, ten = (_cost(rows) - loading for rows in (first, every))
    return {
        "stories": stories,
        "copies": copies,
        "one": round(one, 2),
        "ten": round(ten, 2),
        "ratio": round(ten / one, 2),
    }


def _edited(row: dict[str, str], number: int, draw: random.Random) -> dict[str, str]:
    """Return a copy as an editor makes it: the end cut, a paragraph taken out, a figure changed in another."""
    paragraphs = row["text"].split("\n\n")
    if number:
        del paragraphs[len(paragraphs) - draw.randrange(3) :]
        del paragraphs[draw.randrange(1, len(paragraphs))]
        place = draw.randrange(len(paragraphs))
        paragraphs[place] = paragraphs[place].replace(" said", f" told reporters on day {number}", 1)
    return {**row, "id": f"{row['id']}-{number}", "outlet": f"outlet{number}", "text": "\n\n".join(paragraphs)}


def _cost(rows: list[dict[str, str]]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        workers._analyst.cache_clear()  # or the second run would know the first one's paragraphs
        start = time.process_time()
        with Record.open(Path(folder, "record.db"), create=True) as record:
            read([file], record, Settings(through="statements"))
        return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(measure()))
