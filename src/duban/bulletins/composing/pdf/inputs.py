"""A document as the typesetter takes it: plain dictionaries, in which text is text and every number has a name."""

from math import ceil
from typing import Any

from duban.bulletins.composing import layout
from duban.bulletins.composing.boxes import box
from duban.bulletins.composing.fonts import Faces
from duban.bulletins.composing.measuring import ems, keeps_its_last
from duban.bulletins.composing.tree import (
    Align,
    Annex,
    Blank,
    Block,
    Cell,
    CheckBoxes,
    Colophon,
    Document,
    Foot,
    Form,
    Gap,
    Heading,
    Masthead,
    Paragraph,
    Roster,
    Row,
    Runs,
    Signature,
    Table,
    text_of,
)

Given = dict[str, Any]
_PITCH_IN_CELL = 1.45  # of the size


def given(document: Document, faces: Faces) -> Given:
    """Return all that the template reads: the document, the table of layout, the faces."""
    return {
        "document": _document(document),
        "layout": layout.numbers(),
        "red": layout.RED,
        "faces": {
            face.face.value: {
                "families": list(face.families),
                "weight": face.used.weight,
                "outline": face.outline,
            }
            for face in faces
        },
    }


def _document(document: Document) -> Given:
    body = _blocks(document.body, layout.width_of(document.form))
    if keeps_its_last(document):
        body[-1]["is_kept"] = True
    return {
        "form": document.form.value,
        "name": document.name,
        "title": list(document.title),
        "author": document.author,
        "dated": {"year": document.dated.year, "month": document.dated.month, "day": document.dated.day},
        "keywords": list(document.keywords),
        "masthead": _masthead(document.masthead),
        "subtitle": document.subtitle,
        "addressees": document.addressees,
        "body": body,
        "attachments": list(document.attachments),
        "signature": _signature(document.signature),
        "remark": document.remark,
        "annexes": [_annex(annex, document.form) for annex in document.annexes],
        "colophon": _colophon(document.colophon),
        "foot": _foot(document.foot),
        "has_page_numbers": document.has_page_numbers,
    }


def _masthead(masthead: Masthead | None) -> Given | None:
    if masthead is None:
        return None
    size, apart = layout.fit_mark(len(masthead.mark))
    return {
        "signs": list(masthead.mark),
        "size": size,
        "apart": apart,
        "number": masthead.number,
        "organ": masthead.organ,
        "day": masthead.day,
        "signer": masthead.signer,
    }


def _signature(signature: Signature | None) -> Given | None:
    if signature is None:
        return None
    return {"organ": signature.organ, "day": signature.day, "is_sealed": signature.is_sealed}


def _annex(annex: Annex, form: Form) -> Given:
    width = layout.width_of(form, is_wide=annex.is_landscape)
    blocks = _blocks(annex.blocks, width, depth=1)
    return {"label": annex.label, "title": annex.title, "is_landscape": annex.is_landscape, "blocks": blocks}


def _colophon(colophon: Colophon | None) -> Given | None:
    if colophon is None:
        return None
    copies = [list(_labelled(copy)) for copy in colophon.copies]
    return {"copies": copies, "organ": colophon.organ, "printed": colophon.printed}


def _labelled(copy: str) -> tuple[str, str]:
    """Part 抄送： from the names, so that they hang behind it."""
    label, colon, names = copy.partition("：")
    return (label + colon, names) if colon else ("", copy)


def _foot(foot: Foot | None) -> Given | None:
    return None if foot is None else {"left": foot.left, "right": foot.right}


def _blocks(blocks: tuple[Block, ...], width: float, depth: int = 0) -> list[Given]:
    """Return blocks; headings get the depth that readers of the file navigate by, which never skips a level."""
    made = []
    for block in blocks:
        one = _block(block, width)
        if isinstance(block, Heading):
            depth = one["depth"] = min(max(block.level, 1), depth + 1)
        made.append(one)
    return made


def _block(block: Block, width: float) -> Given:
    match block:
        case Heading():
            runs = [_plain(block.label), *_runs(block.runs)]
            made: Given = {"kind": "heading", "level": block.level, "face": block.face.value, "runs": runs}
        case Paragraph():
            made = _paragraph(block)
        case Roster():
            made = {"kind": "roster", "label": block.label, "width": len(block.label), "runs": _runs(block.runs)}
        case CheckBoxes():
            options = [box(text, is_ticked=is_ticked) for text, is_ticked in block.options]
            made = {"kind": "boxes", "label": block.label, "options": options}
        case Blank():
            made = {"kind": "blank", "label": block.label, "lines": block.lines}
        case Gap():
            made = {"kind": "gap", "lines": block.lines}
        case Table():
            made = _table(block, width)
    return made


def _paragraph(paragraph: Paragraph) -> Given:
    head = paragraph.head
    return {
        "kind": "paragraph",
        "head": [_plain(head.label), *_runs(head.runs)] if head else [],
        "face": head.face.value if head else "",
        "runs": _runs(paragraph.runs),
        "is_flush": paragraph.is_flush,
        "is_kept": False,
        "align": paragraph.align.value,
    }


def _height(row: Row, table: Table, size: float, width: float) -> float:
    """Return how high a row is set in mm: 0 lets its text decide, also where the text needs more than the pen."""
    unit = width / sum(column.width for column in table.columns)
    at, lines = 0, 1
    for cell in row.cells:
        room = (
            sum(column.width for column in table.columns[at : at + cell.columns]) * unit - 2 * layout.TABLE_PAD_X.value
        )
        lines = max(lines, ceil(ems(text_of(cell.runs)) * size * layout.MM / room))
        at += cell.columns
    needed = lines * size * _PITCH_IN_CELL * layout.MM + 2 * layout.TABLE_PAD_Y.value
    return row.height if row.height > needed else 0


def _table(table: Table, width: float) -> Given:
    size = table.size or layout.SIZE_5.value
    aligns = [column.align for column in table.columns]
    return {
        "kind": "table",
        "columns": [column.width for column in table.columns],
        "heads": [_cells(row, aligns) for row in table.heads],
        "rows": [_cells(row, aligns) for row in table.rows],
        "heights": [_height(row, table, size, width) for row in (*table.heads, *table.rows)],
        "caption": table.caption,
        "notes": list(table.notes),
        "size": size,
    }


def _cells(row: Row, aligns: list[Align]) -> list[Given]:
    made, at = [], 0
    for cell in row.cells:
        made.append(_cell(cell, aligns[at] if at < len(aligns) else Align.START))
        at += cell.columns
    return made


def _cell(cell: Cell, align: Align) -> Given:
    return {
        "runs": _runs(cell.runs),
        "columns": cell.columns,
        "rows": cell.rows,
        "is_head": cell.is_head,
        "align": (cell.align or (Align.CENTRE if cell.is_head else align)).value,
    }


def _runs(runs: Runs) -> list[Given]:
    return [{"text": run.text, "face": run.face.value if run.face else ""} for run in runs]


def _plain(text: str) -> Given:
    return {"text": text, "face": ""}
