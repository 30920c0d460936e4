"""What pages offer about problems, decisions, dispatches, proposals: rules, choices, what stands above a form."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.coordination.decisions.confirming import UNDER_WAY
from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.problems.triage import options_of
from duban.coordination.stages import (
    LEVELS,
    OPEN_DECISION,
    OPEN_PROBLEM,
    DecisionStage,
    DispatchStage,
    ProblemStage,
    ProposalStage,
)
from duban.core import clock
from duban.ledger.models import Milestone, Part, Task
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction, Unit
from duban.progress.models import Evidence, ProgressReport, SpecialReport
from duban.progress.stages import SpecialStage
from duban.web.acts.choosing import leaders_of
from duban.web.acts.rules import Rule

Choices = Sequence[tuple[str, str]]
MOST = 100

RULES = (
    Rule("coordination.raise_problem", Part, lambda part: part.served_on is not None and part.ended_on is None),
    Rule("coordination.note_problem", Task, lambda task: task.stage not in (TaskStage.CLOSED, TaskStage.CANCELLED)),
    Rule(
        "coordination.triage_problem",
        Problem,
        lambda problem: problem.stage in (ProblemStage.RAISED, ProblemStage.TRIAGED),
    ),
    Rule("coordination.decide_problem", Problem, lambda problem: problem.stage in LEVELS),
    Rule(
        "coordination.put_on_agenda",
        Problem,
        lambda problem: problem.stage in (*LEVELS, ProblemStage.TRIAGED) and not problem.is_for_meeting,
    ),
    Rule("coordination.send_up_problem", Problem, lambda problem: problem.stage in LEVELS[:-1]),
    Rule("coordination.confirm_solved", Problem, lambda problem: problem.stage == ProblemStage.RESOLVED),
    Rule("coordination.say_unsolved", Problem, lambda problem: problem.stage == ProblemStage.RESOLVED),
    Rule("coordination.declare_unsolvable", Problem, lambda problem: problem.stage == ProblemStage.CITY_LEVEL),
    Rule("coordination.withdraw_problem", Problem, lambda problem: problem.stage in OPEN_PROBLEM),
    Rule(
        "coordination.instruct_special",
        SpecialReport,
        lambda report: report.stage in (SpecialStage.SENT, SpecialStage.READ),
    ),
    Rule("coordination.receive_decision", Decision, lambda each: each.stage == DecisionStage.ASSIGNED),
    Rule(
        "coordination.report_decision",
        Decision,
        lambda each: each.stage in (DecisionStage.ASSIGNED, DecisionStage.DOING, DecisionStage.REOPENED),
    ),
    Rule("coordination.confirm_decision", Decision, lambda each: each.stage == DecisionStage.REPORTED),
    Rule("coordination.reopen_decision", Decision, lambda each: each.stage == DecisionStage.REPORTED),
    Rule("coordination.extend_decision", Decision, lambda each: each.stage in UNDER_WAY),
    Rule(
        "coordination.drop_decision",
        Decision,
        lambda each: each.stage in OPEN_DECISION and each.stage != DecisionStage.MADE,
    ),
    Rule(
        "coordination.strike_decision",
        Decision,
        lambda each: (
            each.stage == DecisionStage.MADE and each.dispatch is not None and each.dispatch.stage == DispatchStage.HELD
        ),
    ),
    Rule("coordination.plan_dispatch", Jurisdiction, lambda _city: True),
    Rule("coordination.move_dispatch", Dispatch, lambda each: each.stage == DispatchStage.PLANNED),
    Rule("coordination.call_off_dispatch", Dispatch, lambda each: each.stage == DispatchStage.PLANNED),
    Rule("coordination.hold_dispatch", Dispatch, lambda each: each.stage == DispatchStage.PLANNED),
    Rule("coordination.make_decision", Dispatch, lambda each: each.stage == DispatchStage.HELD),
    Rule("coordination.sign_minutes", Dispatch, lambda each: each.stage == DispatchStage.HELD),
    Rule("coordination.send_minutes", Dispatch, lambda each: each.stage == DispatchStage.MINUTED),
    Rule("coordination.file_proposal", Unit, lambda unit: not unit.is_group),
    Rule("coordination.route_proposal", Proposal, lambda each: each.stage == ProposalStage.FILED),
    Rule("coordination.answer_proposal", Proposal, lambda each: each.stage == ProposalStage.ROUTED),
    Rule("coordination.finish_proposal", Proposal, lambda each: each.stage == ProposalStage.ANSWERED),
    Rule(
        "coordination.withdraw_proposal",
        Proposal,
        lambda each: each.stage in (ProposalStage.FILED, ProposalStage.ROUTED),
    ),
)


def _units(about: Any) -> Choices:
    """Return the single units of the register in its order; those that the object concerns come first."""
    city = about if isinstance(about, Jurisdiction) else about.jurisdiction
    rows = list(
        Unit.objects.filter(jurisdiction=city)
        .exclude(kind__in=Unit.GROUPS)
        .exclude(until__lt=clock.today())
        .order_by("position", "pk")
        .values_list("pk", "uid", "name")
    )
    near = _near(about)
    return [(uid, name) for key, uid, name in rows if key in near] + [
        (uid, name) for key, uid, name in rows if key not in near
    ]


def _near(about: Any) -> set[int]:
    if isinstance(about, Dispatch):
        return set(about.attendances.values_list("unit", flat=True))
    task = getattr(about, "task_id", None)
    return set(Part.objects.filter(task=task).values_list("unit", flat=True)) if task is not None else set()


def _leaders(about: Any) -> Choices:
    return leaders_of(about if isinstance(about, Jurisdiction) else about.jurisdiction)


def _milestones(part: Part) -> Choices:
    rows = Milestone.objects.filter(item__plan__task=part.task_id, done_on__isnull=True, cancelled_on__isnull=True)
    return [(row.uid, f"{date_format(row.due_on)}　{row.title}") for row in rows.order_by("due_on", "pk")[:MOST]]


def _reports(part: Part) -> Choices:
    rows = ProgressReport.objects.filter(part=part).select_related("period").order_by("-period__month")
    return [(row.uid, row.period.month) for row in rows[:MOST]]


def _evidence(decision: Decision) -> Choices:
    rows = Evidence.objects.filter(unit=decision.owner_id, withdrawn_at__isnull=True).order_by("-added_at")
    return list(rows.values_list("uid", "name")[:MOST])


def _tasks(unit: Unit) -> Choices:
    rows = Part.objects.filter(unit=unit).select_related("task").order_by("task__position")
    return [(row.task.uid, f"{row.task.numbers} {row.task.title}") for row in rows[:MOST]]


def _lines(dispatch: Dispatch) -> Choices:
    return [(line.uid, f"{line.position}　{line.words}") for line in dispatch.lines.order_by("position")]


CHOICES: dict[tuple[str, str], Callable[[Any], Choices]] = {
    ("coordination.raise_problem", "milestone"): _milestones,
    ("coordination.raise_problem", "report"): _reports,
    ("coordination.triage_problem", "unit"): _units,
    ("coordination.triage_problem", "leader"): _leaders,
    ("coordination.send_up_problem", "leader"): _leaders,
    ("coordination.decide_problem", "owner"): _units,
    ("coordination.instruct_special", "owner"): _units,
    ("coordination.make_decision", "owner"): _units,
    ("coordination.make_decision", "line"): _lines,
    ("coordination.report_decision", "evidence"): _evidence,
    ("coordination.plan_dispatch", "leader"): _leaders,
    ("coordination.plan_dispatch", "units"): _units,
    ("coordination.hold_dispatch", "present"): _units,
    ("coordination.file_proposal", "task"): _tasks,
    ("coordination.route_proposal", "unit"): _units,
    ("coordination.route_proposal", "leader"): _leaders,
}


def _of_problem(problem: Problem) -> list[tuple[str, str]]:
    answers = [f"{text}{f'　{note}' if note else ''}" for text, note, _advised in options_of(problem)]
    return [
        *([(_("Unit"), problem.unit.name)] if problem.unit is not None else []),
        (_("What stands in the way, and what was tried"), problem.text),
        *([(_("What is asked for"), problem.wish)] if problem.wish else []),
        *([(_("What is to be decided"), problem.asked)] if problem.asked else []),
        *([(_("Possible answers"), "\n".join(answers))] if answers else []),
        *([(_("What follows if it is not decided"), problem.consequence)] if problem.consequence else []),
    ]


def _of_decision(decision: Decision) -> list[tuple[str, str]]:
    return [
        (_("What is decided"), decision.text),
        (_("Unit that does it"), decision.owner.name),
        (_("By"), date_format(decision.due_on)),
        *([(_("What was done"), decision.report)] if decision.report else []),
        *([(_("What is missing"), decision.reopened_because)] if decision.reopened_because else []),
    ]


def _of_dispatch(dispatch: Dispatch) -> list[tuple[str, str]]:
    decisions = dispatch.decisions.exclude(stage=DecisionStage.DROPPED).select_related("owner").order_by("pk")
    words = [f"{each.text}（{each.owner.name}，{date_format(each.due_on)}）" for each in decisions]
    lines = [f"{line.position}　{line.words}" for line in dispatch.lines.order_by("position")]
    return [
        (_("Leader"), dispatch.leader.name),
        (_("Place"), dispatch.place),
        *([(_("Agenda"), "\n".join(lines))] if lines and dispatch.stage == DispatchStage.PLANNED else []),
        *([(_("Minutes"), dispatch.minutes)] if dispatch.minutes else []),
        *([(_("Decisions"), "\n".join(words))] if words else []),
    ]


def _of_proposal(proposal: Proposal) -> list[tuple[str, str]]:
    return [
        (_("Unit"), proposal.unit.name),
        (_("What is proposed, and why"), proposal.text),
        *([(_("Answer"), f"{proposal.get_answer_display()}　{proposal.answer_text}")] if proposal.answer else []),
    ]


FACTS: dict[type[Model], Callable[[Any], list[tuple[str, str]]]] = {
    Problem: _of_problem,
    Decision: _of_decision,
    Dispatch: _of_dispatch,
    Proposal: _of_proposal,
}


def initial_of(code: str, about: Model) -> dict[str, object]:
    """Return what a form begins with: the advised answer, the unit that raised the problem, who is invited."""
    if code == "coordination.decide_problem" and isinstance(about, Problem):
        answers = options_of(about)
        advised = next((text for text, _note, is_advised in answers if is_advised), "")
        return {"text": advised, "owner": about.unit.uid if about.unit is not None else ""}
    if code == "coordination.triage_problem" and isinstance(about, Problem):
        leader = about.task.leader if about.task is not None else None
        return {
            "asked": about.asked or about.wish or about.title,
            "level": ProblemStage.LEADER_LEVEL.value,
            "leader": leader.uid if leader is not None else "",
        }
    if code == "coordination.hold_dispatch" and isinstance(about, Dispatch):
        return {"present": list(about.attendances.values_list("unit__uid", flat=True)), "held_on": clock.today()}
    return {}
