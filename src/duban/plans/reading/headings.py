"""A heading read: title, leaders, and the number of items it claims to hold."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.models import Leader, Section
from duban.plans.reading.numerals import whole
from duban.plans.reading.outline import Heading, heading_line
from duban.plans.reading.parts import Part
from duban.plans.reading.patterns import DECLARED, LEADER_NAMED, LEADER_TITLE, OPENERS
from duban.plans.reading.slips import Slip
from duban.plans.reading.units import STARS

_BROKEN = ("annex", "group", "subgroup")  # titles on several lines, as in a narrow column of a table
_PARTY_POSTS = ("常委", "党组成员", "党组副书记", "副书记")
# Posts before or behind a name: 市住建局局长于成, 于成（县委书记）
_POSTS = (
    *("省长", "市长", "区长", "县长", "州长", "旗长", "镇长", "乡长", "主席", "秘书长", "书记", "部长", "主任"),
    *("局长", "厅长", "院长", "行长", "校长", "总经理", "董事长", "总队长", "支队长", "大队长", "检察长", "组长"),
    *("会长", "馆长", "所长", "常委", "委员", "党组成员", "调研员", "指挥长"),
)
_LONGEST_NAME = 4
_BETWEEN = "、,，;；/"
_AROUND = f" \u00a0\u3000\t\n。:：{STARS}|｜"


class Named(NamedTuple):
    """A heading as section, how deep it stands, and what is wrong in it."""

    section: Section
    depth: int
    slips: list[Slip]


def read_heading(text: str, heading: Heading) -> Named:
    """Read 一、财政、金融等工作（责任领导：某某，共7条）, 一、某某区长主抓重点工作, （一）压环节。"""
    tail = heading.tail
    words = heading_line(text, heading.block, tail)
    leaders: list[Leader] = []
    slips: list[Slip] = []
    if tail is not None:
        leaders, slips = leaders_of(text, tail.parts)
        slips += tail.slips
    declared = DECLARED.search(text, words.start, words.end)
    end = min(tail.span.start if tail else words.end, _opener(text, words, declared.start()) if declared else words.end)
    title = " ".join(text[words.start : end].strip(_AROUND).split("\n"))
    if tail is None and (said := LEADER_TITLE.match(text, words.start, end)):
        span = Span(*said.span("name" if said["name"] else "after"))
        leaders = [Leader(span.of(text), span.of(text), span)]
    section = Section(
        label=heading.block.head.label,
        title=title if heading.block.head.style not in _BROKEN else "".join(title.split()),
        leaders_at=tuple(leaders),
        declared_count=whole(declared["count"]) if declared else None,
        span=Span(heading.block.head.start, words.end),
    )
    return Named(section, heading.depth, slips)


def _opener(text: str, words: Span, place: int) -> int:
    """Return the bracket before a place in a heading, or the place itself."""
    for opener in range(place, words.start, -1):
        if text[opener] in OPENERS:
            return opener
    return place


def leaders_of(text: str, parts: Iterable[Part]) -> tuple[list[Leader], list[Slip]]:
    """Read the leaders that responsibility parts name, and those whose name was lost."""
    leaders: list[Leader] = []
    slips: list[Slip] = []
    for part in parts:
        if part.role != "leader":
            continue
        named = _names(text, part)
        leaders += named
        if not named:
            slips.append(Slip("leader_name_missing", part.label))
        slips += [Slip("leader_name_incomplete", leader.span) for leader in named if len(leader.name) == 1]
    return leaders, slips


def _names(text: str, part: Part) -> list[Leader]:
    """Cut a list of leaders into names; 共27条 beside them is none."""
    leaders = []
    start = part.span.start
    for place in range(part.span.start, part.span.end + 1):
        if place < part.span.end and text[place] not in _BETWEEN:
            continue
        words = text[start:place]
        surface = words.strip(_AROUND)
        is_second_post = (
            place < part.span.end
            and (
                surface.endswith(_PARTY_POSTS)  # 县委常委、常务副县长于成
                or (is_post(surface) and _is_post_and_name(text[place + 1 : part.span.end]))  # 党组书记、局长于成
            )
        )
        if surface and not is_second_post and not DECLARED.fullmatch(surface):
            low = start + words.index(surface)
            leaders.append(Leader(_name(surface), surface, Span(low, low + len(surface))))
        start = place + 1
    return leaders


def is_post(surface: str) -> bool:
    """Say whether words name a post and nobody: 市住建局党组书记. Not 于成副市长."""
    return surface.endswith(_POSTS) and _name(surface) == "".join(surface.split())


def _is_post_and_name(words: str) -> bool:
    """Say whether the next words of a list are a post with a name behind it."""
    following = re.split(f"[{_BETWEEN}]", words, maxsplit=1)[0].strip(_AROUND)
    return _name(following) != "".join(following.split()) and following.startswith(("副", "常务", *_POSTS))


def _name(surface: str) -> str:
    """Return a name without the blanks in it and the post beside it; a post alone stays.

    >>> _name("沈 砚"), _name("于成副市长"), _name("副县长于成"), _name("市政府常务副市长"), _name("于成同志")
    ('沈砚', '于成', '于成', '市政府常务副市长', '于成')
    >>> _name("市住建局局长于成"), _name("于成（县委书记）"), _name("市住建局局长"), _name("区长")
    ('于成', '于成', '市住建局局长', '区长')
    """
    name = "".join(surface.split())
    found = LEADER_NAMED.fullmatch(name)
    if found:
        return str(found["before"] or found["after"])
    if name.endswith(("）", ")")):
        before, _, post = name[:-1].replace("(", "（").partition("（")
        return before if post.endswith(_POSTS) and 1 < len(before) <= _LONGEST_NAME else name
    end = max((name.rfind(post) + len(post) for post in _POSTS if post in name), default=0)
    behind = name[end:]
    is_name = end and 1 < len(behind) <= _LONGEST_NAME and behind.isalpha() and kind_of(behind) == "other"
    return behind if is_name else name
