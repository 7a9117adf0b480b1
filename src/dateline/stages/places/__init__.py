"""Stage 6 of 8. Parse → Place: names of places resolved to the gazetteer, with the part that they play in the text."""

from dateline.stages.places.find import Survey, find_places, survey
from dateline.stages.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "Survey", "find_places", "survey"]
