"""Two cities with disjoint words, and the addresses of everything in the first."""

from collections.abc import Iterator
from http.cookies import SimpleCookie
from importlib import import_module
from pathlib import Path

from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

import cast
from duban.core import files
from duban.ledger.services import adopt
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan
from laid_again import laid_again
from web.rows.table import Ground, Row

ROLES = ("officer", "office_head", "registrar", "approver", "leader", "secretary", "head", "deputy", "liaison")
OTHERS = ("outsider", "auditor", "system", "security", "audit")
EVERYBODY = (*ROLES, *OTHERS)
UPLOADED = "上传".encode()

ROWS: list[Row] = [
    row
    for path in sorted((Path(__file__).parents[1] / "web" / "rows").glob("*.py"))
    for row in getattr(import_module(f"web.rows.{path.stem}"), "ROWS", ())
]


def laid() -> Ground:
    """Return the ground of the table of permission: one adopted plan, one file in review."""
    cache.clear()
    return laid_again(_laid)


def _laid() -> Ground:
    actors = cast.assemble()
    plan = adopted(actors.officer, cast.TWO_SECTIONS)
    waiting = cast.in_review(actors.officer, "# 一 其他工作 @沈砚 =1\n1 办好{3件 =3件}事。 > 市民政局\n", name="b.txt")
    files.store(actors.city.uid, waiting.file.sha256, UPLOADED)
    return Ground(actors, plan, waiting)


def laid_with_sessions() -> tuple[Ground, dict[str, Client]]:
    """Return the ground with a client of everybody of the cast, the stranger too, and one of nobody."""
    cache.clear()
    ground, cookies = laid_again(_laid_with_sessions)
    clients = {role: Client() for role in ("signed out", *cookies)}
    for role, morsels in cookies.items():
        clients[role].cookies = morsels
    return ground, clients


def _laid_with_sessions() -> tuple[Ground, dict[str, SimpleCookie]]:
    ground = laid()
    return ground, {role: client_of(getattr(ground.actors, role)).cookies for role in (*EVERYBODY, "stranger")}


def adopted(officer: Viewer, notation: str, *, name: str = "plan.txt", sign: str = "澜") -> Plan:
    """Return a plan adopted by an officer of a city; `sign` stands for the city in its title and number."""
    first = cast.in_review(officer, notation, name=name)
    first.reading = (first.reading or "").replace("澜", sign)  # one character for another: the spans hold
    first.save(update_fields=["reading"])
    files.store(officer.jurisdiction.uid, first.file.sha256, b"x" * first.file.size)
    return adopt(viewer=officer, plan_import=first, version=first.version)


def client_of(viewer: Viewer, *, enforces: bool = False) -> Client:
    """Return a client of this person; `enforces` checks tokens as a server does."""
    client = Client(enforce_csrf_checks=enforces)
    client.force_login(viewer.user)
    return client


def addresses(ground: Ground) -> list[str]:
    """Return an address of every pattern: those without an object, and those of the rows of the table."""
    return list(dict.fromkeys([*plain_addresses(), *(address for _row, address in row_addresses(ground))]))


def row_addresses(ground: Ground) -> list[tuple[Row, str]]:
    """Return every row with its address; an object that rows share is made once."""
    uids: dict[str, str] = {}
    for row in ROWS:
        if row.about and row.about not in uids:
            uids[row.about] = ground.uid_of(row.about)
    return [(row, reverse(row.name, kwargs=({"uid": uids[row.about]} if row.about else {}) | row.more)) for row in ROWS]


def plain_addresses() -> Iterator[str]:
    """Return the addresses that name no object."""
    for name in names(get_resolver().url_patterns):
        try:
            yield reverse(name)
        except NoReverseMatch:
            continue


def names(patterns: "list[URLPattern | URLResolver]") -> Iterator[str]:
    """Return the names of all addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)
