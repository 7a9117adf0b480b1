"""Make a report of a draft: repair its text, tell its day, dateline, credit and language, and give it its id."""

from dateline.model import Refusal, Report, ids
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
    given, at, basis = None, None, None
    notes = (*draft.notes, *notes)
    if draft.published:
        given, at = days.moment(draft.published)
        basis = draft.basis if given else None
        notes = notes if given else (*notes, f"the date {draft.published[:40]!r} was not understood")
    printed = days.line(text[: settings.head]) if given is None else None
    opening = dateline.find(text, settings.head, given or printed)
    line = opening.dateline if opening else None
    if given is None and (filed := line.date if line and line.date else printed):
        given, basis = filed, "dateline"
    clean = str if draft.exact else _clean
    outlet, title, url, author, name = (
        clean(field) if field else None
        for field in (draft.outlet, draft.title, draft.url, draft.author, draft.given_id)
    )
    given_id = name or url or ids.make("text", text)
    return Report(
        id=ids.make("r", outlet or "", given_id, title or "", url or "", given.isoformat() if given else "", text),
        given_id=given_id,
        text=text,
        outlet=outlet,
        title=title,
        url=url,
        author=author,
        published=given,
        published_at=at,
        published_basis=basis,
        dateline=line,
        credit=_credit(text, opening, author, outlet),
        language=named(draft.language) or language(text, settings.language_sample),
        origin=draft.origin,
        extra=draft.extra,
        notes=notes,
    )


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
