"""Problems, decisions, dispatches and proposals when a unit ends or a leader changes: what is open passes on.

Who raised a problem, and who decided what is settled by now, stays as it was.
"""

from typing import TYPE_CHECKING

from duban.coordination.models import Attendance, Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import OPEN_DECISION, OPEN_PROBLEM, OPEN_PROPOSAL, DispatchStage, ProposalStage
from duban.orgs.models import Post, Unit
from duban.orgs.people.hooks import HeldPost, OpenDuty, PostPassed, open_duties_of_post, post_handed_over
from duban.orgs.register.hooks import DutiesMoved, Duty, duties_moved, open_duties_of_unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

OF_LEADERS = (Post.Kind.LEADER, Post.Kind.APPROVER)
UNDER_WAY = (DispatchStage.PLANNED, DispatchStage.HELD, DispatchStage.MINUTED)


@open_duties_of_unit.register
def settled_by_unit(unit: Unit) -> list[Duty]:
    """Return what a unit has to carry out, to decide, to say and to answer."""
    city = unit.jurisdiction_id
    return [
        *(Duty("decision", row.uid, str(row)) for row in _decisions(city).filter(owner=unit)),
        *(Duty("problem_to_decide", row.uid, str(row)) for row in _problems(city).filter(decider_unit=unit)),
        *(Duty("problem_raised", row.uid, str(row)) for row in _problems(city).filter(unit=unit)),
        *(Duty("proposal_to_answer", row.uid, str(row)) for row in _proposals(city).filter(answerer_unit=unit)),
        *(Duty("proposal", row.uid, str(row)) for row in _proposals(city).filter(unit=unit)),
    ]


@duties_moved.register
def move_settled(moved: DutiesMoved) -> None:
    """Give the successor what is open; to a dispatch that is still to come it is asked in the unit's place."""
    city, old, new = moved.from_unit.jurisdiction_id, moved.from_unit, moved.to_unit
    _decisions(city).filter(owner=old).update(owner=new, owner_person=None)
    _problems(city).filter(decider_unit=old).update(decider_unit=new)
    _problems(city).filter(unit=old).update(unit=new)
    _proposals(city).filter(answerer_unit=old).update(answerer_unit=new)
    _proposals(city).filter(unit=old).update(unit=new)
    coming = Attendance.objects.filter(jurisdiction=city, dispatch__stage=DispatchStage.PLANNED)
    asked = list(coming.filter(unit=new).values_list("dispatch", flat=True))
    coming.filter(unit=old, dispatch__in=asked).delete()
    coming.filter(unit=old).update(unit=new)


@open_duties_of_post.register
def settled_of_post(held: HeldPost) -> list[OpenDuty]:
    """Return the open decisions of a unit, or what a leader has to decide, to confirm, to sign and to answer."""
    city, found = held.post.jurisdiction_id, list[tuple[str, Problem | Decision | Dispatch | Proposal]]()
    if held.post.unit_id is not None:
        found += [("decision", row) for row in _decisions(city).filter(owner=held.post.unit_id)]
        found += [("problem", row) for row in _problems(city).filter(decider_unit=held.post.unit_id)]
    elif held.post.kind in OF_LEADERS and held.person is not None:
        found += [("problem", row) for row in _problems(city).filter(decider=held.person)]
        found += [("decision", row) for row in _decisions(city).filter(leader=held.person)]
        found += [("dispatch", row) for row in _dispatches(city).filter(leader=held.person)]
        found += [("proposal", row) for row in _to_answer(city).filter(answerer=held.person)]
    return [OpenDuty(kind, row.uid, str(row)) for kind, row in found]


@post_handed_over.register
def pass_settled_on(passed: PostPassed) -> None:
    """Let what a leader has not settled yet answer to who comes into his post."""
    if passed.post.kind not in OF_LEADERS:
        return
    city, leaving, coming = passed.post.jurisdiction_id, passed.leaving, passed.coming
    _problems(city).filter(decider=leaving).update(decider=coming)
    _decisions(city).filter(leader=leaving).update(leader=coming)
    _dispatches(city).filter(leader=leaving).update(leader=coming)
    _to_answer(city).filter(answerer=leaving).update(answerer=coming)


def _problems(city: int) -> "QuerySet[Problem]":
    return Problem.objects.filter(jurisdiction=city, stage__in=OPEN_PROBLEM).order_by("year", "number")


def _decisions(city: int) -> "QuerySet[Decision]":
    return Decision.objects.filter(jurisdiction=city, stage__in=OPEN_DECISION).order_by("due_on", "pk")


def _dispatches(city: int) -> "QuerySet[Dispatch]":
    return Dispatch.objects.filter(jurisdiction=city, stage__in=UNDER_WAY).order_by("planned_for", "pk")


def _proposals(city: int) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(jurisdiction=city, stage__in=OPEN_PROPOSAL).order_by("filed_at", "pk")


def _to_answer(city: int) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(jurisdiction=city, stage=ProposalStage.ROUTED).order_by("filed_at", "pk")
