"""Changes of a work plan in force and extensions: asked, advised, answered; old and new values side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from json import dumps, loads
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.models import Baseline, ChangeRequest, WorkPlan
from duban.ledger.moving import move
from duban.ledger.planning import actions
from duban.ledger.planning.content import Difference, ItemWords, differences, items_of, text_of
from duban.ledger.planning.errors import ChangedSince, ChangeOpen, NothingDiffers, NotYetDue
from duban.ledger.planning.keeping import content_of, require_possible, units_of, write
from duban.ledger.planning.review import freeze
from duban.ledger.planning.under_way import UNDER_WAY, is_claimed
from duban.ledger.stages import ChangeStage, PlanStage
from duban.ledger.wording import EITHER, answered, reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale

ANSWER_WITHIN = 3  # working days (domain 4.4)
ASK_BEFORE = 5
ALONG = ("plan__task", "plan__part__unit")
OPEN_STAGES = (ChangeStage.FILED, ChangeStage.ADVISED)


@dataclass(frozen=True)
class ChangeAsked:
    """The work plan as it is to be, and why."""

    items: Annotated[tuple[ItemWords, ...], Titled(_("Items"))]
    reason: Annotated[str, Titled(_("Reason"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class ChangeAnswered:
    """Granted or refused, with the leader's words."""

    is_granted: Annotated[bool, Titled(_("Decision"), choices=EITHER)]
    answer: Annotated[str, Titled(_("Answer"))] = ""


@dataclass(frozen=True)
class ChangeWithdrawn:
    """Why it is not needed any more."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("ledger.ask_change", about=WorkPlan, given=ChangeAsked, along=("task", "part__unit"))
def ask_change(deed: Deed, plan: WorkPlan, given: ChangeAsked) -> ChangeRequest:
    """Ask for another work plan than the one in force; where only milestones move to later days it is an extension.

    Late is what is asked less than five working days before a day that it moves (domain 4.4).
    """
    reason = reasoned(given.reason)
    if plan.stage != PlanStage.IN_FORCE or (given.version is not None and given.version != plan.version):
        raise Stale
    _require_under_way(plan)
    if ChangeRequest.objects.filter(jurisdiction=deed.jurisdiction, plan=plan, stage__in=OPEN_STAGES).exists():
        raise ChangeOpen
    before = content_of(plan)
    changes = differences(before, given.items)
    if not changes:
        raise NothingDiffers
    require_possible(plan, given.items, units_of(plan))
    today, calendar = timezone.localdate(deed.at), calendar_of(deed.jurisdiction)
    moved = _moved_later(before, given.items)
    is_extension = bool(moved) and all(each.kind == "milestone" and each.field == "due_on" for each in changes)
    change = ChangeRequest.objects.create(
        jurisdiction=deed.jurisdiction,
        plan=plan,
        kind=ChangeRequest.Kind.EXTENSION if is_extension else ChangeRequest.Kind.CHANGE,
        changes=dumps({"content": loads(text_of(given.items)), "differences": [asdict(each) for each in changes]}),
        reason=reason,
        is_late=any(calendar.between(today, day) < ASK_BEFORE for day in moved),
        filed_at=deed.at,
        answer_by=calendar.after(clock.today(), ANSWER_WITHIN),
    )
    deed.record(
        actions.CHANGE_ASKED.code,
        _subjects(change),
        {"unit": plan.part.unit.name, "kind": change.kind, "is_late": change.is_late, "changes": _said(changes)},
        [Text("reason", reason)],
    )
    return change


@performs("ledger.withdraw_change", about=ChangeRequest, given=ChangeWithdrawn, along=ALONG)
def withdraw_change(deed: Deed, change: ChangeRequest, given: ChangeWithdrawn) -> ChangeRequest:
    """Withdraw a change that was not answered yet."""
    reason = reasoned(given.reason)
    _require_open(change)
    move(change, ChangeStage.WITHDRAWN, answered_at=deed.at)
    deed.record(
        actions.CHANGE_WITHDRAWN.code,
        _subjects(change),
        {"unit": change.plan.part.unit.name},
        [Text("reason", reason)],
    )
    return change


@dataclass(frozen=True)
class ChangeAdvised:
    """What the office advises."""

    advice: Annotated[str, Titled(_("Advice"))]


@performs("ledger.advise_change", about=ChangeRequest, given=ChangeAdvised, weight=Weight.OWN, along=ALONG)
def advise_change(deed: Deed, change: ChangeRequest, given: ChangeAdvised) -> ChangeRequest:
    """Give the office's advice on a change; the leader decides."""
    advice = reasoned(given.advice)
    if change.stage != ChangeStage.FILED:
        raise Stale
    move(change, ChangeStage.ADVISED, advice=advice)
    deed.record(
        actions.CHANGE_ADVISED.code,
        _subjects(change),
        {"unit": change.plan.part.unit.name},
        [Text("advice", advice)],
    )
    return change


