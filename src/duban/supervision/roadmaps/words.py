"""The words of road maps: beside a bar, in a cell of the table, in the sentence a link says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from duban.core.texts import Lazy
from duban.core.working_days import WorkingCalendar
from duban.supervision.charts.models import Mark, State, Stretch


@dataclass
class Wording:
    """Days and sentences of one map; each day is written once, for the same ones come again and again."""

    calendar: WorkingCalendar
    short_form: str = field(init=False)
    between: str = field(init=False)
    _days: dict[date, str] = field(default_factory=dict)
    _short: dict[date, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.short_form = pgettext("date format", "j M")
        self.between = pgettext("between facts", "; ")

    def day(self, day: date) -> str:
        """Return a day in full."""
        if day not in self._days:
            self._days[day] = date_format(day)
        return self._days[day]

    def short(self, day: date) -> str:
        """Return a day without its year."""
        if day not in self._short:
            self._short[day] = date_format(day, self.short_form)
        return self._short[day]

    def stretch(self, stretch: Stretch | None) -> str:
        """Return the days from one to another."""
        return f"{self.day(stretch.begins_on)} — {self.day(stretch.ends_on)}" if stretch is not None else ""

    def late(self, late: Stretch) -> str:
        """Return how many working days have passed since a day that was missed."""
        days = self.calendar.between(late.begins_on, late.ends_on)
        return ngettext("%(days)s working day over", "%(days)s working days over", days) % {"days": days}

    def was_late(self, late: Stretch) -> str:
        """Return how many working days later than planned something was done."""
        days = self.calendar.between(late.begins_on, late.ends_on)
        return ngettext("done %(days)s working day late", "done %(days)s working days late", days) % {"days": days}

    def done(self, day: date) -> str:
        """Return when something was done."""
        return _("done %(day)s") % {"day": self.short(day)}

    def mark(self, title: str, mark: Mark) -> str:
        """Return a milestone in a few words."""
        return str(_MARKS[mark.state]) % {"title": title, "day": self.short(mark.on)}

    def sentence(self, facts: Sequence[str]) -> str:
        """Return facts as one sentence; empty ones are left out."""
        return self.between.join(filter(None, facts))


def counted(marks: Sequence[Mark]) -> str:
    """Return how many milestones there are, how many of them done and late."""
    live = [mark for mark in marks if mark.state is not State.GONE]
    if not live:
        return ""
    done = sum(mark.state is State.DONE for mark in live)
    late = sum(mark.state is State.LATE for mark in live)
    said = ngettext("%(count)s milestone, %(done)s done", "%(count)s milestones, %(done)s done", len(live))
    said %= {"count": len(live), "done": done}
    return said + (_(", %(late)s late") % {"late": late} if late else "")


_MARKS: dict[State, Lazy] = {
    State.DONE: gettext_lazy("%(title)s, done %(day)s"),
    State.DUE: gettext_lazy("%(title)s, due %(day)s"),
    State.LATE: gettext_lazy("%(title)s, late since %(day)s"),
    State.GONE: gettext_lazy("%(title)s, cancelled"),
}
