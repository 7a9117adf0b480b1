"""What decides what is found is named by libraries that Dateline does ask for."""

import re
import tomllib
from pathlib import Path

from dateline.versions import LIBRARIES, versions

_PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def test_every_library_is_one_that_is_asked_for() -> None:
    """A library that was left behind would be there on the developer's machine, and nowhere else."""
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    names = {re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in asked}
    assert set(LIBRARIES) <= names


def test_each_has_its_version() -> None:
    """Each library, the language model and Dateline itself are told with a version."""
    found = dict(versions())
    assert {*LIBRARIES, "Dateline", "language model", "Python"} == set(found)
    assert all(found.values())
