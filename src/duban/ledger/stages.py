"""The lives of a task, of a work plan and of what turns them, of a matter and an instruction, as data (domain 3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.stages import Table, Transition, from_each


class TaskStage(models.TextChoices):
    """All stages of a task; adoption creates CHECKED."""

    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked")
    ISSUED = "issued", _("Issued")
    DISPUTED = "disputed", _("Disputed")
    ACCEPTED = "accepted", _("Receipt acknowledged")
    PLANNING = "planning", _("Work plan being made")
    PLAN_REVIEW = "plan_review", _("Work plan in review")
    RUNNING = "running", _("Running")
    SUSPENDED = "suspended", _("Suspended")
    DONE_CLAIMED = "done_claimed", _("Reported done")
    VERIFYING = "verifying", _("Being verified")
    CLOSED = "closed", _("Closed")
    YEAR_CLOSED = "year_closed", _("Closed for the year")
    CARRIED_OVER = "carried_over", _("Carried over")
    CANCELLED = "cancelled", _("Cancelled")


class PlanStage(models.TextChoices):
    """The stages of a lead's work plan."""

    DRAFT = "draft", _("Being made")
    FILED = "filed", _("Filed")
    RETURNED = "returned", _("Returned")
    IN_FORCE = "in_force", _("In force")


class ChangeStage(models.TextChoices):
    """The stages of a change request or an extension."""

    FILED = "filed", _("Filed")
    ADVISED = "advised", _("With the office's advice")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DisputeStage(models.TextChoices):
    """The stages of an objection to an assignment."""

    FILED = "filed", _("Filed")
    REFUSED = "refused", _("Refused")
    ADJUSTED = "adjusted", _("Adjusted within the clause")


class ClaimStage(models.TextChoices):
    """The stages of a claim that a part is done."""

    MADE = "made", _("Reported done")
    VERIFYING = "verifying", _("Being verified")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    WITHDRAWN = "withdrawn", _("Withdrawn")


_S = TaskStage
_BEFORE_CLOSED = (
    _S.DRAFT,
    _S.CHECKED,
    _S.ISSUED,
    _S.DISPUTED,
    _S.ACCEPTED,
    _S.PLANNING,
    _S.PLAN_REVIEW,
    _S.RUNNING,
    _S.SUSPENDED,
    _S.DONE_CLAIMED,
    _S.VERIFYING,
)

TASK = Table(
    initial=_S.DRAFT,
    final=frozenset({_S.CARRIED_OVER, _S.CANCELLED}),
    transitions=(
        Transition(_S.DRAFT, _S.CHECKED, by="office", when="units resolved or left to the lead, counts explained"),
        Transition(_S.CHECKED, _S.ISSUED, by="office_head", when="the issued document is its basis"),
        Transition(_S.ISSUED, _S.ACCEPTED, by="liaison", when="receipt of the primary lead"),
        Transition(_S.ISSUED, _S.ACCEPTED, by="clock", when="the days of receipt have run out"),
        Transition(_S.ISSUED, _S.DISPUTED, by="head", when="once, within five working days, with a reason"),
        Transition(_S.DISPUTED, _S.ISSUED, by="leader", when="refused, or adjusted within the clause"),
        Transition(_S.ACCEPTED, _S.PLANNING, by="clock", when="at once"),
        Transition(_S.PLANNING, _S.PLAN_REVIEW, by="head", when="items, a person for each, one milestone, posts named"),
        Transition(_S.PLAN_REVIEW, _S.PLANNING, by="office or leader", when="returned with a reason, twice at most"),
        Transition(_S.PLAN_REVIEW, _S.RUNNING, by="leader", when="baseline frozen"),
        Transition(_S.PLAN_REVIEW, _S.RUNNING, by="office_head", when="no answer in five working days: provisionally"),
        Transition(_S.RUNNING, _S.SUSPENDED, by="approver", when="outside cause, at most three months"),
        Transition(_S.SUSPENDED, _S.RUNNING, by="approver", when="the cause has gone"),
        Transition(_S.SUSPENDED, _S.RUNNING, by="clock", when="the day of review"),
        Transition(_S.RUNNING, _S.DONE_CLAIMED, by="head", when="every lead claims its part"),
        Transition(_S.DONE_CLAIMED, _S.VERIFYING, by="office", when="within ten working days"),
        Transition(_S.VERIFYING, _S.RUNNING, by="office", when="returned with the gap"),
        Transition(_S.VERIFYING, _S.CLOSED, by="office_head", when="another person verified it"),
        Transition(_S.CLOSED, _S.RUNNING, by="office_head and leader", when="reopened on proof"),
        *from_each((_S.RUNNING, _S.SUSPENDED, _S.DONE_CLAIMED), _S.YEAR_CLOSED, by="clock", when="31 December"),
        Transition(_S.YEAR_CLOSED, _S.CLOSED, by="office_head", when="by 31 January"),
        Transition(_S.YEAR_CLOSED, _S.CARRIED_OVER, by="office_head", when="the approver signs the list"),
        *from_each(_BEFORE_CLOSED, _S.CANCELLED, by="approver", when="by amendment"),
    ),
)

