"""A stretch of a report's text: the evidence that every cell carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Character offsets (``str`` indexes, ``end`` exclusive) and the words they cover.

    ``text`` always equals ``report.text[start:end]``, but for words that only the report's title has: these have no place in
    the text, and ``start`` and ``end`` are 0.
    """

    start: int
    end: int
    text: str

    @property
    def placed(self) -> bool:
        """Whether the words stand in the text, and not in the title alone."""
        return self.start < self.end or not self.text

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the span shares a character with ``[start, end)``."""
        return self.start < end and start < self.end

    def covers(self, start: int, end: int) -> bool:
        """Tell whether ``[start, end)`` lies wholly inside the span."""
        return self.start <= start and end <= self.end
