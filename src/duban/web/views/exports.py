"""The ledger taken out as a sheet."""

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from duban.core.sheets import Export
from duban.ledger.exports import FORMS, export_ledger
from duban.ledger.filters import Filters
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
@behind_door("ledger.see")
def ledger_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out all tasks that the address asks for, on every page of it."""
    if form not in FORMS:
        raise Http404
    export = export_ledger(
        viewer=request.viewer,
        filters=Filters.parse(request.GET),
        form=form,
        address=address_of(request),
    )
    return as_download(export, form)


def as_download(export: Export, form: str) -> HttpResponseBase:
    """Return a file that the browser keeps."""
    response = StreamingHttpResponse(export.chunks, content_type=TYPES[form])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=export.name) or ""
    return response
