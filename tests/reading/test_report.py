"""The report that an office reads before it issues a plan."""

from duban.core.values import Span
from duban.plans.reading.models import Place
from duban.plans.reading.report import report_of
from duban.plans.reading.tables import width_of
from notation import read

PLAN = """2024年重点任务分工方案
一、工业（责任领导：秦川，共3条）
1.做强工业，达到94%50%以上。（牵头单位：市工信局；配合单位：市财政局、审计局等）
2.年底前新增企业20家。（牵头单位：市工信局；配合单位：市工信局）
3.完善机制。（牵头单位：市工信局；配合单位：市财政局等）
"""


def lines(text: str = PLAN, language: str = "zh") -> list[str]:
    return report_of(read(text), language="en" if language == "en" else "zh").splitlines()


def test_what_has_to_be_looked_at_stands_item_by_item_with_the_words_concerned() -> None:
    report = lines()
    first, second = (next(at for at, line in enumerate(report) if line.startswith(head)) for head in ("第 1", "第 2"))
    assert "[separator_lost]" in "".join(report[first:second])
    assert "「94%50%」" in "".join(report[first:second])
    assert "[unit_in_two_roles]" in "".join(report[second:])


def test_notes_are_gathered_by_kind_with_their_items() -> None:
    report = "\n".join(lines())
    notes = report[report.index("\n提示\n") :]
    assert notes.count("[list_open]") == 1
    assert "第 1、3 条" in notes
    assert "[task_vague]" in notes


def test_what_concerns_the_document_comes_first() -> None:
    report = lines("某市人民政府\n2023年3  日\n" + PLAN)
    assert report.index("全文") < next(at for at, line in enumerate(report) if line.startswith("第 1 条"))


def test_lines_of_findings_fit_a_terminal_and_none_begins_with_a_mark() -> None:
    report = lines()
    below = report[next(at for at, line in enumerate(report) if line.startswith("审读意见")) :]
    assert max(map(width_of, below)) <= 120
    assert not any(line.strip().startswith(("。", "，", "、")) for line in below)


def test_places_of_the_original_are_named() -> None:
    reading = read(PLAN)
    span = Span(0, len(PLAN))
    on_a_page = reading._replace(places=(Place(span, page=3),))
    in_a_cell = reading._replace(places=(Place(span, table=1, row=5, column=2),))
    assert "(第 3 页)" in report_of(on_a_page, language="zh")
    assert "(table 1, row 5, column 2)" in report_of(in_a_cell, language="en")


def test_a_plan_in_order_says_so() -> None:
    plan = "一、甲（责任领导：于成，共1条）\n1.年底前完成甲事5项。（牵头单位：市财政局；配合单位：市审计局）"
    assert lines(plan)[-1] == "没有审读意见。"
    assert lines(plan, "en")[-1] == "No findings."
