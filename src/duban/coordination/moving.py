"""Moves of problems, dispatches, decisions and proposals: compare-and-set, by their tables of stages."""

from typing import Any

from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import DECISION, DISPATCH, PROBLEM, PROPOSAL
from duban.ledger.moving import move as move_by


def move_problem(problem: Problem, to: str, **columns: Any) -> Problem:
    """Bring a problem to a stage; raise Stale where it has moved on."""
    return move_by(problem, to, table=PROBLEM, **columns)


def move_dispatch(dispatch: Dispatch, to: str, **columns: Any) -> Dispatch:
    """Bring a dispatch to a stage; raise Stale where it has moved on."""
    return move_by(dispatch, to, table=DISPATCH, **columns)


def move_decision(decision: Decision, to: str, **columns: Any) -> Decision:
    """Bring a decision to a stage; raise Stale where it has moved on."""
    return move_by(decision, to, table=DECISION, **columns)


def move_proposal(proposal: Proposal, to: str, **columns: Any) -> Proposal:
    """Bring a proposal to a stage; raise Stale where it has moved on."""
    return move_by(proposal, to, table=PROPOSAL, **columns)
