"""A pdf gives its paragraphs as they were written, whatever page, row and order its words are printed in."""

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from printing import LEFT, SIZE, STEP, TOP, Sheet, printed, set_text

FULL = "为把会议部署变成可以检查的任务制定以下分工方案请对照"  # as long as a row
PLAN = [
    "一、工业",
    "（一）围绕企业从准入到退出的完整周期，编制统一的主题服务清单，做到一次告知、一表申请，办理环节减少到"
    "2.5个以内。（市工信局牵头，市发改委、财政局配合）",
    *(
        f"{number}.新增规模以上企业{number}家，在各县（市、区）建设服务站点{number}处。（市财政局负责）"
        for number in range(1, 25)
    ),
    "二、农业",
]


def opened(*sheets: Sheet) -> Document:
    return open_document(printed(sheets), name="plan.pdf")


def lines(*sheets: Sheet) -> list[str]:
    return opened(*sheets).text.split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        open_document(data, name="plan.pdf")
    return refused.value.code


def test_wrapped_rows_are_joined_over_pages_and_page_numbers_go() -> None:
    document = opened(*set_text(PLAN))
    assert document.text.split("\n") == PLAN
    assert {place.page for place in document.places} == {1, 2, 3}
    assert document.source.format == "pdf"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a full row goes on, a short one ends its paragraph
        ([(0, FULL), (0, "办理。"), (0, "下一段")], [f"{FULL}办理。", "下一段"]),
        # an indented row begins a paragraph, even after a full one
        ([(0, FULL), (2, "下一段")], [FULL, "下一段"]),
        # a row is full where the next word, figures and the mark behind them, had no room
        ([(0, FULL[:-2]), (0, "2026年、")], [f"{FULL[:-2]}2026年、"]),
        ([(0, FULL[:-2]), (0, "某件")], [FULL[:-2], "某件"]),
        # a label after a full stop begins a paragraph although nothing is indented
        ([(0, FULL[:-1] + "。"), (0, "2.建成")], [FULL[:-1] + "。", "2.建成"]),
        # a label is one after words without a full stop too, a full stop is no label
        ([(0, f"配合单位：{FULL[5:]}"), (0, "二、农业")], [f"配合单位：{FULL[5:]}", "二、农业"]),
        ([(0, f"配合单位：{FULL[5:]}"), (0, "（2）建成")], [f"配合单位：{FULL[5:]}", "（2）建成"]),
        # a row that begins far in is a signature, however full
        ([(16, "二〇二六年三月九日。"), (0, "各县")], ["二〇二六年三月九日。", "各县"]),
        # a bracket at the end of a row goes on; quotation marks stay with the word before them
        ([(0, f"{FULL[:-3]}（"), (0, "牵头")], [f"{FULL[:-3]}（牵头"]),
        ([(0, FULL[:-2]), (0, "推“赛马")], [f"{FULL[:-2]}推“赛马"]),
        # 2.5 is no label
        ([(0, FULL), (0, "2.5万人")], [f"{FULL}2.5万人"]),
        # rows that hang below a label
        ([(0, f"1.{FULL[1:]}"), (2, "建成")], [f"1.{FULL[1:]}建成"]),
        # the last row of a title in the middle
        ([(0, FULL), (8, FULL[:10]), (0, "各县")], [f"{FULL}{FULL[:10]}", "各县"]),
        # the number of the document below a title is a line of its own
        ([(0, FULL), (7, "澜政办发〔2026〕12号")], [FULL, "澜政办发〔2026〕12号"]),
    ],
)
def test_a_row_goes_on_where_the_next_word_had_no_room(rows: list[tuple[int, str]], expected: list[str]) -> None:
    sheet = Sheet()
    frame = [(0, FULL), (2, "落款。")] * 2  # tells where the rows of the page begin and end
    for place, (indent, row) in enumerate([*rows, (2, "完。"), *frame]):
        sheet.words(LEFT + indent * SIZE, TOP + place * STEP, row)
    assert lines(sheet)[: len(expected)] == expected


def test_marks_that_hang_over_the_edge_do_not_widen_the_page() -> None:
    sheet = Sheet()
    for place in range(9):
        sheet.words(LEFT, TOP + place * STEP, f"{FULL}，" if place % 3 else FULL)
    assert lines(sheet) == ["".join(f"{FULL}，" if place % 3 else FULL for place in range(9))]


def test_a_title_of_larger_words_is_joined_though_its_rows_are_not_full() -> None:
    sheet = Sheet().words(144, 90, "关于印发澜州市重点任务", 28).words(186, 130, "分工方案的通知", 28)
    for place, row in enumerate([FULL, FULL, "请落实。"]):
        sheet.words(LEFT, 190 + place * STEP, row)
    assert lines(sheet)[0] == "关于印发澜州市重点任务分工方案的通知"


def test_words_are_read_where_they_stand_and_not_in_the_order_of_the_file() -> None:
    sheet = Sheet()
    for place in (2, 0, 1):
        for column in (1, 0):
            words = f"第{'一二三'[place]}行的{'左右'[column]}边"
            sheet.words(LEFT + len(words) * SIZE * column, TOP + 3 * STEP * place, words)
    assert lines(sheet) == [f"第{row}行的左边第{row}行的右边" for row in "一二三"]


