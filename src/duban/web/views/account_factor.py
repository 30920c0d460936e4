"""One's own second factor: setting it up, taking it away, making recovery codes anew."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from duban.core.sealing import seal, unseal
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.models import User
from duban.orgs.signing_in import second_factor, totp
from duban.orgs.signing_in.chores import Chore
from duban.web.access import HAS_FACTOR, ViewedRequest, behind_door
from duban.web.onward import asked_for, sent
from duban.web.views.account import ConfirmForm, is_confirmed

OFFERED = "offered_secret"  # sealed in the session until a code shows that it was taken over


class EnrolForm(forms.Form):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label=gettext_lazy("Code that the authenticator shows"),
        max_length=12,
        widget=forms.TextInput(attrs={"class": "input short num", "autocomplete": "one-time-code"}),
    )


class ReplaceForm(EnrolForm, ConfirmForm):
    """The first code of an authenticator that takes the place of another; the password is asked for too."""


@sensitive_post_parameters("code", "old")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account", chore=Chore.SECOND_FACTOR)
def account_second_factor(request: ViewedRequest) -> HttpResponse:
    """Set up the second factor, or move it to another telephone.

    A picture and the secret in letters, then a code; at last the recovery codes, once.
    """
    has_factor = second_factor.has_factor(request.viewer.user)
    secret = _offered(request)
    form = (ReplaceForm if has_factor else EnrolForm)(sent(request))
    if form.is_valid() and (not isinstance(form, ReplaceForm) or is_confirmed(request, form)):
        step = second_factor.fits(secret=secret, code=form.cleaned_data["code"])
        if step is not None:
            codes = second_factor.enrol(viewer=request.viewer, secret=secret, step=step).result
            del request.session[OFFERED]
            request.session[HAS_FACTOR] = True
            return _codes_page(request, codes or ())
        form.add_error("code", _("The code does not fit. Is the clock of the telephone right?"))
    address = totp.address_of(secret, account=request.viewer.user.username, issuer=_issuer(request))
    page = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": picture_of(address),
        "has_factor": has_factor,
        "is_required": second_factor.is_required(request.viewer),
        "next": asked_for(request, otherwise=""),
    }
    return render(request, "account/second_factor.html", page)


@sensitive_post_parameters("old")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account")
def account_second_factor_off(request: ViewedRequest) -> HttpResponse:
    """Take the second factor away; where the post needs one, it is set up anew at once."""
    form = ConfirmForm(sent(request))
    if form.is_valid() and is_confirmed(request, form):
        second_factor.drop_factor(by=By(request.viewer), about=request.viewer.user, given=second_factor.Nothing())
        request.session[HAS_FACTOR] = False
        messages.success(request, _("The second factor is off."))
        return redirect("account")
    return render(request, "account/confirm_off.html", {"form": form})


@sensitive_post_parameters("old")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account")
def account_recovery_codes(request: ViewedRequest) -> HttpResponse:
    """Make recovery codes anew and show them, once."""
    form = ConfirmForm(sent(request))
    if form.is_valid() and is_confirmed(request, form):
        made = second_factor.renew_recovery_codes(
            by=By(request.viewer), about=request.viewer.user, given=second_factor.Nothing()
        )
        return _codes_page(request, made.result or ())
    return render(request, "account/confirm_codes.html", {"form": form})


@require_POST
@behind_door("orgs.see_accounts")
def second_factor_reset(request: ViewedRequest, uid: str) -> HttpResponse:
    """Take away the second factor of somebody who lost telephone and recovery codes."""
    user = policies.visible_one(request.viewer, User, uid)
    second_factor.reset_factor(viewer=request.viewer, user=user)
    messages.success(request, _("The second factor is reset; a new one is set up at the next sign-in."))
    page = "unit_account" if second_factor.reset_act_for(user) == "orgs.reset_unit_factor" else "security_account"
    return redirect(page, uid)


@dataclass(frozen=True)
class Picture:
    """A picture for the camera of a telephone: how many squares a side has, and the dark ones as a path."""

    side: int
    path: str


def picture_of(text: str) -> Picture:
    """Return a text as a picture; drawn by the page itself, so that the content policy need not allow more."""
    import qrcode

    drawing = qrcode.QRCode()
    drawing.add_data(text)
    rows = drawing.get_matrix()
    path = "".join(
        f"M{column} {line}h1v1h-1z" for line, row in enumerate(rows) for column, is_dark in enumerate(row) if is_dark
    )
    return Picture(len(rows), path)


def _offered(request: ViewedRequest) -> str:
    """Return the secret that this session offers, the same until it is taken over."""
    kept = request.session.get(OFFERED)
    if kept is not None:
        return unseal(kept)
    secret = totp.new_secret()
    request.session[OFFERED] = seal(secret)
    return secret


def _codes_page(request: ViewedRequest, codes: tuple[str, ...]) -> HttpResponse:
    page = {"codes": codes, "next": asked_for(request, otherwise="")}
    return render(request, "account/recovery_codes.html", page)


def _issuer(request: ViewedRequest) -> str:
    return _("Duban %(government)s") % {"government": request.viewer.jurisdiction.name}
