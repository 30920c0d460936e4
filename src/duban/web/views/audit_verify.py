"""Verifying a chain from the audit desk: its end at once, all of it by command."""

import time

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.journal.access import note_access
from duban.journal.models import Entry
from duban.journal.records import INSTALLATION
from duban.journal.reports import ChainReport
from duban.journal.selectors import chain_head
from duban.journal.verification import verify_end
from duban.journal.wording import describe
from duban.orgs.auditing import chain_of
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.audit import frame

FROM_A_PAGE = 10_000  # entries; a person waits for it


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("audit.verify")
def audit_verify(request: ViewedRequest) -> HttpResponse:
    """Say what verification is, and on demand what it found; that it was run is on record with its outcome."""
    chain = chain_of(request.viewer, request.GET.get("chain", ""))
    head = chain_head(chain)
    context: dict[str, object] = {
        **frame(request, "audit_verify", chain),
        "head": f"{head[0]:,}:{head[1]}" if head else "",
        "from_a_page": f"{FROM_A_PAGE:,}",
        "is_long": bool(head and head[0] > FROM_A_PAGE),
        "crumbs": [{"label": _("Audit"), "url": reverse("audit")}, {"label": _("Verify"), "url": ""}],
    }
    if request.method == "POST":
        began = time.perf_counter()
        report = verify_end(chain, last=FROM_A_PAGE)
        context |= _result(chain, report, time.perf_counter() - began)
        note_access(
            jurisdiction=request.viewer.jurisdiction.uid,
            actor=request.viewer.actor,
            what="audit.verified",
            outcome="broken" if report.broken else "ok",
            target=f"{chain} {report.entries}",
            address=address_of(request),
        )
    return render(request, "audit/verify.html", context)


def _result(chain: str, report: ChainReport, seconds: float) -> dict[str, object]:
    broken = report.broken
    is_there = bool(broken and broken.seq and Entry.objects.filter(jurisdiction=chain, seq=broken.seq).exists())
    own = f"?chain={chain}" if chain == INSTALLATION else ""
    return {
        "report": report,
        "entries": f"{report.entries:,}",
        "seconds": f"{seconds:.1f}",
        "broken": describe(broken) if broken else "",
        "broken_url": reverse("audit_entry", args=[broken.seq]) + own if broken and is_there else "",
        "broken_seq": broken.seq if broken else 0,
        "erased": report.erased,
    }
