"""Nobody is led off the site: whatever stands in an address or a form, an answer leads to a page of this site."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from security import ground
from security.crawler import HOST, walk
from security.ground import client_of, plain_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # what a page answers with is decided before any engine

NAMES = ("next", "continue", "return", "return_to", "redirect", "url", "back", "to")
ELSEWHERE = (
    "//evil.example",
    "https://evil.example/",
    "https:evil.example",
    "http:///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "\t//evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//testserver@evil.example",
    "https://testserver.evil.example",
    "%2F%2Fevil.example",
    "/%09/evil.example",
)


def leads(response: object) -> str:
    return str(response.headers.get("Location", "/"))  # type: ignore[attr-defined]


def is_here(location: str) -> bool:
    """Say whether a browser stays: it strips control characters and takes backslashes for slashes."""
    read = "".join(sign for sign in location if sign > " ").replace("\\", "/")
    found = urlsplit(urljoin(f"{HOST}/here/", read))
    return f"{found.scheme}://{found.netloc}" == HOST


@pytest.mark.parametrize("role", ["signed out", "officer", "audit"])
def test_no_address_leads_elsewhere(role: str) -> None:
    laid = ground.laid()
    client = Client() if role == "signed out" else client_of(getattr(laid.actors, role))
    for address in plain_addresses():
        if address in ("/readyz", "/healthz", "/design/"):
            continue
        for number, wish in enumerate(ELSEWHERE):
            if number and not any(each in address for each in ("sign-in", "language", "theme", "account")):
                break  # an address that knows no such name needs to be asked once
            wishes = dict.fromkeys(NAMES, wish)
            assert is_here(leads(client.get(address, wishes))), (address, wish)


def test_no_form_leads_elsewhere() -> None:
    laid = ground.laid()
    for role in ("officer", "signed out"):
        client = Client() if role == "signed out" else client_of(laid.actors.officer)
        forms = walk(client, ["/", "/sign-in/", "/units/"]).forms
        wishing = [form for form in forms if form.method == "post" and {each.name for each in form.fields} & set(NAMES)]
        assert wishing
        for form in wishing:
            for wish in ELSEWHERE:
                sent = form.filled(lambda _field: "x") | {name: [wish] for name in NAMES}
                for referer in ("", wish):
                    answer = client.post(form.action, sent, headers={"referer": referer})
                    assert is_here(leads(answer)), (str(form), wish)


def test_signing_in_leads_to_a_page_of_this_site() -> None:
    laid = ground.laid()
    for wish in ELSEWHERE:
        answer = Client().post("/sign-in/", {"username": "officer", "password": "a-long-password", "next": wish})
        assert is_here(leads(answer)), wish
    assert laid.actors.officer.user.username == "officer"
