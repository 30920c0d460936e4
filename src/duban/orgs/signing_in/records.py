"""Access records of the door: every sign-in, refusal, lock and end of a session (domain 6.4)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.journal.access import note_access
from duban.journal.records import INSTALLATION, Actor
from duban.journal.wording import name_fields
from duban.orgs.models import User

name_fields(
    {
        "orgs.second_factor": _("Code of the second factor"),
        "orgs.account_lock": _("Account locked everywhere"),
        "orgs.session_end": _("Session ended by its owner"),
        "orgs.session_replaced": _("Session ended by a new one (administrator)"),
        "orgs.sign_out_everywhere": _("Sign-out everywhere"),
        "locked": pgettext_lazy("outcome", "Locked"),
        "slowed": pgettext_lazy("outcome", "Slowed"),
    }
)


def note(*, user: User, what: str, outcome: str, address: str) -> None:
    """Keep an access record about a person's own account."""
    note_access(
        jurisdiction=user.jurisdiction.uid,
        actor=Actor(uid=user.uid, name=user.person.name, unit_name=user.jurisdiction.name),
        what=what,
        outcome=outcome,
        target=user.uid,
        address=address,
    )


def note_name(*, username: str, what: str, outcome: str, address: str) -> None:
    """Keep an access record about a name that somebody typed, under the government of its account if there is one."""
    user = User.objects.filter(username=username).select_related("person", "jurisdiction").first()
    if user is not None:
        note(user=user, what=what, outcome=outcome, address=address)
        return
    stranger = Actor(uid="unknown", name=username or "-", unit_name="-")
    note_access(jurisdiction=INSTALLATION, actor=stranger, what=what, outcome=outcome, address=address)
