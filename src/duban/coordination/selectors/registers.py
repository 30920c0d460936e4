"""The registers of problems, decisions and proposals as their pages show them: what a viewer may see, filtered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from duban.coordination.decisions.confirming import UNDER_WAY
from duban.coordination.models import Decision, Problem, Proposal
from duban.coordination.stages import LEVELS, OPEN_DECISION, OPEN_PROBLEM, OPEN_PROPOSAL, DecisionStage, ProblemStage
from duban.core import clock
from duban.orgs import policies
from duban.orgs.viewers import Viewer

PAGE = 50
NO_STAGES = OPEN, LATE, UNDECIDED = "open", "late", "undecided"  # what can be asked for besides a stage
_OPEN: dict[type[Any], tuple[str, ...]] = {
    Problem: OPEN_PROBLEM,
    Decision: OPEN_DECISION,
    Proposal: OPEN_PROPOSAL,
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
        return sum(count for stage, count in self.stages.items() if stage not in NO_STAGES)


def undecided() -> Q:
    """Return the condition that help was asked and not given: nobody has decided on a problem yet."""
    return Q(stage__in=[ProblemStage.RAISED, ProblemStage.TRIAGED, *LEVELS])


def late_decisions() -> Q:
    """Return the condition that what was decided and sent is over its day and not reported done."""
    under_way = [stage for stage in UNDER_WAY if stage != DecisionStage.MADE]
    return Q(stage__in=under_way, due_on__lt=clock.today())


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
    own, condition = _NARROWER.get(model, ("", lambda: Q(pk__in=())))
    narrow = condition()
    counting = {"count": Count("pk", distinct=True), "narrowed": Count("pk", filter=narrow, distinct=True)}
    found = list(rows.order_by().values_list("stage").annotate(**counting))
    counted = {name: count for name, count, _narrowed in found}
    open_stages, every = _OPEN[model], sum(counted.values())
    counted[OPEN] = sum(count for name, count in counted.items() if name in open_stages)
    counted |= {own: sum(narrowed for *_rest, narrowed in found)} if own else {}
    if stage and stage == own:
        rows = rows.filter(narrow)
    elif stage == OPEN:
        rows = rows.filter(stage__in=open_stages)
    elif stage:
        rows = rows.filter(stage=stage)
    begin = (number - 1) * PAGE
    shown = tuple(rows.distinct().order_by(*order)[begin : begin + PAGE])
    return Register(shown, counted, stage, number, counted.get(stage, 0) if stage else every)


_NARROWER: dict[type[Any], tuple[str, Callable[[], Q]]] = {
    Problem: (UNDECIDED, undecided),
    Decision: (LATE, late_decisions),
}
