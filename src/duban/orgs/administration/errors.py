"""What can go wrong when a government is set up, and in the acts of the administrators."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class CodeTaken(DomainError):
    """A government with this code is set up already."""

    code = "orgs.code_taken"


class NoSuchParent(DomainError):
    """The government named as the one above is not set up here, or does not stand above."""

    code = "orgs.no_such_parent"


class InDemonstration(DomainError):
    """A demonstration is built by `duban demo` alone, and holds no real government."""

    code = "orgs.in_demonstration"


class FoundedOverlap(DomainError):
    """One person was named for posts that watch over each other (domain 6.4)."""

    code = "orgs.founded_overlap"


class NoWords(DomainError):
    """A day of the calendar says why it differs."""

    code = "orgs.calendar_no_words"


class DayAsUsual(DomainError):
    """The day is so by its weekday already."""

    code = "orgs.calendar_as_usual"


class NoSuchDay(DomainError):
    """The calendar has no entry for the day."""

    code = "orgs.calendar_no_day"


class NothingChanged(DomainError):
    """The parameters are so already."""

    code = "orgs.parameters_unchanged"


class LevelNeedsApart(DomainError):
    """The level of protection asks for administrators who are not apart yet."""

    code = "orgs.level_needs_apart"


class GrantToHimself(DomainError):
    """Nobody proposes an exception for himself."""

    code = "orgs.grant_to_himself"


class NotGrantable(DomainError):
    """The act can never be given by exception to this person."""

    code = "orgs.not_grantable"


class GrantDays(DomainError):
    """An exception begins today or later, ends, and holds for a limited time."""

    code = "orgs.grant_days"


class GrantReason(DomainError):
    """An exception has a reason."""

    code = "orgs.grant_reason"


class GrantObject(DomainError):
    """The object of an exception is not there, or the act is not about such objects."""

    code = "orgs.grant_object"


class GrantSelfSigned(DomainError):
    """Nobody signs an exception for himself alone."""

    code = "orgs.grant_self_signed"


class GrantOver(DomainError):
    """The exception was revoked, refused, or has run out."""

    code = "orgs.grant_over"


texts.register(
    {
        CodeTaken.code: _("A government with the code %(taken)s is set up already. Choose another code."),
        NoSuchParent.code: _(
            "parent: no government with the code %(parent)s stands above this level here. "
            "Set the upper one up first, or leave it out."
        ),
        InDemonstration.code: _(
            "This is a demonstration (%(jurisdiction)s). Point DUBAN_HOME and DUBAN_DATABASE_URL to an installation "
            "of its own, then run “duban init” again."
        ),
        FoundedOverlap.code: _(
            "%(name)s cannot be %(first)s and %(second)s at once at protection level %(level)s: these posts watch over "
            "each other. Name somebody else for one of them."
        ),
        NoWords.code: _("Say in a few words why these days differ, as the arrangement calls them."),
        DayAsUsual.code: _("%(day)s is so by its weekday already; it needs no entry."),
        NoSuchDay.code: _("%(day)s follows its weekday; there is no entry to remove."),
        NothingChanged.code: _("Nothing was changed: the parameters are so already."),
        LevelNeedsApart.code: _(
            "%(name)s is %(first)s and %(second)s at once, which level %(level)s does not allow. Name somebody else "
            "for one of the posts first."
        ),
        GrantToHimself.code: _("Nobody proposes an exception for himself."),
        NotGrantable.code: _("“%(act)s” cannot be given to %(name)s by exception."),
        GrantDays.code: _(
            "The first day is today or later, the last not before it, and an exception holds for at most %(most)s days."
        ),
        GrantReason.code: _("Say why the exception is needed; the reason stands in the journal."),
        GrantObject.code: _("“%(act)s” is not about such an object, or there is none with the uid %(uid)s."),
        GrantSelfSigned.code: _(
            "The person who would get this exception is the only one who would sign it. Let another post sign the "
            "route of exceptions."
        ),
        GrantOver.code: _("This exception has ended; it cannot be changed any more."),
    }
)
