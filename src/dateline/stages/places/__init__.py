"""Stage 6 of 8. Parse → Place: names of places resolved to the gazetteer, with the part that they play in the text."""

from dateline.stages.places.find import find_places
from dateline.stages.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "find_places"]
