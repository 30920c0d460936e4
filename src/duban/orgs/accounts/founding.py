"""Setting up a government, and the accounts that stand before any office could open one."""

from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Actor, Subject, record
from duban.orgs import actions
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit, User
from duban.orgs.people.seating import seat

SYSTEM = Actor(uid="system", name="Duban", unit_name="Duban")


@transaction.atomic
def found_jurisdiction(
    *,
    code: str,
    name: str,
    level: str,
    parent: Jurisdiction | None = None,
    protection_level: int = 2,
    is_small_office: bool = False,
    is_demonstration: bool = False,
) -> Jurisdiction:
    """Set up a government; its journal begins with this act."""
    jurisdiction = Jurisdiction.objects.create(
        code=code,
        name=name,
        level=level,
        parent=parent,
        protection_level=protection_level,
        is_small_office=is_small_office,
        is_demonstration=is_demonstration,
        created_at=clock.now(),
    )
    record(
        actor=SYSTEM,
        kind=actions.JURISDICTION_FOUNDED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("jurisdiction", jurisdiction.uid)],
        body={
            "code": code,
            "name": name,
            "level": level,
            "parent": parent.code if parent else None,
            "protection_level": protection_level,
            "is_small_office": is_small_office,
            "is_demonstration": is_demonstration,
        },
    )
    return jurisdiction


@transaction.atomic
def open_account(  # noqa: PLR0913 -- a post is named by kind, unit, whom it serves, since when
    *,
    jurisdiction: Jurisdiction,
    username: str,
    password: str | None,
    person_name: str,
    post: Post.Kind,
    unit: Unit | None = None,
    serves: Post | None = None,
    since: date | None = None,
    actor: Actor = SYSTEM,
) -> User:
    """Open an account for a named person in a post; a leader already named by a plan is the same person.

    Without a password nobody signs in to it: the simulated people of a demonstration have such accounts.
    """
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
        body={"username": username, "person": person_name, "post": post, "unit": unit.name if unit else None},
    )
    return user
