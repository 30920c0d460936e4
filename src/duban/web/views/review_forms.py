"""The small forms of a review: the fields that a person fills in for each kind of correction.

They draw fields and keep what was typed. Whether a correction fits is for `plans.drafting` to say: a field it names in
its refusal gets the message, any other refusal stands at the head of the form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import texts
from duban.core.errors import DomainError
from duban.core.texts import Lazy
from duban.orgs.models import Unit
from duban.plans.models import UnitMention
from duban.plans.selectors.values import PRECISIONS

UNIT_LIST = "units-known"

LABELS: dict[str, Lazy] = {
    "name": _("Unit"),
    "unit_kind": pgettext_lazy("unit", "Kind"),
    "role": _("Role"),
    "comparator": _("Comparison"),
    "value": pgettext_lazy("target", "Figure"),
    "unit": _("Measure"),
    "text": _("Words"),
    "date": _("Last day"),
    "precision": _("Precision"),
    "number": _("Number of the clause"),
    "offset": _("Where to split"),
    "items": _("The other clause"),
    "leading": _("Leads the task"),
    "title": _("Title of the section"),
    "remark": _("Remark"),
}


def _label(name: str) -> str:
    return str(LABELS[name])


@dataclass(frozen=True)
class Asked:
    """What one form asks for: its fields, what goes along unseen, and the acts that it offers."""

    fields: Mapping[str, forms.Field] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)
    hidden: Sequence[tuple[str, str]] = ()
    acts: Sequence["Act"] = ()
    hint: str = ""


@dataclass(frozen=True)
class Act:
    """A button: the kind of correction that it makes, and its words."""

    kind: str
    words: str
    weight: str = ""


class AskedForm(forms.Form):
    """A form with the fields of what is asked; bound to what was typed where that was refused."""

    use_required_attribute = False

    def __init__(
        self,
        asked: Asked,
        *,
        place: int,
        is_first: bool = False,
        typed: QueryDict | None = None,
        refusal: DomainError | None = None,
    ) -> None:
        super().__init__(data=typed, initial=dict(asked.values), auto_id=f"edit-{place}-%s", label_suffix="")
        self.asked = asked
        for name, each in asked.fields.items():
            self.fields[name] = each
            each.required = False
        at_fault = self._refuse(refusal) if refusal else None
        focused = at_fault or (next(iter(self.fields), None) if is_first or refusal else None)
        if focused:
            self.fields[focused].widget.attrs["autofocus"] = True

    def _refuse(self, refusal: DomainError) -> str | None:
        """Say what drafting refused, at the field that it names; return that field."""
        name = str(refusal.params.get("field", ""))
        at_fault = name if name in self.fields else None
        if at_fault:
            refusal.params["field"] = self.fields[at_fault].label
        self.full_clean()
        self.add_error(at_fault, texts.say(refusal))
        return at_fault


def unit_name() -> forms.Field:
    """Ask for a unit, with the units that are known as suggestions."""
    return forms.CharField(
        label=_label("name"),
        max_length=64,
        widget=forms.TextInput(attrs={"list": UNIT_LIST, "autocomplete": "off", "lang": "zh-Hans"}),
    )


def unit_kind(empty: str | None = None) -> forms.Field:
    """Ask for the kind of a unit; an empty choice leaves it to the register and the name."""
    first = [("", str(empty))] if empty else []
    return forms.ChoiceField(label=_label("unit_kind"), choices=[*first, *Unit.Kind.choices])


def role() -> forms.Field:
    """Ask for the role of a unit."""
    return forms.ChoiceField(label=_label("role"), choices=UnitMention.Role.choices)


def leader_name() -> forms.Field:
    """Ask for the name of a leader."""
    return forms.CharField(
        label=_("Name of the leader"), max_length=32, widget=forms.TextInput(attrs={"lang": "zh-Hans"})
    )


def figure() -> dict[str, forms.Field]:
    """Ask for a figure to be reached."""
    signs = [(">=", "≥"), ("<=", "≤"), ("=", "="), ("~", "≈"), ("", _("in words only"))]
    return {
        "comparator": forms.ChoiceField(label=_label("comparator"), choices=signs),
        "value": forms.CharField(label=_label("value"), widget=forms.TextInput(attrs={"inputmode": "decimal"})),
        "unit": forms.CharField(label=_label("unit"), max_length=32, widget=forms.TextInput(attrs={"lang": "zh-Hans"})),
    }


def day() -> dict[str, forms.Field]:
    """Ask for a day and how precisely it is meant."""
    return {
        "date": forms.CharField(label=_label("date"), widget=forms.DateInput(attrs={"type": "date"})),
        "precision": forms.ChoiceField(label=_label("precision"), choices=list(PRECISIONS.items())),
    }


def words(label: str, *, longest: int, hint: str = "") -> forms.Field:
    """Ask for a line of words."""
    return forms.CharField(
        label=label, max_length=longest, help_text=hint, widget=forms.TextInput(attrs={"lang": "zh-Hans"})
    )


def chosen(label: str, choices: Sequence[tuple[str, str]]) -> forms.Field:
    """Ask for one of a few, all of them in sight."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def listed(label: str, choices: Sequence[tuple[str, str]]) -> forms.Field:
    """Ask for one of many."""
    return forms.ChoiceField(label=label, choices=choices)
