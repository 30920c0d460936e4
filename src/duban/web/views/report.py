"""One report in full: its form, every version that was filed, what cooperating units gave, what can be done."""

from json import loads

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.progress.models import Contribution, EvidenceUse, ProgressReport, ReportVersion
from duban.progress.reporting.amending import AMENDABLE, ReportAmended, amend_report
from duban.progress.reporting.reports import ReportFiled, ReportWritten, file_report, write_report
from duban.progress.selectors.screens import OWED, OwedReport, owed_reports
from duban.progress.stages import ReportStage
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.acts.offers import offers
from duban.web.acts.report_form import words_of
from duban.web.onward import asked_for

WRITE, FILE, AMEND = "progress.write_report", "progress.file_report", "progress.amend_report"
ACTS = {"keep": WRITE, "send": WRITE, "file": FILE, "amend": AMEND}


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def report(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a report; by post, keep it, lay it before the head, file it, or amend what was accepted."""
    row = policies.visible_one(request.viewer, ProgressReport, uid)
    (owed,) = owed_reports(request.viewer.jurisdiction, [row], row.period)
    if request.method != "POST":
        return _page(request, owed)
    code = ACTS.get(request.POST.get("act", ""), WRITE)
    if not recordable(request.viewer, code, row):
        policies.require(request.viewer, code, row)
    try:
        said = _act(request, owed, code)
    except (NotVisible, NotAllowed, NotYours):
        raise
    except Stale as error:
        return _page(request, owed, error=error, status=409)
    except DomainError as error:
        return _page(request, owed, error=error)
    messages.success(request, said)
    return redirect(asked_for(request, otherwise=reverse("report", args=[uid])))


def _act(request: ViewedRequest, owed: OwedReport, code: str) -> str:
    by, row = by_of(request, code, owed.row), owed.row
    posted = {name: str(value) for name, value in request.POST.items()}
    if code == FILE:
        return said_of(file_report(by=by, about=row, given=words_of(posted, "", owed.figures, ReportFiled)))
    if code == AMEND:
        words = words_of(posted, "", owed.figures, ReportFiled)
        given = ReportAmended(words.text or "", posted.get("reason", ""), words.next_steps, words.figures)
        return said_of(amend_report(by=by, about=row, given=given))
    to_head = request.POST.get("act") == "send"
    words_written = words_of(posted, "", owed.figures, ReportWritten, to_head=to_head)
    return said_of(write_report(by=by, about=row, given=words_written))


def _page(
    request: ViewedRequest, owed: OwedReport, *, error: DomainError | None = None, status: int = 200
) -> HttpResponse:
    row, viewer = owed.row, request.viewer
    typed = request.POST if error is not None else {}
    is_own = row.unit_id in viewer.unit_ids
    may_write = row.stage in (*OWED, ReportStage.MISSING, ReportStage.WAITING_CONTRIB) and _may(request, WRITE, row)
    may_amend = row.stage in AMENDABLE and _may(request, AMEND, row)
    is_open_to_all = row.stage in (ReportStage.SUBMITTED, *AMENDABLE)
    versions = list(row.versions.order_by("-number")) if is_open_to_all or is_own else []
    code = FILE if policies.can(viewer, FILE, row) else AMEND if may_amend else WRITE
    return render(
        request,
        "progress/report.html",
        {
            "report": row,
            "owed": owed,
            "shows_words": is_open_to_all or is_own or _may(request, WRITE, row),
            "text": typed.get("text", row.text or ""),
            "next_steps": typed.get("next", row.next_steps or ""),
            "reason": typed.get("reason", ""),
            "figures": [
                (each, typed.get(f"f-{each.uid}", each.value), typed.get(f"fr-{each.uid}", "")) for each in owed.figures
            ],
            "may_write": may_write,
            "may_file": may_write and _may(request, FILE, row),
            "may_amend": may_amend,
            "amendment": next((each for each in versions if _waits(each, row)), None),
            "refused": next((each for each in versions[:1] if each.refused_at is not None), None),
            "versions": [(each, loads(each.figures)) for each in versions],
            "contributions": Contribution.objects.filter(
                jurisdiction=row.jurisdiction_id, period=row.period_id, request__lead=row.part_id
            ).select_related("part__unit", "request"),
            "evidence": EvidenceUse.objects.filter(
                jurisdiction=row.jurisdiction_id, kind=EvidenceUse.Kind.REPORT, about=row.uid
            ).select_related("evidence")
            if is_open_to_all or is_own
            else (),
            "is_own": is_own,
            "offers": offers(viewer, row),
            "may_raise": policies.can(viewer, "coordination.raise_problem", row.part),
            "error": texts.say(error) if error is not None else "",
            "crumbs": [
                {"label": _("Reports"), "url": f"{reverse('reports')}?month={row.period.month}"},
                {"label": row.task.numbers, "url": reverse("task_work", args=[row.task.uid])},
                {"label": row.period.words, "url": ""},
            ],
            **behalf_context(viewer, code, row, request=request),
        },
        status=status,
    )


def _waits(version: ReportVersion, row: ProgressReport) -> bool:
    return version.number > row.versions_filed and version.accepted_at is None and version.refused_at is None


def _may(request: ViewedRequest, code: str, row: ProgressReport) -> bool:
    return policies.can(request.viewer, code, row) or bool(recordable(request.viewer, code, row))
