"""The layouts in which the plans of the corpus are set, as text, page, Word document or workbook."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple

_ZIP_TIME = (2026, 1, 1, 0, 0, 0)


class Line(NamedTuple):
    """A line of a plan: words of the document, a section, or an item with its fields."""

    kind: str
    words: str
    label: str = ""
    leaders: str = ""
    due: str = ""
    leads: str = ""
    coops: str = ""
    owners: str = ""
    count: int | None = None


def set_in(facts: dict[str, str], lines: Sequence[Line], changes: Iterable[tuple[str, str]]) -> bytes:
    """Return the bytes of a plan in its layout and format; changes are made in the text before it is set."""
    if facts["layout"].startswith("table"):
        return _TABLES[facts["format"]](facts, _rows(lines, facts), changes)
    text = _opening(facts) + "".join(_TAILS[facts["layout"]](line) for line in lines)
    text = _changed(text, changes)
    if facts["format"] == "html":
        return _page(facts["title"], "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines()))
    if facts["format"] == "docx":
        return _word(text.splitlines(), [])
    return text.encode(facts.get("encoding", "utf-8"))


def _changed(text: str, changes: Iterable[tuple[str, str]]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    return text


def _opening(facts: dict[str, str]) -> str:
    lines = [facts.get("notice"), facts.get("number"), facts.get("to"), facts.get("opening")]
    lines += [facts.get("issuer") if "date" in facts else None, facts.get("date"), facts["title"]]
    return "".join(f"{line}\n" for line in lines if line)


def _plain(line: Line) -> str | None:
    """Return a line that is set alike in every layout."""
    if line.kind == "words":
        return f"{line.words}\n"
    if line.kind == "section":
        said = [f"责任领导：{line.leaders}"] if line.leaders else []
        said += [f"共{line.count}项"] if line.count else []
        return f"{_numbered(line.label)}{line.words}{'（' + '，'.join(said) + '）' if said else ''}\n"
    return None


def _numbered(label: str) -> str:
    if label.startswith(("（", "第")):
        return f"{label}　" if label.startswith("第") else label
    return f"{label}、" if not label.isdecimal() else f"{label}．"


def _number(line: Line) -> str:
    return _numbered(line.label) if line.label else ""


def _verbs(line: Line) -> str:
    """…。（A、B牵头，C、D参与，E落实）"""
    duties = [(line.leads, "牵头"), (line.coops, "参与"), (line.owners, "按职责分工负责")]
    tail = "，".join(units + verb for units, verb in duties if units)
    return _plain(line) or f"{_number(line)}{line.words}（{tail}）\n"


def _square(line: Line) -> str:
    """…。【牵头单位：A；责任单位：B；完成时限：12月底前】"""
    return _plain(line) or f"{_number(line)}{line.words}【{_labelled(line, '；')}】\n"


def _half(line: Line) -> str:
    """…。(牵头单位:A;协办单位:B)"""
    return _plain(line) or f"{_number(line)}{line.words}({_labelled(line, ';').replace('：', ':')})\n"


def _below(line: Line) -> str:
    """The labels on lines of their own below the item."""
    return _plain(line) or f"{_number(line)}{line.words}\n{_labelled(line, chr(10))}\n"


def _undivided(line: Line) -> str:
    """…。（责任单位：A、B）"""
    return _plain(line) or f"{_number(line)}{line.words}（责任单位：{line.owners or _all(line)}）\n"


def _spread(line: Line) -> str:
    """The labels on one line below the item, parted by wide blanks; who undertakes it leads."""
    words = _labelled(line, "　　").replace("牵头单位", "承办单位")
    return _plain(line) or f"{_number(line)}{line.words}\n{words}\n"


def _told(line: Line) -> str:
    """…。牵头单位为A，配合单位为B。"""
    said = f"牵头单位为{line.leads}" + (f"，配合单位为{line.coops}" if line.coops else "")
    return _plain(line) or f"{_number(line)}{line.words}{said}。\n"


def _all(line: Line) -> str:
    return "、".join(filter(None, (line.leads, line.coops)))


def _labelled(line: Line, joint: str) -> str:
    labels = (
        ("分管领导", line.leaders), ("牵头单位", line.leads), ("协办单位", line.coops), ("责任单位", line.owners),
        ("完成时限", line.due),
    )  # fmt: skip
    return joint.join(f"{label}：{words}" for label, words in labels if words)


_TAILS: dict[str, Callable[[Line], str]] = {
    "bracket A牵头,B参与": _verbs,
    "square bracket with labels": _square,
    "lines below": _below,
    "bracket 责任单位": _undivided,
    "two annexes, labels on lines below": _below,
    "bracket with labels, half width": _half,
    "unnumbered paragraphs, bracket of verbs": _verbs,
    "labels on one line, 承办 and 协办": _spread,
    "牵头单位为A in a sentence": _told,
}


def _rows(lines: Sequence[Line], facts: dict[str, str]) -> list[list[str]]:
    """Return the rows of a table: its heads, then spanning rows for sections and one row for each item."""
    heads = facts["heads"].split()
    cells: dict[str, Callable[[Line], str]] = {
        "序号": lambda line: line.label, "任务": lambda line: line.words, "领导": lambda line: line.leaders,
        "牵头": lambda line: line.leads, "配合": lambda line: line.coops,
        "责任": lambda line: line.owners or line.coops,
        "时限": lambda line: line.due, "备注": lambda _: "", "进展": lambda _: "已启动30%",
    }  # fmt: skip
    rows = [heads]
    for line in lines:
        if line.kind == "section":
            rows.append([f"{_numbered(line.label)}{line.words}"])
        elif line.kind == "item":
            rows.append([next(cell(line) for key, cell in cells.items() if key in head) for head in heads])
    return rows


def _bars(facts: dict[str, str], rows: list[list[str]], changes: Iterable[tuple[str, str]]) -> bytes:
    """A row a line, its cells parted by bars."""
    text = _opening(facts) + "".join("| " + " | ".join(row) + " |\n" for row in rows)
    return _changed(text, changes).encode(facts.get("encoding", "utf-8"))


def _changed_rows(rows: list[list[str]], changes: Iterable[tuple[str, str]]) -> list[list[str]]:
    for old, new in changes:
        assert sum(row.count(old) for row in rows) == 1, old
        rows = [[new if cell == old else cell for cell in row] for row in rows]
    return rows


def _html(facts: dict[str, str], rows: list[list[str]], changes: Iterable[tuple[str, str]]) -> bytes:
    """A table in a page; sections span it, and units of a cell stand one a line."""
    width = len(rows[0])
    body = ""
    for row in _changed_rows(rows, changes):
        if len(row) == 1:
            body += f'<tr><td colspan="{width}">{escape(row[0])}</td></tr>\n'
        else:
            cells = [escape(row[0]), escape(row[1]), *(escape(cell).replace("、", "<br>") for cell in row[2:])]
            body += "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    opening = "".join(f"<p>{escape(line)}</p>\n" for line in _opening(facts).splitlines())
    return _page(facts["title"], f"{opening}<table border=1>\n{body}</table>\n")


def _page(title: str, body: str) -> bytes:
    """A page of a government site: navigation, the document, a footer."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>\n'
        '<div class="nav"><a href="/">首页</a> <a href="/zwgk">政务公开</a> <a href="/hd">互动交流</a></div>\n'
        f'<div class="article">\n{body}</div>\n'
        '<div class="footer">主办：澜州市人民政府办公室　网站标识码：0000000000　<a href="/map">网站地图</a></div>\n'
        "</body></html>\n"
    ).encode()


