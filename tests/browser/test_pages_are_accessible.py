"""Every page, in both languages and widths: axe finds nothing, nothing scrolls sideways, pictures can be kept."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("SHOTS")  # a folder for pictures of all pages, for eyes
DESK, PHONE = 1440, 390
STATES = [(DESK, "zh-hans", False), (DESK, "en", True), (PHONE, "zh-hans", True), (PHONE, "en", False)]


def pages_of(page: Page) -> dict[str, str]:
    """Name the addresses of the signed-in person's pages, the first object of each kind among them."""

    def first(listing: str, under: str) -> str:
        page.goto(listing)
        addresses = page.locator(f"main a[href^='{under}']").evaluate_all("links => links.map(a => a.pathname)")
        return next(address for address in addresses if re.fullmatch(rf"{under}[0-9a-z]{{12}}/", address))

    return {
        "desk": "/",
        "ledger": "/ledger/",
        "ledger-filtered": "/ledger/?q=污水",
        "ledger-empty": "/ledger/?q=没有这样的事",
        "task": first("/ledger/", "/tasks/"),
        "plans": "/plans/",
        "plan": first("/plans/", "/plans/"),
        "units": "/units/",
        "unit": first("/units/", "/units/"),
        "imports": "/plans/import/",
        "review": first("/plans/import/", "/plans/import/"),
        "journal": "/journal/",
        "design": "/design/",
        "missing": "/tasks/000000000000/",
    }


@pytest.mark.parametrize(("width", "language", "dark"), STATES, ids=str)
def test_axe_finds_nothing_on_any_page(signed_in: Callable[..., Page], width: int, language: str, dark: bool) -> None:
    page = signed_in("office", width=width, language=language, dark=dark)
    found: dict[str, list[str]] = {}
    for name, address in pages_of(page).items():
        page.goto(address)
        keep_picture(page, f"{name}-{width}-{language}{'-dark' if dark else ''}")
        violations = Axe().run(page).response["violations"]
        sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found[name] = [each["id"] for each in violations] + (["scrolls sideways"] if sideways else [])
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
