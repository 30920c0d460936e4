"""The lives of a report, of what is asked of cooperating units, and of their docking, as data (domain 3.2, 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.stages import Table, Transition, from_each


class PeriodStage(models.TextChoices):
    """The stages of a reporting period."""

    OPEN = "open", _("Open")
    LOCKED = "locked", _("Locked")


class ReportStage(models.TextChoices):
    """The stages of a progress report; the clock creates EXPECTED."""

    EXPECTED = "expected", _("Expected")
    DRAFTING = "drafting", _("Being written")
    WAITING_CONTRIB = "waiting_contrib", _("Waiting for cooperating units")
    UNIT_REVIEW = "unit_review", _("With the unit head")
    SUBMITTED = "submitted", _("Filed")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    AMENDED = "amended", _("Amended")
    MISSING = "missing", _("Missing")
    EXEMPT = "exempt", _("Exempt")


class RequestStage(models.TextChoices):
    """The stages of a standing request to a cooperating unit."""

    SET = "set", _("Set")
    ENDED = "ended", _("Ended")


class ContributionStage(models.TextChoices):
    """The stages of one contribution."""

    DUE = "due", _("Due")
    FILED = "filed", _("Filed")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    LATE = "late", _("Not filed in time")
    EXEMPT = "exempt", _("Not asked any more")


class DockingStage(models.TextChoices):
    """The stages of what a cooperating unit offers to supply."""

    OFFERED = "offered", _("Offered")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")


class SpecialStage(models.TextChoices):
    """The stages of a special report."""

    DRAFTED = "drafted", _("Drafted")
    SENT = "sent", _("Signed by the head and sent")
    READ = "read", _("Read by the leader")
    INSTRUCTED = "instructed", _("With an instruction")


_R = ReportStage
_BEFORE_FILING = (_R.EXPECTED, _R.DRAFTING, _R.WAITING_CONTRIB, _R.UNIT_REVIEW)
REPORT = Table(
    initial=_R.EXPECTED,
    final=frozenset({_R.EXEMPT}),
    transitions=(
        Transition(_R.EXPECTED, _R.DRAFTING, by="liaison", when="filled in with what is known"),
        Transition(_R.EXPECTED, _R.SUBMITTED, by="head", when="or the liaison with a dated standing consent"),
        Transition(_R.EXPECTED, _R.UNIT_REVIEW, by="liaison", when="nil: no milestone fell due, the part is not red"),
        Transition(_R.DRAFTING, _R.WAITING_CONTRIB, by="liaison", when="contributions are outstanding"),
        Transition(_R.WAITING_CONTRIB, _R.DRAFTING, by="head of the cooperating unit", when="all filed"),
        Transition(_R.WAITING_CONTRIB, _R.DRAFTING, by="clock", when="their day has passed"),
        Transition(_R.DRAFTING, _R.UNIT_REVIEW, by="liaison", when="figure rules pass or carry a remark"),
        Transition(_R.DRAFTING, _R.SUBMITTED, by="head", when="his own filing is its approval"),
        Transition(_R.UNIT_REVIEW, _R.SUBMITTED, by="head", when="on time is judged by this moment"),
        Transition(_R.UNIT_REVIEW, _R.DRAFTING, by="head", when="with a reason"),
        Transition(_R.SUBMITTED, _R.RETURNED, by="office", when="with a reason; two working days to refile"),
        Transition(_R.RETURNED, _R.DRAFTING, by="liaison"),
        Transition(_R.RETURNED, _R.MISSING, by="clock", when="not refiled by the later of lock and return + 2"),
        Transition(_R.SUBMITTED, _R.ACCEPTED, by="office"),
        Transition(_R.SUBMITTED, _R.ACCEPTED, by="clock", when="after three working days"),
        *from_each((_R.ACCEPTED, _R.AMENDED), _R.AMENDED, by="head and office", when="a further version"),
        *from_each(_BEFORE_FILING, _R.MISSING, by="clock", when="the lock has passed"),
        Transition(_R.MISSING, _R.SUBMITTED, by="head", when="unlocked by the office; late for ever"),
        Transition(_R.EXPECTED, _R.EXEMPT, by="office", when="closed, suspended, or a longer rhythm"),
        *from_each(
            (*_BEFORE_FILING, _R.RETURNED),
            _R.EXEMPT,
            by="clock",
            when="the task is closed or suspended when it would be missing; what was written is kept",
        ),
    ),
)

_C = ContributionStage
_OUTSTANDING = (_C.DUE, _C.RETURNED)
CONTRIBUTION = Table(
    initial=_C.DUE,
    final=frozenset({_C.ACCEPTED, _C.EXEMPT}),
    transitions=(
        Transition(_C.DUE, _C.FILED, by="cooperating unit"),
        Transition(_C.DUE, _C.LATE, by="clock", when="its day has passed"),
        Transition(_C.LATE, _C.FILED, by="cooperating unit", when="stays late"),
        Transition(_C.FILED, _C.RETURNED, by="lead", when="with a reason"),
        Transition(_C.RETURNED, _C.FILED, by="cooperating unit"),
        Transition(_C.RETURNED, _C.LATE, by="clock", when="not filed again in two working days"),
        Transition(_C.FILED, _C.ACCEPTED, by="lead"),
        Transition(_C.FILED, _C.ACCEPTED, by="clock", when="the lead files its report"),
        *from_each(_OUTSTANDING, _C.EXEMPT, by="office", when="the lead itself is exempted"),
        *from_each(_OUTSTANDING, _C.EXEMPT, by="clock", when="the task is closed or suspended when it would be late"),
    ),
)

DOCKING = Table(
    initial=DockingStage.OFFERED,
    final=frozenset({DockingStage.AGREED, DockingStage.DECLINED}),
    transitions=(
        Transition(DockingStage.OFFERED, DockingStage.AGREED, by="lead", when="becomes a standing request"),
        Transition(DockingStage.OFFERED, DockingStage.DECLINED, by="lead", when="with a reason"),
    ),
)

_S = SpecialStage
SPECIAL = Table(
    initial=_S.DRAFTED,
    final=frozenset({_S.READ, _S.INSTRUCTED}),
    transitions=(
        Transition(_S.DRAFTED, _S.SENT, by="head", when="his signature sends it to leader and government"),
        Transition(_S.SENT, _S.READ, by="leader"),
        Transition(_S.SENT, _S.INSTRUCTED, by="leader", when="the instruction becomes a decision"),
        Transition(_S.READ, _S.INSTRUCTED, by="leader", when="the instruction becomes a decision"),
    ),
)
