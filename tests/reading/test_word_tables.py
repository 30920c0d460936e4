"""Tables of a Word document: cells with their place and extent, tables that only set text, rows that do not show."""

from duban.plans.reading.models import Document
from duban.plans.reading.sources import open_document
from word_packages import cell, package, paragraph, run, table

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def opened(body: str) -> Document:
    return open_document(package(body), name="plan.docx")


def cells(document: Document, at: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.span.of(document.text) for cell in document.grids[at].cells}


def extents(document: Document) -> dict[tuple[int, int], tuple[int, int]]:
    merged = (cell for cell in document.grids[0].cells if cell.rows * cell.columns > 1)
    return {(cell.row, cell.column): (cell.rows, cell.columns) for cell in merged}


def test_cells_keep_table_row_and_column() -> None:
    rows = (
        cell("序号") + cell("任务", '<w:gridSpan w:val="2"/>') + cell("单位"),
        cell("1", DOWN) + cell("建设") + cell("甲") + cell("市住建局"),
        cell("", ON) + cell("改造") + cell("乙") + cell("市水务局"),
    )
    document = opened(table(*rows) + paragraph("完"))
    assert extents(document) == {(1, 2): (1, 2), (2, 1): (2, 1)}
    places = {place.span.of(document.text): (place.table, place.row, place.column) for place in document.places}
    assert places == {
        "序号": (1, 1, 1),
        "任务": (1, 1, 2),
        "单位": (1, 1, 4),
        "1": (1, 2, 1),
        "建设": (1, 2, 2),
        "甲": (1, 2, 3),
        "市住建局": (1, 2, 4),
        "改造": (1, 3, 2),
        "乙": (1, 3, 3),
        "市水务局": (1, 3, 4),
        "完": (None, None, None),
    }


def test_merged_cells_reach_over_rows_and_columns() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    document = opened(
        table(
            cell("分工表", '<w:gridSpan w:val="4"/>'),
            cell("任务", f"{wide}{DOWN}") + cell("责任分工", wide),
            cell("", f"{wide}{ON}") + cell("牵头单位") + cell("配合单位"),
            cell("1") + cell("建设") + cell("市住建局", DOWN) + cell(""),
            cell("2") + cell("改造") + cell("盖住的字", ON) + cell("市财政局"),
            cell("3") + cell("修路") + cell("市交通局", DOWN) + cell("市公安局"),  # merged with nothing
        )
    )
    assert extents(document) == {(1, 1): (1, 4), (2, 1): (2, 2), (2, 3): (1, 2), (4, 3): (2, 1)}
    assert "盖住的字" not in document.text  # no reader sees it
    assert cells(document)[4, 4] == ""
    assert cells(document)[6, 3] == "市交通局"


def test_columns_left_out_at_the_beginning_count() -> None:
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("建设")}{cell("市住建局")}</w:tr>'
    document = opened(f"<w:tbl>{row}<w:tr>{cell('1')}{cell('改造')}{cell('市水务局')}</w:tr></w:tbl>")
    assert cells(document) == {(1, 2): "建设", (1, 3): "市住建局", (2, 1): "1", (2, 2): "改造", (2, 3): "市水务局"}


def test_rows_and_cells_in_content_controls_are_read_and_deleted_rows_are_not() -> None:
    def around(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    rows = (
        around(f"<w:tr>{cell('1')}{around(cell('建设'))}</w:tr>")
        + f"<w:tr><w:trPr><w:del/></w:trPr>{cell('9')}{cell('删去')}</w:tr>"
        + f"<w:tr><w:trPr><w:ins/></w:trPr>{cell('2')}{cell('改造')}</w:tr>"
        + f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell('8')}{cell('藏起')}</w:tr>"
    )
    document = opened(f"<w:tbl>{rows}</w:tbl>")
    assert cells(document) == {(1, 1): "1", (1, 2): "建设", (2, 1): "2", (2, 2): "改造"}


def test_a_cell_of_several_paragraphs_is_one_cell() -> None:
    two = f"<w:tc>{paragraph('市财政局')}{paragraph('')}{paragraph('市审计局')}</w:tc>"
    document = opened(table(cell("1") + two))
    assert cells(document) == {(1, 1): "1", (1, 2): "市财政局\n市审计局"}


def test_a_table_within_a_cell_belongs_to_the_cell() -> None:
    inner = table(cell("甲") + cell("乙"))
    document = opened(table(cell("1") + f"<w:tc>{paragraph('市工信局等部门')}{inner}{paragraph('')}</w:tc>"))
    assert cells(document) == {(1, 1): "1", (1, 2): "市工信局等部门\n甲\n乙"}


def test_tables_that_only_set_text_are_none() -> None:
    inner = table(cell("1") + cell("建设"), cell("2") + cell("改造"))
    boxed = opened(table(f"<w:tc>{paragraph('分工表')}{inner}{paragraph('')}</w:tc>"))  # a frame of one cell
    assert cells(boxed) == {(1, 1): "1", (1, 2): "建设", (2, 1): "2", (2, 2): "改造"}
    assert boxed.places[0].table is None
    column = opened(
        table(cell("抄送：市委办公室。"), cell("2026年2月27日印发"))
    )  # one column, as at the foot of a notice
    assert column.grids == ()
    assert column.text == "抄送：市委办公室。\n2026年2月27日印发"
    assert len(opened(table(cell("栏") + f"<w:tc>{inner}</w:tc>")).grids[0].cells) == 4  # beside hardly any words


def test_tables_in_text_boxes_and_after_each_other_are_counted_in_their_order() -> None:
    box = f"<w:p><w:r><v:box><w:txbxContent>{table(cell('甲') + cell('乙'))}</w:txbxContent></v:box></w:r></w:p>"
    document = opened(box + table(cell("丙") + cell("丁")) + f"<w:p>{run('完')}</w:p>")
    assert [(grid.table, cells(document, at)) for at, grid in enumerate(document.grids)] == [
        (1, {(1, 1): "甲", (1, 2): "乙"}),
        (2, {(1, 1): "丙", (1, 2): "丁"}),
    ]


def test_numbers_drawn_in_a_column_are_its_words() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    number = '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>'
    data = package(table(number + cell("建设"), number + cell("改造")), numbering=numbering)
    document = open_document(data, name="plan.docx")
    assert list(cells(document).values()) == ["1", "建设", "2", "改造"]
