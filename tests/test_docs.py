"""The docs keep step with the code: commands and rows are documented, links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from dateline.cli import group

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def commands() -> list[str]:
    """Return the names of all commands."""
    return group.list_commands(click.Context(group))


@pytest.mark.parametrize("name", commands())
def test_commands_have_help_with_examples(name: str) -> None:
    """Every command explains itself, with an example that can be run."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help is not None
    assert f"dateline {name}" in command.help


@pytest.mark.parametrize("name", commands())
def test_commands_are_documented(name: str) -> None:
    """Every command stands in the page about the command line."""
    assert f"## dateline {name}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file in the repository names one that is there."""
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
