"""Which blocks are sections and which are items, and where the plan itself begins."""

from typing import TYPE_CHECKING, NamedTuple

from duban.core.values import Span
from duban.plans.reading.find import Tail, find_tail
from duban.plans.reading.labels import label_at
from duban.plans.reading.lines import Block, Line, cut_blocks
from duban.plans.reading.paragraphs import part_paragraphs
from duban.plans.reading.parts import Part
from duban.plans.reading.patterns import TITLE_END
from duban.plans.reading.pieces import DEPTH, HEADINGS, ITEMS, LABELLED, OF_TABLES, Piece
from duban.plans.reading.sharing import is_title, led_title, lend, parted_by_units, title_as_tail
from duban.plans.reading.slips import Slip
from duban.plans.reading.talking import ends_notice, without_talk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.plans.reading.grids.tables import Table

_LONGEST_TITLE = 40
_SENTENCE_ENDS = "。；;！!？?，,：:"


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
    cells: tuple[Span, ...] = ()
    repeats: bool = False
    steps: tuple[Span, ...] = ()

    @property
    def words(self) -> tuple[Span, ...]:
        """Return the item's own words: up to its responsibility part, or in a table those of its cells."""
        head = self.block.head
        if self.tail is not None and self.tail.words is not None:
            return (self.tail.words,)
        own = Span(head.body, self.tail.span.start if self.tail else head.end)
        return self.cells or (own, *self.steps)

    @property
    def end(self) -> int:
        """Return where the item ends."""
        own = self.tail.span.end if self.tail else self.block.head.end
        words = self.tail.words.end if self.tail and self.tail.words else own
        return max(own, words, self.steps[-1].end if self.steps else own)

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


def outline(text: str, lines: list[Line], tables: "Sequence[Table]" = ()) -> Outline:
    """Find the first block with a responsible unit, go back to where its part begins, and read on from there."""
    before, pieces, loose = _spliced(text, lines, tables) if tables else (*_pieces(text, lines), [])
    blocks = [piece.block for piece in pieces]
    pieces = without_talk(text, pieces)
    manned = [place for place, piece in enumerate(pieces) if piece.is_manned]
    if not manned:
        before, pieces = parted_by_units(text, before, pieces)
        blocks = [piece.block for piece in pieces]
        pieces = [piece._replace(tail=title_as_tail(text, piece.block)) for piece in pieces]
        manned = [place for place, piece in enumerate(pieces) if piece.is_manned and _lends(text, pieces, place)]
    if not manned:
        return Outline(lines, [block for block in blocks if block.head.style == "major"], [], [], [], len(text))
    first = _beginning(text, blocks, manned[0])
    start = blocks[first].head.start
    headings, entries, outside = _body(text, pieces[first:], _last(text, pieces, manned[-1]) - first)
    cover = before + [line for block in blocks[:first] for line in (block.head, *block.rest)]
    return Outline(
        cover,
        [block for block in blocks[:first] if block.head.style == "major"],
        headings,
        _once(text, lend(text, entries, headings)) if tables else lend(text, entries, headings, _above(cover, entries)),
        outside + loose,
        start,
    )


def _above(cover: list[Line], entries: list[Entry]) -> Line | None:
    """Return the line straight above the first item."""
    return cover[-1] if cover and entries and cover[-1].end < entries[0].block.head.start else None


def _once(text: str, entries: list[Entry]) -> list[Entry]:
    """Leave out the rows of tables that repeat items of the running text."""
    from duban.plans.reading.grids.repeats import without_repeats

    return without_repeats(text, entries)


def _pieces(text: str, lines: list[Line]) -> tuple[list[Line], list[Piece]]:
    """Cut running text into blocks, each with its responsibility part; return also the lines before the first."""
    before, labelled = part_paragraphs(text, *cut_blocks(lines))
    blocks = [part for block in labelled for part in _without_lost_numbers(text, block)]
    return before, [Piece(block, find_tail(text, block) or led_title(text, block)) for block in blocks]


