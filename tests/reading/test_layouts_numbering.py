"""Numbers of every kind that plans are numbered with: nested, restarting, jumping, without mark, missing."""

import pytest

from duban.plans.reading.models import Item, Reading
from notation import read

BY = "（市财政局牵头）"


def numbers(reading: Reading) -> list[str | None]:
    """Return the numbers of the items."""
    return [item.number for item in reading.items]


def path(item: Item) -> str:
    """Return the way to an item."""
    return " ".join(item.path)


NUMBERED = [  # what stands before each item, numbers as printed
    ("1.|2.|3.", "1 2 3"),
    ("1、|2、|3、", "1 2 3"),
    ("1．|2﹒", "1 2"),
    ("一、|二、", "一 二"),
    ("（一）|（二）", "一 二"),
    ("(1)|(2)", "1 2"),
    ("1）|2）", "1 2"),
    ("①|②", "① ②"),
    ("第一条 |第二条 ", "第一条 第二条"),
    ("第1项：|第2项：", "第1项 第2项"),
    ("任务一：|任务二：", "任务一 任务二"),
    ("【重点任务1】|【重点任务2】", "重点任务1 重点任务2"),
    ("第一件 |第二件 ", "第一件 第二件"),
    ("实事1：|实事2：", "实事1 实事2"),
    ("1.1 |1.2 |2.1 ", "1.1 1.2 2.1"),
    ("1.1|1.1.1|1.1.2|1.2", "1.1 1.1.1 1.1.2 1.2"),
    ("1-1 |1-2 |2-1 ", "1-1 1-2 2-1"),
    ("1—1.|1—2.", "1—1 1—2"),
    # marks beside the number
    ("1*.|2*.|3.", "1 2 3"),
    ("★1.|2.", "1 2"),
    # the mark is lost once
    ("1.|2 |3.", "1 2 3"),
    # a number is skipped, a series begins anew
    ("1.|2.|4.", "1 2 4"),
    ("1.|2.|1.|2.", "1 2 1 2"),
]


@pytest.mark.parametrize(("labels", "expected"), NUMBERED)
def test_numbers_as_printed(labels: str, expected: str) -> None:
    text = "".join(f"{label}做好第{'甲乙丙丁'[at]}件事。{BY}\n" for at, label in enumerate(labels.split("|")))
    reading = read(text)
    assert numbers(reading) == expected.split()
    assert [item.text[0] for item in reading.items] == ["做"] * len(reading.items)


FIGURES = [
    "3.5%的企业不在此列。",  # a figure
    "1.2亿元资金用于补助。",
    "3-5家企业入规。",  # a range
    "2024年底前办结。",  # a year
    "第一条生产线建成投产。",  # an ordinal of a thing
    "第一部分企业完成改造。",
    "5 G基站建成。",  # no number that follows
]


@pytest.mark.parametrize("line", FIGURES)
def test_figures_that_open_a_line_are_no_numbers(line: str) -> None:
    reading = read(f"1.做好甲。{BY}\n2.做好乙。\n{line}{BY}")
    assert numbers(reading) == ["1", "2"]


def test_chapters_hold_sections_and_items() -> None:
    reading = read(f"第一章 稳增长\n一、工业\n1.甲。{BY}\n第二章 惠民生\n一、教育\n1.乙。{BY}")
    assert [path(item) for item in reading.items] == ["第一章 一 1", "第二章 一 1"]
    assert [section.title for section in reading.sections] == ["稳增长", "工业", "惠民生", "教育"]


def test_an_item_with_numbered_parts_that_have_their_own_units_is_a_section() -> None:
    reading = read(f"1.稳增长。\n1.1 甲。{BY}\n1.2 乙。{BY}\n2.惠民生。\n2.1 丙。{BY}")
    assert [path(item) for item in reading.items] == ["1 1.1", "1 1.2", "2 2.1"]
    assert [section.title for section in reading.sections] == ["稳增长", "惠民生"]


def test_four_levels() -> None:
    reading = read(f"一、甲\n（一）乙\n1.丙。\n（1）丁。{BY}\n（2）戊。{BY}\n2.己。{BY}")
    assert [path(item) for item in reading.items] == ["一 一 1 1", "一 一 1 2", "一 一 2"]


def test_two_annexes_each_with_its_own_numbers() -> None:
    reading = read(f"附件1\n甲清单\n1.甲。{BY}\n2.乙。{BY}\n附件2\n乙清单\n1.丙。{BY}")
    assert [(item.number, item.section) for item in reading.items] == [("1", 0), ("2", 0), ("1", 1)]
