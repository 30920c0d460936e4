"""Where a plan begins, what is a section and what an item, and what the cover says."""

import pytest

from duban.plans.reading.models import Reading
from notation import codes, read

DUTY = "（牵头单位：市财政局；配合单位：市审计局）"
NOTICE = f"""\
澜州市人民政府网
索 引 号：LZ01-2024-7　　发文日期：2024-03-11
澜州市人民政府办公室
关于印发《重点任务
分工方案》的通知
澜政办发〔2024〕6号
各县区人民政府：
现予印发（参照澜办发〔2023〕9号办理）。
一、加强领导
各单位要负起责任。
二、强化督查。督查室按月通报。
澜州市人民政府办公室
2024年3月8日
（此件公开发布）
澜州市重点任务
分工方案
一、财政工作（责任领导：程维岳、沈 砚，共2条）
1.做好一件事。{DUTY}
2.做好又一件事。{DUTY}
二、其他工作（责任领导：苗，共2条）
（一）教育
3.做好第三件事。{DUTY}
分享到：
"""


@pytest.fixture(scope="module")
def notice() -> Reading:
    """A short notice with everything that a cover has."""
    return read(NOTICE)


def test_the_cover_tells_of_the_document(notice: Reading) -> None:
    plan = notice.plan
    assert plan.title == "澜州市重点任务分工方案"
    assert (plan.doc_number, plan.index_number) == ("澜政办发〔2024〕6号", "LZ01-2024-7")
    assert (plan.issuer, str(plan.issued_on)) == ("澜州市人民政府办公室", "2024-03-08")
    assert plan.at["doc_number"].of(notice.text) == "澜政办发〔2024〕6号"
    assert plan.at["title"].of(notice.text) == "澜州市重点任务\n分工方案"


def test_demands_have_their_heading_and_their_words(notice: Reading) -> None:
    assert [(demand.label, demand.title, demand.text) for demand in notice.plan.requirements] == [
        ("一", "加强领导", "各单位要负起责任。"),
        ("二", "强化督查", "督查室按月通报。"),
    ]


def test_sections_have_title_leaders_and_declared_number(notice: Reading) -> None:
    assert [
        (section.label, section.title, [leader.name for leader in section.leaders_at], section.declared_count)
        for section in notice.sections
    ] == [("一", "财政工作", ["程维岳", "沈砚"], 2), ("二", "其他工作", ["苗"], 2), ("一", "教育", [], None)]
    assert [leader.surface for leader in notice.sections[0].leaders_at] == ["程维岳", "沈 砚"]


def test_items_know_the_innermost_section_and_the_way_to_it(notice: Reading) -> None:
    assert [(item.number, item.section, item.path) for item in notice.items] == [
        ("1", 0, ("一", "1")),
        ("2", 0, ("一", "2")),
        ("3", 2, ("二", "一", "3")),
    ]
    assert [item.text for item in notice.items] == ["做好一件事。", "做好又一件事。", "做好第三件事。"]


def test_faults_of_the_whole_are_found(notice: Reading) -> None:
    found = codes(notice, but="measure_missing task_vague deadline_missing leader_unknown items_alike")
    assert found == ["count_differs", "date_differs", "leader_name_incomplete"]


def test_a_section_declares_its_items_and_those_of_its_parts() -> None:
    reading = read(f"一、甲（责任领导：程维岳，共2条）\n（一）乙\n1.甲事。{DUTY}\n（二）丙\n2.乙事。{DUTY}")
    assert "count_differs" not in codes(reading)


def test_an_item_that_begins_with_a_figure_follows_the_item_before() -> None:
    reading = read(f"1.做事。{DUTY}\n2.10月底前做完。{DUTY}\n3.5%的企业不在此列。")
    assert [item.number for item in reading.items] == ["1", "2"]
    assert reading.items[1].text == "10月底前做完。"


def test_numbers_may_begin_anew_below_another_annex() -> None:
    reading = read(f"附件1\n甲分工\n1.做事。{DUTY}\n2.办事。{DUTY}\n附件2\n乙分工\n1.跑事。{DUTY}")
    assert [(item.number, item.section) for item in reading.items] == [("1", 0), ("2", 0), ("1", 1)]
    assert [(section.label, section.title) for section in reading.sections] == [
        ("附件1", "甲分工"),
        ("附件2", "乙分工"),
    ]
    assert "number_repeated" not in codes(reading)


