"""The parameters that several paths share: the filter of events, and the window of a list."""

from dataclasses import replace
from datetime import date
from typing import Annotated, Literal, get_args

from fastapi import Depends, HTTPException, Path, Query, Request

from dateline.model import Standing, Status
from dateline.serve.answer import unpack
from dateline.store import Record
from dateline.store.queries import Window
from dateline.store.wanted import Filter

# Longer words are no name, and a list of more values is no filter.
_LONGEST_WORDS, _MOST_VALUES = 200, 60
MOST, USUAL = 500, 100
_STATUSES, _STANDINGS = get_args(Status), get_args(Standing)

Words = Annotated[str | None, Query(max_length=_LONGEST_WORDS)]
Many = Annotated[list[str], Query(max_length=_MOST_VALUES)]
Key = Annotated[str, Path(max_length=40, pattern=r"^[a-z]{1,8}-[0-9a-z]{1,32}$", examples=["evt-4k2m8p1x0q"])]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=120, description="`next` of the page before.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="Skip so many: for a window into a long list.")]
YesNo = Literal["yes", "no"]
_BOX = "west,south,east,north in degrees; west may exceed east across the antimeridian."


def _kinds(
    kinds: Annotated[
        list[str],
        Query(alias="type", max_length=_MOST_VALUES, description="Keys of event types.", examples=[["attack"]]),
    ] = [],  # noqa: B006 - FastAPI copies it
    status: Annotated[list[Status], Query(max_length=_MOST_VALUES)] = [],  # noqa: B006
    standing: Annotated[list[Standing], Query(max_length=_MOST_VALUES)] = [],  # noqa: B006
    country: Annotated[list[str], Query(max_length=_MOST_VALUES, description="ISO 3166-1 alpha-2 codes.")] = [],  # noqa: B006
) -> Filter:
    """Read the tests that are lists: any of their values will do."""
    codes = tuple(code.upper() for code in country)
    return Filter(types=tuple(kinds), statuses=tuple(status), standings=tuple(standing), countries=codes)


def _extent(
    first: Annotated[date | None, Query(alias="from", description="Events on or after this day.")] = None,
    last: Annotated[date | None, Query(alias="to", description="Events on or before this day.")] = None,
    bbox: Annotated[str | None, Query(max_length=100, description=_BOX, examples=["22,44,40,53"])] = None,
    dated: Annotated[YesNo | None, Query(description="Only events with, or without, a date.")] = None,
    placed: Annotated[YesNo | None, Query(description="Only events with, or without, a place.")] = None,
) -> Filter:
    """Read the tests of time and space."""
    has = {None: None, "yes": True, "no": False}
    return Filter(first=first, last=last, box=box(bbox), dated=has[dated], placed=has[placed])


def _names(
    place: Words = None,
    actor: Annotated[
        str | None, Query(max_length=_LONGEST_WORDS, description="In the names of actors or targets.")
    ] = None,
    source: Words = None,
    q: Annotated[str | None, Query(max_length=_LONGEST_WORDS, description="Words in the texts of the reports.")] = None,
) -> Filter:
    """Read the tests of words."""
    return Filter(place=place, actor=actor, source=source, words=q)


def wanted(
    kinds: Annotated[Filter, Depends(_kinds)],
    extent: Annotated[Filter, Depends(_extent)],
    names: Annotated[Filter, Depends(_names)],
) -> Filter:
    """Read the whole filter from an address."""
    return replace(
        kinds,
        first=extent.first,
        last=extent.last,
        box=extent.box,
        dated=extent.dated,
        placed=extent.placed,
        place=names.place,
        actor=names.actor,
        source=names.source,
        words=names.words,
    )


def window(limit: Limit = USUAL, cursor: Cursor = None, offset: Offset = 0) -> Window:
    """Read which part of a list is wanted."""
    return Window(limit=limit, after=unpack(cursor) if cursor else None, offset=offset)


def box(bbox: str | None) -> tuple[float, float, float, float] | None:
    """Read "west,south,east,north"; longitudes beyond a full turn are brought back.

    Raises:
        HTTPException: these are not four degrees.
    """
    if not bbox:
        return None
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError as error:
        raise HTTPException(422, "bbox: give west,south,east,north in degrees.") from error
    if not all(-1e4 < part < 1e4 for part in (west, south, east, north)) or south > north:
        raise HTTPException(422, "bbox: give west,south,east,north in degrees.")
    if east - west >= 360:
        return -180.0, south, 180.0, north
    return _turn(west), south, _turn(east), north


def _turn(lon: float) -> float:
    return (lon + 180) % 360 - 180 if not -180 <= lon <= 180 else lon


def opened(request: Request) -> Record:
    """Return the record that is served."""
    found: Record = request.app.state.record
    return found


Wanted = Annotated[Filter, Depends(wanted)]
Part = Annotated[Window, Depends(window)]
Open = Annotated[Record, Depends(opened)]
