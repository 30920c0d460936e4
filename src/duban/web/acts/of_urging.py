"""What pages offer about urging and supervision slips: rules, choices, what stands above a form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.orgs.models import Unit
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.supervision.stages import OPEN_SLIP, SlipStage
from duban.supervision.urging.answering import ANSWERABLE
from duban.supervision.urging.calls import callers_of, people_of
from duban.supervision.urging.owing import overdue_units
from duban.supervision.urging.proposing import candidates
from duban.web.acts.rules import Rule

Choices = Sequence[tuple[str, str]]
REQUIRED = "请抓紧办理，3个工作日内书面说明原因、办理措施、办结时间和责任人。"
ASKED = "商请贵单位抓紧推进，并告知进展情况和预计办结时间。"
"""Words of papers, which are Chinese in every interface; whoever proposes changes them as the matter needs."""

RULES = (
    Rule("supervision.receive_urging", UrgingSlip, lambda slip: slip.received_at is None),
    Rule("supervision.send_slip", SupervisionSlip, lambda slip: slip.stage == SlipStage.PROPOSED),
    Rule("supervision.state_reasons", SupervisionSlip, lambda slip: slip.stage in ANSWERABLE),
    Rule("supervision.withdraw_slip", SupervisionSlip, lambda slip: slip.stage in OPEN_SLIP),
)


def _overdue(unit: Unit) -> Choices:
    found = overdue_units(unit.jurisdiction, [unit])
    return [(each.code, f"{each.owed.title}　{each.owed.words}") for of_unit in found for each in of_unit.duties]


def _candidates(unit: Unit) -> Choices:
    return [(each.code, each.title) for each in candidates(unit.jurisdiction, [unit])]


CHOICES: dict[tuple[str, str], Callable[[Any], Choices]] = {
    ("supervision.urge_unit", "duties"): _overdue,
    ("supervision.record_call", "duties"): _overdue,
    ("supervision.record_call", "person"): people_of,
    ("supervision.record_call", "caller"): lambda unit: callers_of(unit.jurisdiction),
    ("supervision.propose_slip", "matter"): _candidates,
}


def _of_slip(slip: SupervisionSlip) -> list[tuple[str, str]]:
    return [
        (_("Unit"), slip.unit.name),
        (pgettext("slip", "Matter"), slip.title),
        (pgettext("slip", "Since"), date_format(slip.since)),
        (_("What is required"), slip.demand),
        *([(_("Answer by"), date_format(slip.answer_by))] if slip.answer_by is not None else []),
    ]


FACTS: dict[type[Model], Callable[[Any], list[tuple[str, str]]]] = {SupervisionSlip: _of_slip}


def initial_of(code: str, about: Model) -> dict[str, object]:
    """Return what a form begins with: a call was made today; what a slip usually requires, and a letter asks."""
    if code == "supervision.propose_slip" and isinstance(about, Unit):
        return {"demand": ASKED if about.is_partner else REQUIRED}
    return {"called_on": clock.today()} if code == "supervision.record_call" else {}
