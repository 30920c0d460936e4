"""Ruled tables of a pdf become grids: merged cells, wrapped words, tables over pages."""

from typing import TypeAlias

import pytest

from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from printing import Sheet, printed

COLUMNS = (60.0, 100.0, 300.0, 400.0, 540.0)
HEAD: "Row" = (20, ("序号", "任务内容", "牵头单位", "配合单位"))
Row: TypeAlias = tuple[float, tuple[str | None, ...]]
Shown: TypeAlias = list[tuple[int, int, str]]


def row(number: int) -> Row:
    return (20, (str(number), f"新增企业{number}家", "市工信局", "市财政局"))


def opened(*sheets: Sheet) -> Document:
    return open_document(printed(sheets), name="plan.pdf")


def shown(document: Document, grid: int = 0) -> dict[tuple[int, int], str]:
    """The words of each cell; lines of a cell are parted by a bar."""
    return {
        (cell.row, cell.column): cell.span.of(document.text).replace("\n", "|") for cell in document.grids[grid].cells
    }


def extents(document: Document) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (cell.row, cell.column): (cell.rows, cell.columns)
        for cell in document.grids[0].cells
        if (cell.rows, cell.columns) != (1, 1)
    }


def test_a_table_is_read_cell_by_cell_between_the_text_around_it() -> None:
    sheet = Sheet().words(200, 60, "任务分工表")
    end = sheet.table(100, COLUMNS, [HEAD, row(1), row(2)])
    sheet.words(60, end + 40, "注：按季度报送。")
    document = opened(sheet)
    assert document.text.startswith("任务分工表\n序号\n任务内容\n牵头单位\n配合单位\n1\n新增企业1家\n")
    assert document.text.endswith("市财政局\n注：按季度报送。")
    assert len(document.grids) == 1
    assert shown(document)[3, 2] == "新增企业2家"
    place = next(place for place in document.places if place.span.of(document.text) == "新增企业2家")
    assert (place.page, place.table, place.row, place.column) == (1, 1, 3, 2)


def test_words_wrapped_in_a_cell_are_joined_and_paragraphs_stay_apart() -> None:
    sheet = Sheet()
    text = "老城排水防涝工程改造管网95公里，消除易涝点13处，年底前完工并且通过验收。"
    units = "市发展和改革委员会、市住房和城乡建设局、市水务局"
    sheet.table(100, COLUMNS, [HEAD, (60, ("1", text, "市住建局\n市水务局", units)), row(2)])
    cells = shown(opened(sheet))
    assert cells[2, 2] == text
    assert cells[2, 3] == "市住建局|市水务局"  # there was room for 市 on the row before
    assert cells[2, 4] == units


def test_a_head_set_upright_in_a_narrow_column_is_one_word() -> None:
    sheet = Sheet()
    sheet.table(100, (60, 78, 300), [(40, ("序号", "任务")), (20, ("1", "修路")), (20, ("2", "建桥"))])
    assert shown(opened(sheet))[1, 1] == "序号"


def test_merged_cells_have_their_extent_and_what_they_cover_has_no_cell() -> None:
    sheet = Sheet()
    rows: list[Row] = [
        (20, ("一、工业", "<", "<", "<")),
        HEAD,
        (20, ("1", "新增企业", "市工信局", "市财政局")),
        (20, (None, "建设园区", "市商务局", None)),
    ]
    sheet.table(100, COLUMNS, rows)
    document = opened(sheet)
    assert extents(document) == {(1, 1): (1, 4), (3, 1): (2, 1), (3, 4): (2, 1)}
    assert (4, 1) not in shown(document)
    assert shown(document)[3, 4] == "市财政局"


