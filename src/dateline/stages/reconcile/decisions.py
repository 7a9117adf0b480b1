"""Corrections by hand, applied to what reconciling found, again after every run.

Decisions stand beside the evidence and never change it. Those that change which mentions belong together (merge, split,
drop) come first, in order of time; then those that set cells. One that finds its mentions no more is told, not lost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.errors import DatelineError
from dateline.model import Anchor, Decision, Event, Mention, Report
from dateline.stages.reconcile.cellwriter import write
from dateline.stages.reconcile.events import event_of
from dateline.stages.reconcile.story import story_of
from dateline.stages.reconcile.strand import Strand, lead_of, strand_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The events after all decisions, in order of id, and the decisions that could not be applied, with the reason."""

    events: tuple[Event, ...]
    stale: tuple[tuple[Decision, str], ...] = ()


class StaleDecision(DatelineError):  # noqa: N818 - reads as the state it names
    """A decision speaks of mentions or events that are no longer there."""


def apply(
    events: Iterable[Event],
    decisions: Iterable[Decision],
    mentions: Sequence[Mention],
    reports: Mapping[str, Report],
    lineage_of: Mapping[str, str],
) -> Applied:
    """Apply what has been decided and not undone."""
    desk = _Desk(mentions, reports, lineage_of)
    desk.lay({e.id: e for e in events})
    stale = []
    for decision in sorted((d for d in decisions if d.undone is None), key=_turn):
        try:
            desk.carry_out(decision)
        except DatelineError as problem:
            stale.append((decision, str(problem)))
    return Applied(events=tuple(sorted(desk.events.values(), key=lambda e: e.id)), stale=tuple(stale))


def _turn(decision: Decision) -> tuple[bool, str, str]:
    """Return the sort key: cells last, otherwise in order of time."""
    return decision.kind in {"set", "note"}, decision.at, decision.id


@dataclass
class _Desk:
    """The events while decisions are carried out."""

    mentions: Sequence[Mention]
    reports: Mapping[str, Report]
    lineage_of: Mapping[str, str]
    events: dict[str, Event] = field(default_factory=dict)
    _home: dict[str, str] = field(default_factory=dict)
    _by_id: dict[str, Mention] = field(default_factory=dict)
    _of_report: dict[str, list[Mention]] = field(default_factory=dict)

    def lay(self, events: dict[str, Event]) -> None:
        """Put events on the desk."""
        self.events = events
        self._home = {m: e.id for e in events.values() for m in e.mentions}
        self._by_id = {m.id: m for m in self.mentions}
        for mention in self.mentions:
            self._of_report.setdefault(mention.report, []).append(mention)

    def carry_out(self, decision: Decision) -> None:
        """Carry out one decision, or say why it cannot be."""
        found = list(dict.fromkeys(m for a in decision.anchors if (m := self._find(a))))
        homes = list(dict.fromkeys(self._home[m] for m in found if m in self._home))
        if len(homes) < (2 if decision.kind == "merge" else 1):
            raise StaleDecision("The mentions that it speaks of are no longer in the record, or are one event already.")
        if decision.kind == "merge":
            self._replace(homes, [[m for home in homes for m in self.events[home].mentions]], decision)
        elif decision.kind == "split":
            leaving = [m for m in self.events[homes[0]].mentions if m in found]
            self._replace(homes[:1], [[m for m in self.events[homes[0]].mentions if m not in found], leaving], decision)
        elif decision.kind == "drop":
            self._replace(homes[:1], [], decision)
        else:
            event = self.events[homes[0]]
            event = event if decision.kind == "note" else write(event, decision)
            self.events[homes[0]] = replace(event, decisions=(*event.decisions, decision.id))

    def _find(self, anchor: Anchor) -> str | None:
        """Return the mention that an anchor speaks of: by id, or else by its place in the text."""
        if anchor.mention in self._by_id:
            return anchor.mention
        near = [m for m in self._of_report.get(anchor.report, ()) if m.clause.overlaps(anchor.start, anchor.end)]
        return min(near, key=lambda m: (-_common(m, anchor), m.id)).id if near else None

    def _replace(self, old: Sequence[str], groups: Iterable[Sequence[str]], decision: Decision) -> None:
        """Exchange events for new ones that are built from groups of mentions."""
        before = [self.events.pop(home) for home in old]
        earlier = tuple(dict.fromkeys(d for e in before for d in e.decisions))
        for mention in (m for e in before for m in e.mentions):
            self._home.pop(mention, None)
        for group in groups:
            if group:
                event = replace(self._build(group), decisions=(*earlier, decision.id))
                self.events[event.id] = event
                self._home.update(dict.fromkeys(event.mentions, event.id))

    def _build(self, group: Sequence[str]) -> Event:
        """Build the row of an event from mentions, as reconciling does."""
        by_report: dict[str, list[Mention]] = {}
        for mention in (self._by_id[m] for m in group):
            by_report.setdefault(mention.report, []).append(mention)
        strands = [self._strand(report, some) for report, some in sorted(by_report.items())]
        return event_of(strands, self.reports)

    def _strand(self, report: str, some: Sequence[Mention]) -> Strand:
        """Sum up what some mentions of one report say."""
        story = story_of(self.reports[report], self.lineage_of.get(report, report))
        return strand_of(some, story, lead_of(self._of_report[report]) in some)


def _common(mention: Mention, anchor: Anchor) -> int:
    """Count the characters that a mention shares with an anchor."""
    return min(mention.clause.end, anchor.end) - max(mention.clause.start, anchor.start)
