"""From rows to the facts of every part: what the rules judge (domain 4.2). The working days are counted here."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from duban.coordination.stages import DecisionStage
from duban.ledger.matters.replying import last_day_of
from duban.ledger.measuring import models as measured
from duban.ledger.measuring.sums import Sum, live_milestones, measure
from duban.ledger.models import Claim, OpenEnd, Part, Task, WorkPlan
from duban.ledger.serving import LEADING
from duban.ledger.stages import ClaimStage, PlanStage, TaskStage
from duban.progress.stages import ContributionStage, ReportStage
from duban.supervision.gathering.plans import printed_of, year_of
from duban.supervision.gathering.rows import Rows
from duban.supervision.rules.facts import Due, Filing, PartFacts, Role

ACCEPTED = (ReportStage.ACCEPTED, ReportStage.AMENDED)
CARRIED_OUT = (DecisionStage.REPORTED, DecisionStage.CONFIRMED)
AT_REST = (TaskStage.SUSPENDED, TaskStage.YEAR_CLOSED, TaskStage.CANCELLED, TaskStage.CARRIED_OVER)


Plans = Sequence[tuple[measured.Item, ...]]


def facts_of(rows: Rows, task: Task, part: Part, plans: Plans, sums: Sum, *, filed_by: date) -> PartFacts:
    """Return the facts of one part on the day of its sum; `plans` are those of its task (`plans_of`)."""
    on, plan = sums.on, rows.plans.get(part.pk)
    own = own_items(rows, task, part, plans)
    is_lead = part.role in LEADING
    claim = rows.claims.get(part.pk)
    returned_on = _returned_on(claim)
    return PartFacts(
        part=part.uid,
        unit=part.unit.uid,
        role=Role(part.role),
        on=on,
        filed_by=filed_by,
        is_closed=task.stage == TaskStage.CLOSED,
        is_suspended=task.stage in AT_REST,
        has_accepted_plan=_has_plan(rows, task, part),
        begins_on=min((item.starts_on for item in own), default=None) if _has_plan(rows, task, part) else None,
        final_on=_final_on(task, own) if is_lead else None,
        claimed_on=localdate(claim.made_at) if claim is not None else None,
        claim_returned_on=returned_on,
        milestones=_milestones(rows, own, on),
        measured=sums.measured,
        scheduled=sums.scheduled,
        reports=_reports(rows, part, on),
        contributions=_contributions(rows, part, on),
        receipt=_receipt(rows, part, on),
        work_plan=_work_plan(rows, plan, on) if plan is not None else None,
        open_ends=_open_ends(rows, task, part, on),
        decisions=(*_decisions(rows, task, part, on), *_matters(rows, task, part, on)),
        is_report_accepted=_is_accepted(rows, part),
    )


def own_items(rows: Rows, task: Task, part: Part, plans: Plans) -> list[measured.Item]:
    """Return the items of a unit in all work plans of a task; for a lead without one, the clause itself."""
    if _has_plan(rows, task, part) or part.role not in LEADING:
        return [item for plan in plans for item in plan if item.unit == part.unit.uid]
    return [printed_of(rows, task, part)]


def sum_of_part(part: Part, plans: Plans, *, on: date) -> Sum:
    """Return the progress of one unit's part."""
    return measure(*plans, on=on, unit=part.unit.uid)


def _has_plan(rows: Rows, task: Task, part: Part) -> bool:
    """Say whether a work plan in force holds for a part: its own for a lead, any of the task for one who helps."""
    if part.role in LEADING:
        plan = rows.plans.get(part.pk)
        return plan is not None and plan.stage == PlanStage.IN_FORCE
    return any(plan.stage == PlanStage.IN_FORCE for plan in rows.plans_of_task.get(task.pk, []))


def _final_on(task: Task, own: Sequence[measured.Item]) -> date:
    days = [item.due_on for item in own if item.cancelled_on is None]
    return max(days) if days else task.due_on or date(year_of(task), 12, 31)


def _milestones(rows: Rows, own: Sequence[measured.Item], on: date) -> tuple[Due, ...]:
    return tuple(
        Due.counted(rows.calendar, on=on, due_on=each.due_on, done_on=each.done_on, uid=each.uid, title=each.title)
        for item in own
        for each in live_milestones(item, on)
    )


def _reports(rows: Rows, part: Part, on: date) -> tuple[Filing, ...]:
    """Return the reports whose lock has passed; one that was returned and may still be refiled is not missing."""
    return tuple(
        Filing(each.period.month, each.stage == ReportStage.MISSING)
        for each in rows.reports.get(part.pk, [])
        if each.period.locks_on < on
    )


def _contributions(rows: Rows, part: Part, on: date) -> tuple[Filing, ...]:
    by_month: dict[str, bool] = {}
    for each in rows.contributions.get(part.pk, []):
        if each.due_on < on:
            is_missing = each.stage in (ContributionStage.DUE, ContributionStage.LATE)
            by_month[each.period.month] = by_month.get(each.period.month, False) or is_missing
    return tuple(Filing(month, is_missing) for month, is_missing in sorted(by_month.items()))


def _receipt(rows: Rows, part: Part, on: date) -> Due | None:
    if part.receive_by is None:
        return None
    return Due.counted(rows.calendar, on=on, due_on=part.receive_by, done_on=_day(part.received_at))


def _work_plan(rows: Rows, plan: WorkPlan, on: date) -> Due:
    is_filed = plan.stage in (PlanStage.FILED, PlanStage.IN_FORCE)
    return Due.counted(
        rows.calendar,
        on=on,
        due_on=plan.refile_by or plan.due_on,
        done_on=_day(plan.filed_at) if is_filed else None,
        uid=plan.uid,
    )


def _open_ends(rows: Rows, task: Task, part: Part, on: date) -> tuple[Due, ...]:
    coordinating = rows.coordinating.get(task.pk)
    if coordinating is None or coordinating.pk != part.pk:
        return ()
    return tuple(
        Due.counted(rows.calendar, on=on, due_on=each.due_on, done_on=_day(each.settled_at), uid=each.uid)
        for each in rows.open_ends.get(task.pk, [])
        if each.stage == OpenEnd.Stage.OPEN
    )


def _decisions(rows: Rows, task: Task, part: Part, on: date) -> tuple[Due, ...]:
    """Return what was decided for a unit to do in this task; one that was reopened is owed again."""
    return tuple(
        Due.counted(
            rows.calendar,
            on=on,
            due_on=each.due_on,
            done_on=_day(each.reported_at) if each.stage in CARRIED_OUT else None,
            uid=each.uid,
            title=str(each),
        )
        for each in rows.decisions.get(task.pk, [])
        if each.owner_id == part.unit_id
    )


def _matters(rows: Rows, task: Task, part: Part, on: date) -> tuple[Due, ...]:
    """Return the matters of this task that are assigned to a unit; a reply that was returned is none."""
    return tuple(
        Due.counted(
            rows.calendar,
            on=on,
            due_on=last_day_of(each),
            done_on=_day(vars(each)["replied_at"]),
            uid=each.uid,
            title=str(each),
        )
        for each in rows.matters.get(task.pk, [])
        if each.lead_id == part.unit_id
    )


def _is_accepted(rows: Rows, part: Part) -> bool | None:
    reports = rows.reports.get(part.pk, [])
    return reports[-1].stage in ACCEPTED if reports else None


def _returned_on(claim: Claim | None) -> date | None:
    if claim is None or claim.stage != ClaimStage.RETURNED or claim.answered_at is None:
        return None
    return localdate(claim.answered_at)


def _day(at: datetime | None) -> date | None:
    return localdate(at) if at is not None else None
