"""Whether there is much to read is told from the files that are named, and from nothing else."""

from pathlib import Path

from dateline.cli.read import _size


def test_size(tmp_path: Path) -> None:
    """Files count with their bytes; what is no file, or none that can be, counts for nothing and is no error here."""
    for name in ("a.txt", "b.jsonl"):
        (tmp_path / name).write_text("x" * 500)
    files = (str(tmp_path / "a.txt"), str(tmp_path / "b.jsonl"))
    others = (str(tmp_path), "-", "https://www.example.org/", "*.txt", "x" * 5000, "\0", str(tmp_path / "none.txt"))
    assert _size(files + others) == 1000
    assert _size(()) == 0
