"""Composed plans as files: running text and one table in the formats that offices use."""

import io
from collections.abc import Sequence
from html import escape

import printing
import word_packages as word
from composing.rows import Cell

Rows = Sequence[Sequence[Cell | None]]
_WIDTH, _HEIGHT, _SIZE = 842, 595, 10


def as_html(lines: Sequence[str], rows: Rows = ()) -> bytes:
    """Return a page with paragraphs and a table."""
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    if rows:
        body += "<table>\n" + "".join(f"<tr>{''.join(map(_html_cell, row))}</tr>\n" for row in rows) + "</table>\n"
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div>\n{body}</div></body></html>".encode()


def _html_cell(cell: Cell | None) -> str:
    if cell is None:
        return ""
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    return f"<td{spans}>{escape(cell.words).replace(chr(10), '<br>')}</td>"


def as_docx(lines: Sequence[str], rows: Rows = ()) -> bytes:
    """Return a Word document with paragraphs and a table."""
    body = "".join(word.paragraph(escape(line)) for line in lines)
    if rows:
        body += word.table(*(_word_row(rows, at) for at in range(len(rows))))
    return word.package(body)


def _word_row(rows: Rows, at: int) -> str:
    cells = []
    place = 0
    while place < len(rows[at]):
        cell = rows[at][place]
        above = next((other for other in (rows[up][place] for up in range(at - 1, -1, -1)) if other is not None), None)
        if cell is not None:
            spans = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            spans += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            said = "".join(word.paragraph(escape(line)) for line in cell.words.split("\n"))
            cells.append(f"<w:tc><w:tcPr>{spans}</w:tcPr>{said}</w:tc>")
            place += cell.columns
        else:
            assert above is not None
            cells.append(f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{word.paragraph('')}</w:tc>")
            place += 1
    return "".join(cells)


def as_xlsx(rows: Rows) -> bytes:
    """Return a workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for down, row in enumerate(rows, 1):
        for across, cell in enumerate(row, 1):
            if cell is None:
                continue
            sheet.cell(down, across, int(cell.words) if cell.words.isdecimal() else cell.words or None)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=down, end_row=down + cell.rows - 1,
                    start_column=across, end_column=across + cell.columns - 1,
                )  # fmt: skip
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_pdf(title: str, rows: Rows) -> bytes:
    """Return printed pages with a ruled table, landscape."""
    widths = _widths(rows)
    columns = [40.0]
    for width in widths:
        columns.append(columns[-1] + width)
    pages: list[printing.Sheet] = []
    page, top = printing.Sheet(_WIDTH, _HEIGHT), 40.0
    page.words(300, top, title, 14)
    top += 40
    chunk: list[tuple[float, list[str | None]]] = []
    for at, row in enumerate(rows):
        height = _height(row, widths)
        ends_group = at + 1 == len(rows) or all(cell is not None for cell in rows[at + 1])
        chunk.append((height, [_pdf_cell(row, place) for place in range(len(row))]))
        used = sum(each for each, _ in chunk)
        if ends_group and top + used > _HEIGHT - 120:
            page.table(top, columns, chunk, _SIZE)
            pages.append(page)
            page, top, chunk = printing.Sheet(_WIDTH, _HEIGHT), 40.0, []
    if chunk:
        page.table(top, columns, chunk, _SIZE)
        pages.append(page)
    return printing.printed(pages)


def _pdf_cell(row: Sequence[Cell | None], at: int) -> str | None:
    cell = row[at]
    if cell is not None:
        return cell.words
    left = next((other for other in (row[place] for place in range(at - 1, -1, -1)) if other is not None), None)
    covers = left is not None and row.index(left) + left.columns > at
    return "<" if covers else None


def _widths(rows: Rows) -> list[float]:
    longest = [
        max((len(cell.words) for row in rows if (cell := row[at]) is not None and cell.columns == 1), default=4)
        for at in range(len(rows[0]))
    ]
    shares = [min(max(each, 3), 22) for each in longest]
    return [760 * each / sum(shares) for each in shares]


def _height(row: Sequence[Cell | None], widths: Sequence[float]) -> float:
    lines = [
        sum(max(1, -(-len(part) * _SIZE // max(1, int(width * cell.columns) - 8))) for part in cell.words.split("\n"))
        for cell, width in zip(row, widths, strict=True)
        if cell is not None and cell.rows == 1
    ]
    return 12 + 13.0 * (max(lines, default=1) + 1)
