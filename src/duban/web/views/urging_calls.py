"""The call sheet of the day: whom to call about what, one key to record each call, and the sheet on paper."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.auditing import note_look
from duban.orgs.models import Unit
from duban.reminders.duties.urged import titles
from duban.supervision.urging.calls import CallRecorded, CallRow, callers_of, record_call, sheet_of_the_day
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import by_of, new_key, said_of
from duban.web.clients import address_of
from duban.web.urging_tabs import UrgingTab, urging_tabs

CODE = "supervision.record_call"
DAY = "%Y-%m-%d"
LONGEST_WORDS = 2_000


class CallForm(forms.Form):
    """What came of a call; the key that sends it says whether somebody was reached."""

    use_required_attribute = False

    words = forms.CharField(
        label=pgettext_lazy("call", "What was said"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
    promised_on = forms.DateField(
        label=gettext_lazy("Promised day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
    )
    called_on = forms.DateField(
        label=gettext_lazy("Day of the call"), widget=forms.DateInput(attrs={"type": "date"}, format=DAY)
    )
    caller = forms.ChoiceField(label=gettext_lazy("Called by"))

    def __init__(self, callers: list[tuple[str, str]], *, unit: str, me: str, data: Any = None) -> None:
        initial = {"called_on": clock.today(), "caller": me}
        super().__init__(data=data, initial=initial, auto_id=f"call-{unit}-%s", label_suffix="")
        field = self.fields["caller"]
        if isinstance(field, forms.ChoiceField):
            field.choices = callers


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("supervision.record_call")
def urging_calls(request: ViewedRequest) -> HttpResponse:
    """Show whom to call today; by post, record a call."""
    if request.method != "POST":
        return _page(request)
    unit = policies.visible_one(request.viewer, Unit, request.POST.get("unit", ""))
    form = _form(request, unit, data=request.POST)
    if not form.is_valid():
        return _page(request, form=form, about=unit)
    said = form.cleaned_data
    given = CallRecorded(
        duties=tuple(request.POST.getlist("duty")),
        is_reached=request.POST.get("is_reached") == "True",
        called_on=said["called_on"],
        words=said["words"] or None,
        promised_on=said["promised_on"],
        person=request.POST.get("person") or None,
        caller=said["caller"],
    )
    try:
        outcome = record_call(by=by_of(request, CODE, unit), about=unit, given=given)
    except DomainError as error:
        return _page(request, form=form, about=unit, error=texts.say(error))
    messages.success(request, f"{unit.name}　{said_of(outcome)}")
    return redirect("urging_calls")


def _form(request: ViewedRequest, unit: Unit, data: Any = None) -> CallForm:
    return CallForm(callers_of(request.viewer.jurisdiction), unit=unit.uid, me=request.viewer.person.uid, data=data)


def _page(
    request: ViewedRequest, *, form: CallForm | None = None, about: Unit | None = None, error: str = ""
) -> HttpResponse:
    rows = sheet_of_the_day(request.viewer)
    if any(row.contact is not None and row.contact.telephone for row in rows):
        note_look(request.viewer, what="orgs.telephone_read", target=request.path, address=address_of(request))
    named, callers = titles(), callers_of(request.viewer.jurisdiction)
    me = request.viewer.person.uid
    return render(
        request,
        "urging/calls.html",
        {
            "tabs": urging_tabs(request.viewer, UrgingTab.CALLS),
            "rows": [
                {
                    "row": row,
                    "unit": row.of_unit.unit,
                    "duties": [(named.get(each.owed.kind, each.owed.kind), each) for each in _shown(row)],
                    "form": form
                    if form is not None and about is not None and about.pk == row.of_unit.unit.pk
                    else CallForm(callers, unit=row.of_unit.unit.uid, me=me),
                    "key": new_key(),
                }
                for row in rows
            ],
            "to_call": sum(row.is_open for row in rows),
            "today": clock.today(),
            "caller": request.viewer.name,
            "error": error or (_("The call was not recorded yet: correct what is marked.") if form else ""),
        },
    )


def _shown(row: CallRow) -> Any:
    return row.of_unit.open or row.of_unit.duties
