"""A task of the year, and the days on which something is done about it: what the tests of reporting begin with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from json import loads

from django.utils import timezone

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.issuing.receipt import Received, receive_task
from duban.ledger.models import Part, Task, WorkPlan
from duban.ledger.planning.content import ItemWords, MilestoneWords
from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan, write_plan
from duban.ledger.planning.review import PlanApproved, approve_plan
from duban.ledger.services import adopt
from duban.orgs.acting.performing import By
from duban.orgs.models import Post
from duban.orgs.ticking import tick
from duban.progress.models import ProgressReport
from duban.supervision.models import KeptLight
from laid_again import goes_on

NOTATION = """
# 一 水利工作 @沈砚 =1
1 {10月底前 2026-10-31/month}建成水库。 > 市水利局 & 市民政局
"""
ISSUED = date(2026, 3, 2)  # a Monday
HALF, ALL = date(2026, 6, 30), date(2026, 10, 30)

# The days of the period of March, whose report is due on a Wednesday, and of April, due on the Monday after a Saturday.
ASKED_BY, DUE, LOCK = date(2026, 3, 20), date(2026, 3, 25), date(2026, 3, 30)
APRIL_ASKED_BY, APRIL_DUE, APRIL_LOCK = date(2026, 4, 22), date(2026, 4, 27), date(2026, 4, 30)


@contextmanager
def at(day: date, hour: int = 12, minute: int = 0, second: int = 0) -> Iterator[None]:
    """Let time stand still at a moment of the city's day."""
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=timezone.get_default_timezone())
    with clock.frozen(local.astimezone(UTC)):
        yield


def on(actors: cast.Cast, *days: date) -> None:
    """Let the clock do its work on each of these days."""
    for day in days:
        with at(day):
            tick(actors.city)


@goes_on
def issued(actors: cast.Cast, notation: str = NOTATION) -> Task:
    """The first task of a plan, issued on the Monday and received by everybody of the cast."""
    with at(ISSUED):
        plan = adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, notation), version=0)
        issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(ISSUED))
        for part in Part.objects.filter(task__plan=plan):
            doer = {"市水利局": actors.liaison, "市民政局": actors.outsider}.get(part.unit.name)
            if doer is not None:
                receive_task(by=By(doer), about=part, given=Received())
    return Task.objects.filter(plan=plan).order_by("position")[0]


def planned(actors: cast.Cast, task: Task, *days: date) -> WorkPlan:
    """The work plan of 市水利局 with a milestone on each of these days, in force since the Monday."""
    plan = WorkPlan.objects.get(task=task, part__unit=actors.head.posts[0].unit)
    milestones = tuple(MilestoneWords(day.isoformat(), day) for day in days or (HALF, ALL))
    item = ItemWords("建设", plan.part.unit.uid, milestones[-1].due_on, person="丁一舟", milestones=milestones)
    with at(ISSUED):
        write_plan(by=By(actors.liaison), about=plan, given=PlanWritten((item,)))
        file_plan(by=By(actors.head), about=plan, given=PlanFiled())
        approve_plan(by=By(actors.leader), about=plan, given=PlanApproved())
    plan.refresh_from_db()
    return plan


@goes_on
def running(actors: cast.Cast, *days: date) -> Task:
    """A running task whose work plan has milestones on these days."""
    task = issued(actors)
    planned(actors, task, *days)
    return Task.objects.get(pk=task.pk)


@goes_on
def expected(actors: cast.Cast, *days: date) -> ProgressReport:
    """The report of March of a running task."""
    running(actors, *days)
    on(actors, ISSUED)
    return report()


def report(month: str = "2026-03", unit: str = "市水利局") -> ProgressReport:
    """The report of a unit as it stands."""
    rows = ProgressReport.objects.select_related("period", "part", "task", "unit")
    return rows.get(period__month=month, unit__name=unit)


def light(unit: str = "市水利局") -> str:
    """The kept light of a unit's part."""
    return KeptLight.objects.get(unit__name=unit).light


def moves() -> list[list[str]]:
    """What the last entry says of stages."""
    found: list[list[str]] = loads(Entry.objects.order_by("-seq")[0].body).get("moves", [])
    return found


def seat(actors: cast.Cast, name: str) -> Post:
    """The post of a member of the cast."""
    found: Post = getattr(actors, name).posts[0]
    return found
