"""Accounts of units: kept by the supervision office, and by each head for the people of his unit."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.accounts.opening import (
    AccountWanted,
    Closing,
    ResetWanted,
    close_unit_account,
    open_unit_account,
    reset_unit_account,
)
from duban.orgs.accounts.reopening import reopen_unit_account
from duban.orgs.accounts.selectors import AccountSheet, Kept, account_list, account_sheet
from duban.orgs.accounts.states import State
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Invitation, Post
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import behalf_context, by_of, said_of
from duban.web.views.accounts_forms import HandOutForm, OpenForm, ReasonForm
from duban.web.views.accounts_page import (
    OfferedAct,
    add_refusal,
    asked,
    factor_acts,
    handed_out,
    hindrance,
    list_context,
    sheet_context,
)

SEE, OPEN = "orgs.see_unit_accounts", "orgs.open_unit_account"
RESET, CLOSE, REOPEN = "orgs.reset_unit_account", "orgs.close_unit_account", "orgs.reopen_unit_account"
PERMISSION = (NotVisible, NotAllowed, NotYours)


@require_safe
@behind_door(SEE)
def unit_accounts(request: ViewedRequest) -> HttpResponse:
    """List who of the units has an account and who has none yet."""
    query, state = asked(request)
    found = account_list(request.viewer, Kept.UNITS, query=query, state=state)
    context = list_context(
        found, address=reverse("unit_accounts"), query=query, state=state, page=request.GET.get("page", "")
    )
    return render(
        request,
        "accounts/unit_accounts.html",
        context
        | {
            "may_open": policies.can(request.viewer, OPEN),
            "may_batch": policies.can(request.viewer, "orgs.open_unit_accounts"),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(SEE)
def unit_account_open(request: ViewedRequest, uid: str) -> HttpResponse:
    """Open an account for the holder of a post, and show its invitation once."""
    post = policies.visible_one(request.viewer, Post, uid)
    policies.require(request.viewer, OPEN, post)
    form = OpenForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        wanted = AccountWanted(Invitation.Form(form.cleaned_data["form"]), form.cleaned_data["username"] or None)
        try:
            outcome = open_unit_account(by=by_of(request, OPEN, post), about=post, given=wanted)
        except PERMISSION:
            raise
        except DomainError as error:
            add_refusal(form, error)
        else:
            if outcome.result is not None:
                return handed_out(request, outcome.result, back=reverse("unit_accounts"))
            messages.success(request, said_of(outcome))
            return redirect("unit_accounts")
    context = {
        "form": form,
        "post": post,
        "crumbs": [
            {"label": _("Accounts"), "url": reverse("unit_accounts")},
            {"label": _("Open an account"), "url": ""},
        ],
    }
    return render(request, "accounts/open.html", context | behalf_context(request.viewer, OPEN, post))


@never_cache
@require_safe
@behind_door(SEE)
def unit_account(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show one account: its state, its history, and what can be done with it."""
    return _page(request, account_sheet(request.viewer, uid, Kept.UNITS))


@never_cache
@require_POST
@behind_door(SEE)
def unit_account_reset(request: ViewedRequest, uid: str) -> HttpResponse:
    """Take the password away and hand the account out anew."""
    sheet = account_sheet(request.viewer, uid, Kept.UNITS)
    form = HandOutForm(request.POST, label_suffix="")
    policies.require(request.viewer, RESET, sheet.user)
    if not form.is_valid():
        return _page(request, sheet, form)
    given = ResetWanted(Invitation.Form(form.cleaned_data["form"]))
    outcome = reset_unit_account(by=by_of(request, RESET, sheet.user), about=sheet.user, given=given)
    if outcome.result is not None:
        return handed_out(request, outcome.result, back=reverse("unit_account", args=[uid]))
    messages.success(request, said_of(outcome))
    return redirect("unit_account", uid)


@never_cache
@require_POST
@behind_door(SEE)
def unit_account_close(request: ViewedRequest, uid: str) -> HttpResponse:
    """Close an account, with its reason."""
    sheet = account_sheet(request.viewer, uid, Kept.UNITS)
    form = ReasonForm(request.POST, label_suffix="")
    policies.require(request.viewer, CLOSE, sheet.user)
    if not form.is_valid():
        return _page(request, sheet, form)
    given = Closing(form.cleaned_data["reason"])
    outcome = close_unit_account(by=by_of(request, CLOSE, sheet.user), about=sheet.user, given=given)
    messages.success(request, said_of(outcome))
    return redirect("unit_account", uid)


@never_cache
@require_POST
@behind_door(SEE)
def unit_account_reopen(request: ViewedRequest, uid: str) -> HttpResponse:
    """Open a closed or suspended account again."""
    sheet = account_sheet(request.viewer, uid, Kept.UNITS)
    reopen_unit_account(viewer=request.viewer, user=sheet.user)
    messages.success(request, _("%(name)s can sign in again.") % {"name": sheet.user.person.name})
    return redirect("unit_account", uid)


def _page(request: ViewedRequest, sheet: AccountSheet, filled: HandOutForm | ReasonForm | None = None) -> HttpResponse:
    acts = _acts(request.viewer, sheet, filled)
    context = sheet_context(sheet, acts, home=reverse("unit_accounts"), title=_("Accounts"))
    return render(request, "accounts/account.html", context | behalf_context(request.viewer, CLOSE, sheet.user))


def _acts(viewer: Viewer, sheet: AccountSheet, filled: HandOutForm | ReasonForm | None) -> list[OfferedAct]:
    """Return what can be done with an account: what is never possible is absent, what is not yet is disabled."""
    uid, acts = sheet.user.uid, []
    if policies.can(viewer, RESET, sheet.user):
        form = filled if isinstance(filled, HandOutForm) else HandOutForm(label_suffix="", auto_id="reset-%s")
        blocked = hindrance(sheet, State.BLOCKED, State.CLOSED, State.SUSPENDED)
        hint = _("The password is void at once, all sessions end, and a new invitation is made.")
        acts.append(OfferedAct(reverse("unit_account_reset", args=[uid]), _("Hand out anew"), form, blocked, hint))
    if policies.can(viewer, REOPEN, sheet.user) and sheet.state in {State.CLOSED, State.SUSPENDED}:
        acts.append(OfferedAct(reverse("unit_account_reopen", args=[uid]), _("Reopen"), None, hindrance(sheet)))
    if policies.can(viewer, CLOSE, sheet.user) and sheet.state is not State.CLOSED:
        reason = filled if isinstance(filled, ReasonForm) else ReasonForm(label_suffix="", auto_id="close-%s")
        blocked = hindrance(sheet, State.BLOCKED)
        acts.append(OfferedAct(reverse("unit_account_close", args=[uid]), _("Close the account"), reason, blocked))
    return acts + factor_acts(viewer, sheet)
