"""Sign-ins as the journal's access records keep them, and the accounts that a demonstration names beside its door."""

from dataclasses import dataclass

from django.conf import settings

from duban.journal.access import note_access
from duban.journal.records import INSTALLATION, Actor
from duban.orgs.models import Holding, Post, User


@dataclass(frozen=True)
class ShownAccount:
    """An account that the sign-in page of a demonstration names; its password stands in the terminal."""

    username: str
    name: str
    post: str
    unit: str


def accounts_on_show() -> list[ShownAccount]:
    """Return the accounts of a demonstration; none in any other mode."""
    if settings.DUBAN_MODE != "demonstration":
        return []
    posts = (
        Holding.objects.filter(jurisdiction__is_demonstration=True, person__accounts__isnull=False)
        .order_by("pk")
        .values_list("person__accounts__username", "person__name", "post__kind", "post__unit__name")
    )
    return [
        ShownAccount(username, name, str(Post.Kind(kind).label), unit or "") for username, name, kind, unit in posts
    ]


def note_sign_in(*, user: User, address: str) -> None:
    """Keep an access record of a sign-in."""
    _note(user=user, what="orgs.sign_in", outcome="ok", address=address)


def note_sign_out(*, user: User, address: str) -> None:
    """Keep an access record of a sign-out."""
    _note(user=user, what="orgs.sign_out", outcome="ok", address=address)


def note_refused_sign_in(*, username: str, address: str) -> None:
    """Keep an access record of a refused sign-in, under the government of the account where there is one."""
    user = User.objects.filter(username=username).select_related("person", "jurisdiction").first()
    if user is not None:
        _note(user=user, what="orgs.sign_in", outcome="refused", address=address)
        return
    stranger = Actor(uid="unknown", name=username[:32] or "-", unit_name="-")
    note_access(
        jurisdiction=INSTALLATION, actor=stranger, what="orgs.sign_in", outcome="refused", target="-", address=address
    )


def _note(*, user: User, what: str, outcome: str, address: str) -> None:
    actor = Actor(uid=user.uid, name=user.person.name, unit_name=user.jurisdiction.name)
    note_access(
        jurisdiction=user.jurisdiction.uid, actor=actor, what=what, outcome=outcome, target=user.uid, address=address
    )
