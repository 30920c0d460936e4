"""What can go wrong with instructions and assigned matters."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class GivenLater(DomainError):
    """An instruction, or what a matter comes from, bears a day that has not come yet."""

    code = "ledger.given_later"


class AboutWrong(DomainError):
    """What an instruction is about is not said, or not known."""

    code = "ledger.about_wrong"


class UnitNotAssignable(DomainError):
    """Only single units that exist are assigned a matter, each once."""

    code = "ledger.unit_not_assignable"


class MatterWrong(DomainError):
    """Source, urgency, leader, instruction or task of a matter is none that is known."""

    code = "ledger.matter_wrong"


class DueBeforeService(DomainError):
    """A matter is due on a day before its slip was served."""

    code = "ledger.due_before_service"


class ServedOutside(DomainError):
    """A slip is served after the matter was registered, and today at the latest."""

    code = "ledger.served_outside"


class NoReply(DomainError):
    """There is neither a draft nor a text to sign."""

    code = "ledger.no_reply"


class ExtendedAlready(DomainError):
    """A matter is extended once, and one request is answered at a time (domain 3.8)."""

    code = "ledger.extended_already"


class AskedTooLate(DomainError):
    """More time is asked for before the day it is about."""

    code = "ledger.asked_too_late"


class ExtensionOutside(DomainError):
    """The day asked for is not later than the one that holds, or too far."""

    code = "ledger.extension_outside"


class OwnEntry(DomainError):
    """Who entered a reply does not check it."""

    code = "ledger.own_entry"


class NotChecked(DomainError):
    """The reply was not checked yet."""

    code = "ledger.not_checked"


class CloserNeeded(DomainError):
    """Closing is a hard step: another person than the one who checked (domain 3, rule 2)."""

    code = "ledger.closer_needed"


texts.register(
    {
        GivenLater.code: _("The day %(day)s lies in the future. Give the day on which it was written or said."),
        AboutWrong.code: _("Say what the instruction is about: a task, a special report, a paper, or a few words."),
        UnitNotAssignable.code: _(
            "%(unit)s cannot be assigned this matter: it is a group, does not exist any more, or is named twice. "
            "Choose single units of the register, each once."
        ),
        MatterWrong.code: _(
            "Choose source, urgency, leader, instruction and task among those offered, and give the day of the source."
        ),
        DueBeforeService.code: _(
            "The matter is due on %(day)s, before its slip is served. Serve it earlier, or withdraw the matter and "
            "register it with another day."
        ),
        ServedOutside.code: _(
            "The slip is served between %(day)s, on which the matter was registered, and today. Correct the day."
        ),
        NoReply.code: _("No reply was drafted. Write what was done, then sign it."),
        ExtendedAlready.code: _(
            "This matter was extended, or a request for more time waits for its answer; a matter is extended once."
        ),
        AskedTooLate.code: _("More time could be asked for until %(day)s, the day on which the matter was due."),
        ExtensionOutside.code: _(
            "The new day must lie after %(day)s and not after %(last)s, the latest that an extension allows."
        ),
        OwnEntry.code: _("You entered this reply; somebody else of the office checks it."),
        NotChecked.code: _("The reply was not checked yet. Check it first; another person then closes the matter."),
        CloserNeeded.code: _(
            "Who checked a reply does not close the matter; what the head of the office checked the approver closes."
        ),
    }
)
