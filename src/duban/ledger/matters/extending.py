"""More time for a matter: asked once by its lead, before the day, with a reason; the first day stays (domain 3.8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.matters import actions
from duban.ledger.matters.errors import AskedTooLate, ExtendedAlready, ExtensionOutside
from duban.ledger.matters.moving import announce, bring, subjects_of
from duban.ledger.matters.terms import of_version
from duban.ledger.models import Matter, MatterExtension
from duban.ledger.moving import move
from duban.ledger.stages import ExtensionStage, MatterStage
from duban.ledger.wording import answered, reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale

_S = MatterStage
EXTENDABLE = (_S.DOING, _S.RETURNED)
HOLDING = (ExtensionStage.FILED, ExtensionStage.GRANTED)


@dataclass(frozen=True)
class ExtensionAsked:
    """Until when, and why."""

    until: Annotated[date, Titled(_("Until"))]
    reason: Annotated[str, Titled(_("Reason"))]


@dataclass(frozen=True)
class ExtensionAnswered:
    """Granted or refused, with words."""

    is_granted: Annotated[bool, Titled(_("Granted"))]
    answer: Annotated[str, Titled(_("Answer"))] = ""


@performs("ledger.ask_extension", about=Matter, given=ExtensionAsked)
def ask_extension(deed: Deed, matter: Matter, given: ExtensionAsked) -> MatterExtension:
    """Ask for more time; less than five working days before the day it is late, where the matter left that many."""
    reason, today = reasoned(given.reason), timezone.localdate(deed.at)
    if matter.stage not in EXTENDABLE or matter.due_on is None or matter.served_on is None:
        raise Stale
    if is_extended(matter):
        raise ExtendedAlready
    if today > matter.due_on:
        raise AskedTooLate(day=matter.due_on)
    terms, calendar = of_version(matter.terms_version), calendar_of(deed.jurisdiction)
    last = matter.due_on + timedelta(days=terms.longest_extension)
    if not matter.due_on < given.until <= last:
        raise ExtensionOutside(day=matter.due_on, last=last)
    could_ask_early = calendar.between(matter.served_on, matter.due_on) > terms.ask_before
    extension = MatterExtension.objects.create(
        jurisdiction=deed.jurisdiction,
        matter=matter,
        until=given.until,
        reason=reason,
        is_late=could_ask_early and calendar.between(today, matter.due_on) < terms.ask_before,
        asked_at=deed.at,
        answer_by=calendar.after(clock.today(), terms.answer_within),
    )
    deed.record(
        actions.EXTENSION_ASKED.code,
        [Subject("matterextension", extension.uid), *subjects_of(matter)],
        {
            "unit": matter.lead.name,
            "before": matter.due_on,
            "after": given.until,
            "is_late": extension.is_late,
        },
        [Text("reason", reason)],
    )
    return extension


@performs("ledger.answer_extension", about=MatterExtension, given=ExtensionAnswered, weight=Weight.DECISION)
def answer_extension(deed: Deed, extension: MatterExtension, given: ExtensionAnswered) -> MatterExtension:
    """Grant more time, or refuse it with a reason; the first day stays beside the new one."""
    answer = answered(given.answer, is_granted=given.is_granted)
    matter = Matter.objects.select_for_update().get(pk=extension.matter_id)
    if extension.stage != ExtensionStage.FILED or matter.stage not in EXTENDABLE:
        raise Stale
    to = ExtensionStage.GRANTED if given.is_granted else ExtensionStage.REFUSED
    move(extension, to, answer=answer or None, answered_at=deed.at)
    before = matter.due_on
    moves = bring(matter, _S.EXTENDED, due_on=extension.until) if given.is_granted else []
    announce(matter)
    deed.record(
        actions.EXTENSION_ANSWERED.code,
        [Subject("matterextension", extension.uid), *subjects_of(matter)],
        {
            "unit": matter.lead.name,
            "is_granted": given.is_granted,
            "before": before,
            "after": matter.due_on,
            "moves": moves,
        },
        [Text("answer", answer)],
    )
    return extension


def is_extended(matter: Matter) -> bool:
    """Say whether a matter was extended, or a request for it is open."""
    return MatterExtension.objects.filter(
        jurisdiction=matter.jurisdiction_id, matter=matter, stage__in=HOLDING
    ).exists()
