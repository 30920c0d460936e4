"""The timetable of a unit as a page, and as a file to take along."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.orgs import policies
from duban.orgs.models import Unit
from duban.supervision.timetable_exports import FORMS, export_timetable, title_of
from duban.supervision.timetables import timetable
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.exports import as_download


@require_safe
@behind_door("orgs.look")
def unit_timetable(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show every step of a unit's own parts in the order of days."""
    found = timetable(request.viewer, uid)
    unit = found.unit
    return render(
        request,
        "ledger/unit_timetable.html",
        {
            "found": found,
            "title": title_of(unit),
            "exports": [
                (_("Export Word"), reverse("unit_timetable_export", args=[unit.uid, "docx"])),
                (_("Export Excel"), reverse("unit_timetable_export", args=[unit.uid, "xlsx"])),
            ],
            "crumbs": [
                {"label": _("Units"), "url": reverse("units")},
                {"label": unit.name, "url": reverse("unit", args=[unit.uid])},
                {"label": _("Tasks"), "url": reverse("unit_tasks", args=[unit.uid])},
                {"label": _("Timetable"), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def unit_timetable_export(request: ViewedRequest, uid: str, form: str) -> HttpResponseBase:
    """Give out the timetable of a unit."""
    unit = policies.visible_one(request.viewer, Unit, uid)
    if form not in FORMS:
        raise Http404
    leaving = export_timetable(viewer=request.viewer, unit=unit, form=form, address=address_of(request))
    return as_download(leaving, form)
