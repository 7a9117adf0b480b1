"""Words that sum up several happenings: "shootings across the city", "in separate crashes", "weekend fires"."""

import re
from functools import lru_cache

_DEEDS = (
    r"(?:shooting|attack|crashe?|accident|fire|stabbing|incident|homicide|killing|strike|raid|case|bombing|explosion)s"
)
# A deed in the plural that is spread over places or days.
_SUM = re.compile(
    rf"\b(?:separate|different|unrelated|various)\s+(?:[\w-]+\s+){{0,2}}{_DEEDS}\b"
    rf"|\b{_DEEDS}\s+(?:across|throughout|around|over the|since|between|within|in \d+)\b"
    rf"|\bweekend(?:'s)?\s+(?:[\w-]+\s+){{0,2}}{_DEEDS}\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def sums_up(words: str) -> bool:
    """Tell whether the words tell of several happenings together: their numbers are a total of them all, and of none alone."""
    return bool(_SUM.search(words))
