"""The lives of a task, of a work plan and of what turns them, as data (domain 3.1, 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.stages import Table, Transition


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
        Transition(_S.RUNNING, _S.YEAR_CLOSED, by="clock", when="31 December"),
        Transition(_S.SUSPENDED, _S.YEAR_CLOSED, by="clock", when="31 December"),
        Transition(_S.DONE_CLAIMED, _S.YEAR_CLOSED, by="clock", when="31 December"),
        Transition(_S.YEAR_CLOSED, _S.CLOSED, by="office_head", when="by 31 January"),
        Transition(_S.YEAR_CLOSED, _S.CARRIED_OVER, by="office_head", when="the approver signs the list"),
        *(Transition(stage, _S.CANCELLED, by="approver", when="by amendment") for stage in _BEFORE_CLOSED),
    ),
)

WORK_PLAN = Table(
    initial=PlanStage.DRAFT,
    final=frozenset({PlanStage.IN_FORCE}),
    transitions=(
        Transition(PlanStage.DRAFT, PlanStage.FILED, by="head"),
        Transition(PlanStage.FILED, PlanStage.RETURNED, by="office or leader", when="with a reason, twice at most"),
        Transition(PlanStage.RETURNED, PlanStage.FILED, by="head"),
        Transition(PlanStage.FILED, PlanStage.IN_FORCE, by="leader", when="baseline frozen"),
        Transition(PlanStage.FILED, PlanStage.IN_FORCE, by="office_head", when="provisionally"),
    ),
)

CHANGE = Table(
    initial=ChangeStage.FILED,
    final=frozenset({ChangeStage.GRANTED, ChangeStage.REFUSED, ChangeStage.WITHDRAWN}),
    transitions=(
        Transition(ChangeStage.FILED, ChangeStage.ADVISED, by="office"),
        Transition(ChangeStage.FILED, ChangeStage.GRANTED, by="leader"),
        Transition(ChangeStage.ADVISED, ChangeStage.GRANTED, by="leader"),
        Transition(ChangeStage.ADVISED, ChangeStage.GRANTED, by="office_head", when="no answer: provisionally"),
        Transition(ChangeStage.FILED, ChangeStage.REFUSED, by="leader"),
        Transition(ChangeStage.ADVISED, ChangeStage.REFUSED, by="leader"),
        Transition(ChangeStage.FILED, ChangeStage.WITHDRAWN, by="head"),
        Transition(ChangeStage.ADVISED, ChangeStage.WITHDRAWN, by="head"),
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
