"""What a person can set for a run, with defaults that need no setting."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Stage = Literal["read", "lineage", "statements", "dates", "places", "events", "reconcile"]
# The address of a cluster that is started on this machine for one run.
LOCAL = "local"
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run goes.

    ``through``: the last stage to run. ``language_model``: a spaCy pipeline by its package name, None for the one that
    ships. ``events_table``, ``places_table``: files with which a person adds to or overrules our tables. ``jobs``: how many
    processes work, each with about 500 MB of memory; None takes as many as there are cores, where the work is worth it.
    (One, unless you say more: a script that starts processes needs ``if __name__ == "__main__":`` around its own start.)
    ``cluster``: the address of a Dask scheduler whose workers do the work instead, or "local" for a cluster on this machine,
    which has as many workers as ``jobs`` says.
    ``private_addresses``: whether a web address to read may lead to this machine or the local network.
    """

    through: Stage = "reconcile"
    language_model: str | None = None
    events_table: Path | None = None
    places_table: Path | None = None
    jobs: int | None = 1
    cluster: str | None = None
    private_addresses: bool = False

    def wants(self, stage: Stage) -> bool:
        """Tell whether the run goes as far as ``stage``."""
        return STAGES.index(stage) <= STAGES.index(self.through)
