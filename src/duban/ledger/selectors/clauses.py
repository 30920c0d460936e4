"""Printed clauses with everything that was read in them, and what a person corrected."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar, cast

from django.db.models import F
from django.db.models.functions import Substr
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.texts import Lazy
from duban.core.values import Span
from duban.ledger.selectors.corrections import Correction, clause_corrections
from duban.ledger.selectors.words import COMPARISONS, distance, figure
from duban.plans.drafting.marking import Mark, MarkKind
from duban.plans.models import (
    Clause,
    ClauseDeadline,
    ClauseTarget,
    LeaderMention,
    Plan,
    PlanFinding,
    Section,
    UnitMention,
)
from duban.plans.reading.messages import sentence
from duban.plans.selectors.values import PRECISIONS
from duban.plans.sentences import language

SETTLED: dict[str | None, Lazy] = {
    "as_it_stands": _("Left as it stands"),
    "corrected": _("Corrected"),
    None: _("Open"),
}


R = TypeVar("R", UnitMention, ClauseTarget, ClauseDeadline, LeaderMention, PlanFinding)


@dataclass(frozen=True)
class TargetRow:
    """A figure to be reached: its words in the plan, and what they mean."""

    text: str
    comparison: str
    value: str
    unit: str
    start: int | None


@dataclass(frozen=True)
class DeadlineRow:
    """A date or period: its words in the plan, its last day, how exact it is, how far it is."""

    text: str
    due: str
    due_iso: str
    precision: str
    distance: str
    start: int | None


@dataclass(frozen=True)
class FindingRow:
    """What reading found wrong or weak, and how a person settled it; `number` is its place among those of the plan."""

    number: int
    severity: str
    message: str
    settled: str
    start: int | None
    clause: str


@dataclass(frozen=True)
class ClauseSheet:
    """A printed clause; `words` begin at `start` of the plan's text."""

    uid: str
    number: str
    section: str
    leaders: tuple[str, ...]
    is_leading: bool
    words: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    targets: tuple[TargetRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    findings: tuple[FindingRow, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Read:
    """All that was read in some clauses, by clause."""

    units: Mapping[int, Sequence[UnitMention]]
    targets: Mapping[int, Sequence[ClauseTarget]]
    deadlines: Mapping[int, Sequence[ClauseDeadline]]
    leaders: Mapping[int, Sequence[LeaderMention]]
    findings: Mapping[int, Sequence[PlanFinding]]

    def marks(self, clause: int) -> Iterator[Mark]:
        """Return the places of one clause's values and open findings."""
        for leader in self.leaders.get(clause, ()):
            yield from mark_at(leader, "leader")
        for unit in self.units.get(clause, ()):
            yield from mark_at(unit, cast("MarkKind", unit.role))
        for target in self.targets.get(clause, ()):
            yield from mark_at(target, "target")
        for deadline in self.deadlines.get(clause, ()):
            yield from mark_at(deadline, "date")
        for finding in self.findings.get(clause, ()):
            yield from mark_at(finding, "finding", finding.severity if finding.settled is None else "note")


class Placed(Protocol):
    """A row with its place in the plan's text, or without."""

    start: int | None
    end: int | None


def mark_at(row: Placed, kind: MarkKind, severity: str = "") -> Iterator[Mark]:
    """Return the mark of a row, none where it is not printed."""
    if row.start is not None and row.end is not None and row.start < row.end:
        yield Mark(Span(row.start, row.end), kind, f"s-{row.start}", severity)


def read_in(jurisdiction: int, clauses: Sequence[int]) -> Read:
    """Return what was read in these clauses of one government."""
    within = {"jurisdiction": jurisdiction, "clause__in": clauses}
    return Read(
        units=by_clause(UnitMention.objects.filter(**within).select_related("unit").order_by("position")),
        targets=by_clause(ClauseTarget.objects.filter(**within).order_by("position")),
        deadlines=by_clause(ClauseDeadline.objects.filter(**within).order_by("position")),
        leaders=by_clause(LeaderMention.objects.filter(**within).select_related("person").order_by("position")),
        findings=by_clause(PlanFinding.objects.filter(**within).order_by("position")),
    )


def by_clause(rows: Iterable[R]) -> dict[int, list[R]]:
    """Return rows by the clause they hang on."""
    found: dict[int, list[R]] = {}
    for row in rows:
        if row.clause_id is not None:
            found.setdefault(row.clause_id, []).append(row)
    return found


def clause_sheets(keys: Sequence[int], plan: Plan) -> tuple[ClauseSheet, ...]:
    """Return clauses of a plan in full, in the order of their keys; the first of them leads."""
    read = read_in(plan.jurisdiction_id, keys)
    # The printed words alone: the whole text of a plan is not fetched for a few lines of it.
    words = Substr("plan__text", F("start") + 1, F("end") - F("start"))
    rows = Clause.objects.filter(pk__in=keys).select_related("section").annotate(words=words)
    clauses = {clause.pk: clause for clause in rows}
    named = _section_leaders(plan)
    today = clock.today()
    return tuple(
        ClauseSheet(
            uid=clause.uid,
            number=clause.number or "",
            section=heading(clause.section),
            leaders=_names(read.leaders.get(key)) or named.get(clause.section_id or 0, ()),
            is_leading=key == keys[0],
            words=clause.words,
            start=clause.start,
            end=clause.end,
            marks=tuple(read.marks(key)),
            targets=tuple(target_row(target) for target in read.targets.get(key, ())),
            deadlines=tuple(deadline_row(deadline, today) for deadline in read.deadlines.get(key, ())),
            findings=tuple(finding_row(finding, clause.number) for finding in read.findings.get(key, ())),
            corrections=tuple(
                clause_corrections(
                    clause,
                    read.units.get(key, ()),
                    read.leaders.get(key, ()),
                    read.targets.get(key, ()),
                    read.deadlines.get(key, ()),
                )
            ),
        )
        for key, clause in ((key, clauses[key]) for key in keys)
    )


def _section_leaders(plan: Plan) -> dict[int, tuple[str, ...]]:
    """Return the leaders that the headings of a plan name, by section."""
    mentions = LeaderMention.objects.filter(jurisdiction=plan.jurisdiction_id, plan=plan, section__isnull=False)
    found: dict[int, list[LeaderMention]] = {}
    for mention in mentions.select_related("person").order_by("position"):
        found.setdefault(mention.section_id or 0, []).append(mention)
    return {key: _names(mentions) for key, mentions in found.items()}


def _names(mentions: Sequence[LeaderMention] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.person.name for mention in mentions or ()))


def heading(section: Section | None) -> str:
    """Return label and title of a section as printed."""
    if section is None:
        return ""
    return f"{section.label}、{section.title}" if section.label else section.title


def target_row(target: ClauseTarget) -> TargetRow:
    """Return a figure in words."""
    return TargetRow(
        text=target.text,
        comparison=str(COMPARISONS[target.comparator]),
        value=figure(target.value),
        unit=target.unit or "",
        start=target.start,
    )


def deadline_row(deadline: ClauseDeadline, today: date) -> DeadlineRow:
    """Return a date in words."""
    due = deadline.due_on
    return DeadlineRow(
        text=deadline.text,
        due=date_format(due) if due else "",
        due_iso=due.isoformat() if due else "",
        precision=str(PRECISIONS.get(deadline.precision, deadline.precision)),
        distance=distance(due, today) if due else "",
        start=deadline.start,
    )


def finding_row(finding: PlanFinding, clause: str | None) -> FindingRow:
    """Return a finding in words; a note asks for nothing, so it is not called open."""
    settled = "" if finding.settled is None and finding.severity == "note" else str(SETTLED[finding.settled])
    if finding.remark:
        settled = _("%(settled)s: %(remark)s") % {"settled": settled, "remark": finding.remark}
    return FindingRow(
        number=finding.position + 1,
        severity=finding.severity,
        message=sentence(finding.code, finding.params, language()),
        settled=settled,
        start=finding.start,
        clause=clause or "",
    )
