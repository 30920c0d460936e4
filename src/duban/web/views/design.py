"""The living page of the design system: every part in every state, drawn by the templates the pages use."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from duban.ledger.stages import TaskStage
from duban.plans.stages import ImportStage
from duban.web.access import ViewedRequest, behind_door

COLOURS = (
    ("paper", _("the page")),
    ("sheet", _("fields, menus")),
    ("wash", _("hover")),
    ("wash-2", _("pressed")),
    ("hair", _("between rows")),
    ("hair-2", _("head of a group")),
    ("edge", _("edge of a control")),
    ("ink-3", _("captions")),
    ("ink-2", _("secondary text")),
    ("ink", _("text")),
    ("vermilion", _("official act")),
    ("must", _("must be settled")),
    ("check", _("to be checked")),
    ("mark-date", _("deadline")),
    ("mark-target", _("target")),
    ("mark-now", _("being looked at")),
    ("focus", _("focus")),
)

SEVERITIES = ("must", "check", "note")


class SpecimenForm(forms.Form):
    """One field of each kind; bound to an empty reason, so that its error shows."""

    deadline = forms.CharField(label=_("Deadline"), help_text=_("As printed, or a date."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ChoiceField(
        label=_("Lead unit"), choices=[("1", "市住房城乡建设局"), ("2", "市水务局")], required=False
    )
    document = forms.FileField(label=_("Document"), required=False)


@require_safe
@behind_door("orgs.look")
def design(request: ViewedRequest) -> HttpResponse:
    """Show every part once; the content is invented."""
    moment = datetime(2026, 3, 16, 9, 12, tzinfo=UTC)
    return render(
        request,
        "design.html",
        {
            "colours": COLOURS,
            "task_stages": TaskStage.choices,
            "import_stages": ImportStage.choices,
            "checked": TaskStage.CHECKED,
            "issued": TaskStage.ISSUED,
            "severities": SEVERITIES,
            "form": SpecimenForm(data={"deadline": "12月底前", "reason": "", "unit": "1"}),
            "crumbs": [
                SimpleNamespace(label=_("Ledger"), url="#parts"),
                SimpleNamespace(label="四、城乡建设", url="#parts"),
                SimpleNamespace(label="38", url=""),
            ],
            "entries": [
                SimpleNamespace(at=moment, actor_name="贺知微", text=_("Plan adopted into the ledger")),
                SimpleNamespace(at=moment.replace(hour=8), actor_name="贺知微", text=_("Unit corrected")),
            ],
        },
    )
