"""What can go wrong when a reviewed plan becomes a ledger."""

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


texts.register(
    {
        NotAdoptable.code: _(
            "%(count)s points must be settled before this plan can be adopted. Settle them in the review."
        ),
        ForComment.code: _(
            "This file is marked as a draft for comment. Remove the mark once the plan is issued, then adopt it."
        ),
        AdoptedAlready.code: _("This file was adopted already; its plan is in the ledger."),
    }
)
