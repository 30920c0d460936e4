"""The words before a list of units, leaders or a date: 牵头单位：, 协同责任单位:, 牵头（市）领导：, 完成时限：.

Read from the colon backwards by plain comparison: as one pattern this took a twentieth of the time in which a plan may
be read, and the words come in too many orders for one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.patterns import CLOSERS, OPENERS

Role = Literal["leader", "lead", "cooperating", "responsible", "due"]

_COLONS = ":："
_STOP = re.compile(rf"[{_COLONS}{re.escape(CLOSERS)}]")
_SAYING = ("单位为", "部门为")
_NAME = re.compile(r"[^\W\d_]{2,24}")
_LONGEST = 24  # characters of a label, blanks included
_LONGEST_STRANGER = 8
_BETWEEN_BLANKS = re.compile(r"\S+")
_SHORTEST = 3
_PERSONS = ("责任人", "负责人", "联系人", "联络员")
_GAP = 2  # from letter to letter, where more than one blank parts them
_OFFICES = (
    "单位",
    "部门",
    "机构",
    "处室",
    "科室",
    "股室",
    "主体",
    "镇街",
    "乡镇",
    "部位",
)  # 部位 is a misprint of 单位 that was seen
_LEADING = ("牵头", "总牵头", "主办", "主责", "主管", "主要责任", "第一责任", "首要责任", "主体责任", "主要负责")
_HELPING = (
    *("配合", "协同", "协办", "协作", "参与", "参加", "协助", "支持", "联合", "会办", "会同", "辅助"),
    *("次要责任", "协同责任", "配合责任"),
)
_CHARGED = ("责任", "负责", "落实", "实施", "承办", "承接", "组织实施", "承担", "执行", "建设")
_BESIDE = (
    "整改",
    "其他",
    "相关",
    "有关",
    "具体",
    "共同",
    "或",
    "及",
    "和",
    "与",
    "、",
    "/",
)  # never a role by themselves
_ALONE: dict[str, Role] = {
    **dict.fromkeys(("牵头", "主办", "主责", "总牵头"), "lead"),
    **dict.fromkeys(("配合", "协办", "参与", "协同", "协助", "会办"), "cooperating"),
    **dict.fromkeys(("责任", "承办"), "responsible"),
}
_LEADERS = (
    *("领导", "领导同志", "省长", "市长", "区长", "县长", "州长", "旗长", "盟长", "主席", "主任", "书记"),
    *("责任人", "负责人"),
)
_HEADS = (
    *("牵头", "责任", "分管", "包抓", "包联", "包保", "包干", "挂点", "挂钩", "挂联", "挂包", "主管", "联系", "负责"),
    *("领衔", "督导", "协管", "主抓", "总负责", "第一", "主要", "直接", "具体", "项目", "工作", "现场"),
)
_RANKS = ("省", "市", "区", "县", "州", "旗", "盟", "级", "政府", "委", "常务", "副", "及", "和", "、", "/")
_OF_OFFICES = (*_LEADING, *_HELPING, *_CHARGED, *_BESIDE)
_OF_LEADERS = (*_HEADS, *_RANKS)
_TIMES = (
    *("时限", "期限", "时限要求", "时间要求", "时间节点", "时间安排", "完成时间", "完成节点", "完成日期", "办结时间"),
    *("整改时间", "进度要求", "进度安排", "推进时间", "时间期限", "时限节点", "完成时间节点", "完成时间要求"),
    *("完成时限", "完成期限", "办结时限", "办结期限", "整改时限", "整改期限", "工作时限"),
)
# 部门分工：A牵头，B配合. Only as a whole: 现提出如下责任分工： is none.
_DIVISIONS = ("部门分工", "责任分工", "任务分工", "职责分工", "工作分工", "单位分工", "分工", "责任落实")
_BRACKETED = (*_OFFICES, "分工", "领导", *(title for title in _LEADERS if len(title) > 2), *_TIMES)


class Label(NamedTuple):
    """A label with its colon; `role` is empty where it is none of ours: 联系电话：, 投资规模：."""

    role: Role | Literal[""]
    span: Span
    words: str


def labels_in(text: str, start: int, end: int) -> Iterator[Label]:
    """Find the labels of a stretch of text in their order."""
    low = start
    for place in _colons(text, start, end):
        label = _label_before(text, low, place)
        if label is not None:
            yield label
            low = label.span.end


def roles_in(text: str, start: int, end: int) -> list[Label]:
    """Find the labels that give a role."""
    return [label for label in labels_in(text, start, end) if label.role]


def blank_label(text: str, start: int, end: int) -> Label | None:
    """Return the label that opens a line and lost its colon: 责任单位 市财政局."""
    stop = next((place for place in range(start, min(end, start + _LONGEST)) if text[place].isspace()), start)
    words = text[start:stop]
    role, length = _role_of(words, begins=True) if len(words) > 3 and words.endswith(_OFFICES) else ("", 0)
    return Label(role, Span(start, stop), words) if role and length == len(words) else None


def blank_labels(text: str, start: int, end: int) -> list[Label]:
    """Find the labels of a bracket in which blanks stand for all colons: （责任领导  于成  牵头单位  市财政局）."""
    words = list(_BETWEEN_BLANKS.finditer(text, start, end))
    found = [
        Label(role, Span(*word.span()), word[0])
        for word in words
        if len(word[0]) > _SHORTEST and (role := role_of(word[0])) and _role_of(word[0], begins=True)[1] == len(word[0])
    ]
    return found if len(found) > 1 and found[0].span.start == words[0].start() else []


def role_of(words: str) -> Role | Literal[""]:
    """Return the role that words without colon say, as the head of a column does."""
    return _role_of(words, begins=True)[0]


def label_at(text: str, start: int, end: int) -> Label | None:
    """Return the label that opens a line, if one does."""
    label = next(labels_in(text, start, min(end, start + _LONGEST + 1)), None)
    return label if label is not None and label.role and label.span.start == start else None


def _colons(text: str, start: int, end: int) -> Iterator[int]:
    """Find the colons, and what stands for one: the bracket around a label (【责任单位】A) and 为 (牵头单位为A)."""
    said = [at for word in _words_said(text) for at in _said(text, word, start, end)]
    for found in _STOP.finditer(text, start, end):
        place = found.start()
        while said and said[0] < place:
            yield said.pop(0)
        if found[0] in _COLONS or (_closes_label(text, place) and text[place + 1 : place + 2] not in tuple(_COLONS)):
            yield place
    yield from said


@lru_cache(maxsize=4)  # asked for each line of the same text
def _words_said(text: str) -> tuple[str, ...]:
    """Return the words of `_SAYING` that a text holds at all."""
    return tuple(word for word in _SAYING if word in text)


def _said(text: str, word: str, start: int, end: int) -> Iterator[int]:
    """Find where 单位为 stands before a unit: 牵头单位为市应急局. Not 首个责任单位为牵头单位, 责任单位为完成任务…."""
    place = text.find(word, start, end)
    while place >= 0:
        behind = place + len(word)
        name = _NAME.match(text, behind, end)
        if name is not None and kind_of(name[0].removesuffix("等")) != "other":
            yield behind - 1
        place = text.find(word, behind, end)


def _closes_label(text: str, place: int) -> bool:
    """Say whether the words before a closing bracket end like a label."""
    return text[max(0, place - 4) : place].endswith(_BRACKETED)


def _label_before(text: str, low: int, colon: int) -> Label | None:
    """Read the label that a colon ends."""
    letters, places = _letters_before(text, low, colon)
    if not letters:
        return None
    end = colon + 1
    whole = "".join(letters)
    begins = places[0] == low or not text[places[0] - 1].isalnum()
    role, length = _role_of(whole, begins=begins)
    if not role and (near := _behind_gap(places)) is not None:
        role, length = _role_of(whole[near:], begins=True)
    start = places[len(letters) - length] if length else colon
    if text[colon] in CLOSERS:  # 【责任单位】 is a label only if the bracket holds nothing else
        opens_line = text[end : end + 1] == "\n" and (start < 2 or text[start - 2] == "\n")
        names = text[end : end + 1].isalnum() or opens_line
        if not role or start <= low or text[start - 1] not in OPENERS or not names:
            return None
        return Label(role, Span(start - 1, end), whole[-length:])
    if start > low and text[start - 1] in OPENERS and text[colon - 1] in CLOSERS:
        start -= 1  # 【责任单位】：
    if role:
        return Label(role, Span(start, end), whole[-length:])
    return _stranger(text, low, colon) if text[colon] in _COLONS else None


def _behind_gap(places: list[int]) -> int | None:
    """Return which letter is the first behind the last run of blanks: 市国资委　　|协办：市审计局."""
    return next((at for at in range(len(places) - 1, 0, -1) if places[at] - places[at - 1] > _GAP), None)


def _stranger(text: str, low: int, colon: int) -> Label | None:
    """Take the word before a colon as a label that gives no role; it begins behind a blank or a mark."""
    start = colon
    while start > low and text[start - 1].isalpha():
        start -= 1
    if 1 < colon - start <= _LONGEST_STRANGER and (start == low or text[start - 1] not in OPENERS):
        return Label("", Span(start, colon + 1), text[start:colon])
    return None


def _letters_before(text: str, low: int, colon: int) -> tuple[list[str], list[int]]:
    """Collect the letters before a colon, over blanks and over brackets that the label holds: 牵头（责任）单位."""
    letters: list[str] = []
    places: list[int] = []
    place = colon - 1
    depth = 0
    stop = max(low, colon - _LONGEST)
    while place >= stop:
        char = text[place]
        if char in CLOSERS:
            depth += 1
        elif char in OPENERS:
            if depth == 0:
                break
            depth -= 1
        elif char.isalpha() or (char in "、/" and letters and _joins(text, place)):
            letters.append(char)
            places.append(place)
        elif not char.isspace() or char == "\n":
            break
        place -= 1
    return letters[::-1], places[::-1]


def _joins(text: str, place: int) -> bool:
    """Say whether a mark joins two words of one label: 牵头、责任单位. Not …改造、责任单位."""
    return text[place - 2 : place] in ("牵头", "责任", "配合", "参与", "协同", "单位", "部门")


@lru_cache(maxsize=2048)  # labels are few and repeat
def _role_of(whole: str, *, begins: bool) -> tuple[Role | Literal[""], int]:
    """Return the role that the end of some words says, and how many of the letters say it."""
    before, joint, beside = whole.rpartition("/")
    if joint and beside in _PERSONS and before.endswith(_OFFICES):  # 牵头单位/责任人: units, a person behind each
        role, length = _said_by(before, begins=begins)
        return role, length + len(joint + beside) if role else 0
    return _said_by(whole, begins=begins)


def _said_by(whole: str, *, begins: bool) -> tuple[Role | Literal[""], int]:
    """Read the words before a colon by their last noun."""
    noun = next((noun for noun in _OFFICES if whole.endswith(noun)), "")
    if noun:
        return _office(whole[: -len(noun)], len(noun))
    time = max((time for time in _TIMES if whole.endswith(time)), key=len, default="")
    if time:
        return "due", len(time)
    title = max((title for title in _LEADERS if whole.endswith(title)), key=len, default="")
    if title:
        taken = _stripped(whole[: -len(title)], _OF_LEADERS)
        says = any(head in taken for head in _HEADS[:-3]) or title in ("责任人", "负责人")
        fills = begins and len(taken) + len(title) == len(whole) and title.startswith("领导")
        return ("leader", len(taken) + len(title)) if says or fills else ("", 0)
    if begins and whole in _DIVISIONS:
        return "responsible", len(whole)
    if begins and whole in _ALONE:
        return _ALONE[whole], len(whole)
    return "", 0


def _office(before: str, length: int) -> tuple[Role | Literal[""], int]:
    """Return the role of units by the words before 单位; 各责任单位： speaks to them and is no label."""
    taken = _stripped(before, _OF_OFFICES)
    rest = before[: len(before) - len(taken)]
    if rest.endswith(("各", "级", "请")):
        return "", 0
    for roles, role in ((_LEADING, "lead"), (_HELPING, "cooperating"), (_CHARGED, "responsible")):
        if any(word in taken for word in roles):
            return _named(role), len(taken) + length
    return "", 0


def _named(role: str) -> Role:
    return "lead" if role == "lead" else "cooperating" if role == "cooperating" else "responsible"


def _stripped(words: str, endings: tuple[str, ...]) -> str:
    """Return the longest end of some words that is made of the given ones."""
    kept = words
    while found := max((ending for ending in endings if kept.endswith(ending)), key=len, default=""):
        kept = kept[: -len(found)]
    return words[len(kept) :].lstrip("或及和与、/")
