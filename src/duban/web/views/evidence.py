"""Evidence of a unit: what there is, where it serves, adding and taking a file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import files, texts
from duban.core.errors import DomainError
from duban.journal.access import note_access
from duban.ledger.models import Matter
from duban.ledger.stages import SERVED
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Unit
from duban.progress.evidencing.files import TYPES, add_evidence, keep
from duban.progress.models import Evidence
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.acts.offers import offers
from duban.web.clients import address_of

ADD, SUPPORT = "progress.add_evidence", "progress.support_matter"
SHOWN = 100
INLINE = {"application/pdf", "image/jpeg", "image/png", "text/plain"}


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_evidence(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the files of a unit; by post, add one."""
    unit = policies.visible_one(request.viewer, Unit, uid)
    if request.method != "POST":
        return _page(request, unit)
    if not recordable(request.viewer, ADD, unit):
        policies.require(request.viewer, ADD, unit)
    upload = request.FILES.get("file")
    if upload is None:
        return _page(request, unit, error=_("Choose a file first."))
    try:
        given = keep(request.viewer.jurisdiction, name=upload.name or "", data=upload.read())
        outcome = add_evidence(by=by_of(request, ADD, unit), about=unit, given=given)
    except (NotVisible, NotAllowed, NotYours):
        raise
    except DomainError as error:
        return _page(request, unit, error=texts.say(error))
    messages.success(request, said_of(outcome))
    return redirect("unit_evidence", uid=unit.uid)


@require_safe
@behind_door("orgs.look")
def evidence_file(request: ViewedRequest, uid: str) -> HttpResponse:
    """Give out a file under its name; what browsers show safely is shown, the rest is saved."""
    found = policies.visible_one(request.viewer, Evidence, uid)
    content = files.fetch(files.reference_of(request.viewer.jurisdiction.uid, found.sha256))
    note_access(
        jurisdiction=request.viewer.jurisdiction.uid,
        actor=request.viewer.actor,
        what="progress.evidence_taken",
        outcome="ok",
        target=found.uid,
        address=address_of(request),
    )
    as_attachment = found.media_type not in INLINE or bool(request.GET.get("save"))
    response = HttpResponse(content, content_type=found.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment, found.name) or "attachment"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def _page(request: ViewedRequest, unit: Unit, *, error: str = "") -> HttpResponse:
    rows = policies.visible(request.viewer, Evidence).filter(unit=unit).select_related("added_by__person")
    leads_matters = Matter.objects.filter(jurisdiction=unit.jurisdiction_id, lead=unit, stage__in=SERVED).exists()
    return render(
        request,
        "progress/evidence.html",
        {
            "unit": unit,
            "rows": [
                (row, [each for each in offers(request.viewer, row) if leads_matters or each.code != SUPPORT])
                for row in rows.prefetch_related("uses__task").order_by("-added_at", "-pk")[:SHOWN]
            ],
            "types": ",".join(f".{ending}" for ending in TYPES),
            "error": error,
            **behalf_context(request.viewer, ADD, unit, request=request if error else None),
        },
    )
