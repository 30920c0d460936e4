"""What a person does before anything else opens, in this order (domain 6.4; Order 733, article 9)."""

from enum import Enum

from duban.orgs.signing_in import passwords, second_factor, undertaking
from duban.orgs.viewers import Viewer


class Chore(Enum):
    """A page that stands in the way; the value is the name of its address."""

    PASSWORD = "account_password"  # noqa: S105 -- an address
    SECOND_FACTOR = "account_second_factor"
    UNDERTAKING = "account_undertaking"


def first_chore(viewer: Viewer, *, has_factor: bool) -> Chore | None:
    """Return the chore that is due next; `has_factor` may be what the session knows already."""
    if passwords.is_due(viewer.user):
        return Chore.PASSWORD
    if second_factor.is_required(viewer) and not has_factor and not second_factor.has_factor(viewer.user):
        return Chore.SECOND_FACTOR
    if undertaking.is_due(viewer):
        return Chore.UNDERTAKING
    return None
