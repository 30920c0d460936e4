"""A work plan: written as a whole; once it is in force, what is sent is a change that is asked for."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.core.errors import DomainError
from duban.ledger.models import Indicator, Item, WorkPlan
from duban.ledger.planning.changing import ChangeAsked, ask_change
from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan, missing_in, write_plan
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.keeping import content_of, units_of
from duban.ledger.stages import PlanStage
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.acts.plan_form import ItemFields, document, shown, typed
from duban.web.onward import asked_for

WRITE, FILE, CHANGE = "ledger.write_plan", "ledger.file_plan", "ledger.ask_change"


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def work_plan(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a work plan with a field for everything; by post, keep it, file it, or ask for the change."""
    plan = policies.visible_one(request.viewer, WorkPlan, uid)
    code = _code(request, plan)
    if not recordable(request.viewer, code, plan):
        policies.require(request.viewer, code, plan)
    units = units_of(plan)
    if request.method != "POST":
        items = content_of(plan) or first_draft(plan)
        return _page(request, plan, code, shown(items, units))
    rows = typed({key: str(value) for key, value in request.POST.items()})
    if request.POST.get("act") == "more":
        return _page(request, plan, code, [*rows, *shown((), units)])
    try:
        said = _act(request, plan, code, rows)
    except (NotVisible, NotAllowed, NotYours):
        raise
    except Stale as error:
        return _page(request, plan, code, rows, error=error, status=409)
    except DomainError as error:
        return _page(request, plan, code, rows, error=error)
    messages.success(request, said)
    return redirect(asked_for(request, otherwise=reverse("task_work", args=[plan.task.uid])))


def _code(request: ViewedRequest, plan: WorkPlan) -> str:
    if plan.stage == PlanStage.IN_FORCE:
        return CHANGE
    return FILE if request.POST.get("act") == "file" else WRITE


def _act(request: ViewedRequest, plan: WorkPlan, code: str, rows: Sequence[ItemFields]) -> str:
    """Do what the button says: filing writes what was typed first, each an act of its own."""
    items = document(rows, units_of(plan))
    version = _version(request)
    if code == CHANGE:
        reason = request.POST.get("reason", "").strip()
        return said_of(
            ask_change(by=by_of(request, CHANGE, plan), about=plan, given=ChangeAsked(items, reason, version))
        )
    by = by_of(request, WRITE, plan)
    outcome = write_plan(by=by, about=plan, given=PlanWritten(items, version))
    if code == WRITE or outcome.is_waiting:
        return said_of(outcome)
    plan.refresh_from_db()
    return said_of(file_plan(by=by_of(request, FILE, plan), about=plan, given=PlanFiled(version + 1)))


def _version(request: ViewedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _page(
    request: ViewedRequest,
    plan: WorkPlan,
    code: str,
    rows: Sequence[ItemFields],
    *,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    units = units_of(plan)
    task = plan.task
    is_change = plan.stage == PlanStage.IN_FORCE
    return render(
        request,
        "task/plan.html",
        {
            "plan": plan,
            "task": task,
            "rows": list(enumerate(rows)),
            "units": [(uid, unit.name) for uid, unit in units.items()],
            "own_unit": plan.part.unit.uid,
            "bases": Item.Basis.choices,
            "directions": Indicator.Direction.choices,
            "is_change": is_change,
            "may_file": not is_change
            and bool(recordable(request.viewer, FILE, plan) or policies.can(request.viewer, FILE, plan)),
            "missing": missing_in(plan, content_of(plan)) if not is_change else [],
            "is_written": plan.items.exists(),
            "reason": request.POST.get("reason", ""),
            "error": texts.say(error) if error is not None else "",
            "crumbs": [
                {
                    "label": _("Clause %(numbers)s") % {"numbers": task.numbers},
                    "url": reverse("task_work", args=[task.uid]),
                },
                {"label": _("Work plan of %(unit)s") % {"unit": plan.part.unit.name}, "url": ""},
            ],
            **behalf_context(request.viewer, code, plan, request=request),
        },
        status=status,
    )
