"""What people do at the door of an installation: redeem a code, set a password, enrol, go on."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "Lanzhou-2026-x"


@dataclass
class Door:
    """The door of an installation, and who came through it."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self) -> Page:
        """Open a page of its own browser, Chinese, at the width of a desk."""
        context = self.browser.new_context(
            base_url=self.address,
            ignore_https_errors=True,  # the certificate was made on the spot
            viewport={"width": 1440, "height": 900},
            accept_downloads=True,
        )
        self.contexts.append(context)
        return context.new_page()

    def enter(self, code: str) -> Page:
        """Redeem a one-time code: first password, second factor and undertaking where they are asked for."""
        page = self.page()
        page.goto("/invitation/")
        page.locator("main input[name=code]").fill(code)
        press(page)
        for each in page.locator("main input[type=password]").all():
            each.fill(PASSWORD)
        press(page)
        if "/account/second-factor/" in page.url:
            enrol(page)
            page.locator("main .btn-ink").last.click()  # the recovery codes are kept
            page.wait_for_load_state()
        if "/account/undertaking/" in page.url:
            page.locator("main input[name=agreed]").check()
            press(page)
        return page

    def close(self) -> None:
        """Close every browser that was opened."""
        for context in self.contexts:
            context.close()


def press(page: Page) -> None:
    """Take the one next step of the page."""
    page.locator("main form .btn-ink, main form .btn-seal").first.click()
    page.wait_for_load_state()


def enrol(page: Page) -> str:
    """Set the second factor up with the secret that the page shows; return the secret."""
    shown = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.locator("main").inner_text())
    assert shown, page.url
    secret = shown[0].replace(" ", "")
    page.locator("main input[name=code]").fill(code_of(secret))
    press(page)
    return secret


def code_of(secret: str) -> str:
    """Return what an authenticator shows now for a secret."""
    import base64

    key = base64.b32decode(secret)
    return TOTP(key, 6, SHA1(), 30).generate(int(datetime.now(UTC).timestamp())).decode()  # noqa: S303
