"""The table of reporting verbs: which verbs introduce what somebody said, and in which frames they take it."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from dateline.model import Act, Parse, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb: the frames in which it takes its content, each with the act that the speaker performs."""

    acts: dict[str, Act] = field(hash=False)
    belief: bool = False

    def act(self, *frames: str) -> Act | None:
        """Return the act of the first frame that the verb knows."""
        return next((self.acts[f] for f in frames if f in self.acts), None)


@cache
def cues() -> dict[str, Cue]:
    """Load the table: lemma, or lemma and particle, to cue."""
    text = resources.files("dateline.data").joinpath("statements", "cues.toml").read_text(encoding="utf-8")
    table: dict[str, Cue] = {}
    for kind, groups in tomllib.loads(text).items():
        for group in groups:
            for word in group["words"]:
                known = table.setdefault(word, Cue({}, kind == "belief"))
                for frame in group["frames"]:
                    known.acts.setdefault(frame, group["act"])
    return table


def cue_of(parse: Parse, verb: Token) -> Cue | None:
    """Return the entry of a verb, with its particle where it has one."""
    if verb.pos not in {"VERB", "AUX"}:
        return None
    lemma = verb.lemma.lower()
    for k in parse.children[verb.i]:
        child = parse.tokens[k]
        if child.dep in {"prt", "prep", "advmod", "acomp"} and f"{lemma} {child.lower}" in cues():
            return cues()[f"{lemma} {child.lower}"]
    return cues().get(lemma)
