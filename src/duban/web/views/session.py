"""Coming in, going out, and the reader's own settings."""

from datetime import datetime, timedelta
from typing import cast

from django import forms
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from duban.core import clock
from duban.orgs.accounts import accounts_on_show
from duban.orgs.models import Session, User
from duban.orgs.roles import ADMINISTRATORS
from duban.orgs.signing_in import door, locks, second_factor, sessions
from duban.orgs.signing_in.records import note
from duban.orgs.signing_in.store import IDLE_MESSAGE, LIMIT_MESSAGE, SessionStore
from duban.orgs.viewers import viewer_of
from duban.web.access import HAS_FACTOR
from duban.web.clients import address_of
from duban.web.onward import asked_for, own_address, sent

THEMES = ("light", "dark", "")
A_YEAR = 365 * 24 * 3600
BACKEND = "duban.orgs.backends.AccountBackend"
KNOWN = "duban_known"  # a browser in which an account signed in before
KNOWN_FOR = timedelta(days=180)
PENDING = "pending"  # the password was right, the second factor is still to come
PENDING_FOR = timedelta(minutes=5)
BECAUSE = {
    IDLE_MESSAGE: gettext_lazy("The session ended because nothing happened for a while."),
    LIMIT_MESSAGE: gettext_lazy("A session ends twelve hours after its sign-in."),
    **{choice.value: choice.label for choice in Session.Ended},
}


class SignInForm(forms.Form):
    """Name and password, in the words of the office."""

    username = forms.CharField(
        label=gettext_lazy("Account"),
        max_length=64,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=32,
        help_text=gettext_lazy("Six digits from the authenticator, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"class": "input short num", "autocomplete": "one-time-code", "autocapitalize": "none"}
        ),
    )


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; a refusal does not tell which of the two was wrong."""
    onward = asked_for(request)
    if request.user.is_authenticated:
        return redirect(onward)
    form = SignInForm(sent(request))
    attempt = door.Attempt()
    if form.is_valid():
        username = form.cleaned_data["username"]
        attempt = door.try_password(
            request=request,
            username=username,
            password=form.cleaned_data["password"],
            address=address_of(request),
            is_known_browser=_is_known(request, username),
        )
        if attempt.user is not None:
            return admit(request, attempt.user, onward)
        form.add_error(None, words_of(attempt))
    page = {
        "form": form,
        "next": onward,
        "accounts": accounts_on_show(),
        "because": BECAUSE.get(request.GET.get("because", "")),
    }
    return _answer(render(request, "sign_in.html", page), attempt)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of somebody whose password was right a moment ago."""
    user = _pending(request)
    if user is None:
        return redirect("sign_in")
    form = CodeForm(sent(request))
    if form.is_valid():
        address = address_of(request)
        attempt = door.lock_of(user=user, address=address) or door.try_code(
            request=request,
            user=user,
            accepted=second_factor.takes_code(user=user, code=form.cleaned_data["code"]),
            address=address,
        )
        if attempt.user is not None:
            onward = request.session.pop(PENDING)["next"]
            return _enter(request, user, onward, has_factor=True)
        form.add_error(
            None,
            words_of(attempt)
            if attempt.locked_until
            else _("The code is wrong, too old or used already. Wait for the next one."),
        )
    return render(request, "sign_in_code.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        note(user=request.user, what="orgs.sign_out", outcome="ok", address=address_of(request))
    logout(request)
    return redirect("sign_in")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of light or dark in a cookie; empty follows the system."""
    choice = request.POST.get("theme", "")
    response = HttpResponseRedirect(own_address(request, request.POST.get("next")))
    if choice in THEMES:
        response.set_cookie("duban_theme", choice, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def words_of(attempt: door.Attempt) -> str:
    """Return why nobody was let in; the same for names with and without an account."""
    if attempt.wait:
        return _(
            "Too many sign-ins failed in this building, so they are taken one by one. Try again in %(seconds)s seconds."
        ) % {"seconds": attempt.wait}
    if attempt.locked_until is not None:
        minutes = max(1, round((attempt.locked_until - clock.now()).total_seconds() / 60))
        return _(
            "Too many attempts failed for this account. It can be tried again in %(minutes)s minutes (%(at)s); the "
            "security administrator can open it sooner."
        ) % {"minutes": minutes, "at": f"{timezone.localtime(attempt.locked_until):%H:%M}"}
    return _("Account and password do not belong together, or the account is closed. Capital and small letters differ.")


def _answer(response: HttpResponse, attempt: door.Attempt) -> HttpResponse:
    if attempt.wait:
        response.status_code = 429
        response["Retry-After"] = str(attempt.wait)
    return response


def admit(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    """Let in somebody whose password was right: at once, or by way of his second factor."""
    if second_factor.has_factor(user):
        return _ask_for_code(request, user, onward)
    return _enter(request, user, onward, has_factor=False)


def _ask_for_code(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "hash": user.get_session_auth_hash(),
        "at": clock.now().isoformat(),
        "next": onward,
    }
    return redirect("sign_in_code")


def _pending(request: HttpRequest) -> User | None:
    """Return whose password was right, unless it is too long ago or was changed since."""
    kept = request.session.get(PENDING)
    if kept is None or clock.now() - datetime.fromisoformat(kept["at"]) > PENDING_FOR:
        return None
    user = (
        User.objects.select_related("person", "jurisdiction")
        .filter(pk=kept["user"], is_active=True, is_blocked=False)
        .first()
    )
    return user if user is not None and user.get_session_auth_hash() == kept["hash"] else None


def _enter(request: HttpRequest, user: User, onward: str, *, has_factor: bool) -> HttpResponse:
    """Begin the session under a new key."""
    address = address_of(request)
    login(request, user, backend=BACKEND)
    request.session[HAS_FACTOR] = has_factor
    agent = request.META.get("HTTP_USER_AGENT", "")
    sessions.begin(store=cast("SessionStore", request.session), user=user, address=address, agent=agent)
    note(user=user, what=door.WHAT, outcome="ok", address=address)
    if viewer_of(user).roles & ADMINISTRATORS:
        locks.forget_old()  # often enough, and rare
    response = redirect(onward)
    response.set_signed_cookie(
        KNOWN,
        _name_kept(user.username),
        salt=KNOWN,
        max_age=KNOWN_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _is_known(request: HttpRequest, username: str) -> bool:
    return request.get_signed_cookie(KNOWN, default=None, salt=KNOWN, max_age=KNOWN_FOR) == _name_kept(username)


def _name_kept(username: str) -> str:
    """Return what the browser keeps of an account's name."""
    return salted_hmac(KNOWN, username, algorithm="sha256").hexdigest()
