"""The evidence pack of a supervision slip: what was owed since when, each urging before, the unit's own words.

It is kept as JSON and frozen when the slip is sent, so that the slip reads years later as it did that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from json import dumps, loads

from django.utils import timezone
from pydantic import TypeAdapter

from duban.coordination.models import Problem
from duban.coordination.stages import OPEN_PROBLEM
from duban.ledger.models import Task
from duban.orgs.acting.numbering import number_in_words
from duban.orgs.models import Jurisdiction, Unit
from duban.progress.models import ProgressReport
from duban.supervision.models import KeptLight, UrgedDuty

REPORTS = 2  # the latest are quoted
LIGHTS = ("yellow", "red")


@dataclass(frozen=True)
class Step:
    """A slip or call before: the day, by which means, year and number of the slip, what was said and promised."""

    on: date
    by_call: bool
    year: int = 0
    number: int = 0
    is_reached: bool = True
    words: str = ""
    promised_on: date | None = None

    @property
    def serial(self) -> str:
        """Return the number of the slip as it is written."""
        return number_in_words(self.year, self.number) if self.number else ""


@dataclass(frozen=True)
class Said:
    """What the unit said of itself: in the report of a month, or as a difficulty that it raised."""

    source: str  # report, problem
    name: str
    on: date
    words: str


@dataclass(frozen=True)
class Evidence:
    """All that a slip rests on."""

    kind: str
    words: str
    since: date
    days_over: int | None
    light: str = ""
    light_since: date | None = None
    steps: tuple[Step, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def slips(self) -> int:
        """Return how many slips were sent before."""
        return sum(not step.by_call for step in self.steps)

    @property
    def calls(self) -> int:
        """Return how many calls were made before."""
        return sum(step.by_call for step in self.steps)


_adapter = TypeAdapter(Evidence)


def to_json(evidence: Evidence) -> str:
    """Return evidence as it is kept."""
    return dumps(loads(_adapter.dump_json(evidence)), ensure_ascii=False, sort_keys=True)


def of_json(text: str) -> Evidence:
    """Return evidence as it was kept."""
    return _adapter.validate_json(text)


def gathered(
    jurisdiction: Jurisdiction, unit: Unit, task: Task | None, *, matter: tuple[str, str, str, date, int | None]
) -> Evidence:
    """Gather what there is on a matter of a unit: kind, uid, words, since when, and how many working days over."""
    kind, about, words, since, days_over = matter
    light = _light(jurisdiction, unit, task)
    return Evidence(
        kind=kind,
        words=words,
        since=since,
        days_over=days_over,
        light=light.light if light is not None else "",
        light_since=light.since if light is not None else None,
        steps=tuple(_steps(jurisdiction, kind, about)),
        said=tuple(_said(jurisdiction, unit, task)),
    )


def _light(jurisdiction: Jurisdiction, unit: Unit, task: Task | None) -> KeptLight | None:
    rows = KeptLight.objects.filter(jurisdiction=jurisdiction, unit=unit, task=task, part__isnull=False)
    return rows.filter(light__in=LIGHTS).first() if task is not None else None


def _steps(jurisdiction: Jurisdiction, kind: str, about: str) -> Iterator[Step]:
    rows = UrgedDuty.objects.filter(jurisdiction=jurisdiction, kind=kind, about=about)
    for row in rows.select_related("slip__unit", "call").order_by("on", "pk"):
        if row.call is not None:
            yield Step(
                row.on,
                by_call=True,
                is_reached=row.call.is_reached,
                words=row.call.words or "",
                promised_on=row.call.promised_on,
            )
        elif row.slip is not None:
            yield Step(row.on, by_call=False, year=row.slip.year, number=row.slip.number)


def _said(jurisdiction: Jurisdiction, unit: Unit, task: Task | None) -> Iterator[Said]:
    """Return the latest reports of the unit on the task, and the difficulties that it raised and that are open."""
    if task is None:
        return
    own = {"jurisdiction": jurisdiction, "unit": unit, "task": task}
    reports = ProgressReport.objects.filter(**own, filed_at__isnull=False).select_related("period")
    for report in reports.order_by("-period__month")[:REPORTS]:
        if report.filed_at is not None and report.text:
            yield Said("report", report.period.month, timezone.localdate(report.filed_at), report.text)
    for problem in Problem.objects.filter(**own, stage__in=OPEN_PROBLEM).order_by("raised_at", "pk"):
        yield Said("problem", problem.title, timezone.localdate(problem.raised_at), problem.text)
