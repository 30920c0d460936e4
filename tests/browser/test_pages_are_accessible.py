"""Every page, in both languages and widths: axe finds nothing, nothing scrolls sideways, pictures can be kept."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")  # a folder for pictures of all pages, for eyes
DESK, PHONE = 1440, 390
MOST_PAGES_OF_ONE = 50  # the walk has not stopped at the first door
STATES = [(DESK, "zh-hans", False), (PHONE, "en", True)]


OBJECT = re.compile(r"/(?:[0-9a-z]{12}|[0-9]+)(?=/|$)")
NOT_PAGES = re.compile(r"/(export|file|scan|form\.csv|healthz|readyz|static)")
BESIDE = ("/ledger/?q=没有这样的事", "/tasks/000000000000/", "/design/")  # empty, missing, living page of the looks


def shape_of(address: str) -> str:
    """Return an address with its objects left out: pages of one shape are one page."""
    return OBJECT.sub("/*", address)


def walk(page: Page, known: set[str]) -> Iterator[str]:
    """Visit one page of every shape that links lead to from the desk, and yield its shape; known ones are passed by."""
    waiting, seen = ["/", *BESIDE], {shape_of("/")}
    while waiting:
        address = waiting.pop(0)
        page.goto(address)
        links = page.locator("a[href^='/']").evaluate_all("links => links.map(a => a.pathname)")
        for link in links:
            if shape_of(link) not in seen and not NOT_PAGES.search(link):
                seen.add(shape_of(link))
                waiting.append(link)
        if shape_of(address) not in known:
            yield shape_of(address)


def faults(page: Page, name: str) -> list[str]:
    """Say what axe finds, and whether the page scrolls sideways."""
    keep_picture(page, name)
    violations = Axe().run(page).response["violations"]
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [each["id"] for each in violations] + (["scrolls sideways"] if sideways else [])


@pytest.mark.parametrize(("width", "language", "dark"), STATES, ids=str)
def test_axe_finds_nothing_on_any_page(signed_in: Callable[..., Page], width: int, language: str, dark: bool) -> None:
    known: set[str] = set()
    found: dict[str, list[str]] = {}
    for username in ("office", "registrar", "auditor", "liaison", "system", "security", "audit"):
        page = signed_in(username, width=width, language=language, dark=dark)
        for shape in walk(page, known):
            name = f"{username}{shape.strip('/').replace('/', '-')}-{width}-{language}{'-dark' if dark else ''}"
            found[f"{username} {page.url}"] = faults(page, name)
            known.add(shape)
    assert len(known) > MOST_PAGES_OF_ONE
    assert {name: said for name, said in found.items() if said} == {}


def test_axe_finds_nothing_on_the_page_of_sign_in(signed_in: Callable[..., Page]) -> None:
    page = signed_in(None)
    page.goto("/sign-in/")
    keep_picture(page, "sign-in-1440")
    assert Axe().run(page).response["violations"] == []
    page.locator("input[name=username]").fill("nobody")
    page.locator("input[name=password]").fill("wrong")
    page.locator("main form .btn-ink").click()
    keep_picture(page, "sign-in-refused-1440")
    assert Axe().run(page).response["violations"] == []


def keep_picture(page: Page, name: str) -> None:
    """Write a picture of the whole page where somebody asked for pictures."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
