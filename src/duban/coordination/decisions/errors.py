"""What can go wrong with a decision."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class OwnerUnknown(DomainError):
    """A decision is carried out by a unit of the register."""

    code = "coordination.owner_unknown"


class NotLater(DomainError):
    """A day is moved to a later one."""

    code = "coordination.not_later"


texts.register(
    {
        OwnerUnknown.code: _("Choose a single unit of the register that carries it out."),
        NotLater.code: _("The day is %(day)s already; give a later one."),
    }
)
