"""Items without a number: paragraphs, each of which ends with its own responsibility part.

Numbers may be missing below a heading, or in the whole plan. A short line above such a paragraph is a heading without
number.
"""

from typing import NamedTuple

from duban.plans.reading.find import Tail, find_tail
from duban.plans.reading.labels import label_at
from duban.plans.reading.lines import Block, Line
from duban.plans.reading.patterns import PLAN_YEAR, TITLE_END

_HEADINGS = ("annex", "part", "major", "minor")
_ITEMS = ("item", "dotted")
_FEWEST = 2
_LONGEST_TITLE = 30
_LONGEST_LABEL = 10
_MATTERS = ("名称", "任务", "事项", "内容", "工作", "举措", "措施", "项目")
_SENTENCE_ENDS = "。；;！!？?，,：:"
_DUTIES = ("牵头", "责任", "负责", "配合", "落实", "局", "委")


class _Group(NamedTuple):
    """Lines that make one item: its words, then its responsibility part."""

    lines: list[Line]
    words: int


def part_paragraphs(text: str, before: list[Line], blocks: list[Block]) -> tuple[list[Line], list[Block]]:
    """Part unnumbered paragraphs that have responsibility parts of their own into blocks of their own."""
    whole = _with_steps(text, blocks)
    parted = _all_parted(text, whole)
    if any(_tail(text, block.head) or any(_tail(text, line) for line in block.rest) for block in parted):
        return before, parted
    groups, rest = _groups(text, before)
    if not groups:
        return before, parted
    first = groups[0]
    named = (at for at, line in enumerate(first.lines[: first.words]) if _matter(text, line))
    own = next(named, max(first.words - 1, 0))
    cover = first.lines[:own]
    groups[0] = _Group(first.lines[own:], first.words - own)
    return cover, [*_blocks(text, groups, rest), *parted]


def _all_parted(text: str, blocks: list[Block]) -> list[Block]:
    """Part the paragraphs below each heading; where those of one are items, a single one below another is too."""
    parts = [_parted(text, block) for block in blocks]
    styles = {block.head.style for block, part in zip(blocks, parts, strict=True) if len(part) > 1}
    return [
        each
        for block, part in zip(blocks, parts, strict=True)
        for each in (_parted(text, block, fewest=1) if len(part) == 1 and block.head.style in styles else part)
    ]


def _with_steps(text: str, blocks: list[Block]) -> list[Block]:
    """Put the steps of an item back into it, where the line below the last of them says who does it all.

    1.做好一件事：（1）先做。（2）再做。责任单位：… is one item of several lines.
    """
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and blocks[end].head.style == "sub":
            end += 1
        if blocks[at].head.style in _ITEMS and end > at + 1 and _is_below_steps(text, blocks[at:end]):
            lines = [line for step in blocks[at + 1 : end] for line in (step.head, *step.rest)]
            joined.append(Block(blocks[at].head, [*blocks[at].rest, *lines]))
        else:
            joined += blocks[at:end]
        at = end
    return joined


def _is_below_steps(text: str, blocks: list[Block]) -> bool:
    """Say whether only the lines below the last step give roles."""
    lines = [line for block in blocks for line in (block.head, *block.rest)]
    below = len(blocks[-1].rest)
    first = next((place for place, line in enumerate(lines) if _tail(text, line) is not None), len(lines))
    if first == len(lines) or first < len(lines) - below:
        return False
    tail = _tail(text, lines[first])
    return tail is not None and tail.span.start == lines[first].start


def _parted(text: str, block: Block, *, fewest: int = _FEWEST) -> list[Block]:
    """Part the paragraphs below a heading, where two or more of them say who is responsible."""
    if block.head.style not in _HEADINGS or len(block.rest) < fewest:
        return [block]
    tail = _tail(text, block.head)
    if tail is not None and tail.names_units:
        return [block]
    if label_at(text, block.rest[0].start, block.rest[0].end) is not None:
        return [block]  # its own responsibility part stands straight below it
    groups, rest = _groups(text, block.rest)
    if len(groups) < fewest or not groups[0].words:
        return [block]
    own = groups[0].words - 1 if block.head.style == "annex" else 0  # the title of the annex stands below it
    first = groups[0]
    groups[0] = _Group(first.lines[own:], first.words - own)
    return [Block(block.head, first.lines[:own]), *_blocks(text, groups, rest)]


def _groups(text: str, lines: list[Line]) -> tuple[list[_Group], list[Line]]:
    """Gather lines up to and with their responsibility part; return also the lines after the last."""
    groups: list[_Group] = []
    lying: list[Line] = []
    words = 0
    is_closed = False
    for line in lines:
        tail = _tail(text, line)
        is_label_line = (tail is not None and tail.span.start == line.start) or (
            is_closed and label_at(text, line.start, line.end) is not None
        )
        if is_closed and not is_label_line:
            groups.append(_Group(lying, words))
            lying, words, is_closed = [], 0, False
        lying.append(line)
        if tail is not None:
            is_closed = True
        if not is_closed or (tail is not None and not is_label_line):
            words += 1
    if is_closed:
        groups.append(_Group(lying, words))
        lying = []
    return groups, lying


def _tail(text: str, line: Line) -> Tail | None:
    """Return the responsibility part of a line by itself."""
    words = text[line.start : line.end]
    if not any(duty in words for duty in _DUTIES):
        return None
    tail = find_tail(text, Block(line._replace(body=line.body or line.start), []))
    return None if tail is not None and _is_title_of_plan(text, line, tail) else tail


def _is_title_of_plan(text: str, line: Line, tail: Tail) -> bool:
    """Say whether a line is the title of a plan with who wrote it: 2026年重点工作分工（市政府督查室）."""
    words = text[line.start : tail.span.start]
    return not line.style and PLAN_YEAR.search(words) is not None and TITLE_END.search(words) is not None


def _blocks(text: str, groups: list[_Group], rest: list[Line]) -> list[Block]:
    """Make a block of each group, and a heading of the short line above one."""
    blocks: list[Block] = []
    for group in groups:
        lines = group.lines
        matter = _matter(text, lines[0])
        if group.words > 1 and not matter and _is_title(text, lines[0]):
            blocks.append(Block(_unnumbered(lines[0], "minor"), []))
            lines = lines[1:]
        head = _unnumbered(lines[0], "item")
        blocks.append(Block(head._replace(body=matter or head.body), lines[1:]))
    if blocks:
        blocks[-1].rest.extend(rest)
    return blocks


def _is_title(text: str, line: Line) -> bool:
    """Say whether a line is too short for a task and ends no sentence."""
    return line.end - line.start <= _LONGEST_TITLE and text[line.end - 1] not in _SENTENCE_ENDS


def _matter(text: str, line: Line) -> int:
    """Return where the words begin behind a label that says what is to be done, else 0: 任务名称：|推进一窗通办."""
    words = text[line.start : min(line.end, line.start + _LONGEST_LABEL)]
    label, colon, _ = words.replace("：", ":").partition(":")
    return line.start + len(label) + 1 if colon and label.endswith(_MATTERS) else 0


def _unnumbered(line: Line, style: str) -> Line:
    """Make a line the head of a block without label."""
    return line._replace(style=style, label="", number=None, body=line.start)
