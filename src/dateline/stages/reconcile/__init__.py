"""Stage 8 of 8. Mentions of all reports → Event: one row per happening in the world, with its standing.

The work is divided so that adding a report touches only what it could change: mentions are joined inside each report
(``within``), strands that share a key are compared (``blocking``, ``likeness``), groups are found inside connected
components (``grouping``), and each group becomes a row by rule (``events``, ``cells``, ``tolls``, ``standing``).
"""

from dateline.stages.reconcile.decisions import Applied, apply
from dateline.stages.reconcile.events import event_id_of
from dateline.stages.reconcile.explain import explain
from dateline.stages.reconcile.flow import Spread, reconcile
from dateline.stages.reconcile.parts import Part, keys_of, reconcile_parts, touched

__all__ = [
    "Applied",
    "Part",
    "Spread",
    "apply",
    "event_id_of",
    "explain",
    "keys_of",
    "reconcile",
    "reconcile_parts",
    "touched",
]
