"""Acts on accounts of units."""

from datetime import date

from django.db.models import Model

import cast
from acts import ActRow
from duban.core import clock
from duban.orgs.accounts.opening import AccountWanted, Closing, ResetWanted
from duban.orgs.models import Holding, Invitation, Person, Post


def seated(actors: cast.Cast, name: str = "谢知夏", kind: Post.Kind = Post.Kind.DEPUTY) -> Post:
    """Return a post of 市水利局 whose holder has no account."""
    unit = actors.liaison.posts[0].unit
    post = Post.objects.create(jurisdiction=actors.city, unit=unit, kind=kind, created_at=clock.now())
    person = Person.objects.create(jurisdiction=actors.city, name=name, created_at=clock.now())
    Holding.objects.create(jurisdiction=actors.city, post=post, person=person, since=date(2020, 1, 1))
    return post


def _wanted(actors: cast.Cast, about: Model) -> AccountWanted:
    return AccountWanted(form=Invitation.Form.LINK)


def _reset(actors: cast.Cast, about: Model) -> ResetWanted:
    return ResetWanted(form=Invitation.Form.SLIP)


def _closing(actors: cast.Cast, about: Model) -> Closing:
    return Closing(reason="调离")


# Opening and resetting show a secret to the one who asks: nobody can have them recorded for him.
ROWS = [
    ActRow("orgs.open_unit_account", "head", seated, _wanted, recorder=None),
    ActRow("orgs.reset_unit_account", "head", lambda actors: actors.liaison.user, _reset, recorder=None),
    ActRow("orgs.close_unit_account", "head", lambda actors: actors.liaison.user, _closing),
]
