"""Stage 5 of 8. Parse → Date: expressions of time resolved to calendar days.

Rules of our own for news: a grammar over the words of the text (``grammar.py``), one module of rules per kind of
expression, and the parse for what only grammar tells: whether the verb puts a day behind or ahead of the report.
"""

from dateline.stages.dates.find import find_dates

__all__ = ["find_dates"]
