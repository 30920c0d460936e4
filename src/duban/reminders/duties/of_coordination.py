"""What problems, decisions, dispatches and proposals ask of units, leaders and the office."""

from typing import Any

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import DecisionStage, DispatchStage, ProblemStage, ProposalStage
from duban.core import clock
from duban.orgs.people.seating import SERVED, seated_as
from duban.reminders.duties.asked import Asked, Owner
from duban.reminders.duties.plain import PlainKind, of_units, register, row

Rows = QuerySet[Any, Any]


def _problems(asked: Asked, *stages: str) -> "QuerySet[Problem]":
    return Problem.objects.filter(jurisdiction=asked.jurisdiction, stage__in=stages)


def _decisions(asked: Asked, *stages: str) -> "QuerySet[Decision]":
    return Decision.objects.filter(jurisdiction=asked.jurisdiction, stage__in=stages)


def _proposals(asked: Asked, *stages: str) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(jurisdiction=asked.jurisdiction, stage__in=stages)


def _dispatches(asked: Asked, *stages: str) -> "QuerySet[Dispatch]":
    return Dispatch.objects.filter(jurisdiction=asked.jurisdiction, stage__in=stages)


def _of_leader(asked: Asked, column: str, nobodys: Q) -> Q:
    if asked.persons is None:
        return ~Q((f"{column}__in", asked.without)) if asked.without else Q()
    own = Q((f"{column}__in", asked.persons))
    return own | nobodys if asked.with_nobodys else own


def to_receive(asked: Asked) -> Rows:
    """Return the decisions that their owner has to acknowledge."""
    rows = _decisions(asked, DecisionStage.ASSIGNED).filter(of_units(asked, "owner"))
    return row(rows, "decision_receipt", words="text", day="receive_by", task="task", unit="owner")


def to_do(asked: Asked) -> Rows:
    """Return the decisions that their owner carries out."""
    rows = _decisions(asked, DecisionStage.DOING, DecisionStage.REOPENED).filter(of_units(asked, "owner"))
    return row(rows, "decision", words="text", day="due_on", task="task", unit="owner")


def unit_decides(asked: Asked) -> Rows:
    """Return the problems that a unit has to decide."""
    rows = _problems(asked, ProblemStage.UNIT_LEVEL).filter(of_units(asked, "decider_unit"))
    return row(rows, "problem_of_unit", words="asked", day="decide_by", task="task", unit="decider_unit")


def unit_says(asked: Asked) -> Rows:
    """Return the problems of a unit that are reported solved: it says whether they are."""
    rows = _problems(asked, ProblemStage.RESOLVED).filter(of_units(asked, "unit"))
    return row(rows, "solution_of_unit", words="title", day="confirm_by", task="task", unit="unit")


def unit_answers(asked: Asked) -> Rows:
    """Return the proposals that a unit has to answer."""
    rows = _proposals(asked, ProposalStage.ROUTED).filter(of_units(asked, "answerer_unit"))
    return row(rows, "proposal_of_unit", words="title", day="answer_by", task="task", unit="answerer_unit")


def unit_confirms(asked: Asked) -> Rows:
    """Return the decisions that the head of a unit made on a problem within it and that are reported done."""
    rows = _decisions(asked, DecisionStage.REPORTED).filter(leader__isnull=True)
    rows = rows.filter(of_units(asked, "problem__decider_unit"))
    return row(rows, "decision_reported_of_unit", words="text", day=None, task="task", unit="problem__decider_unit")


def leader_decides(asked: Asked) -> Rows:
    """Return the problems that leaders have to decide; at the level of the government the approver decides alone."""
    of_city = Q(stage=ProblemStage.CITY_LEVEL)
    rows = _problems(asked, ProblemStage.LEADER_LEVEL, ProblemStage.CITY_LEVEL)
    rows = rows.annotate(whose=Case(When(of_city, then=None), default=F("decider")))
    if asked.persons is not None or asked.without is not None:
        own = Q(stage=ProblemStage.LEADER_LEVEL) & _of_leader(asked, "decider", Q(pk__in=()))
        rows = rows.filter(own | of_city if asked.with_nobodys else own)
    return row(rows, "problem", words="asked", day="decide_by", task="task", person="whose")


def leader_says(asked: Asked) -> Rows:
    """Return the problems that a leader raised and that are reported solved."""
    rows = _problems(asked, ProblemStage.RESOLVED).filter(unit__isnull=True)
    rows = rows.filter(_of_leader(asked, "raiser", Q(pk__in=())))
    return row(rows, "solution", words="title", day="confirm_by", task="task", person="raiser")


def leader_confirms(asked: Asked) -> Rows:
    """Return the decisions of leaders that are reported done."""
    rows = _decisions(asked, DecisionStage.REPORTED).exclude(leader__isnull=True)
    rows = rows.filter(_of_leader(asked, "leader", Q(problem__level=ProblemStage.CITY_LEVEL)))
    return row(rows, "decision_reported", words="text", day=None, task="task", person="leader")


