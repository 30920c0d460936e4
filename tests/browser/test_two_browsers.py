"""Two browsers at two server processes of one installation: what one decides the other one knows."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

import sites

pytestmark = pytest.mark.browser

FAILURES = 5  # of one account from one address (domain 6.4)
OUT = re.compile("/sign-in/")


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.locator("main input[name=username]").fill(username)
    page.locator("main input[name=password]").fill(password)
    page.locator("main form .btn-ink").first.click()
    page.wait_for_load_state()


def test_sign_out_and_lock_out_hold_in_both(browser: Browser, site: sites.Site) -> None:
    with sites.beside(site) as there:
        here = site.address
        first, second, guesser, owner = (browser.new_page() for _place in range(4))  # each with cookies of its own
        sign_in(first, here, "office", site.passwords["office"])
        first.goto(f"{there}/units/")
        expect(first).to_have_url(f"{there}/units/")  # a session begun here is one there
        sign_in(second, there, "office", site.passwords["office"])
        expect(second).not_to_have_url(OUT)

        first.goto(f"{here}/account/")
        first.locator("form[action='/account/sign-out-everywhere/'] button").click()
        first.wait_for_load_state()
        second.goto(f"{there}/units/")
        expect(second).to_have_url(OUT)

        for number in range(FAILURES):
            sign_in(guesser, (here, there)[number % 2], "liaison", "a-wrong-password")
            expect(guesser).to_have_url(OUT)
        sign_in(owner, there, "liaison", site.passwords["liaison"])
        expect(owner).to_have_url(OUT)  # locked by what happened at both
        sign_in(owner, here, "liaison", site.passwords["liaison"])
        expect(owner).to_have_url(OUT)
        sign_in(owner, here, "head", site.passwords["head"])
        expect(owner).not_to_have_url(OUT)  # a colleague behind the same address is not concerned
        for page in (first, second, guesser, owner):
            page.close()
