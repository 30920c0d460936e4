"""Units under names that a reform ended before the plan was issued: candidates, never a choice."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from duban.plans.reading.codes import finding
from duban.plans.reading.models import Finding, Plan
from duban.plans.reading.offices import change_of
from duban.plans.reading.patterns import PLAN_YEAR
from duban.plans.reading.resolve import level_of

if TYPE_CHECKING:
    from duban.plans.reading.items import Read


def of_former_names(reads: "Sequence[Read]", plan: Plan) -> Iterator[Finding]:
    """Name each unit once whose name had ended when the plan was issued, with what it may be called now."""
    on = _day_of(plan)
    if on is None:
        return
    seen: set[str] = set()
    for at, read in enumerate(reads):
        for mention in read.mentions:
            if mention.name in seen:
                continue
            seen.add(mention.name)
            level = level_of(mention.name)
            change = change_of(mention.name.removeprefix(level), on)
            if change is not None:
                now = "或".join(level + successor for successor in change.successors)
                yield finding(
                    "unit_former", mention.span, at, read.item, surface=mention.surface, name=now, year=change.year
                )


def _day_of(plan: Plan) -> date | None:
    """Return the day of issue, else the first day of the year in the title."""
    if plan.issued_on is not None:
        return plan.issued_on
    found = PLAN_YEAR.search(plan.title or "")
    return date(int(found[1]), 1, 1) if found else None
