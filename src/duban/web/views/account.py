"""One's own account: what it is, its password, its sessions, and the undertaking of those who inspect."""

from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotVisible
from duban.orgs.models import Session
from duban.orgs.signing_in import door, password_rules, passwords, second_factor, sessions, undertaking
from duban.orgs.signing_in.chores import Chore
from duban.orgs.signing_in.records import note
from duban.web.access import ViewedRequest, behind_door
from duban.web.clients import address_of
from duban.web.onward import asked_for, sent
from duban.web.views.session import words_of

if TYPE_CHECKING:
    from duban.orgs.signing_in.store import SessionStore


def password_field(label: object, autocomplete: str, **more: object) -> forms.CharField:
    """Return a field for a password."""
    widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=256, strip=False, widget=widget, **more)  # type: ignore[arg-type]


class ConfirmForm(forms.Form):
    """The present password, asked for before something that opens or closes doors."""

    old = password_field(gettext_lazy("Present password"), "current-password")


class NewPasswordForm(ConfirmForm):
    """The present password, and the new one twice."""

    new = password_field(
        gettext_lazy("New password"),
        "new-password",
        help_text=gettext_lazy(
            "Ten characters or more, of three kinds: small letters, capitals, digits, signs. Not your name, not a "
            "common word with digits around it, none of your last five."
        ),
    )
    again = password_field(gettext_lazy("New password once more"), "new-password")

    def clean(self) -> dict[str, object]:
        """Hold the two against each other."""
        cleaned = super().clean() or {}
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("The two do not agree."))
        return cleaned


@require_safe
@never_cache
@behind_door("orgs.see_own_account")
def account(request: ViewedRequest) -> HttpResponse:
    """Show one's own account with its sessions."""
    left = second_factor.recovery_left(request.viewer.user)
    return render(
        request,
        "account/account.html",
        {
            "posts": [post.words for post in request.viewer.posts],
            "account": request.viewer.user,
            "password_due_on": passwords.due_on(request.viewer.user),
            "has_factor": left is not None,
            "recovery_left": left,
            "factor_required": second_factor.is_required(request.viewer),
            "is_reminded": policies.can(request.viewer, "reminders.see_own"),
            "sessions": sessions.sessions_of(request.viewer.user, this=_store(request)),
        },
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account", chore=Chore.PASSWORD)
def account_password(request: ViewedRequest) -> HttpResponse:
    """Change one's own password; other sessions end."""
    form = NewPasswordForm(sent(request))
    if form.is_valid() and is_confirmed(request, form):
        try:
            changed = passwords.change_own_password(viewer=request.viewer, password=form.cleaned_data["new"]).result
        except ValidationError as refused:
            form.add_error("new", refused)
        else:
            if changed is not None:
                update_session_auth_hash(request, changed)
            sessions.end_others(user=request.viewer.user, this=_store(request), because=Session.Ended.PASSWORD)
            messages.success(request, _("The password is changed. Sessions in other browsers have ended."))
            return redirect(asked_for(request, otherwise="account"))
    page = {
        "form": form,
        "is_due": passwords.is_due(request.viewer.user),
        "next": asked_for(request, otherwise=""),
        "last_refused": password_rules.LAST_REFUSED,
    }
    return render(request, "account/password.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account", chore=Chore.UNDERTAKING)
def account_undertaking(request: ViewedRequest) -> HttpResponse:
    """Show the undertaking, and take it from those who inspect."""
    is_due = undertaking.is_due(request.viewer)
    if request.method == "POST" and is_due and request.POST.get("agreed"):
        undertaking.give_undertaking(
            by=By(request.viewer),
            about=request.viewer.user,
            given=undertaking.Undertaking(undertaking.EDITION),
        )
        return redirect(asked_for(request, otherwise="account"))
    page = {
        "is_due": is_due,
        "given_at": request.viewer.user.undertaking_at,
        "next": asked_for(request, otherwise=""),
        "is_left_out": request.method == "POST" and is_due,
    }
    return render(request, "account/undertaking.html", page)


@require_POST
@behind_door("orgs.see_own_account")
def account_session_end(request: ViewedRequest, uid: str) -> HttpResponse:
    """End one of one's own sessions."""
    if not sessions.end_one(user=request.viewer.user, uid=uid):
        raise NotVisible
    messages.success(request, _("The session has ended."))
    return redirect("account")


@require_POST
@behind_door("orgs.see_own_account")
def account_sessions_end(request: ViewedRequest) -> HttpResponse:
    """End all other sessions."""
    sessions.end_others(user=request.viewer.user, this=_store(request))
    messages.success(request, _("All other sessions have ended."))
    return redirect("account")


@require_POST
@behind_door("orgs.see_own_account")
def account_sign_out_everywhere(request: ViewedRequest) -> HttpResponse:
    """End all sessions, this one too."""
    user = request.viewer.user
    sessions.end_others(user=user, this=_store(request))
    note(user=user, what="orgs.sign_out_everywhere", outcome="ok", address=address_of(request))
    logout(request)
    return redirect("sign_in")


def is_confirmed(request: ViewedRequest, form: ConfirmForm) -> bool:
    """Say whether the present password was right; a wrong one counts as at the door and is said in the form."""
    attempt = door.try_password(
        request=cast("HttpRequest", request),
        username=request.viewer.user.username,
        password=form.cleaned_data["old"],
        address=address_of(request),
        is_known_browser=True,
    )
    if attempt.user is None:
        form.add_error("old", words_of(attempt) if attempt.locked_until else _("This is not the present password."))
    return attempt.user is not None


def _store(request: ViewedRequest) -> "SessionStore":
    return cast("SessionStore", request.session)
