"""A text cut at the borders of the marks that lie in it, for a page that shows where each value was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from duban.core.values import Span

MarkKind = Literal["lead", "cooperating", "responsible", "date", "target", "leader", "finding"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that says something; `ref` is the id of the value, `severity` that of a finding."""

    span: Span
    kind: MarkKind
    ref: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters with the marks that cover all of them; `ending` are those that end with it."""

    text: str
    start: int
    marks: tuple[Mark, ...]
    ending: tuple[Mark, ...]


def segments(text: str, within: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return the stretch `within` of a text as segments; together they are the stretch.

    >>> marks = [Mark(Span(2, 6), "lead", "7/lead/0"), Mark(Span(4, 6), "finding", "f0", "must")]
    >>> [(part.text, [mark.ref for mark in part.marks]) for part in segments("由市财政局牵头", Span(0, 7), marks)]
    [('由市', []), ('财政', ['7/lead/0']), ('局牵', ['7/lead/0', 'f0']), ('头', [])]
    """
    inside = [mark for mark in marks if mark.span.start < within.end and within.start < mark.span.end]
    borders = {within.start, within.end}
    for mark in inside:
        borders.update((max(mark.span.start, within.start), min(mark.span.end, within.end)))
    edges = sorted(borders)
    return tuple(_segment(text, start, end, inside) for start, end in pairwise(edges))


def _segment(text: str, start: int, end: int, marks: Sequence[Mark]) -> Segment:
    covering = tuple(mark for mark in marks if mark.span.start <= start and end <= mark.span.end)
    return Segment(text[start:end], start, covering, tuple(mark for mark in covering if mark.span.end == end))
