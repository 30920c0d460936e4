"""Rows of the acts of urging and of supervision slips."""

from datetime import date, timedelta

import cast
from acts import ActRow
from acts.issuing import issued
from duban.core import clock
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.orgs.models import Unit
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.supervision.urging.answering import ReasonsStated
from duban.supervision.urging.calls import CallRecorded
from duban.supervision.urging.proposing import SlipProposed, SlipSent, SlipWithdrawn, propose_slip, send_slip
from duban.supervision.urging.slips import UnitUrged, UrgingReceived, urge_unit

LONG_AGO = date(2026, 2, 2)  # more than five working days before the day of the cast


def late(actors: cast.Cast, receive_by: date = LONG_AGO) -> Unit:
    """市水利局, which has not acknowledged a task that was issued long ago."""
    issued(actors)
    unit = bureau(actors)
    Part.objects.filter(unit=unit).update(receive_by=receive_by)
    return unit


def bureau(actors: cast.Cast) -> Unit:
    """The unit of the head."""
    unit = actors.head.posts[0].unit
    assert unit is not None
    return unit


def code() -> str:
    """What it owes, as lists and forms name it."""
    return f"receipt:{Part.objects.get(unit__name='市水利局').uid}"


def urged(actors: cast.Cast) -> UrgingSlip:
    """The slip that it was sent."""
    outcome = urge_unit(by=By(actors.officer), about=late(actors), given=UnitUrged((code(),)))
    assert outcome.result is not None
    return outcome.result


def call(**more: object) -> CallRecorded:
    """A call in which the liaison was reached."""
    given: dict[str, object] = {
        "duties": (code(),),
        "is_reached": True,
        "called_on": clock.today(),
        "words": "已收到，明天签收。",
        "promised_on": clock.today() + timedelta(days=1),
    }
    return CallRecorded(**{**given, **more})  # type: ignore[arg-type]


def proposed(actors: cast.Cast) -> SupervisionSlip:
    """A supervision slip that an officer proposed."""
    unit = late(actors)
    outcome = propose_slip(by=By(actors.officer), about=unit, given=SlipProposed(code(), "请签收，并报推进安排。"))
    assert outcome.result is not None
    return outcome.result


def sent(actors: cast.Cast) -> SupervisionSlip:
    """The same, sent by the head of the office today."""
    send_slip(by=By(actors.office_head), about=proposed(actors), given=SlipSent(clock.today()))
    return SupervisionSlip.objects.get()


ROWS = [
    ActRow("supervision.urge_unit", "officer", late, lambda *_: UnitUrged((code(),), "请抓紧。"), recorder=None),
    ActRow("supervision.receive_urging", "liaison", urged, lambda *_: UrgingReceived()),
    ActRow("supervision.record_call", "officer", late, lambda *_: call(), recorder=None),
    ActRow("supervision.propose_slip", "officer", late, lambda *_: SlipProposed(code(), "请签收。"), recorder=None),
    ActRow("supervision.send_slip", "office_head", proposed, lambda *_: SlipSent(clock.today()), recorder=None),
    ActRow("supervision.state_reasons", "head", sent, lambda *_: ReasonsStated("人员调整，今日签收。")),
    ActRow("supervision.withdraw_slip", "office_head", proposed, lambda *_: SlipWithdrawn("已签收"), recorder=None),
]
