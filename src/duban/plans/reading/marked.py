"""Lists in which a bracket or a star at a unit gives the role: 市财政局（牵头）、市审计局, ★市财政局、市审计局."""

import re

from duban.core.values import Span
from duban.plans.reading.labels import Role
from duban.plans.reading.parts import Part, trim
from duban.plans.reading.patterns import CLOSERS, OPENERS
from duban.plans.reading.units import STARS, split_units

_LEADING = ("组长", "牵头", "总牵头", "主办", "主责", "牵头负责", "主要责任")
_HELPING = ("配合", "协办", "协助", "参与", "协同", "协作", "参加")
_CHARGED = ("负责", "承办", "落实", "责任")
_CALLED = ("", "单位", "部门")
_ROLES: dict[str, Role] = {
    **{word + called: "lead" for word in _LEADING for called in _CALLED},
    **{word + called: "cooperating" for word in _HELPING for called in _CALLED},
    **{word + called: "responsible" for word in _CHARGED for called in _CALLED},
}
_LONGEST = 10

# 带★的为牵头单位, 带“▲”为牵头单位, 标注*号的单位为牵头单位
_NOTE = re.compile(rf"[{re.escape(STARS)}][”’」』]?号?的?(?:责任)?(?:单位|部门)?(?:者|的)?(?:为|是|系)?总?牵头")


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
    """Part a list into the units that carry a role in a bracket and the others.

    Beside one that leads the others help; where only helpers are marked, the others have the role of the list.
    """
    units = split_units(text, part.span)
    marks = [_mark(unit.surface) for unit in units]
    if not any(role for role, _ in marks):
        return [part]
    leads = any(role == "lead" for role, _ in marks)
    others: Role = "cooperating" if leads and part.role != "lead" else part.role
    return [
        Part(role or others, trim(text, unit.span.start, unit.span.end - length), part.label)
        for unit, (role, length) in zip(units, marks, strict=True)
    ]


def _mark(surface: str) -> tuple[Role | None, int]:
    """Return the role in the bracket behind a name, and how long the bracket is: 市财政局（牵头）."""
    opener = max(surface.rfind(mark, max(0, len(surface) - _LONGEST)) for mark in OPENERS)
    if opener <= 0 or surface[-1] not in CLOSERS:
        return None, 0
    role = _ROLES.get(surface[opener + 1 : -1].strip())
    return role, len(surface) - opener if role else 0