def _spliced(text: str, lines: list[Line], tables: "Sequence[Table]") -> tuple[list[Line], list[Piece], list[Line]]:
    """Put the rows of tables between the blocks of the text around them; return also the lines that are in neither.

    A short line straight above a later table is its heading.
    """
    cover: list[Line] = []
    pieces: list[Piece] = []
    loose: list[Line] = []
    at = 0
    for place, table in enumerate((*tables, None)):
        above: list[Line] = []
        while at < len(lines) and (table is None or lines[at].start < table.span.start):
            line = lines[at]
            end = line.end if table is None else min(line.end, table.span.start)
            above += [line._replace(end=end)] if text[line.start : end].strip() else []
            at += 1
        before, blocks = _pieces(text, above)
        if place == 0:
            cover = before
        elif table is not None and not blocks and before and _is_title(text, before[-1]):
            blocks = [Piece(Block(before[-1]._replace(style="group", body=before[-1].start), []), None)]
            loose += before[:-1]
        else:
            loose += before
        pieces += blocks
        if table is not None:
            pieces += table.pieces
            while at < len(lines) and lines[at].start < table.span.end:
                loose += [lines[at]] if not table.holds(lines[at].span) else []
                at += 1
    return cover, pieces, loose


def _is_title(text: str, line: Line) -> bool:
    """Say whether a line is short and ends no sentence."""
    return line.end - line.start <= _LONGEST_TITLE and text[line.end - 1] not in _SENTENCE_ENDS


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


def _beginning(text: str, blocks: list[Block], place: int) -> int:
    """Go back from the first manned block over items before it in number and over the headings above it.

    A heading with sentences below it is not that of the table that follows, and what stands above the signature of the
    notice or the title of the plan is a demand of the notice.
    """
    first = blocks[place].head.style
    while place > 0:
        this, above = blocks[place].head, blocks[place - 1].head
        is_earlier_item = (
            above.style == this.style
            and (this.style == "item" or this.style == first == "minor")
            and above.number is not None
            and this.number == above.number + 1
        )
        is_heading = above.style in (*HEADINGS, *ITEMS) and DEPTH[above.style] < DEPTH[this.style]
        if not is_earlier_item and not is_heading:
            break
        if this.style in OF_TABLES and above.style not in OF_TABLES and _speaks(text, blocks[place - 1]):
            break
        if above.style != "annex" and any(ends_notice(text, line) for line in blocks[place - 1].rest):
            break
        place -= 1
    return place


def _last(text: str, pieces: list[Piece], place: int) -> int:
    """Go on from the last manned block over the blocks below it, where it is a heading whose units hold for them."""
    head = pieces[place].block.head
    if head.style not in HEADINGS or not _lends(text, pieces, place):
        return place
    while place + 1 < len(pieces) and DEPTH[pieces[place + 1].block.head.style] > DEPTH[head.style]:
        place += 1
    return place


def _speaks(text: str, block: Block) -> bool:
    """Say whether a block holds sentences."""
    return any(text[line.end - 1] in "。；;" for line in (block.head, *block.rest))


def _body(text: str, pieces: list[Piece], last: int) -> tuple[list[Heading], list[Entry], list[Line]]:
    """Sort the blocks of the plan into headings and entries; return also the lines that are neither."""
    headings: list[Heading] = []
    entries: list[Entry] = []
    outside: list[Line] = []
    open_at: dict[str, int] = {}
    open_labels: dict[str, str] = {}
    number = lends_until = 0
    blocks = [piece.block for piece in pieces]
    has_items = any(piece.is_manned and not piece.cells for piece in pieces)  # in running text, not only in tables
    for place, piece in enumerate(pieces):
        block, tail, style = piece.block, piece.tail, piece.block.head.style
        is_manned = piece.is_manned
        is_next = block.head.number in (1, number, number + 1, number + 2)
        is_figure = text[block.head.body : block.head.body + 1].isdecimal()  # 3.5%的…
        is_bare_item = style in ITEMS and is_next and not is_figure and place <= last + 1 and has_items
        if not is_manned and entries and place < last and has_items and _is_next(entries[-1].block, blocks, place):
            is_bare_item = True  # （二） between （一） and （三）, which name somebody
        if not is_manned and not entries and place < last and has_items and _is_before(text, blocks, place):
            is_bare_item = True  # （一） before （二）, which names somebody
        if place < lends_until and not is_manned and not _is_above(blocks, place):
            is_bare_item = True  # （一）, 一、 or （1） below a heading whose units hold for it
        is_heading = style in HEADINGS or (is_bare_item and _is_above(blocks, place))
        if is_manned and style in HEADINGS and _is_above(blocks, place):
            is_heading = style in OF_TABLES or _lends(text, pieces, place) or _only_names(text, piece)
            is_manned = not is_heading
            if is_heading and style not in OF_TABLES:
                lends_until = max(lends_until, _below(blocks, place))
        is_lent = is_bare_item and style not in ITEMS
        if not is_manned and is_heading and not is_lent and (place < last or tail is not None):
            _close(open_at, open_labels, style)
            open_at[style], open_labels[style] = len(headings), block.head.label
            headings.append(Heading(block, tail, len(open_at)))
            number = 0 if style == "annex" else number
        elif is_manned or is_bare_item:
            _close(open_at, open_labels, style)
            section = next(reversed(open_at.values()), None)
            path = tuple(filter(None, (*open_labels.values(), block.head.label)))
            entries.append(Entry(block, tail, section, path, cells=piece.cells, repeats=piece.repeats))
            if style == "item":
                number = block.head.number or number
            end = tail.span.end if tail is not None else block.head.end
            outside += [line for line in block.rest if line.start >= end]
        elif style == "sub" and entries and _is_step_of(entries[-1].block, blocks, place):
            step = Span(block.head.start, block.rest[-1].end if block.rest else block.head.end)
            entries[-1] = entries[-1]._replace(steps=(*entries[-1].steps, step))
        else:
            outside += (block.head, *block.rest)
    return headings, entries, outside


