"""An official document as a tree of frozen values, before it is paper: what it says, in which form of GB/T 9704.

A tree holds no layout: where each part stands on the sheet is in `layout`, and three writers set the same tree as pdf,
docx and html. Text is plain text everywhere; no writer reads markup in it.

>>> Heading(2, 3, (Run("市中心医院东院区开诊。"),)).label
'（三）'
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from duban.bulletins.composing.boxes import box
from duban.bulletins.composing.numerals import chinese


class Form(StrEnum):
    """How the first page begins and how the pages lie."""

    BRIEF = "brief"  # 简报、督查通报: mark, issue, organ and day over a red rule
    FULL = "full"  # 公文: mark, document number, red rule
    LETTER = "letter"  # 信函: mark 30 mm from the edge, double rules
    MINUTES = "minutes"  # 纪要
    SHEET = "sheet"  # a working paper without a mark, upright
    TABLE = "table"  # a working paper that is a table, on its long side


class Face(StrEnum):
    """The faces that the standard knows, by what they are for."""

    MARK = "mark"  # 小标宋
    BODY = "body"  # 仿宋
    KAI = "kai"  # 楷体
    HEI = "hei"  # 黑体
    SONG = "song"  # 宋体


class Align(StrEnum):
    """Where text stands in its line or cell."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True)
class Run:
    """Text in one face; `ref` is the key under which the rows are kept that a figure was counted from."""

    text: str
    ref: str | None = None
    face: Face | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A numbered heading: 一、 in Hei, （一） in Kai, 1. and （1） in FangSong; one of level 0 has no number."""

    level: int
    number: int
    runs: Runs

    @property
    def label(self) -> str:
        """The number as it is printed."""
        return label_of(self.level, self.number)

    @property
    def face(self) -> Face:
        """The face of its level."""
        return {0: Face.HEI, 1: Face.HEI, 2: Face.KAI}.get(self.level, Face.BODY)


def label_of(level: int, number: int) -> str:
    """Return the printed number of a level (GB/T 9704, 7.3.3)."""
    match level:
        case 1:
            return f"{chinese(number)}、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
    return ""


@dataclass(frozen=True)
class Paragraph:
    """Running text, two characters in; with `head` a heading runs in and the text goes on in its line."""

    runs: Runs
    head: Heading | None = None
    is_flush: bool = False
    align: Align = Align.START


@dataclass(frozen=True)
class Roster:
    """A label in Hei with what belongs to it hanging behind: 出席、请假、列席 of minutes, 报、送 of a slip."""

    label: str
    runs: Runs


@dataclass(frozen=True)
class CheckBoxes:
    """A question with boxes to tick, by machine or by pen."""

    label: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Blank:
    """Room for handwriting: a label and so many ruled lines."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class Gap:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True)
class Column:
    """A column of a table, as wide as `width` in mm; the widths of a table are fitted to the line."""

    width: float
    align: Align = Align.START


@dataclass(frozen=True)
class Cell:
    """A cell over `columns` columns and `rows` rows; one that is a head names what stands beside or below it."""

    runs: Runs
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    align: Align | None = None


@dataclass(frozen=True)
class Row:
    """A row of cells; `height` in mm leaves room for a pen."""

    cells: tuple[Cell, ...]
    height: float = 0


@dataclass(frozen=True)
class Table:
    """A table whose head rows stand on every page; no row is broken over two pages.

    `says` describes it in one sentence for those who do not see it.
    """

    columns: tuple[Column, ...]
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    says: str
    caption: str = ""
    notes: tuple[str, ...] = ()
    size: float = 0  # points; 0 is the size of tables of the form


Block = Heading | Paragraph | Roster | CheckBoxes | Blank | Gap | Table


@dataclass(frozen=True)
class Masthead:
    """The red head of a paper. A brief names its issuer and day over the rule, a letter its number below it."""

    mark: str
    number: str = ""
    organ: str = ""
    day: str = ""
    signer: str = ""


@dataclass(frozen=True)
class Signature:
    """Who issues it and when; `is_sealed` leaves the place of a seal, as the standard sets it."""

    organ: str
    day: str
    is_sealed: bool = True


@dataclass(frozen=True)
class Annex:
    """What is bound behind the text: its own page, upright or on its long side."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = False
    label: str = "附件"


@dataclass(frozen=True)
class Colophon:
    """版记: who gets copies, who printed it, when. A letter has copies alone."""

    copies: tuple[str, ...] = ()
    organ: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Foot:
    """The small line at the edge of the last page that ties paper to ledger: head of the journal's chain, snapshot."""

    left: str
    right: str = ""


@dataclass(frozen=True)
class Document:
    """One paper. `title` is broken into lines by sense; `dated` is the day that the files carry as their own."""

    form: Form
    title: tuple[str, ...]
    dated: date
    author: str
    masthead: Masthead | None = None
    addressees: str = ""
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: Signature | None = None
    remark: str = ""
    annexes: tuple[Annex, ...] = ()
    colophon: Colophon | None = None
    foot: Foot | None = None
    subtitle: str = ""
    has_page_numbers: bool = True
    keywords: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)


def texts(document: Document) -> Iterator[str]:
    """Every text of the body and its annexes in reading order: what files are compared by."""
    for block in document.body:
        yield from texts_of(block)
    for annex in document.annexes:
        yield annex.title
        for block in annex.blocks:
            yield from texts_of(block)


def texts_of(block: Block) -> Iterator[str]:
    """Every text of one block in reading order."""
    match block:
        case Heading():
            yield block.label + text_of(block.runs)
        case Paragraph():
            yield (block.head.label + text_of(block.head.runs) if block.head else "") + text_of(block.runs)
        case Roster():
            yield block.label + text_of(block.runs)
        case CheckBoxes():
            yield block.label
            yield from (box(text, is_ticked=is_ticked) for text, is_ticked in block.options)
        case Blank():
            yield block.label
        case Table():
            yield from filter(None, (block.caption,))
            for row in (*block.heads, *block.rows):
                yield from (text_of(cell.runs) for cell in row.cells)
            yield from block.notes


def text_of(runs: Runs) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def refs(document: Document) -> Iterator[str]:
    """Return the keys of all rows that figures of the document lead back to, in reading order."""
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    for block in blocks:
        for runs in _runs_of(block):
            yield from (run.ref for run in runs if run.ref)


def _runs_of(block: Block) -> Iterator[Runs]:
    match block:
        case Heading() | Roster():
            yield block.runs
        case Paragraph():
            if block.head:
                yield block.head.runs
            yield block.runs
        case Table():
            yield from (cell.runs for row in (*block.heads, *block.rows) for cell in row.cells)
