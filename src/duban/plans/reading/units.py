"""A list of units cut into its units: 市农牧局、审计局等，各旗县市区政府."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import is_whole, kind_of
from duban.plans.reading.patterns import ALL_LEAD, FIRST_LEADS, JOINED, OPEN_END, UNIT, unit_with_tiers

_LONGEST_LIST = 20_000
_LONGEST_TOKEN = 120
_LONGEST_PLACE = 6
_IN_FRONT = ("前列为", "前列的", "前面的", "在前的", "列前的", "最前的")
_LONGEST_PERSON = 4
_COLLECTIVE = ("各", "相关", "有关", "其他有关", "市直有关", "市直相关", "市级有关", "所在地")
_SAID_OF_ALL = ("按职责", "按照职责", "按分工", "依职责", "根据职责", "分别", "共同", "各自", "排名不分", "共")
_POSTS = ("局长", "主任", "部长", "书记", "科长", "处长", "县长", "区长", "镇长", "经理", "董事长", "责任人", "联系人")
_TIERS = (
    "县",
    "市",
    "区",
    "旗",
    "州",
    "盟",
    "镇",
    "乡",
    "道",
    "）",
    ")",
)  # one of them stands before a mark in 各县、区政府
STARS = "★☆▲△*＊"  # marks before or behind a unit, of which a note says what they mean
_NOTES = (
    *("；带★", "（带★", "(带★", "；标★", "（标★", "，带★", "（★", "(★", "（带*", "（标*", "（注："),
    "（以下",
    "(以下",
    "（下同",
    "(下同",
    "，下同",
    "，以下均",
    "，以下各项均",
)  # what follows is about later lists
_IN_NOTES = "★*标注下"  # one of them stands in each
_COMMITTEES = ("党委", "党工委", "党组", "市委", "县委", "区委", "旗委", "省委", "州委")
_GOVERNMENTS = ("政府", "人民政府", "管委会", "市政府", "县政府", "区政府", "旗政府", "省政府", "州政府", "办事处")
_OUTSIDE = " \u00a0\u3000\t\n.:："
_AROUND = _OUTSIDE + STARS
_NOT_PLAIN = frozenset("及和与暨等")  # letters that join two units or end a list
_BEYOND_MARKS = ";；。()（）〔〕[]［］【】<>〈〉"  # for them it takes a pattern to cut a list


class Named(NamedTuple):
    """A unit as printed in a list, and whether 等 follows it."""

    surface: str
    span: Span
    open_ended: bool


def first_leads_note(text: str) -> Span | None:
    """Find the note that lets the first unit of each undivided list lead: 列首位者为牵头单位，下同."""
    if "牵头" not in text or not ("首" in text or "第一" in text or any(map(text.__contains__, _IN_FRONT))):
        return None
    found = re.search(FIRST_LEADS, text)
    return Span(*found.span()) if found else None


def all_lead_note(text: str) -> bool:
    """Say whether a note lets the responsible units lead where no other does: 无牵头单位的，责任单位即为牵头单位."""
    if "即为牵头" not in text and "均为牵头" not in text:
        return False
    return re.search(ALL_LEAD, text) is not None


def split_units(text: str, span: Span) -> list[Named]:
    """Cut a list into its units; 等 marks the last unit before it and is no part of its name."""
    end = min(span.end, span.start + _LONGEST_LIST)
    words = text[span.start : end]
    if note := first_leads_note(words):
        end = span.start + note.start
    if any(map(words.__contains__, _IN_NOTES)):
        end = min((place for word in _NOTES if (place := text.find(word, span.start, end)) >= 0), default=end)
    named: list[Named] = []
    tokens = _tokens(text, span.start, end)
    has_halves = "委、" in words or "委，" in words or "组、" in words  # one of them stands in 党委、政府
    for start, stop in _whole(text, tokens) if has_halves else tokens:
        words = text[start:stop]
        if words.isalnum() and _NOT_PLAIN.isdisjoint(words):
            named.append(Named(words, Span(start, stop), open_ended=False))
            continue
        for first, last in _joined(text, start, stop):
            unit = _named(text, first, last)
            if unit is not None:
                named.append(unit)
            elif text[first:last].strip(_OUTSIDE) and named:
                named[-1] = named[-1]._replace(open_ended=True)  # 、等: nothing but 等 between two marks
    return named


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a list at its marks; those in brackets, and in 各县、区政府, part nothing."""
    words = text[start:end]
    pieces = words.replace("，", "、").replace(",", "、").split("、")
    if any(piece.endswith(_TIERS) for piece in pieces[:-1]):
        yield from (found.span() for found in unit_with_tiers().finditer(text, start, end))
    elif any(map(words.__contains__, _BEYOND_MARKS)):
        yield from (found.span() for found in UNIT.finditer(text, start, end))
    else:
        for piece in pieces:
            if piece:
                yield start, start + len(piece)
            start += len(piece) + 1


