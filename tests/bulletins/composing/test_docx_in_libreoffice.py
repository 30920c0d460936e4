"""The Word file as LibreOffice lays it out: opened without repair, printed, and measured like the PDF."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import requires
from bulletins.composing.measured import Page, pages
from bulletins.composing.test_layout_of_pdf import TABLE, paper
from duban.bulletins.composing import fonts
from duban.bulletins.composing.docx.writing import docx
from duban.bulletins.composing.tree import Annex, Form, Masthead, Paragraph, Run

pytestmark = pytest.mark.libreoffice

EXACT = 0.5
# The first line of a page has the white of its pitch above it, as in Word: four fifths of 28.95 points less the ascent.
WHITE_ABOVE = (0.8 * 28.95 - 0.88 * 16) * 25.4 / 72
FULL = paper(
    Form.FULL,
    masthead=Masthead("澜州市人民政府督查室文件", "澜政督〔2026〕9号"),
    annexes=(Annex("情况表", (TABLE,), is_landscape=True),),
)
LETTER = paper(Form.LETTER, "督")
BRIEF = replace(paper(Form.BRIEF, "督"), body=(Paragraph((Run("督" * 28 * 3),), is_flush=True),))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Three papers through one start of LibreOffice, in faces that machines with Noto CJK have."""
    folder = tmp_path_factory.mktemp("libreoffice")
    with pytest.MonkeyPatch.context() as patch:
        for face in fonts.NAMES:
            patch.setitem(fonts.NAMES, face, "Noto Serif CJK SC")
        for name, document in (("full", FULL), ("letter", LETTER), ("brief", BRIEF)):
            (folder / f"{name}.docx").write_bytes(docx(document))
    program = requires.libreoffice()
    assert program
    files = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {name: pages(Path(folder / f"{name}.pdf").read_bytes()) for name in ("full", "letter", "brief")}


def test_a_page_holds_22_lines_of_28_characters_between_its_margins(printed: dict[str, list[Page]]) -> None:
    page = printed["full"][1]
    lines = [line for line in page.lines if line[0].text == "督"]
    assert [len(line) for line in lines] == [28] * 22
    ink = page.ink("督" * 28 * 22)
    assert ink.left == pytest.approx(28, abs=EXACT)
    assert ink.right == pytest.approx(184, abs=EXACT)
    assert ink.top == pytest.approx(37 + WHITE_ABOVE, abs=EXACT)
    assert ink.bottom <= 297 - 35


def test_the_mark_begins_where_the_standard_wants_it(printed: dict[str, list[Page]]) -> None:
    assert printed["full"][0].ink("澜州市人民政府督查室文件").top == pytest.approx(72, abs=EXACT)
    assert printed["brief"][0].ink("澜州政务督查").top == pytest.approx(72, abs=EXACT)
    assert printed["letter"][0].ink("澜州政务督查").top == pytest.approx(30, abs=EXACT)


def test_the_red_rule_stands_4_mm_below_the_number(printed: dict[str, list[Page]]) -> None:
    for name, number in (("full", "澜政督〔2026〕9号"), ("brief", "澜州市人民政府督查室")):
        page = printed[name][0]
        rule = page.rules(150)[0]
        assert (rule.top + rule.bottom) / 2 - page.ink(number).bottom == pytest.approx(4 + 0.35, abs=EXACT)


def test_the_rules_of_a_letter_are_170_mm_wide_thick_over_thin_and_thin_over_thick(
    printed: dict[str, list[Page]],
) -> None:
    page = printed["letter"][0]
    rules = {round(rule.top + rule.bottom): rule for rule in page.rules(165, thickest=2.5)}
    thick, thin, lower_thin, lower_thick = (rules[place] for place in sorted(rules))
    assert thick.height > thin.height
    assert lower_thick.height > lower_thin.height
    assert thick.top + thick.height / 4 - page.ink("澜州政务督查").bottom == pytest.approx(4, abs=EXACT)
    assert 297 - (lower_thick.bottom - lower_thick.height / 4) == pytest.approx(20, abs=EXACT)
    for rule in rules.values():
        inked = rule.width - rule.height
        assert inked == pytest.approx(170, abs=EXACT)


def test_page_numbers_stand_outside_7_mm_below_the_type_area(printed: dict[str, list[Page]]) -> None:
    one_in = 14 * 25.4 / 72
    odd, even = printed["full"][0], printed["full"][1]
    assert odd.ink("— 1 —").right == pytest.approx(184 - one_in, abs=EXACT)
    assert even.ink("— 2 —").left == pytest.approx(28 + one_in, abs=EXACT)
    for page in (odd, even):
        dash = page.ink("—")
        assert (dash.top + dash.bottom) / 2 == pytest.approx(269, abs=EXACT)
    assert "—" not in printed["letter"][0].text


def test_a_table_on_its_long_side_repeats_its_head_and_is_numbered_at_its_left_edge(
    printed: dict[str, list[Page]],
) -> None:
    tables = [page for page in printed["full"] if page.width > 210]
    assert len(tables) > 1
    assert [(page.width, page.height) for page in tables] == [(297, 210)] * len(tables)
    assert all(page.text.count("条号") == 1 for page in tables)
    for page in tables:
        dash = page.ink("—")
        assert (dash.left + dash.right) / 2 == pytest.approx(28, abs=2.5)


def test_the_colophon_ends_with_the_type_area(printed: dict[str, list[Page]]) -> None:
    for name, count in (("full", 3), ("brief", 3)):
        page = printed[name][-1]
        rules = page.rules(150)[-count:]
        middles = [(rule.top + rule.bottom) / 2 for rule in rules]
        assert middles[-1] == pytest.approx(262 - 0.35 / 2, abs=EXACT)
        assert middles[-1] - middles[-2] == pytest.approx(8, abs=EXACT)
        assert "— " not in printed["full"][-1].text
