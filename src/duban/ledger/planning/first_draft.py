"""The first draft of a work plan, made from the clause: a simple task then needs one look and one key.

Every figure of the clause becomes an item measured by its indicator; a clause without figures one item with the
printed dates as milestones; an ongoing one a checklist by quarters.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from duban.ledger.models import Indicator, Item, WorkPlan
from duban.ledger.planning.content import IndicatorWords, ItemWords, MilestoneWords
from duban.orgs.models import Holding, Post
from duban.plans.models import ClauseDeadline, ClauseTarget

LONGEST_TITLE = 255
LONGEST_FIGURE = 128
_STOP = re.compile(r"[，。；：、！？,;:\n]")
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
DIRECTIONS = {"<=": Indicator.Direction.CEILING}


def first_draft(plan: WorkPlan) -> tuple[ItemWords, ...]:
    """Return what the clause itself says of the work, for one unit; nothing is stored."""
    task, unit = plan.task, plan.part.unit.uid
    clauses = list(task.clause_links.values_list("clause", flat=True))
    deadlines = list(
        ClauseDeadline.objects.filter(
            jurisdiction=plan.jurisdiction_id, clause__in=clauses, due_on__isnull=False
        ).order_by("due_on", "pk")
    )
    targets = list(
        ClauseTarget.objects.filter(
            jurisdiction=plan.jurisdiction_id, clause__in=clauses, value__isnull=False
        ).order_by("clause", "position")
    )
    last = task.due_on or date(_year(plan), 12, 31)
    person = _person(plan)
    if targets:
        items = (_measured(target, deadlines, unit, last, person) for target in targets)
        return tuple({(item.title, item.indicator): item for item in items}.values())  # linked clauses repeat figures
    if plan.is_ongoing:
        return (_ongoing(plan, unit, last, person),)
    title = task.title[:LONGEST_TITLE]
    milestones = _milestones(deadlines, last) or (MilestoneWords(_("Done"), last),)
    return (ItemWords(title=title, unit=unit, due_on=last, person=person, milestones=milestones),)


def _measured(
    target: ClauseTarget, deadlines: Sequence[ClauseDeadline], unit: str, last: date, person: str | None
) -> ItemWords:
    value = target.value or Decimal(0)
    direction = DIRECTIONS.get(target.comparator or "", Indicator.Direction.UP)
    title = phrase_of(target.clause.text, target.text)[:LONGEST_TITLE]
    indicator = IndicatorWords(
        title=title[:LONGEST_FIGURE],
        target=value,
        base=None if direction is Indicator.Direction.CEILING else Decimal(0),
        measured_in=target.unit,
        direction=direction.value,
        printed=target.text,
    )
    return ItemWords(
        title=title,
        unit=unit,
        due_on=last,
        person=person,
        basis=Item.Basis.INDICATOR.value,
        milestones=_milestones(deadlines, last) or (MilestoneWords(_("Reached"), last),),
        indicator=indicator,
    )


def phrase_of(clause: str, figure: str) -> str:
    """Return the words of a clause that lead to a figure, with it; the figure alone where it is not found there.

    >>> phrase_of("年底前，新建改造管网160公里，惠及2万户。", "160公里")
    '新建改造管网160公里'
    """
    at = clause.find(figure)
    if at < 0:
        return figure
    begins = max((found.end() for found in _STOP.finditer(clause, 0, at)), default=0)
    return clause[begins : at + len(figure)].strip()


def _milestones(deadlines: Sequence[ClauseDeadline], last: date) -> tuple[MilestoneWords, ...]:
    found = {each.due_on: each.text for each in deadlines if each.due_on is not None and each.due_on <= last}
    return tuple(MilestoneWords(text, day) for day, text in sorted(found.items()))


def _ongoing(plan: WorkPlan, unit: str, last: date, person: str | None) -> ItemWords:
    begun = plan.part.served_on or plan.created_at.date()
    entries = [
        MilestoneWords(_("Work of quarter %(number)s done") % {"number": number}, date(last.year, month, day))
        for number, (month, day) in enumerate(QUARTERS, 1)
        if begun <= date(last.year, month, day) <= last
    ]
    return ItemWords(
        title=plan.task.title[:LONGEST_TITLE],
        unit=unit,
        due_on=last,
        person=person,
        basis=Item.Basis.CHECKLIST.value,
        milestones=tuple(entries) or (MilestoneWords(_("Done"), last),),
    )


def _person(plan: WorkPlan) -> str | None:
    """Return the deputy in charge of the task, else the only deputy, else the liaison officer of the unit."""
    charge = plan.task.charges.filter(unit=plan.part.unit_id).values_list("post", flat=True)
    held = Holding.objects.filter(jurisdiction=plan.jurisdiction_id, post__unit=plan.part.unit_id, until__isnull=True)
    for posts in (
        held.filter(post__in=charge),
        held.filter(post__kind=Post.Kind.DEPUTY),
        held.filter(post__kind=Post.Kind.LIAISON),
    ):
        names = list(posts.order_by("post__position", "pk").values_list("person__name", flat=True)[:2])
        if len(names) == 1:
            return names[0]
    return None


def _year(plan: WorkPlan) -> int:
    issued = plan.task.plan.issued_on
    return issued.year if issued is not None else plan.created_at.year
