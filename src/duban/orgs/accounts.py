"""Setting up a government and opening accounts; sign-ins as the journal's access records keep them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction

from duban.core import clock
from duban.journal.access import note_access
from duban.journal.records import INSTALLATION, Actor, Subject, record
from duban.orgs import actions
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit, User

SYSTEM = Actor(uid="system", name="Duban", unit_name="Duban")


@transaction.atomic
def found_jurisdiction(*, code: str, name: str, level: str, is_demonstration: bool = False) -> Jurisdiction:
    """Set up a government; its journal begins with this act."""
    jurisdiction = Jurisdiction.objects.create(
        code=code, name=name, level=level, is_demonstration=is_demonstration, created_at=clock.now()
    )
    record(
        actor=SYSTEM,
        kind=actions.JURISDICTION_FOUNDED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("jurisdiction", jurisdiction.uid)],
        body={"code": code, "name": name, "level": level, "is_demonstration": is_demonstration},
    )
    return jurisdiction


@transaction.atomic
def open_account(  # noqa: PLR0913 -- a post is named by kind, unit, whom it serves, since when
    *,
    jurisdiction: Jurisdiction,
    username: str,
    password: str,
    person_name: str,
    post: Post.Kind,
    unit: Unit | None = None,
    serves: Post | None = None,
    since: date | None = None,
    actor: Actor = SYSTEM,
) -> User:
    """Open an account for a named person in a post; a leader already named by a plan is the same person."""
    now = clock.now()
    person = (
        Person.objects.filter(jurisdiction=jurisdiction, name=person_name, accounts__isnull=True).first()
        or Person.objects.create(jurisdiction=jurisdiction, name=person_name, created_at=now)
    )  # fmt: skip
    held = Holding.objects.filter(jurisdiction=jurisdiction, person=person, post__kind=post, post__unit=unit)
    if not held.exists():
        seat(
            jurisdiction=jurisdiction, person=person, kind=post, unit=unit, serves=serves, since=since or clock.today()
        )
    user = User(jurisdiction=jurisdiction, username=username, person=person, password_set_at=now, created_at=now)
    user.set_password(password)
    user.save()
    record(
        actor=actor,
        kind=actions.ACCOUNT_OPENED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("user", user.uid)],
        body={"username": username, "person": person_name, "post": post, "unit": unit.uid if unit else None},
    )
    return user


def seat(
    *,
    jurisdiction: Jurisdiction,
    person: Person,
    kind: Post.Kind,
    unit: Unit | None,
    since: date,
    serves: Post | None = None,
) -> Holding:
    """Make a post and put a person into it; part of a larger act."""
    post = Post.objects.create(jurisdiction=jurisdiction, kind=kind, unit=unit, serves=serves, created_at=clock.now())
    return Holding.objects.create(jurisdiction=jurisdiction, post=post, person=person, since=since)


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
