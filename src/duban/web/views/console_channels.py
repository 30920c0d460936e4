"""Channels of messages and what waits in them: numbers, kinds, errors; no words of any message (domain 6.4)."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.reminders import site
from duban.reminders.channels.letters import End
from duban.reminders.channels.setting_up import SIGNED, Wanted, change_channel, domains_of, set_up_channel, turn_channel
from duban.reminders.channels.trying import send_again, send_test
from duban.reminders.channels.words import error_words
from duban.reminders.models import Channel
from duban.reminders.outbox.selectors import flows, troubles
from duban.reminders.outbox.sending import send_one
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.console import tabs

SEE = "reminders.see_channels"


class ChannelForm(forms.Form):
    """What a channel of a kind needs; what is sealed is never shown again, and stays where its field is left empty."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=64,
        help_text=gettext_lazy("As people choose it: “Text message”, “Group of the water bureau”."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=gettext_lazy("Secret for signing"),
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    domains = forms.CharField(
        label=gettext_lazy("Mail addresses end in"),
        max_length=255,
        help_text=gettext_lazy("Several with blanks between them. Other addresses are refused."),
    )
    is_for_all = forms.BooleanField(
        label=gettext_lazy("Also for everybody who has chosen nothing, by work telephone"),
        required=False,
        widget=forms.CheckboxInput({"class": "tick"}),
    )

    def __init__(self, data: Mapping[str, object] | None, *, kind: str, channel: Channel | None = None) -> None:
        standing = {}
        if channel is not None:
            standing = {
                "name": channel.name,
                "domains": " ".join(domains_of(channel)),
                "is_for_all": channel.is_for_all,
            }
        super().__init__(data, initial=standing, label_suffix="")
        is_mail = kind == Channel.Kind.EMAIL
        for field, is_needed in (
            ("address", not is_mail),
            ("secret", kind in SIGNED),
            ("domains", is_mail),
            ("is_for_all", kind == Channel.Kind.WEBHOOK),
        ):
            if not is_needed:
                del self.fields[field]
            elif channel is not None and field in {"address", "secret"}:
                self.fields[field].required = False
                self.fields[field].help_text = _("It is kept sealed. Leave this empty to keep it.")

    def wanted(self) -> Wanted:
        """Return how the channel shall be."""
        given = self.cleaned_data
        return Wanted(
            name=given["name"],
            address=given.get("address", ""),
            secret=given.get("secret", ""),
            domains=tuple(given.get("domains", "").replace(",", " ").split()),
            is_for_all=given.get("is_for_all", False),
        )


@require_safe
@behind_door(SEE)
def channels(request: ViewedRequest) -> HttpResponse:
    """Show the channels, what goes through them, and what went wrong."""
    city = request.viewer.jurisdiction
    context = {
        "flows": flows(city),
        "troubles": troubles(city),
        "kinds": [kind for kind in Channel.Kind.choices if kind[0] in settings.DUBAN_CHANNELS],
        "has_mail_server": settings.DUBAN_EMAIL_URL is not None,
        "site": site.address(),
        "tabs": tabs(request.viewer, "console_channels"),
    }
    return render(request, "console/channels.html", context)


@sensitive_post_parameters("address", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("reminders.set_channel")
def channel_new(request: ViewedRequest, kind: str) -> HttpResponse:
    """Set up a channel of a kind."""
    if kind not in Channel.Kind.values:
        return redirect("console_channels")
    form = ChannelForm(request.POST if request.method == "POST" else None, kind=kind)
    if form.is_valid():
        try:
            made = set_up_channel(viewer=request.viewer, kind=Channel.Kind(kind), wanted=form.wanted())
        except DomainError as error:
            form.add_error(None, texts.say(error))
        else:
            messages.success(request, _("“%(name)s” is set up. Try it out.") % {"name": made.name})
            return redirect("console_channel", made.uid)
    label = Channel.Kind(kind).label
    context = {"form": form, "kind": label, "tabs": tabs(request.viewer, "console_channels")}
    return render(request, "console/channel.html", context)


@sensitive_post_parameters("address", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.see_own_account")
def channel(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show and change a channel."""
    found = _found(request, uid)
    form = ChannelForm(request.POST if request.method == "POST" else None, kind=found.kind, channel=found)
    if form.is_valid():
        try:
            change_channel(viewer=request.viewer, channel=found, version=_version(request), wanted=form.wanted())
        except DomainError as error:
            form.add_error(None, texts.say(error))
        else:
            messages.success(request, _("The channel is changed."))
            return redirect("console_channel", uid)
    context = {
        "form": form,
        "channel": found,
        "kind": found.get_kind_display(),
        "needs_somebody": found.kind not in Channel.ROBOTS,
        "is_mail": found.kind == Channel.Kind.EMAIL,
        "tabs": tabs(request.viewer, "console_channels"),
    }
    return render(request, "console/channel.html", context)


@require_POST
@behind_door("orgs.see_own_account")
def channel_turn(request: ViewedRequest, uid: str) -> HttpResponse:
    """Turn a channel on or off."""
    found, is_on = _found(request, uid), request.POST.get("is_on") == "yes"
    turn_channel(viewer=request.viewer, channel=found, version=_version(request), is_on=is_on)
    messages.success(request, _("The channel is on.") if is_on else _("The channel is off."))
    return redirect("console_channel", uid)


@require_POST
@behind_door("orgs.see_own_account")
def channel_test(request: ViewedRequest, uid: str) -> HttpResponse:
    """Send a test message at once, and say what came of it."""
    found = _found(request, uid)
    try:
        outcome = send_one(send_test(viewer=request.viewer, channel=found, to=request.POST.get("to", "")))
    except DomainError as error:
        messages.error(request, texts.say(error))
        return redirect("console_channel", uid)
    if outcome is None:
        messages.success(request, _("The test message waits: the peer is asked no more often than it allows."))
    elif outcome.end is End.SENT:
        messages.success(request, _("The peer took the test message. See that it arrived."))
    else:
        messages.error(request, _("Not sent. %(why)s") % {"why": error_words(outcome.error)})
    return redirect("console_channel", uid)


@require_POST
@behind_door("orgs.see_own_account")
def channel_again(request: ViewedRequest, uid: str) -> HttpResponse:
    """Let wait again what was given up."""
    count = send_again(viewer=request.viewer, channel=_found(request, uid))
    words = ngettext("%(count)s message waits again.", "%(count)s messages wait again.", count)
    messages.success(request, words % {"count": count})
    return redirect("console_channels")


def _found(request: ViewedRequest, uid: str) -> Channel:
    """Return a channel of the viewer's own government, for those for whom channels exist."""
    return policies.visible_one(request.viewer, Channel, uid)


def _version(request: ViewedRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1
