"""A list of units cut into its units: 市农牧局、审计局等，各旗县市区政府."""

import re
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.patterns import FIRST_LEADS, JOINED, OPEN_END, UNIT

_LONGEST_LIST = 20_000
_OUTSIDE = " \u00a0\u3000\t\n.:："


class Named(NamedTuple):
    """A unit as printed in a list, and whether 等 follows it."""

    surface: str
    span: Span
    open_ended: bool


def first_leads_note(text: str) -> Span | None:
    """Find the note that lets the first unit of each undivided list lead: 列首位者为牵头单位，下同."""
    if "首位" not in text and "一位" not in text:
        return None
    found = re.search(FIRST_LEADS, text)
    return Span(*found.span()) if found else None


def split_units(text: str, span: Span) -> list[Named]:
    """Cut a list into its units; 等 marks the last unit before it and is no part of its name."""
    end = min(span.end, span.start + _LONGEST_LIST)
    if note := first_leads_note(text[span.start : end]):
        end = span.start + note.start
    named: list[Named] = []
    for token in UNIT.finditer(text, span.start, end):
        for start, stop in _joined(text, *token.span()):
            unit = _named(text, start, stop)
            if unit is not None:
                named.append(unit)
            elif text[start:stop].strip(_OUTSIDE) and named:
                named[-1] = named[-1]._replace(open_ended=True)  # 、等: nothing but 等 between two marks
    return named


def _joined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one token at the words that join two units."""
    pieces = []
    for joint in JOINED.finditer(text, start, end):
        if joint.start() > start:
            pieces.append((start, joint.start()))
        start = joint.end()
    pieces.append((start, end))
    return pieces


def _named(text: str, start: int, end: int) -> Named | None:
    """Take the blanks and 等 off a token; None when no name is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_OUTSIDE))
    words = words.strip(_OUTSIDE)
    ending = OPEN_END.search(words, max(0, len(words) - 12))
    if ending:
        words = words[: ending.start()].rstrip(_OUTSIDE)
    if not words:
        return None
    return Named(words, Span(start, start + len(words)), ending is not None)
