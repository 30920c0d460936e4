"""How the progress of a task comes about: the sum, addend by addend."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.ledger.models import Task
from duban.orgs import policies
from duban.supervision.sums import sum_sheet
from duban.web.access import ViewedRequest, behind_door


@require_safe
@behind_door("orgs.look")
def task_sum(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the sum."""
    task = policies.visible_one(request.viewer, Task, uid)
    return render(
        request,
        "task/sum.html",
        {
            "task": task,
            "sheet": sum_sheet(request.viewer.jurisdiction, task),
            "crumbs": [
                {
                    "label": _("Clause %(numbers)s") % {"numbers": task.numbers},
                    "url": reverse("task_work", args=[task.uid]),
                },
                {"label": _("How progress adds up"), "url": ""},
            ],
        },
    )