def _whole(text: str, tokens: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what a mark parts within one name: 各乡镇党委、政府, 各街道党工委、办事处. Not 县委、县政府."""
    held: tuple[int, int] | None = None
    for start, stop in tokens:
        words = text[start:stop].strip(_OUTSIDE)
        if held is not None and text[slice(*held)].endswith(_COMMITTEES) and words.removesuffix("等") in _GOVERNMENTS:
            held = held[0], stop
        else:
            if held is not None:
                yield held
            held = start, stop
    if held is not None:
        yield held


def _joined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one token at the words that join two units: both sides must be units by themselves."""
    pieces = []
    for joint in JOINED.finditer(text, start, min(end, start + _LONGEST_TOKEN)):
        if _joins(text, start, joint.span(), end):
            if joint.start() > start:
                pieces.append((start, joint.start()))
            start = joint.end()
    pieces.append((start, end))
    return pieces


def _joins(text: str, start: int, joint: tuple[int, int], end: int) -> bool:
    """Say whether a word joins two units: 市财政局和市审计局, 青浒区和云山区政府. Not 市工业和信息化局, 党委和政府."""
    before, after = text[start : joint[0]].strip(), text[joint[1] : end].strip()
    if after.startswith(_COLLECTIVE):
        return True
    before, after = _without_open_end(before), _without_open_end(after)
    if before.count("（") != before.count("）") or before.count("(") != before.count(")"):
        return False
    if not before or not after or (before.endswith(_COMMITTEES) and after.startswith(_GOVERNMENTS)):
        return False
    if after.endswith("政府") and before[-1:] in "县区旗市" and before[:1] not in "各市县区":
        return len(before) <= _LONGEST_PLACE
    return is_whole(before) and is_whole(after)


def _without_open_end(words: str) -> str:
    ending = OPEN_END.search(words) if "等" in words else None
    return words[: ending.start()] if ending else words


def _is_person(words: str) -> bool:
    """Say whether words may be a person's name: two to four letters that name no body."""
    name = "".join(words.split())
    return 1 < len(name) <= _LONGEST_PERSON and name.isalpha() and kind_of(name) == "other"


def _named(text: str, start: int, end: int) -> Named | None:
    """Take the blanks and 等 off a token; None when no name is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_AROUND))
    words = words.strip(_AROUND)
    if words.endswith(("）", ")")):
        opener = max(words.rfind("（"), words.rfind("("))
        said = words[opener + 1 :]
        # …（按职责分工负责）, …（5项）, …（局长于成）
        if opener > 0 and (said.startswith((*_SAID_OF_ALL, *_POSTS)) or said[0].isdecimal()):
            words = words[:opener].rstrip(_OUTSIDE)
    if "/" in words and _is_person(words.rpartition("/")[2]) and is_whole(words.rpartition("/")[0]):
        words = words.rpartition("/")[0].rstrip(_OUTSIDE)  # 市财政局/于 成
    ending = OPEN_END.search(words, max(0, len(words) - 12)) if "等" in words else None
    if ending:
        words = words[: ending.start()].rstrip(_OUTSIDE)
    if not words:
        return None
    return Named(words, Span(start, start + len(words)), ending is not None)
