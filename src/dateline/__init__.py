"""Dateline turns many overlapping news reports into one sourced record of what happened."""

__version__ = "0.1.0"
