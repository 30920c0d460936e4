"""Setting up a government with its three administrators and the head of the supervision office (`duban init`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import actions as common
from duban.orgs.accounts.changing import new_account
from duban.orgs.accounts.founding import SYSTEM, found_jurisdiction
from duban.orgs.accounts.invitations import Invited, invite
from duban.orgs.accounts.usernames import chosen
from duban.orgs.administration.errors import CodeTaken, FoundedOverlap, InDemonstration, NoSuchParent
from duban.orgs.administration.working_year import seed_year
from duban.orgs.models import Invitation, Jurisdiction, Person, Post
from duban.orgs.people.overlaps import forbidden_overlap
from duban.orgs.people.seating import seat

FOUNDED_POSTS = (Post.Kind.SYSTEM, Post.Kind.SECURITY, Post.Kind.AUDIT, Post.Kind.OFFICE_HEAD)
LEVELS = list(Jurisdiction.Level)


@dataclass(frozen=True)
class Government:
    """What is asked when a government is set up; the same name for two posts means the same person."""

    name: str
    code: str
    level: Jurisdiction.Level
    protection_level: int
    is_small_office: bool
    holders: Mapping[Post.Kind, str]
    parent: str | None = None


@dataclass(frozen=True)
class Founded:
    """A government as set up: each account with its invitation, and how many calendar days were entered."""

    jurisdiction: Jurisdiction
    invited: tuple[Invited, ...]
    years: Mapping[int, int]


def require_no_demonstration() -> None:
    """Raise InDemonstration where this database or this process is one."""
    # Of a database that was not brought up to date yet only these columns are certain.
    names = Jurisdiction.objects.filter(is_demonstration=True).values_list("name", flat=True)
    name = names.first() if _has_tables() else None
    if name is not None or settings.DUBAN_MODE == "demonstration":
        raise InDemonstration(jurisdiction=name or settings.DUBAN_HOME)


def require_apart(government: Government) -> None:
    """Raise FoundedOverlap where one person was named for posts that must be apart."""
    for name, kinds in _kinds_by_name(government):
        overlap = forbidden_overlap(kinds, government.protection_level)
        if overlap is not None:
            first, second = (str(kind.label) for kind in overlap)
            raise FoundedOverlap(name=name, first=first, second=second, level=government.protection_level)


@transaction.atomic
def found(government: Government) -> Founded:
    """Set a government up: its posts, an account with an invitation for each person, its working calendar.

    Nobody gets a password; the first one is set by whom the invitation was handed to.
    """
    require_no_demonstration()
    require_apart(government)
    if Jurisdiction.objects.filter(code=government.code).exists():
        raise CodeTaken(taken=government.code)
    jurisdiction = found_jurisdiction(
        code=government.code,
        name=government.name,
        level=government.level,
        parent=_parent(government),
        protection_level=government.protection_level,
        is_small_office=government.is_small_office,
    )
    invited = tuple(_opened(jurisdiction, name, kinds) for name, kinds in _kinds_by_name(government))
    today = clock.today()
    years = {
        year: seed_year(jurisdiction=jurisdiction, year=year, actor=SYSTEM) for year in (today.year, today.year + 1)
    }
    return Founded(jurisdiction, invited, years)


def _has_tables() -> bool:
    return Jurisdiction._meta.db_table in connection.introspection.table_names()  # noqa: SLF001 -- Django's own name


def _opened(jurisdiction: Jurisdiction, name: str, kinds: list[Post.Kind]) -> Invited:
    now = clock.now()
    person = Person.objects.create(jurisdiction=jurisdiction, name=name, created_at=now)
    held = [
        seat(jurisdiction=jurisdiction, person=person, kind=kind, unit=None, since=clock.today()).post for kind in kinds
    ]
    user = new_account(person, username=chosen(None, name))
    user.save()
    (invited,) = invite([user], form=Invitation.Form.SLIP, made_by=SYSTEM.name)
    record(
        actor=SYSTEM,
        kind=common.ACCOUNT_OPENED.code,
        jurisdiction=jurisdiction.uid,
        subjects=[Subject("user", user.uid), *(Subject("post", post.uid) for post in held)],
        body={
            "username": user.username,
            "person": name,
            "post": "、".join(post.words for post in held),
            "form": Invitation.Form.SLIP,
        },
    )
    return invited


def _kinds_by_name(government: Government) -> Iterator[tuple[str, list[Post.Kind]]]:
    for name in dict.fromkeys(government.holders.values()):
        yield name, [kind for kind, holder in government.holders.items() if holder == name]


def _parent(government: Government) -> Jurisdiction | None:
    if government.parent is None:
        return None
    found = Jurisdiction.objects.filter(code=government.parent).first()
    if found is None or LEVELS.index(Jurisdiction.Level(found.level)) >= LEVELS.index(government.level):
        raise NoSuchParent(parent=government.parent)
    return found
