"""Browser and server of the journeys; each file of tests has its own copy of the city."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

import requires
import sites

ARGUMENTS = ("--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
DESK, PHONE = 1440, 390


@pytest.fixture(scope="module")
def site(demonstration: sites.Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    """A server on a copy of the demonstration, one for each file of tests."""
    with sites.running(demonstration, tmp_path_factory.mktemp("site") / "home") as site:
        yield site


@pytest.fixture(scope="module")
def browser(tables: Path) -> Iterator[Browser]:
    """Headless Chromium of the system; closed with the file, so that no event loop outlives it.

    It starts after the tables are laid: in its event loop Django opens and closes nothing.
    """
    with sync_playwright() as playwright:
        sandbox = () if os.geteuid() else ("--no-sandbox",)
        chromium = playwright.chromium.launch(executable_path=requires.chromium(), args=[*ARGUMENTS, *sandbox])
        yield chromium
        chromium.close()


def is_complaint(said: ConsoleMessage) -> bool:
    """Tell errors of scripts and of what a page loads from the browser's note that the page itself was a 4xx."""
    return said.type == "error" and said.location["url"].partition("#")[0] != (said.page.url if said.page else "")


@pytest.fixture
def signed_in(browser: Browser, site: sites.Site) -> Iterator[Callable[..., Page]]:
    """Open a page as one of the accounts; every console error and refused resource fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(username: str | None, *, width: int = DESK, language: str = "zh-hans", dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        context.add_cookies([{"name": "duban_language", "value": language, "url": site.address}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if username is not None:
            page.goto("/sign-in/")
            page.locator("input[name=username]").fill(username)
            page.locator("input[name=password]").fill(site.passwords[username])
            page.locator("main button[type=submit], main form .btn-ink").first.click()
            page.wait_for_url(lambda address: "/sign-in/" not in address)  # administrators go to their console
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []
