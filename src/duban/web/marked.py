"""Printed words as html: each mark a span whose line tells its kind."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from duban.core.values import Span
from duban.plans.drafting.marking import Mark, Segment, segments

CLASSES = {
    "lead": "m-lead",
    "responsible": "m-lead",
    "cooperating": "m-coop",
    "date": "m-date",
    "target": "m-target",
    "leader": "m-leader",
    "finding": "m-finding",
}
LONGEST_WAVE = 40  # a wave under whole paragraphs would drown the marks in them


def marked_words(words: str, start: int, marks: Iterable[Mark]) -> SafeString:
    """Return words that begin at `start` of a plan's text, with the marks that lie in them."""
    shifted = [
        Mark(Span(mark.span.start - start, mark.span.end - start), mark.kind, mark.ref, mark.severity) for mark in marks
    ]
    return marked(segments(words, Span(0, len(words)), shifted)) if words else mark_safe("")


def marked(parts: Iterable[Segment], *, anchored: bool = False) -> SafeString:
    """Return segments as html; `anchored` gives every mark an id, so that an address can point at it."""
    return mark_safe("".join(_segment(part, anchored=anchored) for part in parts))  # noqa: S308 -- all of it is escaped


def _segment(part: Segment, *, anchored: bool) -> str:
    html = conditional_escape(part.text)
    outermost_last = sorted(part.marks, key=lambda mark: (mark.span.end - mark.span.start, mark.kind == "finding"))
    for mark in outermost_last:
        begins = anchored and mark.span.start == part.start
        name = format_html(' id="{}"', mark.ref) if begins and mark is _first(part, mark) else ""
        severity = format_html(' data-severity="{}"', mark.severity) if mark.severity else ""
        if mark.kind == "finding" and mark.span.end - mark.span.start > LONGEST_WAVE:
            html = format_html("<span{}>{}</span>", name, html) if name else html
            continue
        html = format_html('<span class="{}"{}{}>{}</span>', CLASSES[mark.kind], severity, name, html)
    return html


def _first(part: Segment, wanted: Mark) -> Mark:
    """Return the mark that bears an id where several begin at one place."""
    return next(mark for mark in part.marks if mark.ref == wanted.ref)
