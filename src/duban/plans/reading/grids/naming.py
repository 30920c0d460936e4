"""Names of units that stand one behind the other without a mark between: 住建局城投集团各街道.

The cheapest way to cut them: known offices cost least, and a name that holds the end of another one costs most.
"""

from functools import lru_cache
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.kinds import kind_of
from duban.plans.reading.offices import full_names, shared_name
from duban.plans.reading.resolve import level_of

_SHORTEST, _LONGEST = 3, 18
_LONGEST_RUN = 160
_USUAL = 7  # characters of a name; longer ones cost more
_ENDS = (
    *("局", "委", "办", "厅", "部", "办公室", "委员会", "社", "院", "台", "所", "队", "站", "中心", "馆", "园", "区"),
    *("公司", "集团", "银行", "街道", "镇", "乡", "县", "旗", "政府", "管委会", "大学", "学校", "学院", "会", "联"),
    *(
        "办事处",
        "支行",
        "分行",
        "专班",
        "工作组",
        "领导小组",
        "指挥部",
        "科协",
        "法院",
        "检察院",
        "部门",
        "单位",
        "党校",
    ),
)
_NO_NAMES = (
    *("办公室", "委员会", "中心", "办事处", "分局", "支队", "大队", "管委会", "人民政府", "联合会", "联合社", "合作社"),
    *("公司", "集团", "保障局", "管理局", "发展局", "建设局", "工作部", "事务局", "服务局", "服务中心", "管理中心"),
)
_REST = ("会", "委", "局", "办事处", "事处", "办公室", "分局", "支队", "大队")  # what goes on with the name before it
_ACTS = (
    *("新建", "改建", "扩建", "建设", "建成", "推进", "完成", "改造", "实施", "开展", "提升", "加强", "疏通", "打造"),
    *("培育", "引进", "举办", "整治", "落实", "支持", "推动", "加快", "组织", "健全", "完善", "优化", "争取", "启动"),
)
_AGAIN = "再并新还也又"
_MARKS = "、，,"


class Run(NamedTuple):
    """Names cut apart, where the last one ends, what the cut cost, and after which names a mark stands."""

    names: tuple[Span, ...]
    end: int
    cost: float
    marked: tuple[int, ...]


def cut_names(text: str, start: int, end: int) -> list[Run]:
    """Return the cheapest cut of every stretch that begins at a place, the longest first."""
    places = [place for place in range(start, min(end, start + _LONGEST_RUN)) if not text[place].isspace()]
    best: dict[int, Run] = {0: Run((), start, 0.0, ())}
    for at in range(len(places)):
        before = best.get(at)
        if before is None:
            continue
        if text[places[at]] in _MARKS:
            marked = before._replace(marked=(*before.marked, len(before.names)))
            if before.names and (at + 1 not in best or before.cost < best[at + 1].cost):
                best[at + 1] = marked
            continue
        for length in range(2, min(_LONGEST, len(places) - at) + 1):
            name = "".join(text[place] for place in places[at : at + length])
            if not (name[-1].isalpha() or name[-1] in "（）()") or any(mark in name for mark in _MARKS):
                break
            cost = _cost(name)
            if cost is None:
                continue
            last = places[at + length - 1] + 1
            found = Run((*before.names, Span(places[at], last)), last, before.cost + cost, before.marked)
            if at + length not in best or found.cost < best[at + length].cost:
                best[at + length] = found
    return [best[reach] for reach in sorted(best, reverse=True) if best[reach].names]


@lru_cache(maxsize=20_000)
def _cost(name: str) -> float | None:
    """Return what it costs to take some characters for one name; None where they are none."""
    if not _may_be_name(name):
        return None
    own = name.removeprefix(level_of(name))
    known = level_of(name) != "" or name.startswith("各") or _is_known(own)
    joined = 3.0 if _is_two(name) else 2.0 if "局" in name[1:-1].removesuffix("分") else 0.0
    return (1.0 if known else 1.5) + joined + 0.4 * max(0, len(name) - _USUAL)


def _is_two(name: str) -> bool:
    """Say whether a name may be two: 红十字会|教育局. Not 区委|宣传部, 街道|办事处."""
    return any(
        _may_be_name(name[:cut])
        and (_may_be_name(name[cut:]) or (_is_known(name[:cut]) and name[cut:] not in _NO_NAMES))
        and not (level_of(name) and name[1:cut] == "委")
        for cut in range(2, len(name) - 1)
    )


def _acts(name: str, act: str) -> bool:
    """Say whether a name is followed by what it does: 轨道公司|推进…区. Not 住房城乡|建设局."""
    return _may_be_name(name[: name.find(act, _SHORTEST)])


@lru_cache(maxsize=20_000)
def _may_be_name(name: str) -> bool:
    """Say whether some characters end like a unit and begin like one; a second name in brackets may follow."""
    main, opener, second = name.replace("(", "（").partition("（")
    if opener:
        return second.endswith(("）", ")")) and len(second) > _SHORTEST and _may_be_name(main)
    if not name.endswith(_ENDS) or name in _NO_NAMES or name.lstrip(_AGAIN).startswith((*_ACTS, *_REST)):
        return False
    if not name.isalpha() or any(name.find(act, _SHORTEST) > 0 and _acts(name, act) for act in _ACTS):
        return False
    return kind_of(name) != "other" and (len(name) >= _SHORTEST or kind_of(name) == "party")


def _is_known(own: str) -> bool:
    """Say whether a name without its level is that of an office that every government has."""
    if bool(shared_name(own[:-1], "局")) and own.endswith("局"):
        return True
    return not own.endswith(("委", "办")) and full_names(own) != (own,)
