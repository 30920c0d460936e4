"""The text of a plan cut into passages: the lines of one clause together, with the marks of what was read in them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from duban.core.values import Span
from duban.plans.drafting.marking import Mark, Segment, segments
from duban.plans.models import Clause, Section


@dataclass(frozen=True)
class Paragraph:
    """A line of the plan; `anchors` are the ids of what begins in it: a section, or clauses inside the line."""

    anchors: tuple[str, ...]
    is_heading: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Passage:
    """Paragraphs that belong together: those of one clause, with the way to its task, or those between clauses."""

    clause: str
    task: str
    paragraphs: tuple[Paragraph, ...]


def passages(
    text: str, sections: Sequence[Section], clauses: Sequence[Clause], tasks: Mapping[int, str], marks: Iterable[Mark]
) -> tuple[Passage, ...]:
    """Return the whole text, without blank lines.

    A line belongs to the first clause in it; another one that begins there too (tables run together) gives an anchor.
    """
    lines = _lines(text)
    starts = [line.start for line in lines]
    on_line: dict[int, list[Mark]] = {}
    for mark in marks:
        for place in _touched(starts, mark.span):
            on_line.setdefault(place, []).append(mark)
    owner: dict[int, Clause] = {}
    anchors: dict[int, list[str]] = {}
    for clause in clauses:
        places = _touched(starts, Span(clause.start, clause.end))
        for place in places:
            owner.setdefault(place, clause)
        if places and owner[places[0]] is not clause:
            anchors.setdefault(places[0], []).append(f"c-{clause.uid}")
    headings: set[int] = set()
    for section in sections:
        places = _touched(starts, Span(section.start, section.end))
        headings.update(place for place in places if place not in owner)
        if places:
            anchors.setdefault(places[0], []).append(f"h-{section.uid}")
    found: list[Passage] = []
    for belonging, members in groupby(range(len(lines)), key=owner.get):
        paragraphs = tuple(
            Paragraph(
                tuple(anchors.get(place, ())),
                place in headings,
                segments(text, lines[place], on_line.get(place, ())),
            )
            for place in members
        )
        task = tasks.get(belonging.pk, "") if belonging else ""
        found.append(Passage(belonging.uid if belonging else "", task, paragraphs))
    return tuple(found)


def _lines(text: str) -> list[Span]:
    """Return the lines that hold anything."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _touched(starts: list[int], span: Span) -> range:
    """Return the places of the lines in which a span lies."""
    return range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end))
