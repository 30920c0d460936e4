"""A reading as rows: one for each item, one for each finding; as csv, xlsx, or lines on a terminal (report.py).

Cells that a spreadsheet might take for a formula are written with an apostrophe before them in csv; in xlsx they are
strings by their type.
"""

from typing import IO, TYPE_CHECKING, TypeAlias

from duban.plans.reading.messages import Language, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from duban.plans.reading.models import Item, Mention, Reading

Row: TypeAlias = tuple[str, ...]

ITEM_HEADS: dict[Language, Row] = {
    "zh": ("文件", "序号", "任务组", "内容", "责任领导", "牵头单位", "配合单位", "责任单位", "完成时限", "目标"),
    "en": (
        "File",
        "Number",
        "Section",
        "Text",
        "Responsible leaders",
        "Lead units",
        "Cooperating units",
        "Responsible units",
        "Deadlines",
        "Targets",
    ),
}
FINDING_HEADS: dict[Language, Row] = {
    "zh": ("文件", "序号", "程度", "代码", "审读意见", "起", "止"),
    "en": ("File", "Number", "Severity", "Code", "Finding", "From", "To"),
}
SEVERITIES: dict[Language, dict[str, str]] = {
    "zh": {"must": "必须处理", "check": "要核对", "note": "提示"},
    "en": {"must": "must", "check": "check", "note": "note"},
}
_WIDTHS = (6, 20, 44, 12, 24, 30, 24)
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def item_rows(reading: "Reading") -> list[Row]:
    """Return one row for each item; units by their full names, joined with 、."""
    return [_item_row(reading, item) for item in reading.items]


def finding_rows(reading: "Reading", *, language: Language) -> list[Row]:
    """Return one row for each finding, with the characters it is about."""
    return [
        (
            reading.source.name,
            finding.item or "",
            SEVERITIES[language][finding.severity],
            finding.code,
            sentence(finding.code, finding.params, language, item=finding.item),
            *((str(finding.span.start), str(finding.span.end)) if finding.span else ("", "")),
        )
        for finding in reading.findings
    ]


def write_csv(rows: "Iterable[Row]", to: IO[str]) -> None:
    """Write rows as csv, guarded against formulas."""
    import csv

    csv.writer(to, lineterminator="\n").writerows([guarded(cell) for cell in row] for row in rows)


def guarded(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def item_lines(reading: "Reading", language: Language) -> "Iterator[str]":
    """Return the items at fixed widths, cut where they are longer, below their headings."""
    for row in (ITEM_HEADS[language], *item_rows(reading)):
        cells = (fitted(cell, width) for cell, width in zip(row[1:], _WIDTHS, strict=False))
        yield "  ".join(cells).rstrip()


def width_of(text: str) -> int:
    """Return how many columns a text takes on a terminal, an ideograph counting two.

    >>> width_of("市财政局 1")
    10
    """
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def fitted(text: str, width: int) -> str:
    """Return the text filled or cut to a width, an ideograph counting two.

    >>> fitted("市财政局", 6)
    '市财… '
    """
    from unicodedata import east_asian_width

    taken, kept = 0, ""
    text = " ".join(text.split())
    for index, character in enumerate(text):
        wide = 2 if east_asian_width(character) in "WF" else 1
        room = width if index == len(text) - 1 else width - 1
        if taken + wide > room:
            return f"{kept}…".ljust(len(kept) + width - taken)
        kept += character
        taken += wide
    return kept + " " * (width - taken)


class Workbook:
    """An xlsx file with a sheet of items and a sheet of findings, written row by row in flat memory."""

    def __init__(self, path: str, *, language: Language) -> None:
        from xlsxwriter import Workbook as Written

        self._book = Written(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        names = ("任务", "审读意见") if language == "zh" else ("Items", "Findings")
        self._sheets = [self._book.add_worksheet(name) for name in names]
        self._next = [0, 0]
        bold = self._book.add_format({"bold": True})
        for index, heads in enumerate((ITEM_HEADS[language], FINDING_HEADS[language])):
            self._write(index, heads, bold)
            self._sheets[index].freeze_panes(1, 0)

    def add(self, items: "Iterable[Row]", findings: "Iterable[Row]") -> None:
        """Add the rows of one reading."""
        for index, rows in enumerate((items, findings)):
            for row in rows:
                self._write(index, row, None)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _write(self, index: int, row: "Sequence[str]", form: object) -> None:
        for column, cell in enumerate(row):
            # A cell of xlsx holds 32,767 characters; a longer item is cut there, its whole text is in the JSON.
            self._sheets[index].write_string(self._next[index], column, cell[:32_767], form)
        self._next[index] += 1


def _item_row(reading: "Reading", item: "Item") -> Row:
    section = reading.sections[item.section] if item.section is not None else None
    leaders = item.leaders_at or (section.leaders_at if section else ())
    return (
        reading.source.name,
        item.number or "",
        f"{section.label}{section.title}" if section else "",
        item.text,
        "、".join(leader.name for leader in leaders),
        _units(item.leads),
        _units(item.cooperating),
        _units(item.responsible),
        "；".join(deadline.text for deadline in item.deadlines),
        "；".join(target.text for target in item.targets),
    )


def _units(mentions: "tuple[Mention, ...]") -> str:
    names = "、".join(mention.name for mention in mentions)
    return f"{names}等" if any(mention.open_ended for mention in mentions) else names
