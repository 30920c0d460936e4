"""A month of work, one browser for every role: issue, receipt, work plan, reports, acceptance, digest (issue 4)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from browser import small_city
from browser.accessible import require_accessible
from browser.people import press

pytestmark = pytest.mark.browser

ISSUED_AT = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)
REPORTED_AT = datetime(2026, 3, 26, 1, 30, tzinfo=UTC)
MONTH, NEXT = "2026-03", "2026-04"


class Street:
    """The browsers of one morning: each person signs in once."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.pages: dict[str, Page] = {}

    def at_desk(self, username: str) -> Page:
        """Return the page of a person, on his desk."""
        if username not in self.pages:
            context = self.browser.new_context(
                base_url=self.address, viewport={"width": 1440, "height": 900}, accept_downloads=True
            )
            page = self.pages[username] = context.new_page()
            page.set_default_timeout(10_000)
            page.goto("/sign-in/")
            page.locator("input[name=username]").fill(username)
            page.locator("input[name=password]").fill(small_city.PASSWORD)
            press(page)
        page = self.pages[username]
        page.goto("/")
        return page


@contextmanager
def morning(browser: Browser, own: Path, moment: datetime) -> Iterator[Street]:
    with small_city.served(own, moment) as address:
        street = Street(browser, address)
        yield street
        for page in street.pages.values():
            page.context.close()


def do(page: Page, code: str) -> None:
    """Follow the first offer of an act to its page, and do it."""
    page.locator(f"main a[href*='/acts/{code}/']").first.click()
    page.wait_for_load_state()
    press(page)


def work_of(page: Page, number: int) -> None:
    """Open the page of the work of a task."""
    page.goto("/ledger/")
    page.locator("main a[href^='/tasks/']").nth(number - 1).click()
    page.locator("main a[href$='/progress/']").first.click()
    page.wait_for_load_state()


def test_a_month_from_issue_to_digest(browser: Browser, tmp_path: Path) -> None:
    own = small_city.built(tmp_path / "home")
    with morning(browser, own, ISSUED_AT) as street:
        tasks_are_issued_and_received(street)
        plans_are_written_filed_and_put_in_force(street)
        another_unit_is_asked(street.at_desk("liaison"))
    with morning(browser, own, REPORTED_AT) as street:
        reports_are_written_and_filed(street, tmp_path)
        reports_are_accepted_and_read(street)
        everybody = ("liaison", "head", "outsider", "officer", "leader", "office_head")
        for username in everybody:
            left = street.at_desk(username).locator(f".when > .owes > li a:not([href*='month={NEXT}'])")
            assert left.evaluate_all("links => links.map(a => a.href)") == [], username


def tasks_are_issued_and_received(street: Street) -> None:
    office = street.at_desk("office_head")
    do(office, "ledger.issue_tasks")
    expect(office.locator("main a[href*='ledger.issue_tasks']")).to_have_count(0)
    for username, receipts in (("liaison", 2), ("outsider", 1)):
        page = street.at_desk(username)
        receipt = page.locator(
            ".when > .owes > li a[href*='ledger.receive_task']"
        )  # the bell above names them once more
        expect(receipt).to_have_count(receipts)
        for left in reversed(range(receipts)):
            do(page, "ledger.receive_task")
            expect(receipt).to_have_count(left)
    officer = street.at_desk("officer")
    work_of(officer, 3)  # of a unit in which nobody has an account
    officer.locator("main a[href*='ledger.receive_task']").first.click()
    officer.locator("main select[name=behalf-post]").select_option(index=1)
    officer.locator("main select[name=behalf-means]").select_option("telephone")
    officer.locator("main input[name=behalf-given_by]").fill("穆清越")
    require_accessible(officer)
    press(officer)
    expect(officer.locator("main a[href*='ledger.receive_task']")).to_have_count(0)


