"""Words by which somebody will have none of a deed: it is told as denied, so that it can dispute what others tell."""

from dateline.model import Parse, Token
from dateline.stages.events import grammar
from dateline.stages.events.hosts import harms
from dateline.stages.events.match import Hit

# Verbs that deny a deed.
_DENYING = frozenset({"deny", "refute", "disavow"})
# Verbs by which a claim is refused, and what may be claimed of somebody.
REFUSING = _DENYING | {"reject", "dismiss", "rebut", "dispute"}
CLAIMS = frozenset(
    {"accusation", "allegation", "charge", "claim", "report", "suggestion", "rumour", "rumor", "assertion"}
    | {"involvement", "responsibility"}
)
# How far above the deed the denial may stand: "denied claims that officers shot".
_REACH = 3


def denial(parse: Parse, hit: Hit) -> Token | None:
    """Return the verb by which somebody denies a deed of force: "denied claims that officers shot"; None for nobody."""
    if not hit.pattern.type.startswith("~") and not harms(hit.pattern.type):
        return None
    token = hit.token
    for _ in range(_REACH):
        head = parse.tokens[token.head]
        if head.i == token.i or token.dep not in ("xcomp", "ccomp", "pcomp", "dobj", "prep", "acl"):
            return None
        if head.lemma in _DENYING and grammar.is_verb(head):
            return head
        if token.dep == "ccomp" and head.lemma not in CLAIMS:
            return None
        token = head
    return None