def leader_signs(asked: Asked) -> Rows:
    """Return the dispatches whose minutes their leader has to sign."""
    rows = _dispatches(asked, DispatchStage.HELD).filter(_of_leader(asked, "leader", Q(pk__in=())))
    return row(rows, "minutes", words="title", day=None, person="leader")


def leader_answers(asked: Asked) -> Rows:
    """Return the proposals that leaders have to answer."""
    rows = _proposals(asked, ProposalStage.ROUTED).filter(answerer__isnull=False)
    rows = rows.filter(_of_leader(asked, "answerer", Q(pk__in=())))
    return row(rows, "proposal", words="title", day="answer_by", task="task", person="answerer")


def _office_says(asked: Asked) -> Rows:
    """Return the problems that somebody of the office noted and that are reported solved."""
    leaders = seated_as(asked.jurisdiction, SERVED, clock.today())
    rows = _problems(asked, ProblemStage.RESOLVED).filter(unit__isnull=True).exclude(raiser__in=leaders)
    return row(rows, "solution_of_office", words="title", day="confirm_by", task="task", person="raiser")


def _office_triages(asked: Asked) -> Rows:
    rows = _problems(asked, ProblemStage.RAISED, ProblemStage.TRIAGED)
    return row(rows, "triage", words="title", day="triage_by", task="task")


def _office_sends_up(asked: Asked) -> Rows:
    rows = _problems(asked, ProblemStage.UNIT_LEVEL, ProblemStage.LEADER_LEVEL).filter(rise_proposed_on__isnull=False)
    return row(rows, "rise", words="title", day="rise_proposed_on", task="task")


def _office_routes(asked: Asked) -> Rows:
    return row(_proposals(asked, ProposalStage.FILED), "routing", words="title", day="route_by", task="task")


def _office_finishes(asked: Asked) -> Rows:
    return row(_proposals(asked, ProposalStage.ANSWERED), "finishing", words="title", day="do_by", task="task")


def _office_holds(asked: Asked) -> Rows:
    rows = _dispatches(asked, DispatchStage.PLANNED).annotate(on=TruncDate("planned_for"))
    return row(rows, "dispatch", words="title", day="on", person="leader")


def _office_takes_minutes(asked: Asked) -> Rows:
    return row(_dispatches(asked, DispatchStage.HELD), "minutes_taken", words="title", day="held_on", person="leader")


def _office_sends(asked: Asked) -> Rows:
    return row(_dispatches(asked, DispatchStage.MINUTED), "minutes_sent", words="title", day="held_on", person="leader")


_UNIT, _LEADER, _OFFICE = Owner.UNIT, Owner.LEADER, Owner.OFFICE
register(
    PlainKind(
        "decision_receipt",
        _("Receipt of a decision"),
        _("Acknowledge"),
        _UNIT,
        "coordination.receive_decision",
        to_receive,
    ),
    PlainKind("decision", _("Decision"), _("Report it done"), _UNIT, "decision", to_do),
    PlainKind("problem_of_unit", _("Problem"), _("Decide"), _UNIT, "problem", unit_decides),
    PlainKind("solution_of_unit", _("Solution"), _("Is it solved?"), _UNIT, "problem", unit_says),
    PlainKind("proposal_of_unit", _("Proposal"), _("Answer"), _UNIT, "coordination.answer_proposal", unit_answers),
    PlainKind(
        "decision_reported_of_unit",
        _("Decision reported done"),
        _("Look at it"),
        _UNIT,
        "decision",
        unit_confirms,
    ),
    PlainKind("problem", _("Problem"), _("Decide"), _LEADER, "problem", leader_decides),
    PlainKind("solution", _("Solution"), _("Is it solved?"), _LEADER, "problem", leader_says),
    PlainKind("decision_reported", _("Decision reported done"), _("Look at it"), _LEADER, "decision", leader_confirms),
    PlainKind("minutes", _("Minutes"), _("Sign"), _LEADER, "dispatch_meeting", leader_signs),
    PlainKind("proposal", _("Proposal"), _("Answer"), _LEADER, "coordination.answer_proposal", leader_answers),
    PlainKind("triage", _("Problem"), _("Look it through"), _OFFICE, "problem", _office_triages),
    PlainKind("solution_of_office", _("Solution"), _("Is it solved?"), _OFFICE, "problem", _office_says),
    PlainKind(
        "rise",
        _("Problem without an answer"),
        _("Send it up"),
        _OFFICE,
        "coordination.send_up_problem",
        _office_sends_up,
    ),
    PlainKind(
        "routing", _("Proposal"), _("Send for an answer"), _OFFICE, "coordination.route_proposal", _office_routes
    ),
    PlainKind(
        "finishing",
        _("Proposal answered"),
        _("Note what came of it"),
        _OFFICE,
        "coordination.finish_proposal",
        _office_finishes,
    ),
    PlainKind("dispatch", _("Dispatch"), _("Prepare"), _OFFICE, "dispatch_meeting", _office_holds),
    PlainKind("minutes_taken", _("Minutes"), _("Write them"), _OFFICE, "dispatch_meeting", _office_takes_minutes),
    PlainKind(
        "minutes_sent", _("Minutes signed"), pgettext_lazy("button", "Send"), _OFFICE, "dispatch_meeting", _office_sends
    ),
)
