"""Lists in which a bracket or a star at a unit gives the role: 市财政局（牵头）、市审计局, ★市财政局、市审计局."""

import re

from duban.core.values import Span
from duban.plans.reading.parts import Part, trim
from duban.plans.reading.units import STARS, split_units

_LEADING = ("（牵头）", "(牵头)", "（牵头单位）", "(牵头单位)", "（主办）", "(主办)", "（牵头部门）", "(牵头部门)")


# 带★的为牵头单位, 标注*号的单位为牵头单位
_NOTE = re.compile(rf"[{re.escape(STARS)}]号?的?(?:责任)?(?:单位|部门)?(?:者|的)?(?:为|是|系)?总?牵头")


def starred_leads(text: str, part: Part) -> list[Part]:
    """Part a list into those with a star and the others, in a document that says what a star means."""
    units = split_units(text, part.span)
    leading = [unit.span for unit in units if _has_star(text, unit.span)]
    if not leading or part.role != "responsible" or _NOTE.search(text) is None:
        return [part]
    return [Part("lead" if unit.span in leading else "cooperating", unit.span, part.label) for unit in units]


def _has_star(text: str, span: Span) -> bool:
    """Say whether a star stands beside a unit."""
    return text[span.start - 1 : span.start] in tuple(STARS) or text[span.end : span.end + 1] in tuple(STARS)


def marked_leads(text: str, part: Part) -> list[Part]:
    """Part a list of responsible units into those marked as leading and the others."""
    units = split_units(text, part.span)
    if not any(unit.surface.endswith(_LEADING) for unit in units):
        return [part]
    parts: list[Part] = []
    for unit in units:
        mark = next((mark for mark in _LEADING if unit.surface.endswith(mark)), "")
        span = trim(text, unit.span.start, unit.span.end - len(mark))
        parts.append(Part("lead" if mark else "cooperating", span, part.label))
    return parts
