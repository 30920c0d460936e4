"""Accounts in the console of the security administrator: those he keeps, and blocking any (domain 6.4)."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.accounts.reopening import reopen_office_account
from duban.orgs.accounts.security import (
    block_account,
    close_office_account,
    open_office_account,
    reset_office_account,
    unblock_account,
)
from duban.orgs.accounts.selectors import AccountSheet, Kept, account_list, account_sheet
from duban.orgs.accounts.states import State
from duban.orgs.errors import NotVisible
from duban.orgs.models import Invitation, Post, User
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door
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
from duban.web.views.console import tabs
from duban.web.views.ledger import Chip

SEE, LOOK, OPEN = "orgs.see_every_account", "orgs.see_accounts", "orgs.open_office_account"
Filled = HandOutForm | ReasonForm | None
WITH_REASON: dict[str, Callable[..., User]] = {"close": close_office_account, "block": block_account}
PLAIN: dict[str, Callable[..., User]] = {"reopen": reopen_office_account, "unblock": unblock_account}
SAID = {
    "close": gettext_lazy("The account is closed."),
    "block": gettext_lazy("The account is blocked."),
    "reopen": gettext_lazy("The account is open again."),
    "unblock": gettext_lazy("The account is not blocked any more."),
}


@require_safe
@behind_door(SEE)
def security_accounts(request: ViewedRequest) -> HttpResponse:
    """List the accounts of office, leaders, auditors and administrators; or those of units, which he can block."""
    query, state = asked(request)
    kept = Kept.UNITS if request.GET.get("kept") == Kept.UNITS.value else Kept.OTHERS
    home = reverse("security_accounts")
    found = account_list(request.viewer, kept, query=query, state=state)
    page = request.GET.get("page", "")
    context = list_context(found, address=home, query=query, state=state, page=page, kept=f"kept={kept.value}&")
    whose = [
        Chip(home, pgettext("accounts", "Kept here"), "", kept is Kept.OTHERS),
        Chip(f"{home}?kept=units", pgettext("accounts", "Of units"), "", kept is Kept.UNITS),
    ]
    return render(
        request,
        "accounts/security_accounts.html",
        context
        | {
            "whose": whose,
            "may_open": kept is Kept.OTHERS,
            "kept": kept.value,
            "tabs": tabs(request.viewer, "security_accounts"),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(LOOK)
def security_account_open(request: ViewedRequest, uid: str) -> HttpResponse:
    """Open an account for the holder of a post that is none of a unit."""
    post = policies.open_to(request.viewer, OPEN, Post).filter(uid=uid).select_related("unit").first()
    if post is None:
        raise NotVisible
    form = OpenForm(request.POST or None, label_suffix="")
    home = reverse("security_accounts")
    if request.method == "POST" and form.is_valid():
        try:
            invited = open_office_account(
                viewer=request.viewer,
                post=post,
                form=Invitation.Form(form.cleaned_data["form"]),
                username=form.cleaned_data["username"] or None,
            )
        except NotVisible:
            raise
        except DomainError as error:
            add_refusal(form, error)
        else:
            return handed_out(request, invited, back=home)
    crumbs = [{"label": _("Accounts"), "url": home}, {"label": _("Open an account"), "url": ""}]
    return render(request, "accounts/open.html", {"form": form, "post": post, "crumbs": crumbs})


@never_cache
@require_safe
@behind_door(LOOK)
def security_account(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show one account, whoever keeps it."""
    return _page(request, _sheet(request, uid))


@never_cache
@require_POST
@behind_door(LOOK)
def security_account_act(request: ViewedRequest, uid: str, act: str) -> HttpResponse:
    """Reset, close, reopen, block or unblock an account."""
    sheet = _sheet(request, uid)
    if act == "reset":
        form = HandOutForm(request.POST, label_suffix="")
        if not form.is_valid():
            return _page(request, sheet, form)
        handed = Invitation.Form(form.cleaned_data["form"])
        invited = reset_office_account(viewer=request.viewer, user=sheet.user, form=handed)
        return handed_out(request, invited, back=reverse("security_account", args=[uid]))
    if act in WITH_REASON:
        reason = ReasonForm(request.POST, label_suffix="")
        if not reason.is_valid():
            return _page(request, sheet, reason)
        WITH_REASON[act](viewer=request.viewer, user=sheet.user, reason=reason.cleaned_data["reason"])
    elif act in PLAIN:
        PLAIN[act](viewer=request.viewer, user=sheet.user)
    else:
        raise Http404
    messages.success(request, SAID[act])
    return redirect("security_account", uid)


def _sheet(request: ViewedRequest, uid: str) -> AccountSheet:
    sheet = account_sheet(request.viewer, uid)
    policies.require(request.viewer, SEE)
    return sheet


def _page(request: ViewedRequest, sheet: AccountSheet, filled: Filled = None) -> HttpResponse:
    context = sheet_context(
        sheet, _acts(request.viewer, sheet, filled), home=reverse("security_accounts"), title=_("Accounts")
    )
    return render(request, "accounts/account.html", context)


def _acts(viewer: Viewer, sheet: AccountSheet, filled: Filled) -> list[OfferedAct]:
    acts = []
    if not sheet.is_of_units:
        form = filled if isinstance(filled, HandOutForm) else HandOutForm(label_suffix="", auto_id="reset-%s")
        hint = _("The password is void at once, all sessions end, and a new invitation is made.")
        off = hindrance(sheet, State.BLOCKED, State.CLOSED, State.SUSPENDED)
        acts.append(OfferedAct(_address(sheet, "reset"), _("Hand out anew"), form, off, hint))
        if sheet.state in {State.CLOSED, State.SUSPENDED}:
            acts.append(OfferedAct(_address(sheet, "reopen"), _("Reopen"), None, hindrance(sheet)))
        elif sheet.state is not State.BLOCKED:
            reason = ReasonForm(label_suffix="", auto_id="close-%s")
            acts.append(OfferedAct(_address(sheet, "close"), _("Close the account"), reason, hindrance(sheet)))
    if sheet.state is State.BLOCKED:
        acts.append(OfferedAct(_address(sheet, "unblock"), _("Unblock"), None, hindrance(sheet)))
    else:
        why = filled if isinstance(filled, ReasonForm) else ReasonForm(label_suffix="", auto_id="block-%s")
        hint = _("Its sessions end at once. Nobody but the security administrator opens it again.")
        acts.append(OfferedAct(_address(sheet, "block"), _("Block"), why, hindrance(sheet), hint))
    return acts + factor_acts(viewer, sheet)


def _address(sheet: AccountSheet, act: str) -> str:
    return reverse("security_account_act", args=[sheet.user.uid, act])
