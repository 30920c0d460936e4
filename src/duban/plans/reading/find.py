"""The responsibility part of a block: who leads, who cooperates, which leader, by when, as spans.

Forms read: lines (牵头单位：…), a bracket with labels (（牵头单位：…；配合单位：…）), a bracket with verbs
(（A、B牵头，C按职责分工负责）).
"""

from itertools import pairwise
from typing import Literal, NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.lines import Block, Line
from duban.plans.reading.patterns import CLOSERS, LABEL, OPENERS, VERB, VERB_ENDS
from duban.plans.reading.slips import Slip
from duban.plans.reading.units import split_units

Role = Literal["leader", "lead", "cooperating", "responsible", "due"]
UNIT_ROLES = ("lead", "cooperating", "responsible")
_LABEL_ROLES: dict[str, Role] = {
    "leader": "leader",
    "lead": "lead",
    "cooperating": "cooperating",
    "responsible": "responsible",
    "due": "due",
}
_MARKS = "、,，;；。.:： \u00a0\u3000\t\n"
_LONGEST_PART = 20_000
_MOST_UNITS = 30


class Part(NamedTuple):
    """A role and the words that say who has it; `label` is the span of the label or verb."""

    role: Role
    span: Span
    label: Span

    @property
    def is_empty(self) -> bool:
        """Say whether nobody is named."""
        return self.span.start == self.span.end


class Tail(NamedTuple):
    """The responsibility part of a block."""

    span: Span
    parts: tuple[Part, ...]
    slips: tuple[Slip, ...]

    @property
    def names_units(self) -> bool:
        """Say whether it gives any unit a role, or at least a label for one."""
        return any(part.role in UNIT_ROLES for part in self.parts)


def find_tail(text: str, block: Block) -> Tail | None:
    """Return the responsibility part of a block, or None where there is none."""
    first = LABEL.search(text, block.head.body, block.end)
    if first is None:
        return _verb_bracket(text, block)
    opener = len(text[block.head.body : first.start()].rstrip(_MARKS)) + block.head.body - 1
    if opener >= block.head.body and text[opener] in OPENERS:
        return _label_bracket(text, block, opener, first.start())
    return _label_lines(text, block, first.start())


def _trim(text: str, start: int, end: int) -> Span:
    """Leave out marks and blanks at both ends."""
    words = text[start:end]
    kept = words.strip(_MARKS)
    start += len(words) - len(words.lstrip(_MARKS)) if kept else 0
    return Span(start, start + len(kept))


def _line_end(block: Block, position: int) -> int:
    """Return the end of the line in which a position lies."""
    for line in (block.head, *block.rest):
        if position < line.end:
            return line.end
    return block.end


def _closing(text: str, opener: int, end: int) -> int | None:
    """Return the place of the bracket that closes the one at `opener`."""
    depth = 0
    for place in range(opener, min(end, opener + _LONGEST_PART)):
        char = text[place]
        if char in OPENERS:
            depth += 1
        elif char in CLOSERS:
            depth -= 1
            if depth == 0:
                return place
    return None


def _labelled_parts(text: str, start: int, end: int) -> list[Part]:
    """Cut a stretch of text at its labels."""
    labels = list(LABEL.finditer(text, start, end))
    ends = [label.start() for label in labels[1:]] + [end] if labels else []
    return [
        Part(_LABEL_ROLES[label.lastgroup or ""], _trim(text, label.end(), stop), Span(*label.span()))
        for label, stop in zip(labels, ends, strict=True)
    ]


def _label_bracket(text: str, block: Block, opener: int, first: int) -> Tail:
    """Read （牵头单位：…；配合单位：…）, closed or not."""
    end = _line_end(block, first)
    closer = _closing(text, opener, end)
    slips = []
    if closer is None:
        slips.append(Slip("bracket_unclosed", Span(opener, end)))
    else:
        end = closer
    parts = _labelled_parts(text, first, end)
    for part, following in pairwise(parts):
        mark = following.label.start - 1
        if part.role in UNIT_ROLES and following.role in UNIT_ROLES and text[mark] in ",，、":
            slips.append(Slip("semicolon_expected", Span(mark, mark + 1)))
    slips += _empty_roles(parts)
    slips += [slip for part in parts if part.role in UNIT_ROLES for slip in _semicolons_inside(text, part.span)]
    return Tail(Span(opener, end if closer is None else closer + 1), tuple(parts), tuple(slips))


def _semicolons_inside(text: str, span: Span) -> list[Slip]:
    """Find semicolons between the units of one list, where a comma belongs."""
    return [
        Slip("comma_expected", Span(place, place + 1))
        for place in range(span.start, min(span.end, span.start + _LONGEST_PART))
        if text[place] in ";；"
    ]


