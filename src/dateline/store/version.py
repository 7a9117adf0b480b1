"""The version of a record's tables, apart from the tables themselves: who only compares it need not load them."""

# Raised with every change of the tables; ``migrations.py`` says how an older record is brought up to it.
VERSION = 5
