"""Forms of instructions and matters: they draw fields and keep what was typed; services say what is wrong."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core import clock
from duban.ledger.matters.instructions import InstructionGiven
from duban.ledger.matters.registering import LONGEST_TITLE, MatterRegistered
from duban.ledger.matters.terms import in_force
from duban.ledger.models import Instruction, Matter, Task
from duban.ledger.stages import TaskStage
from duban.ledger.wording import LINE, TEXT
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.progress.models import SpecialReport
from duban.supervision.burden.counting import Asks, asks_this_month
from duban.supervision.burden.words import with_asks
from duban.web.acts.choosing import leaders_of
from duban.web.views.people_forms import CHINESE, ActForm, day_field, words_field

MOST_TASKS = 300
LONGEST_NUMBER = 64
Choices = Sequence[tuple[str, str]]


class InstructionForm(ActForm):
    """What a leader wrote or said, and on what."""

    words = forms.CharField(
        label=gettext_lazy("Words of the instruction"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4, **CHINESE}),
        help_text=gettext_lazy("As they were written or said; nothing with a mark of secrecy."),
    )
    given_on = day_field(gettext_lazy("Given on"))
    task = forms.ChoiceField(label=gettext_lazy("On a task"), required=False)
    about_words = words_field(
        gettext_lazy("On something else"), LINE, hint=gettext_lazy("A paper, a letter, a visit: in a few words.")
    )
    paper_number = words_field(gettext_lazy("Number of the paper"), LONGEST_NUMBER)

    def __init__(self, viewer: Viewer, *, special: SpecialReport | None, task: str = "", data: object = None) -> None:
        super().__init__(data=data, initial={"task": task}, label_suffix="")  # type: ignore[arg-type]  # a query dictionary
        self.special = special
        _offer(self.fields["task"], [("", "—"), *tasks_of(viewer)])
        if special is not None:
            del self.fields["task"], self.fields["about_words"]

    def given(self) -> InstructionGiven:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        about = Instruction.About
        kind = about.FREE
        if self.special is not None:
            kind = about.SPECIAL
        elif cleaned["task"]:
            kind = about.TASK
        elif cleaned["paper_number"]:
            kind = about.PAPER
        return InstructionGiven(
            words=cleaned["words"],
            about=kind.value,
            task=cleaned.get("task") or None,
            about_uid=self.special.uid if self.special is not None else None,
            about_words=self.special.title if self.special is not None else cleaned["about_words"] or None,
            paper_number=cleaned["paper_number"] or None,
            given_on=cleaned["given_on"],
        )


class MatterForm(ActForm):
    """What is assigned, where it comes from, to whom, by when."""

    title = words_field(gettext_lazy("Matter"), LONGEST_TITLE, required=True)
    demand = forms.CharField(
        label=gettext_lazy("What the unit is to do"),
        max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4, **CHINESE}),
        help_text=gettext_lazy("What is to be done, and what the reply is to say."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Source"), choices=[("", "—"), *Matter.Source.choices])
    source_number = words_field(gettext_lazy("Number of the source"), LONGEST_NUMBER)
    source_on = day_field(gettext_lazy("Date of the source"))
    lead = forms.ChoiceField(label=gettext_lazy("Lead unit"))
    cooperating = forms.MultipleChoiceField(
        label=gettext_lazy("Cooperating units"), required=False, widget=forms.CheckboxSelectMultiple
    )
    urgency = forms.ChoiceField(label=gettext_lazy("Urgency"), choices=Matter.Urgency.choices, initial="normal")
    due_on = day_field(gettext_lazy("Due"), required=False)
    leader = forms.ChoiceField(label=gettext_lazy("Responsible leader"), required=False)
    task = forms.ChoiceField(
        label=gettext_lazy("Linked task"),
        required=False,
        help_text=gettext_lazy("It then closes with this task, too. It is never counted among the clauses."),
    )
    why_more = words_field(
        gettext_lazy("Why more is asked"),
        LINE,
        hint=gettext_lazy("Only where a unit has as many asks this month as the ceiling allows; one sentence."),
    )

    def __init__(self, viewer: Viewer, *, instruction: Instruction | None, task: str = "", data: object = None) -> None:
        own = instruction.task if instruction is not None else None
        initial = {
            "task": own.uid if own is not None else task,
            "demand": instruction.words if instruction is not None else "",
            "leader": instruction.leader.uid if instruction is not None else "",
        }
        super().__init__(data=data, initial=initial, label_suffix="")  # type: ignore[arg-type]  # a query dictionary
        self.instruction = instruction
        self.asks = asks_this_month(viewer.jurisdiction)
        units = [(uid, with_asks(name, self.asks.get(uid))) for uid, name in _units(viewer)]
        _offer(self.fields["lead"], [("", "—"), *units])
        _offer(self.fields["cooperating"], units)
        _offer(self.fields["leader"], [("", "—"), *leaders_of(viewer.jurisdiction)])
        _offer(self.fields["task"], [("", "—"), *tasks_of(viewer)])
        terms = in_force(clock.today())
        self.fields["due_on"].help_text = _(
            "Left empty, it is due %(urgent)s days after service if urgent, %(normal)s if normal, %(hard)s if hard, "
            "%(meeting)s for a decision of a meeting; calendar days."
        ) % {"urgent": terms.urgent, "normal": terms.normal, "hard": terms.hard, "meeting": terms.meeting}
        if instruction is not None:
            for name in ("source", "source_number", "source_on"):
                del self.fields[name]

    def clean(self) -> dict[str, object]:
        """Ask for one sentence where a unit has as many asks as the ceiling allows; nothing more."""
        cleaned = super().clean() or self.cleaned_data
        if self.full() and not cleaned.get("why_more"):
            self.add_error("why_more", _said_of(self.full()))
        return cleaned

    def full(self) -> list[Asks]:
        """Return the chosen units that have as many asks this month as the ceiling allows."""
        chosen = [self.cleaned_data.get("lead"), *self.cleaned_data.get("cooperating", ())]
        return [asks for asks in (self.asks.get(uid or "") for uid in dict.fromkeys(chosen)) if asks and asks.is_full]

    def given(self) -> MatterRegistered:
        """Return what the act is given."""
        cleaned = self.cleaned_data
        own = self.instruction
        return MatterRegistered(
            title=cleaned["title"],
            demand=cleaned["demand"],
            lead=cleaned["lead"],
            source=cleaned.get("source") or Matter.Source.INSTRUCTION.value,
            source_on=cleaned.get("source_on"),
            source_number=cleaned.get("source_number") or None,
            cooperating=tuple(cleaned["cooperating"]),
            urgency=cleaned["urgency"],
            due_on=cleaned["due_on"],
            leader=cleaned["leader"] or None,
            instruction=own.uid if own is not None else None,
            task=cleaned["task"] or None,
        )


def _said_of(full: Sequence[Asks]) -> str:
    return _("Say in one sentence why more is asked: %(units)s.") % {
        "units": "、".join(with_asks(asks.unit.name, asks) for asks in full)
    }


def tasks_of(viewer: Viewer) -> Choices:
    """Return the tasks that are not over, in the order of their plans, the newest plan first."""
    over = (TaskStage.DRAFT, TaskStage.CLOSED, TaskStage.CARRIED_OVER, TaskStage.CANCELLED)
    rows = policies.visible(viewer, Task).exclude(stage__in=over).order_by("-plan", "position")
    return [
        (uid, f"{numbers}　{title}") for uid, numbers, title in rows.values_list("uid", "numbers", "title")[:MOST_TASKS]
    ]


def _units(viewer: Viewer) -> Choices:
    rows = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).exclude(until__lt=clock.today())
    return list(rows.order_by("position", "pk").values_list("uid", "name"))


def _offer(field: forms.Field, choices: Choices) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
