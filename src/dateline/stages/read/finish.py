"""Make a report of a draft: repair its text, tell its day, dateline, credit and language, and give it its id."""

from dataclasses import dataclass
from datetime import date

from dateline.model import PublishedBasis, Refusal, Report, ids
from dateline.stages.read import agencies, dateline, days
from dateline.stages.read.decode import repair
from dateline.stages.read.draft import Draft, refuse
from dateline.stages.read.language import language, named
from dateline.stages.read.settings import ReadSettings


def finish(draft: Draft, settings: ReadSettings) -> Report | Refusal:
    """Return the report, or why there is none."""
    if len(draft.text) > settings.longest_text:
        limit = f"{settings.longest_text:,}"
        return refuse(
            draft.origin, f"The text has {len(draft.text):,} characters, more than {limit}: split it into its reports."
        )
    text, notes = (draft.text, ()) if draft.exact else repair(draft.text)
    if not text.strip():
        return refuse(draft.origin, "There is no text in it: leave it out, or save the report's text again.")
    notes = (*draft.notes, *notes)
    dated = _dated(draft, text, settings)
    notes = notes if dated.understood else (*notes, f"the date {(draft.published or '')[:40]!r} was not understood")
    clean = str if draft.exact else _clean
    outlet, title, url, author, name = (
        clean(field) if field else None
        for field in (draft.outlet, draft.title, draft.url, draft.author, draft.given_id)
    )
    given_id = name or url or ids.make("text", text)
    return Report(
        id=ids.make(
            "r", outlet or "", given_id, title or "", url or "", dated.day.isoformat() if dated.day else "", text
        ),
        given_id=given_id,
        text=text,
        outlet=outlet,
        title=title,
        url=url,
        author=author,
        published=dated.day,
        published_at=dated.at,
        published_basis=dated.basis,
        dateline=dated.opening.dateline if dated.opening else None,
        credit=_credit(text, dated.opening, author, outlet),
        language=named(draft.language) or language(text, settings.language_sample),
        origin=draft.origin,
        extra=draft.extra,
        notes=notes,
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    """The day of a report, whence it is known, and the dateline that was looked for on the way."""

    day: date | None
    at: str | None
    basis: PublishedBasis | None
    opening: dateline.Opening | None
    understood: bool


def _dated(draft: Draft, text: str, settings: ReadSettings) -> _Dated:
    """Find the day: as given, or else in the dateline, or else printed on a line of its own."""
    given, at = days.moment(draft.published) if draft.published else (None, None)
    understood = given is not None or not draft.published
    printed = days.line(text[: settings.head]) if given is None else None
    opening = dateline.find(text, settings.head, given or printed)
    if given:
        return _Dated(given, at, draft.basis, opening, understood)
    line = opening.dateline if opening else None
    told = (line.date if line else None) or printed
    return _Dated(told, at, "dateline" if told else None, opening, understood)


def _credit(text: str, opening: dateline.Opening | None, author: str | None, outlet: str | None) -> str | None:
    """Return the agency, from the surest place to the least sure."""
    in_line = opening.credit if opening else None
    return (
        in_line
        or agencies.in_author(author)
        or agencies.in_head(text)
        or agencies.in_tail(text)
        or agencies.of_outlet(outlet)
    )


def _clean(field: str) -> str | None:
    """Return a field of metadata on one line, or None if there is nothing in it."""
    return " ".join(repair(field)[0].split()) or None
