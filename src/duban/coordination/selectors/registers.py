"""The registers of problems, decisions and proposals as their pages show them: what a viewer may see, filtered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from duban.coordination.models import Decision, Problem, Proposal
from duban.coordination.stages import OPEN_DECISION, OPEN_PROBLEM, ProposalStage
from duban.orgs import policies
from duban.orgs.viewers import Viewer

PAGE = 50
OPEN = "open"
_OPEN: dict[type[Any], tuple[str, ...]] = {
    Problem: OPEN_PROBLEM,
    Decision: OPEN_DECISION,
    Proposal: (ProposalStage.FILED, ProposalStage.ROUTED, ProposalStage.ANSWERED),
}


@dataclass(frozen=True)
class Register:
    """A page of a register: its rows, how many there are at each stage, how many the filter leaves."""

    rows: tuple[Any, ...]
    stages: Mapping[str, int]
    stage: str
    number: int
    count: int

    @property
    def first(self) -> int:
        """Return the place of its first row."""
        return (self.number - 1) * PAGE + 1

    @property
    def open(self) -> int:
        """Return how many are not over."""
        return self.stages.get(OPEN, 0)

    @property
    def every(self) -> int:
        """Return how many there are at all."""
        return sum(count for stage, count in self.stages.items() if stage != OPEN)


def problems(viewer: Viewer, stage: str, number: int) -> Register:
    """Return problems in the order of their numbers, the newest first."""
    rows = policies.visible(viewer, Problem).select_related("task", "unit", "decider", "decider_unit", "raiser")
    return _register(Problem, rows, ("-year", "-number"), stage, number)


def decisions(viewer: Viewer, stage: str, number: int) -> Register:
    """Return decisions in the order of their days."""
    rows = policies.visible(viewer, Decision).select_related("task", "owner", "leader", "problem", "dispatch")
    return _register(Decision, rows, ("due_on", "pk"), stage, number)


def proposals(viewer: Viewer, stage: str, number: int) -> Register:
    """Return proposals, the newest first."""
    rows = policies.visible(viewer, Proposal).select_related("task", "unit", "answerer", "answerer_unit")
    return _register(Proposal, rows, ("-filed_at", "-pk"), stage, number)


def _register(model: type[Any], rows: "QuerySet[Any]", order: tuple[str, ...], stage: str, number: int) -> Register:
    counted = dict(rows.order_by().values_list("stage").annotate(count=Count("pk", distinct=True)))
    open_stages = _OPEN[model]
    counted[OPEN] = sum(count for name, count in counted.items() if name in open_stages)
    if stage == OPEN:
        rows = rows.filter(stage__in=open_stages)
    elif stage:
        rows = rows.filter(stage=stage)
    count = counted.get(stage, 0) if stage else sum(each for name, each in counted.items() if name != OPEN)
    begin = (number - 1) * PAGE
    return Register(tuple(rows.distinct().order_by(*order)[begin : begin + PAGE]), counted, stage, number, count)
