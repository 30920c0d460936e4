"""The form of an act, made from what the act is given: each titled field has its control by its type."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from django import forms
from django.db.models import Model
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.core.texts import Lazy
from duban.orgs.acting.performing import Performed
from duban.orgs.acting.wording import Titled

VERSION = "version"
YES, NO = "True", "False"
LONGEST_WORDS = 5_000
TODAY = ("on", "served_on")  # days of what has happened: mostly today
Options = Mapping[str, Sequence[tuple[str, str]]]


class ActForm(forms.Form):
    """A form whose fields were made from an act; `version` is carried along unseen."""

    use_required_attribute = False


@dataclasses.dataclass(frozen=True)
class _Field:
    name: str
    kind: type
    titled: Titled
    is_optional: bool
    is_many: bool
    default: object


def is_simple(service: Performed[Any, Any, Any]) -> bool:
    """Say whether every field of what an act is given is a single value or a list of uids: then it has a form."""
    return all(not dataclasses.is_dataclass(each.kind) and each.kind is not tuple for each in _fields(service.given))


def form_of(
    service: Performed[Any, Any, Any],
    about: Model,
    *,
    options: Options,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, object] | None = None,
) -> ActForm:
    """Return the form of an act about an object; `options` are the choices of fields that hold uids or codes."""
    form = ActForm(
        data=data, initial={**_as_it_is(service, about), **(initial or {})}, auto_id="act-%s", label_suffix=""
    )
    for each in _fields(service.given):
        form.fields[each.name] = _control(each, options.get(each.name))
    return form


def given_of(service: Performed[Any, Any, Any], form: ActForm) -> Any:
    """Return what the act is given from a valid form."""
    values: dict[str, object] = {}
    for each in _fields(service.given):
        value = form.cleaned_data.get(each.name)
        if each.is_many:
            values[each.name] = tuple(value or ())
        elif value in ("", None):
            values[each.name] = each.default
        else:
            values[each.name] = value
    return service.given(**values)


def _fields(given: type) -> list[_Field]:
    hints = get_type_hints(given, include_extras=True)
    found = []
    for each in dataclasses.fields(given):
        hint = hints[each.name]
        titled = next(extra for extra in get_args(hint)[1:] if isinstance(extra, Titled))
        kind, is_optional, is_many = _kind(get_args(hint)[0] if get_origin(hint) is Annotated else hint)
        has_default = each.default is not dataclasses.MISSING
        found.append(
            _Field(each.name, kind, titled, is_optional or has_default, is_many, each.default if has_default else None)
        )
    return found


def _kind(hint: Any) -> tuple[type, bool, bool]:
    """Return the type of a value, whether it may be absent, whether there are many."""
    if get_origin(hint) in (Union, UnionType):
        inner = [each for each in get_args(hint) if each is not NoneType]
        kind, _optional, is_many = _kind(inner[0])
        return kind, True, is_many
    if get_origin(hint) is tuple:
        inner_kind = get_args(hint)[0]
        return (inner_kind, True, True) if inner_kind is str else (tuple, True, True)
    return hint, False, False


def _control(each: _Field, options: Sequence[tuple[str, str]] | None) -> forms.Field:  # noqa: PLR0911 -- one a type
    label, required = str(each.titled.title), not each.is_optional
    if options is None and each.kind is str and each.titled.choices is not None:
        options = [(code, str(words)) for code, words in each.titled.choices.items()]
    if each.name == VERSION:
        return forms.IntegerField(required=False, widget=forms.HiddenInput)
    if each.is_many:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=options or (), widget=forms.CheckboxSelectMultiple
        )
    if options is not None:
        offered = options if required else [("", "—"), *options]
        return forms.ChoiceField(label=label, required=required, choices=offered)
    if each.kind is bool and required:  # a decision: nobody says no by leaving a box unticked
        return forms.TypedChoiceField(
            label=label, choices=_either(each.titled), coerce=lambda value: value == YES, widget=forms.RadioSelect
        )
    if each.kind is bool:
        return forms.BooleanField(label=label, required=False)
    if each.kind is date:
        day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(label=label, required=required, widget=day)
    if each.kind is int:
        return forms.IntegerField(label=label, required=required, min_value=0, max_value=1000)
    if each.kind is Decimal:
        return forms.DecimalField(label=label, required=required, max_digits=24, decimal_places=6)
    widget = forms.Textarea(attrs={"rows": 3, "lang": "zh-Hans"})
    return forms.CharField(label=label, required=required, max_length=LONGEST_WORDS, widget=widget)


def _either(titled: Titled) -> list[tuple[str, Lazy]]:
    """Return the two answers of a decision in words."""
    words = titled.choices or {YES: pgettext_lazy("of a field", "yes"), NO: pgettext_lazy("of a field", "no")}
    return [(YES, words[YES]), (NO, words[NO])]


def _as_it_is(service: Performed[Any, Any, Any], about: Model) -> dict[str, object]:
    """Return what the object itself says of the fields: its version, marks of the same name, today."""
    initial: dict[str, object] = {}
    for each in _fields(service.given):
        value = getattr(about, each.name, None) if each.kind in (bool, int) else None
        if each.kind is date and each.name in TODAY:
            value = clock.today()
        initial[each.name] = each.default if value is None else value
    return initial
