"""What can go wrong between the issue of a task and the start of its work."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NothingToIssue(DomainError):
    """No task of the plan waits for its issue and has a unit that leads."""

    code = "ledger.nothing_to_issue"


class IssuedInFuture(DomainError):
    """Tasks are served today or were served before."""

    code = "ledger.issued_in_future"


class ReceivedAlready(DomainError):
    """The unit acknowledged receipt before."""

    code = "ledger.received_already"


class NotServed(DomainError):
    """The task was not issued yet."""

    code = "ledger.not_served"


class DisputeTooLate(DomainError):
    """Five working days after service have passed, or the task was received (domain 4.4)."""

    code = "ledger.dispute_too_late"


class DisputedAlready(DomainError):
    """A unit objects once (domain 3.1)."""

    code = "ledger.disputed_already"


class WordsNeeded(DomainError):
    """An act that needs a reason or an answer in words has none."""

    code = "ledger.words_needed"


class WordsTooLong(DomainError):
    """Words that are longer than what is kept of them."""

    code = "ledger.words_too_long"


class SuspendedTooLong(DomainError):
    """A suspension lasts three months at most and ends after it begins (domain 3.1)."""

    code = "ledger.suspended_too_long"


texts.register(
    {
        NothingToIssue.code: _(
            "No task of this plan can be issued: all are issued, or nobody leads them. Name the lead units first."
        ),
        IssuedInFuture.code: _("The day of service lies in the future. Give the day on which the units received it."),
        ReceivedAlready.code: _("%(unit)s acknowledged receipt before; nothing was changed."),
        NotServed.code: _("This task was not issued yet, so there is nothing to acknowledge."),
        DisputeTooLate.code: _(
            "An objection was possible until %(day)s, before receipt. Ask the supervision office to adjust the task."
        ),
        DisputedAlready.code: _("%(unit)s objected to this task before; an objection is made once."),
        WordsNeeded.code: _("Write down the reason; it stands in the journal and is shown to those concerned."),
        WordsTooLong.code: _(
            "These words have %(length)s characters; at most %(longest)s are kept here. Shorten them; nothing was "
            "saved."
        ),
        SuspendedTooLong.code: _("The day of review must lie between tomorrow and %(day)s, three months from today."),
    }
)
