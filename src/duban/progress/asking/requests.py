"""Standing requests of leads to cooperating units: set once, they repeat every month until they end (domain 3.9)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.values import Month
from duban.journal.records import Subject
from duban.ledger import hooks
from duban.ledger.models import Indicator, Part
from duban.ledger.wording import needed
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.progress.asking import actions
from duban.progress.asking.errors import AskedAlready, NotAsked
from duban.progress.models import Request
from duban.progress.reporting.days import month_of
from duban.progress.reporting.rules import rhythm_of, rule_in
from duban.progress.stages import RequestStage


@dataclass(frozen=True)
class RequestSet:
    """Of whom what is asked: in words, or a figure; every month, or once."""

    part: Annotated[str, Titled(_("Part"), names=Part)]
    what: Annotated[str, Titled(_("What is asked"))]
    indicator: Annotated[str | None, Titled(_("Indicator"), names=Indicator)] = None
    repeats: Annotated[bool, Titled(_("Every month"))] = True


@dataclass(frozen=True)
class RequestEnded:
    """Nothing more than that it ends."""


@performs("progress.set_request", about=Part, given=RequestSet)
def set_request(deed: Deed, lead: Part, given: RequestSet) -> Request:
    """Ask a cooperating unit of the same task, from the running month on: every month, or the first time it can be."""
    request = write_request(deed, lead, given)
    hooks.announce(deed.jurisdiction.pk, lead.task_id)
    deed.record(
        actions.REQUEST_SET.code,
        subjects_of(request),
        {
            "lead": lead.unit.name,
            "unit": request.part.unit.name,
            "what": request.what,
            "repeats": request.repeats,
            "since": request.since,
        },
    )
    return request


@performs("progress.end_request", about=Request, given=RequestEnded)
def end_request(deed: Deed, request: Request, _given: RequestEnded) -> Request:
    """End a request; what is due stays due."""
    month = str(_running_month(deed))
    rows = Request.objects.filter(pk=request.pk, stage=RequestStage.SET)
    if rows.update(stage=RequestStage.ENDED, until=month) != 1:
        raise Stale
    request.refresh_from_db()
    deed.record(
        actions.REQUEST_ENDED.code,
        subjects_of(request),
        {"lead": request.lead.unit.name, "unit": request.part.unit.name, "what": request.what, "until": month},
    )
    return request


def write_request(deed: Deed, lead: Part, given: RequestSet) -> Request:
    """Write the row of a request; raise NotAsked or AskedAlready."""
    what = needed(given.what)
    asked = Part.objects.filter(jurisdiction=deed.jurisdiction, task=lead.task_id, uid=given.part).first()
    if asked is None or asked.pk == lead.pk:
        raise NotAsked
    indicator = None
    if given.indicator:
        indicator = Indicator.objects.filter(
            jurisdiction=deed.jurisdiction, uid=given.indicator, item__plan__part=lead
        ).first()
        if indicator is None:
            raise NotAsked
    same = Request.objects.filter(
        jurisdiction=deed.jurisdiction, lead=lead, part=asked, what=what, stage=RequestStage.SET
    )
    if same.exists():
        raise AskedAlready(unit=asked.unit.name)
    month = str(_running_month(deed))
    return Request.objects.create(
        jurisdiction=deed.jurisdiction,
        task_id=lead.task_id,
        lead=lead,
        part=asked,
        what=what,
        indicator=indicator,
        repeats=given.repeats,
        since=month,
        set_at=deed.at,
    )


def subjects_of(request: Request) -> list[Subject]:
    """Return what an act on a request touches."""
    return [
        Subject("request", request.uid),
        Subject("task", request.task.uid),
        Subject("unit", request.part.unit.uid),
        Subject("unit", request.lead.unit.uid),
    ]


def _running_month(deed: Deed) -> Month:
    today = clock.today()
    return month_of(today, rhythm_of(rule_in(deed.jurisdiction, Month(today.year, today.month))))
