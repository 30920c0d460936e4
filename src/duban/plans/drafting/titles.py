"""The short title of a task and its kind, both from the clause's own words."""

import re
from typing import Literal

from duban.plans.drafting.models import DraftItem, standing

TaskKind = Literal["measured", "dated", "ongoing", "general"]

LONGEST_TITLE = 40
_SHORTEST_TITLE = 8  # a shorter beginning (汛期前，) does not say what is to be done

_BREAK = re.compile(r"[，。；！？,;!?\n]")
_INNER_BREAK = re.compile(r"[、：: ]")
# Work without an end: 持续推进…, 常态化…, 长期…. Not 可持续发展.
_ONGOING = re.compile(r"(?<!可)持续|常态|长期|不断|坚持|始终")


def title_of(words: str) -> str:
    """Return the beginning of a clause's own words, cut at the first natural break, never changed.

    >>> title_of("完成城区积水点整治22处，汛期前完成其中15处。")
    '完成城区积水点整治22处'
    >>> title_of("汛期前，完成水库除险加固22座。")
    '汛期前，完成水库除险加固22座'
    """
    words = words.strip()
    for found in _BREAK.finditer(words, 0, LONGEST_TITLE + 1):
        if found.start() >= _SHORTEST_TITLE:
            return words[: found.start()]
    if len(words) <= LONGEST_TITLE:
        return words.rstrip("，。；！？,;!?")
    inner = [found.start() for found in _INNER_BREAK.finditer(words, _SHORTEST_TITLE, LONGEST_TITLE + 1)]
    outer = [found.start() for found in _BREAK.finditer(words, 1, LONGEST_TITLE + 1)]
    return words[: (inner or outer or [LONGEST_TITLE])[-1]]


def kind_of(item: DraftItem) -> TaskKind:
    """Return what a task can be measured by: a figure, else a date, else nothing because it goes on, else nothing."""
    if any(target.value.now is not None for target in standing(item.targets)):
        return "measured"
    if any(deadline.date.now is not None for deadline in standing(item.deadlines)):
        return "dated"
    return "ongoing" if _ONGOING.search(item.text) else "general"
