"""Spare Python's garbage collector the search through what stays: models, gazetteer and tables live as long as the process.

The collector goes through all that lives whenever enough has been made, and reading makes millions of small things, hardly
any of which need it. On 60 articles that took 6 % of the time of ``read``; with this it takes 1 %.
"""

import gc

# How many more things than before must live until the youngest are gone through, and how often the younger ones are until
# the older ones are too.
_THRESHOLD = (50_000, 10, 30)
# What Python sets by itself, up to 3.12 and from 3.13 on.
_PYTHONS = ((700, 10, 10), (2000, 10, 10), (2000, 10, 0))


def settle() -> None:
    """Take what lives now for what stays. Whoever has set other limits for the collector keeps them."""
    gc.collect()
    gc.freeze()
    if gc.get_threshold() in _PYTHONS:
        gc.set_threshold(*_THRESHOLD)
