"""The beginning and the end of a plain act on one account: permission and lock, and its entry in the journal."""

from duban.journal.records import Actor, Subject, record
from duban.orgs import policies
from duban.orgs.accounts import keeping
from duban.orgs.accounts.states import State
from duban.orgs.models import User
from duban.orgs.viewers import Viewer


def locked(viewer: Viewer, act: str, user: User) -> tuple[Actor, User]:
    """Return as whom the viewer acts, and the account under its lock; his own is refused."""
    actor = policies.require(viewer, act, user)
    keeping.require_another(viewer, user.person)
    row = User.objects.select_for_update(of=("self",)).select_related("person", "jurisdiction").get(pk=user.pk)
    return actor, row


def record_change(actor: Actor, kind: str, user: User, before: State, after: State, **more: str) -> None:
    """Write the entry of a change: how the account stood before and how it stands after."""
    record(
        actor=actor,
        kind=kind,
        jurisdiction=user.jurisdiction.uid,
        subjects=[Subject("user", user.uid)],
        body={"before": {"state": before}, "after": {"state": after}, **more},
    )
