"""Word, pdf and sheets in a real browser: given, shown as they were with the marks in them, corrected."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

import sites
from browser.accessible import require_accessible
from browser.conftest import DESK, PHONE
from printing import Sheet, printed

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"
HEADS = ("序号", "工作任务", "牵头单位", "完成时限")
TASKS = (
    ("1", "建成标准化粮仓12座", "市发改委", "2026年9月底前"),
    ("2", "改造老旧管网30公里", "市住建局", "2026年12月底前"),
    ("3", "新增公园绿地80亩", "市城管局", "2026年10月底前"),
)


def print_of() -> bytes:
    """Return a plan of two pages."""
    first = Sheet().words(150, 90, "澜州市2026年重点任务分工方案")
    first.words(90, 150, "1.建成粮仓12座。（牵头单位：市发改委）")
    second = Sheet().words(90, 90, "2.改造管网30公里。（牵头单位：市住建局）")
    return printed([first, second])


def sheet_of(heads: tuple[str, ...], *more: tuple[str, ...]) -> bytes:
    """Return a workbook of tasks under some heads."""
    book = openpyxl.Workbook()
    for row in (heads, *TASKS, *more):
        book.active.append(row)
    to = BytesIO()
    book.save(to)
    return to.getvalue()


def give(page: Page, name: str, data: bytes) -> None:
    """Upload a file and wait until its review is there."""
    page.goto("/plans/import/")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.locator("main form .btn-ink").click()
    page.wait_for_selector("#review", timeout=60_000)


def correct_the_first_unit(page: Page) -> None:
    """Name another unit for the first of clause 1; what was printed stays beside it."""
    page.goto(f"{page.url.partition('?')[0]}?item=1")
    page.locator("#draft a[href*='edit=unit%3A1%2Flead%2F0']").first.click()
    page.locator("#edit input[name=name]").fill("市粮食和物资储备局")
    page.locator("#edit .btn-ink").first.click()
    expect(page.locator("#edit")).to_have_count(0)
    expect(page.locator("#draft")).to_contain_text("市粮食和物资储备局")
    expect(page.locator("#document [id='d-1/lead/0']")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "data", "shown"),
    [
        ("plan.docx", (SAMPLES / "lan-2026.docx").read_bytes(), ".doc p [id='c-1']"),
        ("plan.pdf", print_of(), ".doc .pageno"),  # the second page begins where it began
        ("plan.xlsx", sheet_of(HEADS), ".doc-table tr[data-items='1'] td [id='d-1/lead/0']"),
    ],
    ids=["docx", "pdf", "xlsx"],
)
def test_a_document_is_given_shown_and_corrected(
    signed_in: Callable[..., Page], site: sites.Site, name: str, data: bytes, shown: str
) -> None:
    page = signed_in("office")
    give(page, name, data)
    expect(page.locator(shown).first).to_be_visible()
    correct_the_first_unit(page)
    require_accessible(page)


def test_columns_are_named_and_the_next_file_is_read_with_them(signed_in: Callable[..., Page]) -> None:
    page = signed_in("office")
    give(page, "heads.xlsx", sheet_of(("甲栏", "乙栏", "丙栏", "丁栏")))
    choices = page.locator("form.columns select")
    expect(choices).to_have_count(4)
    choices.nth(1).select_option("words")
    page.locator("form.columns .btn-ink").click()
    expect(page.locator("#draft [role=alert]")).to_be_visible()  # nobody answers
    expect(choices.nth(1)).to_have_value("words")
    require_accessible(page)
    for column, role in enumerate(("number", "words", "lead", "due")):
        choices.nth(column).select_option(role)
    before = page.url.partition("?")[0]
    page.locator("form.columns .btn-ink").click()
    page.wait_for_url(lambda address: not address.startswith(before))
    expect(page.locator(".doc-table tr[data-items='1']")).to_be_visible(timeout=60_000)
    give(page, "next.xlsx", sheet_of(("甲栏", "乙栏", "丙栏", "戊栏")))
    expect(page.locator(".doc-table tr[data-items='1']")).to_be_visible()


def test_a_mark_of_secrecy_in_a_sheet_is_refused(signed_in: Callable[..., Page]) -> None:
    page = signed_in("office")
    page.goto("/plans/import/")
    marked = sheet_of(("机密★1年", *HEADS[1:]))
    page.locator("input[type=file]").set_input_files({"name": "a.xlsx", "mimeType": "", "buffer": marked})
    page.locator("main form .btn-ink").click()
    expect(page.locator("main form .error")).to_contain_text("另见纸质件")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_clauses_to_look_at_first_lead_to_themselves(signed_in: Callable[..., Page], width: int) -> None:
    page = signed_in("office", width=width)
    nobody = ("4", f"新建社区养老服务站{width}个", "", "")
    give(page, f"look-{width}.xlsx", sheet_of(HEADS, nobody))
    page.goto(f"{page.url.partition('?')[0]}?item=1#findings")
    first = page.locator("#looks li a").first
    expect(first).to_be_visible()
    first.click()
    expect(page.locator("#draft .clause-no")).to_have_text("4")
