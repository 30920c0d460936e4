"""What is measured before a work plan is in force: what the clause itself says (domain 4.1)."""

from collections.abc import Iterable
from datetime import date

from duban.ledger.measuring.models import Item, Milestone

WITHOUT_PLAN = "printed"


def printed_item(*, title: str, unit: str, issued_on: date, year: int, deadlines: Iterable[date]) -> Item:
    """Return the clause as one item: a milestone for each printed deadline, else 31 December of its year.

    Its uids are made of the word `printed` and the day, for no row stands behind them.
    """
    days = sorted(set(deadlines)) or [date(year, 12, 31)]
    return Item(
        uid=WITHOUT_PLAN,
        title=title,
        unit=unit,
        starts_on=issued_on,
        due_on=days[-1],
        milestones=tuple(Milestone(f"{WITHOUT_PLAN} {day}", title, day) for day in days),
    )
