"""Words that compare a figure: 不低于8亿元, 分别突破10亿元, 95%以上, 6.5%左右, ≤5%. Not 节约5%, 超算中心5个."""

from typing import NamedTuple

from duban.plans.reading.models import Comparator

_BEFORE: dict[Comparator, tuple[str, ...]] = {
    ">=": (
        *("不低于", "不少于", "不小于", "不短于", "不得低于", "不得少于", "不能低于", "不能少于"),
        *("至少", "最少", "突破", "超过", "超出", "高于", "多于", "大于", "≥", "＞", ">", "超", "逾"),
    ),
    "<=": (
        *("不高于", "不超过", "不多于", "不大于", "不长于", "不突破", "不超", "不得高于", "不得超过", "不得突破"),
        *("不能超过", "低于", "少于", "小于", "短于", "最多", "至多", "控制在", "严控在", "≤", "＜", "<"),
    ),
    "~": ("大约", "将近", "接近", "约", "近"),
}
_AFTER: dict[Comparator, tuple[str, ...]] = {
    ">=": ("以上", "及以上", "（含）以上", "(含)以上"),
    "<=": ("以内", "以下", "及以内", "及以下", "（含）以内", "（含）以下", "之内", "内"),
    "~": ("左右", "上下"),
}
_KINDS = {word: kind for kind, words in _BEFORE.items() for word in words}
_AFTER_KINDS = {word: kind for kind, words in _AFTER.items() for word in words}
_LAST = frozenset(word[-1] for word in _KINDS)
_FIRST_AFTER = frozenset(word[0] for word in _AFTER_KINDS)
_LONGEST = 5
_GAP = 3  # characters between a word and its figure: 突破|全年|10亿元
# 节约, 公约, 高超, 最近: the character before makes another word of it.
_OTHER_WORDS = {"约": "节集公制条预签履", "超": "高赶反", "近": "最附邻临亲靠"}
_PERIODS = ("月", "天", "日", "时", "钟")  # 近3个月 says when and compares nothing
# Measures that 内 alone limits: 10个工作日内, 5公里内. 园区内 is another matter.
_LIMITED_WITHIN = ("日", "月", "时", "天", "钟", "里", "%")
# Verbs that compare and are no part of the figure's words: 控制在5%以内 gives 5%以内.
VERBS = ("突破", "控制在", "严控在")


class Compared(NamedTuple):
    """How a figure is compared, by which word, and how far that word reaches from the figure."""

    comparator: Comparator
    word: str
    length: int


def compared_before(before: str, unit: str) -> Compared | None:
    """Return the word before a figure that compares it; the nearest, and of those that end there the longest."""
    words = before.rstrip(" \u00a0")
    for gap in range(min(_GAP, len(words)) + 1):
        end = len(words) - gap
        if gap and not "\u4e00" <= words[end] <= "\u9fff":
            return None
        if words[end - 1 : end] not in _LAST:
            continue
        for length in range(min(_LONGEST, end), 0 if gap == 0 else 1, -1):
            word = words[end - length : end]
            if word in _KINDS and not _is_other(word, words[: end - length], unit):
                return Compared(_KINDS[word], word, len(before) - end + length)
    return None


def compared_after(after: str, unit: str) -> Compared | None:
    """Return the word behind a figure that compares it."""
    blanks = len(after) - len(after.lstrip(" \u00a0"))
    if after[blanks : blanks + 1] not in _FIRST_AFTER:
        return None
    for length in range(_LONGEST, 0, -1):
        word = after[blanks : blanks + length]
        if word in _AFTER_KINDS and (word != "内" or unit.endswith(_LIMITED_WITHIN)):
            return Compared(_AFTER_KINDS[word], word, blanks + length)
    return None


def _is_other(word: str, before: str, unit: str) -> bool:
    """Say whether a single character belongs to another word, or says when rather than how much."""
    if word == "近" and unit.endswith(_PERIODS):
        return True
    return len(word) == 1 and before[-1:] in tuple(_OTHER_WORDS.get(word, ""))
