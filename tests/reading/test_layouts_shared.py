"""Responsibility parts that hold for several items, and items that have no number."""

from duban.plans.reading.models import Reading
from notation import codes, read, surfaces


def duties(reading: Reading) -> list[str]:
    """Return number, words, leads, cooperating and responsible units of each item."""
    return [
        f"{item.number} {item.text} {surfaces(item.leads)}|{surfaces(item.cooperating)}|{surfaces(item.responsible)}"
        for item in reading.items
    ]


def test_a_line_below_several_items_holds_for_all_of_them() -> None:
    reading = read("一、甲\n1.甲事。\n2.乙事。\n3.丙事。\n牵头单位：市财政局\n配合单位：市审计局")
    assert duties(reading) == [
        "1 甲事。 市财政局|市审计局|",
        "2 乙事。 市财政局|市审计局|",
        "3 丙事。 市财政局|市审计局|",
    ]
    assert codes(reading).count("duty_shared") == 2
    assert "lead_missing" not in codes(reading)


def test_where_other_items_have_units_of_their_own_an_item_without_lost_them() -> None:
    reading = read("一、甲\n1.甲事。（市财政局牵头）\n2.乙事。\n3.丙事。\n牵头单位：市审计局")
    assert duties(reading)[1] == "2 乙事。 ||"
    assert "lead_missing" in codes(reading)


def test_a_line_that_says_so_holds_for_the_items_above_it_in_any_document() -> None:
    reading = read("一、甲\n1.甲事。（市财政局牵头）\n2.乙事。\n3.丙事。\n以上任务由市审计局牵头，市统计局配合。")
    assert duties(reading) == ["1 甲事。 市财政局||", "2 乙事。 市审计局|市统计局|", "3 丙事。 市审计局|市统计局|"]


def test_a_shared_line_brings_its_leader_and_time() -> None:
    reading = read("一、甲\n1.甲事。\n2.乙事。\n责任领导：于成\n责任单位：市财政局\n完成时限：6月底")
    assert [[leader.name for leader in item.leaders_at] for item in reading.items] == [["于成"], ["于成"]]
    assert [[deadline.text for deadline in item.deadlines] for item in reading.items] == [["6月底"], ["6月底"]]


def test_a_heading_with_units_holds_for_its_items() -> None:
    reading = read(
        "（一）稳增长（牵头单位：市财政局）\n1.甲事。\n2.乙事。\n（二）惠民生（牵头单位：市教育局）\n1.丙事。"
    )
    assert duties(reading) == ["1 甲事。 市财政局||", "2 乙事。 市财政局||", "1 丙事。 市教育局||"]
    assert [section.title for section in reading.sections] == ["稳增长", "惠民生"]


def test_units_on_a_line_above_items_hold_for_them() -> None:
    reading = read("重点任务清单\n牵头单位：市商务局\n1.甲事。\n2.乙事。\n牵头单位：市教育局\n3.丙事。")
    assert duties(reading) == ["1 甲事。 市商务局||", "2 乙事。 市商务局||", "3 丙事。 市教育局||"]


def test_a_leader_on_a_line_above_items_leads_them() -> None:
    reading = read(
        "包联领导：于成\n1.甲事。\n责任单位：市财政局\n2.乙事。\n责任单位：市审计局\n包联领导：林川\n3.丙事。\n责任单位：市统计局"
    )
    assert [(leader.name, surfaces(item.responsible)) for item in reading.items for leader in item.leaders_at] == [
        ("于成", "市财政局"),
        ("于成", "市审计局"),
        ("林川", "市统计局"),
    ]


def test_a_heading_that_is_a_task_is_an_item_beside_its_parts() -> None:
    reading = read(
        "（一）稳增长。全年增长6%，做好各项工作。（市财政局牵头）\n1.甲事。（市审计局负责）\n2.乙事。（市统计局负责）"
    )
    assert [item.number for item in reading.items] == ["一", "1", "2"]


def test_a_title_with_units_above_items_with_their_own_is_no_item() -> None:
    reading = read("一、经济体制改革（牵头部门：市委财经办）\n1.甲事。（市审计局负责）\n2.乙事。（市统计局负责）")
    assert [item.number for item in reading.items] == ["1", "2"]
    assert [section.title for section in reading.sections] == ["经济体制改革"]


def test_a_standing_note_holds_for_all_items_after_it() -> None:
    reading = read(
        "1.甲事。（市财政局牵头）\n2.乙事。（牵头单位：市审计局；配合单位：各县区政府（以下任务均由各县区政府配合，不再列出））\n"
        "3.丙事。（市统计局牵头）"
    )
    assert duties(reading) == ["1 甲事。 市财政局||", "2 乙事。 市审计局|各县区政府|", "3 丙事。 市统计局|各县区政府|"]


def test_a_standing_note_of_its_own_line() -> None:
    reading = read("一、甲\n1.甲事。（市财政局牵头）\n各县区政府均为以下各项任务的配合单位。\n2.乙事。（市审计局牵头）")
    assert duties(reading) == ["1 甲事。 市财政局||", "2 乙事。 市审计局|各县区政府|"]


def test_a_standing_note_in_the_notice_is_said_and_changes_no_item() -> None:
    reading = read("澜州市人民政府通知\n各县区政府均为配合单位。\n1.甲事。（市财政局牵头）")
    assert duties(reading) == ["1 甲事。 市财政局||"]
    assert "duty_for_all" in codes(reading)


def test_steps_below_an_item_are_no_items() -> None:
    reading = read("1.甲事。（市财政局牵头）\n（1）先做。\n（2）再做。\n2.乙事。（市审计局牵头）")
    assert [item.number for item in reading.items] == ["1", "2"]


def test_the_line_below_the_steps_of_an_item_is_that_of_the_item() -> None:
    reading = read("1.甲事：\n（1）先做。\n（2）再做。\n责任单位：市财政局\n2.乙事。\n责任单位：市审计局")
    assert [(item.number, surfaces(item.responsible)) for item in reading.items] == [
        ("1", "市财政局"),
        ("2", "市审计局"),
    ]
    assert reading.items[0].text == "甲事：\n（1）先做。\n（2）再做。"


def test_parts_of_an_item_with_units_of_their_own_are_items() -> None:
    reading = read("1.甲。\n（1）先做。（市财政局牵头）\n（2）再做。（市审计局牵头）\n2.乙事。（市统计局牵头）")
    assert [item.path for item in reading.items] == [("1", "1"), ("1", "2"), ("2",)]


def test_units_of_a_heading_hold_for_the_items_below_its_parts() -> None:
    reading = read("一、工业（牵头领导：于成；责任单位：市工信局）\n（一）稳增长\n1.甲事。\n2.乙事。")
    assert [surfaces(item.responsible) for item in reading.items] == ["市工信局", "市工信局"]
    assert [leader.name for leader in reading.sections[0].leaders_at] == ["于成"]


def test_a_plan_divided_by_units_gives_each_heading_its_items() -> None:
    reading = read("一、市财政局（2项）\n1.甲事。\n2.乙事。\n二、市审计局\n3.丙事。")
    assert [surfaces(item.responsible) for item in reading.items] == ["市财政局", "市财政局", "市审计局"]


def test_lines_of_units_alone_divide_a_plan() -> None:
    reading = read("承诺事项\n市水利局：\n1.甲事。\n2.乙事。\n市审计局、市统计局：\n1.丙事。")
    assert duties(reading) == ["1 甲事。 ||市水利局", "2 乙事。 ||市水利局", "1 丙事。 ||市审计局 市统计局"]


def test_a_heading_may_say_whose_the_tasks_below_it_are() -> None:
    reading = read(
        "一、由市审计局牵头的工作\n1.甲事。\n2.乙事。\n二、市统计局负责的任务\n3.丙事。\n三、由市发改委牵头的工作\n4.丁事。（市税务局配合）"
    )
    assert duties(reading) == [
        "1 甲事。 市审计局||",
        "2 乙事。 市审计局||",
        "3 丙事。 ||市统计局",
        "4 丁事。 市发改委|市税务局|",
    ]


def test_such_a_heading_answers_for_items_that_name_only_who_cooperates() -> None:
    reading = read("一、市财政局（共2项）\n1.甲事。配合单位：市审计局\n2.乙事。配合单位：市统计局")
    assert duties(reading) == ["1 甲事。 |市审计局|市财政局", "2 乙事。 |市统计局|市财政局"]


def test_a_standing_note_may_stand_in_a_heading() -> None:
    reading = read("一、甲（以下任务均由各县区政府配合）\n1.甲事。（市财政局牵头）\n2.乙事。（市审计局牵头）")
    assert [surfaces(item.cooperating) for item in reading.items] == ["各县区政府", "各县区政府"]


def test_paragraphs_without_number_below_a_heading() -> None:
    reading = read(
        "一、稳增长\n做好甲事。（市财政局牵头）\n做好乙事。（市审计局牵头）\n二、惠民生\n1.丙事。（市教育局牵头）"
    )
    assert duties(reading) == ["None 做好甲事。 市财政局||", "None 做好乙事。 市审计局||", "1 丙事。 市教育局||"]
    assert [item.section for item in reading.items] == [0, 0, 1]


def test_paragraphs_with_label_lines_and_short_lines_above_them() -> None:
    reading = read(
        "一、稳增长\n抓投资\n做好甲事。\n责任单位：市财政局\n促消费\n做好乙事。\n责任单位：市商务局\n完成时限：年底前"
    )
    assert duties(reading) == ["None 做好甲事。 ||市财政局", "None 做好乙事。 ||市商务局"]
    assert [section.title for section in reading.sections] == ["稳增长", "抓投资", "促消费"]


def test_cards_that_name_task_and_content_by_labels() -> None:
    card = "任务名称：推进{0}\n工作内容：办好{0}。\n完成时限：年底前\n牵头单位：市财政局"
    reading = read("\n".join(["澜州市任务分解表", card.format("甲事"), card.format("乙事")]))
    assert ["".join(item.text.split()) for item in reading.items] == [
        "推进甲事工作内容：办好甲事。",
        "推进乙事工作内容：办好乙事。",
    ]


def test_a_plan_without_any_number() -> None:
    reading = read("澜州市重点任务分工方案\n做好甲事。（市财政局牵头）\n做好乙事。（市审计局、市统计局）")
    assert duties(reading) == ["None 做好甲事。 市财政局||", "None 做好乙事。 ||市审计局 市统计局"]
    assert reading.plan.title == "澜州市重点任务分工方案"
    assert "number_lost" not in codes(reading)
