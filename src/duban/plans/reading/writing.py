"""Slips of writing that reading survives: brackets and marks in disorder, blanks inside words, names over line ends."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from duban.core.values import Span
from duban.plans.reading.codes import finding, short
from duban.plans.reading.models import Finding, Item

if TYPE_CHECKING:
    from duban.plans.reading.items import Read

_BRACKET = re.compile("[()（）〔〕【】《》]")
_CLOSES = {")": "(", "）": "（", "〕": "〔", "】": "【", "》": "《"}
_FULL_WIDTH = [(closer, opener) for closer, opener in _CLOSES.items() if closer != ")"]
_WIDTHS = {"(": "（", ")": "）"}
# The same mark twice, or two that exclude each other: 。。, ，。. Not …… nor ？！.
_DOUBLED = re.compile("[，、；：。][，、；：。]")
# A blank between two Chinese characters: 保 护. A name of two characters is padded on purpose: 向 阳.
_BLANK_INSIDE = re.compile(r"(?<=[^\W\d_a-zA-Z])[ \u3000]{1,3}(?=[^\W\d_a-zA-Z])")
_HEAD = re.compile(r"序\s?号")
_HEAD_LENGTH = 24
_MOST_HEADS = 200


def of_writing(text: str, at: int, item: Item, words: Span) -> Iterator[Finding]:
    """Say what is out of order in the marks of one item."""
    if words.start == words.end:
        yield finding("words_missing", item.span if item.span.start < item.span.end else None, at, item)
    if not _are_paired(item.span.of(text)):
        yield from _of_brackets(text, at, item, words)
    for doubled in _DOUBLED.finditer(text, item.span.start, item.span.end):
        yield finding("mark_doubled", Span(*doubled.span()), at, item, printed=doubled[0])


def _are_paired(words: str) -> bool:
    """Say at little cost whether brackets are certainly in order: of one width, and as many of each as close them."""
    if "(" in words or ")" in words:
        return False
    return all(words.count(opener) == words.count(closer) for closer, opener in _FULL_WIDTH)


def _of_brackets(text: str, at: int, item: Item, words: Span) -> Iterator[Finding]:
    """Find brackets without partner in the words, and pairs of two widths anywhere; （1） and 1) open a list."""
    opened: list[int] = []
    for mark in _BRACKET.finditer(text, item.span.start, item.span.end):
        place, char = mark.start(), mark[0]
        if char not in _CLOSES:
            opened.append(place)
            continue
        if opened and _wide(text[opened[-1]]) == _wide(_CLOSES[char]):
            opener = opened.pop()
            if text[opener] != _CLOSES[char]:
                span = Span(opener, place + 1)
                yield finding("bracket_mixed", span, at, item, printed=f"{text[opener]}…{char}")
        elif place < words.end and not (place and text[place - 1].isdecimal()):
            yield finding("bracket_unpaired", Span(place, place + 1), at, item, printed=_around(text, place, words))
    for place in opened:
        if place < words.end:
            yield finding("bracket_unpaired", Span(place, place + 1), at, item, printed=_around(text, place, words))


def _wide(bracket: str) -> str:
    return _WIDTHS.get(bracket, bracket)


def _around(text: str, place: int, words: Span) -> str:
    """Return a mark with the words around it."""
    return " ".join(text[max(words.start, place - 6) : min(words.end, place + 7)].split())


def of_blanks(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Say once, at the first of them, how many blanks stand between Chinese characters of the items' words."""
    found = [
        Span(*blank.span())
        for read in reads
        if " " in read.item.text or "\u3000" in read.item.text
        for blank in _BLANK_INSIDE.finditer(text, *read.words)
    ]
    if found:
        span = found[0]
        printed = text[max(0, span.start - 4) : span.end + 4]
        yield finding("blanks_inside", span, printed=short(" ".join(printed.split("\n"))), count=len(found))


def of_broken_names(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Find names of units that a line end or a page mark runs through."""
    for at, read in enumerate(reads):
        if "\n" not in read.item.span.of(text):
            continue
        for mention in read.mentions:
            words = mention.span.of(text)
            if "\n" in words.strip():
                yield finding("name_broken", mention.span, at, read.item, name="".join(mention.surface.split()))


def of_unparted_units(text: str, reads: Sequence["Read"]) -> Iterator[Finding]:
    """Say once, at the first of them, in how many items units of one list are parted by nothing but line ends."""
    found = []
    for at, read in enumerate(reads):
        if "\n" not in read.item.span.of(text):
            continue
        for role in (read.item.leads, read.item.cooperating, read.item.responsible):
            pairs = [pair for pair in pairwise(role) if _is_line_end(text[pair[0].span.end : pair[1].span.start])]
            if pairs:
                found.append((at, Span(pairs[0][0].span.start, pairs[0][1].span.end)))
                break
    if found:
        at, span = found[0]
        printed = " ".join(span.of(text).split())
        yield finding("units_unparted", span, at, reads[at].item, printed=short(printed), count=len(found))


def _is_line_end(between: str) -> bool:
    return "\n" in between and not between.strip()


def of_repeated_heads(text: str, items: Sequence[Item]) -> Iterator[Finding]:
    """Find the heading row of a table a second time between two items whose numbers run on: a page began there."""
    seen: set[str] = set()
    for count, head in enumerate(_HEAD.finditer(text)):
        if count >= _MOST_HEADS:
            return
        words = _column_heads(text[head.start() : head.start() + 2 * _HEAD_LENGTH])
        if words in seen and _is_between_numbers(items, head.start()):
            yield finding("heading_repeated", Span(*head.span()), printed=short(words))
        seen.add(words)


def _column_heads(words: str) -> str:
    """Return the heads of columns up to the first number, without blanks."""
    heads = "".join(words.split())
    digit = next((place for place, char in enumerate(heads) if char.isdecimal()), len(heads))
    return heads[: min(digit, _HEAD_LENGTH)]


def _is_between_numbers(items: Sequence[Item], place: int) -> bool:
    """Say whether the items around a place carry numbers that follow one another."""
    before = [item.number for item in items if item.span.start < place]
    after = [item.number for item in items if item.span.start >= place]
    if not before or not after or not before[-1] or not after[0]:
        return False
    return before[-1].isdecimal() and after[0].isdecimal() and 0 <= int(after[0]) - int(before[-1]) <= 1
