"""Urging in the simulated year: slips on Wednesdays, calls on Thursdays, supervision slips once a month."""

from collections import Counter

from duban.demo.year.company import CHIEF, OFFICER
from duban.demo.year.course import Day
from duban.orgs.acting.performing import By
from duban.orgs.models import Post
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.supervision.stages import SlipStage
from duban.supervision.urging.answering import ReasonsStated, state_reasons
from duban.supervision.urging.calls import CallRecorded, contacts_of, record_call
from duban.supervision.urging.owing import UnitOverdue, overdue_units
from duban.supervision.urging.proposing import (
    SlipProposed,
    SlipSent,
    SlipWithdrawn,
    candidates,
    propose_slip,
    send_slip,
    still_stands,
    withdraw_slip,
)
from duban.supervision.urging.slips import UnitUrged, UrgingReceived, receive_urging, urge_unit

WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4
SLIPS, CALLS, PROPOSED = 3, 2, 3  # units a week, units a week, matters a month
TIMES = 2
IN_TIME, LATE = 2, 5  # working days after service
SECOND_WEEK = range(8, 15)
WITHDRAWN_IN = 6  # June: what silent units were sent is settled another way
DEMAND = "请抓紧办理，3个工作日内书面说明原因、办结时间和责任人。"
SETTLED = "经核实，该事项已在调度会上一并部署，不再单独督办。"
PROMISED = "已收到催办，正在核对，本周内办结。"
REASONS = {
    "diligent": "经办人员调整，交接时漏办。已明确专人负责，两日内办结。",
    "slow": "前期材料不齐，沟通不够主动。已补齐材料，本周内办结，今后提前安排。",
}


def urge(day: Day) -> None:
    """Urge by slip and telephone what is over its day longest; receipts come the day after."""
    if day.on.weekday() == WEDNESDAY:
        for each in _longest(day)[:SLIPS]:
            given = UnitUrged(tuple(duty.code for duty in each.duties))
            day.do(urge_unit, By(day.company.office(OFFICER)), each.unit, given)
    if day.on.weekday() == THURSDAY:
        _receive(day)
        for each in _longest(day)[:CALLS]:
            _call(day, each)


def supervise(day: Day) -> None:
    """Propose slips once a month, send them on the next working day, let unit heads answer in their manner."""
    if day.on.weekday() == FRIDAY and day.on.day in SECOND_WEEK:
        had = Counter(SupervisionSlip.objects.filter(jurisdiction=day.jurisdiction).values_list("unit", flat=True))
        first = {each.unit.pk: each for each in reversed(candidates(day.jurisdiction))}  # of each unit its oldest
        rarest = sorted(first.values(), key=lambda each: (had[each.unit.pk], each.since, each.unit.position))
        for each in rarest[:PROPOSED]:
            given = SlipProposed(each.code, DEMAND)
            day.do(propose_slip, By(day.company.office(OFFICER)), each.unit, given)
        return
    rows = SupervisionSlip.objects.filter(jurisdiction=day.jurisdiction).select_related("unit", "task").order_by("pk")
    sent = list(rows.filter(stage__in=[SlipStage.SENT, SlipStage.LAPSED]))
    for place, slip in enumerate(rows.filter(stage=SlipStage.PROPOSED), 1):
        _send(day, slip, is_last=place == PROPOSED)
    for slip in sent:
        if slip.served_on is not None:
            _answer(day, slip, day.working_days_from(slip.served_on))


def _longest(day: Day) -> list[UnitOverdue]:
    """Return the units with something to urge, the oldest first; what was urged twice goes the way of slips."""
    found = [
        UnitOverdue(each.unit, tuple(duty for duty in each.open if duty.urged is None or duty.urged.times < TIMES))
        for each in overdue_units(day.jurisdiction)
    ]
    return sorted(
        (each for each in found if each.duties), key=lambda each: (each.duties[0].owed.due_on, each.unit.position)
    )


def _receive(day: Day) -> None:
    rows = UrgingSlip.objects.filter(jurisdiction=day.jurisdiction, received_at__isnull=True, receive_by__gte=day.on)
    for slip in rows.select_related("unit").order_by("number"):
        if day.character(slip.unit_id) != "silent":
            by = day.company.by(slip.unit_id, Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)
            day.do(receive_urging, by, slip, UrgingReceived())


def _call(day: Day, each: UnitOverdue) -> None:
    officer = day.company.office(OFFICER)
    contact = contacts_of(officer, [each.unit]).get(each.unit.pk)
    is_reached = contact is not None and day.character(each.unit.pk) != "silent"
    given = CallRecorded(
        tuple(duty.code for duty in each.duties),
        is_reached=is_reached,
        called_on=day.on,
        words=PROMISED if is_reached else None,
        promised_on=day.calendar.after(day.on, 2) if is_reached else None,
        person=contact.person if contact is not None else None,
    )
    day.do(record_call, By(officer), each.unit, given)


def _send(day: Day, slip: SupervisionSlip, *, is_last: bool) -> None:
    """Let the head of the office send what was proposed; the last of a month he finds settled."""
    chief = By(day.company.office(CHIEF))
    if is_last or not still_stands(slip):
        day.do(withdraw_slip, chief, slip, SlipWithdrawn(SETTLED))
    else:
        day.do(send_slip, chief, slip, SlipSent(day.on))


def _answer(day: Day, slip: SupervisionSlip, passed: int) -> None:
    """Let a head answer on the second day, of the slow ones every other after the days; a silent one never does."""
    character, is_even = day.character(slip.unit_id), (slip.number or 0) % 2 == 0
    if slip.stage == SlipStage.SENT and passed == 1 and day.on.month == WITHDRAWN_IN and character == "silent":
        day.do(withdraw_slip, By(day.company.office(CHIEF)), slip, SlipWithdrawn(SETTLED))
    elif character != "silent" and passed == (LATE if character == "slow" and is_even else IN_TIME):
        by = day.company.by(slip.unit_id, Post.Kind.HEAD)
        day.do(state_reasons, by, slip, ReasonsStated(REASONS[character]))
