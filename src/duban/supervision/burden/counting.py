"""What is asked of units, by month and kind, counted from the rows that stand anyway: one query for each kind.

A kind joins by a line in KINDS: its code, its words, and the rows with their unit and their day or month.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.core.texts import Lazy
from duban.core.values import Month
from duban.ledger.models import Matter, MatterUnit
from duban.orgs.models import Jurisdiction, Unit
from duban.progress.models import Contribution, ProgressReport, Request
from duban.progress.stages import ContributionStage, ReportStage
from duban.supervision.burden.ceiling import in_force
from duban.supervision.models import SupervisionSlip, UrgingCall, UrgingSlip


@dataclass(frozen=True)
class Kind:
    """A kind of asks; `day` holds a day, or where `is_month` the month in words (YYYY-MM)."""

    code: str
    label: Lazy
    rows: Callable[[], "QuerySet[Any]"]
    unit: str
    day: str
    is_month: bool = False


KINDS = (
    Kind(
        "reports",
        _("Progress reports"),
        lambda: ProgressReport.objects.exclude(stage=ReportStage.EXEMPT),
        "part__unit",
        "period__month",
        is_month=True,
    ),
    Kind(
        "contributions",
        _("Contributions"),
        lambda: Contribution.objects.exclude(stage=ContributionStage.EXEMPT),
        "part__unit",
        "period__month",
        is_month=True,
    ),
    Kind("requests", _("New requests"), Request.objects.all, "part__unit", "since", is_month=True),
    Kind("matters", _("Assigned matters"), Matter.objects.all, "lead", "served_on"),
    Kind(
        "matters_helped",
        pgettext_lazy("matters", "Helping in matters"),
        MatterUnit.objects.all,
        "unit",
        "matter__served_on",
    ),
    Kind("slips", _("Urging slips"), UrgingSlip.objects.all, "unit", "sent_on"),
    Kind("calls", pgettext_lazy("telephone", "Urging calls"), UrgingCall.objects.all, "unit", "called_on"),
    Kind("supervision_slips", _("Supervision slips"), SupervisionSlip.objects.all, "unit", "served_on"),
)


@dataclass(frozen=True)
class Asks:
    """What is asked of a unit in a month."""

    unit: Unit
    month: str
    kinds: Counter[str]
    ceiling: int

    @property
    def count(self) -> int:
        """Return how many asks there are."""
        return self.kinds.total()

    @property
    def is_over(self) -> bool:
        """Say whether there are more than the ceiling."""
        return self.count > self.ceiling

    @property
    def is_full(self) -> bool:
        """Say whether one more would be above the ceiling."""
        return self.count >= self.ceiling


@dataclass(frozen=True)
class Line:
    """A unit with what was asked of it in each month."""

    unit: Unit
    months: tuple[Asks, ...]

    @property
    def count(self) -> int:
        """Return the sum of the months."""
        return sum(asks.count for asks in self.months)


def months_of(year: int) -> list[str]:
    """Return the months of a year that have begun."""
    last = clock.today()
    return [f"{year:04d}-{number:02d}" for number in range(1, 13) if date(year, number, 1) <= last]


def burden_of(city: Jurisdiction, year: int, units: Sequence[Unit] | None = None) -> list[Line]:
    """Return the asks of every unit that has any, or of the units given, in the order of the register."""
    months = months_of(year)
    which = Q() if units is None else Q(pk__in=[unit.pk for unit in units])
    counted = _counted(city, months, units)
    shown = {unit for unit, _month in counted} if units is None else {unit.pk for unit in units}
    rows = Unit.objects.filter(which, jurisdiction=city, pk__in=shown).order_by("position", "pk")
    return [
        Line(unit, tuple(_asks(unit, month, counted.get((unit.pk, month), Counter())) for month in months))
        for unit in rows
    ]


def asks_this_month(city: Jurisdiction, units: Sequence[Unit] | None = None) -> dict[str, Asks]:
    """Return what is asked of units in the running month, by their uid; of all units where none are given."""
    month = f"{clock.today():%Y-%m}"
    counted = _counted(city, [month], units)
    found = units if units is not None else Unit.objects.filter(jurisdiction=city, pk__in={key for key, _m in counted})
    return {unit.uid: _asks(unit, month, counted.get((unit.pk, month), Counter())) for unit in found}


def _asks(unit: Unit, month: str, kinds: Counter[str]) -> Asks:
    return Asks(unit, month, kinds, in_force(date.fromisoformat(f"{month}-01")).asks)


def _counted(
    city: Jurisdiction, months: Sequence[str], units: Sequence[Unit] | None
) -> dict[tuple[int, str], Counter[str]]:
    """Return how many there are of each kind by unit and month."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for kind in KINDS if months else ():
        for unit, month, count in _of_kind(city, kind, months, units):
            found.setdefault((unit, month), Counter())[kind.code] += count
    return found


def _of_kind(
    city: Jurisdiction, kind: Kind, months: Sequence[str], units: Iterable[Unit] | None
) -> Iterator[tuple[int, str, int]]:
    rows = kind.rows().filter(jurisdiction=city)
    if units is not None:
        rows = rows.filter(**{f"{kind.unit}__in": [unit.pk for unit in units]})
    if kind.is_month:
        rows = rows.filter(**{f"{kind.day}__in": months}).annotate(of_month=F(kind.day))
    else:
        first, after = date.fromisoformat(f"{months[0]}-01"), str(Month.parse(months[-1]).next())
        days = {f"{kind.day}__gte": first, f"{kind.day}__lt": date.fromisoformat(f"{after}-01")}
        rows = rows.filter(**days).annotate(of_month=TruncMonth(kind.day))
    counted = rows.order_by().values(kind.unit, "of_month").annotate(count=Count("pk"))
    for unit, month, count in counted.values_list(kind.unit, "of_month", "count"):
        yield unit, month if kind.is_month else f"{month:%Y-%m}", count
