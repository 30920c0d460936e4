"""What can go wrong with people, units and permission."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotVisible(DomainError):
    """The record does not exist for this viewer: other government, other stage, or not at all (404)."""

    code = "orgs.not_visible"


class NotAllowed(DomainError):
    """The viewer sees the record, and his role may never do this to it (403)."""

    code = "orgs.not_allowed"


class NotYours(DomainError):
    """The viewer's role may do this, but not to this record (403, with the reason)."""

    code = "orgs.not_yours"


class Stale(DomainError):
    """The record moved on while somebody was working on it, or is in another stage (409)."""

    code = "orgs.stale"


class WrongDatabase(DomainError):
    """The database was made for another mode than the one the program runs in."""

    code = "orgs.wrong_database"


texts.register(
    {
        NotVisible.code: _("There is no such record, or it is not open to you."),
        NotAllowed.code: _("Your post does not include this act: %(act)s."),
        NotYours.code: _("This act is open to your post, but not for this record: %(act)s."),
        Stale.code: _("This record has moved on since the page was opened. Nothing of yours was saved; look again."),
        WrongDatabase.code: _(
            "The database holds %(jurisdiction)s, which does not belong to the mode %(mode)s. "
            "Point DUBAN_DATABASE_URL and DUBAN_HOME to the right installation."
        ),
    }
)
