"""How problems, decisions, dispatches and proposals relate to units and leaders.

Of a problem, the unit that raised it holds it as its own, the unit that is asked to decide leads it, and it lies in the
field of the leader who is asked. Of a decision, its owner holds it as its own; of a problem solved within a unit the
unit that decided leads it. What lies with the government lies in the field of the approver.
"""

from typing import Any, TypeVar

from django.db.models import Model, Q

from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import ProblemStage
from duban.ledger.relations import NOTHING, person_in
from duban.orgs.policies import relates
from duban.orgs.roles import Link, Role
from duban.orgs.viewers import Seat, Standing

M = TypeVar("M", bound=Model)


def _to_unit(model: type[M], link: Link, column: str) -> None:
    """Relate the rows to the unit in a column, which may be reached by a path and may be empty."""

    def rows(_standing: Standing, seat: Seat) -> Q:
        return Q((column, seat.post.unit_id)) if seat.post.unit_id is not None else NOTHING

    def holds(_standing: Standing, seat: Seat, row: M) -> bool:
        found: Any = row
        *path, last = column.split("__")
        for name in path:
            found = getattr(found, name)
            if found is None:
                return False
        return seat.post.unit_id is not None and getattr(found, f"{last}_id") == seat.post.unit_id

    relates(model, link, rows=rows, holds=holds)


def _problems_of_leader(standing: Standing, seat: Seat) -> Q:
    if seat.role is Role.APPROVER:
        return Q(level=ProblemStage.CITY_LEVEL) | Q(decider=person_in(standing, seat))
    return Q(decider=person_in(standing, seat))


def _is_problem_of_leader(standing: Standing, seat: Seat, problem: Problem) -> bool:
    is_of_city = seat.role is Role.APPROVER and problem.level == ProblemStage.CITY_LEVEL
    return is_of_city or problem.decider_id == person_in(standing, seat)


def _decisions_of_leader(standing: Standing, seat: Seat) -> Q:
    own = Q(leader=person_in(standing, seat))
    if seat.role is Role.APPROVER:
        return own | Q(problem__level=ProblemStage.CITY_LEVEL)
    return own


def _is_decision_of_leader(standing: Standing, seat: Seat, decision: Decision) -> bool:
    problem = decision.problem
    is_of_city = seat.role is Role.APPROVER and problem is not None and problem.level == ProblemStage.CITY_LEVEL
    return is_of_city or decision.leader_id == person_in(standing, seat)


_to_unit(Problem, Link.OWN_UNIT, "unit")
_to_unit(Problem, Link.LEADING, "decider_unit")
_to_unit(Decision, Link.OWN_UNIT, "owner")
_to_unit(Decision, Link.LEADING, "problem__decider_unit")
_to_unit(Proposal, Link.OWN_UNIT, "unit")
_to_unit(Proposal, Link.LEADING, "answerer_unit")
relates(Problem, Link.OWN_FIELD, rows=_problems_of_leader, holds=_is_problem_of_leader)
relates(
    Problem,
    Link.SELF,
    rows=lambda standing, seat: Q(raiser=person_in(standing, seat)),
    holds=lambda standing, seat, problem: problem.raiser_id == person_in(standing, seat),
)
relates(Decision, Link.OWN_FIELD, rows=_decisions_of_leader, holds=_is_decision_of_leader)
relates(
    Dispatch,
    Link.OWN_FIELD,
    rows=lambda standing, seat: Q(leader=person_in(standing, seat)),
    holds=lambda standing, seat, dispatch: dispatch.leader_id == person_in(standing, seat),
)
relates(
    Dispatch,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(attendances__unit=seat.post.unit_id) if seat.post.unit_id is not None else NOTHING,
    holds=lambda _standing, seat, dispatch: (
        seat.post.unit_id is not None and dispatch.attendances.filter(unit=seat.post.unit_id).exists()
    ),
)
relates(
    Proposal,
    Link.OWN_FIELD,
    rows=lambda standing, seat: Q(answerer=person_in(standing, seat)),
    holds=lambda standing, seat, proposal: proposal.answerer_id == person_in(standing, seat),
)
