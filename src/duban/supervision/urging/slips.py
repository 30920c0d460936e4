"""Urging slips (催办单): one for all that a unit owes over its day, sent by one officer; its receipt is soft."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.wording import TEXT, fitting
from duban.orgs.acting.numbering import next_number
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.models import Unit
from duban.supervision.models import UrgedDuty, UrgingCall, UrgingSlip
from duban.supervision.urging import actions
from duban.supervision.urging.errors import NothingOwed, UrgedLately
from duban.supervision.urging.owing import Overdue, overdue_of

SERIAL = "urging"
RECEIVE_WITHIN = 3  # working days; then the receipt is not asked for any more


@dataclass(frozen=True)
class UnitUrged:
    """What is urged, by the codes of the list, and a line to the unit."""

    duties: Annotated[tuple[str, ...], Titled(_("What is urged"))]
    note: Annotated[str | None, Titled(_("Line to the unit"))] = None


@dataclass(frozen=True)
class UrgingReceived:
    """Nothing more is asked."""


@performs("supervision.urge_unit", about=Unit, given=UnitUrged, weight=Weight.OWN)
def urge_unit(deed: Deed, unit: Unit, given: UnitUrged) -> UrgingSlip:
    """Send one slip for what a unit owes; nothing in it was urged within the last two working days."""
    note, today = fitting(given.note, longest=TEXT), clock.today()
    chosen = chosen_of(deed, unit, given.duties)
    for each in chosen:
        if each.urged is not None and not each.may_be_urged:
            raise UrgedLately(words=each.owed.words, day=each.urged.last_on, again=each.urged.again_on)
    slip = UrgingSlip.objects.create(
        jurisdiction=deed.jurisdiction,
        unit=unit,
        year=today.year,
        number=next_number(deed.jurisdiction, SERIAL, today.year),
        note=note,
        sent_on=today,
        sent_at=deed.at,
        sent_by=deed.viewer.user,
        receive_by=calendar_of(deed.jurisdiction).after(today, RECEIVE_WITHIN),
    )
    keep(chosen, slip)
    deed.record(
        actions.UNIT_URGED.code,
        [Subject("urgingslip", slip.uid), Subject("unit", unit.uid)],
        {
            "number": [slip.year, slip.number],
            "unit": unit.name,
            "duties": [[each.owed.kind, each.owed.uid, each.owed.due_on, each.days_over] for each in chosen],
        },
        [Text("note", note)] if note else [],
    )
    return slip


@performs("supervision.receive_urging", about=UrgingSlip, given=UrgingReceived)
def receive_urging(deed: Deed, slip: UrgingSlip, _given: UrgingReceived) -> UrgingSlip:
    """Acknowledge receipt of an urging slip."""
    received = UrgingSlip.objects.filter(pk=slip.pk, received_at__isnull=True).update(
        received_at=deed.at, received_by=deed.decider.name, recorded=deed.recorded
    )
    if received != 1:
        raise Stale
    slip.refresh_from_db()
    deed.record(
        actions.URGING_RECEIVED.code,
        [Subject("urgingslip", slip.uid), Subject("unit", slip.unit.uid)],
        {"number": [slip.year, slip.number], "unit": slip.unit.name},
    )
    return slip


def chosen_of(deed: Deed, unit: Unit, codes: Sequence[str]) -> list[Overdue]:
    """Return what was chosen of that which a unit owes; raise NothingOwed where some of it is not owed any more."""
    owed = overdue_of(deed.jurisdiction, unit)
    wanted = list(dict.fromkeys(codes))
    if not wanted or any(code not in owed for code in wanted):
        raise NothingOwed(unit=unit.name)
    return [owed[code] for code in owed if code in wanted]


def keep(chosen: Sequence[Overdue], by: UrgingSlip | UrgingCall) -> None:
    """Keep what was urged by a slip or a call, as it stood that day."""
    slip, call = (by, None) if isinstance(by, UrgingSlip) else (None, by)
    UrgedDuty.objects.bulk_create(
        UrgedDuty(
            jurisdiction_id=by.jurisdiction_id,
            slip=slip,
            call=call,
            position=position,
            kind=each.owed.kind,
            about=each.owed.uid,
            words=each.owed.words,
            due_on=each.owed.due_on,
            days_over=each.days_over,
            times=each.urged.times + 1 if each.urged is not None else 1,
            on=by.sent_on if isinstance(by, UrgingSlip) else by.called_on,
        )
        for position, each in enumerate(chosen, 1)
    )