@performs("ledger.answer_change", about=ChangeRequest, given=ChangeAnswered, weight=Weight.DECISION, along=ALONG)
def answer_change(deed: Deed, change: ChangeRequest, given: ChangeAnswered) -> ChangeRequest:
    """Grant a change, which makes the next baseline, or refuse it with a reason.

    What the office granted provisionally is confirmed so, or revoked: then the baseline before it holds again.
    """
    answer = answered(given.answer, is_granted=given.is_granted)
    was_provisional = change.stage == ChangeStage.GRANTED and change.is_provisional
    if not was_provisional:
        _require_open(change)
    columns: dict[str, Any] = {"answer": answer or None, "answered_at": deed.at}
    if given.is_granted and was_provisional:
        _confirm(change, **columns)
    elif given.is_granted:
        _grant(change, by=deed.decider.name, **columns)
    else:
        before = _content_before(change) if was_provisional else None
        move(change, ChangeStage.REFUSED, **columns)
        if before is not None:
            _take_effect(change, before, answer, by=deed.decider.name)
    hooks.announce(deed.jurisdiction.pk, change.plan.task_id)
    deed.record(
        actions.CHANGE_ANSWERED.code,
        _subjects(change),
        {"unit": change.plan.part.unit.name, "is_granted": given.is_granted, "was_provisional": was_provisional},
        [Text("answer", answer)],
    )
    return change


@dataclass(frozen=True)
class ChangeForced:
    """Nothing more than that the leader's days have passed."""


@performs("ledger.force_change", about=ChangeRequest, given=ChangeForced, weight=Weight.OWN, along=ALONG)
def force_change(deed: Deed, change: ChangeRequest, _given: ChangeForced) -> ChangeRequest:
    """Grant a change provisionally, once the leader's days have passed without an answer."""
    if change.stage != ChangeStage.ADVISED:
        raise Stale
    if change.answer_by >= clock.today():
        raise NotYetDue(day=change.answer_by)
    _grant(change, by=deed.decider.name, is_provisional=True, answered_at=deed.at)
    hooks.announce(deed.jurisdiction.pk, change.plan.task_id)
    deed.record(
        actions.CHANGE_FORCED.code,
        _subjects(change),
        {"unit": change.plan.part.unit.name},
    )
    return change


def differences_of(change: ChangeRequest) -> list[Difference]:
    """Return what a change changes, as it was asked for."""
    return [Difference(**each) for each in loads(change.changes)["differences"]]


def asked_content(change: ChangeRequest) -> tuple[ItemWords, ...]:
    """Return the work plan that a change asks for."""
    return items_of(dumps(loads(change.changes)["content"]))


def _take_effect(change: ChangeRequest, items: Sequence[ItemWords], reason: str, *, by: str) -> int:
    """Make the work plan of a change another one, and freeze it; returns the number of its baseline."""
    plan = WorkPlan.objects.select_for_update(of=("self",)).select_related("task").get(pk=change.plan_id)
    _require_under_way(plan)
    units = units_of(plan)
    require_possible(plan, items, units)  # a unit may have left the task since it was asked
    write(plan, items, units)
    WorkPlan.objects.filter(pk=plan.pk).update(version=plan.version + 1)
    is_provisional = change.is_provisional and change.stage == ChangeStage.GRANTED
    return freeze(plan, by=by, reason=reason, is_provisional=is_provisional).number


def _grant(change: ChangeRequest, *, by: str, **columns: Any) -> None:
    """Let what was asked for hold from now on."""
    move(change, ChangeStage.GRANTED, **columns)
    change.baseline = _take_effect(change, asked_content(change), change.reason, by=by)
    change.save(update_fields=["baseline"])


def _confirm(change: ChangeRequest, **columns: object) -> None:
    """Let what was granted provisionally hold for good."""
    rows = ChangeRequest.objects.filter(pk=change.pk, version=change.version, is_provisional=True)
    if rows.update(is_provisional=False, version=change.version + 1, **columns) != 1:
        raise Stale
    change.refresh_from_db()


def _content_before(change: ChangeRequest) -> tuple[ItemWords, ...]:
    """Return the baseline before the one that a change made; raise ChangedSince where others were built on it."""
    baselines = Baseline.objects.filter(jurisdiction=change.jurisdiction_id, plan=change.plan_id)
    if change.baseline is None or baselines.filter(number__gt=change.baseline).exists():
        raise ChangedSince
    return items_of(baselines.get(number=change.baseline - 1).content)


def _require_under_way(plan: WorkPlan) -> None:
    """Refuse to change what was reported as done or has ended."""
    if plan.task.stage not in UNDER_WAY or is_claimed(plan):
        raise Stale


def _require_open(change: ChangeRequest) -> None:
    if change.stage not in OPEN_STAGES:
        raise Stale


def _moved_later(before: Sequence[ItemWords], after: Sequence[ItemWords]) -> list[date]:
    old = {each.uid: each.due_on for item in before for each in item.milestones}
    return [
        old[each.uid] for item in after for each in item.milestones if each.uid in old and each.due_on > old[each.uid]
    ]


def _said(changes: Sequence[Difference]) -> list[JSON]:
    return [[each.kind, each.title, each.field, each.before, each.after] for each in changes]


def _subjects(change: ChangeRequest) -> list[Subject]:
    plan = change.plan
    return [Subject("change", change.uid), Subject("workplan", plan.uid), Subject("task", plan.task.uid)]
