"""The labels that a page puts before a day of its own: "Posted: Tuesday", "(Published May 3)", "Copyright 2015"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

_SIGN = r"©|\(c\)|\(C\)|[Cc]opyright|COPYRIGHT"
_CLOCK = r"(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?)"


@cache
def before_day(*, signs: bool) -> re.Pattern[str]:
    """Return the pattern of a label that ends where a date starts; a label is written with a capital, a verb is not.

    ``signs`` takes signs of copyright and the name above a tweet for labels too.
    """
    table = tomllib.loads(files("dateline.data").joinpath("dates", "events.toml").read_text(encoding="utf-8"))
    words = "|".join(sorted(form for word in table["label"] for form in (word.capitalize(), word.upper())))
    more = rf"|(?:{_SIGN})[ ©,]*|\(@\w+\)" if signs else ""
    return re.compile(rf"(?:\b(?:{words})(?: on| at)?\s?[:|]?{more})[\s,@-]*(?i:{_CLOCK})?[\s,|-]*$")
