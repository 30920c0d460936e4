"""Two server processes on one database, several browsers: what one process decides the other one knows."""

import http.cookiejar
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

import cast
import sites
from duban.core import clock
from duban.orgs.accounts import open_account
from duban.orgs.models import Post, Session

PASSWORD = "a-long-password"
FAILURES = 5
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Browser:
    """A browser with cookies of its own; it may come to either process."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, address: str) -> tuple[str, str]:
        """Return where a page was found after all redirects, and its text."""
        return self._ask(Request(address))

    def post(self, address: str, page: str, **sent: str) -> tuple[str, str]:
        """Send a form as the page at an address holds it."""
        _found, text = self.get(page)
        token = TOKEN.search(text)
        assert token, page
        body = urlencode({"csrfmiddlewaretoken": token[1], **sent}).encode()
        return self._ask(Request(address, data=body, headers={"Referer": page}))

    def sign_in(self, site: str, username: str, password: str = PASSWORD) -> bool:
        """Try to sign in; say whether the desk was reached."""
        self.post(f"{site}/sign-in/", f"{site}/sign-in/", username=username, password=password)
        return self.is_in(site)

    def is_in(self, site: str) -> bool:
        """Say whether this browser is signed in at a process."""
        return "/sign-in" not in self.get(f"{site}/units/")[0]

    def _ask(self, request: Request) -> tuple[str, str]:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return answer.url, answer.read().decode()
        except HTTPError as error:
            return error.url or "", error.read().decode()


@contextmanager
def process(database: str, home: Path) -> Iterator[str]:
    """Serve the database by a process of its own until the block ends."""
    port = sites._free_port()
    settings = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    environment = settings | {"DUBAN_MODE": "test", "DUBAN_DATABASE_URL": database, "DUBAN_HOME": str(home)}
    command = [sys.executable, "-m", "duban", "serve", "--bind", f"127.0.0.1:{port}"]
    with (home / f"{port}.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            sites._wait_for(f"http://127.0.0.1:{port}/readyz", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture
def two(committed_database: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Two processes on one database with the cast in it."""
    cast.assemble()
    with process(committed_database, tmp_path) as one, process(committed_database, tmp_path) as other:
        yield one, other


def test_what_one_process_locks_and_ends_the_other_knows(two: tuple[str, str]) -> None:
    here, there = two

    # A session begun here is one there, and is ended for both by signing out everywhere.
    office, phone = Browser(), Browser()
    assert office.sign_in(here, "officer")
    assert office.is_in(there)
    assert phone.sign_in(there, "officer")
    office.post(f"{here}/account/sign-out-everywhere/", f"{here}/account/")
    assert not office.is_in(here)
    assert not phone.is_in(there)
    assert not phone.is_in(here)

    # Failures are counted over both, and the lock that follows holds in both.
    guesser = Browser()
    for number in range(FAILURES):
        assert not guesser.sign_in((here, there)[number % 2], "liaison", "wrong-password-1")
    assert not Browser().sign_in(here, "liaison")
    assert not Browser().sign_in(there, "liaison")
    assert Browser().sign_in(there, "head")  # a colleague behind the same address is not concerned

    # Idle exit: half an hour without a page ends the session in both.
    idle = Browser()
    assert idle.sign_in(here, "head")
    assert idle.is_in(there)
    Session.objects.filter(user__username="head").update(expire_date=clock.now() - timedelta(seconds=1))
    assert not idle.is_in(there)
    assert not idle.is_in(here)


def test_fifty_people_behind_one_address_sign_in_while_one_of_them_is_locked(two: tuple[str, str]) -> None:
    city = cast.Jurisdiction.objects.get(code="lan")
    unit = cast.Unit.objects.get(jurisdiction=city, name="市水利局")
    names = [f"person{number:02}" for number in range(50)]
    for name in names:
        user = open_account(
            jurisdiction=city,
            username=name,
            password=PASSWORD,
            person_name=name,
            post=Post.Kind.LIAISON,
            unit=unit,
            since=clock.today(),
        )
        cast.settle_in(user, Post.Kind.LIAISON)
    unlucky, *others = names
    for number in range(FAILURES):
        assert not Browser().sign_in(two[number % 2], unlucky, "wrong-password-1")
    refused = [name for number, name in enumerate(others) if not Browser().sign_in(two[number % 2], name)]
    assert refused == []
    assert not Browser().sign_in(two[0], unlucky)
    assert not Browser().sign_in(two[1], unlucky)
