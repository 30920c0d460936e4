"""An act as a page: what it is about, its form, for whom it is done; and what came of it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.core import texts
from duban.core.errors import DomainError
from duban.ledger.models import Instruction, Matter, MatterExtension, Task
from duban.orgs import policies
from duban.orgs.acting.performing import Performed, performed
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.orgs.models import Jurisdiction, Unit
from duban.plans.models import Plan
from duban.progress.models import Contribution, Digest, Evidence, ProgressReport, ReportingPeriod
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.acts.forms import ActForm, form_of, given_of, is_simple
from duban.web.acts.offers import is_possible
from duban.web.acts.options import facts_of, initial_of, options_of
from duban.web.onward import asked_for

PREFIXES = ("ledger.", "progress.", "coordination.", "supervision.")
MADE = (Problem, Dispatch, Proposal, UrgingSlip, SupervisionSlip)  # shown next: what an act made has its own page


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def act(request: ViewedRequest, code: str, uid: str) -> HttpResponse:
    """Show the form of an act; by post, do it, or record it for the one who decided it."""
    service = _service(code)
    about = _about(request, service, uid)
    if not recordable(request.viewer, code, about):
        policies.require(request.viewer, code, about)
    if request.method != "POST":
        initial = {**initial_of(code, about), **request.GET.dict()}  # a page may say what the form begins with
        return _page(request, service, about, form_of(service, about, options=options_of(code, about), initial=initial))
    form = form_of(service, about, options=options_of(code, about), data=request.POST)
    if not form.is_valid():
        return _page(request, service, about, form)
    try:
        outcome = service(by=by_of(request, code, about), about=about, given=given_of(service, form))
    except (NotVisible, NotAllowed, NotYours):
        raise
    except Stale as error:
        return _page(request, service, about, form, error=error, status=409)
    except DomainError as error:
        return _page(request, service, about, form, error=error)
    messages.success(request, said_of(outcome))
    made = outcome.result if isinstance(outcome.result, MADE) else about
    return redirect(asked_for(request, otherwise=page_of(made)))


def page_of(about: Any) -> str:
    """Return the page on which an object stands."""
    own = _PAGES.get(type(about))
    if own is not None:
        return own(about)
    task = getattr(about, "task", None) or _task_of(about)
    return reverse("task_work", args=[task.uid]) if task is not None else reverse("desk")


_PAGES: dict[type[Model], Callable[[Any], str]] = {
    Task: lambda task: reverse("task_work", args=[task.uid]),
    Unit: lambda unit: reverse("unit", args=[unit.uid]),
    Plan: lambda plan: reverse("plan", args=[plan.uid]),
    ProgressReport: lambda report: reverse("report", args=[report.uid]),
    Evidence: lambda evidence: reverse("unit_evidence", args=[evidence.unit.uid]) if evidence.unit else reverse("desk"),
    ReportingPeriod: lambda _period: reverse("reports"),
    Digest: lambda digest: reverse("digest", args=[digest.uid]),
    Contribution: lambda _contribution: reverse("reports"),
    Jurisdiction: lambda _jurisdiction: reverse("reports"),
    Instruction: lambda instruction: reverse("instruction", args=[instruction.uid]),
    Matter: lambda matter: reverse("matter", args=[matter.uid]),
    MatterExtension: lambda extension: reverse("matter", args=[extension.matter.uid]),
    Problem: lambda problem: reverse("problem", args=[problem.uid]),
    Decision: lambda decision: reverse("decision", args=[decision.uid]),
    Dispatch: lambda dispatch: reverse("dispatch_meeting", args=[dispatch.uid]),
    Proposal: lambda proposal: reverse("proposal", args=[proposal.uid]),
    UrgingSlip: lambda slip: reverse("urging_slip", args=[slip.uid]),
    SupervisionSlip: lambda slip: reverse("supervision_slip", args=[slip.uid]),
}


_BEGUN_AT: dict[str, Callable[[], str]] = {"coordination.plan_dispatch": lambda: reverse("dispatch")}
"""Where an act about the whole government begins that makes something of its own."""


def _task_of(about: Any) -> Task | None:
    for path in (("plan", "task"), ("item", "plan", "task"), ("request", "task")):
        found = about
        for name in path:
            found = getattr(found, name, None)
        if isinstance(found, Task):
            return found
    return None


def _service(code: str) -> Performed[Any, Any, Any]:
    service = performed().get(code)
    if service is None or not code.startswith(PREFIXES) or not is_simple(service):
        raise NotVisible
    return service


def _about(request: ViewedRequest, service: Performed[Any, Any, Any], uid: str) -> Model:
    if service.about is Jurisdiction:
        if uid != request.viewer.jurisdiction.uid:
            raise NotVisible
        return request.viewer.jurisdiction
    model: type[Model] = service.about
    return policies.visible_one(request.viewer, model, uid)


def _page(
    request: ViewedRequest,
    service: Performed[Any, Any, Any],
    about: Model,
    form: ActForm,
    *,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the form; what was typed stays where it was refused."""
    asked = asked_for(request, otherwise="")  # without it the page of what was made is shown next
    back = asked or _BEGUN_AT.get(service.code, lambda: page_of(about))()
    return render(
        request,
        "acting/act.html",
        {
            "title": policies.title_of(service.code),
            "about": str(about),
            "facts": facts_of(about),
            "form": form,
            "fields": [field for field in form if not field.is_hidden],
            "hidden": [field for field in form if field.is_hidden],
            "is_possible": is_possible(service.code, about),
            "error": texts.say(error) if error is not None else "",
            "asked": asked,
            "back": back,
            "crumbs": [
                {"label": str(about) or _("Back"), "url": back},
                {"label": policies.title_of(service.code), "url": ""},
            ],
            **behalf_context(request.viewer, service.code, about, request=request),
        },
        status=status,
    )
