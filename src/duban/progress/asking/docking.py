"""Docking (对接): a cooperating unit offers the lead whom to call, what it will supply, and by when (domain 3.9)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.coordinating import coordinating_parts
from duban.ledger.models import Part
from duban.ledger.wording import answered, needed
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.asking import actions
from duban.progress.asking.errors import NotAsked, OfferedAlready
from duban.progress.asking.requests import RequestSet, write_request
from duban.progress.models import Docking, Request
from duban.progress.moving import move_docking
from duban.progress.stages import DockingStage, RequestStage

LONGEST_CONTACT = 64
AGREED = {"True": _("Agreed, as a standing request"), "False": _("Declined")}


@dataclass(frozen=True)
class Offered:
    """Whom to call, what the unit will supply, by when."""

    contact: Annotated[str, Titled(_("Contact"))]
    what: Annotated[str, Titled(_("What is offered"))]
    by_when: Annotated[date | None, Titled(_("By"))] = None


@dataclass(frozen=True)
class OfferAnswered:
    """Agreed, which makes it a standing request; or declined with a reason."""

    is_agreed: Annotated[bool, Titled(_("Answer"), choices=AGREED)]
    reason: Annotated[str, Titled(_("Reason"))] = ""


@performs("progress.offer_docking", about=Part, given=Offered)
def offer_docking(deed: Deed, part: Part, given: Offered) -> Docking:
    """Offer the leads of a task what one's unit will supply."""
    contact, what = needed(given.contact, longest=LONGEST_CONTACT), needed(given.what)
    lead = coordinating_parts(part.jurisdiction_id, [part.task_id]).get(part.task_id)
    if lead is None or lead.pk == part.pk:
        raise NotAsked
    if Docking.objects.filter(jurisdiction=deed.jurisdiction, part=part, stage=DockingStage.OFFERED).exists():
        raise OfferedAlready
    docking = Docking.objects.create(
        jurisdiction=deed.jurisdiction,
        task_id=part.task_id,
        part=part,
        contact=contact,
        what=what,
        by_when=given.by_when,
        offered_at=deed.at,
    )
    hooks.announce(deed.jurisdiction.pk, part.task_id)
    deed.record(
        actions.DOCKING_OFFERED.code,
        _subjects(docking),
        {"unit": part.unit.name, "what": docking.what, "by_when": given.by_when},
    )
    return docking


@performs("progress.answer_docking", about=Docking, given=OfferAnswered, along=("task", "part__unit"))
def answer_docking(deed: Deed, docking: Docking, given: OfferAnswered) -> Docking:
    """Agree to an offer, which makes it a standing request unless it is one, or decline it with a reason."""
    reason = answered(given.reason, is_granted=given.is_agreed)
    if docking.stage != DockingStage.OFFERED:
        raise Stale
    request = None
    if given.is_agreed:
        lead = coordinating_parts(deed.jurisdiction.pk, [docking.task_id])[docking.task_id]
        asked = Request.objects.filter(lead=lead, part=docking.part_id, what=docking.what, stage=RequestStage.SET)
        request = asked.first() or write_request(deed, lead, RequestSet(docking.part.uid, docking.what))
    move_docking(
        docking,
        DockingStage.AGREED if given.is_agreed else DockingStage.DECLINED,
        answer=reason or None,
        answered_at=deed.at,
        request=request,
    )
    deed.record(
        actions.DOCKING_ANSWERED.code,
        _subjects(docking),
        {"unit": docking.part.unit.name, "what": docking.what, "is_agreed": given.is_agreed},
        [Text("reason", reason)],
    )
    return docking


def _subjects(docking: Docking) -> list[Subject]:
    return [
        Subject("docking", docking.uid),
        Subject("task", docking.task.uid),
        Subject("unit", docking.part.unit.uid),
    ]
