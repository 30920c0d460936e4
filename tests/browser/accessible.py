"""What axe finds on a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}  # what passes is not written out in full


def violations(page: Page) -> list[str]:
    """Return the rules that a page breaks."""
    return [each["id"] for each in AXE.run(page, options=ONLY_VIOLATIONS).response["violations"]]


def require_accessible(page: Page) -> None:
    """Pages that exist only on the way are looked at on the way."""
    assert violations(page) == []
