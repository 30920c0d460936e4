"""The responsibility part of a block: who leads, who cooperates, which leader, by when, as spans.

Forms read: lines (牵头单位：…), brackets of every kind with labels (（牵头单位：…；配合单位：…）), with verbs
(（A、B牵头，C按职责分工负责）) or with units alone (（A、B）), the same behind a dash, and sentences that say no more
(由A牵头，B配合。). A block may hold several; what stands before the last of them is the item's own words.
"""

import re
from bisect import bisect_left
from itertools import pairwise, zip_longest
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.labels import Label, blank_label, blank_labels, labels_in
from duban.plans.reading.lines import Block, Line
from duban.plans.reading.parts import (
    MARKS,
    UNIT_ROLES,
    Part,
    are_marked,
    are_units,
    bare_part,
    is_time,
    labelled_parts,
    marked_part,
    trim,
    verb_parts,
)
from duban.plans.reading.patterns import CLOSERS, LEVELS, OPENERS
from duban.plans.reading.settling import settled
from duban.plans.reading.slips import Slip
from duban.plans.reading.units import first_leads_note

_LONGEST_PART = 20_000
_LONGEST_SENTENCE = 400
_ENDS = "。；;！!？?”…\n"  # after one of them a bracket of units belongs to the sentence, not to the word before
_MATTERS = ("任务", "内容", "事项", "目标", "措施", "举措")
_STANDING = ("以下", "下列", "各项", "所有")
_DASHES = ("——", "—", "--")
_SEMICOLON = re.compile("[;；]")
_PERSONS = re.compile("[、,，;；]")
_LONGEST_PERSON = 12
_LONGEST_TIME = 40
_BRACKET = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")


class Tail(NamedTuple):
    """The responsibility part of a block; `words` are the item's own, where a label among the others gives them.

    `is_spoken` says that a sentence gives it, with no bracket or label to it.
    """

    span: Span
    parts: tuple[Part, ...]
    slips: tuple[Slip, ...]
    words: Span | None = None
    is_spoken: bool = False

    @property
    def names_units(self) -> bool:
        """Say whether it gives any unit a role, or at least a label for one."""
        return any(part.role in UNIT_ROLES for part in self.parts)


class _Piece(NamedTuple):
    """One bracket or one run of words that gives roles; `is_line` where its words stand in no bracket."""

    span: Span
    parts: list[Part]
    slips: list[Slip]
    is_line: bool
    is_spoken: bool = False


def find_tail(text: str, block: Block) -> Tail | None:
    """Return the responsibility part of a block, or None where there is none."""
    pieces: list[_Piece] = []
    bare: list[Line] = []
    labels = [
        label
        for line in (block.head, *block.rest)
        for label in labels_in(text, max(line.start, block.head.body, line.end - _LONGEST_PART), line.end)
    ]
    if not labels:
        opening = [label for line in block.rest if (label := blank_label(text, line.start, line.end)) is not None]
        labels = [label for label in opening if are_units(text, trim(text, label.span.end, _line_end(block, label)))]
    starts = [label.span.start for label in labels]
    pairs = _pairs(text, block)
    done = block.head.body
    for line in (block.head, *block.rest):
        start = max(line.start, block.head.body, done)
        if start >= line.end:
            continue
        first = bisect_left(starts, start)
        is_labelled = first < len(starts) and starts[first] < line.end
        if pieces and pieces[-1].is_line and not is_labelled and _goes_on(text, pieces[-1], line):
            pieces[-1] = _longer(text, pieces[-1], line)
        elif found := _pieces(text, Span(start, line.end), labels[first:], pairs):
            pieces += found
        else:
            bare.append(line)
        done = pieces[-1].span.end if pieces else done
    if not pieces:
        return None
    tail = _tail(text, pieces, bare)
    if trim(text, block.head.body, tail.span.start).of(text):
        return tail
    below = _words_below(text, tail, labels) or _words_behind(tail, labels, bare)
    return tail._replace(words=below) if below else tail


def _line_end(block: Block, label: Label) -> int:
    """Return where the line of a label ends."""
    return next(line.end for line in block.rest if line.start == label.span.start)


def _words_below(text: str, tail: Tail, labels: list[Label]) -> Span | None:
    """Find the words of an item whose units stand above them: 牵头单位：… 工作任务：…"""
    for label, following in zip_longest(labels, labels[1:]):
        if not label.role and label.words.endswith(_MATTERS) and tail.span.holds(label.span):
            end = following.span.start if following else tail.span.end
            words = text[label.span.end : end]
            start = end - len(words.lstrip())
            return Span(start, start + len(words.strip()))
    return None


