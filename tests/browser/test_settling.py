"""What leaders settle, one browser for every role: a problem solved on site, an instruction by telephone, a meeting."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import small_city
from browser.accessible import require_accessible
from browser.people import press
from browser.test_a_month import Street, do, morning, work_of

pytestmark = pytest.mark.browser

AT = datetime(2026, 3, 26, 1, 30, tzinfo=UTC)  # a Thursday, the day after the report was due
TODAY, SOON = "2026-03-26", "2026-04-09"


def test_what_is_asked_is_decided_done_and_confirmed(browser: Browser, tmp_path: Path) -> None:
    own = small_city.built(tmp_path / "home", is_running=True)
    with morning(browser, own, AT) as street:
        a_problem_is_raised_from_a_report(street)
        an_on_site_session_settles_it(street)
        the_owner_reports_and_the_raiser_confirms(street)
        a_decision_returns_to_the_next_agenda(street)
        an_instruction_by_telephone_is_closed(street)


def fill(page: Page, **values: str) -> None:
    """Fill the fields of the form of an act by their names."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("each => each.tagName") == "SELECT":
            # The words of a unit go on with what is asked of it this month.
            named = field.locator("option").filter(has_text=re.compile(f"^{re.escape(value)}")).first
            field.select_option(value=named.get_attribute("value"))
        else:
            field.fill(value)


def follow(page: Page, code: str) -> None:
    """Follow the first offer of an act to its page."""
    page.locator(f"main a[href*='/acts/{code}/']").first.click()
    page.wait_for_load_state()


def a_problem_is_raised_from_a_report(street: Street) -> None:
    liaison = street.at_desk("liaison")
    liaison.goto("/reports/?month=2026-03")
    liaison.locator("main a[href^='/reports/']").filter(has_not_text="sheet").last.click()
    if not re.search(r"/reports/[0-9a-z]{8,}", liaison.url):  # the list names tasks; the report stands behind one
        work_of(liaison, 1)
    follow(liaison, "coordination.raise_problem")
    require_accessible(liaison)
    fill(liaison, title="取土场用地未批", text="手续未办结，已会商两次。", wish="请协调先行用地")
    press(liaison)
    officer = street.at_desk("officer")
    officer.locator(".when > .owes > li a[href^='/problems/']").first.click()
    follow(officer, "coordination.triage_problem")
    fill(officer, asked="取土场用地批不批", decide_by=SOON, options="*同意先行用地\n另选场址")
    press(officer)
    leader = street.at_desk("leader")
    leader.goto("/dispatch/")
    expect(leader.locator(".question h2").first).to_have_text("取土场用地批不批")
    require_accessible(leader)
    follow(leader, "coordination.put_on_agenda")
    press(leader)


def an_on_site_session_settles_it(street: Street) -> None:
    secretary = street.at_desk("secretary")
    secretary.goto("/dispatch/")
    follow(secretary, "coordination.plan_dispatch")
    fill(secretary, kind="现场办公", title="取土场现场办公", on=TODAY, at="9:30", place="取土场")
    secretary.locator("main label", has_text="市水利局").locator("input").first.check()
    press(secretary)
    expect(secretary).to_have_url(re.compile("/dispatch/meetings/"))
    require_accessible(secretary)
    meeting = secretary.url
    expect(secretary.locator("main input[value='取土场用地批不批']")).to_have_count(1)
    do(secretary, "coordination.hold_dispatch")
    secretary.goto(meeting)
    secretary.locator("main textarea[name=minutes]").fill("会议现场查看了取土场。")
    press(secretary)
    follow(secretary, "coordination.make_decision")
    fill(secretary, text="先行用地，两周内补齐手续", owner="市水利局", due_on=SOON)
    secretary.locator("main select[name=line]").select_option(index=1)
    press(secretary)
    leader = street.at_desk("leader")
    leader.locator(".when > .owes > li a[href^='/dispatch/meetings/']").first.click()
    do(leader, "coordination.sign_minutes")
    secretary.goto(meeting)
    do(secretary, "coordination.send_minutes")


