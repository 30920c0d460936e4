"""Clauses at which a person should look first, and why: what reading found, and where it had little to go by.

Nothing here says that a value is wrong. The order is that of what a mistake would cost: who answers, then by when and
how much, then the words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from duban.plans.selectors.reviews import FindingRow, ItemRow
    from duban.plans.selectors.values import UnitRow

LONG_TEXT = 600  # characters; what belongs to the next clause may be in it
SHORT_TEXT = 6


@dataclass(frozen=True)
class LookRow:
    """A clause to look at, with the reasons in words, the weightiest first."""

    item: str
    number: str
    title: str
    severity: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class _Doubt:
    """A reason to look: how much it weighs, how it is told, and whether it holds of a clause."""

    weight: int
    words: "StrPromise"
    holds: Callable[["ItemRow"], bool]


_MUST, _CHECK = 100, 20
_DOUBTS = (
    _Doubt(40, _("no unit was read"), lambda item: not (item.leads or item.responsible or item.cooperating)),
    _Doubt(25, _("no unit leads"), lambda item: not item.leads and bool(item.responsible or item.cooperating)),
    _Doubt(15, _("a unit that looks like none"), lambda item: any(unit.kind == "other" for unit in _units(item))),
    _Doubt(12, _("a date that could not be placed"), lambda item: any(not due.date for due in item.deadlines)),
    _Doubt(10, _("a figure that stands in words only"), lambda item: any(not it.value for it in item.targets)),
    _Doubt(10, _("no number was read"), lambda item: not item.number or item.number.startswith("(")),
    _Doubt(8, _("unusually long: the next clause may be in it"), lambda item: len(item.text) > LONG_TEXT),
    _Doubt(8, _("unusually short: words may be missing"), lambda item: len(item.text) < SHORT_TEXT),
)
_FOUND = {
    "must": ngettext_lazy("%(count)d finding that must be settled", "%(count)d findings that must be settled", "count"),
    "check": ngettext_lazy("%(count)d finding to be checked", "%(count)d findings to be checked", "count"),
}


def first_looks(items: "tuple[ItemRow, ...]", findings: "tuple[FindingRow, ...]") -> tuple[LookRow, ...]:
    """Return the clauses that nobody has accepted yet and that there is a reason to look at, the weightiest first."""
    by_item: dict[str, list[FindingRow]] = {}
    for finding in findings:
        if finding.is_open:
            for item in finding.items:
                by_item.setdefault(item, []).append(finding)
    weighed = [
        (-sum(weight for weight, _words in doubts), place, item, doubts)
        for place, item in enumerate(items)
        if not item.is_accepted and (doubts := [*_found(by_item.get(item.id, [])), *_doubtful(item)])
    ]
    return tuple(
        LookRow(
            item.id,
            item.number,
            item.title,
            item.state if item.state in _FOUND else "",
            tuple(words for _weight, words in sorted(doubts, key=lambda doubt: -doubt[0])),
        )
        for _weight, _place, item, doubts in sorted(weighed, key=lambda each: each[:2])
    )


def _found(findings: "list[FindingRow]") -> Iterator[tuple[int, str]]:
    for severity, weight in (("must", _MUST), ("check", _CHECK)):
        count = sum(finding.severity == severity for finding in findings)
        if count:
            yield weight * count, str(_FOUND[severity] % {"count": count})


def _doubtful(item: "ItemRow") -> Iterator[tuple[int, str]]:
    return ((doubt.weight, str(doubt.words)) for doubt in _DOUBTS if doubt.holds(item))


def _units(item: "ItemRow") -> Iterator["UnitRow"]:
    yield from (*item.leads, *item.responsible, *item.cooperating)
