"""A duty on a desk: what, by when, and the one step that does it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.ledger.selectors.words import distance


@dataclass(frozen=True)
class Duty:
    """Something owed: its kind and words, its day, where it is done, and the word on the button.

    `code` and `uid` name it for ever, and `number` is what may be said of it outside: the printed numbers of its task.
    `unit`, `tasks` and `person` say whose it is, by their keys.
    """

    kind: str
    words: str
    url: str
    act: str
    day: date | None = None
    note: str = ""
    light: str = ""
    code: str = ""
    uid: str = ""
    number: str = ""
    unit: int | None = None
    tasks: frozenset[int] = frozenset()
    person: int | None = None

    @property
    def key(self) -> str:
        """Return by what it is known again tomorrow, when its words may have changed."""
        return f"{self.code}:{self.uid}" if self.uid else self.url.partition("&next=")[0].partition("?next=")[0]

    @property
    def is_late(self) -> bool:
        """Say whether its day has passed."""
        return self.day is not None and self.day < clock.today()

    @property
    def day_words(self) -> str:
        """Return its day with the distance."""
        return f"{date_format(self.day)}　{distance(self.day, clock.today())}" if self.day else ""


@dataclass(frozen=True)
class Group:
    """Duties of one stretch of time."""

    title: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Waiting:
    """Something that others owe the person: what, whose turn it is, until when."""

    words: str
    who: str
    url: str
    day: date | None = None


def by_time(duties: Iterable[Duty]) -> list[Group]:
    """Return duties in the order of their days: over, today, this week, later, without a day."""
    today = clock.today()
    week = today + timedelta(days=6 - today.weekday())
    stretches: list[tuple[str, list[Duty]]] = [
        (_("Over its day"), []),
        (pgettext("on a desk", "Today"), []),
        (_("This week"), []),
        (_("Later"), []),
        (_("At any time"), []),
    ]
    for duty in sorted(duties, key=lambda duty: (duty.day or date.max, duty.kind, duty.words)):
        place = (
            4
            if duty.day is None
            else 0
            if duty.day < today
            else 1
            if duty.day == today
            else 2
            if duty.day <= week
            else 3
        )
        stretches[place][1].append(duty)
    return [Group(title, tuple(found)) for title, found in stretches if found]
