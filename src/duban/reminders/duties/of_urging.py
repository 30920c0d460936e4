"""What urging asks of units and of the office: receipts of slips, reasons, and slips that wait to be sent."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.reminders.duties.asked import Asked, Owner
from duban.reminders.duties.plain import PlainKind, of_units, register, row
from duban.supervision.models import SupervisionSlip, UrgedDuty, UrgingSlip
from duban.supervision.stages import SlipStage

Rows = QuerySet[Any, Any]


def _slips(asked: Asked, stage: str) -> "QuerySet[SupervisionSlip]":
    return SupervisionSlip.objects.filter(jurisdiction=asked.jurisdiction, stage=stage)


def _to_receive(asked: Asked) -> Rows:
    """Return the urging slips whose receipt is still asked for; it is soft, and has no day on a desk."""
    rows = UrgingSlip.objects.filter(
        of_units(asked, "unit"),
        jurisdiction=asked.jurisdiction,
        received_at__isnull=True,
        receive_by__gte=clock.today(),
    )
    first = UrgedDuty.objects.filter(slip=OuterRef("pk")).order_by("position").values("words")[:1]
    return row(rows.annotate(said=Subquery(first)), "urging", words="said", day=None, unit="unit")


def to_answer(asked: Asked) -> Rows:
    """Return the supervision slips for which a unit head has to state the reasons."""
    rows = _slips(asked, SlipStage.SENT).filter(of_units(asked, "unit"))
    return row(rows, "slip", words="title", day="answer_by", unit="unit")


def _to_send(asked: Asked) -> Rows:
    return row(_slips(asked, SlipStage.PROPOSED), "slip_proposed", words="title", day="proposed_on")


register(
    PlainKind("urging", _("Urging slip"), pgettext_lazy("slip", "Read it"), Owner.UNIT, "urging_slip", _to_receive),
    PlainKind("slip", _("Supervision slip"), _("State the reasons"), Owner.UNIT, "supervision_slip", to_answer),
    PlainKind(
        "slip_proposed",
        _("Supervision slip proposed"),
        pgettext_lazy("slip", "Send"),
        Owner.OFFICE,
        "supervision_slip",
        _to_send,
    ),
)
