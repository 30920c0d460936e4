"""The document as HTML for the page: the same tree in plain elements with class names, to look at and to print.

Figures are `<a class="fig">` to where their rows are listed, if the caller says how a key becomes an address.
"""

from collections.abc import Callable, Iterator
from html import escape

from duban.bulletins.composing.boxes import box
from duban.bulletins.composing.printable import settled
from duban.bulletins.composing.tree import (
    Align,
    Annex,
    Blank,
    Block,
    Cell,
    CheckBoxes,
    Colophon,
    Document,
    Gap,
    Heading,
    Masthead,
    Paragraph,
    Roster,
    Row,
    Run,
    Runs,
    Signature,
    Table,
)

Address = Callable[[str], str | None]

_TAGS = {0: "h3", 1: "h3", 2: "h4", 3: "h5", 4: "h6"}


def _no_address(ref: str) -> None:
    del ref


def html(document: Document, address: Address = _no_address) -> str:
    """Return the document as an `<article>`; `address` turns the key of a figure into where its rows are shown."""
    return "\n".join(_Writer(address).article(settled(document)))


class _Writer:
    def __init__(self, address: Address) -> None:
        self._address = address

    def article(self, document: Document) -> Iterator[str]:
        yield f'<article class="paper paper-{document.form.value}" lang="zh-Hans">'
        if document.masthead:
            yield from _masthead(document.masthead)
        yield f'<h2 class="paper-title">{"<br>".join(map(escape, document.title))}</h2>'
        yield from _if("paper-subtitle", document.subtitle)
        yield from _if("paper-addressees", document.addressees)
        for block in document.body:
            yield from self._block(block)
        if document.attachments:
            yield '<div class="paper-attachments"><p>附件：</p><ol>'
            yield from (f"<li>{escape(name)}</li>" for name in document.attachments)
            yield "</ol></div>"
        if document.signature:
            yield from _signature(document.signature)
        yield from _if("paper-remark", document.remark)
        for annex in document.annexes:
            yield from self._annex(annex)
        if document.colophon:
            yield from _colophon(document.colophon)
        if document.foot:
            yield f'<p class="paper-foot"><span>{escape(document.foot.left)}</span>'
            yield f"<span>{escape(document.foot.right)}</span></p>"
        yield "</article>"

    def _annex(self, annex: Annex) -> Iterator[str]:
        lies = "wide" if annex.is_landscape else "upright"
        yield f'<section class="paper-annex paper-{lies}"><p class="paper-label">{escape(annex.label)}</p>'
        yield f'<h2 class="paper-title">{escape(annex.title)}</h2>'
        for block in annex.blocks:
            yield from self._block(block)
        yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                tag = _TAGS[block.level]
                words = escape(block.label) + self._runs(block.runs)
                yield f'<{tag} class="paper-heading paper-{block.face.value}">{words}</{tag}>'
            case Paragraph():
                yield self._paragraph(block)
            case Roster():
                label = f'<b class="paper-hei">{escape(block.label)}</b>'
                yield f'<p class="paper-roster">{label}{self._runs(block.runs)}</p>'
            case CheckBoxes():
                options = "".join(f"<span>{escape(box(text, is_ticked=on))}</span>" for text, on in block.options)
                yield f'<p class="paper-boxes"><b class="paper-hei">{escape(block.label)}</b>{options}</p>'
            case Blank():
                label = f'<b class="paper-hei">{escape(block.label)}</b>'
                yield f'<p class="paper-blank" data-lines="{block.lines}">{label}</p>'
            case Gap():
                yield f'<p class="paper-gap" data-lines="{block.lines}"></p>'
            case Table():
                yield from self._table(block)

    def _paragraph(self, block: Paragraph) -> str:
        head = ""
        if block.head:
            words = escape(block.head.label) + self._runs(block.head.runs)
            head = f'<b class="paper-{block.head.face.value}">{words}</b>'
        kinds = ["paper-text"] + (["paper-flush"] if block.is_flush else [])
        kinds += [f"paper-{block.align.value}"] if block.align is not Align.START else []
        return f'<p class="{" ".join(kinds)}">{head}{self._runs(block.runs)}</p>'

    def _table(self, table: Table) -> Iterator[str]:
        yield '<div class="paper-scroll" role="region" tabindex="0" aria-label="表格"><table class="paper-table">'
        said = f'<span class="sr">{escape(table.says)}</span>'
        yield f"<caption>{escape(table.caption) or said}</caption>"
        yield "<thead>" + "".join(self._row(row, table, is_head=True) for row in table.heads) + "</thead>"
        yield "<tbody>" + "".join(self._row(row, table) for row in table.rows) + "</tbody></table></div>"
        yield from (f'<p class="paper-note">{escape(note)}</p>' for note in table.notes)

    def _row(self, row: Row, table: Table, *, is_head: bool = False) -> str:
        cells, at = [], 0
        for cell in row.cells:
            align = table.columns[at].align if at < len(table.columns) else Align.START
            cells.append(self._cell(cell, align, scope="col" if is_head else "row"))
            at += cell.columns
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, align: Align, scope: str) -> str:
        spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        align = cell.align or (Align.CENTRE if cell.is_head else align)
        where = f' class="paper-{align.value}"' if align is not Align.START else ""
        tag, scoped = ("th", f' scope="{scope}"') if cell.is_head else ("td", "")
        return f"<{tag}{scoped}{where}{spans}>{self._runs(cell.runs)}</{tag}>"

    def _runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        words = escape(run.text)
        if run.face:
            words = f'<span class="paper-{run.face.value}">{words}</span>'
        if run.ref is None:
            return words
        address = self._address(run.ref)
        link = f' href="{escape(address)}"' if address else ""
        tag = "a" if address else "span"
        return f'<{tag} class="fig"{link} data-ref="{escape(run.ref)}">{words}</{tag}>'


def _masthead(masthead: Masthead) -> Iterator[str]:
    yield f'<header class="paper-masthead"><p class="paper-mark">{escape(masthead.mark)}</p>'
    yield from _if("paper-number", masthead.number)
    if masthead.signer:
        yield f'<p class="paper-signer">签发人：<span class="paper-kai">{escape(masthead.signer)}</span></p>'
    if masthead.organ or masthead.day:
        yield f'<p class="paper-by"><span>{escape(masthead.organ)}</span><span>{escape(masthead.day)}</span></p>'
    yield "</header>"


def _signature(signature: Signature) -> Iterator[str]:
    kind = "sealed" if signature.is_sealed else "unsealed"
    yield f'<p class="paper-signature paper-{kind}"><span>{escape(signature.organ)}</span>'
    yield f"<span>{escape(signature.day)}</span></p>"


def _colophon(colophon: Colophon) -> Iterator[str]:
    yield '<footer class="paper-colophon">'
    yield from (f"<p>{escape(copy)}</p>" for copy in colophon.copies)
    if colophon.organ or colophon.printed:
        yield f'<p class="paper-by"><span>{escape(colophon.organ)}</span><span>{escape(colophon.printed)}</span></p>'
    yield "</footer>"


def _if(kind: str, text: str) -> Iterator[str]:
    if text:
        yield f'<p class="{kind}">{escape(text)}</p>'
