"""Options that choose some of the events or reports of a record."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import wraps
from typing import Any, get_args

import click

from dateline.model import Standing, Status
from dateline.store import Filter

_DAY = click.DateTime(["%Y-%m-%d"])
# What reports can be chosen by; everything else is a cell of an event.
_OF_REPORTS = {"first", "last", "words", "outlet"}


class _Box(click.ParamType[Any]):
    """Four degrees: west,south,east,north."""

    name = "west,south,east,north"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            west, south, east, north = (float(part) for part in str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is not west,south,east,north in degrees.", param, ctx)
        if south > north:
            self.fail("the south lies north of the north.", param, ctx)
        return west, south, east, north


_OPTIONS = (
    click.option("--type", "types", multiple=True, help="Event types; may be given several times."),
    click.option(
        "--status", "statuses", multiple=True, type=click.Choice(get_args(Status)), help="Several times, too."
    ),
    click.option("--standing", "standings", multiple=True, type=click.Choice(get_args(Standing)), help="And this."),
    click.option("--country", "countries", multiple=True, help="ISO 3166-1 alpha-2 codes; and this."),
    click.option("--from", "first", type=_DAY, help="On or after this day."),
    click.option("--to", "last", type=_DAY, help="On or before this day."),
    click.option("--box", type=_Box(), help="In this box, in degrees; west may exceed east across the antimeridian."),
    click.option("--place", help="Words in the name of the place or its region."),
    click.option("--actor", help="Words in the names of actors or targets."),
    click.option("--source", help="Words in the names of sources."),
    click.option("--text", "words", help="Words in the texts of the reports: all of them."),
    click.option("--outlet", help="Told by this outlet."),
)


def filters(function: Callable[..., int]) -> Callable[..., int]:
    """Add the options, and pass what they say as ``wanted``."""

    @wraps(function)
    def filtered(**given: Any) -> int:
        values = {option: given.pop(option) for option in _NAMES}
        days = {key: values[key].date() for key in ("first", "last") if isinstance(values[key], datetime)}
        countries = tuple(code.upper() for code in values["countries"])
        return function(**given, wanted=Filter(**{**values, **days, "countries": countries}))

    for option in reversed(_OPTIONS):
        filtered = option(filtered)
    return filtered


_NAMES = tuple(field.name for field in fields(Filter) if field.name not in ("dated", "placed"))


def of_reports(wanted: Filter) -> bool:
    """Tell whether a filter asks for nothing that reports do not have."""
    return wanted.without(*_OF_REPORTS) == Filter()
