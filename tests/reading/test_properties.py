"""Reading is total and linear: any text gives a reading whose spans lie in it and say what they claim."""

import doctest
import time
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.plans.reading.models import Reading
from notation import read

PIECES = (
    "一、|（一）|1.|12.|附件1|\n|（责任领导：|共3条|（牵头单位：|；配合单位：|责任单位：|）|(|)|、|，|；|。|等|市财政局|审计局|各县、市、区政府|"
    "相关部门|牵头|按职责分工负责|列首位者为牵头单位|不低于|5%|94%50%|3至5家|五个|四成|以上|左右|年底前|9月底前|2024年3月8日|2019316|"
    "【|】|会同|配合|由|——|1.1 |①|第一条 |★|（牵头）|及|6月底完成|以上任务|\n责任单位：|于成副市长|责任单位 |"
    "以下任务均由各县区政府配合|"
    "关于印发|的通知|〔2024〕6号|“|”|《|》|为重点，|\u00a0|　|于|中文"
)
PLANS = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join)
MILLION = 1_000_000
HEAD = "一、甲（责任领导：于成，共1条）\n1.{}。（牵头单位：市财政局；配合单位：市审计局）"
HOSTILE = {  # a pattern that backtracks would take hours here
    "brackets": "(" * MILLION,
    "nested": "（(" * (MILLION // 2),
    "marks": "、" * MILLION,
    "digits": "1" * MILLION,
    "numerals": "一二三" * (MILLION // 3),
    "blanks": "\u00a0" * MILLION,
    "labels": "牵头单位：" * (MILLION // 5),
    "open list": "1.做（牵头单位：" + "市财政局、" * (MILLION // 5),
    "brackets in a list": "1.做（牵头单位：" + "（甲" * (MILLION // 2),
    "blanks in a list": "1.做（牵头单位：市财政局" + " " * MILLION + "；配合单位：市审计局）",
    "counties in a list": "1.做（牵头单位：" + "各县、" * (MILLION // 3),
    "verbs": "1.做（" + "市财政局牵头，" * (MILLION // 7) + "市审计局负责）",
    "figures": HEAD.format("5%" * (MILLION // 2)),
    "quotes": HEAD.format("“" * MILLION),
    "years": HEAD.format("到2025年" * (MILLION // 6)),
    "index": "索引号" + " " * MILLION,
    "dates": "2019" * (MILLION // 4),
}
SECONDS = 20  # linear time takes a tenth of it on a busy machine


def spans_hold(reading: Reading) -> None:
    """Assert that every value is the text at its span."""
    text = reading.text
    for section in reading.sections:
        assert all(leader.span.of(text) == leader.surface for leader in section.leaders_at)
    shared = {finding.item_index for finding in reading.findings if finding.code == "duty_shared"}
    noted = "均由" in text
    for at, item in enumerate(reading.items):
        assert item.text in item.span.of(text)
        for mention in (*item.leads, *item.cooperating, *item.responsible):
            assert mention.span.of(text) == mention.surface
            assert item.span.holds(mention.span) or at in shared or noted
            assert mention.surface
        assert all(target.span.of(text) == target.text for target in item.targets)
        assert all(deadline.span.of(text) == deadline.text for deadline in item.deadlines)
        assert item.section is None or item.section < len(reading.sections)
    assert sum(unit.mentions for unit in reading.units) == sum(
        len(item.leads) + len(item.cooperating) + len(item.responsible) for item in reading.items
    )
    for finding in reading.findings:
        assert finding.span is None or 0 <= finding.span.start <= finding.span.end <= len(text)


@given(PLANS)
def test_any_arrangement_of_the_words_of_plans_gives_a_reading(text: str) -> None:
    spans_hold(read(text))


@given(st.text(max_size=200))
def test_any_text_gives_a_reading(text: str) -> None:
    spans_hold(read(text))


@given(PLANS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str) -> None:
    started = time.perf_counter()
    spans_hold(read(HOSTILE[name]))
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("name", ["numerals", "deadlines", "kinds", "resolve"])
def test_examples_in_docstrings_hold(name: str) -> None:
    results = doctest.testmod(import_module(f"duban.plans.reading.{name}"))
    assert results.attempted
    assert not results.failed
