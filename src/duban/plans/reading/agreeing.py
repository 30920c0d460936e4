"""What one part of a document says against another: totals, figures of the same thing, cells unlike their column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.codes import finding, short
from duban.plans.reading.models import Cell, Finding, Grid, Item, Target
from duban.plans.reading.numerals import whole
from duban.plans.reading.patterns import CLAUSE_MARKS

if TYPE_CHECKING:
    from duban.plans.reading.headings import Named
    from duban.plans.reading.items import Read

_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,5})"
# How many tasks a notice says it hands out: 5个方面、21项举措, 分解为11项目标和138项任务, 共10件12项.
# Not 落实国务院33条措施.
_TOTAL = (
    rf"(?P<groups>{_COUNT})\s?(?:个|大)?(?:方面|领域|部分|板块|大?类)[^。\n\d]{{0,6}}?(?P<held>{_COUNT})\s?(?:项|条|件)"
    rf"|(?:分解|细化|梳理|归纳|拆分)[为成出]\s?(?P<into>{_COUNT})\s?(?:项|条|件)(?:[^。\n\d]{{0,8}}?(?P<more>{_COUNT})\s?(?:项|条|件))?"
    rf"|共(?:计)?\s?(?P<all>{_COUNT})\s?(?:项|条|件)(?:\s?(?P<inner>{_COUNT})\s?(?:项|条|件))?"
)
_TOTAL_WORDS = (
    "方面",
    "领域",
    "部分",
    "板块",
    "类",
    "分解",
    "细化",
    "梳理",
    "归纳",
    "拆分",
    "共",
)  # of which one stands in it
_LONGEST_OPENING = 20_000
# Words around a figure that are no part of what it measures: 城镇新增就业|达到3.2万人以上.
_SAID = (
    *(
        "力争",
        "确保",
        "全年",
        "实现",
        "完成",
        "保持",
        "稳定",
        "控制",
        "达到",
        "达",
        "提高",
        "提升",
        "增长",
        "增加",
        "下降",
        "降低",
    ),
    *(
        "突破",
        "超过",
        "不低于",
        "不少于",
        "不高于",
        "不超过",
        "不大于",
        "不小于",
        "至少",
        "最多",
        "约",
        "到",
        "至",
        "在",
        "为",
    ),
)
_SHARES = (
    "覆盖率",
    "合格率",
    "达标率",
    "普及率",
    "处理率",
    "利用率",
    "入学率",
    "参保率",
    "满意率",
    "满意度",
    "占比",
    "比例",
    "比重",
    "优良率",
)
_NO_SHARES = ("债务占比", "增长比例")
_SHORTEST_SUBJECT = 6
_TIMES = ("年", "月", "季度", "前", "底")
_FIGURE_CELL = r"[\d,，.]+\s?(?:%|万元|亿元|元|万|亿)?"
_NOTHING = frozenset(("", "/", "-", "—", "——", "无", "－", "\\"))
_SUMS = ("合计", "总计", "小计", "共计")
_UNIT_HEADS = ("单位", "部门")
_LONGEST_HEAD = 12
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
    for found in re.finditer(_TOTAL, text[:opening]):  # compiled only where it is needed
        said = [whole(found[name]) for name in ("held", "into", "more", "all", "inner") if found[name]]
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


def of_values(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Find figures that cannot be meant: a share over a hundred per cent, a range whose ends are turned round."""
    for at, read in enumerate(reads):
        low: Target | None = None
        for target in read.item.targets:
            if target.unit == "%" and target.value is not None and target.value > 100:
                subject = _subject(text, read.words.start, target.span.start)
                if subject.endswith(_SHARES) and not subject.endswith(_NO_SHARES):
                    params = {"printed": target.text, "subject": subject}
                    yield finding("figure_impossible", target.span, at, read.item, **params)
            if low is not None and low.span == target.span and _is_reversed(low, target):
                yield finding("range_reversed", target.span, at, read.item, printed=target.text)
            low = target if target.comparator == ">=" else None


