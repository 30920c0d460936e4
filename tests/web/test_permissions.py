"""Role × address × code: every address has a row, and every row is asked by everybody."""

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import cast
from duban.core import files
from duban.journal.models import AccessRecord
from duban.ledger.services import adopt
from web.rows.table import ROLES, Ground, Row

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

ROWS: list[Row] = [
    row
    for path in sorted(Path(__file__).with_name("rows").glob("*.py"))
    for row in getattr(import_module(f"web.rows.{path.stem}"), "ROWS", ())
]


@pytest.fixture
def ground() -> Ground:
    actors = cast.assemble()
    first = cast.in_review(actors.officer)
    files.store(actors.city.uid, first.file.sha256, b"x" * first.file.size)
    plan = adopt(viewer=actors.officer, plan_import=first, version=first.version)
    waiting = cast.in_review(actors.officer, "# 一 其他工作 @沈砚 =1\n1 办好{3件 =3件}事。 > 市民政局\n", name="b.txt")
    return Ground(actors, plan, waiting)


def client_of(ground: Ground, role: str) -> Client:
    client = Client()
    if role != "signed out":
        client.force_login(getattr(ground.actors, role).user)
    return client


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.method} {row.name} {row.about}{''.join(row.more.values())}"
)
def test_every_role_gets_its_answer(ground: Ground, row: Row) -> None:
    address = row.address(ground)
    answers = [
        getattr(client_of(ground, role), row.method)(address, dict(row.sent), REMOTE_ADDR="127.0.0.1").status_code
        for role in ROLES
    ]
    assert dict(zip(ROLES, answers, strict=True)) == row.codes


def test_no_address_is_without_a_row() -> None:
    def names(patterns: list[URLPattern | URLResolver]) -> list[str]:
        return [
            name
            for pattern in patterns
            for name in (names(pattern.url_patterns) if isinstance(pattern, URLResolver) else [str(pattern.name)])
        ]

    assert set(names(get_resolver().url_patterns)) == {row.name for row in ROWS}


@pytest.mark.parametrize("row", [row for row in ROWS if row.about], ids=str)
def test_what_is_hidden_answers_as_what_is_missing(ground: Ground, row: Row) -> None:
    client = client_of(ground, "stranger")
    ask: Callable[..., object] = getattr(client, row.method)
    hidden = ask(row.address(ground), dict(row.sent))
    missing = ask(reverse(row.name, kwargs={"uid": "000000000000"} | row.more), dict(row.sent))
    assert hidden.status_code == missing.status_code == 404
    assert without_accidents(hidden.content.decode()) == without_accidents(missing.content.decode())


def without_accidents(page: str) -> str:
    """Leave out what differs from one answer to the next anyway: tokens, request id, the address itself."""
    return re.sub(r'value="[^"]*"|<span class="num">[0-9a-f]+</span>', "", page)


def test_a_refused_act_leaves_an_access_record_and_nothing_else(ground: Ground) -> None:
    before = AccessRecord.objects.count()
    client_of(ground, "leader").get("/journal/")
    noted = AccessRecord.objects.order_by("at").last()
    assert AccessRecord.objects.count() == before + 1
    assert noted is not None
    assert (noted.what, noted.outcome, noted.target) == ("orgs.see_journal", "refused", "/journal/")
