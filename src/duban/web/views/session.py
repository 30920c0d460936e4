"""Coming in, going out, and the reader's own settings."""

from typing import Any

from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from duban.orgs.accounts import (
    accounts_on_show,
    note_refused_sign_in,
    note_sign_in,
    note_sign_out,
)

THEMES = ("light", "dark", "")
A_YEAR = 365 * 24 * 3600


class SignInForm(AuthenticationForm):
    """Name and password, in the words of the office."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages = {
            "invalid_login": _("Account and password do not belong together. Capital and small letters differ."),
            "inactive": _("This account is closed. The supervision office can open it again."),
        }
        self.fields["username"].label = _("Account")
        self.fields["password"].label = _("Password")


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a refusal does not tell which of the two was wrong."""
    onward = _own_address(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(request, data=request.POST or None)
    if request.method == "POST":
        address = request.META.get("REMOTE_ADDR", "-")
        if form.is_valid():
            login(request, form.get_user())
            note_sign_in(user=form.get_user(), address=address)
            return redirect(onward)
        note_refused_sign_in(username=request.POST.get("username", ""), address=address)
    return render(request, "sign_in.html", {"form": form, "next": onward, "accounts": accounts_on_show()})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        note_sign_out(user=request.user, address=request.META.get("REMOTE_ADDR", "-"))
    logout(request)
    return redirect("sign_in")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark in a cookie; empty follows the system."""
    choice = request.POST.get("theme", "")
    response = HttpResponseRedirect(_own_address(request, request.POST.get("next", "/")))
    if choice in THEMES:
        response.set_cookie("duban_theme", choice, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def _own_address(request: HttpRequest, wish: str) -> str:
    """Return where to go on to: the wish if it lies on this site, else the desk."""
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if safe else "/"
