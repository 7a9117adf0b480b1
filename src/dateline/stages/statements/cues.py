"""The table of reporting verbs: which verbs introduce what somebody said, and in which frames they take it."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import cast

from dateline.model import Act, Parse, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: the frames in which it takes its content, each with the act that the speaker performs."""

    acts: dict[str, Act] = field(hash=False)
    belief: bool = False

    def act(self, *frames: str) -> Act | None:
        """Return the act of the first frame that the verb knows."""
        return next((self.acts[f] for f in frames if f in self.acts), None)


# Parts of speech that a cue may be.
VERBAL = frozenset({"VERB", "AUX"})


@cache
def _groups() -> dict[str, list[dict[str, list[str]]]]:
    """Read the file."""
    text = resources.files("dateline.data").joinpath("statements", "cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _table(*kinds: str) -> dict[str, Cue]:
    """Make one table of the groups of these kinds: lemma, or lemma and particle, to cue."""
    table: dict[str, Cue] = {}
    for kind in kinds:
        for group in _groups()[kind]:
            for word in group["words"]:
                known = table.setdefault(word, Cue({}, kind == "belief"))
                for frame in group["frames"]:
                    known.acts.setdefault(frame, cast("Act", group["act"]))
    return table


@cache
def cues() -> dict[str, Cue]:
    """Return the verbs."""
    return _table("verb", "belief")


@cache
def nouns() -> dict[str, Cue]:
    """Return the nouns that name a saying."""
    return _table("noun")


@cache
def carried() -> frozenset[str]:
    """Return verbs whose infinitive is a thing done: "went on to say"."""
    return frozenset(word for group in _groups()["carried"] for word in group["words"])


def cue_of(parse: Parse, verb: Token) -> Cue | None:
    """Return the entry of a verb, with its particle where it has one."""
    if verb.pos not in VERBAL:
        return None
    known, lemma, i = cues(), verb.lemma.lower(), verb.i
    below = parse.kids(i)
    for child in below:
        if i < child.i <= i + 2 and (found := known.get(f"{lemma} {child.lower}")):
            return found
    # A particle makes another verb: to call up reservists is not to call them anything.
    return None if any(child.dep == "prt" for child in below) else known.get(lemma)
