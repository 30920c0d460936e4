"""A spreadsheet gives the cells of the sheets that show, with the words that they show, in every format alike."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from duban.plans.reading.cell_forms import plain, shown
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.models import Document, Grid
from duban.plans.reading.sources import open_document

SAMPLES = Path(__file__).parents[2] / "samples"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://x/relationships/worksheet" Target="{target}"/></Relationships>'
)
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OPEN = (
    f'<o:document xmlns:o="urn:o" xmlns:t="{TABLE}" xmlns:x="urn:text" xmlns:s="urn:style"><s:style s:name="h">'
    '<s:table-properties t:display="false"/></s:style>{}</o:document>'
)
WIDE = '<t:table-cell t:number-columns-repeated="1000"><x:p>1</x:p></t:table-cell>'


def made(write: Any) -> bytes:
    """A workbook with what `write` puts into it."""
    final = io.BytesIO()
    book = Workbook(final, {"in_memory": True})
    write(book)
    book.close()
    return final.getvalue()


def packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(rows: str, *, space: str = SHEET, target: str = "worksheets/sheet1.xml", **parts: str) -> bytes:
    """A workbook of one sheet written out by hand."""
    book = f'<workbook {space} xmlns:r="urn:r"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    return packed(
        {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": RELATIONS.format(target=target),
            "xl/worksheets/sheet1.xml": f"<worksheet {space}>{rows}</worksheet>",
            **{f"xl/{name}.xml": content for name, content in parts.items()},
        }
    )


def ods(*tables: str) -> bytes:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": OPEN.format("".join(tables))}
    return packed(parts)


def opened(data: bytes, name: str = "plan.xlsx", limits: Limits | None = None) -> Document:
    return open_document(data, name=name, limits=limits or Limits())


def cells(document: Document, at: int = 0) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.span.of(document.text) for cell in document.grids[at].cells}


def merged(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells if cell.rows * cell.columns > 1]


def refusal(data: bytes, name: str = "plan.xlsx", limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        opened(data, name, limits)
    return refused.value.code


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "", "0.3"),  # no tail of floats
        (0.07, "0%", "7%"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (7, "000", "007"),
        (7.5, "0.##", "7.5"),
        (1.005, "0.00", "1.01"),  # rounded as written, not as stored
        (-3, "#,##0_);(#,##0)", "(3)"),  # its own part for what is below nought
        (0, '0;-0;"-"', "-"),
        (12, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "12.00"),  # bookkeeping
        (3, '"第"0"条"', "第3条"),
        (8600, '0"万元"', "8600万元"),
        (12_345_678.9, "0.00,", "12345.68"),  # in thousands
        (15, "@", "15"),
        (86_000, '[>=10000]0,"千";0', "86千"),  # conditions instead of signs
        (8_600, '[>=10000]0,"千";0', "8600"),
        (86_000, '0!.0,"万"', "86000"),  # a mark within the figure is not drawn
        (1.5, "0.0E+00", "1.5"),
        (12, "[DBNum1][$-804]General", "一十二"),
        (45_838, "yyyy/m/d", "2025/6/30"),
        (45_838, "yyyy\\-mm\\-dd;@", "2025-06-30"),
        (45_838, 'yyyy"年"m"月"', "2025年6月"),
        (45_838, '[$-804]m"月"d"日"', "6月30日"),
        (45_838, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年六月三十日"),
        (45_838.75, "yyyy/m/d h:mm", "2025/6/30 18:00"),
        (45_838.75, 'h"时"mm"分"', "18时00分"),  # minutes after hours
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (45_838, "aaaa", "星期一"),
        (61, "yyyy-m-d", "1900-3-1"),  # the day after a 29 February that was none
        (0.5, "# ?/?", "0.5"),  # fractions are not drawn
        (-1, "yyyy-m-d", "-1"),  # no date
        (1e300, "0", "1e+300"),
    ],
)
def test_a_number_shows_as_its_cell_does(value: float, code: str, words: str) -> None:
    assert (shown(value, code) if code else plain(value)) == words


def test_dates_may_count_from_1904() -> None:
    assert shown(44_376, "yyyy-mm-dd", since_1904=True) == "2025-06-30"


def test_titles_heads_and_merged_cells_keep_their_places() -> None:
    def write(book: Workbook) -> None:
        sheet = book.add_worksheet("分工")
        sheet.merge_range(0, 0, 0, 3, "澜州市重点任务分工表")
        sheet.merge_range(1, 0, 2, 0, "序号")
        sheet.merge_range(1, 1, 1, 2, "责任分工")
        sheet.write_row(2, 1, ["牵头单位", "配合单位"])
        sheet.write_row(3, 0, [1, "市住建局"])
        sheet.merge_range(3, 2, 4, 2, "市财政局\n市审计局")
        sheet.write_row(4, 0, [2, "市水务局"])

    document = opened(made(write))
    grid = document.grids[0]
    assert grid.sheet == "分工"
    assert merged(grid) == [(1, 1, 1, 3), (2, 1, 2, 1), (2, 2, 1, 2), (4, 3, 2, 1)]
    assert cells(document) == {
        (1, 1): "澜州市重点任务分工表",
        (2, 1): "序号",
        (2, 2): "责任分工",
        (3, 2): "牵头单位",
        (3, 3): "配合单位",
        (4, 1): "1",
        (4, 2): "市住建局",
        (4, 3): "市财政局\n市审计局",  # several lines of one cell, over two rows
        (5, 1): "2",
        (5, 2): "市水务局",
    }
    assert [(place.table, place.row, place.column) for place in document.places][-3:] == [
        (1, 4, 3),
        (1, 5, 1),
        (1, 5, 2),
    ]


def test_every_sheet_that_shows_is_a_table_and_what_is_hidden_is_said() -> None:
    def write(book: Workbook) -> None:
        first, second, third, empty = (book.add_worksheet(name) for name in ("甲", "选项", "乙", "空"))
        first.write_column(0, 0, ["工业", "农业", "商务"])
        first.set_row(1, None, None, {"hidden": True})
        first.set_column(1, 2, None, None, {"hidden": True})
        second.write(0, 0, "是")
        second.hide()
        third.write(0, 0, "教育")
        empty.set_column(0, 0, 5)

    document = opened(made(write))
    assert [grid.sheet for grid in document.grids] == ["甲", "乙"]
    assert document.text == "工业\n农业\n商务\n教育"
    assert [(finding.code, finding.params) for finding in document.findings] == [
        ("rows_hidden", {"sheet": "甲", "rows": 1}),
        ("columns_hidden", {"sheet": "甲", "columns": 2}),
        ("sheet_hidden", {"sheet": "选项"}),
    ]


def test_cells_are_read_in_every_way_they_are_stored() -> None:
    rows = (
        '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><r><t>建</t></r><r><t>设</t></r></is></c>'
        '<c r="C2" t="s"><v>0</v></c><c r="D2" t="str"><f>"改"</f><v>改造</v></c><c r="E2" t="b"><v>1</v></c>'
        '<c r="F2" t="e"><v>#REF!</v></c><c r="G2" s="1"><v>45838</v></c><c r="H2" t="s"><v>99</v></c></row>'
        "<row><c><v>3</v></c><c t='d'><v>2025-06-30T00:00:00</v></c></row></sheetData>"
    )
    strings = f"<sst {SHEET}><si><r><t>市工</t></r><r><t>信局_x000D_</t></r><rPh><t>shi</t></rPh></si></sst>"
    styles = f'<styleSheet {SHEET}><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>'
    document = opened(xlsx(rows, sharedStrings=strings, styles=styles))
    assert {place: words for place, words in cells(document).items() if words} == {
        (2, 2): "建设",
        (2, 3): "市工信局",
        (2, 4): "改造",
        (2, 5): "TRUE",
        (2, 6): "#REF!",
        (2, 7): "2025年6月30日",  # by a format that has only a number
        (3, 1): "3",  # without a reference: the next row, the first column
        (3, 2): "2025-06-30",
    }


def test_strict_files_and_absolute_targets_are_read() -> None:
    rows = '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'
    assert opened(xlsx(rows, space=STRICT, target="/xl/worksheets/sheet1.xml")).text == "5"


def test_an_open_document_gives_the_words_that_show() -> None:
    table = (
        '<t:table t:name="表"><t:table-column t:visibility="collapse"/><t:table-row t:number-rows-repeated="2">'
        '<t:table-cell t:number-columns-repeated="16384"/></t:table-row><t:table-row>'
        '<t:table-cell t:number-rows-spanned="2"><x:p>新增<x:s x:c="2"/>企业</x:p><x:p>20<x:span>家</x:span></x:p>'
        "<o:annotation><x:p>批注</x:p></o:annotation></t:table-cell>"
        '<t:table-cell t:number-columns-repeated="2"><x:p>市工信局</x:p></t:table-cell></t:table-row>'
        '<t:table-row t:visibility="filter"><t:covered-table-cell/><t:table-cell/><t:table-cell><x:p>完</x:p>'
        '</t:table-cell></t:table-row><t:table-row t:number-rows-repeated="1048000"><t:table-cell/></t:table-row>'
        "</t:table>"
    )
    hidden = (
        '<t:table t:name="隐" t:style-name="h"><t:table-row><t:table-cell><x:p>是</x:p></t:table-cell></t:table-row>'
        "</t:table>"
    )
    document = opened(ods(hidden, table), "plan.ods")
    assert cells(document) == {
        (3, 1): "新增  企业\n20家",
        (3, 2): "市工信局",
        (3, 3): "市工信局",
        (4, 2): "",
        (4, 3): "完",
    }
    assert merged(document.grids[0]) == [(3, 1, 2, 1)]
    assert [finding.code for finding in document.findings] == ["sheet_hidden", "rows_hidden", "columns_hidden"]


@pytest.mark.parametrize("name", ["lan-2026.xls", "lan-2026.ods"])
def test_the_sample_reads_alike_in_every_format(name: str) -> None:
    first = opened(SAMPLES.joinpath("lan-2026.xlsx").read_bytes())
    other = opened(SAMPLES.joinpath(name).read_bytes(), name)
    assert (other.text, other.places, other.grids) == (first.text, first.places, first.grids)
    assert len(first.grids[0].cells) > 200


def test_a_sheet_of_a_hundred_thousand_rows_is_refused_and_one_below_the_limit_is_read() -> None:
    row = '<row><c t="inlineStr"><is><t>建设</t></is></c><c><v>1</v></c></row>'
    assert refusal(xlsx(f"<sheetData>{row * 100_000}</sheetData>")) == "too_many_cells"
    assert len(opened(xlsx(f"<sheetData>{row * 2_000}</sheetData>")).places) == 4_000
    limits = Limits(cells=20)
    assert refusal(xlsx(f"<sheetData>{row * 11}</sheetData>"), limits=limits) == "too_many_cells"
    assert refusal(SAMPLES.joinpath("lan-2026.xls").read_bytes(), "plan.xls", limits) == "too_many_cells"
    assert refusal(SAMPLES.joinpath("lan-2026.ods").read_bytes(), "plan.ods", limits) == "too_many_cells"


def test_a_million_empty_rows_and_columns_merged_to_the_end_cost_nothing() -> None:
    rows = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="B2:C1048576"/><mergeCell ref="Z9:A1"/>'
        '<mergeCell ref="nothing"/></mergeCells>'
    )
    document = opened(xlsx(rows))
    assert document.text == "1\n2"
    assert len(document.grids[0].cells) < 1_000


def test_a_long_text_that_many_cells_share_is_refused() -> None:
    strings = f"<sst {SHEET}><si><t>{'建' * 100_000}</t></si></sst>"
    rows = '<row><c t="s"><v>0</v></c></row>' * 1_000
    assert refusal(xlsx(f"<sheetData>{rows}</sheetData>", sharedStrings=strings)) == "too_many_characters"


@pytest.mark.parametrize(
    "row",
    [
        "<t:table-row t:number-rows-repeated='1000'><t:table-cell t:number-rows-spanned='2'/></t:table-row>" * 1_000,
        f"<t:table-row>{WIDE * 1_000}</t:table-row>",
        "<t:table-row t:number-rows-repeated='9999999'><t:table-cell><x:p>1</x:p></t:table-cell></t:table-row>" * 1_000,
    ],
)
def test_repeated_cells_and_rows_count_as_often_as_they_are(row: str) -> None:
    assert refusal(ods(f"<t:table>{row}</t:table>"), "plan.ods") == "too_many_cells"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (xlsx("<sheetData><row>"), "plan.xlsx"),  # not well-formed
        (xlsx("").replace(b"xl/workbook.xml", b"xl/workboom.xml"), "plan.xlsx"),  # without its book
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "plan.ods"),
        (SAMPLES.joinpath("lan-2026.xls").read_bytes()[:2_000], "plan.xls"),  # cut off
    ],
)
def test_a_broken_workbook_is_refused(data: bytes, name: str) -> None:
    assert refusal(data, name) == "file_damaged"


def test_entities_of_a_sheet_are_refused() -> None:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    sheet = f'<!DOCTYPE d [<!ENTITY a0 "爆炸">{levels}]><worksheet {SHEET}><c><v>&a9;</v></c></worksheet>'
    parts = {"xl/workbook.xml": f'<workbook {SHEET}><sheet name="a" id="r1"/></workbook>'}
    parts |= {"xl/_rels/workbook.xml.rels": RELATIONS.format(target="worksheets/sheet1.xml")}
    assert refusal(packed(parts | {"xl/worksheets/sheet1.xml": sheet})) == "file_damaged"


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_does() -> None:
    bomb = xlsx(f"<sheetData>{' ' * 3_000_000}</sheetData>")
    assert len(bomb) < 10_000
    assert refusal(bomb, limits=Limits(unpacked=1_000_000)) == "unpacks_to_too_much"
    assert refusal(packed({f"xl/{n}": "" for n in range(20)}), limits=Limits(entries=10)) == "too_many_entries"
