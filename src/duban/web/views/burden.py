"""How much is asked of units: of all of them by month, and of one by kind (基层负担)."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from duban.core import clock
from duban.core.texts import month_words
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit
from duban.supervision.burden.ceiling import in_force
from duban.supervision.burden.counting import KINDS, burden_of, months_of
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.ledger import Chip

FIRST_YEAR = 2000


@require_safe
@behind_door("supervision.see_burden")
def burden(request: ViewedRequest) -> HttpResponse:
    """Show what is asked of every unit in each month of a year, in the order of the register."""
    year = _year(request)
    lines = burden_of(request.viewer.jurisdiction, year)
    return render(
        request,
        "supervision/burden.html",
        {
            "year": year,
            "years": _years(reverse("burden"), year),
            "months": [_short(month) for month in months_of(year)],
            "lines": lines,
            "ceiling": in_force(clock.today()).asks,
        },
    )


@require_safe
@behind_door("orgs.look")
def unit_burden(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show what is asked of a unit in each month of a year, by kind."""
    unit = policies.visible_one(request.viewer, Unit, uid)
    policies.require(request.viewer, "supervision.see_burden_of_unit", unit)
    year = _year(request)
    line = burden_of(request.viewer.jurisdiction, year, [unit])[0]
    return render(
        request,
        "supervision/unit_burden.html",
        {
            "unit": unit,
            "year": year,
            "years": _years(reverse("unit_burden", args=[uid]), year),
            "kinds": [str(kind.label) for kind in KINDS],
            "rows": [
                {"asks": asks, "month": month_words(asks.month), "counts": [asks.kinds[kind.code] for kind in KINDS]}
                for asks in line.months
            ],
            "ceiling": in_force(clock.today()).asks,
            "crumbs": _crumbs(unit),
        },
    )


def _year(request: ViewedRequest) -> int:
    """Return the year that the address names, the running one where it names none."""
    asked, now = request.GET.get("year", ""), clock.today().year
    if not asked:
        return now
    if not (asked.isascii() and asked.isdecimal() and len(asked) == len("2026")) or not FIRST_YEAR < int(asked) <= now:
        raise NotVisible
    return int(asked)


def _short(month: str) -> str:
    """Return a month without its year."""
    return date_format(date.fromisoformat(f"{month}-01"), pgettext("date format", "M"))


def _years(address: str, year: int) -> list[Chip]:
    now = clock.today().year
    return [Chip(f"{address}?year={each}", str(each), current=each == year) for each in (now, now - 1)]


def _crumbs(unit: Unit) -> list[dict[str, Any]]:
    return [
        {"label": _("Units"), "url": reverse("units")},
        {"label": unit.name, "url": reverse("unit", args=[unit.uid])},
        {"label": _("Asks and forms"), "url": ""},
    ]
