"""Exceptions from the table of permission: what holds, what waits for signature, proposing and revoking."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.administration.grants import (
    STATES,
    Wanted,
    is_over,
    kinds,
    propose_grant,
    revoke_grant,
    state_of,
)
from duban.orgs.models import Grant, User
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.console import tabs

SEE, PROPOSE, REVOKE = "orgs.see_grants", "orgs.propose_grant", "orgs.revoke_grant"
ABOUT = {
    "unit": gettext_lazy("Unit"),
    "task": gettext_lazy("Task"),
    "plan": gettext_lazy("Plan"),
    "planimport": gettext_lazy("Import"),
    "post": gettext_lazy("Post"),
    "person": gettext_lazy("Person"),
    "user": gettext_lazy("Account"),
    "recordedact": gettext_lazy("Record on behalf"),
    "service": gettext_lazy("Service of a document"),
}
"""What an exception can be about, in words; other kinds are reached by an exception for every object."""
MOST = 200  # rows of the list; older ones stand in the journal


class GrantForm(forms.Form):
    """Whom, which act, to what, until when, why."""

    username = forms.CharField(label=gettext_lazy("Account"), max_length=64)
    act = forms.ChoiceField(label=gettext_lazy("Act"))
    about_kind = forms.ChoiceField(label=gettext_lazy("To what"), required=False)
    about_uid = forms.CharField(
        label=gettext_lazy("Which one"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("The twelve characters at the end of its address; empty for all."),
    )
    since = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}))
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=255)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = [(act.code, act.title) for act in policies.acts() if act.is_grantable]
        self.fields["act"].choices = acts  # type: ignore[attr-defined]  # a ChoiceField
        names = [(kind, words) for kind, words in ABOUT.items() if kind in kinds()]
        self.fields["about_kind"].choices = [("", _("every object")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An object is named by kind and uid together."""
        given = super().clean() or {}
        if bool(given.get("about_kind")) != bool(given.get("about_uid")):
            self.add_error("about_uid", _("Kind and uid belong together; leave both empty for every object."))
        return given

    def wanted(self) -> Wanted:
        """Return what was asked for."""
        given = self.cleaned_data
        return Wanted(
            act=given["act"],
            since=given["since"],
            until=given["until"],
            reason=given["reason"],
            about_kind=given["about_kind"] or None,
            about_uid=given["about_uid"] or None,
        )


@require_safe
@behind_door(SEE)
def exceptions(request: ViewedRequest) -> HttpResponse:
    """List exceptions, the newest first, each with how it stands and when it ends."""
    rows = policies.visible(request.viewer, Grant).select_related("user__person", "given_by__person")
    context = {
        "rows": [_printed(request.viewer, grant) for grant in rows.order_by("-created_at", "-pk")[:MOST]],
        "may_propose": policies.can(request.viewer, PROPOSE),
        "tabs": tabs(request.viewer, "console_grants"),
    }
    return render(request, "console/exceptions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(PROPOSE)
def propose(request: ViewedRequest) -> HttpResponse:
    """Propose an exception; it goes up for signature."""
    form = GrantForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["username"].strip()
        user = User.objects.filter(jurisdiction=request.viewer.jurisdiction, username=name).first()
        if user is None:
            form.add_error("username", _("There is no such account."))
        else:
            try:
                propose_grant(viewer=request.viewer, user=user, wanted=form.wanted())
            except DomainError as error:
                form.add_error(None, texts.say(error))
            else:
                messages.success(request, _("The exception is on its way to signature."))
                return redirect("console_grants")
    return render(request, "console/exception.html", {"form": form, "tabs": tabs(request.viewer, "console_grants")})


@require_POST
@behind_door("orgs.see_own_account")  # everybody: who does not see the exception shall not learn that it is there
def revoke(request: ViewedRequest, uid: str) -> HttpResponse:
    """End an exception at once."""
    revoke_grant(viewer=request.viewer, grant=policies.visible_one(request.viewer, Grant, uid))
    messages.success(request, _("The exception has ended."))
    return redirect("console_grants")


def _printed(viewer: Viewer, grant: Grant) -> dict[str, object]:
    state = state_of(grant)
    kind = ABOUT.get(grant.about_kind or "", grant.about_kind)
    return {
        "uid": grant.uid,
        "name": grant.user.person.name,
        "username": grant.user.username,
        "act": policies.title_of(grant.act),
        "about": f"{kind} {grant.about_uid}" if kind else _("every object"),
        "since": grant.since,
        "until": grant.until,
        "reason": grant.reason,
        "proposer": grant.given_by.person.name,
        "state": STATES[state],
        "may_revoke": not is_over(grant) and policies.can(viewer, REVOKE, grant),
    }
