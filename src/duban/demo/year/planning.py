"""Work plans of the year: written, filed, returned, put in force; their changes and their milestones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby

from django.db.models import Q

from duban.demo.year import designs, plot, words
from duban.demo.year.company import CHIEF
from duban.demo.year.course import Day
from duban.ledger.models import ChangeRequest, Item, Milestone, WorkPlan
from duban.ledger.planning.changing import (
    ChangeAdvised,
    ChangeAnswered,
    ChangeAsked,
    ChangeForced,
    ChangeWithdrawn,
    advise_change,
    answer_change,
    ask_change,
    force_change,
    withdraw_change,
)
from duban.ledger.planning.content import ItemWords, MilestoneWords, ShareWords
from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan, write_plan
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.keeping import content_of, units_of
from duban.ledger.planning.milestones import MilestoneDone, report_milestone
from duban.ledger.planning.review import (
    PlanApproved,
    PlanForced,
    PlanReturned,
    approve_plan,
    approve_plans,
    force_plan,
    return_plan,
)
from duban.ledger.planning.under_way import UNDER_WAY, is_claimed
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.performing import By
from duban.orgs.models import Post, Unit

SIGNING_DAYS = (1, 4)  # Tuesday and Friday
REFILED_AFTER = 2
DAYS_TO_FILE = {"diligent": (6, 13), "slow": (15, 19), "silent": (28, 34)}  # working days after service
DAYS_OVER = {"diligent": (-2, 0), "slow": (3, 8), "silent": (12, 16)}  # working days from the day of a milestone
TO_BE_ANSWERED = Q(stage__in=["filed", "advised"]) | Q(stage="granted", is_provisional=True)
DOERS = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


def make_plans(day: Day) -> None:
    """Let every lead write and file its work plan, and file again what was returned."""
    waiting = (
        WorkPlan.objects.filter(jurisdiction=day.jurisdiction, stage__in=[PlanStage.DRAFT, PlanStage.RETURNED])
        .exclude(task__stage=TaskStage.DISPUTED)
        .select_related("task", "part__unit", "task__plan")
        .order_by("task__position", "pk")
    )
    for plan in waiting:
        unit = plan.part.unit_id
        if not day.company.is_staffed(unit) or not _is_time(day, plan):
            continue
        head, liaison = day.company.by(unit, Post.Kind.HEAD), day.company.by(unit, Post.Kind.LIAISON)
        if head is None or liaison is None:
            continue
        if plan.stage == PlanStage.DRAFT:
            _write(day, plan, liaison)
        day.do(file_plan, head, plan, PlanFiled())


def review_plans(day: Day) -> None:
    """Let the leaders sign on their days, section by section, what the office did not return."""
    filed = list(
        WorkPlan.objects.filter(jurisdiction=day.jurisdiction, stage=PlanStage.FILED)
        .select_related("task__section", "part__unit")
        .order_by("task__section__position", "task__position", "pk")
    )
    for plan in filed:
        if plot.FORCED.get(plan.task.numbers) == day.on:
            chief = By(day.company.office(CHIEF))
            day.do(force_plan, chief, plan, PlanForced())
    _confirm_forced(day)
    if day.on.weekday() not in SIGNING_DAYS:
        return
    signed: list[WorkPlan] = []
    for plan in filed:
        by_whom = plot.RETURNED.get(plan.task.numbers, ())[plan.times_returned : plan.times_returned + 1]
        if plan.filed_at is None or plan.task.numbers in plot.FORCED:
            continue
        if by_whom and plan.task.numbers in plot.RETURNED and _is_coordinating(day, plan):
            _return(day, plan, by_whom[0])
        else:
            signed.append(plan)
    for leader, own in groupby(signed, key=lambda plan: plan.task.leader_id):
        plans = list(own)
        day.attempt("approve", partial(day.company.decided, leader, partial(approve_plans, plans=plans), day.pause))


def reach_milestones(day: Day) -> None:
    """Let units report milestones done, each at its own pace."""
    soon = day.on + timedelta(days=5)
    open_ones = (
        Milestone.objects.filter(
            jurisdiction=day.jurisdiction,
            done_on__isnull=True,
            cancelled_on__isnull=True,
            due_on__lte=soon,
            item__cancelled_on__isnull=True,
            item__plan__stage=PlanStage.IN_FORCE,
            item__plan__task__stage__in=UNDER_WAY,
        )
        .select_related("item__plan__part", "item__plan__task", "item__unit")
        .order_by("due_on", "pk")
    )
    for milestone in open_ones:
        unit = milestone.item.plan.part.unit_id
        first, last = DAYS_OVER[day.character(unit)]
        wanted = day.chance_of("milestone", milestone.uid).randint(first, last)
        late_one = day.chance_of("late", milestone.uid).random() < 0.08
        if day.working_days_from(milestone.due_on) < wanted + (6 if late_one else 0):
            continue
        by = day.company.by(unit, *DOERS)
        if by is None:
            continue
        day.do(report_milestone, by, milestone, MilestoneDone(day.on))


def change_plans(day: Day) -> None:
    """Let changes and extensions be asked for, advised on, answered."""
    for each in plot.CHANGES:
        if each.on == day.on:
            _ask(day, each)
        for on, act in each.course:
            if on == day.on:
                change = (
                    ChangeRequest.objects.filter(TO_BE_ANSWERED, plan=day.plan(each.number))
                    .select_related("plan__task", "plan__part__unit")
                    .first()
                )
                if change is not None:
                    _go_on(day, each, act, change)


def _is_time(day: Day, plan: WorkPlan) -> bool:
    if plan.stage == PlanStage.RETURNED:
        entered = plan.refile_by or day.on
        return day.working_days_from(entered) >= -REFILED_AFTER
    if plan.part.served_on is None:
        return False
    first, last = DAYS_TO_FILE[day.character(plan.part.unit_id)]
    wanted = day.chance_of("file", plan.uid).randint(first, last)
    if plan.task.numbers in plot.EARLY:
        wanted = 5
    return day.working_days_from(plan.part.served_on) >= wanted


def _is_coordinating(day: Day, plan: WorkPlan) -> bool:
    return day.lead(plan.task.numbers).pk == plan.part_id


def _write(day: Day, plan: WorkPlan, by: By) -> None:
    number, unit = plan.task.numbers, plan.part.unit
    if number in plot.PLAIN:
        return
    draft = _ending_on(first_draft(plan), plot.FINISHED_BY.get(number))
    if number in designs.WRITTEN and _is_coordinating(day, plan):
        person = draft[0].person if draft else None
        own = tuple(
            ItemWords(
                title=each.title,
                unit=unit.uid,
                due_on=each.milestones[-1][1],
                person=person,
                measure=each.measure,
                product=each.product,
                milestones=tuple(MilestoneWords(title, on, None, each.is_linear) for title, on in each.milestones),
            )
            for each in designs.WRITTEN[number]
        )
        draft = own + draft[:2]
    else:
        draft = _with_checkpoints(day, plan, draft)
    if number in plot.SHARED:
        draft = (_shared(plan, draft[0]), *draft[1:])
    day.do(write_plan, by, plan, PlanWritten(draft))
    plan.refresh_from_db()
    if any(each.waits_for for each in designs.WRITTEN.get(number, ())) and _is_coordinating(day, plan):
        items = list(content_of(plan))
        for place, each in enumerate(designs.WRITTEN[number]):
            if each.waits_for is not None:
                item, milestone = each.waits_for
                needed = items[item].milestones[milestone].uid
                items[place] = replace(items[place], needs=(needed,) if needed else ())
        day.do(write_plan, by, plan, PlanWritten(tuple(items)))
        plan.refresh_from_db()


def _ending_on(items: tuple[ItemWords, ...], day: date | None) -> tuple[ItemWords, ...]:
    """Return items that end by a day: a lead that means to be done sooner than the year plans it so."""
    if day is None:
        return items
    return tuple(
        replace(
            item,
            due_on=min(item.due_on, day),
            milestones=tuple(replace(each, due_on=min(each.due_on, day)) for each in item.milestones),
        )
        for item in items
    )


def _with_checkpoints(day: Day, plan: WorkPlan, draft: tuple[ItemWords, ...]) -> tuple[ItemWords, ...]:
    if not draft or draft[0].basis == Item.Basis.CHECKLIST:
        return draft
    first = draft[0]
    chosen = day.chance_of("checkpoints", plan.uid).choice(words.CHECKPOINTS)
    taken = {each.due_on for each in first.milestones}
    more = tuple(
        MilestoneWords(title, on)
        for title, month, number in chosen
        if (on := date(first.due_on.year, month, number)) < first.due_on and on not in taken
    )
    milestones = tuple(sorted((*more, *first.milestones), key=lambda each: each.due_on))
    return (replace(first, milestones=milestones), *draft[1:])


def _shared(plan: WorkPlan, item: ItemWords) -> ItemWords:
    if item.indicator is None:
        return item
    counties = [unit for unit in units_of(plan).values() if unit.kind == Unit.Kind.COUNTY]
    parts = [3, 2, 2, 2, 1][: len(counties)]
    whole = Decimal(sum(parts)) or Decimal(1)
    target = item.indicator.target
    shares = tuple(
        ShareWords(unit.uid, (target * part / whole).quantize(Decimal(1)), Decimal(0))
        for unit, part in zip(counties, parts, strict=False)
    )
    return replace(item, indicator=replace(item.indicator, shares=shares))


def _return(day: Day, plan: WorkPlan, by_whom: str) -> None:
    reason = PlanReturned(day.rng.choice(words.RETURNED_PLANS))
    if by_whom == "office":
        office = By(day.company.office())
        day.do(return_plan, office, plan, reason)
        return
    day.decide(plan.task.leader_id, return_plan, plan, reason)


def _confirm_forced(day: Day) -> None:
    for number, on in plot.CONFIRMED_AFTER.items():
        if on == day.on:
            plan = day.plan(number)
            day.decide(plan.task.leader_id, approve_plan, plan, PlanApproved(plan.version))


def _ask(day: Day, each: plot.Change) -> None:
    plan = day.plan(each.number)
    if plan.stage != PlanStage.IN_FORCE or is_claimed(plan):
        return
    items = _wanted(day, content_of(plan), is_extension=each.is_extension)
    by = day.company.by(plan.part.unit_id, Post.Kind.HEAD)
    if by is not None:
        day.do(ask_change, by, plan, ChangeAsked(items, each.reason))


def _wanted(day: Day, items: Sequence[ItemWords], *, is_extension: bool) -> tuple[ItemWords, ...]:
    """Return the plan with its next open milestone two weeks later, or with another way of doing its first item."""
    first = items[0]
    if is_extension:
        later = tuple(
            replace(each, due_on=each.due_on + timedelta(days=14))
            if day.on < each.due_on < first.due_on - timedelta(days=20)
            else each
            for each in first.milestones
        )
        return (replace(first, milestones=later), *items[1:])
    return (replace(first, measure="专班推进，每周调度一次，问题当周销号"), *items[1:])


def _go_on(day: Day, each: plot.Change, act: str, change: ChangeRequest) -> None:
    office, chief = By(day.company.office()), By(day.company.office(CHIEF))
    head = day.company.by(change.plan.part.unit_id, Post.Kind.HEAD)
    if act == "advise":
        advice = ChangeAdvised(day.rng.choice(words.ADVICE))
        day.do(advise_change, office, change, advice)
    elif act == "force":
        day.do(force_change, chief, change, ChangeForced())
    elif act == "withdraw" and head is not None:
        why = ChangeWithdrawn("经协调已不需要调整。")
        day.do(withdraw_change, head, change, why)
    elif act in ("grant", "refuse", "confirm", "revoke"):
        is_granted = act in ("grant", "confirm")
        answer = ChangeAnswered(is_granted=is_granted, answer=each.words or "不同意，按原计划执行。")
        day.decide(change.plan.task.leader_id, answer_change, change, answer)
