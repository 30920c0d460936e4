"""Adoption: a reviewed draft becomes plan, register and ledger in one act."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.core import clock, files
from duban.core.digests import JSON, canonical_digest
from duban.core.search import normalise, token_text
from duban.journal.records import File, Subject, Text, record
from duban.ledger import actions
from duban.ledger.errors import AdoptedAlready, ForComment, NotAdoptable
from duban.ledger.models import Assignment, OpenEnd, Task, TaskClause
from duban.ledger.parts import RANK, expand, open_ends_of
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.models import Jurisdiction, Person, Unit, UnitAlias
from duban.orgs.register.growing import Growth, NamedUnit, grow_register, name_leaders
from duban.orgs.viewers import Viewer
from duban.plans.drafting.describe import number_of
from duban.plans.drafting.models import Draft, DraftItem, standing
from duban.plans.drafting.open_points import open_points
from duban.plans.drafting.titles import TaskKind, kind_of, title_of
from duban.plans.models import Plan, PlanImport, Section
from duban.plans.selectors.drafts import Reviewed, reviewed
from duban.plans.services.issuing import Issued, Names, in_order, issue_plan
from duban.plans.services.reviewing import claim_version, move
from duban.plans.stages import ImportStage

LONGEST_NUMBERS = 64
LONGEST_SURFACE = 64
KINDS: tuple[TaskKind, ...] = ("measured", "dated", "ongoing", "general")
ORIGINS = {"read": UnitAlias.Origin.READ, "corrected": UnitAlias.Origin.CORRECTED}


@transaction.atomic
def adopt(*, viewer: Viewer, plan_import: PlanImport, version: int) -> Plan:
    """Adopt a reviewed plan: its words become immutable, its clauses tasks, its units and leaders known.

    1. Nothing that must be settled is open, and it is no draft for comment (domain 3.1, DRAFT to CHECKED).
    2. The register grows by the units and leaders that the draft names.
    3. Plan, sections and clauses are laid down with what was read and what was corrected.
    4. Every clause, or every group of linked ones, becomes a task with its units and whom these leave unnamed.
    5. Every single unit gets its part; groups count as their members on the day of the plan.
    6. One journal entry holds the text, the file, and everything that came of them.
    """
    policies.require(viewer, "ledger.adopt_plan")
    if policies.visible_one(viewer, PlanImport, plan_import.uid).stage == ImportStage.ADOPTED:
        raise AdoptedAlready
    plan_import = claim_version(viewer=viewer, plan_import=plan_import, version=version)
    seen = reviewed(plan_import)
    _require_adoptable(plan_import, seen.draft)
    now = clock.now()
    growth = grow_register(jurisdiction=viewer.jurisdiction, named=units_named(seen.draft))
    leaders = name_leaders(
        jurisdiction=viewer.jurisdiction,
        names=leaders_named(seen.draft),
        since=seen.draft.plan.issued_on.now or clock.today(),
    )
    issued = issue_plan(
        plan_import=plan_import,
        reading=seen.reading,
        draft=seen.draft,
        names=Names(growth.units, leaders),
        adopted_at=now,
        adopted_by=viewer.name,
    )
    ledger = _write_ledger(viewer.jurisdiction, seen.draft, issued, Names(growth.units, leaders))
    expand(viewer.jurisdiction.pk, [task.pk for task in ledger.tasks])
    move(plan_import=plan_import, to=ImportStage.ADOPTED)
    _record(viewer, plan_import, seen, issued, ledger, growth)
    return issued.plan


@dataclass(frozen=True)
class Ledger:
    """The rows of a new ledger."""

    tasks: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    open_ends: tuple[OpenEnd, ...]


def units_named(draft: Draft) -> list[NamedUnit]:
    """Return the units of a draft in the order of their first mention, with the spellings to be remembered."""
    spellings: dict[str, dict[str, UnitAlias.Origin]] = {}
    kinds: dict[str, str] = {}
    for mention in draft.mentions():
        name = mention.name.now
        own = spellings.setdefault(name, {})
        kinds.setdefault(name, mention.kind.now)
        origin = ORIGINS.get(mention.alias)
        if origin is not None and mention.surface != name and 0 < len(mention.surface) <= LONGEST_SURFACE:
            own[mention.surface] = origin
    return [NamedUnit(name, kinds[name], own) for name, own in spellings.items()]


def leaders_named(draft: Draft) -> Iterator[str]:
    """Return the names of the responsible leaders of sections and clauses."""
    for leaders in (*(section.leaders for section in draft.sections), *(item.leaders for item in draft.items)):
        for leader in standing(leaders):
            yield leader.name.now


def _require_adoptable(plan_import: PlanImport, draft: Draft) -> None:
    if plan_import.is_for_comment:
        raise ForComment
    points = open_points(draft)
    if points:
        raise NotAdoptable(count=len(points))


def _write_ledger(jurisdiction: Jurisdiction, draft: Draft, issued: Issued, names: Names) -> Ledger:
    groups: dict[str, list[DraftItem]] = {}
    for item in draft.items:
        groups.setdefault(item.leading or item.id, []).append(item)
    positions = {item.id: position for position, item in enumerate(draft.items)}
    now = clock.now()
    # In the order of the document, the leading clause of each group before those that follow it.
    ordered = [
        sorted(group, key=lambda item: (item.leading is not None, positions[item.id])) for group in groups.values()
    ]
    tasks = Task.objects.bulk_create(
        Task(
            jurisdiction=jurisdiction,
            plan=issued.plan,
            stage=TaskStage.CHECKED,
            position=positions[group[0].id],
            clause_count=len(group),
            created_at=now,
            numbers=_numbers(sorted(group, key=lambda item: positions[item.id])),
            title=title_of(group[0].text) or number_of(group[0]),
            kind=min((kind_of(item) for item in group), key=KINDS.index),
            due_on=max((day for item in group for day in _days(item)), default=None),
            section=_section(issued, group[0]),
            leader=_leader(draft, group[0], names.leaders),
            **_searched(draft, group),
        )
        for group in ordered
    )
    TaskClause.objects.bulk_create(
        TaskClause(
            jurisdiction=jurisdiction, task=task, clause=issued.clauses[item.id], is_leading=item.leading is None
        )
        for task, group in zip(tasks, ordered, strict=True)
        for item in group
    )
    assignments = Assignment.objects.bulk_create(
        assignment
        for task, group in zip(tasks, ordered, strict=True)
        for assignment in _assignments(jurisdiction, task, group, names.units)
    )
    open_ends = open_ends_of(jurisdiction, assignments)
    return Ledger(tuple(tasks), tuple(assignments), tuple(open_ends))


def _assignments(
    jurisdiction: Jurisdiction, task: Task, group: Sequence[DraftItem], units: Mapping[str, Unit]
) -> Iterator[Assignment]:
    """Return each unit once, in its weightiest role; the first lead is proposed as primary (domain 2, 牵头单位)."""
    found: dict[str, Assignment] = {}
    for mention in (mention for item in group for mention in in_order(item)):
        role = Assignment.Role(mention.role.now)
        known = found.get(mention.name.now)
        if known is None:
            found[mention.name.now] = Assignment(
                jurisdiction=jurisdiction,
                task=task,
                unit=units[mention.name.now],
                role=role,
                is_open_ended=mention.open_ended,
                surface=mention.surface[:LONGEST_SURFACE],
            )
            continue
        known.is_open_ended = known.is_open_ended or mention.open_ended
        if RANK[role.value] < RANK[known.role]:
            known.role, known.surface = role, mention.surface[:LONGEST_SURFACE]
    ordered = sorted(found.values(), key=lambda assignment: RANK[assignment.role])
    answering = [each for each in ordered if each.role != Assignment.Role.COOPERATING]
    for position, assignment in enumerate(ordered):
        assignment.position = position
        # Of several units under an undivided heading (责任单位) none is proposed: the document does not say who leads.
        is_first = bool(answering) and assignment is answering[0]
        assignment.is_primary = is_first and (assignment.role == Assignment.Role.LEAD or len(answering) == 1)
        yield assignment


def _numbers(group: Sequence[DraftItem]) -> str:
    return "、".join(number_of(item) for item in group)[:LONGEST_NUMBERS]


def _days(item: DraftItem) -> list[date]:
    return [deadline.date.now for deadline in standing(item.deadlines) if deadline.date.now is not None]


def _section(issued: Issued, item: DraftItem) -> Section | None:
    return None if item.section is None else issued.sections[item.section]


def _leader(draft: Draft, item: DraftItem, leaders: Mapping[str, Person]) -> Person | None:
    """Return who answers for a clause: the leader that it names itself, else that of its section."""
    own = standing(item.leaders)
    if not own and item.section is not None:
        own = standing(draft.sections[item.section].leaders)
    return leaders[own[0].name.now] if own else None


def _searched(draft: Draft, group: Sequence[DraftItem]) -> dict[str, str]:
    """Return the columns in which a task is found: by its words, units, leaders, section, numbers."""
    words: dict[str, None] = {}
    for item in group:
        section = None if item.section is None else draft.sections[item.section]
        words[number_of(item)] = None
        words[item.text] = None
        if section is not None:
            words[section.title.now] = None
        for leader in (*standing(item.leaders), *(standing(section.leaders) if section else ())):
            words[leader.name.now] = None
        for mention in in_order(item):
            words[mention.name.now] = None
            words[mention.surface] = None
    text = normalise("\n".join(words))
    return {"search_text": text, "search_tokens": token_text(text)}


def _record(
    viewer: Viewer, plan_import: PlanImport, seen: Reviewed, issued: Issued, ledger: Ledger, growth: Growth
) -> None:
    file = plan_import.file
    record(
        actor=viewer.actor,
        kind=actions.PLAN_ADOPTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[
            Subject("plan", issued.plan.uid),
            Subject("import", plan_import.uid),
            *(Subject("task", task.uid) for task in ledger.tasks),
            *(Subject("unit", unit.uid) for unit in growth.new),
        ],
        body={
            "doc_number": issued.plan.doc_number,
            "clauses": len(issued.clauses),
            "tasks": len(ledger.tasks),
            "sections": len(issued.sections),
            "assignments": len(ledger.assignments),
            "open_ends": len(ledger.open_ends),
            "units": len({assignment.unit_id for assignment in ledger.assignments}),
            "new_units": len(growth.new),
            "new_spellings": growth.new_spellings,
            "corrections": sum(not each.is_undone for each in seen.recorded),
            "findings": len(seen.draft.findings),
            "ledger_algorithm": "sha256",
            "ledger_digest": canonical_digest("sha256", _witness(ledger)),
        },
        contents=[
            Text("document", seen.reading.text),
            File("file", file.sha256, file.size, files.reference_of(viewer.jurisdiction.uid, file.sha256)),
        ],
    )


def _witness(ledger: Ledger) -> JSON:
    """Return who was assigned to what, without a word of the plan: what the digest in the journal stands for."""
    units: dict[str, list[JSON]] = {task.uid: [] for task in ledger.tasks}
    for assignment in ledger.assignments:
        units[assignment.task.uid].append([assignment.unit.uid, str(assignment.role), assignment.is_primary])
    return [[task.uid, task.numbers, units[task.uid]] for task in ledger.tasks]
