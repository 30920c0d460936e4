"""Tasks whose sentence itself says who does them: 1.市财政局负责资金保障…; …整治，由市公安局负责，市城管局配合。要…

Read only in a document in which no bracket, label or table gives a role, because a sentence of any text may begin so.
"""

import re
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.find import Tail
from duban.plans.reading.parts import UNIT_ROLES, are_units, trim, verb_parts

if TYPE_CHECKING:
    from duban.plans.reading.lines import Block
    from duban.plans.reading.parts import Part

_STYLES = ("item", "dotted", "sub", "minor", "major")
_SENTENCE = re.compile(r"[^。；;\n]{4,400}[。；;]?")
_VERBS = ("负责", "牵头", "落实", "配合")
_LONGEST_BLOCK = 4_000


def subject_tail(text: str, block: "Block") -> Tail | None:
    """Read who does a task from its own sentences; its words are the whole block."""
    end = min(block.end, block.head.start + _LONGEST_BLOCK)
    if block.head.style not in _STYLES:
        return None
    for sentence in _SENTENCE.finditer(text, block.head.body, end):
        parts = _said_in(text, Span(*sentence.span()))
        if parts:
            words = Span(block.head.body, block.end)
            return Tail(Span(block.end, block.end), tuple(parts), (), words, is_spoken=True)
    return None


def _said_in(text: str, sentence: Span) -> "list[Part]":
    """Return the roles that a sentence gives, from its beginning or from 由 on."""
    words = sentence.of(text)
    if not any(verb in words for verb in _VERBS):
        return []
    by = max((words.rfind(mark + "由") for mark in ("，", ",")), default=-1)
    for start in (sentence.start, sentence.start + by + 1 if by >= 0 else -1):
        parts = verb_parts(text, start, sentence.end) if start >= 0 else []
        said = [part for part in parts if part.role in UNIT_ROLES and are_units(text, part.span)]
        begins = bool(said) and said[0].span.start - trim(text, start, sentence.end).start <= 1
        if begins and said[0] == parts[0]:
            return said
    return []