def _label_lines(text: str, block: Block, first: int) -> Tail:
    """Read lines that begin with a label: 牵头单位：…

    Units may stand on the line below their label. A line of units that lost its label has the role that nobody else
    in the item has: the lead.
    """
    parts: list[Part] = []
    bare: list[Line] = []
    end = first
    for line in (block.head, *block.rest):
        if line.end <= first:
            continue
        found = _labelled_parts(text, max(first, line.start), line.end)
        is_below_label = not found and parts and line.start > end and parts[-1].is_empty
        if found:
            parts += found
        elif is_below_label and parts[-1].role in UNIT_ROLES and _holds_units(text, line.span):
            parts[-1] = parts[-1]._replace(span=_trim(text, line.start, line.end))
        else:
            bare.append(line)
            continue
        end = line.end
    slips = _empty_roles(parts)
    slips += [Slip("label_unusual", part.label) for part in parts if "部位" in part.label.of(text)]
    lost = [line for line in bare if line.end < end and _holds_units(text, line.span)]
    if len(lost) == 1 and not any(part.role in ("lead", "responsible") for part in parts):
        words = _trim(text, lost[0].start, lost[0].end)
        parts.append(Part("lead", words, Span(words.start, words.start)))
        parts.sort(key=lambda part: part.span)
        slips.append(Slip("label_lost", words))
    return Tail(Span(first, end), tuple(parts), tuple(slips))


def _empty_roles(parts: list[Part]) -> list[Slip]:
    """Find the labels of units after which none is named."""
    return [Slip("role_empty", part.label) for part in parts if part.role in UNIT_ROLES and part.is_empty]


def _holds_units(text: str, span: Span) -> bool:
    """Say whether a line is nothing but units: 市住房城乡建设局。"""
    units = split_units(text, span)
    return 0 < len(units) <= _MOST_UNITS and all(kind_of(unit.surface) != "other" for unit in units)


def _verb_bracket(text: str, block: Block) -> Tail | None:
    """Read （A、B牵头，C按职责分工负责） at the end of a line."""
    for line in (*reversed(block.rest), block.head):
        tail = _verb_line(text, line)
        if tail is not None:
            return tail
    return None


def _verb_line(text: str, line: Line) -> Tail | None:
    """Read the bracket that ends a line, when its words end with a verb of duty."""
    start = max(line.start, line.end - _LONGEST_PART)
    closer = start + len(text[start : line.end].rstrip(_MARKS)) - 1
    if closer <= start or text[closer] not in CLOSERS:
        return None
    slips = []
    opener = _opening(text, start, closer)
    if opener is None and text[closer - 1] in CLOSERS:
        slips.append(Slip("bracket_extra", Span(closer, closer + 1)))
        closer -= 1
        opener = _opening(text, start, closer)
    if opener is None or not _ends_with_verb(text, opener, closer):
        return None
    parts = _verb_parts(text, opener + 1, closer)
    if not parts:
        return None
    for part, following in pairwise(parts):
        if part.label.end == following.span.start:
            slips.append(Slip("separator_lost", Span(part.label.start, following.span.start + 1)))
    return Tail(Span(opener, line.end), tuple(parts), tuple(slips))


def _ends_with_verb(text: str, opener: int, closer: int) -> bool:
    """Say whether a bracket ends with a verb of duty, perhaps with a note in brackets of its own behind it."""
    words = text[opener + 1 : closer].rstrip(_MARKS)
    if words.endswith(tuple(CLOSERS)) and (note := _opening(text, opener + 1, opener + len(words))) is not None:
        words = text[opener + 1 : note].rstrip(_MARKS)
    return words.endswith(VERB_ENDS)


def _opening(text: str, start: int, closer: int) -> int | None:
    """Return the place of the bracket that the one at `closer` closes."""
    depth = 0
    for place in range(closer, start - 1, -1):
        char = text[place]
        if char in CLOSERS:
            depth += 1
        elif char in OPENERS:
            depth -= 1
            if depth == 0:
                return place
    return None


def _verb_parts(text: str, start: int, end: int) -> list[Part]:
    """Cut a stretch of text at its verbs; each closes the list of units before it."""
    parts: list[Part] = []
    leads = False
    for verb in VERB.finditer(text, start, end):
        span = _trim(text, start, verb.start())
        if span.start == span.end:
            start = verb.end()
            continue
        role: Role
        if verb.lastgroup == "lead":
            role, leads = "lead", True
        elif verb.lastgroup == "cooperating" or leads:
            role = "cooperating"
        else:
            role = "responsible"
        parts.append(Part(role, span, Span(*verb.span())))
        start = verb.end()
    return parts
