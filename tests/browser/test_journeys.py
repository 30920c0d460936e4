"""The main job in a real browser: a file in, a correction, adoption, the ledger, a task, the ledger out again."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import sites
from browser.accessible import require_accessible

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "samples" / "lan-2026.html"
NOTICE = Path(__file__).parents[3] / "shared" / "plans" / "tongliao-2019.txt"


def give(page: Page, file: Path) -> None:
    """Upload a file and wait until its review is there."""
    page.goto("/plans/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form .btn-ink").click()
    page.wait_for_selector("#review", timeout=30_000)


def name_the_leader(page: Page, section: int, first_clause: str, name: str) -> None:
    """Complete the name that the document lost, in place."""
    address = page.url.partition("?")[0]
    page.goto(f"{address}?item={first_clause}")
    page.locator(f"a[href*='edit=leader%3As{section}%2Fleader%2F0']").first.click()
    page.locator("#edit input[name=name]").fill(name)
    page.locator("#edit .btn-ink").click()
    expect(page.locator("#review")).to_contain_text(name)


def adopt(page: Page) -> None:
    """Take the official act: its page states what comes of it, then the deed."""
    page.locator("a[href$='/adopt']").first.click()
    page.wait_for_url("**/adopt")
    require_accessible(page)
    page.locator("form.adopt .btn-seal").click()
    page.wait_for_url(lambda address: not address.endswith("/adopt"))


def test_from_the_file_to_the_ledger_and_out_again(signed_in: Callable[..., Page], site: sites.Site) -> None:
    page = signed_in("office")
    give(page, SAMPLE)
    expect(page.locator("a[href$='/adopt']")).to_have_count(0)  # a leader's name must be completed first

    # A unit in the draft lights its characters in the document; the register holds it under its full name.
    page.goto(f"{page.url.partition('?')[0]}?item=17")
    unit = page.locator("[data-pane] a[href*='edit=unit%3A17%2Flead%2F0']").first
    expect(unit).to_have_text("市工业和信息化局")
    unit.focus()
    printed = page.locator("[id='d-17/lead/0']")
    expect(printed).to_have_text("市工业和信息化局")
    expect(printed).to_have_class(re.compile("m-on"))

    # A correction in place; what was printed stays beside it.
    page.goto(f"{page.url.partition('?')[0]}?item=1")
    page.locator("[data-pane] a[href*='edit=unit%3A1%2Fcooperating%2F1']").first.click()
    require_accessible(page)
    page.locator("#edit input[name=name]").fill("市机关事务管理局")
    page.locator("#edit .btn-ink").first.click()
    expect(page.locator("#edit")).to_have_count(0)
    expect(page.locator("#draft")).to_contain_text("市机关事务管理局")
    expect(page.locator("#draft")).to_contain_text("机关事务中心")

    name_the_leader(page, 6, "45", "苗映秋")
    adopt(page)

    page.goto("/ledger/")
    page.locator("main input[name=q]").fill("污水")
    page.locator("main .filters button, main .filters .btn").first.click()
    page.wait_for_url("**q=%E6%B1%A1%E6%B0%B4**")
    rows = page.locator("main table.register tbody a.title, main table.register a[href^='/tasks/']")
    assert rows.count() >= 2  # in the plan of the demonstration and in the one just adopted
    with page.expect_download() as taken:
        page.locator("a[href*='/ledger/export/csv']").first.click()
    table = list(csv.reader(io.StringIO(Path(taken.value.path()).read_text("utf-8-sig"))))
    assert sum("污水" in "".join(row) for row in table) >= rows.count()
    with page.expect_download() as taken:
        page.locator("a[href*='/ledger/export/xlsx']").first.click()
    assert "xl/workbook.xml" in zipfile.ZipFile(taken.value.path()).namelist()

    rows.first.click()
    page.wait_for_url("**/tasks/**")
    expect(page.locator("main .quote, main blockquote, main .words").first).to_contain_text("污水")
    assert page.locator("main a[href*='#c-']").count() >= 1  # the way back to the characters of the plan


def test_the_keyboard_alone_is_enough(signed_in: Callable[..., Page], site: sites.Site, tmp_path: Path) -> None:
    page = signed_in("office")
    plan = tmp_path / "keys.html"
    plan.write_bytes(SAMPLE.read_bytes() + b"<!-- another copy -->")
    give(page, plan)
    page.keyboard.press("j")
    page.wait_for_url("**item=2*")
    page.keyboard.press("k")
    page.wait_for_url("**item=1*")
    page.keyboard.press("Enter")  # accept and go on
    page.wait_for_url("**item=2*")
    accepted = page.locator("header.folio")
    expect(accepted).to_contain_text("已认定 1 条")
    page.keyboard.press("u")
    expect(accepted).to_contain_text("已认定 0 条")
    for finding in (1, 2, 46):  # through the findings of this clause
        page.keyboard.press("f")
        expect(page.locator("a.told:focus")).to_have_attribute("href", f"#d-f{finding}")
    page.keyboard.press("f")  # and on to the next clause that has to be looked at
    page.wait_for_url("**item=12*")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()


@pytest.mark.shared
def test_the_published_notice_becomes_a_ledger(signed_in: Callable[..., Page]) -> None:
    page = signed_in("office")
    give(page, NOTICE)
    expect(page.locator("header.folio")).to_contain_text("81")
    name_the_leader(page, 4, "42", "于某某")
    adopt(page)
    page.goto("/plans/")
    page.locator("main a", has_text="市五届二次人代会").first.click()
    expect(page.locator("main")).to_contain_text("通政办发〔2019〕10号")
