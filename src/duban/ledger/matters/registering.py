"""An assigned matter is registered from its source, and its slip served on the units: one matter, one slip."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.matters import actions
from duban.ledger.matters.errors import (
    DueBeforeService,
    GivenLater,
    MatterWrong,
    ServedOutside,
    UnitNotAssignable,
)
from duban.ledger.matters.instructions import LONGEST_NUMBER, hand_on
from duban.ledger.matters.moving import announce, subjects_of
from duban.ledger.matters.terms import days_for, due_after, in_force, of_version
from duban.ledger.models import Instruction, Matter, MatterUnit, Task
from duban.ledger.moving import move
from duban.ledger.stages import MatterStage
from duban.ledger.wording import fitting, needed, reasoned
from duban.orgs.acting.numbering import next_number
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.orgs.people.seating import SERVED, seated_as

SERIAL = "matter"
LONGEST_TITLE = 128
_S = MatterStage


@dataclass(frozen=True)
class MatterRegistered:
    """What is assigned, where it comes from, to whom, by when; without a day the days of its urgency count."""

    title: Annotated[str, Titled(_("Matter"))]
    demand: Annotated[str, Titled(_("What the unit is to do"))]
    lead: Annotated[str, Titled(_("Lead unit"), names=Unit)]
    source: Annotated[str, Titled(_("Source"), choices=dict(Matter.Source.choices))]
    source_on: Annotated[date | None, Titled(_("Date of the source"))] = None
    source_number: Annotated[str | None, Titled(_("Number of the source"))] = None
    cooperating: Annotated[tuple[str, ...], Titled(_("Cooperating units"), names=Unit)] = ()
    urgency: Annotated[str, Titled(_("Urgency"), choices=dict(Matter.Urgency.choices))] = Matter.Urgency.NORMAL.value
    due_on: Annotated[date | None, Titled(_("Due"))] = None
    leader: Annotated[str | None, Titled(_("Responsible leader"), names=Person)] = None
    instruction: Annotated[str | None, Titled(_("Instruction"), names=Instruction)] = None
    task: Annotated[str | None, Titled(_("Task"), names=Task)] = None


@dataclass(frozen=True)
class MatterAssigned:
    """The day on which the slip reached the units."""

    served_on: Annotated[date, Titled(_("Served on"))]
    version: Annotated[int | None, Titled(_("Version"))] = None


@performs("ledger.register_matter", about=Jurisdiction, given=MatterRegistered, weight=Weight.OWN)
def register_matter(deed: Deed, city: Jurisdiction, given: MatterRegistered) -> Matter:
    """Register a matter under the next number of the year; what comes from an instruction takes its particulars."""
    title, demand, today = needed(given.title, longest=LONGEST_TITLE), reasoned(given.demand), clock.today()
    instruction = _instruction(city, given)
    source = Matter.Source.INSTRUCTION if instruction is not None else given.source
    source_on = given.source_on or (instruction.given_on if instruction is not None else None)
    if source not in Matter.Source.values or given.urgency not in Matter.Urgency.values or source_on is None:
        raise MatterWrong
    if source_on > today:
        raise GivenLater(day=source_on)
    if given.due_on is not None and given.due_on < today:
        raise DueBeforeService(day=given.due_on)
    lead, helpers = _units(city, given)
    terms, is_set = in_force(today), given.due_on is not None
    matter = Matter.objects.create(
        jurisdiction=city,
        year=today.year,
        number=next_number(city, SERIAL, today.year),
        source=source,
        source_number=fitting(given.source_number, longest=LONGEST_NUMBER)
        or (instruction.paper_number if instruction is not None else None),
        source_on=source_on,
        instruction=instruction,
        task=_task(city, given, instruction),
        title=title,
        demand=demand,
        lead=lead,
        leader=_leader(city, given, instruction),
        urgency=given.urgency,
        terms_version=terms.version,
        days=None if is_set else days_for(terms, urgency=given.urgency, source=source),
        due_on=given.due_on,
        registered_at=deed.at,
        registered_by=deed.viewer.user,
    )
    MatterUnit.objects.bulk_create(
        MatterUnit(jurisdiction=city, matter=matter, unit=unit, position=place) for place, unit in enumerate(helpers, 1)
    )
    moves = hand_on(instruction) if instruction is not None else []
    announce(matter)
    deed.record(
        actions.MATTER_REGISTERED.code,
        [*subjects_of(matter), *(Subject("unit", unit.uid) for unit in helpers)],
        {
            "moves": moves,
            "number": [matter.year, matter.number],
            "source": [matter.source, matter.source_number, matter.source_on],
            "title": title,
            "lead": lead.name,
            "cooperating": [unit.name for unit in helpers],
            "urgency": matter.urgency,
            "days": matter.days,
            "due_on": matter.due_on,
            "leader": matter.leader.name if matter.leader is not None else None,
        },
        [Text("demand", demand)],
    )
    return matter


@performs("ledger.assign_matter", about=Matter, given=MatterAssigned, weight=Weight.OWN)
def assign_matter(deed: Deed, matter: Matter, given: MatterAssigned) -> Matter:
    """Serve the slip of a matter on its units: from this day receipt and reply have their clocks."""
    if matter.stage != _S.REGISTERED or (given.version is not None and given.version != matter.version):
        raise Stale
    registered_on = timezone.localdate(matter.registered_at)
    if not registered_on <= given.served_on <= timezone.localdate(deed.at):
        raise ServedOutside(day=registered_on)
    terms = of_version(matter.terms_version)
    due_on = matter.due_on or due_after(given.served_on, matter.days or 0)
    if due_on < given.served_on:
        raise DueBeforeService(day=due_on)
    is_urgent = matter.urgency == Matter.Urgency.URGENT
    within = terms.sign_urgent_within if is_urgent else terms.sign_within
    move(
        matter,
        _S.ASSIGNED,
        served_on=given.served_on,
        sign_by=calendar_of(deed.jurisdiction).after(given.served_on, within),
        due_on=due_on,
        first_due_on=due_on,
    )
    helpers = list(Unit.objects.filter(matters__matter=matter).order_by("matters__position"))
    announce(matter)
    deed.record(
        actions.MATTER_ASSIGNED.code,
        [*subjects_of(matter), *(Subject("unit", unit.uid) for unit in helpers)],
        {
            "moves": [[_S.REGISTERED.value, _S.ASSIGNED.value]],
            "served_on": given.served_on,
            "sign_by": matter.sign_by,
            "due_on": due_on,
        },
    )
    return matter


def _units(city: Jurisdiction, given: MatterRegistered) -> tuple[Unit, list[Unit]]:
    """Return lead and cooperating units: single ones that exist, each named once."""
    wanted = (given.lead, *given.cooperating)
    single = Unit.objects.filter(jurisdiction=city, uid__in=wanted).exclude(kind__in=Unit.GROUPS)
    found = {unit.uid: unit for unit in single.exclude(until__lt=clock.today())}
    twice = {uid for uid in wanted if wanted.count(uid) > 1}
    for uid in wanted:
        if uid not in found or uid in twice:
            known = Unit.objects.filter(jurisdiction=city, uid=uid).first()
            raise UnitNotAssignable(unit=known.name if known is not None else "—")
    return found[given.lead], [found[uid] for uid in given.cooperating]


def _instruction(city: Jurisdiction, given: MatterRegistered) -> Instruction | None:
    if given.instruction is None:
        return None
    found = Instruction.objects.filter(jurisdiction=city, uid=given.instruction).select_related("leader").first()
    if found is None:
        raise MatterWrong
    return found


def _task(city: Jurisdiction, given: MatterRegistered, instruction: Instruction | None) -> Task | None:
    """Return the task that a matter is linked to: the one named, else that of its instruction."""
    if given.task is None:
        return instruction.task if instruction is not None else None
    found = Task.objects.filter(jurisdiction=city, uid=given.task).first()
    if found is None:
        raise MatterWrong
    return found


def _leader(city: Jurisdiction, given: MatterRegistered, instruction: Instruction | None) -> Person | None:
    """Return who answers for a matter: a leader or approver of today, else who gave the instruction."""
    if given.leader is None:
        return instruction.leader if instruction is not None else None
    found = seated_as(city, SERVED, clock.today()).filter(uid=given.leader).first()
    if found is None:
        raise MatterWrong
    return found
