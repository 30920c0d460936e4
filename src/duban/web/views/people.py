"""People: who holds which post, a person with his posts over time, and what is missing."""

from collections.abc import Iterator

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import clock
from duban.core.sealing import unseal
from duban.core.sheets import Cells, Sheet, csv_chunks, xlsx_chunks
from duban.journal.access import note_access
from duban.orgs import policies
from duban.orgs.auditing import note_look
from duban.orgs.models import Person, Post
from duban.orgs.people.gaps import Gaps, gaps
from duban.orgs.people.naming import set_telephone
from duban.orgs.people.selectors import PAGE, people, person_sheet
from duban.web.access import ViewedRequest, behind_door
from duban.web.asked import words_of
from duban.web.clients import address_of
from duban.web.views.ledger import Chip
from duban.web.views.people_acts import ActPage
from duban.web.views.people_forms import TelephoneForm

LONGEST_QUERY = 32
LONGEST_PAGE = 6
WRITERS = {
    "csv": (csv_chunks, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_chunks, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@behind_door("orgs.see_people")
def people_list(request: ViewedRequest) -> HttpResponse:
    """Show posts with their holders, by name, by kind of post, or those that are vacant."""
    query = words_of(request.GET, "q", longest=LONGEST_QUERY)
    kind = request.GET.get("kind", "")
    kind = kind if kind in Post.Kind.values else ""
    vacant = request.GET.get("vacant") == "1"
    page = _page_number(request.GET.get("page", ""))
    found = people(request.viewer, query=query, kind=kind, vacant=vacant, page=page)
    last = max(1, -(-found.total // PAGE))
    asked = {"q": query, "kind": kind, "vacant": "1" if vacant else ""}
    return render(
        request,
        "people/people.html",
        {
            "found": found,
            "query": query,
            "kind": kind,
            "vacant": vacant,
            "kinds": Post.Kind.choices,
            "chips": _chips(asked, vacant=vacant),
            "may_see_gaps": policies.can(request.viewer, "orgs.see_gaps"),
            "is_paged": last > 1,
            "summary": _("Page %(page)s of %(last)s") % {"page": page, "last": last},
            "previous_url": _address(asked, page=page - 1) if page > 1 else "",
            "next_url": _address(asked, page=page + 1) if page < last else "",
        },
    )


@require_safe
@behind_door("orgs.look")
def person(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a person: posts over time, what was left to whom, what passed with the posts."""
    sheet = person_sheet(request.viewer, uid)
    crumbs = [{"label": _("People"), "url": reverse("people")}, {"label": sheet.person.name, "url": ""}]
    may_set = policies.can(request.viewer, "orgs.set_telephone", sheet.person)
    if sheet.telephone:
        note_look(request.viewer, what="orgs.telephone_read", target=request.path, address=address_of(request))
    return render(
        request,
        "people/person.html",
        {"sheet": sheet, "person": sheet.person, "crumbs": crumbs, "today": clock.today(), "may_set": may_set},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def person_telephone(request: ViewedRequest, uid: str) -> HttpResponse:
    """Enter or remove the work telephone of a person."""
    found = policies.visible_one(request.viewer, Person, uid)
    back = reverse("person", args=[uid])
    page = ActPage(
        code="orgs.set_telephone",
        about=found,
        title=_("Work telephone of %(name)s") % {"name": found.name},
        facts=_("Shown to the office and the own unit only; kept encrypted."),
        button=_("Enter"),
        back=back,
        crumbs=[{"label": _("People"), "url": reverse("people")}, {"label": found.name, "url": back}],
    )
    page.admit(request)
    known = unseal(found.telephone) if found.telephone else ""
    if known:
        note_look(request.viewer, what="orgs.telephone_read", target=request.path, address=address_of(request))
    form = TelephoneForm(request.POST if request.method == "POST" else None, initial={"telephone": known})
    return page.answer(request, form, lambda by: set_telephone(by=by, about=found, given=form.given()))


@require_safe
@behind_door("orgs.see_gaps")
def people_gaps(request: ViewedRequest) -> HttpResponse:
    """Show every unit that lacks head, deputy or liaison officer, every vacant post, every leader out of reach."""
    with_partners = request.GET.get("partners") == "1"
    found = gaps(request.viewer, with_partners=with_partners)
    address = reverse("people_gaps")
    return render(
        request,
        "people/gaps.html",
        {
            "gaps": found,
            "crumbs": [{"label": _("People"), "url": reverse("people")}, {"label": _("What is missing"), "url": ""}],
            "chips": [
                Chip(address, _("Objects of inspection"), "", not with_partners),
                Chip(f"{address}?partners=1", _("Partners too"), "", with_partners),
            ],
            "partners": "?partners=1" if with_partners else "",
            "facts": ngettext("%(count)s unit lacks somebody", "%(count)s units lack somebody", len(found.units))
            % {"count": len(found.units)},
        },
    )


@require_safe
@behind_door("orgs.see_gaps")
def people_gaps_export(request: ViewedRequest, form: str) -> HttpResponseBase:
    """Give out the report of what is missing as a sheet; that somebody took it is on record."""
    if form not in WRITERS:
        raise Http404
    viewer = request.viewer
    found = gaps(viewer, with_partners=request.GET.get("partners") == "1")
    at = timezone.localtime(clock.now())
    sheet = Sheet(
        name=_("What is missing"),
        head=((_("What is missing"), viewer.jurisdiction.name), (_("As of"), f"{at:%Y-%m-%d %H:%M}")),
        columns=(_("Unit or post"), _("What is missing")),
        widths=(40, 40),
        rows=iter(tuple(_gap_cells(found))),  # now: the pieces leave when the language is not set any more
    )
    write, content_type = WRITERS[form]
    note_access(
        jurisdiction=viewer.jurisdiction.uid,
        actor=viewer.actor,
        what="orgs.gaps_exported",
        outcome="ok",
        target=form,
        address=address_of(request),
    )
    response = StreamingHttpResponse(write(sheet), content_type=content_type)
    name = f"{viewer.jurisdiction.name}-{at:%Y%m%d}.{form}"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _gap_cells(found: Gaps) -> Iterator[Cells]:
    for gap in found.units:
        yield gap.unit.name, gap.words
    for row in found.vacant:
        yield row.post.words, _("vacant")
    for row in found.unreachable:
        yield row.post.words, _("has neither account nor secretary")


def _chips(asked: dict[str, str], *, vacant: bool) -> list[Chip]:
    return [
        Chip(_address(asked | {"vacant": ""}), pgettext("filter", "All"), "", not vacant),
        Chip(_address(asked | {"vacant": "1"}), _("Vacant"), "", vacant),
    ]


def _address(asked: dict[str, str], *, page: int = 1) -> str:
    """Return the address of the list that was asked for, without what says nothing."""
    chosen = {name: value for name, value in asked.items() if value} | ({"page": str(page)} if page > 1 else {})
    return f"{reverse('people')}?{urlencode(chosen)}" if chosen else reverse("people")


def _page_number(asked: str) -> int:
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_PAGE else 1
