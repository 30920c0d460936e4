"""Supervision slips (督办通知单, level 2): proposed by the clockwork of days and lights, sent by a person.

What is five working days over its day, or yellow at two cut-offs running, can be proposed by an officer; another person
sends it. A partner is sent a letter in its place (domain 3, rule 7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger.models import Task
from duban.ledger.moving import move
from duban.ledger.wording import reasoned
from duban.orgs.acting.eyes import Verdict
from duban.orgs.acting.numbering import next_number
from duban.orgs.acting.pairs import seen_by_two
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Unit
from duban.progress.models import ReportingPeriod
from duban.supervision.models import KeptLight, SupervisionSlip
from duban.supervision.stages import OPEN_SLIP, SLIP, SlipStage
from duban.supervision.urging import actions
from duban.supervision.urging.errors import DoneMeanwhile, NotProposable, SenderNeeded, SlipServedOutside
from duban.supervision.urging.evidence import LIGHTS, gathered, to_json
from duban.supervision.urging.owing import overdue_of, overdue_units

PROPOSED_FROM = 5  # working days over the day
ANSWER_WITHIN = 3  # working days after service
ROUNDS = 2  # cut-offs running at which a part was yellow
PART = "part"  # the kind of what is yellow; all others are kinds of duties

_F, _G = SupervisionSlip.Form, SupervisionSlip.Ground


@dataclass(frozen=True)
class Candidate:
    """A matter for which a slip can be proposed: whose, what, since when, why, and after how many urgings."""

    unit: Unit
    ground: SupervisionSlip.Ground
    kind: str
    about: str
    title: str
    since: date
    days_over: int | None
    times_urged: int
    task: int | None

    @property
    def code(self) -> str:
        """Return by what a form names it."""
        return f"{self.kind}:{self.about}"

    @property
    def form(self) -> SupervisionSlip.Form:
        """Return as what it goes out: to a partner a letter."""
        return _F.LETTER if self.unit.is_partner else _F.SLIP


@dataclass(frozen=True)
class SlipProposed:
    """The matter, by its code in the list, and what is required of the unit."""

    matter: Annotated[str, Titled(pgettext_lazy("slip", "Matter"))]
    demand: Annotated[str, Titled(_("What is required"))]


@dataclass(frozen=True)
class SlipSent:
    """The day on which the slip reached the unit; from it the days of the answer run."""

    served_on: Annotated[date, Titled(_("Served on"))]
    demand: Annotated[str | None, Titled(_("What is required, where it is changed"))] = None
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class SlipWithdrawn:
    """Why it is not sent, or not asked for any more."""

    reason: Annotated[str, Titled(_("Reason"))]


def candidates(jurisdiction: Jurisdiction, units: Sequence[Unit] | None = None) -> list[Candidate]:
    """Return every matter for which a slip can be proposed today, in the order of the register."""
    rows = SupervisionSlip.objects.filter(jurisdiction=jurisdiction).exclude(stage=SlipStage.WITHDRAWN)
    known = set(rows.values_list("kind", "about"))
    found = [*_overdue(jurisdiction, units), *_yellow(jurisdiction, units)]
    found.sort(key=lambda each: (each.unit.position, each.unit.pk, each.since, each.code))
    return [each for each in found if (each.kind, each.about) not in known]


@performs("supervision.propose_slip", about=Unit, given=SlipProposed, weight=Weight.OWN)
def propose_slip(deed: Deed, unit: Unit, given: SlipProposed) -> SupervisionSlip:
    """Propose a slip on one matter of a unit, with what it rests on; to a partner, a letter."""
    demand = reasoned(given.demand)
    with translation.override(settings.LANGUAGE_CODE):
        found = next((each for each in candidates(deed.jurisdiction, [unit]) if each.code == given.matter), None)
    if found is None:
        raise NotProposable(unit=unit.name)
    task = Task.objects.filter(jurisdiction=deed.jurisdiction, pk=found.task).first() if found.task else None
    slip = SupervisionSlip.objects.create(
        jurisdiction=deed.jurisdiction,
        unit=unit,
        form=found.form,
        ground=found.ground,
        kind=found.kind,
        about=found.about,
        title=found.title,
        task=task,
        since=found.since,
        demand=demand,
        evidence=to_json(
            gathered(
                deed.jurisdiction,
                unit,
                task,
                matter=(found.kind, found.about, found.title, found.since, found.days_over),
            )
        ),
        proposed_on=timezone.localdate(deed.at),
        proposed_by=deed.viewer.user,
    )
    deed.record(
        actions.SLIP_PROPOSED.code,
        subjects_of(slip),
        {"unit": unit.name, "form": slip.form, "ground": slip.ground, "title": slip.title, "since": slip.since},
        [Text("demand", demand), Text("evidence", slip.evidence)],
    )
    return slip


@performs("supervision.send_slip", about=SupervisionSlip, given=SlipSent, weight=Weight.DECISION)
def send_slip(deed: Deed, slip: SupervisionSlip, given: SlipSent) -> SupervisionSlip:
    """Send a slip that another person proposed: it gets its number, and the unit head has three working days."""
    demand = reasoned(given.demand) if given.demand else slip.demand
    if slip.stage != SlipStage.PROPOSED or (given.version is not None and given.version != slip.version):
        raise Stale
    if not still_stands(slip):
        raise DoneMeanwhile
    if seen_by_two(deed, slip.proposed_by) is not Verdict.ENOUGH:
        raise SenderNeeded
    day = timezone.localdate(deed.at)
    if not slip.proposed_on <= given.served_on <= day:
        raise SlipServedOutside(day=slip.proposed_on)
    move(
        slip,
        SlipStage.SENT,
        table=SLIP,
        year=day.year,
        number=next_number(deed.jurisdiction, slip.form, day.year),
        demand=demand,
        evidence=_as_it_stands(slip),
        served_on=given.served_on,
        sent_at=deed.at,
        sent_by=deed.decider.name,
        answer_by=calendar_of(deed.jurisdiction).after(given.served_on, ANSWER_WITHIN),
    )
    deed.record(
        actions.SLIP_SENT.code,
        subjects_of(slip),
        {
            "moves": [[SlipStage.PROPOSED.value, SlipStage.SENT.value]],
            "number": [slip.year, slip.number],
            "unit": slip.unit.name,
            "proposed_by": slip.proposed_by.person.name,
            "served_on": slip.served_on,
            "answer_by": slip.answer_by,
        },
        [Text("demand", demand), Text("evidence", slip.evidence)],
    )
    return slip


@performs("supervision.withdraw_slip", about=SupervisionSlip, given=SlipWithdrawn, weight=Weight.OWN)
def withdraw_slip(deed: Deed, slip: SupervisionSlip, given: SlipWithdrawn) -> SupervisionSlip:
    """Withdraw a slip that was proposed or sent; its number stays its own, and the matter can be proposed anew."""
    reason, source = reasoned(given.reason), slip.stage
    if source not in OPEN_SLIP:
        raise Stale
    move(slip, SlipStage.WITHDRAWN, table=SLIP, withdrawn_because=reason)
    deed.record(
        actions.SLIP_WITHDRAWN.code,
        subjects_of(slip),
        {"moves": [[source, SlipStage.WITHDRAWN.value]], "unit": slip.unit.name},
        [Text("reason", reason)],
    )
    return slip


def subjects_of(slip: SupervisionSlip) -> list[Subject]:
    """Return what an act on a slip touches."""
    found = [Subject("supervisionslip", slip.uid), Subject("unit", slip.unit.uid)]
    return [*found, Subject("task", slip.task.uid)] if slip.task is not None else found


def _overdue(jurisdiction: Jurisdiction, units: Sequence[Unit] | None) -> Iterable[Candidate]:
    for of_unit in overdue_units(jurisdiction, units, over=PROPOSED_FROM):
        for each in of_unit.duties:
            yield Candidate(
                unit=of_unit.unit,
                ground=_G.OVERDUE,
                kind=each.owed.kind,
                about=each.owed.uid,
                title=f"{each.owed.title}　{each.owed.words}",
                since=each.owed.due_on,
                days_over=each.days_over,
                times_urged=each.urged.times if each.urged is not None else 0,
                task=next(iter(each.owed.tasks)) if len(each.owed.tasks) == 1 else None,
            )


def _yellow(jurisdiction: Jurisdiction, units: Sequence[Unit] | None) -> Iterable[Candidate]:
    """Return the parts that were yellow at the last two cut-offs and still are, by their kept light."""
    since = yellow_since(jurisdiction)
    if since is None:
        return
    rows = KeptLight.objects.filter(jurisdiction=jurisdiction, part__isnull=False, light="yellow", since__lte=since)
    if units is not None:
        rows = rows.filter(unit__in=units)
    for row in rows.select_related("unit", "task", "part").order_by("unit__position", "task__position", "pk"):
        if row.part is None or row.unit is None or row.unit.is_group:
            continue
        yield Candidate(
            unit=row.unit,
            ground=_G.YELLOW,
            kind=PART,
            about=row.part.uid,
            title=f"{row.task.numbers} {row.task.title}",
            since=row.since,
            days_over=None,
            times_urged=0,
            task=row.task_id,
        )


def still_stands(slip: SupervisionSlip) -> bool:
    """Say whether the matter of a slip is still owed, or its part still behind."""
    if slip.kind == PART:
        lights = KeptLight.objects.filter(jurisdiction=slip.jurisdiction_id, part__uid=slip.about)
        return lights.filter(light__in=LIGHTS).exists()
    return f"{slip.kind}:{slip.about}" in overdue_of(slip.jurisdiction, slip.unit)


def yellow_since(jurisdiction: Jurisdiction) -> date | None:
    """Return the cut-off at which a part must have been yellow already: the last but one of the months that ended."""
    ended = ReportingPeriod.objects.filter(jurisdiction=jurisdiction, cut_off_on__lt=clock.today())
    days = list(ended.order_by("-cut_off_on").values_list("cut_off_on", flat=True)[:ROUNDS])
    return days[-1] if len(days) == ROUNDS else None


def _as_it_stands(slip: SupervisionSlip) -> str:
    """Return the evidence of a slip as of now."""
    days = calendar_of(slip.jurisdiction).between(slip.since, clock.today()) if slip.ground == _G.OVERDUE else None
    matter = (slip.kind, slip.about, slip.title, slip.since, days)
    return to_json(gathered(slip.jurisdiction, slip.unit, slip.task, matter=matter))
