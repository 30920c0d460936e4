"""Laying an issued plan down in rows: part of the act that adopts a reviewed draft, journalled there.

What a person corrected stands beside what was read: `read_as` keeps the fields of a value as reading had them, `{}`
marks a value that reading did not have. Words that a column cannot hold are cut; their span keeps all of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeVar

from django.db.models import Model

from duban.core.values import Span
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.plans.drafting.models import (
    Draft,
    DraftDeadline,
    DraftItem,
    DraftLeader,
    DraftMention,
    DraftSection,
    DraftTarget,
    standing,
)
from duban.plans.models import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    LeaderMention,
    Plan,
    PlanFinding,
    PlanImport,
    PlanRequirement,
    Section,
    UnitMention,
)
from duban.plans.reading import wire
from duban.plans.reading.models import Reading

T = TypeVar("T", str, str | None)
ReadAs = dict[str, str] | None
LARGEST_VALUE = Decimal(10) ** 18
FINEST_VALUE = Decimal("0.000001")


class Corrected(Protocol):
    """A value of a draft, whatever it holds."""

    @property
    def read(self) -> object:
        """Return what reading had."""

    @property
    def is_changed(self) -> bool:
        """Say whether a person changed it."""


@dataclass(frozen=True)
class Issued:
    """A plan laid down, with its clauses by the id of the draft's item."""

    plan: Plan
    sections: tuple[Section, ...]
    clauses: Mapping[str, Clause]


@dataclass(frozen=True)
class Names:
    """The rows of the register that the names of a draft stand for."""

    units: Mapping[str, Unit]
    leaders: Mapping[str, Person]


def issue_plan(
    *, plan_import: PlanImport, reading: Reading, draft: Draft, names: Names, adopted_at: datetime, adopted_by: str
) -> Issued:
    """Write plan, requirements, sections, clauses and everything read in them, each kind of row at once."""
    jurisdiction = plan_import.jurisdiction
    plan = Plan.objects.create(
        jurisdiction=jurisdiction,
        origin=plan_import,
        title=_cut(draft.plan.title.now or "", Plan, "title"),
        doc_number=_cut(draft.plan.doc_number.now, Plan, "doc_number"),
        index_number=_cut(draft.plan.index_number.now, Plan, "index_number"),
        issuer=_cut(draft.plan.issuer.now, Plan, "issuer"),
        issued_on=draft.plan.issued_on.now,
        places=wire.to_json(reading)["places"],
        text=reading.text,
        adopted_at=adopted_at,
        adopted_by=adopted_by,
    )
    PlanRequirement.objects.bulk_create(
        PlanRequirement(
            jurisdiction=jurisdiction,
            plan=plan,
            position=position,
            label=_cut(demand.label, PlanRequirement, "label"),
            title=_cut(demand.title, PlanRequirement, "title"),
            text=demand.text,
            start=demand.span.start,
            end=demand.span.end,
        )
        for position, demand in enumerate(draft.plan.requirements)
    )
    sections = tuple(
        Section.objects.bulk_create(
            _section(jurisdiction, plan, position, section) for position, section in enumerate(draft.sections)
        )
    )
    clauses = Clause.objects.bulk_create(
        _clause(reading, plan, None if item.section is None else sections[item.section], position, item)
        for position, item in enumerate(draft.items)
    )
    issued = Issued(plan, sections, dict(zip((item.id for item in draft.items), clauses, strict=True)))
    LeaderMention.objects.bulk_create(_leaders(draft, issued, names))
    UnitMention.objects.bulk_create(_mentions(draft, issued, names))
    ClauseTarget.objects.bulk_create(_targets(draft, issued))
    ClauseDeadline.objects.bulk_create(_deadlines(draft, issued))
    PlanFinding.objects.bulk_create(_findings(draft, issued))
    return issued


def _section(jurisdiction: Jurisdiction, plan: Plan, position: int, section: DraftSection) -> Section:
    return Section(
        jurisdiction=jurisdiction,
        plan=plan,
        position=position,
        label=_cut(section.label, Section, "label"),
        title=_cut(section.title.now, Section, "title"),
        declared_count=section.declared_count,
        start=section.span.start,
        end=section.span.end,
    )


def _clause(reading: Reading, plan: Plan, section: Section | None, position: int, item: DraftItem) -> Clause:
    return Clause(
        jurisdiction=plan.jurisdiction,
        plan=plan,
        section=section,
        position=position,
        number=_cut(item.number.now, Clause, "number"),
        text=item.text,
        start=item.span.start,
        end=item.span.end,
        read_as=_clause_read_as(reading, item),
    )


def _clause_read_as(reading: Reading, item: DraftItem) -> ReadAs:
    """Return what reading had: number and extent of the items it came from, and what a person removed."""
    read = [reading.items[index] for index in item.read]
    kept: dict[str, str] = {}
    if item.number.is_changed or len(read) > 1:
        kept["number"] = "、".join(each.number or "-" for each in read)
    if [each.span for each in read] != [item.span]:
        kept["span"] = "、".join(f"{each.span.start}-{each.span.end}" for each in read)
    removed = [value for value in item.placed if value.removed is not None]
    if removed:
        kept["removed"] = "、".join(
            value.text if isinstance(value, DraftTarget | DraftDeadline) else value.surface for value in removed
        )
    return kept or None


