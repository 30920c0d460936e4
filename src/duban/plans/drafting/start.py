"""The first draft: the reading as it is, with ids."""

from collections.abc import Iterable

from duban.core.values import Span
from duban.plans.drafting.models import (
    Draft,
    DraftDeadline,
    DraftFinding,
    DraftItem,
    DraftLeader,
    DraftMention,
    DraftPlan,
    DraftSection,
    DraftTarget,
    T,
    UnitRole,
    Value,
)
from duban.plans.reading.models import Deadline, Item, Leader, Mention, Reading, Target


def draft_of(reading: Reading) -> Draft:
    """Return the draft that nobody has corrected yet."""
    plan = reading.plan
    return Draft(
        text=reading.text,
        plan=DraftPlan(
            _read(plan.title),
            _read(plan.doc_number),
            _read(plan.index_number),
            _read(plan.issuer),
            _read(plan.issued_on),
            plan.requirements,
            plan.at,
        ),
        sections=tuple(
            DraftSection(
                f"s{index}",
                section.label,
                _read(section.title),
                _leaders(f"s{index}", section.leaders_at),
                section.declared_count,
                section.span,
            )
            for index, section in enumerate(reading.sections)
        ),
        items=tuple(_item(index, item, reading.text) for index, item in enumerate(reading.items)),
        findings=tuple(
            DraftFinding(index, found.code, found.severity, found.params, found.item_index, found.span)
            for index, found in enumerate(reading.findings)
        ),
    )


def _item(index: int, item: Item, text: str) -> DraftItem:
    item_id = str(index + 1)
    return DraftItem(
        id=item_id,
        number=_read(item.number),
        section=item.section,
        path=item.path,
        text=item.text,
        span=item.span,
        words=_words(item, text),
        read=(index,),
        leaders=_leaders(item_id, item.leaders_at),
        mentions=(
            *_mentions(item_id, "lead", item.leads),
            *_mentions(item_id, "cooperating", item.cooperating),
            *_mentions(item_id, "responsible", item.responsible),
        ),
        deadlines=tuple(_deadline(f"{item_id}/deadline/{at}", each) for at, each in enumerate(item.deadlines)),
        targets=tuple(_target(f"{item_id}/target/{at}", each) for at, each in enumerate(item.targets)),
    )


def _words(item: Item, text: str) -> tuple[Span, ...]:
    """Return where the item's own words stand: behind its number, in a table perhaps in several cells."""
    at = item.span.start + len(item.number or "")
    start = text.find(item.text, at, item.span.end)
    if not item.text or start >= 0:
        return (Span(start, start + len(item.text)),) if item.text else ()
    spans: list[Span] = []
    for words in item.text.split("\n"):
        start = text.find(words, spans[-1].end if spans else at, item.span.end)
        if start < 0:
            return ()
        spans.append(Span(start, start + len(words)))
    return tuple(spans)


def _read(value: T) -> Value[T]:
    return Value(value, value)


def _leaders(owner: str, leaders: Iterable[Leader]) -> tuple[DraftLeader, ...]:
    return tuple(
        DraftLeader(f"{owner}/leader/{at}", _read(leader.name), leader.surface, leader.span)
        for at, leader in enumerate(leaders)
    )


def _mentions(owner: str, role: UnitRole, mentions: Iterable[Mention]) -> tuple[DraftMention, ...]:
    return tuple(
        DraftMention(
            id=f"{owner}/{role}/{at}",
            name=_read(mention.name),
            role=_read(role),
            kind=_read(mention.kind),
            surface=mention.surface,
            open_ended=mention.open_ended,
            span=mention.span,
        )
        for at, mention in enumerate(mentions)
    )


def _deadline(value_id: str, deadline: Deadline) -> DraftDeadline:
    return DraftDeadline(value_id, deadline.text, _read(deadline.date), _read(deadline.precision), deadline.span)


def _target(value_id: str, target: Target) -> DraftTarget:
    return DraftTarget(
        value_id, target.text, _read(target.comparator), _read(target.value), _read(target.unit), target.span
    )
