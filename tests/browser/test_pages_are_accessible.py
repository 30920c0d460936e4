"""Every page, in both languages and widths: axe finds nothing, nothing scrolls sideways, pictures can be kept."""

import os
import re
from collections.abc import Callable, Container, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.accessible import violations

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")  # a folder for pictures of all pages, for eyes
DESK, PHONE = 1440, 390
MOST_PAGES_OF_ONE = 50  # the walk has not stopped at the first door
ROLES = ("office", "registrar", "auditor", "liaison", "system", "security", "audit")

LINK = re.compile(r"<a\b[^>]*?\shref=\"(/[^\"?#]*)")
OBJECT = re.compile(r"/(?:[0-9a-z]{12}|[0-9]+)(?=/|$)")
NOT_PAGES = re.compile(r"/(export|xlsx|docx|sheet|file|scan|form\.csv|healthz|readyz|static)|^/evidence/[0-9a-z]{12}/")
BESIDE = ("/ledger/?q=没有这样的事", "/tasks/000000000000/", "/design/")  # empty, missing, living page of the looks


def shape_of(address: str) -> str:
    """Return an address with its objects left out: pages of one shape are one page."""
    return OBJECT.sub("/*", address)


def walk(page: Page, known: Container[str]) -> Iterator[str]:
    """Visit one page of every shape that links lead to from the desk, and yield its shape.

    Of known ones only the links are read, without drawing the page.
    """
    waiting, seen = ["/", *BESIDE], {shape_of("/")}
    while waiting:
        address = waiting.pop(0)
        is_known = shape_of(address) in known
        if is_known:
            written = page.request.get(address).text()
        else:
            page.goto(address)
            written = page.content()
        for link in LINK.findall(written):
            if shape_of(link) not in seen and not NOT_PAGES.search(link):
                seen.add(shape_of(link))
                waiting.append(link)
        if not is_known:
            yield shape_of(address)


def faults(page: Page, name: str) -> list[str]:
    """Say what axe finds, and whether the page scrolls sideways."""
    keep_picture(page, name)
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return violations(page) + (["scrolls sideways"] if sideways else [])


def test_axe_finds_nothing_on_any_page(signed_in: Callable[..., Page]) -> None:
    """Every role walks to every page; what a walk met first is looked at once more as a telephone shows it at night."""
    met: dict[str, tuple[str, str]] = {}
    found: dict[str, list[str]] = {}
    for username in ROLES:
        page = signed_in(username, width=DESK)
        for shape in walk(page, met.keys()):
            found[f"{username} {page.url}"] = faults(page, f"{name_of(username, shape)}-{DESK}-zh-hans")
            met[shape] = username, page.url
    for username in ROLES:
        page = signed_in(username, width=PHONE, language="en", dark=True)
        for shape, address in ((shape, address) for shape, (finder, address) in met.items() if finder == username):
            page.goto(address)
            found[f"{username} {address} {PHONE}"] = faults(page, f"{name_of(username, shape)}-{PHONE}-en-dark")
    assert len(met) > MOST_PAGES_OF_ONE
    assert {name: said for name, said in found.items() if said} == {}


def name_of(username: str, shape: str) -> str:
    """Return under which name the picture of a page is kept."""
    return f"{username}{shape.strip('/').replace('/', '-')}"


def test_axe_finds_nothing_on_the_page_of_sign_in(signed_in: Callable[..., Page]) -> None:
    page = signed_in(None)
    page.goto("/sign-in/")
    keep_picture(page, "sign-in-1440")
    assert violations(page) == []
    page.locator("input[name=username]").fill("nobody")
    page.locator("input[name=password]").fill("wrong")
    page.locator("main form .btn-ink").click()
    keep_picture(page, "sign-in-refused-1440")
    assert violations(page) == []


def keep_picture(page: Page, name: str) -> None:
    """Write a picture of the whole page where somebody asked for pictures."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
