"""A statement while it is being worked out: where its words stand and which token heads its source."""

from dataclasses import dataclass

from dateline.model import Act

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``parts`` are characters of the content; ``cue`` characters of the cue; ``source`` and ``relays`` head tokens.

    ``quoted`` tells that a quotation was tied to the cue by its position and not by the syntax.
    """

    parts: tuple[Stretch, ...]
    cue: Stretch | None
    verb: int | None
    source: int | None
    act: Act = "assert"
    relays: tuple[int, ...] = ()
    quoted: bool = False
    belief: bool = False

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Character after the content."""
        return self.parts[-1][1]
