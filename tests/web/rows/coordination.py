"""Rows of the leader's page, of dispatches, problems, decisions and proposals."""

from acts import coordination, dispatching
from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from web.rows.table import BUSINESS, MADE, Ground, Row, codes


def problem(ground: Ground) -> str:
    """A problem of 市水利局 that lies with the leader."""
    known = Problem.objects.first()
    return (known or coordination.at_level(ground.actors)).uid


def dispatch(ground: Ground) -> str:
    """A meeting of the leader to which 市水利局 is asked."""
    known = Dispatch.objects.first()
    return (known or dispatching.planned(ground.actors)).uid


def decision(ground: Ground) -> str:
    """A decision that 市水利局 carries out."""
    known = Decision.objects.first()
    return (known or coordination.decision(ground.actors)).uid


def proposal(ground: Ground) -> str:
    """A proposal of 市水利局."""
    known = Proposal.objects.first()
    return (known or dispatching.filed(ground.actors)).uid


MADE.update({"problem": problem, "dispatch": dispatch, "decision": decision, "proposal": proposal})

# Who works for another unit does not see what concerns this one.
CONCERNED = codes(302, administrators=404, stranger=404, outsider=404)
NOT_FOR_UNITS = codes(302, administrators=404, units=403)
OF_MINUTE_TAKERS = codes(302, others=403, administrators=404, stranger=404, outsider=404, secretary=302, office=302)

ROWS = (
    Row("dispatch", NOT_FOR_UNITS),
    Row("problems", BUSINESS),
    Row("decisions", BUSINESS),
    Row("proposals", BUSINESS),
    Row("problem", CONCERNED, "problem"),
    Row("decision", CONCERNED, "decision"),
    Row("proposal", CONCERNED, "proposal"),
    Row("dispatch_meeting", CONCERNED, "dispatch"),
    Row("dispatch_meeting", OF_MINUTE_TAKERS, "dispatch", method="post", sent={"agenda": "1"}),
)