_P = PlanStage
WORK_PLAN = Table(
    initial=_P.DRAFT,
    final=frozenset({_P.IN_FORCE}),
    transitions=(
        *from_each((_P.DRAFT, _P.RETURNED), _P.FILED, by="head"),
        Transition(_P.FILED, _P.RETURNED, by="office or leader", when="with a reason, twice at most"),
        Transition(_P.FILED, _P.IN_FORCE, by="leader", when="baseline frozen"),
        Transition(_P.FILED, _P.IN_FORCE, by="office_head", when="provisionally"),
    ),
)

_C = ChangeStage
_OPEN_CHANGE = (_C.FILED, _C.ADVISED)
CHANGE = Table(
    initial=_C.FILED,
    final=frozenset({_C.GRANTED, _C.REFUSED, _C.WITHDRAWN}),
    transitions=(
        Transition(_C.FILED, _C.ADVISED, by="office"),
        *from_each(_OPEN_CHANGE, _C.GRANTED, by="leader", when="the next baseline is frozen"),
        Transition(_C.ADVISED, _C.GRANTED, by="office_head", when="no answer in three working days: provisionally"),
        *from_each(_OPEN_CHANGE, _C.REFUSED, by="leader", when="with a reason"),
        Transition(_C.GRANTED, _C.REFUSED, by="leader", when="granted provisionally: the baseline before holds again"),
        *from_each(_OPEN_CHANGE, _C.WITHDRAWN, by="head"),
    ),
)

DISPUTE = Table(
    initial=DisputeStage.FILED,
    final=frozenset({DisputeStage.REFUSED, DisputeStage.ADJUSTED}),
    transitions=(
        Transition(DisputeStage.FILED, DisputeStage.REFUSED, by="leader"),
        Transition(DisputeStage.FILED, DisputeStage.ADJUSTED, by="leader"),
    ),
)

CLAIM = Table(
    initial=ClaimStage.MADE,
    final=frozenset({ClaimStage.RETURNED, ClaimStage.VERIFIED, ClaimStage.WITHDRAWN}),
    transitions=(
        Transition(ClaimStage.MADE, ClaimStage.VERIFYING, by="office"),
        Transition(ClaimStage.MADE, ClaimStage.WITHDRAWN, by="head"),
        Transition(ClaimStage.VERIFYING, ClaimStage.RETURNED, by="office", when="with the gap"),
        Transition(ClaimStage.VERIFYING, ClaimStage.VERIFIED, by="office_head"),
        Transition(ClaimStage.VERIFIED, ClaimStage.RETURNED, by="office_head and leader", when="reopened on proof"),
    ),
)


