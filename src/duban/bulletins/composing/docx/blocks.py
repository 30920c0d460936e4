"""Blocks of a document as paragraphs and tables of Word."""

from collections.abc import Iterator
from dataclasses import dataclass

from duban.bulletins.composing import layout
from duban.bulletins.composing.boxes import box
from duban.bulletins.composing.docx.measures import CHAR, PITCH
from duban.bulletins.composing.docx.xml import Element, exact, paragraph, points, run, runs_of, twips, w
from duban.bulletins.composing.tree import (
    Align,
    Blank,
    Block,
    Cell,
    CheckBoxes,
    Face,
    Gap,
    Heading,
    Paragraph,
    Roster,
    Row,
    Table,
)

JUSTIFY = {Align.START: "both", Align.CENTRE: "center", Align.END: "right"}
_IN_CELL = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}


@dataclass(frozen=True)
class Setting:
    """What a block is set in: how wide the line is, in mm, and how large a character and the pitch, in points."""

    width: float
    char: float = CHAR
    pitch: float = PITCH

    def indent(self, characters: float = layout.INDENT.value, hanging: float = 0) -> Element:
        """Return an indent of the first line; with `hanging` the others stand so many characters in."""
        if hanging:
            return w("ind", left=points(hanging * self.char), hanging=points((hanging - characters) * self.char))
        return w("ind", firstLine=points(characters * self.char))


def set_blocks(blocks: tuple[Block, ...], setting: Setting) -> Iterator[Element]:
    """Yield the elements of blocks, in their order."""
    for block in blocks:
        yield from _set_block(block, setting)


def _set_block(block: Block, setting: Setting) -> Iterator[Element]:
    match block:
        case Heading():
            yield _heading(block, setting)
        case Paragraph():
            yield _paragraph(block, setting)
        case Roster():
            hanging = layout.INDENT.value + len(block.label)
            content = [run(block.label, Face.HEI), *runs_of(block.runs)]
            yield paragraph(*content, ind=setting.indent(hanging=hanging))
        case CheckBoxes():
            options = "　".join(box(text, is_ticked=is_ticked) for text, is_ticked in block.options)
            yield paragraph(run(block.label, Face.HEI), run(" " + options), ind=w("ind", firstLine=0))
        case Blank():
            yield from _blank(block)
        case Gap():
            yield from (paragraph() for _line in range(block.lines))
        case Table():
            yield from _table(block, setting)


def _heading(heading: Heading, setting: Setting) -> Element:
    style = f"Heading{max(heading.level, 1)}"
    content = [run(heading.label, heading.face), *runs_of(heading.runs, heading.face)]
    indent = setting.indent(layout.INDENT.value if heading.level else 0)
    return paragraph(*content, pStyle=w("pStyle", val=style), ind=indent)


def _paragraph(block: Paragraph, setting: Setting) -> Element:
    content: list[Element] = []
    if block.head:
        content = [run(block.head.label, block.head.face), *runs_of(block.head.runs, block.head.face)]
    is_indented = not block.is_flush and block.align is Align.START
    indent = setting.indent(layout.INDENT.value if is_indented else 0)
    return paragraph(*content, *runs_of(block.runs), ind=indent, jc=w("jc", val=JUSTIFY[block.align]))


def _blank(block: Blank) -> Iterator[Element]:
    if block.label:
        yield paragraph(run(block.label, Face.HEI), keepNext=w("keepNext"))
    for _line in range(block.lines):
        rule = w("pBdr", w("bottom", val="single", sz=4, space=1, color="auto"), w("between", val="single", sz=4))
        yield paragraph(pBdr=rule, spacing=exact(layout.PEN_LINE.value / layout.MM))


def _table(table: Table, setting: Setting) -> Iterator[Element]:
    size = table.size or layout.SIZE_5.value
    if table.caption:
        caption = run(table.caption, Face.HEI, size + 1.5, tracking=0)
        yield paragraph(caption, keepNext=w("keepNext"), jc=w("jc", val="center"), ind=w("ind", firstLine=0))
    total = sum(column.width for column in table.columns)
    widths = [twips(setting.width * column.width / total) for column in table.columns]
    aligns = [column.align for column in table.columns]
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    spans: dict[int, tuple[int, int]] = {}  # column → rows that a cell from above still covers, its columns
    rows = [_row(row, size, widths, aligns, spans, is_head=True) for row in table.heads]
    rows += [_row(row, size, widths, aligns, spans) for row in table.rows]
    yield w("tbl", _table_properties(sum(widths)), grid, *rows)
    for note in table.notes:
        spacing = exact(size * 1.5, before=2)
        yield paragraph(run(note, None, size, tracking=0), spacing=spacing, ind=w("ind", firstLine=0))
    if not table.notes:  # two tables that touch would be one
        yield paragraph(spacing=exact(6))


def _table_properties(width: int) -> Element:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    weight = round(layout.TABLE_RULE.value / layout.MM * 8)
    borders = w("tblBorders", *(w(edge, val="single", sz=weight, space=0, color="000000") for edge in edges))
    pad_x, pad_y = twips(layout.TABLE_PAD_X.value), twips(layout.TABLE_PAD_Y.value)
    margins = w(
        "tblCellMar",
        w("top", w=pad_y, type="dxa"),
        w("left", w=pad_x, type="dxa"),
        w("bottom", w=pad_y, type="dxa"),
        w("right", w=pad_x, type="dxa"),
    )
    return w(
        "tblPr",
        w("tblW", w=width, type="dxa"),
        w("tblInd", w=0, type="dxa"),
        borders,
        w("tblLayout", type="fixed"),
        margins,
    )


def _row(
    row: Row,
    size: float,
    widths: list[int],
    aligns: list[Align],
    spans: dict[int, tuple[int, int]],
    *,
    is_head: bool = False,
) -> Element:
    """Return a row; a cell that covers rows goes on in them as an empty cell, which is how Word draws it."""
    properties = [w("cantSplit")]
    if row.height:
        properties.append(w("trHeight", val=twips(row.height), hRule="atLeast"))
    if is_head:
        properties.append(w("tblHeader"))
    made, column = [], 0
    cells = list(row.cells)
    while column < len(widths):
        if column in spans:
            left, columns = spans.pop(column)
            made.append(_cell(None, size, sum(widths[column : column + columns]), columns, Align.START))
            if left > 1:
                spans[column] = (left - 1, columns)
        elif cells:
            cell = cells.pop(0)
            columns = cell.columns
            made.append(_cell(cell, size, sum(widths[column : column + columns]), columns, aligns[column]))
            if cell.rows > 1:
                spans[column] = (cell.rows - 1, columns)
        else:
            break
        column += columns
    return w("tr", w("trPr", *properties), *made)


def _cell(cell: Cell | None, size: float, width: int, columns: int, align: Align) -> Element:
    span = w("gridSpan", val=columns) if columns > 1 else None
    merge = None
    if cell is None:
        merge = w("vMerge")
    elif cell.rows > 1:
        merge = w("vMerge", val="restart")
    properties = w("tcPr", w("tcW", w=width, type="dxa"), span, merge, w("vAlign", val="center"))
    content: list[Element] = []
    if cell is not None:
        content = runs_of(cell.runs, Face.HEI if cell.is_head else Face.BODY, size)
        align = cell.align or (Align.CENTRE if cell.is_head else align)
    spacing = exact(size * 1.33)
    jc = w("jc", val=_IN_CELL[align])
    ind = w("ind", firstLine=0)
    return w("tc", properties, paragraph(*content, spacing=spacing, ind=ind, jc=jc, snapToGrid=w("snapToGrid", val=0)))
