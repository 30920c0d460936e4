"""The own task list of a unit, and the sheet of it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.ledger.exports import FORMS
from duban.ledger.selectors.unit_tasks import own_tasks
from duban.ledger.unit_exports import export_unit_tasks
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.exports import as_download


@require_safe
@behind_door("orgs.look")
def unit_tasks(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show every task in which a unit has a part."""
    found = own_tasks(request.viewer, uid)
    unit = found.unit
    return render(
        request,
        "ledger/unit_tasks.html",
        {
            "found": found,
            "unit": unit,
            "has_more": found.count > len(found.tasks),
            "ledger_url": f"{reverse('ledger')}?unit={unit.uid}",
            "exports": [
                (_("Export Excel"), reverse("unit_tasks_export", args=[unit.uid, "xlsx"])),
                (_("Export CSV"), reverse("unit_tasks_export", args=[unit.uid, "csv"])),
            ],
            "crumbs": [
                {"label": _("Units"), "url": reverse("units")},
                {"label": unit.name, "url": reverse("unit", args=[unit.uid])},
                {"label": _("Tasks"), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def unit_tasks_export(request: ViewedRequest, uid: str, form: str) -> HttpResponseBase:
    """Give out the task list of a unit."""
    unit = policies.visible_one(request.viewer, Unit, uid)
    if form not in FORMS:
        raise Http404
    leaving = export_unit_tasks(viewer=request.viewer, unit=unit, form=form, address=address_of(request))
    return as_download(leaving, form)
