"""What can go wrong with urging and supervision slips."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NothingOwed(DomainError):
    """What is to be urged is not owed over its day by this unit, or nothing was chosen."""

    code = "supervision.nothing_owed"


class UrgedLately(DomainError):
    """The same thing is not urged again before two working days have passed (domain 4.4)."""

    code = "supervision.urged_lately"


class CallOutside(DomainError):
    """A call was made today or on one of the days before; a promise is for a later day."""

    code = "supervision.call_outside"


class CallerUnknown(DomainError):
    """Who called is of the office, and who was called is of the unit."""

    code = "supervision.caller_unknown"


class NotReachedPromise(DomainError):
    """Who was not reached promised nothing."""

    code = "supervision.not_reached_promise"


class NotProposable(DomainError):
    """A slip is proposed for what is five working days over or yellow at two cut-offs, once for each matter."""

    code = "supervision.not_proposable"


class DoneMeanwhile(DomainError):
    """What a slip was proposed for was done before it was sent."""

    code = "supervision.done_meanwhile"


class SenderNeeded(DomainError):
    """Another person sends than who proposed; what the head of the office proposed the approver sends."""

    code = "supervision.sender_needed"


class SlipServedOutside(DomainError):
    """A slip is served between its proposal and today."""

    code = "supervision.slip_served_outside"


texts.register(
    {
        NothingOwed.code: _(
            "Choose what %(unit)s owes over its day. What was done meanwhile is not urged: look at the list again."
        ),
        UrgedLately.code: _(
            "%(words)s was urged on %(day)s, by slip or by telephone; it may be urged again from %(again)s."
        ),
        CallOutside.code: _(
            "A call is entered within ten working days, and a promised day lies after the call. Correct the days."
        ),
        CallerUnknown.code: _("Choose who called among the office, and whom among the people of the unit."),
        NotReachedPromise.code: _("Nobody was reached, so nobody promised a day. Leave the day out."),
        NotProposable.code: _(
            "For this matter of %(unit)s no slip can be proposed: it is done, not late enough, or has its slip."
        ),
        DoneMeanwhile.code: _("The matter was done meanwhile: withdraw the proposal instead of sending it."),
        SenderNeeded.code: _(
            "Who proposed a slip does not send it; what the head of the office proposed the approver sends."
        ),
        SlipServedOutside.code: _("The slip is served between %(day)s, on which it was proposed, and today."),
    }
)
