"""What can go wrong between the report that a task is done and its closing."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class StillOpen(DomainError):
    """Milestones of the part are not reported as done (domain 3.1, all items claimed)."""

    code = "progress.still_open"


class EvidenceOrReason(DomainError):
    """Completion carries evidence, or a reason for none."""

    code = "progress.evidence_or_reason"


class NotVerified(DomainError):
    """Nobody recorded a verification of every lead's part."""

    code = "progress.not_verified"


class OwnReport(DomainError):
    """The checker is not the reporter."""

    code = "progress.own_report"


class SecondPersonNeeded(DomainError):
    """A hard step needs two pairs of eyes (domain 3, rule 2)."""

    code = "progress.second_person_needed"


class NotConfirmed(DomainError):
    """A firm commitment is closed with the leader's word."""

    code = "progress.not_confirmed"


texts.register(
    {
        StillOpen.code: _(
            "Not everything is reported as done: %(open)s. Report these first, or have the work plan changed."
        ),
        EvidenceOrReason.code: _("Add a file as evidence, or say in a sentence why there is none."),
        NotVerified.code: _("Record the verification of %(units)s first."),
        OwnReport.code: _("You recorded this report of completion yourself; somebody else verifies it."),
        SecondPersonNeeded.code: _(
            "You verified this task yourself, so another person closes it: the head of the office, or the approver "
            "where the head verified it."
        ),
        NotConfirmed.code: _("This is a firm commitment: the responsible leader confirms its completion first."),
    }
)
