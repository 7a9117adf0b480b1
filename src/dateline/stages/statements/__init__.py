"""Stage 4 of 8. Parse → Statement: who is reported to have said what, and through whom it came."""

from dateline.stages.statements.find import find_statements

__all__ = ["find_statements"]
