"""Forms about people and posts: they draw fields and keep what was typed; what may be wrong is for the services."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from duban.core import clock, texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.acting.errors import KeyUsed
from duban.orgs.acting.performing import Outcome
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.orgs.models import Person, Post, Unit
from duban.orgs.people.delegating import Delegated, DelegationRevoked
from duban.orgs.people.dividing import DivisionSet, FieldOf
from duban.orgs.people.errors import NameKnown
from duban.orgs.people.handing_over import HandedOver, PostClosed
from duban.orgs.people.naming import Named, NamedLeader, NamedToOffice, NamedToPost, TelephoneSet
from duban.orgs.people.selectors import people_named
from duban.orgs.viewers import Viewer

ANOTHER = "another"
ANSWERED_BY_A_PAGE = (NotVisible, NotAllowed, NotYours, Stale, KeyUsed)
CHINESE = {"lang": "zh-Hans"}


def day_field(label: object, *, required: bool = True, hint: object = "") -> forms.DateField:
    """Return a field for a day; where it must be given it stands at today."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        required=required,
        help_text=hint,  # type: ignore[arg-type]
        initial=clock.today if required else None,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def words_field(label: object, longest: int, *, required: bool = False, hint: object = "") -> forms.CharField:
    """Return a field for words that are written in Chinese."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        max_length=longest,
        required=required,
        help_text=hint,  # type: ignore[arg-type]
        widget=forms.TextInput(attrs=CHINESE),
    )


class ActForm(forms.Form):
    """A form of an act; `attempt` says in it what the act refused."""

    def attempt(self, act: Callable[[], Outcome[Any]]) -> Outcome[Any] | None:
        """Do the act; None where it was refused for something that can be corrected in the form."""
        try:
            return act()
        except ANSWERED_BY_A_PAGE:
            raise
        except NameKnown as refusal:
            self.add_error("who" if "who" in self.fields else None, texts.say(refusal))
        except DomainError as refusal:
            self.add_error(None, texts.say(refusal))
        return None


class TelephoneForm(ActForm):
    """A work telephone number."""

    telephone = forms.RegexField(
        label=gettext_lazy("Work telephone"),
        regex=r"^[0-9 +()（）\-—转]{3,32}$",
        required=False,
        error_messages={"invalid": gettext_lazy("A telephone number has digits, blanks and hyphens only.")},
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def given(self) -> TelephoneSet:
        """Return what the act is given."""
        return TelephoneSet(self.cleaned_data["telephone"] or None)


class PersonForm(TelephoneForm):
    """A person by name; where somebody of this name is known, it asks whether he is meant."""

    needs_name = True
    name = words_field(pgettext_lazy("person", "Name"), 32, required=True)
    who = forms.ChoiceField(label=gettext_lazy("Which person"), required=False)
    field_order: Iterable[str] | None = ("name", "who")

    def __init__(self, viewer: Viewer, *, data: object = None) -> None:
        super().__init__(data=data, label_suffix="")  # type: ignore[arg-type]  # a query dictionary
        self.fields["name"].required = self.needs_name
        typed = str(self.data.get("name", "")).strip() if self.is_bound else ""
        known = people_named(viewer, typed) if typed else []
        who = self.fields["who"]
        if known and isinstance(who, forms.ChoiceField):
            who.choices = [
                ("", "—"),
                *((person.uid, f"{person.name}　{posts or _('no post')}") for person, posts in known),
                (ANOTHER, _("Another person of the same name")),
            ]
        else:
            del self.fields["who"]

    def named(self) -> Named | None:
        """Return the person that was named, None where nobody was."""
        cleaned = self.cleaned_data
        who = cleaned.get("who", "")
        if not cleaned["name"]:
            return None
        return Named(
            name=cleaned["name"],
            uid=who if who not in {"", ANOTHER} else None,
            is_new=who == ANOTHER,
            telephone=cleaned.get("telephone") or None,
        )

    def somebody(self) -> Named:
        """Return the person that was named; without a name the service says so."""
        return self.named() or Named()


class UnitPostForm(PersonForm):
    """Who becomes head, deputy or liaison officer of a unit."""

    kind = forms.ChoiceField(label=gettext_lazy("Post"))
    since = day_field(gettext_lazy("From day"))
    title = words_field(
        gettext_lazy("Title of the post"), 32, hint=gettext_lazy("Only where it says more than the kind of post.")
    )
    basis = words_field(gettext_lazy("Basis"), 128)
    field_order: Iterable[str] | None = ("kind", "name", "who", "telephone", "since", "title", "basis")

    def __init__(self, viewer: Viewer, kinds: Sequence[Post.Kind], *, data: object = None) -> None:
        super().__init__(viewer, data=data)
        _offer(self.fields["kind"], [(kind.value, str(kind.label)) for kind in kinds])

    def given_to(self) -> NamedToPost:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        return NamedToPost(
            kind=Post.Kind(cleaned["kind"]),
            person=self.somebody(),
            since=cleaned["since"],
            title=cleaned["title"] or None,
            basis=cleaned["basis"] or None,
        )


class LeaderForm(UnitPostForm):
    """Who becomes leader, approver or secretary."""

    serves = forms.ChoiceField(
        label=gettext_lazy("Serves"), required=False, help_text=gettext_lazy("For a secretary only.")
    )
    field_order: Iterable[str] | None = ("kind", "serves", "name", "who", "telephone", "since", "title", "basis")

    def __init__(
        self,
        viewer: Viewer,
        kinds: Sequence[Post.Kind],
        served: Sequence[tuple[str, str]],
        *,
        data: object = None,
    ) -> None:
        super().__init__(viewer, kinds, data=data)
        _offer(self.fields["serves"], [("", "—"), *served])

    def given_leader(self) -> NamedLeader:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        return NamedLeader(
            kind=Post.Kind(cleaned["kind"]),
            person=self.somebody(),
            since=cleaned["since"],
            title=cleaned["title"] or None,
            serves=cleaned["serves"] or None,
            basis=cleaned["basis"] or None,
        )


class OfficeForm(UnitPostForm):
    """Who comes into the office, and from where he is seconded."""

    seconded_from = forms.ChoiceField(
        label=gettext_lazy("Seconded from"), required=False, help_text=gettext_lazy("The unit that keeps the person.")
    )
    until = day_field(pgettext_lazy("absence", "Last day"), required=False)
    field_order: Iterable[str] | None = (
        "kind",
        "name",
        "who",
        "telephone",
        "since",
        "seconded_from",
        "until",
        "title",
        "basis",
    )

    def __init__(self, viewer: Viewer, kinds: Sequence[Post.Kind], *, data: object = None) -> None:
        super().__init__(viewer, kinds, data=data)
        units = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).order_by("position")
        _offer(self.fields["seconded_from"], [("", "—"), *units.values_list("uid", "name")])

    def given_office(self) -> NamedToOffice:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        return NamedToOffice(
            kind=Post.Kind(cleaned["kind"]),
            person=self.somebody(),
            since=cleaned["since"],
            title=cleaned["title"] or None,
            seconded_from=cleaned["seconded_from"] or None,
            until=cleaned["until"],
            basis=cleaned["basis"] or None,
        )


class HandOverForm(PersonForm):
    """The day of the change, who comes, and a note for him."""

    needs_name = False
    on = day_field(
        gettext_lazy("First day of the change"),
        hint=gettext_lazy("The day before is the last day of the present holder."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs=CHINESE | {"rows": 4}),
        help_text=gettext_lazy("What the successor must know: papers, promises, people to call."),
    )
    field_order: Iterable[str] | None = ("on", "name", "who", "telephone", "note")

    def __init__(self, viewer: Viewer, *, data: object = None) -> None:
        super().__init__(viewer, data=data)
        self.fields["name"].label = _("Who comes")
        self.fields["name"].help_text = _("Left empty, the post stays vacant and is listed as such.")

    def given_over(self) -> HandedOver:
        """Return what the act is given."""
        return HandedOver(
            on=self.cleaned_data["on"], coming=self.named(), note=self.cleaned_data["note"].strip() or None
        )


class ClosingForm(ActForm):
    """From when a post exists no more, and why."""

    on = day_field(gettext_lazy("From day"))
    reason = words_field(gettext_lazy("Reason"), 255, required=True)

    def given(self) -> PostClosed:
        """Return what the act is given."""
        return PostClosed(on=self.cleaned_data["on"], reason=self.cleaned_data["reason"])


class DelegationForm(ActForm):
    """To whom a post is left, for which days, and why."""

    person = forms.ChoiceField(label=gettext_lazy("Who stands in"))
    since = day_field(gettext_lazy("From day"))
    until = day_field(pgettext_lazy("absence", "Last day"))
    reason = words_field(
        pgettext_lazy("absence", "Reason"), 255, required=True, hint=gettext_lazy("On leave, on duty elsewhere …")
    )

    def __init__(self, choices: Sequence[tuple[Person, str]], *, data: object = None) -> None:
        super().__init__(data=data, label_suffix="")  # type: ignore[arg-type]  # a query dictionary
        offered = [(person.uid, f"{person.name}　{posts}") for person, posts in choices]
        _offer(self.fields["person"], [("", "—"), *offered])

    def given(self) -> Delegated:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        return Delegated(cleaned["person"], since=cleaned["since"], until=cleaned["until"], reason=cleaned["reason"])


class RevocationForm(ActForm):
    """Why a delegation ends early."""

    reason = words_field(gettext_lazy("Reason"), 255)

    def given(self) -> DelegationRevoked:
        """Return what the act is given."""
        return DelegationRevoked(self.cleaned_data["reason"] or None)


class DivisionForm(ActForm):
    """The division of labour from a day on: the fields of each leader, one a line."""

    since = day_field(gettext_lazy("From day"))
    basis = words_field(
        gettext_lazy("Basis"), 128, required=True, hint=gettext_lazy("The document that divides the labour.")
    )

    def __init__(
        self, posts: Sequence[tuple[Post, str]], fields_of: dict[int, Sequence[str]], *, data: object = None
    ) -> None:
        super().__init__(data=data, label_suffix="")  # type: ignore[arg-type]  # a query dictionary
        self.posts = posts
        for post, name in posts:
            self.fields[post.uid] = forms.CharField(
                label=f"{name}　{post.words}" if name else post.words,
                required=False,
                max_length=2000,
                initial="\n".join(fields_of.get(post.pk, ())),
                widget=forms.Textarea(attrs=CHINESE | {"rows": 3}),
                help_text=_("One field a line."),
            )

    def given(self) -> DivisionSet:
        """Return what the act is given."""
        fields = tuple(
            FieldOf(post.uid, line.strip()[:128])
            for post, _name in self.posts
            for line in self.cleaned_data[post.uid].splitlines()
            if line.strip()
        )
        return DivisionSet(since=self.cleaned_data["since"], basis=self.cleaned_data["basis"], fields=fields)


def _offer(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
