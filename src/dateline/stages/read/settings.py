"""The limits of reading: how much of what comes from outside is taken in, and why no more."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Limits for one run of reading. What goes beyond one is refused with a sentence, never cut silently.

    ``longest_text``: characters of one report. The longest news features have some 150,000; beyond a million it is a
    book or a log file, and parsing it would take minutes.
    ``largest_page``: bytes of one HTML page. Saved news pages have 0.05 to 3 MB; extraction costs about 0.5 s per MB of text.
    ``deepest_page``: nested elements of a page. Real pages have 15 to 60; extraction recurses, and Python allows 1,000.
    ``busiest_page``: elements of a page. Real pages have 500 to 10,000; pages made of links alone cost 12 s at 180,000.
    ``longest_line``: characters of one line of JSON Lines or one CSV field. A report with its page's HTML inside must fit.
    ``packing``: how many times its packed size a file may unpack to. Text shrinks 3 to 10 times, repetitive wire copy up to
    50 times; bombs a thousand times and more.
    ``sample``: bytes read to tell the encoding; more does not change the answer and costs time.
    ``head``: characters at the start of a text that are searched for a dateline and by-line. Site furniture before the
    story is seldom longer.
    ``language_sample``: characters that the language is told from. The classifier's time grows with them (9,000 texts/s
    at 200, 2,400 at 1,500) and its answer no longer changes.
    """

    longest_text: int = 1_000_000
    largest_page: int = 10_000_000
    deepest_page: int = 250
    busiest_page: int = 40_000
    longest_line: int = 16_000_000
    packing: int = 200
    sample: int = 65_536
    head: int = 2_000
    language_sample: int = 600
