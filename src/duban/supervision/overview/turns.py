"""Which lights turned since a day, from which to which, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from json import loads

from duban.core import clock
from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction
from duban.progress.models import ReportingPeriod
from duban.supervision.models import KeptLight, LightChange
from duban.supervision.overview.grids import LIGHTS
from duban.supervision.rules.wire import reasons_of_json
from duban.supervision.words import gate_words, reason_words

WEEK = timedelta(days=7)
SHOWN = 40


@dataclass(frozen=True)
class Window:
    """A stretch of days until today, and how many tasks whose light turned in it now have which light."""

    since: date
    cut_off: date | None
    lights: Mapping[str, int]

    @property
    def count(self) -> int:
        """Return how many tasks turned."""
        return sum(self.lights.values())


@dataclass(frozen=True)
class Turned:
    """A task whose light turned: every light since the first day, the last day, and the reasons of who decides it."""

    uid: str
    numbers: str
    title: str
    lights: tuple[str, ...]
    on: date
    why: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Turns:
    """What turned in the last week and since the last cut-off; `rows` are those of the longer stretch, as printed."""

    week: Window
    round: Window | None
    rows: tuple[Turned, ...]
    count: int

    @property
    def since(self) -> date:
        """Return the first day of the longer stretch."""
        return min(self.week.since, self.round.since) if self.round is not None else self.week.since


def turns_of(city: Jurisdiction, plan: int) -> Turns:
    """Return what turned in a plan: one query for the changes, and two for the words of those that are shown."""
    today = clock.today()
    week, cut_off = today - WEEK, last_cut_off(city, today)
    begins = cut_off + timedelta(days=1) if cut_off is not None else None
    since = min(week, begins) if begins is not None else week
    changes = LightChange.objects.filter(jurisdiction=city, day__gte=since, part__isnull=True, task__plan=plan)
    rows = changes.order_by("task__position", "task", "pk").values_list("task", "day", "before", "after")
    by_task = {task: [row[1:] for row in found] for task, found in groupby(rows, key=lambda row: row[0])}
    return Turns(
        week=_window(by_task.values(), week, None),
        round=_window(by_task.values(), begins, cut_off) if begins is not None else None,
        rows=tuple(_shown(city, dict(list(by_task.items())[:SHOWN]))),
        count=len(by_task),
    )


def last_cut_off(city: Jurisdiction, today: date) -> date | None:
    """Return the last cut-off that has passed."""
    passed = ReportingPeriod.objects.filter(jurisdiction=city, cut_off_on__lt=today)
    return passed.order_by("-cut_off_on").values_list("cut_off_on", flat=True).first()


Change = tuple[date, str, str]


def _window(tasks: Iterable[Sequence[Change]], since: date, cut_off: date | None) -> Window:
    now = Counter(changes[-1][2] for changes in tasks if changes[-1][0] >= since)
    return Window(since, cut_off, {light.value: now[light.value] for light in LIGHTS if now[light.value]})


def _shown(city: Jurisdiction, by_task: Mapping[int, Sequence[Change]]) -> Iterable[Turned]:
    tasks = Task.objects.filter(jurisdiction=city, pk__in=by_task).order_by("position")
    why = _reasons(city, list(by_task)) if by_task else {}
    for key, uid, numbers, title in tasks.values_list("pk", "uid", "numbers", "title") if by_task else ():
        changes = by_task[key]
        lights = (changes[0][1], *(after for _day, _before, after in changes))
        yield Turned(uid, numbers, title, lights, changes[-1][0], why.get(key, ()))


def _reasons(city: Jurisdiction, tasks: Sequence[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """Return the first reason of every part that decides the light of a task, with its unit."""
    rows = list(
        KeptLight.objects.filter(jurisdiction=city, task__in=tasks)
        .order_by("task", "part__assignment__position", "unit__position", "pk")
        .values_list("task", "part__uid", "unit__name", "worst", "reasons")
    )
    deciding = {task: set(loads(reasons)["decided_by"]) for task, part, _unit, _worst, reasons in rows if part is None}
    found: dict[int, list[tuple[str, str]]] = {}
    for task, part, unit, worst, reasons in rows:
        if part is None or part not in deciding.get(task, ()):
            continue
        first = next(iter(reasons_of_json(reasons)), None)
        words = reason_words(first.code, first.params) if first is not None else gate_words(worst)
        if words:
            found.setdefault(task, []).append((unit, words))
    return {task: tuple(words) for task, words in found.items()}
