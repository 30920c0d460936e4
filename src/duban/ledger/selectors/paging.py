"""Pages of the ledger by key: the hundredth page costs what the first one does.

An address names the row before the page (`after`) or behind it (`before`), and the number of its first row (`row`),
which is shown and never relied upon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from duban.ledger.filters import Filters
from duban.ledger.models import OpenEnd, Task

PAGE = 50
LAST_ROW = 10_000_000
BEHIND_ALL = "zzzz"  # pinyin is of small letters: what has no unit stands last in every collation
COLUMNS = ("pk", "uid", "numbers", "title", "kind", "stage", "due_on", "plan_id", "section_id")


class Row(TypedDict):
    """The columns of a task that a list shows."""

    pk: int
    uid: str
    numbers: str
    title: str
    kind: str
    stage: str
    due_on: date | None
    plan_id: int
    section_id: int | None
    is_unnamed: bool


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after a row, before one, or at the start; and the number of its first row."""

    after: str = ""
    before: str = ""
    row: int = 1

    @classmethod
    def parse(cls, params: Mapping[str, str]) -> "Cursor":
        """Read it from an address; what cannot be understood means the first page.

        >>> Cursor.parse({"after": "2abc", "row": "51"}), Cursor.parse({"after": "';", "row": "51"})
        (Cursor(after='2abc', before='', row=51), Cursor(after='', before='', row=1))
        """
        after, before, row = params.get("after", ""), params.get("before", ""), params.get("row", "")
        if not all(uid.isalnum() and uid.isascii() and len(uid) <= 16 for uid in (after, before) if uid):
            return cls()
        number = int(row) if row.isascii() and row.isdecimal() and len(row) < 9 else 1
        return cls(after, "" if after else before, max(1, min(number, LAST_ROW))) if after or before else cls()


@dataclass(frozen=True)
class Page:
    """One page of rows in order, the number of its first row, and whether there is more on either side."""

    rows: tuple[Row, ...]
    first: int
    has_previous: bool
    has_next: bool


def page_of(tasks: QuerySet[Task], filters: Filters, cursor: Cursor, jurisdiction: int) -> Page:
    """Return the page of filtered tasks at a cursor, in the order asked for.

    A cursor whose row is gone, or with less than a page before it, means the first page.
    """
    tasks = _with_sort_key(tasks, filters, jurisdiction)
    anchor = _anchor(tasks, filters, cursor.after or cursor.before) if cursor.after or cursor.before else None
    if anchor is not None and cursor.before:
        found = _fetched(tasks.filter(_beyond(anchor, filters, backwards=True)), filters, backwards=True)
        if len(found) > PAGE:
            return Page(tuple(found[PAGE - 1 :: -1]), cursor.row, has_previous=True, has_next=True)
        anchor = None
    if anchor is not None:
        tasks = tasks.filter(_beyond(anchor, filters, backwards=False))
    found = _fetched(tasks, filters, backwards=False)
    first = cursor.row if anchor is not None else 1
    return Page(tuple(found[:PAGE]), first, has_previous=anchor is not None, has_next=len(found) > PAGE)


def in_order(tasks: QuerySet[Task], filters: Filters, jurisdiction: int) -> QuerySet[Task]:
    """Return all filtered tasks in the order asked for."""
    return _with_sort_key(tasks, filters, jurisdiction).order_by(*_order(filters, backwards=False))


def _with_sort_key(tasks: QuerySet[Task], filters: Filters, jurisdiction: int) -> QuerySet[Task]:
    """Add the first sort key; it is never NULL, so that rows can be compared with it."""
    if filters.sort_key == "due":
        return tasks.annotate(sort_key=Coalesce("due_on", Value(date.min if filters.is_descending else date.max)))
    if filters.sort_key == "unit":
        return tasks.annotate(
            first_lead=FilteredRelation(
                "assignments", condition=Q(assignments__jurisdiction=jurisdiction, assignments__is_primary=True)
            ),
            sort_key=Coalesce("first_lead__unit__pinyin", Value("" if filters.is_descending else BEHIND_ALL)),
        )
    return tasks


def _keys(filters: Filters) -> list[tuple[str, bool]]:
    """Return the sort keys, each with whether it runs downwards: the newest plan first, then as printed."""
    printed = [("position", False)] if filters.plan else [("plan_id", True), ("position", False)]
    if filters.sort_key == "number":
        return [(name, downwards != filters.is_descending) for name, downwards in printed]
    return [("sort_key", filters.is_descending), *printed]


def _order(filters: Filters, *, backwards: bool) -> list[str]:
    return [f"-{name}" if downwards != backwards else name for name, downwards in _keys(filters)]


def _anchor(tasks: QuerySet[Task], filters: Filters, uid: str) -> dict[str, object] | None:
    anchor: dict[str, object] | None = tasks.filter(uid=uid).values(*(name for name, _ in _keys(filters))).first()
    return anchor


def _beyond(anchor: Mapping[str, object], filters: Filters, *, backwards: bool) -> Q:
    """Return the condition of standing after a row (before it, backwards): by the first key that differs.

    The first key is bounded once more by itself, because engines then read only that part of the index.
    """
    keys = _keys(filters)
    beyond, same = Q(), Q()
    for name, downwards in keys:
        beyond |= same & Q((f"{name}__{'lt' if downwards != backwards else 'gt'}", anchor[name]))
        same &= Q((name, anchor[name]))
    first, downwards = keys[0]
    return Q((f"{first}__{'lte' if downwards != backwards else 'gte'}", anchor[first])) & beyond


def _fetched(tasks: QuerySet[Task], filters: Filters, *, backwards: bool) -> list[Row]:
    return rows_of(tasks.order_by(*_order(filters, backwards=backwards))[: PAGE + 1])


def rows_of(tasks: QuerySet[Task]) -> list[Row]:
    """Return the columns that a list shows, and whether a task leaves somebody unnamed."""
    unnamed = OpenEnd.objects.filter(
        jurisdiction=OuterRef("jurisdiction"), task=OuterRef("pk"), stage=OpenEnd.Stage.OPEN
    )
    return cast("list[Row]", list(tasks.annotate(is_unnamed=Exists(unnamed)).values(*COLUMNS, "is_unnamed")))
