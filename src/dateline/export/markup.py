"""Text made safe for XML and HTML: escaped, and without the characters that XML 1.0 forbids."""

import re
from html import escape

# All that XML 1.0 allows, inverted. Lone surrogates and control characters occur in scraped news.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of writing: harmless as text, but they can reorder what stands around them.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(value: object) -> str:
    """Return the text of a value, escaped for an element or a quoted attribute."""
    return escape(_TURNING.sub("", _FORBIDDEN.sub("\ufffd", str(value))), quote=True)
