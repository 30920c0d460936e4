"""What was found at the audit desk, taken out as a sheet or as lines of JSON; that somebody took it is on record."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from duban.core import clock
from duban.core.digests import JSON
from duban.core.sheets import Cells, Sheet, csv_chunks, xlsx_chunks
from duban.journal import searching
from duban.journal.exporting import (
    MOST_ROWS,
    access_cells,
    access_columns,
    access_lines,
    entry_cells,
    entry_columns,
    entry_lines,
    signed_off,
)
from duban.journal.selectors import chain_head
from duban.orgs.auditing import chain_of, note_look
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.views.audit_query import ACCESS_FIELDS, ENTRY_FIELDS, Query, access_asked, entries_asked

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}
ENTRY_WIDTHS = (8, 20, 12, 24, 30, 24, 70, 66)
ACCESS_WIDTHS = (20, 12, 24, 30, 10, 40, 18)


@require_safe
@behind_door("audit.take")
def audit_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out the entries that the address asks for, newest first."""
    query = Query.parse(request.GET, ENTRY_FIELDS)
    chain = chain_of(request.viewer, query.chain)
    found = searching.entries_asked(chain, entries_asked(request.viewer, query))
    _note(request, form, "audit.entries_taken", query)
    if form == "jsonl":
        return _answer(request, form, _lines(request, chain, query, entry_lines(found)))
    sheet = _sheet(request, _("Journal"), query, found, entry_columns(), ENTRY_WIDTHS, entry_cells(found))
    return _answer(request, form, csv_chunks(sheet) if form == "csv" else xlsx_chunks(sheet))


@require_safe
@behind_door("audit.take")
def audit_access_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out the access records that the address asks for, newest first."""
    query = Query.parse(request.GET, ACCESS_FIELDS)
    chain = chain_of(request.viewer, query.chain)
    found = searching.access_asked(chain, access_asked(request.viewer, query))
    _note(request, form, "audit.access_taken", query)
    if form == "jsonl":
        return _answer(request, form, _lines(request, chain, query, access_lines(found)))
    sheet = _sheet(request, _("Access records"), query, found, access_columns(), ACCESS_WIDTHS, access_cells(found))
    return _answer(request, form, csv_chunks(sheet) if form == "csv" else xlsx_chunks(sheet))


def _note(request: ViewedRequest, form: str, what: str, query: Query) -> None:
    if form not in FORMS:
        raise Http404
    note_look(request.viewer, what=what, target=f"{form}?{query.target()}", address=address_of(request))


def _sheet(
    request: ViewedRequest,
    name: str,
    query: Query,
    found: QuerySet[Model],
    columns: Cells,
    widths: tuple[int, ...],
    rows: Iterator[Cells],
) -> Sheet:
    at = timezone.localtime(clock.now())
    head: list[Cells] = [
        (name, request.viewer.jurisdiction.name),
        (_("Filters"), query.target() if not query.is_empty else _("none")),
        (_("As of"), f"{at:%Y-%m-%d %H:%M}"),
        (_("Taken by"), request.viewer.name),
    ]
    count = found[: MOST_ROWS + 1].count()
    if count > MOST_ROWS:
        cut = _("Only the newest %(count)s rows stand here; narrow the days for the others.")
        head.append((_("Not complete"), cut % {"count": f"{MOST_ROWS:,}"}))
    return Sheet(name=name, head=tuple(head), columns=columns, widths=widths, rows=rows)


def _lines(request: ViewedRequest, chain: str, query: Query, rows: Iterator[Mapping[str, JSON]]) -> Iterator[bytes]:
    head = chain_head(chain)
    about: Mapping[str, JSON] = {
        "chain": chain,
        "asked": query.target(),
        "taken_by": request.viewer.name,
        "taken_by_uid": request.viewer.user.uid,
        "taken_at": clock.now(),
        "head": f"{head[0]}:{head[1]}" if head else "-",
    }
    return signed_off(rows, algorithm=settings.DUBAN_DIGEST, about=about)


def _answer(request: ViewedRequest, form: str, chunks: Iterator[bytes]) -> HttpResponseBase:
    name = f"{request.viewer.jurisdiction.name}-{timezone.localtime(clock.now()):%Y%m%d-%H%M}.{form}"
    response = StreamingHttpResponse(chunks, content_type=FORMS[form])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
