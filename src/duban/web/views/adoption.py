"""Adoption: an official act, so that its page counts what will come of it before it is done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.ledger import services
from duban.ledger.errors import AdoptedAlready, ForComment, NotAdoptable
from duban.orgs import policies
from duban.orgs.errors import Stale
from duban.orgs.models import Unit
from duban.plans.errors import OtherStage
from duban.plans.models import PlanImport
from duban.plans.selectors import Review, review
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.review_panels import leaders_named, units_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def import_adopt(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show what adoption will make of a draft; adopt it when that is posted."""
    plan_import = policies.visible_one(request.viewer, PlanImport, uid)
    policies.require(request.viewer, "ledger.adopt_plan")
    if request.method != "POST":
        if plan_import.reading is None:
            return redirect("plan_import", uid)
        seen = review(request.viewer, uid)
        if not seen.can_adopt:
            return redirect("plan_import", uid)
        return render(request, "import_adopt.html", {"review": seen, "counts": _counts(seen)})
    version = request.POST.get("version", "")
    try:
        plan = services.adopt(
            viewer=request.viewer, plan_import=plan_import, version=int(version) if version.isdecimal() else -1
        )
    except (AdoptedAlready, ForComment, NotAdoptable, OtherStage, Stale) as refusal:
        context = {"message": texts.say(refusal), "back_url": reverse("plan_import", args=[uid])}
        return render(request, "errors/409.html", context, status=409)
    messages.success(request, _("Adopted into the ledger: %(title)s") % {"title": plan.title})
    return redirect("plan", plan.uid)


def _counts(seen: Review) -> dict[str, object]:
    """Count what will come of a draft."""
    units = {unit.name: unit for item in seen.items for unit in units_of(item)}
    groups = [unit.name for unit in units.values() if unit.kind in Unit.GROUPS]
    leaders = {leader.name for leader in leaders_named(seen)}
    return {
        "clauses": len(seen.items),
        "tasks": seen.task_count,
        "linked": len(seen.items) - seen.task_count,
        "sections": len(seen.sections),
        "leaders": len(leaders),
        "units": len(units),
        "new_units": sum(not unit.is_known for unit in units.values()),
        "known_units": sum(unit.is_known for unit in units.values()),
        "groups": groups,
        "targets": seen.target_count,
        "deadlines": sum(len(item.deadlines) for item in seen.items),
        "corrections": sum(not row.is_undone and row.kind != "item_accepted" for row in seen.history),
    }
