"""Plans with what the ledger made of them: sections, leaders and their load, findings, the text with its marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.utils.formats import date_format

from duban.ledger.models import Task, TaskClause
from duban.ledger.selectors.choices import choices_of
from duban.ledger.selectors.clauses import FindingRow, finding_row, heading, mark_at, read_in
from duban.ledger.selectors.passages import Passage, passages
from duban.ledger.selectors.words import counts_in_words
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.viewers import Viewer
from duban.plans.drafting.marking import Mark
from duban.plans.models import Clause, LeaderMention, Plan, PlanFinding, PlanRequirement, Section, SourceFile


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list of plans."""

    uid: str
    title: str
    doc_number: str
    issuer: str
    issued: str
    size: str
    adopted_at: datetime
    adopted_by: str


@dataclass(frozen=True)
class SectionRow:
    """A section: who answers for it, how many clauses it says it has and how many it has."""

    uid: str
    heading: str
    leaders: tuple[str, ...]
    declared: int | None
    clauses: int
    tasks: int
    start: int

    @property
    def agrees(self) -> bool:
        """Say whether the section has as many clauses as it says; where it says nothing there is nothing to differ."""
        return self.declared is None or self.declared == self.clauses


@dataclass(frozen=True)
class LoadRow:
    """The tasks that a leader answers for; `share` of the largest load, in hundredths."""

    uid: str
    name: str
    tasks: int
    share: int


@dataclass(frozen=True)
class PlanSheet:
    """A plan in full; `findings` are those to be settled or checked, `notes` the others."""

    plan: Plan
    file: SourceFile
    issued: str
    size: str
    requirements: tuple[PlanRequirement, ...]
    sections: tuple[SectionRow, ...]
    loads: tuple[LoadRow, ...]
    findings: tuple[FindingRow, ...]
    notes: tuple[FindingRow, ...]
    passages: tuple[Passage, ...]


def plan_rows(viewer: Viewer, *, head: str) -> tuple[PlanRow, ...]:
    """Return the plans a viewer sees, the newest first."""
    counted = choices_of(viewer, plan="", head=head).plans
    plans = policies.visible(viewer, Plan).defer("text", "places").order_by("-adopted_at", "-pk")
    return tuple(
        PlanRow(
            uid=plan.uid,
            title=plan.title,
            doc_number=plan.doc_number or "",
            issuer=plan.issuer or "",
            issued=date_format(plan.issued_on) if plan.issued_on else "",
            size=counts_in_words(counted[plan.uid].clauses, counted[plan.uid].count) if plan.uid in counted else "",
            adopted_at=plan.adopted_at,
            adopted_by=plan.adopted_by,
        )
        for plan in plans
    )


def plan_sheet(viewer: Viewer, uid: str) -> PlanSheet:
    """Return a visible plan in full; raise NotVisible, the same for hidden and missing."""
    plan = (
        policies.visible(viewer, Plan).select_related("origin__file").defer("origin__reading").filter(uid=uid).first()
    )
    if plan is None:
        raise NotVisible
    within = {"jurisdiction": plan.jurisdiction_id, "plan": plan}
    sections = list(Section.objects.filter(**within).order_by("position"))
    clauses = list(Clause.objects.filter(**within).order_by("position"))
    tasks = dict(
        TaskClause.objects.filter(jurisdiction=plan.jurisdiction_id, task__plan=plan).values_list("clause", "task__uid")
    )
    leaders = list(LeaderMention.objects.filter(**within).select_related("person").order_by("position"))
    findings = list(PlanFinding.objects.filter(**within).order_by("position"))
    numbers = {clause.pk: clause.number for clause in clauses}
    rows = [finding_row(finding, numbers.get(finding.clause_id or 0)) for finding in findings]
    return PlanSheet(
        plan=plan,
        file=plan.origin.file,
        issued=date_format(plan.issued_on) if plan.issued_on else "",
        size=counts_in_words(len(clauses), len(set(tasks.values()))),
        requirements=tuple(PlanRequirement.objects.filter(**within).order_by("position")),
        sections=_sections(sections, clauses, tasks, leaders),
        loads=_loads(viewer, plan),
        findings=tuple(row for row in rows if row.severity != "note"),
        notes=tuple(row for row in rows if row.severity == "note"),
        passages=passages(plan.text, sections, clauses, tasks, _marks(plan, clauses, leaders, findings)),
    )


def _sections(
    sections: Sequence[Section], clauses: Sequence[Clause], tasks: Mapping[int, str], leaders: Sequence[LeaderMention]
) -> tuple[SectionRow, ...]:
    own: dict[int | None, list[int]] = {}
    for clause in clauses:
        own.setdefault(clause.section_id, []).append(clause.pk)
    return tuple(
        SectionRow(
            uid=section.uid,
            heading=heading(section),
            leaders=tuple(dict.fromkeys(each.person.name for each in leaders if each.section_id == section.pk)),
            declared=section.declared_count,
            clauses=len(own.get(section.pk, ())),
            tasks=len({tasks[clause] for clause in own.get(section.pk, ()) if clause in tasks}),
            start=section.start,
        )
        for section in sections
    )


def _loads(viewer: Viewer, plan: Plan) -> tuple[LoadRow, ...]:
    """Return leaders with their tasks in the order of the plan: it is no ranking."""
    tasks = policies.visible(viewer, Task).filter(plan=plan, leader__isnull=False)
    grouped = tasks.values("leader").annotate(tasks=Count("pk"), first=Min("position")).order_by("first")
    rows = list(grouped.values_list("leader__uid", "leader__name", "tasks"))
    most = max((count for _uid, _name, count in rows), default=1)
    return tuple(LoadRow(uid, name, count, round(100 * count / most)) for uid, name, count in rows)


def _marks(
    plan: Plan, clauses: Sequence[Clause], leaders: Sequence[LeaderMention], findings: Sequence[PlanFinding]
) -> tuple[Mark, ...]:
    """Return every mark of the text once: what a split copied lies at the same place."""
    read = read_in(plan.jurisdiction_id, [clause.pk for clause in clauses])
    found = [mark for clause in clauses for mark in read.marks(clause.pk)]
    found += [mark for leader in leaders if leader.section_id for mark in mark_at(leader, "leader")]
    found += [mark for each in findings if each.clause_id is None for mark in mark_at(each, "finding", each.severity)]
    return tuple({(mark.span, mark.kind): mark for mark in found}.values())
