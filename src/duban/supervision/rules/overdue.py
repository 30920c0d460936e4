"""Choosing the worst of what is owed, as the figures of a reason."""

from collections.abc import Iterable
from typing import TypeAlias

from duban.supervision.rules.facts import Due, Filing

Figures: TypeAlias = dict[str, str | int]


def worst_overdue(owed: Iterable[Due | None], *, least: int, most: int | None = None) -> Figures | None:
    """Return the figures of the one that is longest over its day, within bounds of working days; None if none is."""
    over = [due for due in owed if due and due.days_over >= least and (most is None or due.days_over <= most)]
    if not over:
        return None
    worst = max(over, key=lambda due: due.days_over)
    figures: Figures = {"due_on": worst.due_on.isoformat(), "days": worst.days_over, "others": len(over) - 1}
    if worst.uid is not None:
        figures["uid"] = worst.uid
    if worst.title is not None:
        figures["title"] = worst.title
    return figures


def missing(filings: Iterable[Filing]) -> Figures | None:
    """Return the last month asked for, how many are missing up to it without a gap, and how many in its year.

    None where the last one is there: what was missing before it has been made good by filing again. A month counts as
    missing when anything asked for it is.
    """
    months: dict[str, bool] = {}
    for filing in sorted(filings):
        months[filing.month] = months.get(filing.month, False) or filing.is_missing
    running = 0
    for is_missing in reversed(months.values()):
        if not is_missing:
            break
        running += 1
    if not running:
        return None
    last = max(months)
    in_year = sum(is_missing for month, is_missing in months.items() if month[:4] == last[:4])
    return {"month": last, "running": running, "in_year": in_year}