def test_a_list_of_annexes_in_the_cover_is_no_item() -> None:
    reading = read(f"附件：1.2024年分工\n2.2024年清单\n附件1\n2024年分工\n1.做事。{DUTY}")
    assert [item.text for item in reading.items] == ["做事。"]
    assert reading.plan.title == "2024年分工"


def test_a_heading_with_responsible_units_is_an_item_too() -> None:
    reading = read("一、让企业省时\n（一）围绕准入集成。（省商务厅负责）\n1.变更一件事。（省公安厅负责）")
    assert [item.number for item in reading.items] == ["一", "1"]
    assert [section.title for section in reading.sections] == ["让企业省时"]


def test_a_leader_may_stand_in_the_title_of_a_section() -> None:
    section = read(f"一、石见川常务副区长主抓重点工作\n1.做事。{DUTY}").sections[0]
    assert [leader.name for leader in section.leaders_at] == ["石见川"]


def test_an_item_without_responsibility_among_others_is_an_item() -> None:
    reading = read(f"1.做事。{DUTY}\n2.办事。\n责任领导：何疏影。\n3.跑事。{DUTY}")
    assert [item.number for item in reading.items] == ["1", "2", "3"]
    assert [finding.item for finding in reading.findings if finding.code == "lead_missing"] == ["2"]


def test_an_item_that_lost_its_number_is_an_item() -> None:
    reading = read(
        "1.甲。\n牵头单位：市财政局\n2.乙。\n牵头单位：市审计局\n丙。\n牵头单位：市公安局\n4.丁。\n牵头单位：市民政局"
    )
    assert [(item.number, item.text) for item in reading.items] == [
        ("1", "甲。"),
        ("2", "乙。"),
        (None, "丙。"),
        ("4", "丁。"),
    ]
    assert [item.leads[0].surface for item in reading.items] == ["市财政局", "市审计局", "市公安局", "市民政局"]
    assert "number_skipped" not in codes(reading)


def test_words_without_any_responsible_unit_are_no_plan() -> None:
    reading = read("一、总则\n1.本办法自发布之日起施行。\n")
    assert (reading.items, codes(reading)) == ((), ["items_missing"])


def test_without_a_title_of_its_own_a_plan_has_that_of_the_notice() -> None:
    plan = read(f"澜州市人民政府关于2024年重点工作的通知\n现将分工明确如下。\n一、稳住经济\n1.做事。{DUTY}").plan
    assert (plan.title, plan.issuer) == ("澜州市人民政府关于2024年重点工作的通知", "澜州市人民政府")


def test_the_signature_below_the_items_dates_the_plan() -> None:
    plan = read(f"1.做事。{DUTY}\n某市人民政府\n二〇二四年三月八日\n").plan
    assert (plan.issuer, str(plan.issued_on)) == ("某市人民政府", "2024-03-08")


def test_the_title_is_the_line_that_the_notice_issues() -> None:
    text = f"""\
澜州市人民政府办公室关于印发《澜州市应急工作责任分解》的通知
各县区人民政府：
现予印发，请认真执行。
澜州市人民政府办公室
2024年3月8日
澜州市应急工作责任分解
为做好应急工作，作如下分解。
应急工作的4个任务
一、预案
1.做好一件事。{DUTY}
"""
    assert read(text).plan.title == "澜州市应急工作责任分解"


def test_a_title_that_says_who_wrote_it_is_no_item() -> None:
    reading = read("2026年重点工作分工（县政府督查室）\n做好甲事。（市财政局牵头）\n做好乙事。（市审计局牵头）")
    assert [item.text for item in reading.items] == ["做好甲事。", "做好乙事。"]


def test_the_plan_begins_with_the_first_of_its_small_headings() -> None:
    reading = read(f"一、目标任务\n（一）稳增长。增长6%。\n（二）抓项目。{DUTY}\n（三）惠民生。{DUTY}")
    assert [item.number for item in reading.items] == ["一", "二", "三"]


def test_a_note_in_brackets_may_stand_below_the_title() -> None:
    reading = read("黎川区2026年重点工作分工\n（首位为牵头单位）\n1.做好甲事。（市财政局、市审计局）")
    assert reading.plan.title == "黎川区2026年重点工作分工"


def test_a_label_on_a_line_of_its_own_has_its_title_on_the_next() -> None:
    [section] = read(f"一、\n财政工作\n1.做好一件事。{DUTY}\n2.做好又一件事。{DUTY}").sections
    assert (section.label, section.title) == ("一", "财政工作")
