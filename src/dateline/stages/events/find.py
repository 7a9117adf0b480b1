"""Read a report's events: the stage as a straight story. Triggers, drafts, chains, cells, mentions."""

from dataclasses import replace

from dateline.model import Mention, Reading, Source, Status, Token, When, Where
from dateline.model.ids import make
from dateline.stages.events import clauses, grammar
from dateline.stages.events.actors import party
from dateline.stages.events.chains import Link, chains
from dateline.stages.events.denial import denial
from dateline.stages.events.drafts import Draft, drafts
from dateline.stages.events.figures import figures, spared_elsewhere
from dateline.stages.events.hosts import harms
from dateline.stages.events.parties import sufferer
from dateline.stages.events.playlist import films
from dateline.stages.events.salience import salience
from dateline.stages.events.scenes import Scenes
from dateline.stages.events.sources import sources_of
from dateline.stages.events.status import status_of
from dateline.stages.events.table import EventTable

# What only takes up an event is less what a report is about than the event's first telling.
_ECHO = 0.9


def find_events(reading: Reading, table: EventTable) -> list[Mention]:
    """Return the events that a report tells, in text order, each with what its words give."""
    found, loose = drafts(reading, table)
    if beside := films(reading):
        found = [d for d in found if d.hit.token.sent not in beside]
        loose = [c for c in loose if c.anchor.sent not in beside]
    scenes = Scenes(reading)
    links = chains(reading, found, loose, table, scenes.apart)
    return _led(_agreed([_mention(reading, links, at, table, scenes) for at in range(len(links))]))


def _agreed(mentions: list[Mention]) -> list[Mention]:
    """Take a day from a later telling that the first one's own time rules out: it dates something else of its sentence."""
    first = {m.id: m.when for m in mentions if not m.continues}
    return [replace(m, when=None) if _at_odds(first.get(m.continues or ""), m.when) else m for m in mentions]


def _at_odds(told: When | None, again: When | None) -> bool:
    """Tell whether two times share no day, and are not next to each other either."""
    if told is None or again is None or told.scope != "clause":
        return False
    return (again.first - told.last).days > 1 or (told.first - again.last).days > 1


def _led(mentions: list[Mention]) -> list[Mention]:
    """Let the first telling of an event lead its later ones: it has the figures of all of them."""
    most: dict[str, float] = {}
    for mention in mentions:
        root = mention.continues or mention.id
        most[root] = max(most.get(root, 0.0), mention.salience)
    leads = [round(m.salience * _ECHO, 6) if m.continues else most[m.id] for m in mentions]
    return [m if m.salience == lead else replace(m, salience=lead) for m, lead in zip(mentions, leads, strict=True)]


def _id(reading: Reading, draft: Draft) -> str:
    """Return the mention's stable id."""
    return make("m", reading.report.id, str(draft.hit.token.start), draft.type)


def _deniers(reading: Reading, draft: Draft, table: EventTable) -> tuple[Source, ...]:
    """Return who denies the deed: "the army denied shelling the town" is no statement of words, but somebody's account."""
    verb = denial(reading.parse, draft.hit)
    parties = [party(reading, t, table) for t in grammar.subjects(reading.parse, verb)] if verb else []
    return tuple(Source(name=p.name, side=None, span=p.span) for p in parties)


def _is_scene(reading: Reading, draft: Draft, doer: Token) -> bool:
    """Tell a town before a deed of force, which is where it was done: "the Sebha air strike", but "Chadian shelling"."""
    if not draft.hit.noun or doer.dep not in ("compound", "nmod", "amod") or not harms(draft.type):
        return False
    sites = (p.site for p in reading.places if p.site and p.span.overlaps(doer.start, doer.end))
    return any(site.precision in ("settlement", "site", "district") for site in sites)


def _own(where: Where | None) -> Where | None:
    """Return a place that the deed's own words give: what is only spoken of is not where it is spoken of."""
    return where if where and where.scope == "clause" else None


def _mention(reading: Reading, links: list[Link], at: int, table: EventTable, scenes: Scenes) -> Mention:
    """Fill the cells of one draft."""
    parse, draft, to = reading.parse, links[at].draft, links[at].to
    span = clauses.span(parse, *draft.edges)
    again = [link.draft for link in links if link.to == at]
    where = scenes.of(draft)
    told = figures(parse, draft, [c for d in again for c in d.counts], table)
    told = tuple(f for f in told if not spared_elsewhere(reading, f, where))
    status: Status = status_of(reading, draft.i, span)
    toll = any(f.kind in ("killed", "injured") and f.low for f in told)
    return Mention(
        id=_id(reading, draft),
        report=reading.report.id,
        type=draft.type,
        status=status,
        clause=span,
        trigger=clauses.span(parse, draft.i, draft.i),
        actors=tuple(party(reading, t, table) for t in draft.roles.actors if not _is_scene(reading, draft, t)),
        targets=tuple(sufferer(reading, t, draft.type, table) for t in draft.roles.targets),
        instruments=tuple(clauses.span(parse, t.i, t.i) for t in draft.roles.instruments),
        when=draft.when,
        where=_own(where) if status == "hypothetical" else where,
        figures=told,
        sources=sources_of(reading, draft.i, span) or _deniers(reading, draft, table),
        continues=_id(reading, links[to].draft) if to is not None else None,
        salience=salience(reading, draft, status, len(again), toll=toll),
    )
