"""The register of units, and a unit with its duties."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from duban.core import texts
from duban.journal.selectors import chain_head
from duban.ledger.selectors.units import Narrowing, Register, register, unit_sheet
from duban.orgs import policies
from duban.orgs.errors import Stale
from duban.orgs.models import Unit
from duban.orgs.people.selectors import posts_of_unit
from duban.orgs.register.dates import day_of
from duban.orgs.register.members import Group, name_members
from duban.orgs.register.selectors import unit_record
from duban.web.access import ViewedRequest, behind_door
from duban.web.asked import words_of
from duban.web.views.ledger import Chip
from duban.web.views.people_acts import may

LONGEST_QUERY = 64
SPOKEN_OF = {
    "县": (Unit.Kind.COUNTY, Unit.Kind.ZONE),
    "区": (Unit.Kind.COUNTY, Unit.Kind.ZONE),
    "旗": (Unit.Kind.COUNTY, Unit.Kind.ZONE),
    "部门": (Unit.Kind.DEPARTMENT,),
    "企业": (Unit.Kind.COMPANY,),
}


@require_safe
@behind_door("orgs.see_units")
def units(request: ViewedRequest) -> HttpResponse:
    """Show the register, or the part of it that was asked for."""
    query = words_of(request.GET, "q", longest=LONGEST_QUERY)
    letter = request.GET.get("letter", "")[:1].upper()
    narrowing = _narrowing(request)
    found = register(request.viewer, query=query, letter=letter, head=_head(request), narrowing=narrowing)
    return render(
        request,
        "units.html",
        {
            "register": found,
            "query": query,
            "letter": letter,
            "letters": _letters(found, letter, narrowing),
            "kinds": _options(Unit.Kind, narrowing.kind),
            "standings": _options(Unit.Standing, narrowing.standing),
            "narrowing": narrowing,
            "is_asked": bool(query or letter or narrowing != Narrowing()),
            "may_enter": policies.can(request.viewer, "orgs.enter_unit"),
            "may_import": policies.can(request.viewer, "orgs.import_register"),
        },
    )


@require_safe
@behind_door("orgs.look")
def unit(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a unit with what it leads and what it supports."""
    return render(request, "unit.html", _context(request, uid))


@require_POST
@behind_door("orgs.look")
def unit_members(request: ViewedRequest, uid: str) -> HttpResponse:
    """Name the members of a group; where somebody else was faster, show his list and keep the ticks of this one."""
    group = policies.visible_one(request.viewer, Unit, uid)
    policies.require(request.viewer, "orgs.name_group_members")
    ticked = request.POST.getlist("members")
    chosen = policies.visible(request.viewer, Unit).filter(uid__in=ticked).order_by("position")
    try:
        name_members(
            viewer=request.viewer,
            group=group,
            units=list(chosen),
            before=request.POST.getlist("before"),
            since=day_of(request.POST.get("since", "")),
        )
    except Stale as error:
        context = _context(request, uid, ticked=ticked) | {"conflict": texts.say(error)}
        return render(request, "unit.html", context, status=409)
    messages.success(request, _("Members of %(group)s named.") % {"group": group.name})
    return redirect("unit", uid=uid)


def _context(request: ViewedRequest, uid: str, *, ticked: Collection[str] | None = None) -> dict[str, object]:
    sheet = unit_sheet(request.viewer, uid, head=_head(request))
    ledger = f"{reverse('ledger')}?unit={uid}"
    members = sheet.group.members if sheet.group else ()
    ticked = [member.uid for member in members] if ticked is None else ticked
    return {
        "sheet": sheet,
        "unit": sheet.unit,
        "seats": posts_of_unit(request.viewer, sheet.unit),
        "may_name_posts": may(request, "orgs.name_to_post", sheet.unit),
        "crumbs": [{"label": _("Units"), "url": reverse("units")}, {"label": sheet.unit.name, "url": ""}],
        "duties": [(each, f"{ledger}&role={each.role}") for each in sheet.duties],
        "may_name_members": sheet.group is not None and policies.can(request.viewer, "orgs.name_group_members"),
        "members": members,
        "record": unit_record(request.viewer, sheet.unit),
        "may_see_burden": policies.can(request.viewer, "supervision.see_burden_of_unit", sheet.unit),
        "may_change": policies.can(request.viewer, "orgs.change_unit", sheet.unit),
        "choices": _member_choices(sheet.group, ticked) if sheet.group else [],
    }


def _member_choices(group: Group, ticked: Collection[str]) -> list[tuple[Unit, bool]]:
    """Return the units that could belong to a group: the ticked ones first, then those its name may speak of."""
    likely = {kind for word, kinds in SPOKEN_OF.items() if word in group.unit.name for kind in kinds}
    units = sorted(
        (*group.members, *group.candidates),
        key=lambda unit: (unit.uid not in ticked, unit.kind not in likely, unit.position),
    )
    return [(unit, unit.uid in ticked) for unit in units]


def _head(request: ViewedRequest) -> str:
    head = chain_head(request.viewer.jurisdiction.uid)
    return head[1] if head else ""


def _narrowing(request: ViewedRequest) -> Narrowing:
    """Return the filters of the address; a value that is none filters nothing."""
    kind, standing = request.GET.get("kind", ""), request.GET.get("standing", "")
    return Narrowing(
        kind if kind in Unit.Kind.values else "",
        standing if standing in Unit.Standing.values else "",
        request.GET.get("ended") == "1",
    )


def _options(choices: type[TextChoices], chosen: str) -> list[tuple[str, str, bool]]:
    return [(each.value, str(each.label), each.value == chosen) for each in choices]


def _letters(found: Register, chosen: str, narrowing: Narrowing) -> list[Chip]:
    asked = {"kind": narrowing.kind, "standing": narrowing.standing, "ended": "1" if narrowing.ended else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    address = f"{reverse('units')}?{query}" if query else reverse("units")
    every = Chip(address, pgettext("filter", "All"), f"{found.total:,}", not chosen)
    return [
        every,
        *(
            Chip(f"{address}{'&' if query else '?'}letter={letter}", letter, f"{count:,}", letter == chosen)
            for letter, count in found.letters.items()
        ),
    ]
