"""Something evil is typed into every text field of every form, sent, and looked for on every page and in every list.

Stored or reflected, it must come back as words: never as markup, never computed by a template, never as a formula, and
nothing may fail. The fields are those of the forms that are found.
"""

import csv
import io
import re
from zipfile import ZipFile

import openpyxl
import pytest

from security import crawler, ground
from security.crawler import Field, Form, Walk, send, walk
from security.ground import addresses, client_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # forms and templates stand before any engine

MARK = "zq7"
EVIL = f"""{MARK}"><script>x</script>{{{{7*7}}}}{{%now%}}'--"""
FORMULA = f"=cmd|'/c {MARK}'!A1"
SHORT = f'{MARK}"><i>'  # for fields that hold little
RAW = re.compile(r"<script>x|zq7[\"'][ >]|zq7\"><i>|49\{%now")
ROLES = ("office_head", "head", "approver", "security")
LEFT = (
    "sign_out",
    "sign-out",
    "password",
    "second-factor",
    "recovery",
    "discard",
    "close",
    "block",
    "theme",
    "language",
)


def evil(each: Field) -> str:
    """Return what is typed; a name may be too short for the whole of it."""
    if each.type == "email":
        return f"{MARK}@example.org"
    return EVIL if each.type in ("textarea", "search") else SHORT


def formula(each: Field) -> str:
    """Return what a spreadsheet would compute."""
    return FORMULA if each.type != "email" else f"{MARK}@example.org"


def complaints(seen: Walk) -> list[str]:
    """Return every place where something evil came back as more than words."""
    found = [f"{address}: markup" for address, page in seen.pages.items() if RAW.search(page)]
    found += [
        f"{address}: script"
        for address, page in seen.pages.items()
        for each in crawler.markup.fromstring(page).xpath("//script[not(@src)] | //i[not(@class)]")
    ]
    return found + [complaint for address, file in seen.files.items() for complaint in in_file(address, file)]


def in_file(address: str, file: bytes) -> list[str]:
    """Return the cells of a list taken out that a spreadsheet would compute."""
    if "csv" in address:
        rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
        return [f"{address}: {cell}" for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@"))]
    if file.startswith(b"PK") and "xl/workbook.xml" in ZipFile(io.BytesIO(file)).namelist():
        book = openpyxl.load_workbook(io.BytesIO(file), read_only=True)
        return [
            f"{address}: {cell.value}"
            for page in book
            for row in page.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
    return []


def is_sent(form: Form) -> bool:
    """Say whether a form is worth sending: it takes words, and does not end the walk."""
    return bool(form.texts) and not any(each in form.action for each in LEFT)


def test_what_is_typed_anywhere_comes_back_as_words_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.web.guards.rate_of", lambda _request: None)
    laid = ground.laid()
    starts = addresses(laid)
    sent, stored = set(), 0
    for role in ROLES:
        client = client_of(getattr(laid.actors, role))
        forms = [form for form in walk(client, starts).forms if is_sent(form) and form.sort not in sent]
        for form, typed in ((form, typed) for form in forms for typed in (evil, formula)):
            if typed is formula and form.method == "get":
                continue
            sent.add(form.sort)
            answer = send(client, form, typed)
            assert answer.status_code < 500, str(form)  # type: ignore[attr-defined]
            stored += answer.status_code == 302  # type: ignore[attr-defined]
            page = crawler.content_of(answer).decode(errors="replace")
            assert not RAW.search(page), (str(form), RAW.search(page))
    assert len(sent) >= 10
    assert stored >= 3  # some of it was taken in, not only refused
    for role in ("office_head", "security", "audit"):  # between them they see every page and list
        assert complaints(walk(client_of(getattr(laid.actors, role)), starts)) == [], role


def test_what_stands_in_an_address_comes_back_as_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.web.guards.rate_of", lambda _request: None)
    laid = ground.laid()
    starts = addresses(laid)
    names = (
        "q",
        "unit",
        "person",
        "about",
        "kind",
        "chain",
        "since",
        "before",
        "letter",
        "next",
        "what",
        "target",
        "sort",
        "page",
    )
    for role in ("office_head", "audit"):
        client = client_of(getattr(laid.actors, role))
        for address in starts:
            if "readyz" in address:
                continue
            answer = client.get(address, dict.fromkeys(names, EVIL))
            assert answer.status_code < 500, address
            page = crawler.content_of(answer).decode(errors="replace") if "html" in answer["Content-Type"] else ""
            assert not RAW.search(page), address
