"""Build the demonstration: the city, its plan read and adopted, accounts with passwords made on the spot."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files

from duban.core import clock, uids
from duban.demo import city
from duban.demo.review import settle
from duban.ledger.services import adopt
from duban.orgs.accounts import found_jurisdiction, open_account
from duban.orgs.models import Jurisdiction, Post, Unit, User
from duban.orgs.viewers import viewer_of
from duban.plans.models import PlanImport
from duban.plans.services import read_import, receive_file

PASSWORD_BYTES = 9


@dataclass(frozen=True)
class Account:
    """An account of the demonstration with the password that is shown once."""

    username: str
    password: str
    name: str
    post: str
    unit: str


def is_built() -> bool:
    """Say whether the database already holds the finished demonstration."""
    return PlanImport.objects.filter(jurisdiction__is_demonstration=True, stage="adopted").exists()


def build() -> list[Account]:
    """Build everything in the current database and return the accounts; passwords exist only in the answer."""
    with uids.seeded(city.SEED), clock.moved_by_hand(city.OPENED_AT) as advance:
        jurisdiction = found_jurisdiction(
            code=city.CODE, name=city.NAME, level=Jurisdiction.Level.PREFECTURE, is_demonstration=True
        )
        accounts = [_open(jurisdiction, city.OFFICE), _open(jurisdiction, city.AUDITOR)]
        viewer = viewer_of(User.objects.get(jurisdiction=jurisdiction, username=city.OFFICE.username))
        advance(timedelta(minutes=20))
        data = (files("duban.demo") / "samples" / city.PLAN).read_bytes()
        incoming = read_import(plan_import=receive_file(viewer=viewer, name=city.PLAN, data=data))
        for _correction in settle(viewer=viewer, plan_import=incoming):
            advance(timedelta(minutes=3))
        incoming.refresh_from_db()
        adopt(viewer=viewer, plan_import=incoming, version=incoming.version)
        advance(timedelta(minutes=30))
        return accounts + [_open(jurisdiction, member) for member in city.AFTER_ADOPTION]


def _open(jurisdiction: Jurisdiction, member: city.Member) -> Account:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    unit = Unit.objects.get(jurisdiction=jurisdiction, name=member.unit) if member.unit else None
    post = Post.Kind(member.post)
    open_account(
        jurisdiction=jurisdiction,
        username=member.username,
        password=password,
        person_name=member.name,
        post=post,
        unit=unit,
    )
    return Account(member.username, password, member.name, str(post.label), member.unit or "")
