"""Figures to be reached: 不低于8亿元, 94%, 3000户左右, 翻一番. Sizes, capacities, names, ages, subsidies are none."""

import re
from typing import NamedTuple

from duban.core.values import Span
from duban.plans.reading.comparing import VERBS, Compared, compared_after, compared_before
from duban.plans.reading.describing import is_described, is_worth
from duban.plans.reading.enclosed import Enclosed
from duban.plans.reading.figures import Figure, find_figures
from duban.plans.reading.models import Comparator, Target
from duban.plans.reading.patterns import CLAUSE_MARKS
from duban.plans.reading.slips import Slip

_HAN = r"[^\W\d_]"
# What stands straight before a count in Chinese numerals that says how much to do: 办好一所, 新建两座.
# Not 继续实施四个….
_DOING = (
    *(
        "建成",
        "新建",
        "改建",
        "扩建",
        "建设",
        "修建",
        "办好",
        "打造",
        "创建",
        "创成",
        "新增",
        "培育",
        "开通",
        "改造",
        "引进",
    ),
    *("举办", "招引", "开工", "签约", "组建", "设立", "整治", "完成", "选派", "发放"),
)
# 一条龙服务, 两手抓: counts that are words.
_IDIOM = ("龙", "心", "关", "战")
# Measures of capacity: before a noun they name a plant (1万吨海藻糖…项目), at the end of a clause they are a figure.
_CAPACITY = ("吨", "千瓦", "兆瓦", "千伏安", "公斤", "千克", "立方米")
_PLANT = ("项目", "工程", "生产线", "装置", "机组", "投产", "开工")
# Verbs before a bare coefficient: 利用系数达到0.64。
_REACHING = ("达", "达到", "为", *(verb + to for verb in ("高", "升", "加", "低", "降", "持", "定") for to in "到至在"))
_WORTHY = ("企业", "项目", "产业", "集群")  # a sum before one of them says which
# Verbs before 一半: 压缩一半. Not 一半以上的…, which says who.
_HALVED = ("压缩", "压减", "缩短", "减少", "降低", "下降", "精简", "缩减", "削减", "达到", "超过", "过")
# Between two figures of a clause: words after which the second stands for itself. 5%且不高于8%, 增长8%达到120亿元.
# Not 5亿元以上技改项目26个, of which the first says which and the last how many.
_PARTING = re.compile(
    r"^[至到]|并|且|其中|达|增[长加]|提[高升]|下?降|突破|超过|不[低少超高大]|[高低多少]于|控制|新[增建]|完成|实现|占|分别"
)
# A limit whose measure was lost: 最多30办结.
_LOST_MEASURE = ("办结", "办理", "办成", "完成", "审批")
# The noun that a bare 万 counts: 2.78万|建档立卡贫困人口, 33万|农牧户.
_COUNTED_NOUN = re.compile(rf"{_HAN}{{0,8}}?(?:人口|户|人|家庭)")
_CLOCK = {("24", "小时"), ("365", "天")}  # round the clock, all the year
_PERIODS = ("个月", "天", "工作日", "小时", "分钟")
_LONGEST_CLAUSE = 120
_JOINTS = ("", "和", "与", "及", "或", "/", "／")
_JOINING = ("和", "与", "及")
_CHAIN = ("、", "和", "与", "及", ",", "，")
_SINGLE = "所座条家处"


class Setting(NamedTuple):
    """A figure within its clause: what compares it, and the words before and behind."""

    before: str
    rest: str
    said: Compared | None
    limit: Compared | None
    compared_at: int
    words: Span
    clause_end: int


class Demand(NamedTuple):
    """A figure that is to be reached, with its clause."""

    figure: Figure
    setting: Setting


def find_targets(text: str, span: Span) -> tuple[list[Target], list[Slip]]:
    """Find the figures to be reached in the words of an item, and the marks that were lost around them."""
    enclosed = Enclosed(text, span)
    slips = enclosed.slips
    demands = []
    for figure in find_figures(text, *span):
        setting = _setting(text, span, figure)
        if not enclosed.hides(figure.start, setting.compared_at) and _is_demanded(text, figure, setting):
            demands.append(Demand(figure, setting))
    targets: list[Target] = []
    chain_end, chained = -1, None
    for place, (figure, setting) in enumerate(demands):
        if not (figure.unit or figure.value is None or "." in text[figure.start : figure.end]):
            slips.append(Slip("unit_missing", Span(figure.start, figure.end)))
        following = demands[place + 1].figure if place + 1 < len(demands) else None
        if following and following.unit and following.end <= setting.clause_end and _may_say_which(figure):
            joint = text[setting.words.end : following.start].strip(" \u00a0")
            third = demands[place + 2].figure if place + 2 < len(demands) else None
            # 3所小学和5所幼儿园: both are to be reached
            are_both = joint.endswith(_JOINING) and not (third and third.end <= setting.clause_end)
            if joint not in _JOINTS and not are_both and not _PARTING.search(joint):
                continue  # 5亿元以上技改项目26个: the first figure says which, the last how many
            if not joint:
                slips.append(Slip("separator_lost", Span(figure.start, following.end)))
        said = setting.said
        if said is None and chain_end >= 0 and text[chain_end : figure.start] in _CHAIN:
            said = chained  # 分别突破10亿元、25亿元
        chain_end, chained = setting.words.end, said
        targets += _targets(text, figure, setting, setting.limit or said)
    return targets, slips