def test_words_printed_twice_to_look_bold_count_once() -> None:
    sheet = Sheet().words(LEFT, TOP, "重点任务2026年11月").words(LEFT + 0.4, TOP + 0.2, "重点任务2026年11月")
    assert lines(sheet) == ["重点任务2026年11月"]


def test_radicals_and_ligatures_are_written_as_one_types_them() -> None:
    assert lines(Sheet().words(LEFT, TOP, "⼀、⺠⽣⼯程⻓效ﬁle")) == ["一、民生工程长效file"]


def test_gaps_are_blanks_and_spaced_titles_are_none() -> None:
    sheet = Sheet().words(LEFT, TOP, "市发改委").words(LEFT + 7 * SIZE, TOP, "市财政局")
    for place, character in enumerate("重点任务"):
        sheet.words(LEFT + place * 2 * SIZE, TOP + 3 * STEP, character)
    # a blank that was typed among ideographs that touch
    sheet.words(LEFT, TOP + 6 * STEP, "第一件").words(LEFT + 3.25 * SIZE, TOP + 6 * STEP, "校园建设")
    assert lines(sheet) == ["市发改委  市财政局", "重点任务", "第一件 校园建设"]


def test_running_heads_go_and_the_same_words_in_the_text_stay() -> None:
    sheets = set_text(PLAN)
    for number, sheet in enumerate(sheets, 1):
        sheet.words(200, 40, f"澜州市人民政府公报 2026年第{number}号", 12)
    assert lines(*sheets) == PLAN
    # 责任单位 at the foot of two pages, as near as any row
    closing = [Sheet(), Sheet()]
    for sheet in closing:
        for place, row in enumerate((FULL[:-1] + "。", "责任单位：市财政局")):
            sheet.words(LEFT, TOP + place * STEP, row)
    assert lines(*closing).count("责任单位：市财政局") == 2


@pytest.mark.parametrize("number", ["- {0} -", "第 {0} 页", "第{0}页 共3页", "{0}/3", "{0}", "·{0}·"])
def test_page_numbers_of_every_form_go(number: str) -> None:
    sheets = [Sheet() for _ in range(3)]
    for place, sheet in enumerate(sheets, 1):
        sheet.words(LEFT, TOP, ("甲乙丙。", "丁戊。", "己庚。")[place - 1]).words(280, 780, number.format(place), 14)
    assert lines(*sheets) == ["甲乙丙。", "丁戊。", "己庚。"]


def test_a_figure_at_the_foot_that_is_no_page_number_stays() -> None:
    assert lines(Sheet().words(LEFT, TOP, "新增企业").words(LEFT, TOP + STEP, "2026")) == ["新增企业", "2026"]


def test_notes_at_the_foot_follow_the_text() -> None:
    first, second = Sheet(), Sheet()
    for place in range(4):
        first.words(LEFT, TOP + place * STEP, FULL)
        second.words(LEFT, TOP + place * STEP, FULL)
    first.words(LEFT, 740, "① 指规模以上工业企业。", 10)
    assert lines(first, second) == [FULL * 8, "① 指规模以上工业企业。"]


def test_a_watermark_across_the_page_is_left_out() -> None:
    assert lines(Sheet().slanting("内部资料").words(LEFT, TOP, "一、工业")) == ["一、工业"]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_as_its_words_stand_whatever_it_says_of_itself(turned: int) -> None:
    assert lines(Sheet(turned=turned).words(LEFT, TOP, "甲乙").words(LEFT, TOP + STEP, "丙丁。")) == ["甲乙", "丙丁。"]
    lying = Sheet(turned=turned).words(LEFT, 700, "甲乙", lying=True).words(LEFT + STEP, 700, "丙丁。", lying=True)
    assert lines(lying) == ["甲乙", "丙丁。"]


def test_a_scan_is_refused_with_what_to_do() -> None:
    assert refusal(printed([Sheet(), Sheet()], picture=True)) == "scan_without_text"
    assert refusal(printed([Sheet()])) == "no_words"
    document = open_document(printed([Sheet().words(LEFT, TOP, "甲"), Sheet()], picture=True), name="plan.pdf")
    assert [(finding.code, finding.params) for finding in document.findings] == [("pages_without_text", {"pages": "2"})]


def test_fonts_that_do_not_tell_their_characters_are_refused() -> None:
    sheet = Sheet()
    for place in range(3):
        sheet.words(LEFT, TOP + place * STEP, "\ue001\ue002\ue003\ue004市")
    assert refusal(printed([sheet])) == "text_not_mapped"


def test_a_locked_file_is_refused() -> None:
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{'01' * 32}> /U <{'02' * 32}> >>"
    trailer = f"/Encrypt 8 0 R /ID [<{'03' * 16}> <{'03' * 16}>]"
    assert refusal(printed([Sheet().words(LEFT, TOP, "甲")], trailer=trailer, extra=[lock.encode()])) == "file_locked"
