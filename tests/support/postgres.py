"""A PostgreSQL server for tests: a cluster of its own in a temporary folder, on a socket that nobody else sees."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

# Where Debian keeps the server's programs, newest last.
_DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
_NUMBER = count(1)


def programs() -> Path | None:
    """Return the folder of the server's programs, or None where there is none."""
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else next(reversed(_DEBIAN), None)


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Run a server; yield the address of its database. It refuses to run as root, so root gives it to another user."""
    with TemporaryDirectory(prefix="dateline-pg-", dir="/tmp") as name:
        folder = Path(name)
        user = _owner(folder)
        data = folder / "data"
        _run(
            [programs / "initdb", "-D", data, "-U", "postgres", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"],
            user,
        )
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", _settings(folder), "start"], user)
        try:
            yield f"postgresql://postgres@/postgres?host={quote(str(folder))}"
        finally:
            _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)


@contextmanager
def stopped(programs: Path, data: Path) -> Iterator[None]:
    """Stop a server as a crash would, and start it again."""
    user = _owner(data.parent)
    _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], user)
    try:
        yield
    finally:
        command = [
            programs / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            data.parent / "log",
            "-o",
            _settings(data.parent),
            "start",
        ]
        _run(command, user)


def record(address: str, beside: str = "") -> str:
    """Return the address of a new, empty schema, which is as good as a database of its own and quicker made.

    ``beside`` names a schema that is looked into too.
    """
    import psycopg

    schema = f"r{os.getpid()}_{next(_NUMBER)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{address}&options={quote(f'-c search_path={schema}' + (f',{beside}' if beside else ''))}"


def _settings(folder: Path) -> str:
    return f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=100 -c shared_buffers=64MB"


def _owner(folder: Path) -> str | None:
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, "postgres", "postgres")
    return "postgres"


def _run(command: list[object], user: str | None) -> None:
    done = subprocess.run(list(map(str, command)), user=user, cwd="/tmp", capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]}: {done.stderr or done.stdout}"
