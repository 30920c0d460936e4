"""Which blocks are sections and which are items, and where the plan itself begins."""

from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.find import Tail, find_tail
from duban.plans.reading.labels import label_at
from duban.plans.reading.lines import Block, Line, cut_blocks
from duban.plans.reading.paragraphs import part_paragraphs
from duban.plans.reading.parts import Part
from duban.plans.reading.sharing import is_title, lend
from duban.plans.reading.slips import Slip

_DEPTH = {"annex": 0, "part": 1, "major": 2, "minor": 3, "item": 4, "dotted": 5, "sub": 6}
_HEADINGS = ("annex", "part", "major", "minor")
_ITEMS = ("item", "dotted")


class Heading(NamedTuple):
    """A block that opens a section; `depth` counts the sections it stands in, itself included."""

    block: Block
    tail: Tail | None
    depth: int


class Entry(NamedTuple):
    """A block that is an item; `section` indexes the headings, `lent` gives roles that are said elsewhere."""

    block: Block
    tail: Tail | None
    section: int | None
    path: tuple[str, ...]
    lent: tuple[Part, ...] = ()
    slips: tuple[Slip, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return the roles said behind the item's own words, then those said elsewhere for it too."""
        return (*(self.tail.parts if self.tail else ()), *self.lent)


class Outline(NamedTuple):
    """A document cut into its cover, its headings, its entries and the lines that belong to none."""

    cover: list[Line]
    demands: list[Block]
    headings: list[Heading]
    entries: list[Entry]
    outside: list[Line]
    start: int


def outline(text: str, lines: list[Line]) -> Outline:
    """Find the first block with a responsible unit, go back to where its part begins, and read on from there."""
    before, labelled = part_paragraphs(text, *cut_blocks(lines))
    blocks = [part for block in labelled for part in _without_lost_numbers(text, block)]
    tails = [find_tail(text, block) for block in blocks]
    manned = [place for place, tail in enumerate(tails) if tail is not None and tail.names_units]
    if not manned:
        return Outline(lines, [block for block in blocks if block.head.style == "major"], [], [], [], len(text))
    first = _beginning(blocks, manned[0])
    start = blocks[first].head.start
    headings, entries, outside = _body(text, blocks[first:], tails[first:], manned[-1] - first)
    cover = before + [line for block in blocks[:first] for line in (block.head, *block.rest)]
    return Outline(
        cover,
        [block for block in blocks[:first] if block.head.style == "major"],
        headings,
        lend(text, entries, headings),
        outside,
        start,
    )


def _without_lost_numbers(text: str, block: Block) -> list[Block]:
    """Part a block in which a role is given a second time after other words: the item before lost its number."""
    parts: list[Block] = []
    head, start = block.head, 0
    seen: set[str] = set()
    gap: int | None = None  # the first line without label below one with a label
    for place, line in enumerate(block.rest):
        label = label_at(text, line.start, line.end)
        if label is None:
            gap = place if seen and gap is None else gap
            continue
        role = label.role
        if gap is not None and role in seen:
            parts.append(Block(head, block.rest[start:gap]))
            head, start, seen = block.rest[gap]._replace(style="item"), gap + 1, set()
        seen.add(role)
        gap = None
    return [*parts, Block(head, block.rest[start:])]


def _beginning(blocks: list[Block], place: int) -> int:
    """Go back from the first manned block over items before it in number and over the headings above it."""
    while place > 0:
        this, above = blocks[place].head, blocks[place - 1].head
        is_earlier_item = (
            above.style == this.style == "item" and above.number is not None and this.number == above.number + 1
        )
        is_heading = above.style in (*_HEADINGS, *_ITEMS) and _DEPTH[above.style] < _DEPTH[this.style]
        if not is_earlier_item and not is_heading:
            break
        place -= 1
    return place


def _body(
    text: str, blocks: list[Block], tails: list[Tail | None], last: int
) -> tuple[list[Heading], list[Entry], list[Line]]:
    """Sort the blocks of the plan into headings and entries; return also the lines that are neither."""
    headings: list[Heading] = []
    entries: list[Entry] = []
    outside: list[Line] = []
    open_at: dict[str, int] = {}
    open_labels: dict[str, str] = {}
    number = 0
    for place, (block, tail) in enumerate(zip(blocks, tails, strict=True)):
        style = block.head.style
        is_manned = tail is not None and tail.names_units
        is_next = block.head.number in (1, number, number + 1, number + 2)
        is_figure = text[block.head.body : block.head.body + 1].isdecimal()  # 3.5%的…
        is_bare_item = style in _ITEMS and is_next and not is_figure and place <= last + 1
        is_heading = style in _HEADINGS or (is_bare_item and _is_above(blocks, place))
        if is_manned and style in _HEADINGS and _is_above(blocks, place):
            is_heading = _lends(text, blocks, tails, place)
            is_manned = not is_heading
        if not is_manned and is_heading and (place < last or tail is not None):
            _close(open_at, open_labels, style)
            open_at[style], open_labels[style] = len(headings), block.head.label
            headings.append(Heading(block, tail, len(open_at)))
            number = 0 if style == "annex" else number
        elif is_manned or is_bare_item:
            _close(open_at, open_labels, style)
            section = next(reversed(open_at.values()), None)
            entries.append(Entry(block, tail, section, (*open_labels.values(), *filter(None, (block.head.label,)))))
            if style == "item":
                number = block.head.number or number
            end = tail.span.end if tail is not None else block.head.end
            outside += [line for line in block.rest if line.start >= end]
        else:
            outside += (block.head, *block.rest)
    return headings, entries, outside


def _lends(text: str, blocks: list[Block], tails: list[Tail | None], place: int) -> bool:
    """Say whether a heading's units hold for the items below it: it is a title, and none of them names its own."""
    tail = tails[place]
    if tail is None or not is_title(text, tail, blocks[place].head.body):
        return False
    depth = _DEPTH[blocks[place].head.style]
    for block, below in zip(blocks[place + 1 :], tails[place + 1 :], strict=True):
        if _DEPTH[block.head.style] <= depth:
            return True
        if below is not None and below.names_units:
            return False
    return True


def _is_above(blocks: list[Block], place: int) -> bool:
    """Say whether the next block belongs below this one."""
    return place + 1 < len(blocks) and _DEPTH[blocks[place + 1].head.style] > _DEPTH[blocks[place].head.style]


def _close(open_at: dict[str, int], open_labels: dict[str, str], style: str) -> None:
    """Close the headings of the same depth and deeper."""
    for other in [other for other in open_at if _DEPTH[other] >= _DEPTH[style]]:
        del open_at[other], open_labels[other]


def heading_line(block: Block) -> Span:
    """Return the words of a heading without its label; an annex has its title on the lines below."""
    if block.head.style == "annex" and block.rest:
        return Span(block.rest[0].start, block.rest[-1].end)
    return Span(block.head.body, block.head.end)
