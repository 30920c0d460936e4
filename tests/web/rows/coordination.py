"""Rows of the leader's page, of dispatches, problems, decisions and proposals."""

from acts import coordination, dispatching
from duban.coordination.dispatching.planning import plan_dispatch
from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.problems.deciding import decide_problem
from duban.coordination.stages import ProblemStage
from duban.core import clock
from duban.orgs.acting.performing import By
from web.rows.table import BUSINESS, MADE, Ground, Row, codes


def problem(ground: Ground) -> str:
    """A problem of 市水利局 that lies with the leader."""
    known = Problem.objects.first()
    return (known or _problem(ground)).uid


def dispatch(ground: Ground) -> str:
    """A meeting of the leader to which 市水利局 is asked."""
    known = Dispatch.objects.first()
    if known is None:
        planned = dispatching.planning(ground.actors)
        plan_dispatch(by=By(ground.actors.officer), about=ground.actors.city, given=planned)
        known = Dispatch.objects.get()
    return known.uid


def decision(ground: Ground) -> str:
    """A decision that 市水利局 carries out."""
    known = Decision.objects.first()
    if known is None:
        problem = Problem.objects.first() or _problem(ground)
        given = coordination.decided_by(ground.actors)
        known = decide_problem(by=By(ground.actors.leader), about=problem, given=given).result
        assert known is not None
    return known.uid


def proposal(ground: Ground) -> str:
    """A proposal of 市水利局."""
    known = Proposal.objects.first()
    return (known or dispatching.filed(ground.actors)).uid


def _problem(ground: Ground) -> Problem:
    today = clock.today()
    return Problem.objects.create(
        jurisdiction=ground.actors.city,
        year=today.year,
        number=Problem.objects.count() + 1,
        origin=Problem.Origin.HAND,
        unit=ground.actors.liaison.posts[0].unit,
        raiser=ground.actors.liaison.person,
        title="用地未批",
        text="手续未办结。",
        raised_at=clock.now(),
        triage_by=today,
        asked="批不批",
        decider=ground.actors.leader.person,
        decide_by=today,
        stage=ProblemStage.LEADER_LEVEL,
        level=ProblemStage.LEADER_LEVEL,
    )


MADE.update({"problem": problem, "dispatch": dispatch, "decision": decision, "proposal": proposal})

# Who works for another unit does not see what concerns this one.
CONCERNED = codes(302, administrators=404, stranger=404, outsider=404)
NOT_FOR_UNITS = codes(302, administrators=404, units=403)
# It was not held yet: there are no minutes to keep.
OF_MINUTE_TAKERS = codes(302, others=403, administrators=404, stranger=404, outsider=404, secretary=409, office=409)

ROWS = (
    Row("dispatch", NOT_FOR_UNITS),
    Row("problems", BUSINESS),
    Row("decisions", BUSINESS),
    Row("proposals", BUSINESS),
    Row("problem", CONCERNED, "problem"),
    Row("decision", CONCERNED, "decision"),
    Row("proposal", CONCERNED, "proposal"),
    Row("dispatch_meeting", CONCERNED, "dispatch"),
    Row("dispatch_meeting", OF_MINUTE_TAKERS, "dispatch", method="post"),
)
