"""The ground of the state machines: any act by anybody on any day, and what must hold after each (acceptance 3).

Every example begins with the same rows and is rolled back. An act is done by its right person or by anybody of the
cast, by itself or recorded for him, once or twice under the same key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from json import loads
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Model
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

import cast
from duban.coordination.models import AgendaLine, Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import DECISION, DISPATCH, PROBLEM, PROPOSAL
from duban.core import clock
from duban.core.errors import DomainError
from duban.core.stages import Table
from duban.journal.models import Entry
from duban.ledger.models import (
    Baseline,
    ChangeRequest,
    Claim,
    Dispute,
    Instruction,
    Matter,
    MatterExtension,
    MatterReply,
    Milestone,
    Part,
    Task,
    WorkPlan,
)
from duban.ledger.stages import CHANGE, CLAIM, DISPUTE, EXTENSION, INSTRUCTION, MATTER, TASK, WORK_PLAN
from duban.orgs.acting import confirming
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.performing import By, Outcome, performed
from duban.orgs.models import RecordedAct, Serial
from duban.orgs.ticking import tick
from duban.progress.models import Contribution, Docking, ProgressReport, ReportVersion, Request, SpecialReport
from duban.progress.stages import CONTRIBUTION, DOCKING, REPORT, SPECIAL
from duban.supervision.models import KeptLight

TABLES: dict[type[Model], Table] = {
    Task: TASK,
    WorkPlan: WORK_PLAN,
    Claim: CLAIM,
    Dispute: DISPUTE,
    ChangeRequest: CHANGE,
    ProgressReport: REPORT,
    Contribution: CONTRIBUTION,
    Docking: DOCKING,
    Instruction: INSTRUCTION,
    Matter: MATTER,
    MatterExtension: EXTENSION,
    Problem: PROBLEM,
    Decision: DECISION,
    Dispatch: DISPATCH,
    Proposal: PROPOSAL,
    SpecialReport: SPECIAL,
}
# Whose moves every entry names.
IN_JOURNAL = (Task, ProgressReport, Contribution, Instruction, Matter, Problem, Decision, Dispatch, Proposal)
EVERYBODY = (
    "officer",
    "office_head",
    "registrar",
    "approver",
    "leader",
    "secretary",
    "head",
    "deputy",
    "liaison",
    "outsider",
    "auditor",
    "system",
    "stranger",
)
RECORDERS = {"leader": "secretary", "approver": "registrar"}


@dataclass(frozen=True)
class Act:
    """An act that the machine may choose: whose it is, about which objects, what it may be given."""

    code: str
    doers: tuple[str, ...]
    about: Callable[[], Sequence[Model]]
    given: Callable[[Model], Sequence[Any]]


@dataclass(frozen=True)
class Picture:
    """What is compared before and after: the stage of every row, what must never be lost, and the rest."""

    stages: dict[tuple[type[Model], int], str]
    versions: dict[int, tuple[object, ...]]
    baselines: dict[int, tuple[object, ...]]
    on_time: dict[int, bool | None]
    rest: list[object]
    entries: int


def picture() -> Picture:
    """Return everything as it stands."""
    return Picture(
        stages={
            (model, pk): stage for model in TABLES for pk, stage in model._default_manager.values_list("pk", "stage")
        },
        versions={
            row[0]: row[1:]
            for row in ReportVersion.objects.values_list(
                "pk", "report", "number", "text", "is_nil", "figures", "filed_at"
            )
        },
        baselines={row[0]: row[1:] for row in Baseline.objects.values_list("pk", "plan", "number", "digest")},
        on_time=dict(ProgressReport.objects.values_list("pk", "is_on_time")),
        rest=[
            *ProgressReport.objects.order_by("pk").values_list("pk", "text", "version", "unlocked_until", "refile_by"),
            *Milestone.objects.order_by("pk").values_list("pk", "title", "due_on", "done_on", "cancelled_on"),
            *Part.ever.order_by("pk").values_list("pk", "received_at", "ended_on"),
            *Request.objects.order_by("pk").values_list("pk", "stage"),
            *RecordedAct.objects.order_by("pk").values_list("pk", "stage"),
            *KeptLight.objects.order_by("pk").values_list("pk", "light", "facts"),
            *Matter.objects.order_by("pk").values_list("pk", "version", "due_on", "person", "checked_by"),
            *MatterReply.objects.order_by("pk").values_list("pk", "text", "signed_at", "returned_because"),
            *Serial.objects.order_by("pk").values_list("pk", "last"),
            *Problem.objects.order_by("pk").values_list("pk", "version", "decide_by", "decider", "is_for_meeting"),
            *Decision.objects.order_by("pk").values_list("pk", "version", "due_on", "report", "leader"),
            *Dispatch.objects.order_by("pk").values_list("pk", "version", "planned_for", "minutes", "held_on"),
            *AgendaLine.objects.order_by("pk").values_list("dispatch", "position", "words", "said"),
        ],
        entries=Entry.objects.count(),
    )


def leads(moves: Sequence[tuple[str, str]], source: str, target: str) -> bool:
    """Say whether moves lead from one stage to another."""
    reached, frontier = {source}, [source]
    while frontier:
        stage = frontier.pop()
        new = {after for before, after in moves if before == stage} - reached
        reached |= new
        frontier += new
    return target in reached


class Machine(RuleBasedStateMachine):
    """Anybody does anything; subclasses have the rules that choose among their acts."""

    laid: ClassVar[tuple[cast.Cast, datetime]]
    reached: ClassVar[set[tuple[type[Model], str]]]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.actors, self.now = type(self).laid
        self.keys = 0
        self.seen = picture()

    def teardown(self) -> None:
        """Undo the example."""
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def perform(self, act: Act, who: str, *, choice: int, behalf: bool, twice: bool, hours: int) -> None:
        """Do an act, or be refused and leave no trace."""
        with clock.frozen(self.now):
            found = list(act.about())
            if not found:
                return
            about = found[choice % len(found)]
            ways = act.given(about)
            given, service = ways[choice % len(ways)], performed()[act.code]
            self.keys += 1
            by = (
                self._by(who, f"key{self.keys}", hours)
                if behalf
                else By(getattr(self.actors, who), key=f"key{self.keys}")
            )
            try:
                with transaction.atomic():
                    outcome = service(by=by, about=about, given=given)
            except DomainError:
                assert picture() == self.seen, act.code
                return
            self._hold(entries=1, said=act.code)
            if twice:
                again = service(by=by, about=about, given=given)
                assert again.is_repeated
                assert again.answer == outcome.answer
                self._hold(entries=0, said=f"{act.code} again")
            if outcome.is_waiting:
                self._confirm(outcome, act.code)

    def pass_days(self, days: int) -> None:
        """Let days pass, and the clock do its work."""
        self.now += timedelta(days=days)
        with clock.frozen(self.now):
            tick(self.actors.city)
            self._hold(entries=None, said="tick")
            if days == 1:
                tick(self.actors.city)
                self._hold(entries=0, said="tick again")

    def _by(self, who: str, key: str, hours: int) -> By:
        post = getattr(self.actors, who).posts[0]
        recorder = getattr(self.actors, RECORDERS.get(who, "officer"))
        paper = Paper("函〔2026〕3号", clock.today(), "综合科")
        given_at = self.now - timedelta(hours=hours)
        return By(recorder, Behalf(post, RecordedAct.Means.PAPER, "办公室", given_at, paper), key)

    def _confirm(self, outcome: "Outcome[Any]", said: str) -> None:
        assert outcome.waiting is not None
        try:
            with transaction.atomic():
                confirming.confirm(viewer=self.actors.office_head, recorded=outcome.waiting)
        except DomainError:
            assert picture() == self.seen, said
            return
        self._hold(entries=2, said=f"{said} confirmed")

    def _hold(self, *, entries: int | None, said: str) -> None:
        """Hold what was seen before against what is there now."""
        before, self.seen = self.seen, picture()
        self.reached.update((row[0], stage) for row, stage in self.seen.stages.items())
        new = self.seen.entries - before.entries
        assert entries is None or new == entries, (said, new)
        moves = [
            (move[0], move[1])
            for entry in Entry.objects.filter(jurisdiction=self.actors.city.uid).order_by("-seq")[:new]
            for move in loads(entry.body).get("moves", [])
        ]
        assert [move for move in moves if not any(table.allows(*move) for table in TABLES.values())] == [], said
        for row, stage in self.seen.stages.items():
            table = TABLES[row[0]]
            source = before.stages.get(row)
            if source is None:
                continue
            known = [move for move in moves if table.allows(*move)] if row[0] in IN_JOURNAL else _moves_of(table)
            assert leads(known, source, stage), (said, row, source, stage, moves)
        assert before.stages.keys() <= self.seen.stages.keys(), said
        assert {pk: self.seen.versions.get(pk) for pk in before.versions} == before.versions, said
        assert {pk: self.seen.baselines.get(pk) for pk in before.baselines} == before.baselines, said
        assert [pk for pk, was in before.on_time.items() if was is False and self.seen.on_time[pk]] == [], said
        self._light_of_every_part()

    def _light_of_every_part(self) -> None:
        issued = Part.objects.filter(task__issued_on__isnull=False)
        assert not issued.exclude(pk__in=KeptLight.objects.filter(part__isnull=False).values("part")).exists()
        alone = Task.objects.filter(issued_on__isnull=False)
        assert not alone.exclude(pk__in=KeptLight.objects.filter(part__isnull=True).values("task")).exists()


def _moves_of(table: Table) -> list[tuple[str, str]]:
    return [(str(move.source), str(move.target)) for move in table.transitions]


def doers_of(act: Act) -> st.SearchStrategy[str]:
    """Mostly whose act it is, at times anybody."""
    return st.one_of(st.sampled_from(act.doers), st.sampled_from(act.doers), st.sampled_from(EVERYBODY))


def run(
    machine: type[Machine],
    lay: Callable[[], tuple[cast.Cast, datetime]],
    *,
    of: type[Model],
    steps: int,
    examples: int | None = None,
) -> set[str]:
    """Run a machine on rows that are laid once; return the stages that records of a kind reached in all examples.

    `examples` bounds how many are tried; without it the tier does.
    """
    machine.laid, machine.reached = lay(), set()
    many = examples or settings.default.max_examples
    run_state_machine_as_test(machine, settings=settings(max_examples=many, stateful_step_count=steps))
    return {stage for model, stage in machine.reached if model is of}
