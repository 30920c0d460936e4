"""What can go wrong with one's own account and at the door."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class FactorMissing(DomainError):
    """There is no second factor that could be changed."""

    code = "orgs.factor_missing"


class FactorRequired(DomainError):
    """The post does not let this person go without a second factor."""

    code = "orgs.factor_required"


class NotLocked(DomainError):
    """Nothing is locked or slowed under this name."""

    code = "orgs.not_locked"


texts.register(
    {
        FactorMissing.code: _("No second factor is set up for this account."),
        FactorRequired.code: _("Your post needs a second factor. It can be replaced, but not taken away."),
        NotLocked.code: _("%(name)s is not locked any more."),
    }
)
