"""By when a matter is due, as dated rows; old ones are kept, so that an old day can be explained (domain 3.8).

Days of a matter are calendar days, counted from the day after service; receipt, a reply mended and an answer to a
request for more time are working days as everywhere (domain 4.4). Pure.
"""

from dataclasses import dataclass
from datetime import date, timedelta

URGENT, NORMAL, HARD = "urgent", "normal", "hard"
MEETING = "meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One row of terms."""

    version: str
    since: date
    basis: str
    urgent: int = 3
    normal: int = 15
    hard: int = 30
    meeting: int = 20
    sign_within: int = 3
    sign_urgent_within: int = 1
    reply_again_within: int = 2
    ask_before: int = 5
    answer_within: int = 3
    longest_extension: int = 30


HISTORY = (Terms(version="1", since=date(2000, 1, 1), basis="domain 3.8, 4.4"),)


def in_force(on: date) -> Terms:
    """Return the terms that hold on a day; before the first row, the first."""
    return next((row for row in reversed(HISTORY) if row.since <= on), HISTORY[0])


def of_version(version: str) -> Terms:
    """Return the terms of a version; KeyError where there never was one."""
    return {row.version: row for row in HISTORY}[version]


def days_for(terms: Terms, *, urgency: str, source: str) -> int:
    """Return the calendar days that a matter leaves; what a meeting decided has its own, unless urgent or hard.

    >>> terms = in_force(date(2026, 3, 2))
    >>> [days_for(terms, urgency=each, source="order") for each in (URGENT, NORMAL, HARD)]
    [3, 15, 30]
    >>> days_for(terms, urgency=NORMAL, source=MEETING), days_for(terms, urgency=URGENT, source=MEETING)
    (20, 3)
    """
    if urgency == NORMAL and source == MEETING:
        return terms.meeting
    return {URGENT: terms.urgent, NORMAL: terms.normal, HARD: terms.hard}[urgency]


def due_after(served_on: date, days: int) -> date:
    """Return the last day of a term that runs from service.

    >>> due_after(date(2026, 2, 26), 3)
    datetime.date(2026, 3, 1)
    """
    return served_on + timedelta(days=days)
