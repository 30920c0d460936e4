"""What can go wrong when a reviewed plan becomes a ledger, and when its units are named."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotAdoptable(DomainError):
    """Something must be settled first (domain 3.1, DRAFT to CHECKED)."""

    code = "ledger.not_adoptable"


class ForComment(DomainError):
    """A draft for comment is no issued plan (domain 3.1, CHECKED to ISSUED)."""

    code = "ledger.for_comment"


class AdoptedAlready(DomainError):
    """The file was adopted before."""

    code = "ledger.adopted_already"


class NamingIncomplete(DomainError):
    """Either units are named for an open end, or a reason says that nobody else is meant."""

    code = "ledger.naming_incomplete"


class NotNameable(DomainError):
    """Only a single unit of the register that exists can be named."""

    code = "ledger.not_nameable"


class NoPart(DomainError):
    """The unit has no part in the task."""

    code = "ledger.no_part"


class NotADeputy(DomainError):
    """The post is not one of a deputy, or of the head, of the unit."""

    code = "ledger.not_a_deputy"


texts.register(
    {
        NotAdoptable.code: _(
            "%(count)s points must be settled before this plan can be adopted. Settle them in the review."
        ),
        ForComment.code: _(
            "This file is marked as a draft for comment. Remove the mark once the plan is issued, then adopt it."
        ),
        AdoptedAlready.code: _("This file was adopted already; its plan is in the ledger."),
        NamingIncomplete.code: _("Tick the units that are meant, or say why nobody else is meant; one of the two."),
        NotNameable.code: _(
            "%(unit)s cannot be named: it is a group, or it does not exist any more. Name single units of the register."
        ),
        NoPart.code: _("%(unit)s has no part in this task, so nobody of it is in charge of it."),
        NotADeputy.code: _("This post is not that of a deputy, or of the head, of %(unit)s. Choose one that is."),
    }
)