def _leaders(draft: Draft, issued: Issued, names: Names) -> Iterator[LeaderMention]:
    named: list[tuple[Section | None, Clause | None, DraftLeader]] = []
    for section, row in zip(draft.sections, issued.sections, strict=True):
        named += [(row, None, leader) for leader in standing(section.leaders)]
    for item in draft.items:
        named += [(None, issued.clauses[item.id], leader) for leader in standing(item.leaders)]
    for position, (section_row, clause, leader) in enumerate(named):
        yield LeaderMention(
            jurisdiction=issued.plan.jurisdiction,
            plan=issued.plan,
            section=section_row,
            clause=clause,
            person=names.leaders[leader.name.now],
            position=position,
            surface=_cut(leader.surface, LeaderMention, "surface"),
            start=_start(leader.span),
            end=_end(leader.span),
            read_as=_read_as(leader.added, name=leader.name),
        )


def _mentions(draft: Draft, issued: Issued, names: Names) -> Iterator[UnitMention]:
    for item in draft.items:
        for position, mention in enumerate(in_order(item)):
            yield UnitMention(
                jurisdiction=issued.plan.jurisdiction,
                clause=issued.clauses[item.id],
                unit=names.units[mention.name.now],
                role=mention.role.now,
                position=position,
                surface=_cut(mention.surface, UnitMention, "surface"),
                is_open_ended=mention.open_ended,
                start=_start(mention.span),
                end=_end(mention.span),
                read_as=_read_as(mention.added, name=mention.name, role=mention.role, kind=mention.kind),
            )


def in_order(item: DraftItem) -> Sequence[DraftMention]:
    """Return the units of a clause as its ledger lists them: leads, cooperating, responsible."""
    return (*item.in_role("lead"), *item.in_role("cooperating"), *item.in_role("responsible"))


def _targets(draft: Draft, issued: Issued) -> Iterator[ClauseTarget]:
    for item in draft.items:
        for position, target in enumerate(standing(item.targets)):
            yield ClauseTarget(
                jurisdiction=issued.plan.jurisdiction,
                clause=issued.clauses[item.id],
                position=position,
                text=_cut(target.text, ClauseTarget, "text"),
                comparator=target.comparator.now,
                value=_storable(target.value.now),
                unit=_cut(target.unit.now, ClauseTarget, "unit") or None,
                start=_start(target.span),
                end=_end(target.span),
                read_as=_read_as(target.added, comparator=target.comparator, value=target.value, unit=target.unit),
            )


def _deadlines(draft: Draft, issued: Issued) -> Iterator[ClauseDeadline]:
    for item in draft.items:
        for position, deadline in enumerate(standing(item.deadlines)):
            yield ClauseDeadline(
                jurisdiction=issued.plan.jurisdiction,
                clause=issued.clauses[item.id],
                position=position,
                text=_cut(deadline.text, ClauseDeadline, "text"),
                due_on=deadline.date.now,
                precision=deadline.precision.now,
                start=_start(deadline.span),
                end=_end(deadline.span),
                read_as=_read_as(deadline.added, date=deadline.date, precision=deadline.precision),
            )


def _findings(draft: Draft, issued: Issued) -> Iterator[PlanFinding]:
    first_of: dict[int, DraftItem] = {}
    for item in draft.items:
        for index in item.read:
            first_of.setdefault(index, item)
    explanations = {
        section.label: section.explained.text for section in draft.sections if section.explained is not None
    }
    for finding in draft.findings:
        own = first_of.get(finding.item_index) if finding.item_index is not None else None
        settled = finding.settled
        remark = settled and (settled.remark or explanations.get(str(finding.params.get("label", ""))))
        yield PlanFinding(
            jurisdiction=issued.plan.jurisdiction,
            plan=issued.plan,
            clause=issued.clauses[own.id] if own else None,
            position=finding.index,
            code=finding.code,
            severity=finding.severity,
            params=dict(finding.params),
            start=_start(finding.span),
            end=_end(finding.span),
            settled=settled.how if settled else None,
            remark=remark or None,
        )


def _read_as(added: int | None, **values: Corrected) -> ReadAs:
    """Return the fields that a person changed as reading had them; `{}` for what reading did not have."""
    if added is not None:
        return {}
    changed = {name: value for name, value in values.items() if value.is_changed}
    return {name: "" if value.read is None else str(value.read) for name, value in changed.items()} or None


def _storable(value: Decimal | None) -> Decimal | None:
    """Return a figure as the column holds it; one beyond all measure stays in words."""
    if value is None or abs(value) >= LARGEST_VALUE:
        return None
    return value.quantize(FINEST_VALUE) if value != value.quantize(FINEST_VALUE) else value


def _start(span: Span | None) -> int | None:
    return span.start if span else None


def _end(span: Span | None) -> int | None:
    return span.end if span else None


def _cut(words: T, model: type[Model], column: str) -> T:
    """Return words as far as a column holds them."""
    field = model._meta.get_field(column)  # noqa: SLF001 -- Django's own name
    return words if words is None else words[: getattr(field, "max_length", None)]
