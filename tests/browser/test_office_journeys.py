"""An installation from its first command to an act that was signed on paper, in a real browser over TLS."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

import sites
from browser.accessible import require_accessible
from browser.people import PASSWORD, Door, code_of, enrol, press

pytestmark = pytest.mark.browser

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT_LEVEL_2 = """
name = "澜州市人民政府"
code = "lanzhou"
level = "prefecture"
protection_level = 2
small_office = true
system = "石一鸣"
security = "石一鸣"
audit = "巫明鉴"
office_head = "钟离秋"
"""
AT_LEVEL_3 = AT_LEVEL_2.replace("protection_level = 2", "protection_level = 3").replace(
    'security = "石一鸣"', 'security = "骆安"'
)
REGISTER = """全称,简称,单位类别,排序
市发展和改革委员会,市发改委,部门,1
市水利局,,部门,2
白石县人民政府,白石县,县区政府,3
"""


@pytest.fixture(scope="module")
def second_level(
    browser: Browser, tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Door, dict[str, str]]]:
    """An installation of level 2, and the one-time codes that its setting up printed."""
    home = tmp_path_factory.mktemp("second") / "home"
    with sites.installed(home, AT_LEVEL_2, tables=tables) as (address, codes):
        door = Door(browser, address)
        yield door, codes
        door.close()


def today() -> str:
    return datetime.now(SHANGHAI).date().isoformat()


def name_in_office(page: Page, kind: str, name: str) -> None:
    page.goto("/people/office/")
    page.locator("main select[name=kind]").select_option(kind)
    page.locator("main input[name=name]").fill(name)
    page.locator("main input[name=since]").fill(today())
    press(page)
    expect(page.locator("main")).to_contain_text(name)


def slip_code(page: Page) -> str:
    """Return the code of the only slip on a page."""
    return page.locator(".slip-code").inner_text().strip()


def open_office_account(security: Page, name: str) -> str:
    """Open the account of somebody of the office as the security administrator; return his one-time code."""
    security.goto(f"/console/security/accounts/?kept=others&q={name}")
    security.locator("main a[href*='/open/']").first.click()
    require_accessible(security)
    security.locator("main [name=form]").last.select_option("slip")
    press(security)
    return slip_code(security)


def test_an_office_begins_and_takes_down_what_was_signed_on_paper(
    second_level: tuple[Door, dict[str, str]], tmp_path: Path
) -> None:
    door, codes = second_level
    security = door.enter(codes["石一鸣"])
    security.goto("/")
    expect(security).to_have_url(re.compile("/console/"))
    assert security.goto("/ledger/").status == 404  # type: ignore[union-attr]  # for administrators no business exists

    head = door.enter(codes["钟离秋"])
    import_the_register(head, tmp_path)
    for kind, name in (("officer", "岳明川"), ("registrar", "柏亦舒")):
        name_in_office(head, kind, name)
    head.goto("/leaders/name/")
    head.locator("main select[name=kind]").select_option("approver")
    head.locator("main input[name=name]").fill("宋临川")
    head.locator("main input[name=since]").fill(today())
    press(head)
    head.goto("/leaders/name/")
    head.locator("main select[name=kind]").select_option("leader")
    head.locator("main input[name=name]").fill("顾怀舟")
    head.locator("main input[name=since]").fill(today())
    press(head)

    officer = door.enter(open_office_account(security, "岳明川"))
    registrar = door.enter(open_office_account(security, "柏亦舒"))
    a_post_is_handed_over(door, head)
    a_division_is_signed_on_paper(registrar, officer)


def import_the_register(page: Page, folder: Path) -> None:
    """Read a register in: first the dry run, then the deed."""
    sheet = folder / "register.csv"
    sheet.write_text(REGISTER, encoding="utf-8")
    page.goto("/units/import/")
    require_accessible(page)
    page.locator("main input[type=file]").set_input_files(sheet)
    press(page)
    expect(page.locator("main")).to_contain_text("白石县人民政府")
    require_accessible(page)
    press(page)
    page.goto("/units/?q=sfgw")
    expect(page.locator("main")).to_contain_text("市发展和改革委员会")


def a_post_is_handed_over(door: Door, head: Page) -> None:
    """Name a liaison officer, let him in, and hand his post over; then he is out."""
    head.goto("/units/?q=市水利局")
    head.locator("main a[href^='/units/']", has_text="市水利局").first.click()
    unit = head.url
    head.goto(f"{unit}posts/")
    head.locator("main select[name=kind]").select_option("liaison")
    head.locator("main input[name=name]").fill("丁一舟")
    head.locator("main input[name=since]").fill((datetime.now(SHANGHAI) - timedelta(days=9)).date().isoformat())
    press(head)
    head.goto("/accounts/?q=丁一舟")
    head.locator("main a[href*='/accounts/open/']").first.click()
    head.locator("main [name=form]").last.select_option("slip")
    press(head)
    liaison = door.enter(slip_code(head))
    liaison.goto("/account/second-factor/")
    secret = enrol(liaison)
    liaison.goto("/account/")
    username = liaison.locator("main").inner_text()
    assert "丁一舟" in username
    again = door.page()
    sign_in(again, "dingyizhou")
    again.locator("main input[name=code]").fill("000000")
    press(again)
    expect(again).to_have_url(re.compile("/sign-in/code/"))  # a wrong code does not open
    assert len(secret) == 32

    head.goto(f"{unit}posts/")
    head.locator("main a[href*='/posts/']").first.click()
    head.goto(f"{head.url.rstrip('/')}/hand-over/" if "hand-over" not in head.url else head.url)
    require_accessible(head)
    head.locator("main input[name=on]").fill(today())
    head.locator("main input[name=name]").fill("辛致远")
    head.locator("main textarea[name=note]").fill("汛期值班表在抽屉里。")
    press(head)
    head.goto(unit)
    expect(head.locator("main")).to_contain_text("辛致远")
    liaison.goto("/")
    expect(liaison).to_have_url(re.compile("/sign-in/"))


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.locator("main input[name=username]").fill(username)
    page.locator("main input[name=password]").fill(PASSWORD)
    press(page)


def a_division_is_signed_on_paper(registrar: Page, officer: Page) -> None:
    """Record the approver's division of labour from its paper; it takes effect once a second person has compared."""
    registrar.goto("/leaders/division/")
    require_accessible(registrar)
    registrar.locator("main input[name=since]").fill(today())
    registrar.locator("main input[name=basis]").fill("澜政发〔2026〕21号")
    registrar.locator("main textarea").last.fill("发展改革\n统计")
    registrar.locator("main select[name=behalf-post]").select_option(index=1)
    registrar.locator("main select[name=behalf-means]").select_option("paper")
    registrar.locator("main input[name=behalf-given_by]").fill("宋临川")
    given = (datetime.now(SHANGHAI) - timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M")
    registrar.locator("main input[name=behalf-given_at]").fill(given)
    registrar.locator("main input[name=behalf-paper_number]").fill("澜政发〔2026〕21号")
    registrar.locator("main input[name=behalf-paper_on]").fill(today())
    registrar.locator("main input[name=behalf-paper_held_at]").fill("综合科 3 号柜")
    press(registrar)
    registrar.goto("/leaders/")
    expect(registrar.locator("main")).not_to_contain_text("统计")

    officer.goto("/recorded/")
    officer.locator("main table a[href^='/recorded/']").first.click()
    expect(officer.locator("main")).to_contain_text("宋临川")
    expect(officer.locator("main")).to_contain_text("综合科 3 号柜")
    require_accessible(officer)
    officer.locator("main form[action$='/confirm'] button").click()
    officer.wait_for_load_state()
    officer.goto("/leaders/")
    expect(officer.locator("main")).to_contain_text("统计")


def test_at_level_three_three_persons_run_the_system_and_the_office_needs_a_second_factor(
    browser: Browser, tables: Path, tmp_path: Path
) -> None:
    with sites.installed(tmp_path / "home", AT_LEVEL_3, tables=tables) as (address, codes):
        door = Door(browser, address)
        assert set(codes) == {"石一鸣", "骆安", "巫明鉴", "钟离秋"}
        page = door.page()
        page.goto("/invitation/")
        page.locator("main input[name=code]").fill(codes["钟离秋"])
        press(page)
        for each in page.locator("main input[type=password]").all():
            each.fill(PASSWORD)
        press(page)
        expect(page).to_have_url(re.compile("/account/second-factor/"))
        page.goto("/units/")
        expect(page).to_have_url(re.compile("/account/second-factor/"))  # nothing opens before it
        secret = enrol(page)
        page.locator("main .btn-ink").last.click()
        page.wait_for_load_state()
        page.locator("main input[name=agreed]").check()
        press(page)
        page.locator("form[action='/sign-out/'] button").click()
        sign_in(page, "zhongliqiu")
        page.locator("main input[name=code]").fill(code_of(secret))
        press(page)
        expect(page).to_have_url(re.compile("/sign-in/code/"))  # the code that enrolled him is used up
        security = door.enter(codes["骆安"])
        assert security.goto("/console/security/").ok  # type: ignore[union-attr]
        assert security.goto("/console/system/").status == 403  # type: ignore[union-attr]
        door.close()


def test_at_level_three_one_person_cannot_hold_two_of_the_posts(tables: Path, tmp_path: Path) -> None:
    overlapping = AT_LEVEL_3.replace('security = "骆安"', 'security = "石一鸣"')
    refused = pytest.raises(RuntimeError, match="duban init ended with 2")
    with refused, sites.installed(tmp_path / "home", overlapping, tables=tables):
        pass