def _may_say_which(figure: Figure) -> bool:
    """Say whether a figure may tell which things the next one counts: 5亿元以上…26个, 超百亿元…2家. Not 五个."""
    return not figure.counted or figure.unit.endswith("元")


def _setting(text: str, span: Span, figure: Figure) -> Setting:
    """Read the clause around a figure."""
    before = text[_clause_start(text, span.start, figure.start) : figure.start]
    clause_end = _clause_end(text, span.end, figure.end)
    after = text[figure.end : clause_end]
    said = compared_before(before, figure.unit)
    limit = compared_after(after, figure.unit)
    compared_at = figure.start - (said.length if said else 0)
    start = figure.start if said and said.word in VERBS else compared_at
    rest = after[limit.length :] if limit else after
    end = clause_end - len(rest)
    if figure.unit in ("万", "亿") and not limit and (noun := _COUNTED_NOUN.match(rest)):
        end += noun.end()
    return Setting(
        before=before,
        rest=rest.lstrip(" \u00a0"),
        said=said,
        limit=limit,
        compared_at=compared_at,
        words=Span(start, end),
        clause_end=clause_end,
    )


def _is_demanded(text: str, figure: Figure, setting: Setting) -> bool:
    """Say whether a figure is something to be reached."""
    if figure.counted:
        return _counts_something(figure, setting)
    if figure.unit:
        return not _describes(text, figure, setting)
    if figure.value is None:
        return True  # 三分之二: a share in words
    if setting.said and setting.said.comparator == "<=" and setting.rest.startswith(_LOST_MEASURE):
        return True
    is_fraction = "." in text[figure.start : figure.end]
    is_reached = setting.limit is not None or setting.said is not None or setting.before.endswith(_REACHING)
    return is_fraction and is_reached and not setting.rest.strip()


def _counts_something(figure: Figure, setting: Setting) -> bool:
    """Say whether a count in Chinese numerals says how much to do: 牧场五个, 办好一所…, 最多跑一次."""
    if setting.said:
        return not (figure.unit.endswith("元") and setting.rest.startswith(_WORTHY))  # 超百亿元企业达到5家
    if figure.unit == "%":  # 一半
        return setting.before.endswith(_HALVED)
    if figure.unit.endswith("元"):
        return not setting.rest.strip()  # 达到三千亿元. Not 打造千亿元产业
    is_single = figure.value == 1
    if figure.unit.endswith(_PERIODS):
        return setting.limit is not None
    if setting.before.endswith(_DOING):
        return (not is_single or figure.unit in _SINGLE) and not setting.rest.startswith(_IDIOM)
    is_single = is_single and figure.unit != "倍"  # 增长一倍
    return not setting.rest.strip() and not is_single and _is_han(setting.before[-1:])


def _describes(text: str, figure: Figure, setting: Setting) -> bool:
    """Say whether a figure describes something instead of demanding it."""
    return (
        is_described(figure, setting.before, setting.rest)
        or _says_how_long(figure, setting)
        or (_is_han(setting.rest[:1]) and _says_which(text, figure, setting))
    )


def _says_which(text: str, figure: Figure, setting: Setting) -> bool:
    """“…”10项工程, part of a name; 5亿元以上项目, which ones; 60万吨煅后焦项目, a plant of this capacity."""
    if setting.before.endswith("”") or (figure.unit.endswith("元") and (setting.limit or is_worth(setting.rest))):
        return True
    is_capacity = not setting.limit and figure.unit.endswith(_CAPACITY)
    if not is_capacity:
        return False
    behind = text[figure.end : setting.clause_end + _LONGEST_CLAUSE]
    return any(word in behind for word in _PLANT)


def _says_how_long(figure: Figure, setting: Setting) -> bool:
    """开展3个月集中整治, 24小时服务: how long, not how much. Not 10个工作日内, 压缩至4小时."""
    if setting.limit or setting.said or not figure.unit.endswith(_PERIODS):
        return False
    return figure.unit == "个月" or (str(figure.value), figure.unit) in _CLOCK


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _targets(text: str, figure: Figure, setting: Setting, compared: Compared | None) -> list[Target]:
    """Make one target of a figure, two of a range."""
    shown = setting.words.of(text)
    if figure.upper is not None and setting.before.endswith(("从", "由")):
        return [Target(shown, "=", figure.upper, figure.unit, setting.words)]
    if figure.upper is not None:
        return [
            Target(shown, ">=", figure.value, figure.unit, setting.words),
            Target(shown, "<=", figure.upper, figure.unit, setting.words),
        ]
    bare: Comparator | None = ">=" if figure.over else "=" if figure.value is not None else None
    return [
        Target(shown, compared.comparator if compared else bare, figure.value, figure.unit, setting.words),
    ]


def _clause_start(text: str, low: int, place: int) -> int:
    """Return where the clause around a place begins; a point ends one too, but for that of 5.5%."""
    low = max(low, place - _LONGEST_CLAUSE)
    while place > low and text[place - 1] not in CLAUSE_MARKS and (text[place - 1] != "." or text[place].isdigit()):
        place -= 1
    return place


def _clause_end(text: str, high: int, place: int) -> int:
    """Return where the clause around a place ends."""
    high = min(high, place + _LONGEST_CLAUSE)
    while (
        place < high
        and text[place] not in CLAUSE_MARKS
        and (text[place] != "." or text[place + 1 : place + 2].isdigit())
    ):
        place += 1
    return place