def _lends(text: str, pieces: list[Piece], place: int) -> bool:
    """Say whether a heading's units hold for the items below it: it is a title, and none of them names its own."""
    head, tail = pieces[place].block.head, pieces[place].tail
    if tail is None or not is_title(text, tail, head.body):
        return False
    for below in pieces[place + 1 :]:
        if DEPTH[below.block.head.style] <= DEPTH[head.style]:
            return True
        if below.tail is not None and below.tail.names_units:
            return False
    return True


def _only_names(text: str, piece: Piece) -> bool:
    """Say whether a heading with units is a title by its words: 一、经济体制改革（牵头部门：…）. Not 新建学校5所."""
    if piece.tail is None or not is_title(text, piece.tail, piece.block.head.body):
        return False
    words = text[piece.block.head.body : piece.tail.span.start].rstrip()
    return not words.endswith("。") and not any(map(str.isdecimal, words))


def _below(blocks: list[Block], place: int) -> int:
    """Return the place after the last block below a heading."""
    depth = DEPTH[blocks[place].head.style]
    end = place + 1
    while end < len(blocks) and DEPTH[blocks[end].head.style] > depth:
        end += 1
    return end


def _is_step_of(item: Block, blocks: list[Block], place: int) -> bool:
    """Say whether a block is a step of the item before it: （1）… below 1.… (责任单位：…), which names who does it."""
    if item.head.style not in ITEMS:
        return False
    first = next((at for at in range(place, 0, -1) if blocks[at - 1] is item), 0)
    return bool(first) and all(block.head.style == "sub" for block in blocks[first : place + 1])


def _is_next(before: Block, blocks: list[Block], place: int) -> bool:
    """Say whether a block without units is the item after another one of its kind, in number and in place."""
    head = blocks[place].head
    follows = head.style == before.head.style and None not in (head.number, before.head.number)
    if not follows or head.style not in (*HEADINGS, "sub") or blocks[place - 1] is not before:
        return False
    return head.number == (before.head.number or 0) + 1 and not _is_above(blocks, place)


def _is_before(text: str, blocks: list[Block], place: int) -> bool:
    """Say whether a block is a sentence with the next one of its kind straight below: no heading, for it holds none."""
    head, below = blocks[place].head, blocks[place + 1].head
    if head.style != "minor" or below.style != head.style or None in (head.number, below.number):
        return False
    return below.number == (head.number or 0) + 1 and text[head.end - 1] == "。"


def _is_above(blocks: list[Block], place: int) -> bool:
    """Say whether the next block belongs below this one."""
    return place + 1 < len(blocks) and DEPTH[blocks[place + 1].head.style] > DEPTH[blocks[place].head.style]


def _close(open_at: dict[str, int], open_labels: dict[str, str], style: str) -> None:
    """Close the headings of the same depth and deeper."""
    for other in [other for other in open_at if DEPTH[other] >= DEPTH[style]]:
        del open_at[other], open_labels[other]


def heading_line(text: str, block: Block, tail: Tail | None = None) -> Span:
    """Return the words of a heading without its label; an annex has its title on the lines below, up to its end."""
    shown = [line for line in block.rest if any(char.isalnum() for char in text[line.start : line.end])]
    if block.head.style == "annex" and shown:
        last = next((line for line in shown if TITLE_END.search(text, line.start, line.end)), shown[-1])
        return Span(shown[0].start, last.end)
    if block.head.style in LABELLED and block.head.body == block.head.end and shown:
        title = shown[0]  # 一、 on a line of its own, as some pages have it
        if tail is not None and title.start < tail.span.start < title.end:
            title = title._replace(end=tail.span.start)
        if _is_title(text, title):
            return title.span
    return Span(block.head.body, block.head.end)
