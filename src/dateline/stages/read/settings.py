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
    ``largest_feed``: bytes of one feed. Feeds have 0.01 to 2 MB; the parser needs up to 3 s for each MB of ill-formed markup.
    ``busiest_feed``: elements of a feed. A feed of 500 items has some 5,000; 200,000 cost 7 s.
    ``largest_message``: bytes of one mail with its attachments. Mail servers take 25 to 50 MB; parsing needs 15 times that.
    ``deepest_message``, ``busiest_message``: parts of a mail that hold others, and parts in all. Real ones have 1 to 5, and
    up to 100; the parser's time grows with their product.
    ``longest_header``: bytes of the header of a WARC record or a mail. Real ones have 0.5 to 20 KB.
    ``largest_group``: bytes of one row group of a Parquet file, unpacked. Writers aim at 128 MB, or a million rows.
    ``largest_sheets``: bytes of the largest pages of a row group's columns together, unpacked: so much is in memory at a time.
    A page has 1 MB with most writers, and up to 100 MB with DuckDB.
    ``largest_spool``: bytes of a Parquet file inside an archive. It is unpacked to a temporary file, since it is read
    from its end.
    ``largest_listing``: bytes of a zip's list of members, which is held in memory. 300,000 members have some 40 MB.
    ``longest_line``: characters of one line of JSON Lines or one CSV field. A report with its page's HTML inside must fit.
    ``packing``: how many times its packed size a file may unpack to. Text shrinks 3 to 10 times, repetitive wire copy up to
    50 times; bombs a thousand times and more.
    ``longest_fetch``: seconds from asking for an address to its last byte, redirects and look-up of names included.
    ``most_redirects``: redirects that are followed. Browsers stop at 20; publishers use 1 or 2.
    ``private_addresses``: whether a web address may lead to this machine or the local network. Only if a person says so:
    what a page there answers is often meant for nobody else.
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
    largest_feed: int = 5_000_000
    busiest_feed: int = 200_000
    largest_message: int = 25_000_000
    deepest_message: int = 20
    busiest_message: int = 10_000
    longest_header: int = 65_536
    largest_group: int = 4_000_000_000
    largest_sheets: int = 500_000_000
    largest_spool: int = 2_000_000_000
    largest_listing: int = 64_000_000
    longest_line: int = 16_000_000
    packing: int = 200
    longest_fetch: float = 30.0
    most_redirects: int = 5
    private_addresses: bool = False
    sample: int = 65_536
    head: int = 2_000
    language_sample: int = 600
