"""What stands on a day: rows with `since` and `until`, whole days, both included; NULL is open (domain 6.5)."""

from datetime import date, timedelta

from django.db.models import Q

FIRST_DAY, LAST_DAY = date.min, date.max
DAY = timedelta(days=1)


def standing_on(day: date, prefix: str = "") -> Q:
    """Return the condition that a row stands on a day; `prefix` leads to the row, as in `memberships__`."""
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": day})
    return begun & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day}))


def not_ended_before(day: date, prefix: str = "") -> Q:
    """Return the condition that a row stands on a day or begins later."""
    return Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": day})


def day_of(text: str) -> date | None:
    """Return the day that a form wrote, None where it is none.

    >>> day_of("2026-03-05"), day_of("2026-02-30")
    (datetime.date(2026, 3, 5), None)
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