def test_rules_may_be_thin_boxes_dashes_and_missing_at_the_sides() -> None:
    sheet = Sheet()
    for down in (100, 130, 160):
        for start in range(60, 300, 10):
            sheet.rule(start, down, start + 8, down)  # dashes
    sheet.rule(180, 100, 180, 160, as_box=True)
    for down, cells in ((105, ("任务", "单位")), (135, ("修路", "市住建局"))):
        for left, cell in zip((65, 185), cells, strict=True):
            sheet.words(left, down, cell, 10)
    assert shown(opened(sheet)) == {(1, 1): "任务", (1, 2): "单位", (2, 1): "修路", (2, 2): "市住建局"}


def test_a_frame_around_text_is_no_table() -> None:
    sheet = Sheet().words(80, 120, "甲")
    sheet.table(100, (60, 500), [(80, ("",))])
    assert opened(sheet).grids == ()


def test_a_table_over_pages_is_one_and_its_head_stands_once() -> None:
    sheets = [Sheet() for _ in range(3)]
    for place, sheet in enumerate(sheets):
        sheet.table(100, COLUMNS, [HEAD, *(row(3 * place + number) for number in (1, 2, 3))])
        sheet.words(280, 780, f"第{place + 1}页", 10)
    document = opened(*sheets)
    assert len(document.grids) == 1
    assert [text for (_, column), text in shown(document).items() if column == 1] == ["序号", *map(str, range(1, 10))]
    assert {place.page for place in document.places if place.row == 5} == {2}


def test_a_table_with_other_columns_on_the_next_page_is_another() -> None:
    first, second = Sheet(), Sheet()
    first.table(100, COLUMNS, [HEAD, row(1)])
    second.table(100, (60, 200, 350, 500), [(20, ("项目", "地点", "投资")), (20, ("修路", "城东", "3亿元"))])
    assert len(opened(first, second).grids) == 2


def test_text_between_two_tables_keeps_them_apart() -> None:
    first, second = Sheet(), Sheet().words(60, 90, "二、农业")
    first.table(100, COLUMNS, [HEAD, row(1)])
    second.table(120, COLUMNS, [HEAD, row(2)])
    assert len(opened(first, second).grids) == 2


def test_a_row_broken_over_a_page_is_made_whole() -> None:
    first, second = Sheet(), Sheet()
    # 任务内容 is 192 wide inside: 19 ideographs of 10
    first.table(
        100, COLUMNS, [HEAD, row(1), (20, ("2", "老城排水防涝工程改造管网并且消除易涝点", "市住建局", "市财政局"))]
    )
    second.table(100, COLUMNS, [HEAD, (20, ("", "全部隐患。", "", "")), row(3)])
    document = opened(first, second)
    cells = shown(document)
    assert cells[3, 2] == "老城排水防涝工程改造管网并且消除易涝点全部隐患。"
    assert [text for (_, column), text in cells.items() if column == 1] == ["序号", "1", "2", "3"]


def test_a_merged_cell_cut_by_a_page_covers_the_rows_below_too() -> None:
    first, second = Sheet(), Sheet()
    first.table(100, COLUMNS, [HEAD, (20, ("1", "新增企业。", "市工信局", "市财政局"))])
    second.table(100, COLUMNS, [HEAD, (20, ("", "建设园区。", "市商务局", "市住建局")), row(2)])
    document = opened(first, second)
    assert extents(document) == {(2, 1): (2, 1)}
    assert shown(document)[3, 2] == "建设园区。"


@pytest.mark.parametrize("turned", [0, 90])
def test_a_table_that_lies_on_its_page_is_read(turned: int) -> None:
    sheet = Sheet(turned=turned)
    for across in (100, 130, 160):
        sheet.rule(across, 300, across, 700)
    for down in (300, 500, 700):
        sheet.rule(100, down, 160, down)
    for across, cells in ((108, ("任务", "单位")), (138, ("修路", "市住建局"))):
        for down, cell in zip((690, 490), cells, strict=True):
            sheet.words(across, down, cell, 10, lying=True)
    assert shown(opened(sheet)) == {(1, 1): "任务", (1, 2): "单位", (2, 1): "修路", (2, 2): "市住建局"}
