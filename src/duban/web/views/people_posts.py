"""A post: its holders over time, handing it over, ending it, leaving it to somebody for an absence."""

from collections.abc import Iterable

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from duban.core import clock
from duban.orgs import policies
from duban.orgs.models import Delegation, Post
from duban.orgs.people.delegating import delegate, revoke_delegation
from duban.orgs.people.handing_over import close_post, hand_over, open_duties
from duban.orgs.people.hooks import OpenDuty
from duban.orgs.people.seating import holding_of
from duban.orgs.people.selectors import colleagues, post_sheet
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.people_acts import ActPage, may
from duban.web.views.people_forms import ClosingForm, DelegationForm, HandOverForm, RevocationForm

DUTY_PLACES = {
    "task": "task",
    "matter": "matter",
    "instruction": "instruction",
    "problem": "problem",
    "decision": "decision",
    "dispatch": "dispatch_meeting",
    "proposal": "proposal",
}


@require_safe
@behind_door("orgs.look")
def post(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a post with everybody who held it, what hangs on it and what passed with it."""
    sheet = post_sheet(request.viewer, uid)
    today = clock.today()
    return render(
        request,
        "people/post.html",
        {
            "sheet": sheet,
            "post": sheet.post,
            "crumbs": _crumbs(sheet.post),
            "duties": _duties(sheet.duties),
            "handovers": [(row.handover, _duties(row.duties)) for row in sheet.handovers],
            "delegations": [
                (row, row.until >= today and row.revoked_at is None, may(request, "orgs.revoke_delegation", row))
                for row in sheet.delegations
            ],
            "may_hand_over": sheet.holding is not None and may(request, "orgs.hand_over", sheet.post),
            "may_close": sheet.post.until is None and may(request, "orgs.close_post", sheet.post),
            "may_delegate": sheet.holding is not None and may(request, "orgs.delegate", sheet.post),
            "today": today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def post_hand_over(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show what is open before a post passes on; hand it over when that is posted."""
    found = policies.visible_one(request.viewer, Post, uid)
    holding = holding_of(found, clock.today())
    page = ActPage(
        code="orgs.hand_over",
        about=found,
        title=_("Hand over: %(post)s") % {"post": found.words},
        facts=_("%(name)s since %(day)s") % {"name": holding.person.name, "day": holding.since}
        if holding
        else _("vacant"),
        button=_("Hand over"),
        back=reverse("post", args=[uid]),
        crumbs=_crumbs(found, _("Hand over")),
        more={"duties": _duties(open_duties(found)), "shows_duties": True},
    )
    page.admit(request)
    form = HandOverForm(request.viewer, data=_sent(request))
    return page.answer(request, form, lambda by: hand_over(by=by, about=found, given=form.given_over()))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def post_close(request: ViewedRequest, uid: str) -> HttpResponse:
    """End a post that is not needed any more."""
    found = policies.visible_one(request.viewer, Post, uid)
    page = ActPage(
        code="orgs.close_post",
        about=found,
        title=_("End the post: %(post)s") % {"post": found.words},
        facts=_("Its holder leaves it; what hangs on it must have passed to somebody before."),
        button=_("End the post"),
        back=reverse("post", args=[uid]),
        crumbs=_crumbs(found, _("End the post")),
        more={"duties": _duties(open_duties(found)), "shows_duties": True},
    )
    page.admit(request)
    form = ClosingForm(_sent(request), label_suffix="")
    return page.answer(request, form, lambda by: close_post(by=by, about=found, given=form.given()))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def post_delegate(request: ViewedRequest, uid: str) -> HttpResponse:
    """Leave a post to somebody for an absence."""
    found = policies.visible_one(request.viewer, Post, uid)
    page = ActPage(
        code="orgs.delegate",
        about=found,
        title=_("Leave to somebody: %(post)s") % {"post": found.words},
        facts=_("Ends with its last day, when it is taken back, or when you leave the post. The journal names both."),
        button=_("Leave the post to him"),
        back=reverse("post", args=[uid]),
        crumbs=_crumbs(found, _("Delegation")),
    )
    page.admit(request)
    form = DelegationForm(colleagues(request.viewer, found), data=_sent(request))
    return page.answer(request, form, lambda by: delegate(by=by, about=found, given=form.given()))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def delegation_revoke(request: ViewedRequest, uid: str) -> HttpResponse:
    """Take a delegation back before its end."""
    found = policies.visible_one(request.viewer, Delegation, uid)
    page = ActPage(
        code="orgs.revoke_delegation",
        about=found,
        title=_("Take back: %(post)s") % {"post": found.post.words},
        facts=_("Left to %(name)s until %(day)s") % {"name": found.person.name, "day": found.until},
        button=_("Take it back"),
        back=reverse("post", args=[found.post.uid]),
        crumbs=_crumbs(found.post, _("Delegation")),
    )
    page.admit(request)
    form = RevocationForm(_sent(request), label_suffix="")
    return page.answer(request, form, lambda by: revoke_delegation(by=by, about=found, given=form.given()))


def _sent(request: ViewedRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _crumbs(found: Post, here: str = "") -> list[dict[str, str]]:
    """Return the way here: over the unit where there is one, else over the people."""
    above = (
        {"label": found.unit.name, "url": reverse("unit", args=[found.unit.uid])}
        if found.unit is not None
        else {"label": _("People"), "url": reverse("people")}
    )
    own = found.title or str(found.get_kind_display())
    if not here:
        return [above, {"label": own, "url": ""}]
    return [above, {"label": own, "url": reverse("post", args=[found.uid])}, {"label": here, "url": ""}]


def _duties(duties: Iterable[OpenDuty]) -> list[dict[str, str]]:
    """Return open duties with the page of each."""
    words = {
        "task": _("Task"),
        "matter": _("Matter"),
        "instruction": _("Instruction"),
        "problem": _("Problem"),
        "decision": _("Decision"),
        "dispatch": _("Dispatch"),
        "proposal": _("Proposal"),
        "delegation": _("Delegation"),
        "recordedact": _("Recorded on behalf"),
        "approval": _("Waiting for signature"),
    }
    return [
        {
            "kind": words.get(duty.kind, duty.kind),
            "words": duty.words,
            "url": reverse(DUTY_PLACES[duty.kind], args=[duty.uid]) if duty.kind in DUTY_PLACES else "",
        }
        for duty in duties
    ]
