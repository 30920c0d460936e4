"""Words around a figure that make it describe something instead of demanding it.

Sizes, capacities, money in hand, rates of subsidy, what is there already. Plain comparisons where they do: each pattern
would cost more to compile than all of them take.
"""

import re

from duban.plans.reading.figures import Figure

# What the figure belongs to: 全长5公里, 总投资3亿元, 由8万吨, 每10公里, 可查12类.
_BEFORE = (
    *(
        "建筑面积",
        "占地",
        "占地面积",
        "用地面积",
        "规划面积",
        "总投资",
        "计划投资",
        "概算",
        "估算",
        "总库容",
        "设计规模",
    ),
    *("设计时速", "设计能力", "全长", "总长", "总长度", "整合资金", "投入资金", "最高", "每", "从", "由", "基数"),
    *("可查", "可办", "可享", "可容"),
)
# Endings that other words have too: 分3批 but 部分; 宽30米 but 拓宽30米.
_UNLESS_AFTER = {"分": "部百", "宽": "拓加扩"}
_LAST_YEAR = tuple(f"{year}年{verb}" for year in "去上前" for verb in ("完成", "实现", "达到", "为", ""))
# What is there: 已建成20个, 现有12家; and what is given: 奖励用地指标50亩.
_THERE = (("已", 10), ("现有", 10), ("目前", 10), ("截至", 10), ("奖励", 6))
# Rates of money in hand, where the measure is money or a share: 按30%补助. Not 发放补贴1800户.
_GRANTS = ("补助", "补贴", "奖补", "贴息")
_RATES = ("元", "%", "‰", "个百分点")
# Sizes, unless the clause makes them larger: 床位150张, 日处理能力30吨. Not 新增床位150张.
_SIZES = ("床位", "能力", "装机", "装机容量", "仓容", "库容")
_YEARLY = r"[年日](?:处理|产(?![值量])|加工|供[水热气]|发电(?!量)|屠宰)[^\W\d_]{0,6}[为约达]?$"
_LIFE = "寿命"
_ENLARGED = ("新增", "增加", "提高", "提升", "达到", "扩", "形成", "补充", "拥有")
# Money that opens its clause as the cost of a work: 项目总投资约3.5亿元. Not 完成投资5亿元.
_COST = "(?:项目|工程)?(?:计划|预计)?总?投资额?[约达为]?$"
# What comes behind: 5亿元级, 10亿元企业, 15分钟生活圈, 5公里范围内, 200万元补助.
_NOUNS = ("项目", "工程", "企业", "产业", "集群", "园区")
_NO_NOUNS = ("产业基金", "产业引导")
_COUNTING = tuple("个家户项条处座片批")
_SAID_BEFORE = (*_BEFORE, *_LAST_YEAR)
# 10亿元的…项目: money with 的 before what it was spent on says which.
_WORTH = r"的[^\W\d_]{0,16}(?:项目|工程|企业|基地|产业园)"


def is_described(figure: Figure, before: str, rest: str) -> bool:
    """Say whether the words straight before or behind a figure say that it is no demand."""
    return _is_described_before(figure, before) or _is_described_after(figure, rest)


def is_worth(rest: str) -> bool:
    """Say whether a sum of money says which works are meant: 10亿元|的…项目."""
    return rest.startswith("的") and re.match(_WORTH, rest) is not None


def _is_described_before(figure: Figure, before: str) -> bool:
    if before.endswith(("从", "由")) and figure.upper is not None:
        return False  # 从10%到15%: a climb
    stem = before[:-1] if before.endswith(("为", "约", "达")) else before
    if before.endswith(_SAID_BEFORE) or stem.endswith(_BEFORE) or _is_ending(stem):
        return not _is_compared_with_last_year(stem)
    if any(_shortly_after(stem, word, most) for word, most in _THERE):
        return True
    is_age = figure.unit == "岁" and _LIFE not in before  # 60岁以上老人. Not 人均预期寿命达到79岁
    if is_age or ("投资" in before and re.match(_COST, before)):
        return True
    if figure.unit not in ("倍", "%") and _is_size(stem) and not any(word in before for word in _ENLARGED):
        return True
    return figure.unit.endswith(_RATES) and any(_shortly_after(stem, word, 6) for word in _GRANTS)


def _is_ending(stem: str) -> bool:
    """分3批, 宽30米. Not 部分, 拓宽."""
    return any(stem.endswith(word) and stem[-2:-1] not in tuple(other) for word, other in _UNLESS_AFTER.items())


def _is_compared_with_last_year(stem: str) -> bool:
    """较上年…: the figure is by how much, not what was."""
    return any(stem.endswith(words) and stem[: -len(words)].endswith(("比", "较")) for words in _LAST_YEAR)


def _is_size(stem: str) -> bool:
    has_time = "年" in stem[-12:] or "日" in stem[-12:]
    return stem.endswith(_SIZES) or (has_time and re.search(_YEARLY, stem[-12:]) is not None)


def _shortly_after(stem: str, word: str, most: int) -> bool:
    """Say whether a word stands before the figure with a few characters between and no other figure."""
    place = stem.rfind(word)
    between = stem[place + len(word) :]
    return place >= 0 and len(between) <= most and (not between or between.isalpha())


def _is_described_after(figure: Figure, rest: str) -> bool:
    words = _letters(rest[:12])
    if not words:
        return False
    if words.startswith(("级", "月")) or (words[0] == "数" and words[1:2] not in tuple("据字智控")):
        return True
    if words.startswith(_NOUNS):  # 5亿元项目, a size. Not 10个项目, a count
        return not words.startswith(_NO_NOUNS) and not figure.unit.endswith(_COUNTING)
    if (
        "圈" in words[:9]
        or 0 <= words.find("范围") <= 6
        or 0 <= words.find("基础上") <= 6
        or 0 <= words.find("配备") <= 4
    ):
        return True
    given = words[1:] if words[0] == "的" else words
    return any(
        0 <= given.find(word) <= (6 if words[0] == "的" else 0) for word in (*_GRANTS[:2], "给予", "奖励", "贴息")
    )


def _letters(words: str) -> str:
    """Return the letters that words begin with."""
    end = next((place for place, char in enumerate(words) if not char.isalpha()), len(words))
    return words[:end]
