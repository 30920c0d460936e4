"""The agenda of a leader drawn from the ledger, in the order of node and time (domain 3.9).

Earlier decisions come first and return until they are confirmed; then problems that wait for the leader, those meant
for a meeting before the others; then tasks that are red or yellow, or whose next milestone is near, by its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from duban.coordination.models import AgendaLine, Decision, Dispatch, Problem
from duban.coordination.stages import OPEN_DECISION, DecisionStage, ProblemStage
from duban.core import clock
from duban.ledger.models import Part, Task
from duban.ledger.stages import TaskStage
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction, Person, Post
from duban.orgs.people.seating import seated_as
from duban.progress.hooks import LightsAsked, current_lights

NEAR = 10  # working days
STUCK = ("red", "yellow")
UNDER_WAY = (TaskStage.ISSUED, TaskStage.ACCEPTED, TaskStage.PLANNING, TaskStage.PLAN_REVIEW, TaskStage.RUNNING)
MOST_TASKS = 40


@dataclass(frozen=True)
class Line:
    """A line of an agenda before it is written."""

    kind: str
    words: str
    task: Task | None = None
    problem: Problem | None = None
    decision: Decision | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class TaskInOrder:
    """A task with the light of its worst part and its next day."""

    task: Task
    light: str
    next_on: date | None


def drawn(dispatch: Dispatch) -> list[Line]:
    """Return the agenda that the ledger proposes."""
    near = calendar_of(dispatch.jurisdiction).after(clock.today(), NEAR)
    return [
        *(of_decision(each) for each in open_decisions(dispatch.jurisdiction, dispatch.leader)),
        *(of_problem(each) for each in waiting_problems(dispatch.jurisdiction, dispatch.leader)),
        *(
            Line(AgendaLine.Kind.TASK, f"{each.task.numbers} {each.task.title}", task=each.task)
            for each in by_node_and_time(dispatch.jurisdiction, dispatch.leader)
            if each.light in STUCK or (each.next_on is not None and each.next_on <= near)
        ),
    ][: MOST_TASKS + 60]


def with_open_decisions(dispatch: Dispatch, lines: Sequence[Line]) -> list[Line]:
    """Return lines with the open decisions of the leader that they left out."""
    held = {line.decision.pk for line in lines if line.decision is not None}
    missing = [each for each in open_decisions(dispatch.jurisdiction, dispatch.leader) if each.pk not in held]
    return [*lines, *(of_decision(each) for each in missing)]


def open_decisions(city: Jurisdiction, leader: Person) -> list[Decision]:
    """Return what a leader decided, was sent, and is not confirmed, by its day."""
    rows = Decision.objects.filter(jurisdiction=city, leader=leader, stage__in=OPEN_DECISION)
    return list(rows.exclude(stage=DecisionStage.MADE).select_related("task", "owner").order_by("due_on", "pk"))


def waiting_problems(city: Jurisdiction, leader: Person) -> list[Problem]:
    """Return the problems that a leader has to decide, those meant for a meeting first, then by their day."""
    whose = Q(stage=ProblemStage.LEADER_LEVEL, decider=leader)
    if is_approver(city, leader):
        whose |= Q(stage=ProblemStage.CITY_LEVEL)
    rows = Problem.objects.filter(whose, jurisdiction=city).select_related("task", "unit")
    return list(rows.order_by("-is_for_meeting", "decide_by", "pk"))


def by_node_and_time(city: Jurisdiction, leader: Person) -> list[TaskInOrder]:
    """Return the tasks under way in a leader's field with light and next milestone, in the order of their days."""
    whose = Q(leader=leader) | (Q(leader__isnull=True) if is_approver(city, leader) else Q(pk__in=()))
    tasks = list(
        Task.objects.filter(whose, jurisdiction=city, stage__in=UNDER_WAY)
        .annotate(
            next_on=Min(
                "work_plans__items__milestones__due_on",
                filter=Q(
                    work_plans__items__milestones__done_on__isnull=True,
                    work_plans__items__milestones__cancelled_on__isnull=True,
                    work_plans__items__cancelled_on__isnull=True,
                ),
            )
        )
        .order_by("position")
    )
    lights = worst_lights(city, [task.pk for task in tasks])
    rows = [TaskInOrder(task, lights.get(task.pk, ""), task.next_on or task.due_on) for task in tasks]
    return sorted(rows, key=lambda row: (row.next_on or date.max, row.task.position))


def worst_lights(city: Jurisdiction, tasks: Sequence[int]) -> dict[int, str]:
    """Return the worst light of the parts of each task, by the task's key."""
    parts = dict(Part.objects.filter(jurisdiction=city, task__in=tasks).values_list("pk", "task"))
    answers = current_lights.ask(LightsAsked(city.pk, frozenset(parts)))
    order = ("red", "yellow", "green", "grey", "blue")
    worst: dict[int, str] = {}
    for answer in answers:
        for part, light in answer.items():
            task = parts[part]
            if task not in worst or order.index(light) < order.index(worst[task]):
                worst[task] = light
    return worst


def is_approver(city: Jurisdiction, person: Person) -> bool:
    """Say whether a person holds the approver's post today."""
    return seated_as(city, [Post.Kind.APPROVER], clock.today()).filter(pk=person.pk).exists()


def of_decision(decision: Decision) -> Line:
    """Return the line on which an earlier decision returns."""
    return Line(AgendaLine.Kind.DECISION, decision.text[:255], task=decision.task, decision=decision)


def of_problem(problem: Problem) -> Line:
    """Return the line on which a problem is settled."""
    return Line(AgendaLine.Kind.PROBLEM, problem.asked or problem.title, task=problem.task, problem=problem)
