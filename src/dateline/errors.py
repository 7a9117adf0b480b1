"""What can go wrong, as a person should read it.

Our exception hierarchy:

    DatelineError
    ├── InputError        a file or report that cannot be read; the run goes on without it
    ├── SettingsError     a setting, option or table that does not fit
    └── RecordError       the record cannot be used
        ├── RecordLocked      another process is writing to it
        ├── RecordTooNew      a newer Dateline wrote it
        ├── RecordDamaged     it is not a record, or it is broken
        └── RecordConflict    what should be kept contradicts itself or what is kept: a fault of ours
"""


class DatelineError(Exception):
    """The root of all that Dateline raises on purpose; its text is fit to show to a person."""


class InputError(DatelineError):
    """A file or report cannot be read. The text names it and says what to do."""


class SettingsError(DatelineError):
    """A setting, option or user table does not fit."""


class RecordError(DatelineError):
    """The record cannot be opened, read or written."""


class RecordLocked(RecordError):  # noqa: N818 - reads as the state it names
    """Another process is writing to the record."""


class RecordTooNew(RecordError):  # noqa: N818
    """A newer Dateline wrote the record."""


class RecordDamaged(RecordError):  # noqa: N818
    """The file is no record, or it is broken."""


class RecordConflict(RecordError):  # noqa: N818
    """Rows that should be kept break a rule of the record (two with one id, say). The record itself is whole."""
