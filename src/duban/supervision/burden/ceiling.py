"""How many asks a unit is to get in a month, as dated rows; old ones are kept (domain 6.2, 7). Pure.

The ceiling stops nothing: above it whoever asks more is asked for one sentence why.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """One row: so many asks and forms a unit and month."""

    version: str
    since: date
    basis: str
    asks: int = 30


HISTORY = (Ceiling(version="1", since=date(2000, 1, 1), basis="domain 6.2"),)


def in_force(on: date) -> Ceiling:
    """Return the ceiling that holds on a day; before the first row, the first.

    >>> in_force(date(2026, 3, 2)).asks
    30
    """
    return next((row for row in reversed(HISTORY) if row.since <= on), HISTORY[0])
