"""Every kind of answer carries the headers that browsers are told by: pages, lists, errors, static files."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from duban.core import clock
from duban.orgs.rates import seconds_to_wait
from duban.web import guards
from security import ground
from security.ground import client_of

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
}
ALWAYS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def failing(_request: object) -> HttpResponse:
    raise RuntimeError("a mistake of the program")


def answers(monkeypatch: pytest.MonkeyPatch) -> dict[str, HttpResponse]:
    """Return one answer of every kind."""
    actors = ground.laid().actors
    officer, auditor = client_of(actors.officer), client_of(actors.auditor)
    careful = client_of(actors.officer, enforces=True)
    found = {
        "page": officer.get("/units/"),
        "signed out": Client().get("/sign-in/"),
        "302": Client().get("/units/"),
        "403": client_of(actors.leader).get("/journal/"),
        "403 token": careful.post("/theme/", {"theme": "dark"}),
        "404": officer.get("/units/nothing00000/"),
        "404 address": officer.get("/nothing/"),
        "405": officer.delete("/units/"),
        "400": officer.get("/units/", headers={"host": "evil.example"}),
        "413": officer.generic("POST", "/theme/", b"x", CONTENT_LENGTH=str(10**9)),
        "static": officer.get("/static/duban/css/base.css"),
        "list": officer.get("/ledger/export/csv"),
        "signed off": auditor.get("/audit/export/jsonl"),
        "healthz": Client().get("/healthz"),
    }
    monkeypatch.setattr("duban.web.guards.seconds_to_wait", lambda *_: 7)
    found["429"] = officer.get("/ledger/export/csv")
    officer.raise_request_exception = False
    monkeypatch.setattr("duban.web.guards.rate_of", failing)
    found["500"] = officer.get("/units/")
    return found


def test_every_kind_of_answer_carries_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answers(monkeypatch)
    for kind, answer in found.items():
        if kind[:3].isdecimal():
            assert answer.status_code == int(kind[:3]), kind
        for name, value in ALWAYS.items():
            assert answer.headers.get(name) == value, (kind, name)
        policy = set(answer.headers["Content-Security-Policy"].split("; "))
        assert policy == POLICY, kind
        assert "geolocation=()" in answer.headers["Permissions-Policy"], kind
        if kind != "static":
            assert "no-store" in answer.headers["Cache-Control"], kind
        assert "Server" not in answer.headers
        assert "X-Powered-By" not in answer.headers
    assert found["429"].headers["Retry-After"] == "7"
    assert found["static"].status_code == 200


def test_an_error_of_the_program_names_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    page = answers(monkeypatch)["500"].content.decode()
    assert "mistake" not in page
    assert "Traceback" not in page


RATED: list[tuple[str, str, guards.Rate | None]] = [
    ("get", "/ledger/export/csv", guards.EXPORTS),
    ("get", "/audit/export/csv", guards.EXPORTS),
    ("get", "/audit/access/export/xlsx", guards.EXPORTS),
    ("get", "/audit/?person=x", guards.SEARCHES),
    ("get", "/audit/", None),
    ("post", "/audit/verify/", guards.VERIFICATIONS),
    ("get", "/units/", None),
]


@pytest.mark.parametrize(("method", "address", "rate"), RATED)
def test_what_is_expensive_is_counted(
    method: str, address: str, rate: guards.Rate | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[guards.Rate] = []

    def count(_user: object, wanted: guards.Rate) -> int:
        counted.append(wanted)
        return 0

    monkeypatch.setattr("duban.web.guards.seconds_to_wait", count)
    getattr(client_of(ground.laid().actors.auditor), method)(address)
    assert counted == ([rate] if rate else [])


def test_too_many_wait_until_the_window_ends_and_others_are_not_concerned() -> None:
    actors = ground.laid().actors
    few = guards.Rate("tests", 2, timedelta(minutes=1))
    with clock.moved_by_hand(clock.now()) as advance:
        assert [seconds_to_wait(actors.officer.user, few) for _ in range(4)] == [0, 0, 60, 60]
        assert seconds_to_wait(actors.auditor.user, few) == 0
        advance(timedelta(seconds=59))
        assert seconds_to_wait(actors.officer.user, few) == 1
        advance(timedelta(seconds=1))
        assert seconds_to_wait(actors.officer.user, few) == 0


def test_every_upload_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []

    def count(_user: object, rate: guards.Rate) -> int:
        counted.append(rate.what)
        return 0

    monkeypatch.setattr("duban.web.guards.seconds_to_wait", count)
    client_of(ground.laid().actors.officer).post("/plans/import/", {"file": SimpleUploadedFile("a.txt", b"")})
    assert counted == ["uploads"]
