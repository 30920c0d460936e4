"""Responsibility parts that hold for more than the words they stand behind.

Three forms: a line below several items (1.甲。2.乙。责任单位：…), a heading whose items name nobody themselves
（一）稳增长（责任单位：…）, and a standing note (以下任务均由各县区政府配合).
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from duban.core.values import Span
from duban.plans.reading.find import Tail
from duban.plans.reading.labels import Role, labels_in
from duban.plans.reading.lines import Block
from duban.plans.reading.parts import Part, are_units, bare_part, labelled_parts, trim
from duban.plans.reading.pieces import Piece
from duban.plans.reading.slips import Slip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.plans.reading.lines import Line
    from duban.plans.reading.outline import Entry, Heading

_LONGEST_TITLE = 40
_FEWEST = 2
_ABOVE = re.compile(
    r"(?:以上|上述)(?:\w{0,3}[项条])?(?:任务|工作|事项|内容)?(?:均?由|的?牵头|的?责任|的?配合|[:：，,]|$)"
)
_STANDING = ("以下", "下列", "各项", "所有", "每项", "均为")
# 以下任务均由各县区政府配合, 以下均需各县（市、区）林业主管部门配合，不再列出
_NOTE = re.compile(
    r"(?:以下|下列|各项|所有|每项)(?:各项|各条|所有)?(?:任务|工作|事项|条目|内容)?[中，,]{0,2}(?:均|都|一律)(?:由|需|须|需要|请)?"
    r"(?P<units>[^。；;：:，,\n]{2,60}?)(?P<verb>牵头|负责|配合|参与|协助|落实|组织实施)"
)
# 各县区政府均为以下各项任务的配合单位
_ROLE_NOTE = re.compile(
    r"(?P<units>各[^。；;：:，,\n]{1,40}?)(?:均|都|一律)(?:为|是)(?:以下|下列|各项|所有)?(?:各项)?(?:任务|工作|事项)?的?"
    r"(?P<verb>牵头|责任|配合|参与|协同)(?:责任)?单位"
)
_LED = re.compile(
    r"由?(?P<units>[^\n]{2,60}?)(?P<verb>牵头|负责)(?:负责|落实|组织实施|推进)?的(?:重点)?(?:工作|任务|事项)"
)
_LED_STYLES = ("major", "minor", "part")
_ROLES: dict[str, Role] = {"牵头": "lead", "负责": "responsible", "责任": "responsible", "落实": "responsible"}


class Note(NamedTuple):
    """A standing note: who has which role in everything after it."""

    part: Part
    span: Span


def notes_in(text: str, start: int = 0) -> list[Note]:
    """Find the standing notes of a text.

    >>> [note.part.role for note in notes_in("以下任务均由各县区政府配合。所有任务均需加快。")]
    ['cooperating']
    """
    if not any(word in text for word in ("均", "都", "一律")) or not any(word in text for word in _STANDING):
        return []
    notes = []
    for pattern in (_NOTE, _ROLE_NOTE):
        for found in pattern.finditer(text, start):
            units = trim(text, *found.span("units"))
            if are_units(text, units):
                role = _ROLES.get(found["verb"], "cooperating")
                notes.append(Note(Part(role, units, Span(*found.span("verb"))), Span(*found.span())))
    return sorted(notes, key=lambda note: note.span)


def is_title(text: str, tail: "Tail", start: int) -> bool:
    """Say whether the words before a responsibility part are a title and no task: （一）稳增长（责任单位：…）."""
    words = text[start : tail.span.start].strip()
    return 0 < len(words) <= _LONGEST_TITLE and not any(mark in words.rstrip("。") for mark in "。；;，,")


def led_title(text: str, block: Block) -> "Tail | None":
    """Read a heading that says whose the tasks below are: 一、由市发展改革委牵头的工作."""
    head = block.head
    found = (
        _LED.match(text, head.body, head.end)
        if head.style in _LED_STYLES and "的" in text[head.body : head.end]
        else None
    )
    if found is None:
        return None
    units = trim(text, *found.span("units"))
    role = _ROLES.get(found["verb"], "responsible")
    return (
        Tail(Span(head.end, head.end), (Part(role, units, Span(*found.span("verb"))),), ())
        if are_units(text, units)
        else None
    )


def title_as_tail(text: str, block: Block) -> "Tail | None":
    """Read a heading that is nothing but units as theirs, in a plan that is divided by units: 一、市财政局（5项）."""
    head = block.head
    parts = bare_part(text, head.body, head.end) if head.style in ("major", "minor", "group") else []
    return Tail(Span(head.end, head.end), tuple(parts), ()) if parts else None


def parted_by_units(text: str, before: "list[Line]", pieces: list[Piece]) -> "tuple[list[Line], list[Piece]]":
    """Make headings of the lines that are nothing but units, in a plan that names nobody else: 县水利局： / 1.…"""
    if not before or not pieces or not _is_unit_line(text, before[-1]):
        return before, pieces
    parted = [_unit_heading(before[-1])]
    for piece in pieces:
        rest = piece.block.rest
        own = next((at for at, line in enumerate(rest) if _is_unit_line(text, line)), len(rest))
        parted.append(piece._replace(block=piece.block._replace(rest=rest[:own])))
        parted += [_unit_heading(line) for line in rest[own : own + 1]]
    return before[:-1], parted


def _is_unit_line(text: str, line: "Line") -> bool:
    """Say whether a line is the name of a unit, or of several."""
    span = trim(text, line.start, line.end)
    return line.end - line.start <= _LONGEST_TITLE and bool(bare_part(text, *span)) and are_units(text, span)


def _unit_heading(line: "Line") -> Piece:
    return Piece(Block(line._replace(style="group", label="", number=None, body=line.start), []), None)


def lend(
    text: str, entries: "list[Entry]", headings: "Sequence[Heading]", above: "Line | None" = None
) -> "list[Entry]":
    """Give the items that name nobody the part that holds for them too; `above` is the line above the first of them."""
    if above is not None and (standing := _standing_above(text, entries, above)):
        return standing
    if above is not None:
        entries = _led_from_above(text, entries, above)
    lent = dict(_below_headings(text, entries, headings))
    lent.update(_beside(text, entries))
    starts = [entry.block.head.start for entry in entries[:1]] + [each.block.head.start for each in headings[:1]]
    notes = notes_in(text, min(starts, default=len(text)))
    given = []
    for at, entry in enumerate(entries):
        parts = lent.get(at, ())
        end = entry.tail.span.end if entry.tail else entry.block.head.end
        noted = tuple(note.part for note in notes if note.span.start < end)
        slips = tuple(Slip("duty_shared", _cover(parts)) for _ in parts[:1])
        given.append(entry._replace(lent=(*entry.lent, *parts, *noted), slips=slips) if parts or noted else entry)
    return given


def _standing_above(text: str, entries: "Sequence[Entry]", above: "Line") -> "list[Entry]":
    """Give items the units that stand on a line above them: 牵头单位：A / 1.… / 2.… / 牵头单位：B / 3.…

    So it is where such a line stands above the first item, every other one behind the last line of an item, and none
    below the last.
    """
    parts = _line_of_units(text, above)
    tails = [entry.tail for entry in entries if _names_units(entry)]
    if not parts or not entries or entries[-1].tail is not None or not tails:
        return []
    if any(tail.span.start <= entry.block.head.end for entry in entries if (tail := entry.tail) is not None):
        return []
    given = []
    for entry in entries:
        given.append(entry._replace(tail=None, lent=tuple(parts), slips=(Slip("duty_shared", _cover(parts)),)))
        parts = [*entry.tail.parts] if entry.tail is not None else parts
    return given


def _led_from_above(text: str, entries: "list[Entry]", above: "Line") -> "list[Entry]":
    """Give items the leader who stands on a line above them: 包联领导：于成 / 1.… / 责任单位：… / 包联领导：林川 / 2.…

    So it is where such a line stands above the first item, and every other one closes an item but the last.
    """
    leaders = _line_of_units(text, above)
    tails = [entry.tail.parts if entry.tail is not None else () for entry in entries]
    closing = [part for parts in tails for part in parts[:-1] if part.role == "leader"]
    if not leaders or any(part.role != "leader" for part in leaders) or closing:
        return entries
    if not entries or (tails[-1] and tails[-1][-1].role == "leader"):
        return entries
    given = []
    for entry, parts in zip(entries, tails, strict=True):
        following = parts[-1:] if parts and parts[-1].role == "leader" else ()
        own = entry.tail._replace(parts=parts[: len(parts) - len(following)]) if entry.tail is not None else None
        given.append(entry._replace(tail=own, lent=tuple(leaders)))
        leaders = [*following] or leaders
    return given


def _line_of_units(text: str, line: "Line") -> "list[Part]":
    """Read a line that is nothing but a label and units."""
    labels = list(labels_in(text, line.start, line.end))
    if not labels or labels[0].span.start != line.start or not labels[0].role:
        return []
    parts = labelled_parts(text, labels, line.end)
    return parts if parts and all(part.role == "leader" or are_units(text, part.span) for part in parts) else []


def _cover(parts: "Sequence[Part]") -> Span:
    """Return the stretch from the first part to the last."""
    return Span(parts[0].label.start, max(part.span.end for part in parts))


def _names_units(entry: "Entry") -> bool:
    return entry.tail is not None and entry.tail.names_units


def _is_only_helped(entry: "Entry") -> bool:
    """Say whether an item names none but those who cooperate."""
    roles = {part.role for part in entry.tail.parts} if entry.tail else set()
    return "cooperating" in roles and not roles & {"lead", "responsible"}


def _below_headings(
    text: str, entries: "Sequence[Entry]", headings: "Sequence[Heading]"
) -> "list[tuple[int, tuple[Part, ...]]]":
    """Lend the units of a heading to its items, of which none has any.

    A heading that is nothing but units (一、市财政局) lends them to items that name only who cooperates.
    """
    lent = []
    for at, entry in enumerate(entries):
        if entry.section is not None and _is_only_helped(entry):
            heading = headings[entry.section]
            owner = heading.tail or title_as_tail(text, heading.block)
            lent += [(at, owner.parts)] if owner is not None and owner.names_units else []
        if entry.section is None or _names_units(entry):
            continue
        tail = _lending(headings, entry.section)
        if tail is not None:
            lent.append((at, tuple(part for part in tail.parts if part.role != "leader")))
    return lent


def _lending(headings: "Sequence[Heading]", at: int) -> "Tail | None":
    """Return the units of the innermost heading that has any, of those in which a section stands."""
    depth = headings[at].depth + 1
    for heading in reversed(headings[: at + 1]):
        if heading.depth < depth:
            depth = heading.depth
            if heading.tail is not None and heading.tail.names_units:
                return heading.tail
    return None


def _beside(text: str, entries: "Sequence[Entry]") -> "list[tuple[int, tuple[Part, ...]]]":
    """Lend the part below the last of several items to those before it.

    Without a word that says so (以上任务…), only where no group of items in the document has units one by one: there an
    item without units lost them.
    """
    groups = _groups(entries)
    alone = any(_names_units(entries[at]) for group in groups for at in group[:-1])
    lent: list[tuple[int, tuple[Part, ...]]] = []
    for group in groups:
        last = entries[group[-1]]
        tail = last.tail
        if tail is None or not tail.names_units or len(group) < _FEWEST:
            continue
        stands_apart = tail.span.start > last.block.head.end
        says_so = _ABOVE.search(text, max(last.block.head.body, tail.span.start - _LONGEST_TITLE), tail.span.end)
        bare = [at for at in group[:-1] if not _names_units(entries[at])]
        if (says_so and stands_apart) or (stands_apart and not alone and len(bare) == len(group) - 1):
            after = max((at for at in group[:-1] if _names_units(entries[at])), default=-1)
            lent += [(at, tail.parts) for at in bare if at > after]
    return lent


def _groups(entries: "Sequence[Entry]") -> list[list[int]]:
    """Gather the items of one section and one kind of number; a new series from 1 is another group."""
    groups: list[list[int]] = []
    for at, entry in enumerate(entries):
        head = entry.block.head
        before = entries[at - 1] if at else None
        goes_on = before is not None and (before.section, before.block.head.style) == (entry.section, head.style)
        if goes_on and head.number != 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups
