"""A reading as a report for the office that is about to issue the plan: what to mend, in the order of the text.

What somebody has to settle or look at stands item by item, each with the words concerned, where they stand in the
original, and what to do. What is only good to know is gathered by kind, with the items it is true of.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.messages import Language, sentence
from duban.plans.reading.tables import SEVERITIES, fitted, item_lines, width_of

if TYPE_CHECKING:
    from duban.plans.reading.models import Finding, Place, Reading

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "counts": "{name}：{items} 条，{sections} 组，{units} 个单位",
        "findings": "审读意见 {all} 处：必须处理 {must}，要核对 {check}，提示 {note}",
        "clean": "没有审读意见。",
        "document": "全文",
        "section": "{label}、{title}",
        "item": "第 {number} 条",
        "unnumbered": "无序号",
        "notes": "提示",
        "for": "第 {numbers} 条",
        "page": "第 {page} 页",
        "cell": "表 {table} 第 {row} 行第 {column} 列",
        "paragraph": "第 {paragraph} 段",
        "first": "例如：{said}",
        "joint": "、",
    },
    "en": {
        "counts": "{name}: {items} items, {sections} sections, {units} units",
        "findings": "{all} findings: {must} must, {check} check, {note} note",
        "clean": "No findings.",
        "document": "Document",
        "section": "{label} {title}",
        "item": "Item {number}",
        "unnumbered": "No number",
        "notes": "Notes",
        "for": "items {numbers}",
        "page": "page {page}",
        "cell": "table {table}, row {row}, column {column}",
        "paragraph": "paragraph {paragraph}",
        "first": "For one: {said}",
        "joint": ", ",
    },
}
_WIDTH = 100
_HEAD = 48  # columns of an item's first words
_AROUND = 12  # characters of the text shown on both sides of the words concerned
_MOST_WORDS = 36
_MOST_NUMBERS = 40
_NEVER_FIRST = "。，、；：？！）”》"


def report_of(reading: "Reading", *, language: Language) -> str:
    """Return the report, lines ended by line ends."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(reading, _WORDS[language], language))


def _lines(reading: "Reading", words: dict[str, str], language: Language) -> Iterator[str]:
    if reading.plan.title:
        yield reading.plan.title
    yield words["counts"].format(
        name=reading.source.name, items=len(reading.items), sections=len(reading.sections), units=len(reading.units)
    )
    yield ""
    yield from item_lines(reading, language)
    yield ""
    counts = {each: sum(finding.severity == each for finding in reading.findings) for each in SEVERITIES[language]}
    if not reading.findings:
        yield words["clean"]
        return
    yield words["findings"].format(all=len(reading.findings), **counts)
    places = _Places(reading.places, words)
    weighty = [finding for finding in reading.findings if finding.severity != "note"]
    about: object = None
    for finding in sorted(weighty, key=lambda each: -1 if each.item_index is None else each.item_index):
        head = _head(reading, finding, words)
        if head != about:
            yield ""
            yield head
            about = head
        yield from _said(reading, finding, places, language)
    yield from _notes(reading, words, language)


def _head(reading: "Reading", finding: "Finding", words: dict[str, str]) -> str:
    """Return the line above the findings of one item or section."""
    if finding.item_index is not None:
        item = reading.items[finding.item_index]
        label = words["item"].format(number=item.number) if item.number else words["unnumbered"]
        return f"{label}  {fitted(item.text, _HEAD)}".rstrip()
    for section in reading.sections:
        if finding.span is not None and section.span.holds(finding.span):
            return words["section"].format(label=section.label, title=section.title)
    return words["document"]


def _said(reading: "Reading", finding: "Finding", places: "_Places", language: Language) -> Iterator[str]:
    """Return what one finding says, folded, and below it the words that it is about."""
    mark = SEVERITIES[language][finding.severity]
    indent = "  " + " " * (width_of(mark) + 2)
    said = sentence(finding.code, finding.params, language)
    for count, line in enumerate(_folded(f"{said} [{finding.code}]", _WIDTH - len(indent))):
        yield f"  {mark}  {line}" if count == 0 else indent + line
    if finding.span is not None and finding.span.start < finding.span.end:
        place = places.of(finding.span)
        yield indent + _quoted(reading.text, finding.span) + (f"  ({place})" if place else "")


def _quoted(text: str, span: Span) -> str:
    """Return the words concerned in 「」 with a little of the text around them; a long stretch by its beginning."""
    if span.end - span.start > _MOST_WORDS and not span.of(text).isspace():
        return "｜" + " ".join(text[span.start : span.start + _MOST_WORDS].split()) + "…"
    low = text.rfind("\n", max(0, span.start - _AROUND), span.start) + 1 or max(0, span.start - _AROUND)
    high = text.find("\n", span.end, span.end + _AROUND)
    high = min(len(text), span.end + _AROUND) if high < 0 else high
    pieces = (text[low : span.start], f"「{span.of(text)}」", text[span.end : high])
    return "｜" + " ".join("".join(pieces).split())


def _notes(reading: "Reading", words: dict[str, str], language: Language) -> Iterator[str]:
    """Return the notes by kind: the sentence of the first of them, and the items that it is true of."""
    kinds: dict[str, list[Finding]] = {}
    for finding in reading.findings:
        if finding.severity == "note":
            kinds.setdefault(finding.code, []).append(finding)
    if kinds:
        yield ""
        yield words["notes"]
    for code, findings in kinds.items():
        numbers = [finding.item or words["unnumbered"] for finding in findings if finding.item_index is not None]
        shown = words["joint"].join(dict.fromkeys(numbers[:_MOST_NUMBERS])) + "…" * (len(numbers) > _MOST_NUMBERS)
        where = f"{words['for'].format(numbers=shown)}  " if numbers else ""
        said = sentence(code, findings[0].params, language)
        if len(findings) > 1 and findings[0].params:
            said = words["first"].format(said=said)
        for count, line in enumerate(_folded(f"{where}{said} [{code}]", _WIDTH - 4)):
            yield ("  " if count == 0 else "    ") + line


def _folded(text: str, width: int) -> Iterator[str]:
    """Cut a text into lines of a width, an ideograph counting two; words of Latin letters stay whole.

    >>> list(_folded("对照原件 mend it", 10))
    ['对照原件', 'mend it']
    """
    line = ""
    for piece in re.findall(r"[!-~]+|\s+|.", text):
        if line and width_of(line + piece) > width and not piece.isspace() and piece not in _NEVER_FIRST:
            yield line.rstrip()
            line = ""
        line += piece
    yield line.rstrip()


class _Places:
    """The way back from a span to the page, the cell or the paragraph of the original."""

    def __init__(self, places: "Sequence[Place]", words: dict[str, str]) -> None:
        self.places = sorted(places, key=lambda place: place.span)
        self.starts = [place.span.start for place in self.places]
        self.words = words

    def of(self, span: Span) -> str:
        """Return where a span begins in the original, as far as it is known."""
        at = bisect_right(self.starts, span.start) - 1
        if at < 0:
            return ""
        place = self.places[at]
        said = []
        if place.page:
            said.append(self.words["page"].format(page=place.page))
        if place.table:
            said.append(self.words["cell"].format(table=place.table, row=place.row, column=place.column))
        elif place.paragraph and not place.page:
            said.append(self.words["paragraph"].format(paragraph=place.paragraph))
        return self.words["joint"].join(said)
