"""Words that sum up several happenings: "shootings across the city", "in separate crashes", "weekend fires"."""

import re
from functools import lru_cache

_DEEDS = (
    r"(?:shooting|attack|crashe?|accident|fire|stabbing|incident|homicide|killing|strike|raid|case|bombing|explosion)s"
)
# Deeds that are told apart where a text counts them; several strikes or blasts on one town are mostly told as one.
_APART = r"(?:shooting|crashe?|accident|stabbing|incident|homicide|case)s"
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|multiple|several)"
_WORDS = r"(?:[\w-]+\s+)"
# A deed in the plural that is spread over places or days, deeds that are counted, and lengths of time that are summed up.
_SUM = re.compile(
    rf"\b(?:separate|different|unrelated|various)\s+{_WORDS}{{0,2}}{_DEEDS}\b"
    rf"|\b{_NUMBER}\s+{_WORDS}{{0,3}}(?<!of ){_APART}\b"
    rf"|\b(?:in|from)\s+(?!the\b|these\b|those\b|both\b){_WORDS}{{0,2}}{_APART}\b"
    rf"|\b{_DEEDS}\s+(?:over the|since|between|within|spanning|in \d+|{_WORDS}{{0,2}}(?:across|throughout|around))\b"
    rf"|\bweekend(?:'s)?\s+{_WORDS}{{0,2}}{_DEEDS}\b"
    r"|\b(?:violent|deadly|bloody) (?:weekend|night|day|week)\b"
    r"|\b(?:[\w-]+-(?:hour|day) (?:span|period|stretch)|in the span of)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def sums_up(words: str) -> bool:
    """Tell whether the words tell of several happenings together: their numbers are a total of them all, and of none alone."""
    return bool(_SUM.search(words))