class InstructionStage(models.TextChoices):
    """The stages of a leader's instruction (批示)."""

    GIVEN = "given", _("Given")
    HANDED_ON = "handed_on", _("Handed on")
    NOTED = "noted", _("Noted, nothing to do")
    CLOSED = "closed", _("Closed")


class MatterStage(models.TextChoices):
    """The stages of an assigned matter (交办事项)."""

    REGISTERED = "registered", _("Registered")
    ASSIGNED = "assigned", _("Assigned")
    SIGNED = "signed", _("Signed for")
    DOING = "doing", _("Under way")
    EXTENDED = "extended", _("Extended")
    REPLIED = "replied", _("Replied")
    RETURNED = "returned", _("Returned")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ExtensionStage(models.TextChoices):
    """The stages of a request for more time for a matter."""

    FILED = "filed", _("Filed")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Needless")


_I = InstructionStage
INSTRUCTION = Table(
    initial=_I.GIVEN,
    final=frozenset({_I.NOTED, _I.CLOSED}),
    transitions=(
        Transition(_I.GIVEN, _I.HANDED_ON, by="office", when="a matter or a decision is made of it"),
        Transition(_I.GIVEN, _I.NOTED, by="office", when="only to be read"),
        Transition(_I.NOTED, _I.HANDED_ON, by="office", when="a matter is made of it after all"),
        Transition(_I.HANDED_ON, _I.CLOSED, by="office", when="all that was made of it is closed"),
        Transition(_I.CLOSED, _I.HANDED_ON, by="office", when="something more is made of it"),
    ),
)

_M = MatterStage
OPEN_MATTER = (_M.REGISTERED, _M.ASSIGNED, _M.SIGNED, _M.DOING, _M.EXTENDED, _M.REPLIED, _M.RETURNED)
WITH_UNIT = (_M.ASSIGNED, _M.SIGNED, _M.DOING, _M.EXTENDED, _M.RETURNED)
"""Stages in which a matter waits for its lead unit: past its day it is late there."""
SERVED = (*WITH_UNIT, _M.REPLIED)
"""Stages in which a matter is open with the units that got its slip."""

MATTER = Table(
    initial=_M.REGISTERED,
    final=frozenset({_M.CLOSED, _M.WITHDRAWN}),
    transitions=(
        Transition(_M.REGISTERED, _M.ASSIGNED, by="office", when="the slip is served"),
        Transition(_M.ASSIGNED, _M.SIGNED, by="lead", when="within three working days, urgent one"),
        Transition(_M.ASSIGNED, _M.SIGNED, by="clock", when="the days of receipt have run out"),
        Transition(_M.SIGNED, _M.DOING, by="lead", when="who sees to it is named"),
        Transition(_M.DOING, _M.EXTENDED, by="office or leader", when="once, asked before its day, with a reason"),
        Transition(_M.RETURNED, _M.EXTENDED, by="office or leader", when="the same"),
        *from_each((_M.DOING, _M.EXTENDED, _M.RETURNED), _M.REPLIED, by="head"),
        Transition(_M.REPLIED, _M.RETURNED, by="office", when="with a reason; two working days to reply again"),
        Transition(_M.REPLIED, _M.CLOSED, by="office_head", when="another person checked the reply"),
        *from_each(
            (_M.REGISTERED, _M.ASSIGNED, _M.SIGNED, _M.DOING, _M.EXTENDED, _M.RETURNED),
            _M.WITHDRAWN,
            by="office_head or leader",
            when="with a reason",
        ),
    ),
)

_X = ExtensionStage
EXTENSION = Table(
    initial=_X.FILED,
    final=frozenset({_X.GRANTED, _X.REFUSED, _X.WITHDRAWN}),
    transitions=(
        Transition(_X.FILED, _X.GRANTED, by="office or leader"),
        Transition(_X.FILED, _X.REFUSED, by="office or leader", when="with a reason"),
        Transition(_X.FILED, _X.WITHDRAWN, by="lead or office", when="the matter went on without it"),
    ),
)
