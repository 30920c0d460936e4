"""People in posts, with and without accounts, and a password that every rule accepts."""

from datetime import date

import cast
from duban.core import clock
from duban.orgs.accounts import open_account
from duban.orgs.models import Holding, Person, Post, Unit, User

GOOD_PASSWORD = "Xi-shui-7-chang"


def in_post(
    actors: cast.Cast, name: str, kind: Post.Kind, unit: Unit | None = None, person: Person | None = None
) -> Post:
    """Return a post with its holder, who has no account unless he is known."""
    post = Post.objects.create(jurisdiction=actors.city, unit=unit, kind=kind, created_at=clock.now())
    person = person or Person.objects.create(jurisdiction=actors.city, name=name, created_at=clock.now())
    Holding.objects.create(jurisdiction=actors.city, post=post, person=person, since=date(2020, 1, 1))
    return post


def bureau(actors: cast.Cast) -> Unit:
    unit = actors.liaison.posts[0].unit
    assert unit is not None
    return unit


def elsewhere(actors: cast.Cast) -> Unit:
    unit = actors.outsider.posts[0].unit
    assert unit is not None
    return unit


def another_security(actors: cast.Cast) -> User:
    return open_account(
        jurisdiction=actors.city,
        username="security2",
        password="a-long-password",
        person_name="申屠静",
        post=Post.Kind.SECURITY,
    )
