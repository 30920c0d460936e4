"""The overview of the city: sections, regions and departments by lights, what changed, who waits, what stands still."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from duban.coordination.selectors.registers import LATE, UNDECIDED
from duban.core import clock
from duban.ledger.selectors.words import counts_in_words
from duban.ledger.stages import TaskStage
from duban.supervision.models import Light
from duban.supervision.overview.grids import BEHIND, LIGHTS, SectionRow, UnitRow
from duban.supervision.overview.sheet import Overview, PlanLine, overview_of, plans_of
from duban.supervision.overview.turns import Turned, Window
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.ledger import Chip

WAITS_SHOWN = 16
PARTS = ((24, 3), (4, 2))  # from so many rows on a table of units stands in so many parts beside each other


@require_safe
@behind_door("supervision.see_overview")
def overview(request: ViewedRequest) -> HttpResponse:
    """Show the overview of the newest plan, or of the one that the address names."""
    city = request.viewer.jurisdiction
    plans = plans_of(city)
    found = overview_of(city, plans, request.GET.get("plan", ""))
    return render(
        request,
        "supervision/overview.html",
        _context(found, plans) if found is not None else {"overview": None, "today": clock.today()},
    )


def _context(found: Overview, plans: Sequence[PlanLine]) -> dict[str, Any]:
    scope = {"plan": found.plan.uid} if len(plans) > 1 else {}
    standing, waits = found.standing, found.waits
    return {
        "overview": found,
        "today": clock.today(),
        "size": counts_in_words(found.whole.clauses, found.whole.tasks),
        "plans": [
            Chip(f"{reverse('overview')}?plan={plan.uid}", plan.title, f"{plan.tasks:,}", plan.key == found.plan.key)
            for plan in plans
        ]
        if len(plans) > 1
        else [],
        "heads": [(light.value, str(light.label)) for light in LIGHTS],
        "figures": _cells(found.whole.lights, scope),
        "sections": [_section(row, scope) for row in found.sections],
        "whole": {"row": found.whole, "cells": _cells(found.whole.lights, scope), "url": _ledger(scope)},
        "unissued_url": _ledger(scope, stage=TaskStage.CHECKED.value),
        "grids": [
            {"title": title, "id": name, "parts": _parts([_unit(row, scope) for row in rows])}
            for title, name, rows in (
                (_("Counties and zones"), "regions", found.regions),
                (_("Departments"), "departments", found.departments),
            )
            if rows
        ],
        "windows": [_window(each, scope) for each in (found.turns.week, found.turns.round) if each is not None],
        "turns": _groups(found.turns.rows),
        "turned_url": _ledger(scope, turned=found.turns.since.isoformat()),
        "waits": waits[:WAITS_SHOWN],
        "more_waits": len(waits) > WAITS_SHOWN,
        "help_url": f"{reverse('problems')}?stage={UNDECIDED}",
        "decisions_url": f"{reverse('decisions')}?stage={LATE}",
        "matters_url": f"{reverse('matters')}?late=1",
        "suspended_url": _ledger(scope, stage=TaskStage.SUSPENDED.value),
        "suspensions": standing.suspensions,
    }


def _ledger(scope: Mapping[str, str], **more: str) -> str:
    """Return the address of the ledger with these filters, in the order in which it writes them itself."""
    names = ("plan", "section", "unit", "role", "light", "turned", "stage")
    query = {**scope, **more}
    return f"{reverse('ledger')}?{urlencode({name: query[name] for name in names if query.get(name)})}".removesuffix(
        "?"
    )


def _cells(lights: Mapping[str, int], scope: Mapping[str, str], **asked: str) -> list[dict[str, Any]]:
    """Return a number for every light, with the tasks that it counts."""
    return [
        {
            "light": light.value,
            "label": str(light.label),
            "count": lights.get(light.value, 0),
            "url": _ledger(scope, light=light.value, **asked),
        }
        for light in LIGHTS
    ]


def _section(row: SectionRow, scope: Mapping[str, str]) -> dict[str, Any]:
    asked = {"section": row.uid} if row.uid else {}
    return {
        "row": row,
        "leaders": "、".join(row.leaders),
        "url": _ledger(scope, **asked) if row.uid else "",
        "cells": _cells(row.lights, scope, **asked),
        "unissued_url": _ledger(scope, stage=TaskStage.CHECKED.value, **asked),
        "is_linked": bool(row.uid),
        "bar": _bar(row.lights, row.tasks),
    }


def _bar(lights: Mapping[str, int], tasks: int) -> list[dict[str, Any]]:
    """Return the shares of a bar in thousandths, from the worst light on."""
    begins, found = 0, []
    for light in LIGHTS:
        width = lights.get(light.value, 0) * 1000 // max(tasks, 1)
        if width:
            found.append({"light": light.value, "x": begins, "width": width})
        begins += width
    return found


def _unit(row: UnitRow, scope: Mapping[str, str]) -> dict[str, Any]:
    return {
        "row": row,
        "led_url": _ledger(scope, unit=row.uid, role="lead"),
        "cells": _cells(row.lights, scope, unit=row.uid, role="lead"),
        "helped_url": _ledger(scope, unit=row.uid, role="cooperating"),
        "behind": [
            each
            for each in _cells(row.behind, scope, unit=row.uid, role="cooperating")
            if each["light"] in BEHIND and each["count"]
        ],
    }


def _parts(rows: Sequence[dict[str, Any]]) -> list[Sequence[dict[str, Any]]]:
    """Return rows in parts of their order, where they are many."""
    parts = next((parts for least, parts in PARTS if len(rows) >= least), 1)
    long = -(-len(rows) // parts)
    return [rows[start : start + long] for start in range(0, len(rows), long)]


def _window(window: Window, scope: Mapping[str, str]) -> dict[str, Any]:
    since = window.since.isoformat()
    return {
        "window": window,
        "words": ngettext("%(count)s task turned", "%(count)s tasks turned", window.count) % {"count": window.count},
        "url": _ledger(scope, turned=since),
        "cells": [each for each in _cells(window.lights, scope, turned=since) if each["count"]],
    }


def _groups(rows: Iterable[Turned]) -> list[dict[str, Any]]:
    """Return what turned by the way it went: to the worse first, within a way as printed."""
    order = {light.value: place for place, light in enumerate(LIGHTS)}
    by_way = sorted(rows, key=lambda row: (order[row.lights[-1]], [order[light] for light in row.lights]))
    return [
        {"lights": [(light, str(Light(light).label)) for light in way], "rows": list(found)}
        for way, found in groupby(by_way, key=lambda row: row.lights)
    ]
