"""What silence tells: where most accounts count the hurt and tell of no death, one told in passing is another event's."""

from collections.abc import Sequence

from dateline.model import Figure
from dateline.stages.reconcile.strand import Range, Strand, lead_of, told

NOBODY: Range = (0, 0)
# A report about the event speaks with twice the weight of one that mentions it.
LEAD = 2.0
# Words that tell of deaths without a number.
HINTS = frozenset({"fatal", "deadly", "suicide", "murder-suicide"})


def unheard_of(strands: Sequence[Strand], weight: float) -> bool:
    """Tell whether deaths told of in passing are another happening's: more accounts count several hurt and tell of no death.

    Death is what a report opens with. Who tells of the dead in its main telling is believed; so is who tells of a death later
    than all others, when somebody may have died since. ``weight`` is what the deaths weigh.
    """
    told_dead = [s for s in strands if (s.figures.get("killed") or NOBODY)[0]]
    if any(_tells_of_dead(s) for s in told_dead):
        return False
    since = min((s.story.day or 0 for s in told_dead), default=0)
    silent: dict[str, float] = {}
    for strand in strands:
        several = (strand.figures.get("injured") or NOBODY)[0] or 0
        if strand.lead and "killed" not in strand.figures and several > 1 and (strand.story.day or 0) >= since:
            of, most = strand.story.lineage, max(told("injured", strand.mentions).values())
            silent[of] = max(silent.get(of, 0.0), LEAD * most)
    return sum(silent.values()) > weight


def _tells_of_dead(strand: Strand) -> bool:
    """Tell whether a report about the event tells of its dead where it tells of the event itself."""
    first = lead_of(strand.mentions)
    root = first.continues or first.id
    main = [m for m in strand.mentions if root in (m.id, m.continues)]
    return strand.lead and any(f.kind == "killed" and f.low and not is_hint(f) for m in main for f in m.figures)


def is_hint(figure: Figure) -> bool:
    """Tell whether the words say that there were dead and not how many."""
    return figure.kind == "killed" and figure.high is None and not HINTS.isdisjoint(figure.span.text.lower().split())