def _words_behind(tail: Tail, labels: list[Label], bare: list[Line]) -> Span | None:
    """Find the words of an item on the lines behind its responsibility part, under a label of their own or none."""
    behind = [line for line in bare if line.start >= tail.span.end]
    if not behind:
        return None
    first = next((label for label in labels if label.span.start == behind[0].start and not label.role), None)
    says_so = first is not None and first.words.endswith(_MATTERS)
    return Span(first.span.end if first is not None and says_so else behind[0].start, behind[-1].end)


def _pairs(text: str, block: Block) -> dict[int, int | None]:
    """Return the closing place of each outermost opening bracket of a block, None where it has none.

    A bracket may run over a line end if no sentence ends in between.
    """
    stack: list[int] = []
    pairs: dict[int, int | None] = {}
    for line in (block.head, *block.rest):
        if stack and "。" in text[stack[0] : line.start]:
            stack.clear()
        for mark in _BRACKET.finditer(text, max(line.start, block.head.body, line.end - _LONGEST_PART), line.end):
            place = mark.start()
            if mark[0] in OPENERS:
                stack.append(place)
                pairs[place] = None
            elif stack:
                pairs[stack.pop()] = place
    return pairs


def _pieces(text: str, line: Span, labels: list[Label], pairs: dict[int, int | None]) -> list[_Piece]:
    """Find what gives roles in one line: its brackets, or the first label outside of them and all that follows."""
    found: list[_Piece] = []
    place = line.start
    openers = [opener for opener in pairs if line.start <= opener < line.end]
    for opener in openers:
        if opener < place:
            continue
        outside = next((label for label in labels if label.role and place <= label.span.start <= opener), None)
        if outside is not None:
            break
        closer = pairs[opener]
        piece = _bracket(text, line, labels, opener, closer)
        if piece is not None:
            found.append(_with_time(text, piece, line.end))
            place = piece.span.end
        elif closer is not None:
            place = closer + 1
    here = [label for label in labels if place <= label.span.start < line.end]
    if any(label.role for label in here):
        first = next(at for at, label in enumerate(here) if label.role)
        found.append(_labelled(text, here[first:], line.end))
    elif not found:
        sentence = _sentence(text, line)
        found += [sentence] if sentence is not None else []
    return found


def _bracket(text: str, line: Span, labels: list[Label], opener: int, closer: int | None) -> _Piece | None:
    """Read one bracket, closed or not; words before its first label may name units by verbs."""
    end = line.end if closer is None else closer
    inside = [label for label in labels if opener < label.span.end <= end]
    if not inside and "单位" in text[opener:end]:
        inside = blank_labels(text, opener + 1, end)
    if not any(label.role for label in inside):
        return _unlabelled(text, line, opener, closer)
    first = next(place for place, label in enumerate(inside) if label.role)
    before = trim(text, opener + 1, inside[first].span.start)
    if closer is None and before.start < before.end:
        return None
    parts: list[Part] = []
    if before.start < before.end:
        parts = verb_parts(text, before.start, before.end) or bare_part(text, before.start, before.end)
        if not parts:
            return None
    parts += labelled_parts(text, inside[first:], end)
    slips = [Slip("bracket_unclosed", Span(opener, end))] if closer is None else []
    for part, following in pairwise(parts):
        mark = following.label.start - 1
        is_joined = part.role in UNIT_ROLES and following.role in UNIT_ROLES and part.label != following.label
        if is_joined and text[mark] in ",，、":
            slips.append(Slip("semicolon_expected", Span(mark, mark + 1)))
    slips += _empty_roles(parts)
    slips += [slip for part in parts if part.role in UNIT_ROLES for slip in _semicolons_inside(text, part.span)]
    return _Piece(Span(opener, end if closer is None else closer + 1), parts, slips, is_line=False)


