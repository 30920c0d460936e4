"""The document of a draft as a page shows it: paragraphs whose characters carry the marks of what was read in them.

Each has its place in the original, so that pages and tables can be shown as they were.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.core.values import Span
from duban.plans.drafting.marking import Mark, MarkKind, Segment, segments
from duban.plans.drafting.models import Draft, DraftDeadline, DraftMention, DraftTarget, Placed
from duban.plans.reading.models import Place


@dataclass(frozen=True)
class Paragraph:
    """A line of the document; `items` are the clauses that it belongs to, `is_heading` says that it opens a section."""

    start: int
    section: str
    items: tuple[str, ...]
    is_heading: bool
    segments: tuple[Segment, ...]
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


def document(draft: Draft, places: Sequence[Place] = ()) -> tuple[Paragraph, ...]:
    """Return the whole text in paragraphs, without blank lines."""
    lines = tuple(_lines(draft.text))
    starts = [line.start for line in lines]
    marks: dict[int, list[Mark]] = {}
    for mark in _marks(draft):
        for place in _touched(starts, mark.span):
            marks.setdefault(place, []).append(mark)
    items: dict[int, list[str]] = {}
    sections: dict[int, str] = {}
    for item in draft.items:
        for place in _touched(starts, item.span):
            items.setdefault(place, []).append(item.id)
            if item.section is not None:
                sections[place] = f"s{item.section}"
    at = {place.span.start: place for place in places}
    headings = {place: section.id for section in draft.sections for place in _touched(starts, section.span)}
    return tuple(
        Paragraph(
            start=line.start,
            section=sections.get(place) or headings.get(place, ""),
            items=tuple(items.get(place, ())),
            is_heading=place in headings and place not in items,
            segments=segments(draft.text, line, marks.get(place, ())),
            page=found.page if (found := at.get(line.start)) else None,
            table=found.table if found else None,
            row=found.row if found else None,
            column=found.column if found else None,
        )
        for place, line in enumerate(lines)
    )


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _touched(starts: list[int], span: Span) -> range:
    """Return the places of the lines in which a span lies."""
    return range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end))


def _marks(draft: Draft) -> Iterator[Mark]:
    """Return every mark once: what a split copied lies at the same place."""
    seen: set[tuple[Span, str]] = set()
    for placed in (*(section.leaders for section in draft.sections), *(item.placed for item in draft.items)):
        for value in placed:
            if value.span is None or value.removed is not None or (value.span, _kind(value)) in seen:
                continue
            seen.add((value.span, _kind(value)))
            yield Mark(value.span, _kind(value), value.id)
    for finding in draft.findings:
        if finding.span is not None and finding.settled is None:
            yield Mark(finding.span, "finding", f"f{finding.index}", finding.severity)


def _kind(value: Placed) -> MarkKind:
    match value:
        case DraftMention():
            return value.role.now
        case DraftTarget():
            return "target"
        case DraftDeadline():
            return "date"
    return "leader"
