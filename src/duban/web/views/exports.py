"""The ledger taken out as a sheet."""

from collections.abc import Callable

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from duban.core import clock
from duban.journal.access import note_access
from duban.journal.selectors import chain_head
from duban.ledger.exports import Sheet, csv_chunks, ledger_sheet, xlsx_file
from duban.ledger.filters import Filters
from duban.ledger.selectors.listing import asked_tasks
from duban.ledger.selectors.paging import in_order
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.ledger import facts, filters_in_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@behind_door("ledger.see")
def ledger_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out all tasks that the address asks for, on every page of it; that somebody took them is on record."""
    if form not in FORMS:
        raise Http404
    filters = Filters.parse(request.GET)
    head = chain_head(request.viewer.jurisdiction.uid)
    tasks, within, choices = asked_tasks(request.viewer, filters, head=head[1] if head else "")
    at = timezone.localtime(clock.now())
    sheet = ledger_sheet(
        in_order(tasks, within, choices.jurisdiction),
        jurisdiction=choices.jurisdiction,
        facts=facts(filters, choices),
        filters=filters_in_words(filters, choices),
        at=at,
    )
    note_access(
        jurisdiction=request.viewer.jurisdiction.uid,
        actor=request.viewer.actor,
        what="ledger.exported",
        outcome="ok",
        target=f"{form}?{filters.query()}",
        address=request.META.get("REMOTE_ADDR", "-"),
    )
    return FORMS[form](sheet, f"{request.viewer.jurisdiction.name}-{at:%Y%m%d}.{form}")


def _csv(sheet: Sheet, name: str) -> HttpResponseBase:
    response = StreamingHttpResponse(csv_chunks(sheet), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _xlsx(sheet: Sheet, name: str) -> HttpResponseBase:
    return FileResponse(xlsx_file(sheet), as_attachment=True, filename=name, content_type=XLSX)


FORMS: dict[str, Callable[[Sheet, str], HttpResponseBase]] = {"csv": _csv, "xlsx": _xlsx}
