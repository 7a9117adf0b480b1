"""Version tracing against two MinHash libraries on the same texts in the same run, and how it grows.

Each tool goes from text to groups on one core: ours by ``group``; rensa and datasketch by MinHash of 128 permutations over
runs of five words, with their index at the threshold 0.5, as their guides show; datasketch also by its batches. Install
both to compare (``pip install rensa datasketch``); without them ours is measured alone.

    python -m benchmarks.lineage [--texts N] [--articles FILE] [--growth | --one [--record FILE]]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.lineage_texts import Text, pairs, texts

SIZES = (1_000, 10_000, 100_000, 300_000)
THRESHOLD = 0.5
PERMUTATIONS = 128


def measure(count: int = 10_000, path: Path | None = None) -> dict[str, Any]:
    """Return speed, pair recall and precision of each tool, and the ratios of ours to the others.

    ``path`` names a JSON Lines file with ``text`` and, for recall, ``story``; without it texts are invented.
    """
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path else None
    rows = [Text(row.get("story", k), row["text"]) for k, row in enumerate(given)] if given else texts(count)
    found: dict[str, Any] = {"texts": len(rows)}
    for name, tool in TOOLS.items():
        if name == "dateline" or find_spec(name.split("_")[0]):
            found[name] = _score(rows, tool)
    for name in ("datasketch", "datasketch_batch", "rensa"):
        if name in found:
            ours, theirs = found["dateline"], found[name]
            found[f"speed_against_{name}"] = round(ours["texts_per_second"] / theirs["texts_per_second"], 2)
            found[f"recall_against_{name}"] = round(ours["recall"] / theirs["recall"], 2) if theirs["recall"] else None
    return found


def growth(sizes: Iterable[int] = SIZES) -> list[dict[str, Any]]:
    """Return time and memory of ours at each size, each in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.lineage", "--alone", "--texts"]
    runs = (subprocess.run([*command, str(size)], check=True, capture_output=True, text=True) for size in sizes)
    return [json.loads(run.stdout) for run in runs]


def _alone(count: int) -> dict[str, Any]:
    rows = texts(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    scored = _score(rows, _dateline)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    characters = sum(len(row.text) for row in rows)
    memory = {
        "texts_mb": round(characters / 1e6),
        "peak_mb": round(after / 1024),
        "added_mb": round((after - before) / 1024),
    }
    return {"texts": count, **scored, **memory}


def _score(rows: list[Text], tool: Callable[[list[str]], Iterable[list[int]]]) -> dict[str, float]:
    content = [row.text for row in rows]
    start, cpu = time.perf_counter(), time.process_time()
    groups = [sorted(group) for group in tool(content)]
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    stories = defaultdict(list)
    for k, row in enumerate(rows):
        stories[row.story].append(k)
    said, true = pairs(iter(groups)), pairs(iter(stories.values()))
    return {
        "seconds": round(seconds, 3),
        "cpu_seconds": round(cpu, 3),
        "texts_per_second": round(len(rows) / cpu),
        "recall": round(len(said & true) / len(true), 4) if true else 0.0,
        "precision": round(len(said & true) / len(said), 4) if said else 1.0,
    }


def _dateline(content: list[str]) -> Iterable[list[int]]:
    from dateline.stages.lineage.trace import group

    return group(content)


def _shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))}


def _rensa(content: list[str]) -> Iterable[list[int]]:
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    hashes = []
    for k, text in enumerate(content):
        minhash = rensa.RMinHash(num_perm=PERMUTATIONS, seed=1)
        minhash.update(list(_shingles(text)))
        index.insert(k, minhash)
        hashes.append(minhash)
    near = ((k, other) for k, one in enumerate(hashes) for other in index.query(one))
    return _joined(len(content), ((a, b) for a, b in near if a < b and hashes[a].jaccard(hashes[b]) >= THRESHOLD))


def _datasketch(content: list[str], *, batch: bool = False) -> Iterable[list[int]]:
    datasketch = import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    hashes = []
    for k, text in enumerate(content):
        minhash = datasketch.MinHash(num_perm=PERMUTATIONS, seed=1)
        shingles = [shingle.encode() for shingle in _shingles(text)]
        if batch:
            minhash.update_batch(shingles)
        else:
            for shingle in shingles:
                minhash.update(shingle)
        index.insert(k, minhash)
        hashes.append(minhash)
    return _joined(len(content), ((k, other) for k, one in enumerate(hashes) for other in index.query(one)))


def _datasketch_batch(content: list[str]) -> Iterable[list[int]]:
    return _datasketch(content, batch=True)


def _joined(count: int, links: Iterable[tuple[int, int]]) -> Iterable[list[int]]:
    parent = list(range(count))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for a, b in links:
        parent[root(a)] = root(b)
    groups = defaultdict(list)
    for k in range(count):
        groups[root(k)].append(k)
    return groups.values()


TOOLS: dict[str, Callable[[list[str]], Iterable[list[int]]]] = {
    "dateline": _dateline,
    "rensa": _rensa,
    "datasketch": _datasketch,
    "datasketch_batch": _datasketch_batch,
}


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=10_000, help="how many texts to invent")
    parser.add_argument("--articles", type=Path, help="a JSON Lines file to take instead")
    parser.add_argument("--growth", action="store_true", help=f"ours alone at {', '.join(map(str, SIZES))} texts")
    parser.add_argument("--alone", action="store_true", help="ours alone, with memory")
    parser.add_argument("--one", action="store_true", help="one report more in a record of so many")
    parser.add_argument("--record", type=Path, help="a record to make, or made before, for --one")
    options = parser.parse_args()
    if options.growth:
        print(json.dumps(growth()))
    elif options.one:
        from benchmarks.lineage_record import adding

        print(json.dumps(adding(options.texts, options.record)))
    elif options.alone:
        print(json.dumps(_alone(options.texts)))
    else:
        print(json.dumps(measure(options.texts, options.articles)))


if __name__ == "__main__":
    main()
