"""Access records of the door: every sign-in, refusal, lock and end of a session (domain 6.4)."""

from duban.journal.access import note_access
from duban.journal.records import INSTALLATION, Actor
from duban.orgs.models import User


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
