"""What the plan left to the lead unit to name: the list of it, and the page on which it is named."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.ledger.errors import NamingIncomplete, NotNameable
from duban.ledger.naming import NamedUnits, name_open_end
from duban.ledger.selectors.open_ends import open_end_sheet, unresolved_rows
from duban.orgs import policies
from duban.orgs.acting.selectors import recordable
from duban.orgs.errors import Stale
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import BehalfIncomplete, behalf_context, by_of, said_of
from duban.web.onward import asked_for

CODE = "ledger.name_open_end"
LONGEST_REASON = 255


@require_safe
@behind_door("ledger.see")
def open_ends(request: ViewedRequest) -> HttpResponse:
    """Show what nobody has named yet, the earliest due first."""
    rows, count = unresolved_rows(request.viewer)
    return render(request, "ledger/open_ends.html", {"rows": rows, "count": count, "has_more": count > len(rows)})


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def open_end(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show an open end; by post, name the units that are meant, or say that nobody else is."""
    sheet = open_end_sheet(request.viewer, uid)
    if request.method != "POST":
        return _page(request, uid)
    if not recordable(request.viewer, CODE, sheet.open_end):
        policies.require(request.viewer, CODE, sheet.open_end)
    version = request.POST.get("version", "")
    given = NamedUnits(
        units=tuple(dict.fromkeys(request.POST.getlist("units"))),
        none_because=request.POST.get("none_because", "").replace("\0", "").strip()[:LONGEST_REASON] or None,
        version=int(version) if version.isascii() and version.isdecimal() and len(version) < 9 else -1,
    )
    try:
        outcome = name_open_end(by=by_of(request, CODE, sheet.open_end), about=sheet.open_end, given=given)
    except (NamingIncomplete, NotNameable, BehalfIncomplete) as error:
        return _page(request, uid, ticked=given.units, error=error)
    except Stale as error:
        return _page(request, uid, ticked=given.units, error=error, status=409)
    messages.success(request, said_of(outcome))
    return redirect(asked_for(request, otherwise=reverse("task", args=[sheet.open_end.task.uid])))


def _page(
    request: ViewedRequest,
    uid: str,
    *,
    ticked: Collection[str] | None = None,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; what was ticked and typed stays where it was refused."""
    sheet = open_end_sheet(request.viewer, uid)
    task = sheet.open_end.task
    return render(
        request,
        "ledger/open_end.html",
        {
            "row": sheet.row,
            "open_end": sheet.open_end,
            "choices": [(unit, chosen if ticked is None else unit.uid in ticked) for unit, chosen in sheet.choices],
            "reason": request.POST.get("none_because", "") if error is not None else sheet.row.reason,
            "error": texts.say(error) if error is not None else "",
            "crumbs": [
                {"label": _("Ledger"), "url": reverse("ledger")},
                {"label": _("Clause %(numbers)s") % {"numbers": task.numbers}, "url": reverse("task", args=[task.uid])},
                {"label": sheet.row.words, "url": ""},
            ],
            **behalf_context(request.viewer, CODE, sheet.open_end, request=request),
        },
        status=status,
    )
