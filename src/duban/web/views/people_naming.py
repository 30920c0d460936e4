"""Naming people: posts of a unit, of the office, of the leadership; and the division of labour among leaders."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import clock
from duban.orgs import policies
from duban.orgs.models import Post, Unit
from duban.orgs.people.dividing import set_division
from duban.orgs.people.leaders import leaders_posts, leadership
from duban.orgs.people.naming import (
    IN_THE_OFFICE,
    NAMED_BY_THE_HEAD,
    OF_THE_LEADERSHIP,
    name_leader,
    name_to_office,
    name_to_post,
)
from duban.orgs.people.seating import holders_on
from duban.orgs.people.selectors import posts_of_office, posts_of_unit
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.people_acts import ActPage, may
from duban.web.views.people_forms import DivisionForm, LeaderForm, OfficeForm, UnitPostForm


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_posts(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show who is in the posts of a unit; name deputies and liaison officers, and as the office its head too."""
    unit = policies.visible_one(request.viewer, Unit, uid)
    here = reverse("unit_posts", args=[uid])
    page = ActPage(
        code="orgs.name_to_post",
        about=unit,
        title=_("Posts of %(unit)s") % {"unit": unit.name},
        facts=_("The head answers, deputies run the work, liaison officers fill in."),
        button=_("Name to the post"),
        back=here,
        crumbs=[
            {"label": _("Units"), "url": reverse("units")},
            {"label": unit.name, "url": reverse("unit", args=[uid])},
            {"label": _("Posts"), "url": ""},
        ],
        more={"seats": posts_of_unit(request.viewer, unit), "shows_seats": True},
    )
    page.admit(request)
    is_office = bool(request.viewer.roles & IN_THE_OFFICE)
    kinds = Post.OF_A_UNIT if is_office else NAMED_BY_THE_HEAD
    form = UnitPostForm(request.viewer, kinds, data=request.POST if request.method == "POST" else None)
    return page.answer(request, form, lambda by: name_to_post(by=by, about=unit, given=form.given_to()))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.name_to_office")
def office_posts(request: ViewedRequest) -> HttpResponse:
    """Show who works in the office, and name officers, registrars and seconded persons."""
    city = request.viewer.jurisdiction
    page = ActPage(
        code="orgs.name_to_office",
        about=city,
        title=_("Posts of the office"),
        facts=_("A seconded person stays one of the unit that keeps him, and leaves on the last day."),
        button=_("Name to the post"),
        back=reverse("office_posts"),
        crumbs=[{"label": _("People"), "url": reverse("people")}, {"label": _("Posts of the office"), "url": ""}],
        more={"seats": posts_of_office(request.viewer), "shows_seats": True},
    )
    form = OfficeForm(request.viewer, Post.OF_THE_OFFICE, data=request.POST if request.method == "POST" else None)
    return page.answer(request, form, lambda by: name_to_office(by=by, about=city, given=form.given_office()))


@require_safe
@behind_door("orgs.see_people")
def leaders(request: ViewedRequest) -> HttpResponse:
    """Show the leaders with their secretaries, and the division of labour today and before."""
    return render(
        request,
        "people/leaders.html",
        {
            "leadership": leadership(request.viewer),
            "may_name": policies.can(request.viewer, "orgs.name_leader"),
            "may_divide": may(request, "orgs.set_division", request.viewer.jurisdiction),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.name_leader")
def leader_name(request: ViewedRequest) -> HttpResponse:
    """Name a leader, the approver, or a secretary of one of them."""
    city = request.viewer.jurisdiction
    page = ActPage(
        code="orgs.name_leader",
        about=city,
        title=_("Name to the leadership"),
        facts=_("Who comes after somebody takes the post over from him; this page makes new posts."),
        button=_("Name to the post"),
        back=reverse("leaders"),
        crumbs=[
            {"label": _("Leadership"), "url": reverse("leaders")},
            {"label": _("Name to the leadership"), "url": ""},
        ],
    )
    posts = leaders_posts(request.viewer)
    holders = holders_on(posts, clock.today())
    served = [
        (post.uid, f"{post.words}　{holders[post.pk].name if post.pk in holders else _('vacant')}") for post in posts
    ]
    sent = request.POST if request.method == "POST" else None
    form = LeaderForm(request.viewer, OF_THE_LEADERSHIP, served, data=sent)
    return page.answer(request, form, lambda by: name_leader(by=by, about=city, given=form.given_leader()))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def division(request: ViewedRequest) -> HttpResponse:
    """Divide the labour among the leaders anew, decided by the approver or recorded from his signed paper."""
    city = request.viewer.jurisdiction
    page = ActPage(
        code="orgs.set_division",
        about=city,
        title=_("Divide the labour"),
        facts=_("The division that stood so far ends on the day before, and stays readable."),
        button=_("Set the division"),
        back=reverse("leaders"),
        crumbs=[{"label": _("Leadership"), "url": reverse("leaders")}, {"label": _("Division of labour"), "url": ""}],
        is_official=True,
    )
    page.admit(request)
    posts = leaders_posts(request.viewer)
    holders = holders_on(posts, clock.today())
    rows = leadership(request.viewer).rows
    form = DivisionForm(
        [(post, holders[post.pk].name if post.pk in holders else "") for post in posts],
        {row.seat.post.pk: row.fields for row in rows},
        data=request.POST if request.method == "POST" else None,
    )
    return page.answer(request, form, lambda by: set_division(by=by, about=city, given=form.given()))
