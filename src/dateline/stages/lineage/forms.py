"""Forms: which spellings stand for the same word, so that form is invisible where texts are compared.

The table is ``data/lineage/forms.toml``; what follows a rule (colour and color, organise and organize) is a rule here.
Facts are never folded: numbers keep their digits, names their letters save for known transliterations.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# British to American, on whole lower-case words. Each is safe in the sense that what it folds are not two common words.
_RULES = (
    (re.compile(r"^(.{3,})is(e|es|ed|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"^(.{2,})ys(e|ed|es|ing)$"), r"\1yz\2"),
    (re.compile(r"^(.{2,}[^aeiou])our(s|ed|ing|ite|ites|able|ful|ist|ists|hood|ly)?$"), r"\1or\2"),
    (re.compile(r"^(.{3,}[^aeiou])re(s|d)?$"), r"\1er\2"),
    (re.compile(r"^(.*[aeiou][^aeiou]+[aeiou])ll(ed|ing|er|ers)$"), r"\1l\2"),
    (re.compile(r"^(.{2,})aem(ia|ic)$"), r"\1em\2"),
    (re.compile(r"^(.*)paed(.+)$"), r"\1ped\2"),
)
_FIGURE = re.compile(r"\d[\d.,]*")
_POSSESSIVE = re.compile(r"'s$")
# No rule holds for a word without this; one set at the front lets the search skip most letters.
_BRITISH = re.compile(
    r"[iylorap](?:(?<=[iy])s(?:e|ing|ation)|(?<=o)ur|(?<=r)e(?:s|d)?$|(?<=l)l(?:ed|ing|er)|(?<=a)em|(?<=p)aed)"
)
_LATIN_END = 0x250  # the last code point of Latin Extended-B: single letters before it are initials, articles, elisions


@dataclass(frozen=True, slots=True)
class Forms:
    """The table: ``words`` maps a lower-case form to the form that stands for it, "" where it does not count."""

    words: Mapping[str, str]
    numbers: Mapping[str, str]
    months: Mapping[str, str]
    transliterations: Mapping[str, str]
    units: frozenset[str]
    """Units, which run together with figures: left out where copies are searched, not where versions are compared."""

    def bare(self, word: str) -> str:
        """Return the canonical form of a word to which signs may cling: "u.s." is "us", "2,200km" is "2200"."""
        word = word.strip(".,'")
        if not word:
            return ""
        if word.isalpha() and word.isascii() and len(word) > 1:  # nine in ten
            form = self.words.get(word)
            form = american(word) if form is None else form
            return "" if form in self.units else form
        if word[0].isdigit():
            return _figure(word)
        plain = word if word.isalpha() else _POSSESSIVE.sub("", word).replace("'", "").replace(".", "").replace(",", "")
        form = self.canonical(plain) if plain else ""
        return "" if form in self.units else form

    def canonical(self, word: str) -> str:
        """Return the form that stands for a lower-case ``word``; "" for a word that never counts."""
        if word[0].isdigit():
            return word.replace(",", "")
        if len(word) == 1 and ord(word) < _LATIN_END:
            return ""  # "U.S." and "US", "don't" and "don’t" meet because single letters are not words
        known = self.words.get(word)
        if known is not None:
            return known
        if word.isascii():
            return american(word)
        plain = strip_accents(word)
        return self.words.get(plain) or american(plain)


def _figure(word: str) -> str:
    """Return the figure that a word begins with: "2200" for "2,200km", "3" for "3rd"."""
    match = _FIGURE.match(word)
    return match.group().replace(",", "").rstrip(".") if match else ""


def american(word: str) -> str:
    """Return the American spelling where a rule knows it, else the word itself."""
    if not _BRITISH.search(word):
        return word
    for pattern, replacement in _RULES:
        changed, count = pattern.subn(replacement, word)
        if count:
            return changed
    return word


def strip_accents(word: str) -> str:
    """Return the word without the accents of Latin letters; other scripts are left as they are."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    if ord(decomposed[0]) >= _LATIN_END:
        return word
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def _inverted(table: Mapping[str, list[str]]) -> Mapping[str, str]:
    return MappingProxyType({form: canonical for canonical, forms in table.items() for form in forms})


@cache
def load() -> Forms:
    """Return the table that ships, read once."""
    raw = tomllib.loads((files("dateline.data") / "lineage" / "forms.toml").read_text(encoding="utf-8"))
    parts = {name: _inverted(table) for name, table in raw.items() if isinstance(table, dict)}
    words = {form: canonical for part in parts.values() for form, canonical in part.items()}
    words |= dict.fromkeys(raw["skip"], "")
    return Forms(
        MappingProxyType(words), parts["numbers"], parts["months"], parts["transliteration"], frozenset(raw["units"])
    )
