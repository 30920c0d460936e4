"""Road maps of a task, of a section and of a unit."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.supervision.roadmaps.curves import progress_curve, trajectories
from duban.supervision.roadmaps.sheets import section_roadmap, task_roadmap, unit_roadmap
from duban.web.access import ViewedRequest, behind_door


@require_safe
@behind_door("orgs.look")
def task_roadmap_page(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the road map of a task, planned against done, and the way of its indicators."""
    found = task_roadmap(request.viewer, uid, _way_to)
    task = found.task
    return render(
        request,
        "roadmap/task.html",
        {
            "found": found,
            "task": task,
            "map": found.map,
            "curve": progress_curve(found),
            "trajectories": trajectories(found),
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Clause %(numbers)s") % {"numbers": task.numbers}, "url": reverse("task", args=[task.uid])},
                {"label": _("Work"), "url": reverse("task_work", args=[task.uid])},
                {"label": _("Road map"), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def section_roadmap_page(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the road map of all tasks of a section."""
    found = section_roadmap(request.viewer, uid, _way_to)
    return render(
        request,
        "roadmap/section.html",
        {
            "found": found,
            "map": found.map,
            "crumbs": [
                {"label": _("Plans"), "url": reverse("plans")},
                {"label": found.plan.title, "url": reverse("plan", args=[found.plan.uid])},
                {"label": _("Road map"), "url": ""},
            ],
        },
    )


@require_safe
@behind_door("orgs.look")
def unit_roadmap_page(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the road map of all parts of a unit."""
    found = unit_roadmap(request.viewer, uid, _way_to)
    unit = found.unit
    return render(
        request,
        "roadmap/unit.html",
        {
            "found": found,
            "map": found.map,
            "title": _("Road map of %(unit)s") % {"unit": unit.name},
            "crumbs": [
                {"label": _("Units"), "url": reverse("units")},
                {"label": unit.name, "url": reverse("unit", args=[unit.uid])},
                {"label": _("Tasks"), "url": reverse("unit_tasks", args=[unit.uid])},
                {"label": _("Road map"), "url": ""},
            ],
        },
    )


def _way_to(task: str) -> str:
    return reverse("task_roadmap", args=[task])
