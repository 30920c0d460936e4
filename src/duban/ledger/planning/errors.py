"""What can go wrong with a work plan, its review, its changes, its milestones."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class PlanIncomplete(DomainError):
    """What a work plan needs is missing (domain 3.1, PLANNING to PLAN_REVIEW)."""

    code = "ledger.plan_incomplete"


class PlanWrong(DomainError):
    """A value of a work plan cannot be."""

    code = "ledger.plan_wrong"


class NotYetDue(DomainError):
    """The office puts in force provisionally only after the leader's days have passed."""

    code = "ledger.not_yet_due"


class ReturnedTwice(DomainError):
    """A work plan is returned twice at most; then the leader settles it (domain 3.1)."""

    code = "ledger.returned_twice"


class NothingDiffers(DomainError):
    """A change that changes nothing."""

    code = "ledger.nothing_differs"


class ChangeOpen(DomainError):
    """Another change of the same work plan waits for its answer."""

    code = "ledger.change_open"


class ChangedSince(DomainError):
    """A change that was granted provisionally cannot be revoked once another one was built on it."""

    code = "ledger.changed_since"


class DoneInFuture(DomainError):
    """A milestone was done today or before, not later, and not before the task was issued."""

    code = "ledger.done_in_future"


texts.register(
    {
        PlanIncomplete.code: _("The work plan cannot be filed yet. Missing: %(missing)s."),
        PlanWrong.code: _("%(where)s: %(what)s Nothing was saved."),
        NotYetDue.code: _("The responsible leader has until %(day)s to answer; after that day this can be done."),
        ReturnedTwice.code: _("This work plan was returned twice. The responsible leader settles it now."),
        NothingDiffers.code: _("Nothing differs from the work plan in force, so there is nothing to ask for."),
        ChangeOpen.code: _("A change of this work plan waits for its answer. Withdraw it first, or wait."),
        ChangedSince.code: _(
            "This work plan was changed again since. Confirm this change, and let its unit ask for a further one."
        ),
        DoneInFuture.code: _("Give the day on which it was done: from the day of issue (%(first)s) up to today."),
    }
)
