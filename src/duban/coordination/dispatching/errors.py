"""What can go wrong with a dispatch."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotALeader(DomainError):
    """A dispatch is led by a leader of the government or its approver."""

    code = "coordination.not_a_leader"


class NoSuchHour(DomainError):
    """An hour of the day is written as 09:00."""

    code = "coordination.no_such_hour"


class HeldInFuture(DomainError):
    """What was held was held today or before."""

    code = "coordination.held_in_future"


class NobodyPresent(DomainError):
    """A dispatch was held with somebody."""

    code = "coordination.nobody_present"


class MinutesEmpty(DomainError):
    """Minutes say something, or hold a decision."""

    code = "coordination.minutes_empty"


texts.register(
    {
        NotALeader.code: _("Choose a leader who answers for a field, or the approver."),
        NoSuchHour.code: _("Write the hour as 09:00; %(hour)s is none."),
        HeldInFuture.code: _("The day lies in the future. Record a dispatch once it was held."),
        NobodyPresent.code: _("Tick at least one unit that was present."),
        MinutesEmpty.code: _("The minutes hold neither words nor a decision; write down what was said first."),
    }
)