def the_owner_reports_and_the_raiser_confirms(street: Street) -> None:
    head = street.at_desk("head")
    head.locator(".when > .owes > li a[href^='/acts/coordination.receive_decision/']").first.click()
    press(head)
    head = street.at_desk("head")
    head.locator(".when > .owes > li a[href^='/decisions/']").first.click()
    require_accessible(head)
    follow(head, "coordination.report_decision")
    fill(head, report="手续已补齐。")
    press(head)
    liaison = street.at_desk("liaison")
    liaison.locator(".when > .owes > li a[href^='/problems/']").first.click()
    require_accessible(liaison)
    do(liaison, "coordination.confirm_solved")
    liaison.goto("/problems/?stage=confirmed")
    expect(liaison.locator("main tbody tr")).to_have_count(1)


def a_decision_returns_to_the_next_agenda(street: Street) -> None:
    officer = street.at_desk("officer")
    for title in ("三月调度会", "四月调度会"):
        officer.goto("/dispatch/")
        follow(officer, "coordination.plan_dispatch")
        fill(officer, leader="沈砚", kind="调度会", title=title, on=TODAY, at="15:00", place="二楼会议室")
        press(officer)
        if title == "三月调度会":
            meeting = officer.url
            officer.locator("main input[name=new_words]").first.fill("春灌保障")
            officer.locator("main button[name=agenda]").click()
            officer.wait_for_load_state()
            follow(officer, "coordination.hold_dispatch")
            officer.locator("main label", has_text="市水利局").locator("input").first.check()
            press(officer)
            officer.goto(meeting)
            follow(officer, "coordination.make_decision")
            fill(officer, text="四月中旬前完成渠系检修", owner="市水利局", due_on=SOON)
            press(officer)
            leader = street.at_desk("leader")
            leader.goto(meeting)
            do(leader, "coordination.sign_minutes")
            officer.goto(meeting)
            do(officer, "coordination.send_minutes")
    expect(officer.locator("main input[value='四月中旬前完成渠系检修']")).to_have_count(1)


def an_instruction_by_telephone_is_closed(street: Street) -> None:
    secretary = street.at_desk("secretary")
    secretary.goto("/instructions/new/")
    secretary.locator("main textarea[name=words]").fill("请市水利局三日内报来春灌情况。")
    secretary.locator("main select[name=behalf-post]").select_option(index=1)
    secretary.locator("main select[name=behalf-means]").select_option("telephone")
    secretary.locator("main input[name=behalf-given_by]").fill("沈砚")
    press(secretary)
    officer = street.at_desk("officer")
    officer.goto("/instructions/")
    officer.locator("main tbody a[href^='/instructions/']").first.click()
    officer.locator("main a[href^='/matters/new/']").first.click()
    officer.wait_for_load_state()
    fill(officer, title="报送春灌情况", demand="三日内报来春灌情况。", lead="市水利局")
    press(officer)
    matter = officer.url
    require_accessible(officer)
    for username, code in (
        ("officer", "ledger.assign_matter"),
        ("liaison", "ledger.sign_matter"),
        ("liaison", "ledger.begin_matter"),
    ):
        page = street.at_desk(username)
        page.goto(matter)
        if page.locator(f"main a[href*='/acts/{code}/']").count():
            follow(page, code)
            for field in page.locator("main form .field input[type=text]").all():
                if field.is_visible() and not field.input_value():
                    field.fill("丁一舟")
            press(page)
    head = street.at_desk("head")
    head.goto(matter)
    follow(head, "ledger.reply_matter")
    head.locator("main textarea").first.fill("春灌已全面展开。")
    press(head)
    officer.goto(matter)
    follow(officer, "ledger.check_matter")
    officer.locator("main textarea").first.fill("属实")
    press(officer)
    chief = street.at_desk("office_head")
    chief.goto(matter)
    do(chief, "ledger.close_matter")
    chief.goto(matter)
    expect(chief.locator(".gist [data-stage=closed]")).to_have_count(1)
    chief.goto("/instructions/")
    expect(chief.locator("main tbody [data-stage=closed]")).to_have_count(1)
