"""The record in other people's formats. ``rows.py`` is the contract; the other modules each write one format."""