def _unlabelled(text: str, line: Span, opener: int, closer: int | None) -> _Piece | None:
    """Read a bracket with verbs, or with units alone where it belongs to a sentence."""
    if closer is None:
        return None
    end = line.end if closer < line.end else closer + 1
    rest = trim(text, closer + 1, end)
    slips: list[Slip] = []
    is_last = rest.start == rest.end
    is_timed = not is_last and is_time(text, rest)
    if not is_last and set(rest.of(text)) <= set(CLOSERS):
        slips.append(Slip("bracket_extra", Span(rest.start, rest.start + 1)))
        is_last = True
    inside = text[opener + 1 : closer]
    if inside.startswith(_STANDING) and "均" in inside:
        return None  # （以下任务均由各县区政府配合）: read by sharing.py for all that follows
    note = first_leads_note(inside)
    if note is not None:  # …，排名第一位为牵头单位，下同
        parts = bare_part(text, opener + 1, opener + 1 + note.start)
        return _Piece(Span(opener, end if is_last else closer + 1), parts, slips, is_line=False) if parts else None
    marked = marked_part(text, opener + 1, closer) if are_marked(inside) else []
    parts = marked or verb_parts(text, opener + 1, closer)
    names_units = any(part.role in UNIT_ROLES and are_units(text, part.span) for part in parts)
    if marked or (parts and (is_last or is_timed or names_units) and _verb_ends(text, parts, closer)):
        for part, following in pairwise(parts):
            is_joined = part.role in UNIT_ROLES and following.role in UNIT_ROLES and part.label.of(text) != "会同"
            if is_joined and part.label.end == following.span.start:
                slips.append(Slip("separator_lost", Span(part.label.start, following.span.start + 1)))
        return _Piece(Span(opener, end if is_last else closer + 1), parts, slips, is_line=False)
    before = text[opener - 1 : opener]
    if is_last or is_timed or before in _ENDS:
        parts = bare_part(text, opener + 1, closer)
        if parts:
            return _Piece(Span(opener, end if is_last else closer + 1), parts, slips, is_line=False)
    return None


def _with_time(text: str, piece: _Piece, end: int) -> _Piece:
    """Add the time that stands behind a bracket and ends the line: （市财政局牵头），6月底前完成。"""
    if piece.span.end >= end:
        return piece
    rest = trim(text, piece.span.end, end)
    if rest.start == rest.end or not is_time(text, rest):
        return piece
    due = Part("due", rest, Span(rest.start, rest.start))
    return piece._replace(span=Span(piece.span.start, end), parts=[*piece.parts, due])


def _verb_ends(text: str, parts: list[Part], closer: int) -> bool:
    """Say whether a bracket says no more than who does it; a note in brackets of its own may follow."""
    last = parts[-1]
    end = max(last.span.end, last.label.end)
    rest = trim(text, end, closer).of(text)
    return not rest or rest[0] in OPENERS or end > closer - 8 or last.role == "due"


def _labelled(text: str, labels: list[Label], end: int) -> _Piece:
    """Read a line from its first label on: 牵头单位：…，配合单位：…"""
    parts = labelled_parts(text, labels, end)
    slips = _empty_roles(parts)
    slips += [Slip("label_unusual", part.label) for part in parts if "部位" in part.label.of(text)]
    return _Piece(Span(labels[0].span.start, end), parts, slips, is_line=True)


def _sentence(text: str, line: Span) -> _Piece | None:
    """Read units behind a dash, or a line's last sentence where it says who does it: 由A牵头，B配合。"""
    low = max(line.start, line.end - _LONGEST_SENTENCE)
    for dash in _DASHES:
        place = text.rfind(dash, low, line.end)
        if place > line.start:
            start = place + len(dash)
            parts = verb_parts(text, start, line.end) or bare_part(text, start, line.end)
            if parts and _all_named(text, parts):
                return _Piece(Span(place, line.end), parts, [], is_line=False)
    if not any(verb in text[low : line.end] for verb in ("牵头", "负责", "配合", "组织实施", "落实")):
        return None
    stop = max(text.rfind(mark, low, line.end - 1) for mark in "。；;")
    begins = max(stop + 1, low)
    by = text.rfind("由", begins, line.end)
    for start in (begins, by):
        if start < 0 or (start == by and text[by - 1 : by] not in tuple("，,。；;")):
            continue
        parts = verb_parts(text, start, line.end)
        says_all = parts and not trim(text, max(parts[-1].span.end, parts[-1].label.end), line.end).of(text)
        if says_all and _all_named(text, parts):
            begin = trim(text, start, line.end).start
            return _Piece(Span(begin, line.end), parts, [], is_line=False, is_spoken=True)
    return None


def _all_named(text: str, parts: list[Part]) -> bool:
    """Say whether parts name nothing but units, leaders and times."""
    return all(part.role in ("due", "leader") or are_units(text, part.span) for part in parts)


