"""What must be settled before a draft can be adopted (domain 3.1, DRAFT to CHECKED)."""

from collections.abc import Iterator
from dataclasses import dataclass

from duban.plans.drafting.document import LONGEST_LEADER
from duban.plans.drafting.models import Draft, DraftItem, standing
from duban.plans.drafting.units import LONGEST_UNIT


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to be settled, with the clause, finding or words it is about."""

    code: str
    item: str | None = None
    number: str | None = None
    finding: int | None = None
    words: str = ""


def open_points(draft: Draft) -> tuple[OpenPoint, ...]:
    """Return everything that stands in the way of adoption, in the order of the document."""
    return (*_of_plan(draft), *_of_findings(draft), *(point for item in draft.items for point in _of_item(item)))


def is_adoptable(draft: Draft) -> bool:
    """Say whether nothing must be settled any more."""
    return not open_points(draft)


def _of_plan(draft: Draft) -> Iterator[OpenPoint]:
    if not draft.plan.title.now:
        yield OpenPoint("plan_without_title")
    if not draft.items:
        yield OpenPoint("plan_without_clauses")
    for section in draft.sections:
        for leader in standing(section.leaders):
            if not 0 < len(leader.name.now.strip()) <= LONGEST_LEADER:
                yield OpenPoint("leader_not_named", words=leader.surface[:LONGEST_LEADER])


def _of_findings(draft: Draft) -> Iterator[OpenPoint]:
    for finding in draft.findings:
        if finding.severity == "must" and finding.settled is None:
            item = next((item for item in draft.items if finding.item_index in item.read), None)
            yield OpenPoint(
                "finding_open",
                item=item.id if item else None,
                number=item.number.now if item else None,
                finding=finding.index,
            )


def _of_item(item: DraftItem) -> Iterator[OpenPoint]:
    if item.leading is None and not item.has_lead:
        yield OpenPoint("clause_without_lead", item=item.id, number=item.number.now)
    for mention in standing(item.mentions):
        if not 0 < len(mention.name.now.strip()) <= LONGEST_UNIT:
            yield OpenPoint(
                "unit_not_named", item=item.id, number=item.number.now, words=mention.surface[:LONGEST_UNIT]
            )
    for leader in standing(item.leaders):
        if not 0 < len(leader.name.now.strip()) <= LONGEST_LEADER:
            yield OpenPoint(
                "leader_not_named", item=item.id, number=item.number.now, words=leader.surface[:LONGEST_LEADER]
            )
