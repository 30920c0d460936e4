"""Plans as adopted: their facts, their text with every mark, and the file they came from."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.core import files
from duban.journal.access import note_access
from duban.journal.selectors import chain_head
from duban.ledger.selectors.passages import Passage
from duban.ledger.selectors.plans import plan_rows, plan_sheet
from duban.orgs import policies
from duban.plans.models import Plan
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.marked import marked


@require_safe
@behind_door("plans.see")
def plans(request: ViewedRequest) -> HttpResponse:
    """Show the plans that were adopted."""
    head = chain_head(request.viewer.jurisdiction.uid)
    rows = plan_rows(request.viewer, head=head[1] if head else "")
    may_see_imports = policies.can(request.viewer, "plans.see_imports")
    return render(request, "plans.html", {"plans": rows, "may_see_imports": may_see_imports})


@require_safe
@behind_door("orgs.look")
def plan(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a plan in full."""
    sheet = plan_sheet(request.viewer, uid)
    return render(
        request,
        "plan.html",
        {
            "sheet": sheet,
            "plan": sheet.plan,
            "crumbs": [
                {"label": _("Plans"), "url": reverse("plans")},
                {"label": sheet.plan.doc_number or sheet.plan.title, "url": ""},
            ],
            "ledger": f"{reverse('ledger')}?plan={uid}",
            "may_see_service": policies.can(request.viewer, "orgs.see_services"),
            "passages": [_passage(passage) for passage in sheet.passages],
        },
    )


@require_safe
@behind_door("orgs.look")
def plan_file(request: ViewedRequest, uid: str) -> HttpResponse:
    """Give out the file as it came in; that somebody took it is on record."""
    found = policies.visible_one(request.viewer, Plan, uid)
    source = found.origin.file
    content = files.fetch(files.reference_of(request.viewer.jurisdiction.uid, source.sha256))
    note_access(
        jurisdiction=request.viewer.jurisdiction.uid,
        actor=request.viewer.actor,
        what="plans.file_taken",
        outcome="ok",
        target=source.uid,
        address=address_of(request),
    )
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=source.name)
    return response


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "clause": passage.clause,
        "task": passage.task,
        "paragraphs": [
            (each.anchors, each.is_heading, marked(each.segments, anchored=True)) for each in passage.paragraphs
        ],
    }
