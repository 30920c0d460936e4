"""GB/T 9704 measured back from the PDF, within half a millimetre."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bulletins.composing import samples
from bulletins.composing.measured import Box, Page, pages
from duban.bulletins.composing.pdf.writing import pdf
from duban.bulletins.composing.tree import (
    Annex,
    Colophon,
    Column,
    Document,
    Foot,
    Form,
    Masthead,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
)
from duban.bulletins.composing.tree import Cell as TableCell

EXACT = 0.5
TABLE = Table(
    (Column(20), Column(80)),
    (Row((TableCell((Run("条号"),), is_head=True), TableCell((Run("任务"),), is_head=True))),),
    tuple(Row((TableCell((Run(str(number)),)), TableCell((Run("任务"),)))) for number in range(1, 40)),
    "表",
)


def paper(form: Form, text: str = "督" * 28 * 60, **more: Any) -> Document:
    """A paper whose text is nothing but whole lines of one sign."""
    return replace(
        Document(
            form,
            ("关于重点任务落实情况的通报",),
            date(2026, 12, 9),
            "澜州市人民政府督查室",
            Masthead("澜州政务督查", "第9期", "澜州市人民政府督查室", "2026年12月9日"),
            body=(Paragraph((Run(text),), is_flush=True),),
            signature=Signature("澜州市人民政府督查室", "2026年12月9日"),
            colophon=Colophon(("报：市长。", "送：市委办公室。"), "澜州市人民政府督查室", "2026年12月9日印发"),
            foot=Foot("日志链首 3f9c", "快照 2026-12-02"),
        ),
        **more,
    )


@pytest.fixture(scope="module")
def full() -> list[Page]:
    return pages(pdf(paper(Form.FULL)))


@pytest.fixture(scope="module")
def letter() -> list[Page]:
    return pages(pdf(paper(Form.LETTER)))


@pytest.fixture(scope="module")
def annexed() -> list[Page]:
    return pages(pdf(paper(Form.FULL, "督", annexes=(Annex("情况表", (TABLE,), is_landscape=True),))))


def body_lines(page: Page) -> list[list[Box]]:
    return [line for line in page.lines if line[0].text == "督"]


class TestTypeArea:
    def test_is_a4(self, full: list[Page]) -> None:
        assert (full[0].width, full[0].height) == (210, 297)

    def test_holds_22_lines_of_28_characters(self, full: list[Page]) -> None:
        lines = body_lines(full[1])
        assert len(lines) == 22
        assert {len(line) for line in lines} == {28}

    def test_is_filled_from_edge_to_edge(self, full: list[Page]) -> None:
        page = full[1]
        ink = page.ink("督" * 28 * 22)
        assert ink.left == pytest.approx(28, abs=EXACT)
        assert ink.right == pytest.approx(210 - 26, abs=EXACT)
        assert ink.top == pytest.approx(37, abs=EXACT)
        assert ink.bottom == pytest.approx(297 - 35, abs=EXACT)

    def test_has_one_pitch(self, full: list[Page]) -> None:
        pitches = full[1].pitches[:21]
        assert max(pitches) - min(pitches) < 0.01
        assert pitches[0] == pytest.approx((225 - 16 * 25.4 / 72) / 21, abs=0.01)


class TestHead:
    def test_mark_begins_35_mm_below_the_type_area(self, full: list[Page]) -> None:
        assert full[0].ink("澜州政务督查").top == pytest.approx(72, abs=EXACT)

    def test_mark_is_red_and_stands_in_the_middle(self, full: list[Page]) -> None:
        mark = full[0].ink("澜州政务督查")
        assert (mark.left + mark.right) / 2 == pytest.approx(28 + 78, abs=EXACT)

    def test_number_stands_two_lines_below_the_mark(self, full: list[Page]) -> None:
        pitch = full[1].pitches[0]
        gap = full[0].ink("第9期").top - full[0].ink("澜州政务督查").bottom
        assert gap == pytest.approx(2 * pitch, abs=EXACT)

    def test_red_rule_stands_4_mm_below_the_number_as_wide_as_the_type_area(self, full: list[Page]) -> None:
        (rule,) = full[0].rules()
        number = full[0].ink("第9期")
        assert rule.top - number.bottom == pytest.approx(4, abs=EXACT)
        assert (rule.left, rule.right) == pytest.approx((28, 184), abs=EXACT)

    @pytest.mark.parametrize("form", [Form.BRIEF, Form.MINUTES])
    def test_mark_of_a_brief_and_of_minutes_stands_as_high(self, form: Form) -> None:
        page = pages(pdf(paper(form, "督")))[0]
        assert page.ink("澜州政务督查").top == pytest.approx(72, abs=EXACT)
        (rule, *_colophon) = page.rules()
        assert rule.top - page.ink("2026年12月9日").bottom == pytest.approx(4, abs=EXACT)
        assert page.ink("2026年12月9日").right == pytest.approx(184 - 5.6, abs=EXACT)


class TestLetter:
    def test_mark_begins_30_mm_below_the_edge(self, letter: list[Page]) -> None:
        assert letter[0].ink("澜州政务督查").top == pytest.approx(30, abs=EXACT)

    def test_double_rules_are_170_mm_wide_thick_over_thin_and_thin_over_thick(self, letter: list[Page]) -> None:
        thick, thin, lower_thin, lower_thick = letter[0].rules()
        for rule in letter[0].rules():
            assert (rule.left, rule.right) == pytest.approx((20, 190), abs=EXACT)
        assert thick.height > thin.height
        assert lower_thick.height > lower_thin.height
        assert thick.top - letter[0].ink("澜州政务督查").bottom == pytest.approx(4, abs=EXACT)
        assert 297 - lower_thick.bottom == pytest.approx(20, abs=EXACT)

    def test_number_stands_at_the_right_seven_eighths_below_the_rule(self, letter: list[Page]) -> None:
        number = letter[0].ink("第9期")
        assert number.right == pytest.approx(184, abs=EXACT)
        assert number.top - letter[0].rules()[1].bottom == pytest.approx(7 / 8 * 16 * 25.4 / 72, abs=EXACT)

    def test_first_page_has_no_page_number(self, letter: list[Page]) -> None:
        assert not [rule for rule in letter[0].rules(4) if rule.width < 6]
        assert len([rule for rule in letter[1].rules(4) if rule.width < 6]) == 2


class TestPageNumber:
    @pytest.mark.parametrize(("page", "number"), [(0, "1"), (1, "2"), (2, "3")])
    def test_dash_stands_7_mm_below_the_type_area_one_character_in_from_the_outer_edge(
        self, full: list[Page], page: int, number: str
    ) -> None:
        left, right = (rule for rule in full[page].rules(4) if rule.width < 6)
        one_in = 14 * 25.4 / 72
        assert (left.top + left.bottom) / 2 == pytest.approx(262 + 7, abs=EXACT)
        assert left.width == pytest.approx(one_in, abs=EXACT)
        if page % 2:
            assert left.left == pytest.approx(28 + one_in, abs=EXACT)
        else:
            assert right.right == pytest.approx(184 - one_in, abs=EXACT)
        assert left.right < full[page].signs_between(left, right)[0].left
        assert [sign.text for sign in full[page].signs_between(left, right)] == [number]


class TestColophon:
    def test_last_rule_lies_on_the_bottom_of_the_type_area(self, full: list[Page]) -> None:
        first, inner, last = full[-1].rules()
        assert last.bottom == pytest.approx(262, abs=EXACT)
        assert first.height == pytest.approx(0.35, abs=0.02)
        assert inner.height == pytest.approx(0.25, abs=0.02)
        assert last.height == pytest.approx(0.35, abs=0.02)
        for rule in (first, inner, last):
            assert (rule.left, rule.right) == pytest.approx((28, 184), abs=EXACT)

    def test_lines_stand_one_character_in(self, full: list[Page]) -> None:
        one_in = 14 * 25.4 / 72
        page = full[-1]
        assert page.ink("报：市长。").left == pytest.approx(28 + one_in, abs=EXACT)
        assert page.ink("2026年12月9日印发").right == pytest.approx(184 - one_in, abs=EXACT)

    def test_journal_is_witnessed_at_the_edge_of_the_last_page_alone(self, full: list[Page]) -> None:
        assert 297 - full[-1].ink("日志链首").bottom == pytest.approx(11, abs=EXACT + 0.3)
        assert all("日志链首" not in page.text for page in full[:-1])


class TestSignature:
    def test_under_a_seal_is_centred_on_the_date_four_characters_in(self, full: list[Page]) -> None:
        page = next(page for page in full[1:] if "2026年12月9日" in page.text)
        organ, day = page.ink("澜州市人民政府督查室"), page.ink("2026年12月9日")
        assert (organ.left + organ.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=EXACT)
        assert day.right == pytest.approx(184 - 4 * 156 / 28, abs=EXACT)

    def test_without_a_seal_the_date_begins_two_characters_behind(self) -> None:
        made = paper(Form.FULL, "督", signature=Signature("澜州市人民政府督查室", "2026年12月9日", is_sealed=False))
        page = pages(pdf(made))[0]
        organ, day = page.ink("澜州市人民政府督查室"), page.ink("2026年12月9日")
        assert organ.right == pytest.approx(184 - 2 * 156 / 28, abs=EXACT)
        assert day.left - organ.left == pytest.approx(2 * 156 / 28, abs=EXACT)


class TestLandscape:
    def test_lies_on_its_long_side_with_its_head_at_the_binding(self, annexed: list[Page]) -> None:
        page = annexed[1]
        assert (page.width, page.height) == (297, 210)
        assert page.ink("附件").left == pytest.approx(35, abs=EXACT)
        assert page.ink("附件").top == pytest.approx(28, abs=EXACT)

    def test_repeats_its_head_row(self, annexed: list[Page]) -> None:
        tables = [page for page in annexed if "任务" in page.text and page.width > 210]
        assert len(tables) > 1
        assert all(page.text.count("条号") == 1 for page in tables)

    def test_carries_its_number_where_upright_pages_do(self, annexed: list[Page]) -> None:
        one_in = 14 * 25.4 / 72
        even, odd = (page.upright_rules(4) for page in annexed[1:3])
        for dash in (*even, *odd):
            assert (dash.left + dash.right) / 2 == pytest.approx(35 - 7, abs=EXACT)
        assert even[0].top == pytest.approx(28 + one_in, abs=EXACT)
        assert odd[-1].bottom == pytest.approx(184 - one_in, abs=EXACT)

    def test_gives_a_colophon_a_page_of_its_own_without_a_number(self, annexed: list[Page]) -> None:
        last = annexed[-1]
        assert (last.width, last.height) == (210, 297)
        assert not [rule for rule in last.rules(4) if rule.width < 6]
        assert last.rules()[-1].bottom == pytest.approx(262, abs=EXACT)


@pytest.mark.parametrize("name", ["check_sheet", "leader_brief"])
def test_a_sheet_for_the_pen_is_one_page(name: str) -> None:
    assert len(pages(pdf(samples.DOCUMENTS[name]))) == 1
