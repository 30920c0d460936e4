"""Forms about the register: they draw fields and keep what was typed; what may be wrong is for the services."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.orgs.models import Unit, UnitAlias
from duban.orgs.register import errors
from duban.orgs.register.dates import not_ended_before
from duban.orgs.register.entering import UnitFacts
from duban.orgs.viewers import Viewer

if TYPE_CHECKING:
    OneOf = forms.ModelChoiceField[Unit]
    SomeOf = forms.ModelMultipleChoiceField[Unit]
else:  # Django's fields take no parameters when the program runs
    OneOf, SomeOf = forms.ModelChoiceField, forms.ModelMultipleChoiceField

R = TypeVar("R")

ANSWERED_BY_A_PAGE = (NotVisible, NotAllowed, NotYours, Stale)
LARGEST = 999_999_999
PLACES: dict[type[DomainError], tuple[str, ...]] = {  # the field at which a refusal is shown, the first that there is
    errors.NameMissing: ("name", "surface"),
    errors.NameTaken: ("name",),
    errors.SameName: ("name",),
    errors.SpellingTaken: ("surface", "name"),
    errors.SpellingKnown: ("surface",),
    errors.CodeTaken: ("code",),
    errors.CircularParents: ("parent",),
    errors.HasMembers: ("kind",),
    errors.IsMember: ("kind",),
    errors.DayNotCome: ("on",),
    errors.DayBeforeStart: ("on", "since", "until"),
    errors.NoSuccessor: ("units",),
    errors.OpenDuties: ("duties_to",),
    errors.NotASuccessor: ("duties_to",),
}


class UnitChoice(OneOf):
    """One unit of the government, by its uid."""

    def label_from_instance(self, obj: Model) -> str:
        """Return the full name."""
        return cast("Unit", obj).name


class UnitChoices(SomeOf):
    """Several units of the government, by their uids."""

    def label_from_instance(self, obj: Model) -> str:
        """Return the full name."""
        return cast("Unit", obj).name


class RegisterForm(forms.Form):
    """A form of an act on the register; `attempt` says in it what the act refused."""

    def attempt(self, act: Callable[[], R]) -> R | None:
        """Do the act; None where it was refused for something that can be corrected in the form."""
        try:
            return act()
        except ANSWERED_BY_A_PAGE:
            raise
        except DomainError as refusal:
            place = next((name for name in PLACES.get(type(refusal), ()) if name in self.fields), None)
            self.add_error(place, texts.say(refusal))
        return None

    def offer(self, name: str, viewer: Viewer, *, without: Unit | None = None) -> None:
        """Let a field choose among the single units that stand today."""
        units = policies.visible(viewer, Unit).filter(not_ended_before(clock.today())).exclude(kind__in=Unit.GROUPS)
        field = cast("UnitChoice | UnitChoices", self.fields[name])
        field.queryset = units.exclude(pk=without.pk if without else 0).order_by("position", "pk")


class FactsForm(RegisterForm):
    """What the register says of a unit beside its names."""

    code = forms.CharField(label=_("Code of the unit"), max_length=32, required=False)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=Unit.Kind.choices)
    standing = forms.ChoiceField(
        label=_("Standing"),
        choices=Unit.Standing.choices,
        help_text=_("A partner (company, court, vertically led body) is written to, never named, rectified or listed."),
    )
    parent = UnitChoice(
        label=_("Parent unit"),
        queryset=Unit.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=pgettext_lazy("parent unit", "none"),
    )
    position = forms.IntegerField(
        label=_("Sort order"), min_value=0, max_value=LARGEST, required=False, help_text=_("Empty: at the end.")
    )
    pinyin = forms.CharField(
        label=_("Pinyin"),
        max_length=255,
        required=False,
        help_text=_("Syllables with blanks between them; the initials follow. Empty: made from the name."),
    )
    since = forms.DateField(
        label=_("Exists since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: from the beginning."),
    )

    def __init__(self, *args: Any, viewer: Viewer, unit: Unit | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("parent", viewer, without=unit)

    def facts(self) -> UnitFacts:
        """Return what was typed."""
        typed = self.cleaned_data
        return UnitFacts(
            kind=typed["kind"],
            standing=typed["standing"],
            code=typed["code"].strip() or None,
            parent=typed["parent"],
            position=typed["position"],
            pinyin=typed["pinyin"],
            since=typed["since"],
        )


class NewUnitForm(FactsForm):
    """A unit that no plan has named yet."""

    name = forms.CharField(
        label=_("Full name"), max_length=64, widget=forms.TextInput(attrs={"lang": "zh-Hans", "autocomplete": "off"})
    )
    field_order = ("name",)


class OnForm(RegisterForm):
    """A change of the register from a day on, with the document that says so."""

    on = forms.DateField(
        label=_("From this day on"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=128,
        help_text=_("The document that says so, with its number."),
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )


class RenameForm(OnForm):
    """Another full name."""

    name = forms.CharField(
        label=_("New full name"),
        max_length=64,
        widget=forms.TextInput(attrs={"lang": "zh-Hans", "autocomplete": "off"}),
    )
    field_order = ("name", "on", "basis")


class DissolveForm(OnForm):
    """The end of a unit without a successor."""


class MergeForm(OnForm):
    """The units that go into this one."""

    units = UnitChoices(
        label=_("Units that go into it"),
        queryset=Unit.objects.none(),
        to_field_name="uid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one unit.")},
    )
    duties_to = forms.BooleanField(label=_("It takes over their open duties"), required=False)
    field_order = ("units", "duties_to", "on", "basis")

    def __init__(self, *args: Any, viewer: Viewer, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("units", viewer, without=unit)


class SplitForm(OnForm):
    """The units in which this one goes on."""

    units = UnitChoices(
        label=_("Units in which it goes on"),
        queryset=Unit.objects.none(),
        to_field_name="uid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one unit.")},
        help_text=_("A unit that is new is entered first."),
    )
    duties_to = UnitChoice(
        label=_("Takes over the open duties"),
        queryset=Unit.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=pgettext_lazy("successor", "nobody: nothing is open"),
    )
    field_order = ("units", "duties_to", "on", "basis")

    def __init__(self, *args: Any, viewer: Viewer, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("units", viewer, without=unit)
        self.offer("duties_to", viewer, without=unit)


class AliasForm(RegisterForm):
    """A spelling that is to lead to the unit."""

    surface = forms.CharField(
        label=_("Spelling"), max_length=64, widget=forms.TextInput(attrs={"lang": "zh-Hans", "autocomplete": "off"})
    )
    origin = forms.ChoiceField(
        label=_("Sort of spelling"),
        choices=[(str(each.value), each.label) for each in (UnitAlias.Origin.SHORT, UnitAlias.Origin.SET)],
    )
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: from the beginning."),
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: it still stands."),
    )


class SheetForm(forms.Form):
    """A sheet of units; what may be wrong with it is for the reading to say."""

    file = forms.FileField(
        label=_("Sheet of units"),
        help_text=_("Choose it, or drop it here. Workbooks (xlsx) and csv in UTF-8 or GB18030 are read."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": _("No file was chosen.")},
        widget=forms.FileInput(attrs={"class": "drop", "accept": ".xlsx,.csv,text/csv"}),
    )
