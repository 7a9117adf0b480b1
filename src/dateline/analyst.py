"""Stages 3 to 7 for one report after another: from its text to statements, dates, places and mentions.

Everything that this needs (language model, gazetteer, tables) is loaded once and serves a whole run.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b

from dateline.errors import SettingsError
from dateline.model import Analysed, Batch, Findings, Parse, Place, Reading, Report
from dateline.settings import Settings
from dateline.stages import dates, events, language, places, statements

# Raised when a stage reads more or otherwise than before, so that reports are analysed anew.
_VERSION = 12


class Analyst:
    """Analyse reports as far as the settings say. Making one loads the language model, which takes about a second."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._table = events.EventTable.load(settings.events_table)
        self._gazetteer = places.Gazetteer.open(settings.places_table)
        self._parser = language.SpacyParser(settings.language_model)

    def analyse(self, batch: Batch) -> Analysed:
        """Read every report of a batch. What the record knows of their text is not analysed again."""
        self._parser.learn(batch.known)
        cut = [list(language.stretches(report)) for report in batch.reports]
        parses = self._parser.parse(part for parts in cut for _, part in parts)
        found = tuple(
            language.together(report, ((start, self._safely(part, next(parses))) for start, part in parts))
            if len(parts) > 1
            else self._safely(report, next(parses))
            for report, parts in zip(batch.reports, cut, strict=True)
        )
        found = tuple(map(self._with_title, batch.reports, found))
        return Analysed(found, self._parser.learnt() if self._settings.remember else {})

    def _safely(self, report: Report, parse: Parse) -> Findings:
        """Read one report. Whatever goes wrong with it is told of it alone: the run goes on, and nothing else is lost."""
        try:
            return self._find(report, parse)
        except Exception as problem:
            logging.getLogger(__name__).debug("analysis of %s failed", report.id, exc_info=True)
            return Findings(report=report.id, failure=f"{type(problem).__name__}: {problem}")

    def _with_title(self, report: Report, found: Findings) -> Findings:
        """Add what only the report's title tells."""
        title = (
            events.untold(report, found.mentions) if self._settings.wants("events") and found.failure is None else None
        )
        if title is None:
            return found
        told = self._safely(title, next(self._parser.parse([title]))).mentions
        return replace(found, mentions=(*events.of_title(told, report), *found.mentions))

    def _find(self, report: Report, parse: Parse) -> Findings:
        wants = self._settings.wants
        found = places.survey(parse, report, self._gazetteer) if wants("places") else places.Survey(())
        parse = _placed(parse, found.places)
        reading = Reading(
            report=report,
            parse=parse,
            statements=tuple(statements.find_statements(parse)),
            dates=tuple(dates.find_dates(parse, report.published, outlet=report.outlet)) if wants("dates") else (),
            places=found.places,
            titled=found.titled,
        )
        mentions = events.find_events(reading, self._table) if wants("events") else ()
        return Findings(
            report=report.id,
            statements=reading.statements,
            dates=reading.dates,
            places=reading.places,
            mentions=tuple(mentions),
        )


# Labels of places, and of peoples: a name that has one needs no other.
_PLACES = ("GPE", "LOC", "FAC", "NORP")


def _placed(parse: Parse, found: Sequence[Place]) -> Parse:
    """Return the parse with names that were found to be places labelled so: small models take "Chad" for a man."""
    labels = {(e.start, e.end): e.label for e in parse.entities}
    known = ((p.span.start, p.span.end) for p in found if p.site and p.role == "location")
    return parse.labelled([span for span in known if labels.get(span) not in _PLACES], "GPE")


def prepare(settings: Settings, say: Callable[[str], None]) -> None:
    """Build what is built once on a machine (the gazetteer), and say so; where it is there already this takes no time."""
    places.Gazetteer.open(settings.places_table, progress=say)


def maker(settings: Settings) -> str:
    """Name what makes an analysis, so that a change of model or tables leads to a new one. Loads nothing.

    Raises:
        SettingsError: the language model is not installed, or a table cannot be read.
    """
    tables = [p for p in (settings.events_table, settings.places_table) if p]
    try:
        own = blake2b(b"".join(p.read_bytes() for p in tables), digest_size=4).hexdigest() if tables else "-"
    except OSError as error:
        raise SettingsError(f"The table {error.filename} cannot be read: {error.strerror}.") from error
    return f"{language.version(settings.language_model)} v{_VERSION} {settings.through} {own}"
