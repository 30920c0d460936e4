"""What units owe over its day, urged together: one screen, ticks, one slip for each unit. And what was sent."""

from collections import Counter
from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.core.uids import new_uid
from duban.journal.selectors import entries_about
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.models import Unit
from duban.reminders.duties.urged import titles
from duban.supervision.models import SupervisionSlip, UrgingSlip
from duban.supervision.urging import selectors
from duban.supervision.urging.owing import Overdue, UnitOverdue, overdue_units
from duban.supervision.urging.slips import UnitUrged, urge_unit
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import by_of, new_key
from duban.web.acts.offers import offers
from duban.web.urging_tabs import UrgingTab, urging_tabs
from duban.web.views.coordination import entries_in_words
from duban.web.views.ledger import Chip

ENTRIES = 20
LONGEST_NOTE = 255
MOST_TICKED = 2_000
CODE = "supervision.urge_unit"


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("supervision.see_overdue")
def urging(request: ViewedRequest) -> HttpResponse:
    """Show what every unit owes over its day; by post, send each unit one slip for what was ticked."""
    if request.method != "POST":
        return _page(request)
    policies.require(request.viewer, CODE)
    ticked = _ticked(request.POST.getlist("duty"))
    if not ticked:
        return _page(request, error=_("Nothing was ticked, so nothing was sent."))
    sent, refused = _send(request, ticked)
    if sent:
        said = ngettext("%(count)s urging slip sent.", "%(count)s urging slips sent.", sent) % {"count": sent}
        messages.success(request, said)
    return _page(request, error="　".join(refused)) if refused else redirect("urging_sent")


@require_safe
@behind_door("supervision.see_urgings")
def urging_sent(request: ViewedRequest) -> HttpResponse:
    """Show the slips that were sent, and the latest calls."""
    page = selectors.urgings(request.viewer, page_of(request))
    return render(
        request,
        "urging/sent.html",
        {
            "tabs": urging_tabs(request.viewer, UrgingTab.SENT),
            "page": page,
            "calls": selectors.calls(request.viewer),
            **pager(page, reverse("urging_sent")),
        },
    )


@require_safe
@behind_door("orgs.look")
def urging_slip(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show an urging slip; on paper it is the slip."""
    slip = policies.visible_one(request.viewer, UrgingSlip, uid)
    entries = entries_about(jurisdiction=request.viewer.jurisdiction.uid, kind="urgingslip", uid=uid, limit=ENTRIES)
    named = titles()
    return render(
        request,
        "urging/slip.html",
        {
            "slip": slip,
            "duties": [(named.get(each.kind, each.kind), each) for each in selectors.duties_of(slip)],
            "offers": offers(request.viewer, slip),
            "entries": entries_in_words(entries),
            "crumbs": [
                {"label": _("Urged"), "url": reverse("urging_sent")},
                {"label": slip.serial, "url": ""},
            ],
        },
    )


def page_of(request: ViewedRequest) -> int:
    """Return the number of the page that the address asks for."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and 0 < len(asked) < 6 else 1


def pager(page: selectors.Page[UrgingSlip] | selectors.Page[SupervisionSlip], own: str) -> dict[str, str]:
    """Return what `parts/_pagination.html` needs; `own` is the address of the register."""
    number, more = (page.first - 1) // selectors.PAGE + 1, f"{own}{'&' if '?' in own else '?'}page="
    summary = {"first": page.first, "last": page.last, "total": f"{page.count:,}"}
    return {
        "summary": _("%(first)s—%(last)s of %(total)s") % summary if page.rows else "",
        "previous_url": f"{more}{number - 1}" if number > 1 else "",
        "next_url": f"{more}{number + 1}" if page.last < page.count else "",
    }


def _page(request: ViewedRequest, *, error: str = "") -> HttpResponse:
    found, named = overdue_units(request.viewer.jurisdiction), titles()
    asked = request.GET.get("kind", "")
    counts = Counter(each.owed.kind for of_unit in found for each in of_unit.duties)
    shown = [narrowed for of_unit in found if (narrowed := _narrowed(of_unit, asked)).duties]
    chips = [
        Chip(reverse("urging"), pgettext("filter", "All"), f"{sum(counts.values()):,}", not asked),
        *(
            Chip(f"{reverse('urging')}?kind={kind}", named[kind], f"{counts[kind]:,}", asked == kind)
            for kind in named
            if counts[kind]
        ),
    ]
    return render(
        request,
        "urging/overdue.html",
        {
            "tabs": urging_tabs(request.viewer, UrgingTab.OVERDUE),
            "units": [
                {
                    "unit": each.unit,
                    "duties": [(named.get(duty.owed.kind, duty.owed.kind), duty) for duty in each.duties],
                    "again_on": each.again_on,
                }
                for each in shown
            ],
            "chips": chips if len(chips) > 2 else [],
            "owed": sum(len(each.duties) for each in shown),
            "open": sum(len(each.open) for each in shown),
            "may_urge": policies.can(request.viewer, CODE),
            "key": new_key(),
            "error": error,
        },
    )


def _narrowed(of_unit: UnitOverdue, kind: str) -> UnitOverdue:
    kept: Sequence[Overdue] = [each for each in of_unit.duties if not kind or each.owed.kind == kind]
    return UnitOverdue(of_unit.unit, tuple(kept))


def _ticked(values: Sequence[str]) -> dict[str, list[str]]:
    """Return what was ticked, by the uid of its unit: each value is a unit and a code."""
    found: dict[str, list[str]] = {}
    for value in values[:MOST_TICKED]:
        unit, _slash, code = value.partition("/")
        found.setdefault(unit, []).append(code)
    return found


def _send(request: ViewedRequest, ticked: dict[str, list[str]]) -> tuple[int, list[str]]:
    """Send each unit its slip: an act of its own for each, with a common batch; one refused holds up no other."""
    units = policies.visible(request.viewer, Unit).filter(uid__in=ticked).order_by("position", "pk")
    asked, batch = by_of(request, CODE, None), new_uid()
    note = request.POST.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        raise BadRequest("note of a slip")
    sent, refused = 0, []
    for unit in units:
        by = By(request.viewer, key=f"{asked.key[:48]}-{unit.uid}" if asked.key else None, batch=batch)
        try:
            urge_unit(by=by, about=unit, given=UnitUrged(tuple(ticked[unit.uid]), note or None))
        except DomainError as error:
            refused.append(f"{unit.name}：{texts.say(error)}")
        else:
            sent += 1
    return sent, refused
