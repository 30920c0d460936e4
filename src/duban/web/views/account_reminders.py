"""How one is reminded: hour and channels of the digest, and the address of one's calendar."""

from collections.abc import Mapping
from datetime import time

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs.acting.performing import By
from duban.reminders.calendars.keeping import Nothing, feed_of, make_calendar, revoke_calendar
from duban.reminders.channels.setting_up import domains_of
from duban.reminders.digests.people import open_channels
from duban.reminders.digests.preferring import EARLIEST, LATEST, Reminded, preferred, reminded, set_preferences
from duban.reminders.models import Channel
from duban.web.access import ViewedRequest, behind_door
from duban.web.onward import sent

HALF_HOURS = [
    f"{hour:02}:{minute:02}"
    for hour in range(EARLIEST.hour, LATEST.hour + 1)
    for minute in (0, 30)
    if (hour, minute) <= (LATEST.hour, LATEST.minute)
]


class RemindersForm(forms.Form):
    """Hour, channels, mail address, or nothing at all."""

    at = forms.ChoiceField(label=gettext_lazy("Hour of the digest"))
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Send it by"), required=False, widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address at work"),
        max_length=254,
        required=False,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    is_off = forms.BooleanField(
        label=gettext_lazy("No digest; I look at the desk myself"),
        required=False,
        widget=forms.CheckboxInput({"class": "tick"}),
    )

    def __init__(self, data: Mapping[str, object] | None, *, standing: Reminded, channels: list[Channel]) -> None:
        own = f"{standing.at:%H:%M}"
        initial = {"at": own, "channels": sorted(standing.chosen), "email": standing.email, "is_off": standing.is_off}
        super().__init__(data, initial=initial, label_suffix="")
        hours = self.fields["at"]
        assert isinstance(hours, forms.ChoiceField)  # noqa: S101 -- it stands above
        hours.choices = [(hour, hour) for hour in sorted({*HALF_HOURS, own})]
        chosen = self.fields["channels"]
        assert isinstance(chosen, forms.MultipleChoiceField)  # noqa: S101
        chosen.choices = [(channel.uid, channel.name) for channel in channels]
        mail = [channel for channel in channels if channel.kind == Channel.Kind.EMAIL]
        if mail:
            domains = "、".join(domain for channel in mail for domain in domains_of(channel))
            self.fields["email"].help_text = _("It ends in one of: %(domains)s") % {"domains": domains}
        else:
            del self.fields["email"]


@sensitive_post_parameters("email")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("reminders.see_own")
def account_reminders(request: ViewedRequest) -> HttpResponse:
    """Show and set how one is reminded."""
    user = request.viewer.user
    channels = open_channels(request.viewer.jurisdiction)
    form = RemindersForm(sent(request), standing=reminded(user), channels=channels)
    if form.is_valid():
        given = form.cleaned_data
        wanted = preferred(
            at=time.fromisoformat(given["at"]),
            channels=given["channels"],
            email=given.get("email", ""),
            is_off=given["is_off"],
        )
        try:
            set_preferences(by=By(request.viewer), about=user, given=wanted)
        except DomainError as error:
            form.add_error(None, texts.say(error))
        else:
            messages.success(request, _("So you are reminded from now on."))
            return redirect("account_reminders")
    return _page(request, form, channels)


@never_cache
@require_POST
@behind_door("reminders.see_own")
def account_calendar(request: ViewedRequest) -> HttpResponse:
    """Make the address of one's calendar, or make it anew; it is shown on this page and nowhere again."""
    made = make_calendar(by=By(request.viewer), about=request.viewer.user, given=Nothing()).result
    channels = open_channels(request.viewer.jurisdiction)
    form = RemindersForm(None, standing=reminded(request.viewer.user), channels=channels)
    path = reverse("calendar_feed", args=[made.token]) if made is not None else ""
    return _page(request, form, channels, feed_address=request.build_absolute_uri(path))


@require_POST
@behind_door("reminders.see_own")
def account_calendar_revoke(request: ViewedRequest) -> HttpResponse:
    """Take the address of one's calendar back."""
    revoke_calendar(by=By(request.viewer), about=request.viewer.user, given=Nothing())
    messages.success(request, _("The address of your calendar does not work any more."))
    return redirect("account_reminders")


def _page(
    request: ViewedRequest, form: RemindersForm, channels: list[Channel], *, feed_address: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "channels": channels,
        "by_telephone": any(channel.kind == Channel.Kind.WEBHOOK for channel in channels),
        "has_telephone": bool(request.viewer.person.telephone),
        "feed": feed_of(request.viewer.user),
        "feed_address": feed_address,
    }
    return render(request, "account/reminders.html", context)