def _sheet(facts: dict[str, str], rows: list[list[str]], changes: Iterable[tuple[str, str]]) -> bytes:
    """A workbook: a merged title row, the heads, sections over the whole width, numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001  # as the format has it
    sheet = book.active
    assert sheet is not None
    width = len(rows[0])
    sheet.append([facts["title"]])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    for row in _changed_rows(rows, changes):
        cells = [*row[:2], *(cell.replace("、", "\n") for cell in row[2:])]
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in cells])
        if len(row) == 1:
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=width)
    return _saved(book.save)


def _table(facts: dict[str, str], rows: list[list[str]], changes: Iterable[tuple[str, str]]) -> bytes:
    return _word(_opening(facts).splitlines(), _changed_rows(rows, changes))


def _word(paragraphs: Sequence[str], rows: list[list[str]]) -> bytes:
    """A Word document of paragraphs and, below them, one table in which sections span the width."""
    from docx import Document

    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    for words in paragraphs:
        document.add_paragraph(words)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            cells = table.add_row().cells
            if len(row) == 1:
                cells[0].merge(cells[-1]).text = row[0]
            else:
                for cell, words in zip(cells, row, strict=True):
                    cell.text = words
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], None]) -> bytes:
    """Save an office file so that the same content gives the same bytes."""
    first = io.BytesIO()
    save(first)
    again = io.BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            written.writestr(
                zipfile.ZipInfo(entry.filename, _ZIP_TIME), read.read(entry.filename), zipfile.ZIP_DEFLATED
            )
    return again.getvalue()


_TABLES: dict[str, Callable[[dict[str, str], list[list[str]], Iterable[tuple[str, str]]], bytes]] = {
    "txt": _bars,
    "html": _html,
    "xlsx": _sheet,
    "docx": _table,
}
