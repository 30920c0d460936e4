"""Lists in which a bracket behind a unit gives the role: 市财政局（牵头）、市审计局."""

from duban.plans.reading.parts import Part, trim
from duban.plans.reading.units import split_units

_LEADING = ("（牵头）", "(牵头)", "（牵头单位）", "(牵头单位)", "（主办）", "(主办)", "（牵头部门）", "(牵头部门)")


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
