"""What one part of a document says against another: totals, figures of the same thing, cells unlike their column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.codes import finding, short
from duban.plans.reading.models import Finding, Grid, Item
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import CLAUSE_MARKS

if TYPE_CHECKING:
    from duban.plans.reading.headings import Named
    from duban.plans.reading.items import Read

_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
# How many tasks a notice says it hands out: 5个方面、21项举措, 分解为79项, 共10件12项. Not 落实国务院33条措施.
_TOTAL = re.compile(
    rf"(?P<groups>{_COUNT})\s?(?:个|大)?(?:方面|领域|部分|板块|大?类)[^。\n\d]{{0,6}}?(?P<held>{_COUNT})\s?(?:项|条|件)"
    rf"|(?:分解|细化|梳理|归纳|拆分)[为成出]\s?(?P<into>{_COUNT})\s?(?:项|条|件)"
    rf"|共(?:计)?\s?(?P<all>{_COUNT})\s?(?:项|条|件)(?:\s?(?P<inner>{_COUNT})\s?(?:项|条|件))?"
)
_TOTAL_WORDS = ("项", "条", "件")
_LONGEST_OPENING = 20_000
# Words around a figure that are no part of what it measures: 城镇新增就业|达到3.2万人以上.
_SAID = re.compile(
    r"(?:力争|确保|全年|实现|完成|保持|稳定|控制|达到?|提[高升]|增[长加]|下降|降低|突破|超过|不[低少高超大小多]于?[于过]?|至少|最多|约|以上|左右"
    r"|[到至在为])+$"
)
_SHORTEST_SUBJECT = 6
_TIMES = ("年", "月", "季度", "前", "底")
_FIGURE_CELL = re.compile(r"[\d,，.]+\s?(?:%|万元|亿元|元|万|亿)?")
_NOTHING = frozenset(("", "/", "-", "—", "——", "无", "－", "\\"))
_SUMS = ("合计", "总计", "小计", "共计")
_FEWEST_CELLS = 5
_SHARE = 0.75


def of_totals(text: str, headings: Sequence["Named"], items: Sequence[Item]) -> Iterator[Finding]:
    """Find the number of tasks that the words before the plan declare and the plan does not hold."""
    if not items:
        return
    starts = [items[0].span.start, *(heading.section.span.start for heading in headings)]
    opening = min(*starts, _LONGEST_OPENING)
    if not any(word in text[:opening] for word in _TOTAL_WORDS):
        return
    held = _held(headings, items)
    for found in _TOTAL.finditer(text, 0, opening):
        said = [whole(found[name]) for name in ("held", "into", "all", "inner") if found[name]]
        if not held & set(said) and 1 not in said:
            yield finding("total_differs", Span(*found.span()), printed=found[0], counted=len(items))


def _held(headings: Sequence["Named"], items: Sequence[Item]) -> set[int | None]:
    """Return the numbers that may be meant: items, numbers, items without those above them, tables by themselves."""
    numbers = Counter(item.number for item in items)
    by_annex: Counter[int | None] = Counter()
    for item in items:
        by_annex[item.section] += 1
    leaves = sum(not _has_children(items, at) for at in range(len(items)))
    depths = Counter(heading.depth for heading in headings)
    return {len(items), len(numbers), leaves, len(items) - leaves, *by_annex.values(), *depths.values()}


def _has_children(items: Sequence[Item], at: int) -> bool:
    """Say whether the next item stands below this one."""
    path = items[at].path
    return at + 1 < len(items) and len(items[at + 1].path) > len(path) and items[at + 1].path[: len(path)] == path


def of_figures(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Find two items that give the same thing, in the same measure, different figures."""
    first: dict[tuple[str, str], tuple[int, str, set[object]]] = {}
    for at, read in enumerate(reads):
        for target in read.item.targets:
            subject = _subject(text, read.words.start, target.span.start)
            if len(subject) < _SHORTEST_SUBJECT or any(word in subject for word in _TIMES):
                continue
            key = (subject, target.unit)
            other, shown, values = first.setdefault(key, (at, target.text, set()))
            if other != at and target.value not in values:
                params = {"subject": subject, "printed": target.text, "other_printed": shown}
                number = reads[other].item.number or ""
                yield finding(
                    "figures_contradict", target.span, at, read.item, other=number, other_index=other, **params
                )
            elif other == at:
                values.add(target.value)


def _subject(text: str, low: int, place: int) -> str:
    """Return what a figure measures: the words of its clause before it, without those that say how much."""
    start = place
    while start > low and text[start - 1] not in CLAUSE_MARKS and place - start < 40:
        start -= 1
    return _SAID.sub("", "".join(text[start:place].split()))


def of_cells(text: str, grids: Sequence[Grid]) -> Iterator[Finding]:
    """Find words in a column of figures: 待定 among sums of money. The first column numbers the rows."""
    for grid in grids:
        columns: dict[int, list[tuple[int, str, Span]]] = {}
        summed = {cell.row for cell in grid.cells if cell.span.of(text).strip().startswith(_SUMS)}
        for cell in grid.cells:
            if cell.columns == 1 and cell.row not in summed:
                columns.setdefault(cell.column, []).append((cell.row, cell.span.of(text).strip(), cell.span))
        for column, cells in columns.items():
            yield from _of_column(column, cells)


def _of_column(column: int, cells: Sequence[tuple[int, str, Span]]) -> Iterator[Finding]:
    """Find the cells below the first figure of a column that are no figure."""
    is_figure = [bool(_FIGURE_CELL.fullmatch(words)) for _, words, _ in cells]
    if column == 1 or sum(is_figure) < _FEWEST_CELLS:
        return
    body = [cell for cell in cells[is_figure.index(True) :] if cell[1] not in _NOTHING]
    odd = [cell for cell in body if not _FIGURE_CELL.fullmatch(cell[1])]
    if len(odd) <= (1 - _SHARE) * len(body):
        for _, words, span in odd:
            yield finding("figure_expected", span, printed=short(words))