def plans_are_written_filed_and_put_in_force(street: Street) -> None:
    liaison = street.at_desk("liaison")
    liaison.locator(".when > .owes > li a[href^='/work-plans/']").first.click()
    expect(liaison.locator("main input[name=i0-title]")).not_to_have_value("")  # the first draft, from the clause
    liaison.locator("main input[name=i0-person]").fill("丁一舟")
    require_accessible(liaison)
    liaison.locator("main button[value=write]").click()
    liaison.wait_for_load_state()
    for _plan in range(2):
        head = street.at_desk("head")
        head.locator(".when > .owes > li a[href^='/work-plans/']").first.click()
        head.locator("main button[value=file]").click()
        head.wait_for_load_state()
    expect(street.at_desk("head").locator(".when > .owes > li")).to_have_count(0)
    leader = street.at_desk("leader")
    leader.locator(".when > .owes > li a[href='/work-plans/']").click()
    for each in leader.locator("main input[name=plans]").all():
        each.check()
    require_accessible(leader)
    press(leader)
    expect(street.at_desk("leader").locator(".when > .owes > li")).to_have_count(0)


def another_unit_is_asked(liaison: Page) -> None:
    work_of(liaison, 1)
    liaison.locator("main a[href*='progress.set_request']").first.click()
    liaison.locator("main select[name=part]").select_option(index=0)
    liaison.locator("main textarea[name=what]").fill("困难群众转移安置情况")
    press(liaison)
    expect(liaison).to_have_url(re.compile("/progress/$"))


def reports_are_written_and_filed(street: Street, folder: Path) -> None:
    liaison = street.at_desk("liaison")
    liaison.locator(f".when > .owes > li a[href*='month={MONTH}']").first.click()
    liaison.locator("main .owed textarea").first.fill("清淤3公里")
    liaison.locator("main .owed input[name$=-nil]").nth(1).check()  # nothing new: one key
    require_accessible(liaison)
    liaison.locator("main button[value=send]").click()
    liaison.wait_for_load_state()
    answer_by_sheet(street.at_desk("outsider"), folder)
    head = street.at_desk("head")
    head.locator(f".when > .owes > li a[href*='month={MONTH}']").first.click()
    expect(head.locator("main input[name$=-go]")).to_have_count(2)
    head.locator("main button[value=file]").click()
    head.wait_for_load_state()
    expect(head.locator("main .owed textarea")).to_have_count(0)


def answer_by_sheet(page: Page, folder: Path) -> None:
    """Take the sheet of a unit, fill it in elsewhere, bring it back, look, file."""
    page.locator(".when > .owes > li a[href*='/reports/']").first.click()
    page.locator("main a[href*='/answers/']").click()
    with page.expect_download() as taken:
        page.locator("main a[href*='/sheet/']").click()
    sheet = folder / "answers.xlsx"
    taken.value.save_as(sheet)
    book = load_workbook(sheet)
    rows = [row for row in book.active.iter_rows() if re.fullmatch(r"[0-9a-z]{12}", str(row[0].value))]
    assert len(rows) == 1
    rows[0][5].value = "已转移安置12户"
    book.save(sheet)
    page.locator("main input[type=file]").set_input_files(sheet)
    page.locator("main form[enctype] button").click()
    expect(page.locator("main table")).to_contain_text("已转移安置12户")
    require_accessible(page)
    press(page)
    expect(page.locator("main")).to_contain_text("已转移安置12户")


def reports_are_accepted_and_read(street: Street) -> None:
    officer = street.at_desk("officer")
    officer.locator(".when > .owes > li a[href*='stage=submitted']").click()
    require_accessible(officer)
    press(officer)
    do(officer, "progress.make_digest")
    leader = street.at_desk("leader")
    leader.goto(f"/reports/?month={MONTH}")
    leader.locator("main a[href^='/digests/']").first.click()
    expect(leader.locator("main")).to_contain_text("清淤3公里")
    require_accessible(leader)
