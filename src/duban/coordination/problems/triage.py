"""The office looks a problem through: what is asked of whom, by when, with which possible answers (domain 3.3)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Problem
from duban.coordination.moving import move_problem
from duban.coordination.problems import actions
from duban.coordination.problems.errors import DayPassed, DeciderMissing, HighestLevel
from duban.coordination.problems.raising import announce, subjects_of
from duban.coordination.stages import LEVELS, ProblemStage
from duban.core import clock
from duban.core.digests import JSON
from duban.journal.records import Text
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Person, Unit

LEVEL_CHOICES = {stage.value: stage.label for stage in LEVELS}
ADVISED = "*"


@dataclass(frozen=True)
class ProblemTriaged:
    """What is asked, of whom, by when. Without a level the problem stays looked through until it is sent.

    `options` are possible answers, one a line; a line that begins with * is the advised one, and what follows a
    full-width bar ｜ is a note.
    """

    asked: Annotated[str, Titled(_("What is to be decided"))]
    decide_by: Annotated[date, Titled(_("By"))]
    level: Annotated[str, Titled(_("Level"), choices=LEVEL_CHOICES)] = ""
    unit: Annotated[str | None, Titled(_("Unit that decides"), names=Unit)] = None
    leader: Annotated[str | None, Titled(_("Leader who decides"), names=Person)] = None
    options: Annotated[str, Titled(_("Possible answers, one a line; * before the advised one"))] = ""
    consequence: Annotated[str, Titled(_("What follows if it is not decided"))] = ""


@dataclass(frozen=True)
class SentUp:
    """Why one level up, and by when it is to be decided there."""

    reason: Annotated[str, Titled(_("Reason"))]
    decide_by: Annotated[date, Titled(_("By"))]
    leader: Annotated[str | None, Titled(_("Leader who decides"), names=Person)] = None


@dataclass(frozen=True)
class ForMeeting:
    """Nothing more than that it is to be settled in a meeting."""


@performs("coordination.triage_problem", about=Problem, given=ProblemTriaged, weight=Weight.OWN)
def triage_problem(deed: Deed, problem: Problem, given: ProblemTriaged) -> Problem:
    """Say what is asked of whom and by when, and send the problem to its level."""
    asked = reasoned(given.asked)
    if problem.stage not in (ProblemStage.RAISED, ProblemStage.TRIAGED):
        raise Stale
    require_day(given.decide_by)
    unit, leader = _deciders(problem, given.level, given.unit, given.leader)
    moves: list[JSON] = []
    if problem.stage == ProblemStage.RAISED:
        _moved(problem, ProblemStage.TRIAGED, moves, triaged_at=deed.at)
    Problem.objects.filter(pk=problem.pk).update(
        asked=asked,
        options=_options(given.options),
        consequence=given.consequence.strip() or None,
        decide_by=given.decide_by,
        decider_unit=unit,
        decider=leader,
    )
    if given.level:
        today = timezone.localdate(deed.at)
        _moved(problem, ProblemStage(given.level), moves, level=given.level, level_since=today)
    problem.refresh_from_db()
    announce(problem)
    deed.record(
        actions.PROBLEM_TRIAGED.code,
        subjects_of(problem),
        {
            "moves": moves,
            "decide_by": given.decide_by,
            "decider": _decider_words(unit, leader, given.level),
        },
        [Text("asked", asked), Text("options", given.options.strip())],
    )
    return problem


@performs("coordination.send_up_problem", about=Problem, given=SentUp)
def send_up_problem(deed: Deed, problem: Problem, given: SentUp) -> Problem:
    """Send a problem one level up: from a unit to the leader, from the leader to the government."""
    reason = reasoned(given.reason)
    if problem.stage == ProblemStage.CITY_LEVEL:
        raise HighestLevel
    if problem.stage not in LEVELS:
        raise Stale
    require_day(given.decide_by)
    source, target = problem.stage, level_above(problem.stage)
    _unit, leader = _deciders(problem, target, None, given.leader)
    rise(problem, target, on=timezone.localdate(deed.at), decide_by=given.decide_by, decider=leader)
    announce(problem)
    deed.record(
        actions.PROBLEM_SENT_UP.code,
        subjects_of(problem),
        {"moves": [[source, target]], "decide_by": given.decide_by, "decider": _decider_words(None, leader, target)},
        [Text("reason", reason)],
    )
    return problem


@performs("coordination.put_on_agenda", about=Problem, given=ForMeeting)
def put_on_agenda(deed: Deed, problem: Problem, _given: ForMeeting) -> Problem:
    """Have a problem settled at the next dispatch meeting instead of now."""
    if problem.stage not in (*LEVELS, ProblemStage.TRIAGED) or problem.is_for_meeting:
        raise Stale
    Problem.objects.filter(pk=problem.pk).update(is_for_meeting=True, version=problem.version + 1)
    problem.refresh_from_db()
    deed.record(actions.PUT_ON_AGENDA.code, subjects_of(problem))
    return problem


def level_above(stage: str) -> str:
    """Return the level above one; the highest stays."""
    place = LEVELS.index(ProblemStage(stage))
    return LEVELS[min(place + 1, len(LEVELS) - 1)].value


def rise(problem: Problem, target: str, *, on: date, decide_by: date, decider: Person | None) -> None:
    """Bring a problem to a level, whose days begin anew."""
    move_problem(
        problem,
        target,
        level=target,
        level_since=on,
        decide_by=decide_by,
        decider=decider if decider is not None else problem.decider,
        rise_proposed_on=None,
    )


def leader_of(problem: Problem) -> Person | None:
    """Return the leader who answers for the task of a problem."""
    return problem.task.leader if problem.task is not None else None


def options_of(problem: Problem) -> Sequence[tuple[str, str, bool]]:
    """Return the possible answers: text, note, whether it is advised."""
    return [(text, note, advised) for text, note, advised in json.loads(problem.options or "[]")]


def require_day(day: date) -> None:
    """Raise DayPassed for a day before today."""
    if day < clock.today():
        raise DayPassed(day=day)


def _moved(problem: Problem, target: ProblemStage, moves: list[JSON], **columns: object) -> None:
    moves.append([problem.stage, target.value])
    move_problem(problem, target, **columns)


def _deciders(problem: Problem, level: str, unit: str | None, leader: str | None) -> tuple[Unit | None, Person | None]:
    """Return who decides at a level: the unit named, the leader named or else that of the task."""
    of_city = {"jurisdiction": problem.jurisdiction_id}
    named_unit = Unit.objects.filter(**of_city, uid=unit).exclude(kind__in=Unit.GROUPS).first() if unit else None
    named = Person.objects.filter(**of_city, uid=leader).first() if leader else leader_of(problem)
    if level == ProblemStage.UNIT_LEVEL and named_unit is None:
        raise DeciderMissing
    if level == ProblemStage.LEADER_LEVEL and named is None:
        raise DeciderMissing
    return (named_unit or problem.decider_unit), named


def _decider_words(unit: Unit | None, leader: Person | None, level: str) -> str | None:
    if level == ProblemStage.UNIT_LEVEL and unit is not None:
        return unit.name
    return leader.name if leader is not None and level == ProblemStage.LEADER_LEVEL else None


def _options(words: str) -> str | None:
    """Return the lines of possible answers as JSON."""
    rows = []
    for line in words.splitlines():
        text, _bar, note = line.strip().removeprefix(ADVISED).partition("｜")
        if text.strip():
            rows.append([text.strip(), note.strip(), line.strip().startswith(ADVISED)])
    return json.dumps(rows, ensure_ascii=False) if rows else None
