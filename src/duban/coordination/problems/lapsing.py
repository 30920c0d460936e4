"""What the clock does to problems: proposes the next level, takes silence of the raiser as his word (domain 3.3)."""

from django.db import transaction
from django.db.models import F

from duban.coordination.decisions.confirming import confirm_all
from duban.coordination.models import Problem
from duban.coordination.moving import move_problem
from duban.coordination.problems import actions
from duban.coordination.problems.raising import announce, subjects_of
from duban.coordination.stages import ProblemStage
from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.orgs.ticking import CLOCK

RISE_AFTER = {ProblemStage.UNIT_LEVEL: 10, ProblemStage.LEADER_LEVEL: 15}  # working days


def pass_time(jurisdiction: Jurisdiction) -> None:
    """Do all that has become due, each kind in one act."""
    propose_rise(jurisdiction)
    take_silence(jurisdiction)


@transaction.atomic
def propose_rise(jurisdiction: Jurisdiction) -> None:
    """Propose the next level for what lay too long without a decision; a person sends it."""
    today, calendar = clock.today(), calendar_of(jurisdiction)
    waiting = [
        problem
        for level, days in RISE_AFTER.items()
        for problem in Problem.objects.select_for_update(of=("self",))
        .filter(jurisdiction=jurisdiction, stage=level, rise_proposed_on__isnull=True)
        .order_by("pk")
        if problem.level_since is not None and today > calendar.after(problem.level_since, days)
    ]
    if not waiting:
        return
    Problem.objects.filter(pk__in=[problem.pk for problem in waiting]).update(
        rise_proposed_on=today, version=F("version") + 1
    )
    record(
        actor=CLOCK,
        kind=actions.RISE_PROPOSED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("problem", problem.uid) for problem in waiting],
        body={"problems": len(waiting)},
    )


@transaction.atomic
def take_silence(jurisdiction: Jurisdiction) -> None:
    """Confirm what was reported solved and not contradicted in its days."""
    silent = list(
        Problem.objects.select_for_update(of=("self",))
        .filter(jurisdiction=jurisdiction, stage=ProblemStage.RESOLVED, confirm_by__lt=clock.today())
        .select_related("task", "unit")
        .order_by("pk")
    )
    subjects: list[Subject] = []
    decisions = []
    for problem in silent:
        move_problem(problem, ProblemStage.CONFIRMED, ended_at=clock.now())
        confirmed = confirm_all(problem, at=clock.now())
        announce(problem)
        subjects += [*subjects_of(problem), *confirmed.subjects]
        decisions += confirmed.moves
    if silent:
        record(
            actor=CLOCK,
            kind=actions.SOLUTIONS_LAPSED.code,
            jurisdiction=jurisdiction.uid,
            subjects=list(dict.fromkeys(subjects)),
            body={
                "moves": [[ProblemStage.RESOLVED.value, ProblemStage.CONFIRMED.value], *decisions],
                "problems": len(silent),
            },
        )
