"""The deputy in charge of a task in a unit: named by its head."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.core.errors import DomainError
from duban.ledger.errors import NoPart, NotADeputy
from duban.ledger.models import Task
from duban.ledger.naming import DeputyNamed, name_deputy
from duban.ledger.selectors.charges import seats_in
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import BehalfIncomplete, behalf_context, by_of, said_of

CODE = "ledger.name_deputy"


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def task_deputy(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show who can be put in charge of a task in a unit; by post, name him."""
    task = policies.visible_one(request.viewer, Task, uid)
    own = _unit(request, task)
    if not recordable(request.viewer, CODE, task):
        policies.require(request.viewer, CODE, task)
    if request.method != "POST":
        return _page(request, task, own)
    given = DeputyNamed(unit=own.uid, post=request.POST.get("post", "")[:16])
    try:
        outcome = name_deputy(by=by_of(request, CODE, task), about=task, given=given)
    except (NotADeputy, NoPart, BehalfIncomplete) as error:
        return _page(request, task, own, error=error)
    messages.success(request, said_of(outcome))
    return redirect("task", uid=task.uid)


def _unit(request: ViewedRequest, task: Task) -> Unit:
    """Return the unit that the address names; without one the viewer's own, else the one that leads the task."""
    asked = (request.POST if request.method == "POST" else request.GET).get("unit", "")
    if asked:
        return policies.visible_one(request.viewer, Unit, asked[:16])
    with_part = policies.visible(request.viewer, Unit).filter(parts__task=task)
    own = (
        with_part.filter(pk__in=request.viewer.unit_ids).first()
        or with_part.order_by("-parts__role", "position").first()
    )
    if own is None:
        raise NotVisible
    return own


def _page(request: ViewedRequest, task: Task, unit: Unit, *, error: DomainError | None = None) -> HttpResponse:
    return render(
        request,
        "task/deputy.html",
        {
            "task": task,
            "unit": unit,
            "seats": seats_in(request.viewer.jurisdiction.pk, unit, task),
            "error": texts.say(error) if error is not None else "",
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Clause %(numbers)s") % {"numbers": task.numbers}, "url": reverse("task", args=[task.uid])},
                {"label": _("Deputy in charge"), "url": ""},
            ],
            **behalf_context(request.viewer, CODE, task, request=request if error is not None else None),
        },
    )
