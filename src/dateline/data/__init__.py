"""Tables that an analyst can read and extend: event types, trigger words, cues, demonyms and the like."""

from pathlib import Path


def sample_folder() -> Path:
    """Return the folder of invented reports that ship with the package, for the demonstration and for newcomers."""
    from importlib import resources  # who asks for a record's own tables does not wait for it

    return Path(str(resources.files(__name__) / "samples"))
