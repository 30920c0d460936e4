"""Who waits for whom, for what, since when, until when: in a leader's field, or in the whole city."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from duban.coordination.models import Decision, Problem
from duban.coordination.stages import OPEN_DECISION, DecisionStage, ProblemStage
from duban.core import clock
from duban.orgs.models import Jurisdiction, Person
from duban.progress.models import Contribution
from duban.progress.stages import ContributionStage

MOST = 60  # of each kind


@dataclass(frozen=True)
class Wait:
    """Who waits for whom, for what, since when, until when."""

    waiting: str
    acting: str
    what: str
    since: date
    day: date | None
    kind: str
    uid: str

    @property
    def is_late(self) -> bool:
        """Say whether the day has passed."""
        return self.day is not None and self.day < clock.today()


def waits_of(city: Jurisdiction, leader: Person, decisions: Iterable[Decision]) -> list[Wait]:
    """Return who waits in a leader's field, by day: units for him, he for units, leads for cooperating units.

    `decisions` are his open ones. What lies with himself he sees as questions.
    """
    elsewhere = Q(task__leader=leader, stage__in=[ProblemStage.UNIT_LEVEL, ProblemStage.CITY_LEVEL])
    return _by_day(
        [
            *(_of_decision(each, leader) for each in decisions),
            *_of_problems(city, elsewhere),
            *_of_contributions(city, Q(request__task__leader=leader)),
        ]
    )


def waits_in_city(city: Jurisdiction) -> list[Wait]:
    """Return who waits in the whole city, by day; at most 60 of each kind, those whose day comes first."""
    sent = Decision.objects.filter(jurisdiction=city, stage__in=OPEN_DECISION).exclude(stage=DecisionStage.MADE)
    undecided = Q(
        stage__in=[
            ProblemStage.RAISED,
            ProblemStage.TRIAGED,
            ProblemStage.UNIT_LEVEL,
            ProblemStage.LEADER_LEVEL,
            ProblemStage.CITY_LEVEL,
        ]
    )
    return _by_day(
        [
            *(
                _of_decision(each, each.leader)
                for each in sent.select_related("owner", "leader").order_by("due_on", "pk")[:MOST]
            ),
            *_of_problems(city, undecided),
            *_of_contributions(city, Q()),
        ]
    )


def _by_day(waits: Iterable[Wait]) -> list[Wait]:
    return sorted(waits, key=lambda wait: (wait.day or date.max, wait.since, wait.uid))


def _of_decision(decision: Decision, leader: Person | None) -> Wait:
    """Return who waits for what was decided: its owner for the word of the decider, or he for its owner."""
    decider = leader.name if leader is not None else _("the municipal approver")
    if decision.stage == DecisionStage.REPORTED:
        since = timezone.localdate(decision.reported_at or decision.made_at)
        return Wait(decision.owner.name, decider, decision.text, since, None, "decision", decision.uid)
    since = timezone.localdate(decision.assigned_at or decision.made_at)
    return Wait(decider, decision.owner.name, decision.text, since, decision.due_on, "decision", decision.uid)


def _of_problems(city: Jurisdiction, which: Q) -> Iterator[Wait]:
    rows = Problem.objects.filter(which, jurisdiction=city).select_related("unit", "raiser", "decider_unit", "decider")
    for problem in rows.order_by("decide_by", "pk")[:MOST]:
        yield Wait(
            problem.unit.name if problem.unit is not None else problem.raiser.name,
            _decider_of(problem),
            problem.asked or problem.title,
            timezone.localdate(problem.raised_at),
            problem.decide_by or problem.triage_by,
            "problem",
            problem.uid,
        )


def _decider_of(problem: Problem) -> str:
    if problem.stage in (ProblemStage.RAISED, ProblemStage.TRIAGED):
        return _("the supervision office")
    if problem.stage == ProblemStage.UNIT_LEVEL and problem.decider_unit is not None:
        return problem.decider_unit.name
    if problem.stage == ProblemStage.LEADER_LEVEL and problem.decider is not None:
        return problem.decider.name
    return _("the municipal approver")


def _of_contributions(city: Jurisdiction, which: Q) -> Iterator[Wait]:
    late = Contribution.objects.filter(which, jurisdiction=city, stage=ContributionStage.LATE).select_related(
        "request__lead__unit", "part__unit", "period"
    )
    for each in late.order_by("due_on", "pk")[:MOST]:
        yield Wait(
            each.request.lead.unit.name,
            each.part.unit.name,
            f"{each.request.what}（{each.period.month}）",
            each.period.begins_on,
            each.due_on,
            "contribution",
            each.uid,
        )
