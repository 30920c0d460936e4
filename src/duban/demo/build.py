"""Build the demonstration: the city, its register and people, its plan read and adopted, and what came of it."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from duban.core import clock, uids
from duban.demo import city
from duban.demo.business import carry_on
from duban.demo.people import fill_posts
from duban.demo.register import enter_register
from duban.demo.review import settle
from duban.demo.year.simulate import simulate
from duban.ledger.services import adopt
from duban.orgs.accounts.founding import found_jurisdiction, open_account
from duban.orgs.models import Jurisdiction, Post, Unit, User
from duban.orgs.viewers import Viewer, viewer_of
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


def build(until: date | None = None) -> list[Account]:
    """Build everything in the current database and return the accounts; passwords exist only in the answer.

    With a day the city lives its year up to the evening of that day, and its clock goes on from there.
    """
    accounts = _found()
    if until is not None:
        course = simulate(Jurisdiction.objects.get(code=city.CODE), until)
        clock.go_on_from(course.ended_at)
    return accounts


def _found() -> list[Account]:
    with uids.seeded(city.SEED), clock.moved_by_hand(city.OPENED_AT) as advance:
        jurisdiction = found_jurisdiction(
            code=city.CODE, name=city.NAME, level=Jurisdiction.Level.PREFECTURE, is_demonstration=True
        )
        accounts = [_open(jurisdiction, member, {}) for member in city.OFFICE]
        office = _viewer(jurisdiction, "office")
        units = enter_register(office)
        fill_posts(office=_viewer(jurisdiction, "chief"), registrar=_viewer(jurisdiction, "registrar"), units=units)
        advance(timedelta(minutes=20))
        data = (files("duban.demo") / "samples" / city.PLAN).read_bytes()
        incoming = read_import(plan_import=receive_file(viewer=office, name=city.PLAN, data=data))
        for _correction in settle(viewer=office, plan_import=incoming):
            advance(timedelta(minutes=3))
        incoming.refresh_from_db()
        plan = adopt(viewer=office, plan_import=incoming, version=incoming.version)
        advance(timedelta(minutes=90))
        carry_on(office=office, chief=_viewer(jurisdiction, "chief"), plan=plan, units=units)
        return accounts + [_open(jurisdiction, member, units) for member in city.AFTER_ADOPTION]


def _viewer(jurisdiction: Jurisdiction, username: str) -> Viewer:
    return viewer_of(User.objects.get(jurisdiction=jurisdiction, username=username))


def _open(jurisdiction: Jurisdiction, member: city.Member, units: dict[str, Unit]) -> Account:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    unit = units[member.unit] if member.unit else None
    post = Post.Kind(member.post)
    open_account(
        jurisdiction=jurisdiction,
        username=member.username,
        password=password,
        person_name=member.name,
        post=post,
        unit=unit,
        since=city.SINCE,
    )
    return Account(member.username, password, member.name, str(post.label), unit.name if unit else "")
