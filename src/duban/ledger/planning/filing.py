"""Writing and filing a work plan (domain 3.1, PLANNING to PLAN_REVIEW)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.core.digests import JSON, canonical_digest
from duban.journal.records import Subject
from duban.ledger import hooks
from duban.ledger.coordinating import is_coordinating
from duban.ledger.issuing.receipt import accept
from duban.ledger.models import Part, Task, WorkPlan
from duban.ledger.moving import move
from duban.ledger.planning import actions
from duban.ledger.planning.content import ItemWords, plain
from duban.ledger.planning.errors import PlanIncomplete
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.keeping import content_of, require_possible, units_of, write
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.models import Holding, Post

ANSWER_WITHIN = 5  # working days of the leader (domain 4.4)
ALONG = ("task", "part__unit")
OPEN_STAGES = (PlanStage.DRAFT, PlanStage.RETURNED)
PLANNED_IN = (TaskStage.ISSUED, TaskStage.PLANNING, TaskStage.PLAN_REVIEW, TaskStage.RUNNING, TaskStage.SUSPENDED)


@dataclass(frozen=True)
class PlanWritten:
    """The whole work plan as it is to be, and the version that its writer saw."""

    items: Annotated[tuple[ItemWords, ...], Titled(gettext_lazy("Items"))]
    version: Annotated[int | None, Titled(gettext_lazy("Version"))] = None


@dataclass(frozen=True)
class PlanFiled:
    """The version that its head saw; without items of its own the first draft from the clause is filed."""

    version: Annotated[int | None, Titled(gettext_lazy("Version"))] = None


@performs("ledger.write_plan", about=WorkPlan, given=PlanWritten, along=ALONG)
def write_plan(deed: Deed, plan: WorkPlan, given: PlanWritten) -> WorkPlan:
    """Write a work plan that is not filed; the whole of it at once, so that two writers never mix."""
    _require_open(plan, given.version)
    _keep(plan, given.items)
    WorkPlan.objects.filter(pk=plan.pk).update(version=plan.version + 1)
    plan.refresh_from_db()
    deed.record(
        actions.PLAN_WRITTEN.code,
        [Subject("workplan", plan.uid), Subject("task", plan.task.uid), Subject("unit", plan.part.unit.uid)],
        {"unit": plan.part.unit.name, **_counts(given.items)},
    )
    return plan


@performs("ledger.file_plan", about=WorkPlan, given=PlanFiled, along=ALONG)
def file_plan(deed: Deed, plan: WorkPlan, given: PlanFiled) -> WorkPlan:
    """File a work plan for review; that of the coordinating lead brings the task there. Filing is receipt too."""
    _require_open(plan, given.version)
    items = content_of(plan)
    if not items:
        items = first_draft(plan)
        _keep(plan, items)
        items = content_of(plan)
    missing = missing_in(plan, items)
    if missing:
        raise PlanIncomplete(missing="；".join(missing))
    answer_by = calendar_of(deed.jurisdiction).after(clock.today(), ANSWER_WITHIN)
    move(plan, PlanStage.FILED, filed_at=deed.at, answer_by=answer_by, returned_because=None, refile_by=None)
    if plan.part.received_at is None:
        Part.objects.filter(pk=plan.part_id).update(received_at=deed.at)
    moves = _bring_to_review(plan)
    hooks.announce(deed.jurisdiction.pk, plan.task_id)
    deed.record(
        actions.PLAN_FILED.code,
        [Subject("workplan", plan.uid), Subject("task", plan.task.uid), Subject("unit", plan.part.unit.uid)],
        {
            "unit": plan.part.unit.name,
            "due_on": plan.due_on,
            "moves": moves,
            "content_digest": canonical_digest("sha256", plain(items)),
            **_counts(items),
        },
    )
    return plan


def missing_in(plan: WorkPlan, items: Sequence[ItemWords]) -> list[str]:
    """Return in words what a work plan lacks to be filed; empty where it is whole."""
    missing = []
    if not items:
        missing.append(_("at least one item"))
    missing += [_("a named person for “%(item)s”") % {"item": item.title} for item in items if not item.person]
    missing += [
        _("a milestone for “%(item)s”") % {"item": item.title}
        for item in items
        if not item.milestones and item.indicator is None
    ]
    if items and not any(item.milestones for item in items):
        missing.append(_("at least one milestone with a date"))
    return missing + [_("the %(post)s of the unit") % {"post": kind.label} for kind in _unfilled(plan)]


def _unfilled(plan: WorkPlan) -> list[Post.Kind]:
    """Return which of head, deputy and liaison officer the unit has not named; a head may run the work himself."""
    held = set(
        Holding.objects.filter(
            jurisdiction=plan.jurisdiction_id, post__unit=plan.part.unit_id, until__isnull=True
        ).values_list("post__kind", flat=True)
    )
    has_charge = plan.task.charges.filter(unit=plan.part.unit_id).exists()
    wanted = [Post.Kind.HEAD, *([] if has_charge else [Post.Kind.DEPUTY]), Post.Kind.LIAISON]
    return [kind for kind in wanted if kind not in held]


def _require_open(plan: WorkPlan, version: int | None) -> None:
    if plan.stage not in OPEN_STAGES or plan.task.stage not in PLANNED_IN:
        raise Stale
    if version is not None and version != plan.version:
        raise Stale


def _keep(plan: WorkPlan, items: Sequence[ItemWords]) -> None:
    units = units_of(plan)
    require_possible(plan, items, units)
    write(plan, items, units)


def _bring_to_review(plan: WorkPlan) -> list[JSON]:
    task = Task.objects.select_for_update().get(pk=plan.task_id)
    if not is_coordinating(plan.part) or task.stage not in (TaskStage.ISSUED, TaskStage.PLANNING):
        return []
    moves = accept(task) if task.stage == TaskStage.ISSUED else []
    task.refresh_from_db()
    move(task, TaskStage.PLAN_REVIEW)
    return [*moves, [TaskStage.PLANNING.value, TaskStage.PLAN_REVIEW.value]]


def _counts(items: Sequence[ItemWords]) -> dict[str, JSON]:
    return {
        "items": len(items),
        "milestones": sum(len(item.milestones) for item in items),
        "indicators": sum(item.indicator is not None for item in items),
    }
