"""The lives of a problem, a dispatch, a decision, and a proposal, as data (domain 3.3, 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core.stages import Table, Transition, from_each


class ProblemStage(models.TextChoices):
    """The stages of a problem (困难问题)."""

    RAISED = "raised", _("Raised")
    TRIAGED = "triaged", _("Looked through")
    UNIT_LEVEL = "unit_level", _("With a unit")
    LEADER_LEVEL = "leader_level", _("With the leader")
    CITY_LEVEL = "city_level", _("With the government")
    RESOLVING = "resolving", _("Decided, under way")
    RESOLVED = "resolved", _("Reported solved")
    CONFIRMED = "confirmed", _("Solved")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNSOLVABLE = "unsolvable", _("Cannot be solved")


class DispatchStage(models.TextChoices):
    """The stages of a dispatch meeting or an on-site session."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    MINUTED = "minuted", _("Minutes signed")
    SENT = "sent", _("Minutes sent")
    CALLED_OFF = "called_off", _("Called off")


class DecisionStage(models.TextChoices):
    """The stages of a decision (议定事项)."""

    MADE = "made", _("Made")
    ASSIGNED = "assigned", _("Assigned")
    DOING = "doing", _("Under way")
    REPORTED = "reported", _("Reported done")
    CONFIRMED = "confirmed", pgettext_lazy("decision", "Confirmed")
    REOPENED = "reopened", _("Reopened")
    DROPPED = "dropped", _("Dropped")


class ProposalStage(models.TextChoices):
    """The stages of a proposal to the government (合理化建议)."""

    FILED = "filed", _("Filed")
    ROUTED = "routed", _("Sent for answer")
    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_P = ProblemStage
LEVELS = (_P.UNIT_LEVEL, _P.LEADER_LEVEL, _P.CITY_LEVEL)
OPEN_PROBLEM = (_P.RAISED, _P.TRIAGED, *LEVELS, _P.RESOLVING, _P.RESOLVED)

PROBLEM = Table(
    initial=_P.RAISED,
    final=frozenset({_P.CONFIRMED, _P.WITHDRAWN, _P.UNSOLVABLE}),
    transitions=(
        Transition(
            _P.RAISED, _P.TRIAGED, by="office", when="within three working days: what is asked of whom, by when"
        ),
        Transition(_P.TRIAGED, _P.UNIT_LEVEL, by="office", when="one unit can solve it"),
        Transition(_P.TRIAGED, _P.LEADER_LEVEL, by="office", when="it needs several units"),
        Transition(_P.TRIAGED, _P.CITY_LEVEL, by="office", when="it needs policy, land, or money"),
        Transition(_P.UNIT_LEVEL, _P.LEADER_LEVEL, by="head or office", when="the clock proposes it after 10 days"),
        Transition(_P.LEADER_LEVEL, _P.CITY_LEVEL, by="leader or office", when="the clock proposes it after 15 days"),
        *from_each(LEVELS, _P.RESOLVING, by="decider", when="action, owner, date"),
        *(Transition(_P.RESOLVING, level, by="decider", when="every decision was dropped") for level in LEVELS),
        Transition(_P.RESOLVING, _P.RESOLVED, by="owner", when="the last decision is reported done"),
        Transition(_P.RESOLVED, _P.CONFIRMED, by="raiser"),
        Transition(_P.RESOLVED, _P.CONFIRMED, by="clock", when="after five working days"),
        Transition(_P.RESOLVED, _P.RESOLVING, by="raiser", when="not solved, the first time"),
        *(Transition(_P.RESOLVED, level, by="raiser", when="not solved again: one level up") for level in LEVELS[1:]),
        Transition(_P.CITY_LEVEL, _P.UNSOLVABLE, by="approver", when="leads to a change or a suspension"),
        *from_each(OPEN_PROBLEM, _P.WITHDRAWN, by="raiser", when="with a reason"),
    ),
)

_D = DispatchStage
DISPATCH = Table(
    initial=_D.PLANNED,
    final=frozenset({_D.SENT, _D.CALLED_OFF}),
    transitions=(
        Transition(_D.PLANNED, _D.HELD, by="office or secretary", when="who was present"),
        Transition(_D.PLANNED, _D.CALLED_OFF, by="office or secretary", when="with a reason; its lines come again"),
        Transition(_D.HELD, _D.MINUTED, by="leader", when="he signs the minutes"),
        Transition(_D.MINUTED, _D.SENT, by="office or secretary", when="served; decisions go to their owners"),
    ),
)

_E = DecisionStage
OPEN_DECISION = (_E.MADE, _E.ASSIGNED, _E.DOING, _E.REPORTED, _E.REOPENED)
DECISION = Table(
    initial=_E.MADE,
    final=frozenset({_E.CONFIRMED, _E.DROPPED}),
    transitions=(
        Transition(_E.MADE, _E.ASSIGNED, by="office or secretary", when="the minutes or the instruction are sent"),
        Transition(_E.ASSIGNED, _E.DOING, by="owner", when="receipt"),
        Transition(_E.ASSIGNED, _E.DOING, by="clock", when="three working days after it was sent"),
        Transition(_E.DOING, _E.REPORTED, by="owner", when="what was done, with evidence where asked"),
        Transition(_E.REPORTED, _E.CONFIRMED, by="decider's side"),
        Transition(_E.REPORTED, _E.REOPENED, by="decider's side or raiser", when="with a reason"),
        Transition(_E.REOPENED, _E.REPORTED, by="owner"),
        *from_each(OPEN_DECISION, _E.DROPPED, by="decider's side", when="with a reason"),
    ),
)

_Q = ProposalStage
OPEN_PROPOSAL = (_Q.FILED, _Q.ROUTED, _Q.ANSWERED)
PROPOSAL = Table(
    initial=_Q.FILED,
    final=frozenset({_Q.DONE, _Q.WITHDRAWN}),
    transitions=(
        Transition(_Q.FILED, _Q.ROUTED, by="office", when="who answers, within ten working days"),
        Transition(_Q.ROUTED, _Q.ANSWERED, by="who was asked", when="adopted, in part, or not, with a reason"),
        Transition(_Q.ANSWERED, _Q.DONE, by="office", when="carried out, or nothing is left to do"),
        Transition(_Q.FILED, _Q.WITHDRAWN, by="proposer"),
        Transition(_Q.ROUTED, _Q.WITHDRAWN, by="proposer"),
    ),
)
