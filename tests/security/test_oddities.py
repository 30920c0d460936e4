"""No request makes the program fail: odd methods, odd ids, NUL bytes, very long queries, broken bodies."""

import pytest
from django.test import Client

from security import ground
from security.ground import client_of, plain_addresses, row_addresses
from web.rows.table import Ground, Row

pytestmark = pytest.mark.django_db

METHODS = ("put", "options", "head")  # refused, told about, answered without a body
UIDS = (
    "x%00y",
    "..%2f..%2fetc%2fpasswd",
    "a" * 3000,
    "１２３",
    "'{{7*7}}%F0%9F%94%A5",
    "-1",
    "9" * 40,
    "%ff",
)
# As many oddities in one query as can be without one of them hiding another.
QUERIES = (
    "q=%00&letter=%00&page=%00&unit=%00&person=%00&about=%00&since=%00&before=%00&after=%00&kind=%00&chain=%00",
    "page=9999999999999999999999&before=9999999999999999999999&after=99999999999999&since=9999-12-31&until=0001-01-01"
    + f"&q={'x' * 8000}&"
    + "&".join(f"x{number}=1" for number in range(980)),
    "page=-1&before=-1&sort=%27&order=%22&unit=%27&plan=%22&about=unit%3A%00&letter=%F0%9F%94%A5",
    "q=%ff%fe&person=%ff&since=2026-02-30&until=x&as_of=x&on=9999-12-31&day=x&year=99999999999&month=0",
)
FAILS = 500


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Ground:
    monkeypatch.setattr("duban.web.guards.rate_of", lambda _request: None)
    return ground.laid()


def is_for(role: str, address: str) -> bool:
    """Say whether an address is asked in a role: the audit desk by the audit administrator, all else by the office."""
    return address.startswith("/audit/") == (role == "audit")


def rows_for(laid: Ground, role: str) -> list[tuple[Row, str]]:
    """Return one row for every address and way of asking it, with the address."""
    return list(
        {
            (row.name, row.method): (row, address)
            for row, address in row_addresses(laid)
            if row.name not in ("readyz", "design", "sign_out") and is_for(role, address)
        }.values()
    )


@pytest.mark.once
@pytest.mark.parametrize("role", ["office_head", "audit"])
def test_odd_methods_are_answered(laid: Ground, role: str) -> None:
    """Once: a method is refused before a row is looked for."""
    client = client_of(getattr(laid.actors, role))
    for address in {address for _row, address in rows_for(laid, role)}:
        for method in METHODS:
            assert getattr(client, method)(address).status_code < FAILS, (method, address)


@pytest.mark.parametrize("role", ["office_head", "audit"])
def test_odd_queries_are_answered(laid: Ground, role: str) -> None:
    client = client_of(getattr(laid.actors, role))
    for row, address in rows_for(laid, role):
        for query in QUERIES if row.method == "get" else ():
            assert client.get(f"{address}?{query}").status_code < FAILS, (address, query[:40])


@pytest.mark.parametrize("role", ["office_head", "audit"])
def test_odd_ids_are_answered(laid: Ground, role: str) -> None:
    client = client_of(getattr(laid.actors, role))
    for row, address in rows_for(laid, role):
        own = [part for part in address.split("/") if part]
        place = own[-1] if row.more else next((part for part in own if len(part) == 12), own[-1] if own else "")
        for uid in UIDS if row.about or row.more else ():
            odd = address.replace(place, uid)
            assert getattr(client, row.method)(odd).status_code < FAILS, (row.method, odd[:80])


def test_broken_bodies_are_answered(laid: Ground) -> None:
    client = client_of(laid.actors.office_head)
    bodies = (
        ("application/x-www-form-urlencoded", b"name=%00&q=%00&members=%00&reason=%ff"),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b"no boundary"),
        ("application/json", b"{"),
        ("application/x-www-form-urlencoded", b"&".join(b"x=1" for _ in range(1500))),
        ("text/plain", b"\x00\xff"),
    )
    for row, address in row_addresses(laid):
        if row.method != "post" or row.name == "sign_out":
            continue
        for kind, body in bodies:
            answer = client.generic("POST", address, body, content_type=kind)
            assert answer.status_code < FAILS, (address, kind, body[:20])


def test_the_door_answers_odd_names(laid: Ground) -> None:
    for name in ("\0", "x" * 5000, "' OR 1=1 --", "\ud83d", "officer\0", "%", "OFFICER "):
        try:
            answer = Client().post("/sign-in/", {"username": name, "password": "\0" + "x" * 5000})
        except UnicodeEncodeError:
            continue  # half a character cannot be sent
        assert answer.status_code < FAILS, name


def test_an_address_of_nothing_is_answered_everywhere(laid: Ground) -> None:
    for address in plain_addresses():
        if address != "/readyz":
            assert Client().get(f"{address}nothing-here\x7f/%00/").status_code in (404, 302), address
