"""Read plain text and Markdown: one report in a file, whose first line may be its title."""

import re
from collections.abc import Iterator
from io import BufferedReader

from dateline.model import Refusal
from dateline.stages.read import dateline
from dateline.stages.read.decode import decode, is_binary
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

# No headline is longer; a longer first line is the story's first paragraph.
_LONGEST_TITLE = 160
_SENTENCE_END = re.compile(r"[.:;,—–-][\"'”’)]*$")
_HEADING = re.compile(r"#{1,2}\s+(?P<title>.+?)\s*#*$")


def read_plain(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report in a text file."""
    # No encoding uses more than four bytes for a character; whatever is longer than that is refused for its text.
    content = stream.read(4 * settings.longest_text + 1)
    if not content:
        yield refuse(file.origin, "The file is empty: leave it out, or save the report again.")
    elif is_binary(content[: settings.sample]):
        yield refuse(file.origin, "This is no text, whatever its name says: convert it to text or HTML first.")
    else:
        text, notes = decode(content, settings)
        yield Draft(
            text=text, origin=file.origin, given_id=file.name, outlet=file.outlet, title=title_of(text), notes=notes
        )


def title_of(text: str) -> str | None:
    """Return the first line if it is a title: short, no sentence, no dateline, and followed by a text."""
    first, _, rest = text.strip().partition("\n")
    first = first.strip()
    if heading := _HEADING.fullmatch(first):
        return heading["title"]
    longer = max(map(len, rest.split("\n")), default=0)
    if not first or len(first) > _LONGEST_TITLE or longer <= len(first) or _SENTENCE_END.search(first):
        return None
    return None if dateline.find(first, len(first), None) else first
