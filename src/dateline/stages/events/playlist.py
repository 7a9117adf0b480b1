"""Lists of films that a page puts beside its story: "1:47 Crash on the bridge". They tell other stories than the report's own.

A line of such a list opens with a length in minutes and seconds. A diary of the day opens its lines with clock times, but
these run forwards or backwards, which lengths do not.
"""

import re

from dateline.model import Reading

_LINE = re.compile(r"^[ \t]*(\d{1,2}):([0-5]\d)[ \t]+(?=[^\W\d_a-z]|['\"‘“])[^\n]*", re.MULTILINE)
# Fewer lines are no list.
_FEWEST = 3


def films(reading: Reading) -> frozenset[int]:
    """Return the sentences of a report that are lines of such a list."""
    lines = list(_LINE.finditer(reading.parse.text))
    lengths = [60 * int(line[1]) + int(line[2]) for line in lines]
    if len(lines) < _FEWEST or lengths in (sorted(lengths), sorted(lengths, reverse=True)):
        return frozenset()
    sentences = reading.parse.sentences
    return frozenset(s.index for s in sentences if any(m.start() <= s.start < m.end() for m in lines))
