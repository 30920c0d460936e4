"""The console of the system administrator: parameters, working calendar, self-check; no business text (domain 6.4)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs.administration.doctor.examine import examine, settings_shown
from duban.orgs.administration.doctor.findings import Finding, Weight
from duban.orgs.administration.parameters import set_parameters
from duban.orgs.administration.working_year import enter_year, is_arranged, remove_day, set_days
from duban.orgs.models import CalendarDay, Jurisdiction
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.console import SYSTEM, tabs

LONGEST_STRETCH = 31  # days that one entry of the calendar sets at most
SEVERITIES = {Weight.ERROR: "must", Weight.WARNING: "check", Weight.NOTE: "note"}
SOURCES = {"environment": gettext_lazy("set"), "default": gettext_lazy("default")}


class ParametersForm(forms.Form):
    """Level of protection and size of the office."""

    protection_level = forms.TypedChoiceField(
        label=gettext_lazy("Declared level of classified protection"),
        coerce=int,
        choices=[
            (2, gettext_lazy("Level 2: system and security administrator may be one person")),
            (3, gettext_lazy("Level 3: three administrators, second factor for everybody")),
        ],
    )
    is_small_office = forms.BooleanField(
        label=gettext_lazy("Small office: fewer than four inspecting persons"), required=False
    )


class DaysForm(forms.Form):
    """Days that differ from their weekday, from a day to a day."""

    since = forms.DateField(label=gettext_lazy("First day"), widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}), required=False)
    is_working = forms.TypedChoiceField(
        label=gettext_lazy("These days are"),
        coerce=lambda value: value == "yes",
        choices=[("no", gettext_lazy("days of rest")), ("yes", gettext_lazy("worked"))],
    )
    words = forms.CharField(label=gettext_lazy("Reason, as the arrangement calls it"), max_length=64)

    def clean(self) -> dict[str, Any]:
        """Make the last day the first where only one was given; refuse a stretch that is no holiday any more."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since is not None:
            given["until"] = until or since
            if not 0 <= (given["until"] - since).days < LONGEST_STRETCH:
                self.add_error("until", _("The last day comes after the first, at most a month later."))
        return given


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(SYSTEM)
def parameters(request: ViewedRequest) -> HttpResponse:
    """Show and change what the government declared; the environment's settings stand beside, without secrets."""
    city = Jurisdiction.objects.get(pk=request.viewer.jurisdiction.pk)
    standing = {"protection_level": city.protection_level, "is_small_office": city.is_small_office}
    form = ParametersForm(request.POST or None, initial=standing, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            set_parameters(viewer=request.viewer, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, texts.say(error))
        else:
            messages.success(request, _("The parameters are changed."))
            return redirect("console_system")
    shown = [(each.name, each.value, SOURCES[each.source]) for each in settings_shown()]
    context = {"form": form, "city": city, "settings": shown, "tabs": tabs(request.viewer, "console_system")}
    return render(request, "console/parameters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door(SYSTEM)
def calendar(request: ViewedRequest) -> HttpResponse:
    """Show the days of a year that differ from their weekday; enter some more."""
    form = DaysForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        days = [given["since"] + timedelta(days=step) for step in range((given["until"] - given["since"]).days + 1)]
        try:
            set_days(viewer=request.viewer, days=days, is_working=given["is_working"], words=given["words"])
        except DomainError as error:
            form.add_error(None, texts.say(error))
        else:
            messages.success(request, _("The calendar is changed."))
            return redirect("console_calendar")
    year = _year(request.GET.get("year", ""))
    rows = CalendarDay.objects.filter(jurisdiction=request.viewer.jurisdiction, day__year=year).order_by("day")
    context = {
        "form": form,
        "days": rows,
        "year": year,
        "years": [year - 1, year + 1],
        "is_arranged": is_arranged(year),
        "tabs": tabs(request.viewer, "console_calendar"),
    }
    return render(request, "console/calendar.html", context)


@require_POST
@behind_door(SYSTEM)
def calendar_year(request: ViewedRequest) -> HttpResponse:
    """Enter a whole year anew, as it was arranged or is estimated."""
    count = enter_year(viewer=request.viewer, year=_year(request.POST.get("year", "")))
    messages.success(request, _("%(count)s days are entered.") % {"count": count})
    return redirect("console_calendar")


@require_POST
@behind_door(SYSTEM)
def calendar_remove(request: ViewedRequest) -> HttpResponse:
    """Let a day follow its weekday again."""
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return redirect("console_calendar")
    remove_day(viewer=request.viewer, day=day)
    messages.success(request, _("The calendar is changed."))
    return redirect("console_calendar")


@require_safe
@behind_door(SYSTEM)
def self_check(request: ViewedRequest) -> HttpResponse:
    """Show what the self-check finds for this installation and this government."""
    found = [_printed(each) for each in examine(request.viewer.jurisdiction)]
    return render(
        request, "console/self_check.html", {"findings": found, "tabs": tabs(request.viewer, "console_doctor")}
    )


def _printed(finding: Finding) -> dict[str, str]:
    return {
        "severity": SEVERITIES[finding.weight],
        "where": finding.government or "",
        "what": finding.what,
        "remedy": finding.remedy,
    }


def _year(text: str) -> int:
    today = clock.today().year
    return int(text) if text.isascii() and text.isdecimal() and abs(int(text[:8]) - today) <= 5 else today
