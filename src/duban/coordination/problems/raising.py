"""A problem is raised: from the work or the report of a unit, or noted by the office or a leader (domain 3.3)."""

from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Problem
from duban.coordination.problems import actions
from duban.coordination.problems.errors import NotOfTheTask
from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.models import Milestone, Part, Task
from duban.ledger.wording import needed, reasoned
from duban.orgs.acting.numbering import next_number
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.progress.models import ProgressReport

SERIAL = "problem"
TRIAGE_WITHIN = 3  # working days (domain 3.3)
LONGEST_TITLE = 128


@dataclass(frozen=True)
class ProblemRaised:
    """What the unit cannot solve alone, what it wishes, and the day that it endangers, by its milestone."""

    title: Annotated[str, Titled(_("The problem in a line"))]
    text: Annotated[str, Titled(_("What stands in the way, and what was tried"))]
    wish: Annotated[str, Titled(_("What is asked for"))] = ""
    milestone: Annotated[str | None, Titled(_("Milestone in danger"), names=Milestone)] = None
    report: Annotated[str | None, Titled(_("Progress report"), names=ProgressReport)] = None


@dataclass(frozen=True)
class ProblemNoted:
    """A problem that the office or a leader noted."""

    title: Annotated[str, Titled(_("The problem in a line"))]
    text: Annotated[str, Titled(_("What stands in the way, and what was tried"))]
    wish: Annotated[str, Titled(_("What is asked for"))] = ""


@performs("coordination.raise_problem", about=Part, given=ProblemRaised)
def raise_problem(deed: Deed, part: Part, given: ProblemRaised) -> Problem:
    """Raise a problem about one's part of a task; before the day that it endangers it counts as reported in time."""
    milestone = _of_part(part, given.milestone)
    report = _report(part, given.report)
    due_on = milestone.due_on if milestone is not None else part.task.due_on
    problem = _written(
        deed,
        given.title,
        given.text,
        given.wish,
        origin=Problem.Origin.REPORT if report is not None else Problem.Origin.PART,
        task=part.task,
        part=part,
        report=report,
        milestone=milestone,
        unit=part.unit,
        is_in_time=due_on is None or timezone.localdate(deed.at) <= due_on,
    )
    return _announced(deed, problem)


@performs("coordination.note_problem", about=Task, given=ProblemNoted)
def note_problem(deed: Deed, task: Task, given: ProblemNoted) -> Problem:
    """Note a problem of a task as the office or as a leader."""
    problem = _written(deed, given.title, given.text, given.wish, origin=Problem.Origin.HAND, task=task)
    return _announced(deed, problem)


def subjects_of(problem: Problem) -> list[Subject]:
    """Return what an act on a problem touches."""
    found = [Subject("problem", problem.uid)]
    if problem.task is not None:
        found.append(Subject("task", problem.task.uid))
    if problem.unit is not None:
        found.append(Subject("unit", problem.unit.uid))
    return found


def announce(problem: Problem) -> None:
    """Tell the packages above that the light of the task may change."""
    if problem.task_id is not None:
        hooks.announce(problem.jurisdiction_id, problem.task_id)


def _written(deed: Deed, title: str, text: str, wish: str, **columns: object) -> Problem:
    title, text = needed(title, longest=LONGEST_TITLE), reasoned(text)
    day = timezone.localdate(deed.at)
    return Problem.objects.create(
        jurisdiction=deed.jurisdiction,
        year=day.year,
        number=next_number(deed.jurisdiction, SERIAL, day.year),
        raiser=deed.decider.person,
        title=title,
        text=text,
        wish=wish.strip() or None,
        raised_at=deed.at,
        triage_by=calendar_of(deed.jurisdiction).after(clock.today(), TRIAGE_WITHIN),
        **columns,
    )


def _announced(deed: Deed, problem: Problem) -> Problem:
    announce(problem)
    deed.record(
        actions.PROBLEM_RAISED.code,
        subjects_of(problem),
        {
            "number": f"{problem.year}-{problem.number}",
            "unit": problem.unit.name if problem.unit is not None else None,
            "is_in_time": problem.is_in_time,
        },
        [Text("text", problem.text), Text("wish", problem.wish or "")],
    )
    return problem


def _of_part(part: Part, uid: str | None) -> Milestone | None:
    if not uid:
        return None
    found = Milestone.objects.filter(
        jurisdiction=part.jurisdiction_id, uid=uid, item__plan__task=part.task_id, cancelled_on__isnull=True
    ).first()
    if found is None:
        raise NotOfTheTask
    return found


def _report(part: Part, uid: str | None) -> ProgressReport | None:
    if not uid:
        return None
    found = ProgressReport.objects.filter(jurisdiction=part.jurisdiction_id, uid=uid, part=part).first()
    if found is None:
        raise NotOfTheTask
    return found