def _is_reversed(low: Target, high: Target) -> bool:
    return low.value is not None and high.value is not None and low.value > high.value


def _subject(text: str, low: int, place: int) -> str:
    """Return what a figure measures: the words of its clause before it, without those that say how much."""
    start = place
    while start > low and text[start - 1] not in CLAUSE_MARKS and place - start < 40:
        start -= 1
    subject = "".join(text[start:place].split())
    while subject.endswith(_SAID):
        said = next(word for word in _SAID if subject.endswith(word))
        subject = subject.removesuffix(said)
    return subject


def of_cells(text: str, grids: Sequence[Grid], items: Sequence[Item]) -> Iterator[Finding]:
    """Find cells unlike their column: words among figures (待定 among sums), an empty cell below 牵头单位."""
    for grid in grids:
        rows = _rows(text, grid)
        for column in sorted({cell.column for row in rows.values() for cell in row}):
            cells = [cell for _, own in sorted(rows.items()) for cell in own if cell.column == column]
            for odd in _words_among_figures(text, column, cells):
                at = _item_of(items, _lying(rows[odd.row]))
                item = items[at] if at is not None else None
                yield finding("figure_expected", odd.span, at, item, printed=short(odd.span.of(text).strip()))
            for row in _empty_rows(text, cells):
                span = _lying(rows[row])
                at = _item_of(items, span)
                if at is not None and _has_units_from_above(items[at], span):
                    continue
                head = next(words for cell in cells if (words := "".join(cell.span.of(text).split())))
                yield finding("role_empty", span, at, items[at] if at is not None else None, printed=short(head))


def _has_units_from_above(item: Item, row: Span) -> bool:
    """Say whether units of the row above hold for a further row under its number."""
    return any(mention.span.end <= row.start for mention in (*item.leads, *item.cooperating, *item.responsible))


def _lying(cells: Sequence[Cell]) -> Span:
    """Return the stretch over which the words of a row lie."""
    spans = [cell.span for cell in cells if cell.span.start < cell.span.end]
    return Span(spans[0].start, spans[-1].end)


def _item_of(items: Sequence[Item], row: Span) -> int | None:
    """Return the item that was read from a row."""
    return next((at for at, item in enumerate(items) if row.start <= item.span.start < row.end), None)


def _rows(text: str, grid: Grid) -> dict[int, list[Cell]]:
    """Return the rows of a grid that are neither totals nor titles over the whole width."""
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell)
    return {
        row: cells
        for row, cells in rows.items()
        if sum(cell.span.start < cell.span.end for cell in cells) > 1
        and not any(cell.span.of(text).strip().startswith(_SUMS) for cell in cells)
    }


def _words_among_figures(text: str, column: int, cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells below the first figure of a column that are no figure; the first column numbers the rows."""
    said = [cell.span.of(text).strip() for cell in cells]
    is_figure = [bool(re.fullmatch(_FIGURE_CELL, words)) for words in said]
    if column == 1 or sum(is_figure) < _FEWEST_CELLS:
        return []
    body = [at for at in range(is_figure.index(True), len(cells)) if said[at] not in _NOTHING]
    odd = [cells[at] for at in body if not is_figure[at]]
    return odd if len(odd) <= (1 - _SHARE) * len(body) else []


def _empty_rows(text: str, cells: Sequence[Cell]) -> list[int]:
    """Return the rows in which a column of units has nothing, where it has something in nearly all others."""
    said = ["".join(cell.span.of(text).split()) for cell in cells]
    head = next((words for words in said if words), "")
    if not head.endswith(_UNIT_HEADS) or len(head) > _LONGEST_HEAD:
        return []
    begin = said.index(head) + 1
    empty = [cell.row for cell, words in zip(cells[begin:], said[begin:], strict=True) if words in _NOTHING]
    filled = len(cells) - begin - len(empty)
    return empty if filled >= _FEWEST_CELLS and filled >= _SHARE * (len(cells) - begin) else []