def _goes_on(text: str, piece: _Piece, line: Line) -> bool:
    """Say whether a line goes on with the list of the line before: units below their label, or a list broken in two."""
    last = piece.parts[-1]
    if last.role not in UNIT_ROLES:
        is_open = last.is_empty or (last.role == "leader" and text[piece.span.end - 1] in "、，,")
        return is_open and _stands_below(text, last, line)
    if last.is_empty or _is_below_label(text, last):
        return are_units(text, line.span)
    if text[piece.span.end - 1] in "、，,":
        return are_units(text, line.span)
    if _opens_in_name(text, line) or _is_cut_behind_level(last.span.of(text)):
        return are_units(text, trim(text, last.span.start, line.end))
    if text[piece.span.end - 1] in "。；;" or are_units(text, last.span):
        return False
    return are_units(text, trim(text, last.span.start, line.end))


def _is_cut_behind_level(words: str) -> bool:
    """Say whether a list ends with nothing but the level of a name that the next line ends: 市水利局、市|林业局."""
    return words[-1:] in tuple(LEVELS) and words[-2:-1] in tuple("、，,")


def _opens_in_name(text: str, line: Line) -> bool:
    """Say whether a line begins with a bracket inside a name: 各县|（市、区）人民政府."""
    closer = min((at for mark in CLOSERS if (at := text.find(mark, line.start, line.end)) >= 0), default=line.end)
    return text[line.start] in OPENERS and text[closer + 1 : min(closer + 2, line.end)].isalpha()


def _stands_below(text: str, part: Part, line: Line) -> bool:
    """Say whether a line names the leaders or the time whose label stands on the line above."""
    words = text[line.start : line.end].strip(MARKS)
    if part.role == "leader":
        return all(1 < len("".join(name.split())) <= _LONGEST_PERSON for name in _PERSONS.split(words))
    return len(words) <= _LONGEST_TIME and not any(mark in words for mark in "。：:")


def _is_below_label(text: str, part: Part) -> bool:
    """Say whether a list begins on the line below its label: each further line is one more unit."""
    return "\n" in text[part.label.end : part.span.start]


def _longer(text: str, piece: _Piece, line: Line) -> _Piece:
    """Let the last list of a piece run on over a line."""
    last = piece.parts[-1]
    if not last.is_empty and _is_below_label(text, last):
        below = Part(last.role, trim(text, line.start, line.end), last.label)
        return piece._replace(span=Span(piece.span.start, line.end), parts=[*piece.parts, below])
    start = line.start if last.is_empty else last.span.start
    slips = [slip for slip in piece.slips if slip != Slip("role_empty", last.label)]
    parts = [*piece.parts[:-1], last._replace(span=trim(text, start, line.end))]
    return piece._replace(span=Span(piece.span.start, line.end), parts=parts, slips=slips)


def _tail(text: str, pieces: list[_Piece], bare: list[Line]) -> Tail:
    """Put the pieces together; the tail begins where no words of the item follow any more.

    Lines between labelled lines belong to the tail. One that holds units and lost its label has the role that nobody
    else in the item has: the lead.
    """
    start = pieces[-1].span.start
    for piece, following in reversed(list(pairwise(pieces))):
        is_close = not text[piece.span.end : following.span.start].strip(MARKS)
        if not is_close and not (piece.is_line and following.is_line):
            break
        start = piece.span.start
    span = Span(start, pieces[-1].span.end)
    parts = [part for piece in pieces for part in piece.parts]
    slips = [slip for piece in pieces for slip in piece.slips]
    lost = [line for line in bare if span.start < line.start and line.end < span.end and are_units(text, line.span)]
    if len(lost) == 1 and not any(part.role in ("lead", "responsible") for part in parts):
        words = trim(text, lost[0].start, lost[0].end)
        parts.append(Part("lead", words, Span(words.start, words.start)))
        parts.sort(key=lambda part: part.span)
        slips.append(Slip("label_lost", words))
    is_spoken = all(piece.is_spoken for piece in pieces)
    return Tail(span, tuple(settled(text, parts)), tuple(slips), is_spoken=is_spoken)


def _empty_roles(parts: list[Part]) -> list[Slip]:
    """Find the labels of units after which none is named."""
    return [Slip("role_empty", part.label) for part in parts if part.role in UNIT_ROLES and part.is_empty]


def _semicolons_inside(text: str, span: Span) -> list[Slip]:
    """Find semicolons between the units of one list, where a comma belongs."""
    end = min(span.end, span.start + _LONGEST_PART)
    words = text[span.start : end]
    if ";" not in words and "；" not in words:
        return []
    return [
        Slip("comma_expected", Span(mark.start(), mark.end())) for mark in _SEMICOLON.finditer(text, span.start, end)
    ]
