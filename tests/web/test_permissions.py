"""Role × address × code: every address has a row, and every row is asked by everybody."""

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from duban.journal.models import AccessRecord
from security.ground import ROWS, laid_with_sessions, names
from web.rows.table import ROLES, Ground, Row

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid() -> tuple[Ground, dict[str, Client]]:
    return laid_with_sessions()


@pytest.fixture
def ground(laid: tuple[Ground, dict[str, Client]]) -> Ground:
    return laid[0]


@pytest.fixture
def clients(laid: tuple[Ground, dict[str, Client]]) -> dict[str, Client]:
    return laid[1]


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.method} {row.name} {row.about}{''.join(row.more.values())}"
)
def test_every_role_gets_its_answer(
    ground: Ground, clients: dict[str, Client], row: Row, pytestconfig: pytest.Config
) -> None:
    address = row.address(ground)
    roles = ROLES if connection.vendor == "sqlite" or pytestconfig.getoption("--deep") else one_of_each(row)
    answers = {
        role: getattr(clients[role], row.method)(address, dict(row.sent), REMOTE_ADDR="127.0.0.1").status_code
        for role in roles
    }
    assert answers == {role: row.codes[role] for role in roles}


def one_of_each(row: Row) -> list[str]:
    """Return a role for each answer: who may is one table for both engines, only the statements behind it differ."""
    last = {row.codes[role]: role for role in ROLES if role != "signed out"}
    return sorted(last.values(), key=ROLES.index)


def test_no_address_is_without_a_row() -> None:
    assert set(names(get_resolver().url_patterns)) == {row.name for row in ROWS}


@pytest.mark.once
@pytest.mark.parametrize("row", [row for row in ROWS if row.about], ids=str)
def test_what_is_hidden_answers_as_what_is_missing(ground: Ground, clients: dict[str, Client], row: Row) -> None:
    """Once: two answers of the same view are compared, and both engines find the same rows in the test above."""
    ask: Callable[..., object] = getattr(clients["stranger"], row.method)
    hidden = ask(row.address(ground), dict(row.sent))
    missing = ask(reverse(row.name, kwargs={"uid": "000000000000"} | row.more), dict(row.sent))
    assert hidden.status_code == missing.status_code == 404
    assert without_accidents(hidden.content.decode()) == without_accidents(missing.content.decode())


def without_accidents(page: str) -> str:
    """Leave out what differs from one answer to the next anyway: tokens, request id, the address itself."""
    return re.sub(r'value="[^"]*"|<span class="num">[0-9a-f]+</span>', "", page)


def test_a_refused_act_leaves_an_access_record_and_nothing_else(clients: dict[str, Client]) -> None:
    before = AccessRecord.objects.count()
    clients["leader"].get("/journal/")
    noted = AccessRecord.objects.order_by("at").last()
    assert AccessRecord.objects.count() == before + 1
    assert noted is not None
    assert (noted.what, noted.outcome, noted.target) == ("orgs.see_journal", "refused", "/journal/")
