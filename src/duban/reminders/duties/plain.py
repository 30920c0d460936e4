"""Duties that are one row of one table: however many kinds there are, a desk asks for all of them in one query.

A kind gives its rows with the columns of `row`; the query of all kinds is their union, and each row becomes the words
of its kind.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse

from duban.core.texts import Lazy
from duban.reminders.duties.asked import Asked, Owner
from duban.reminders.duties.models import Duty


class Row(NamedTuple):
    """A duty as the database gives it; `words` is what it is about, `number` the printed numbers of its task.

    `note` is what its kind makes a note of, if of anything.
    """

    code: str
    uid: str
    words: str
    number: str | None
    day: date | None
    unit: int | None
    task: int | None
    person: int | None
    note: str | None = None

    @property
    def said(self) -> str:
        """Return what it is about, behind the numbers of its task."""
        return f"{self.number} {self.words}" if self.number else self.words


@dataclass(frozen=True)
class PlainKind:
    """A kind of duty: what it is called, who owes it, its rows, the word on its button, and the act or page behind it.

    `address` is an act about the object, or else the name of a page that takes its uid.
    """

    code: str
    title: Lazy
    button: Lazy
    owner: Owner
    address: str
    rows: Callable[[Asked], "QuerySet[Any, Any]"]
    note: Callable[[str], str] = str


_kinds: dict[str, PlainKind] = {}


def register(*kinds: PlainKind) -> None:
    """Add kinds; a code belongs to one kind only."""
    for new in kinds:
        if _kinds.setdefault(new.code, new) != new:
            raise ValueError(f"kind of duty registered twice: {new.code}")


def kinds() -> tuple[PlainKind, ...]:
    """Return all kinds of this form."""
    return tuple(_kinds.values())


def row(
    rows: "QuerySet[Any, Any]",
    code: str,
    *,
    words: str,
    day: str | None,
    task: str | None = None,
    unit: str | None = None,
    person: str | None = None,
    note: str | None = None,
) -> "QuerySet[Any, Any]":
    """Return the columns of `Row` of the rows of one kind; each names a column of theirs or a path to it."""
    number = F(f"{task}__numbers") if task else Value(None, CharField())
    return rows.order_by().values_list(
        Value(code, CharField()),
        Cast("uid", CharField()),
        Cast(words, CharField()),
        Cast(number, CharField()),
        F(day) if day else Value(None, DateField()),
        Cast(F(unit) if unit else Value(None), IntegerField()),
        Cast(F(task) if task else Value(None), IntegerField()),
        Cast(F(person) if person else Value(None), IntegerField()),
        Cast(F(note) if note else Value(None), CharField()),
    )


def of_units(asked: Asked, column: str) -> Q:
    """Return the rows of the units that are asked for; of all that have one where none is named."""
    return Q((f"{column}__isnull", False)) & asked.of_units(column)


def duties_of(asked: Asked) -> Iterator[Duty]:
    """Return the open duties of all kinds of this form in the order of their days; one query."""
    found = in_one_query(kind.rows(asked) for kind in _kinds.values() if asked.is_asked_of(kind.owner))
    shown = Counter[str]()
    for each in sorted(found, key=lambda each: (each.day or date.max, each.code, each.uid)):
        shown[each.code] += 1
        if asked.most is None or shown[each.code] <= asked.most:
            yield _duty(_kinds[each.code], each)


def in_one_query(wanted: Iterable["QuerySet[Any, Any]"]) -> Iterator[Row]:
    """Return the rows of several kinds, asked for together."""
    queries = [*wanted]
    if queries:
        first, *others = queries
        yield from (Row(*values) for values in (first.union(*others, all=True) if others else first).iterator())


def address_of(address: str, uid: str) -> str:
    """Return where a duty is done: an act about its object, or the page of that name."""
    return reverse("act", args=[address, uid]) if "." in address else reverse(address, args=[uid])


def _duty(kind: PlainKind, each: Row) -> Duty:
    back = f"?next={reverse('desk')}" if "." in kind.address else ""
    return Duty(
        str(kind.title),
        each.said,
        f"{address_of(kind.address, each.uid)}{back}",
        str(kind.button),
        each.day,
        kind.note(each.note) if each.note is not None else "",
        code=kind.code,
        uid=each.uid,
        number=each.number or "",
        unit=each.unit,
        tasks=frozenset({each.task} if each.task is not None else ()),
        person=each.person,
    )
