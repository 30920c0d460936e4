"""Searching the journal and the access records: by person, unit, kind, object, day; newest first, page by page.

A page is asked for by the place at which the one before ended, never by a count of rows, so that the millionth entry
costs as much as the first. Who may search is asked before, of the package that owns permission.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from duban.core.digests import moment
from duban.journal.chain import BLANK
from duban.journal.models import AccessRecord, Entry, EntrySubject
from duban.journal.records import Subject
from duban.journal.selectors import EntryRow, entry_row

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is looked for in the entries of a chain; what is empty is not asked.

    `person` is the name of whoever decided or recorded, or the uid of his account; `units` are names of one unit over
    the years. `subjects` are objects of which one must be touched: none at all finds nothing, None does not ask.
    """

    person: str = ""
    units: Sequence[str] = ()
    kind: str = ""
    subjects: Sequence[Subject] | None = None
    since: date | None = None
    until: date | None = None
    on_behalf: bool = False
    batch: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked, so that everything is found."""
        return all(getattr(self, field.name) == field.default for field in fields(self))


@dataclass(frozen=True, kw_only=True)
class AccessAsked:
    """What is looked for in the access records of a chain; what is empty is not asked.

    `target` is the beginning of what was looked at, such as an address of a page or the uid of an account.
    """

    person: str = ""
    what: str = ""
    outcome: str = ""
    target: str = ""
    address: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class EntryPage:
    """A page of entries; the keys name where the neighbouring pages begin, None at the ends."""

    rows: tuple[EntryRow, ...]
    older: int | None
    newer: int | None


@dataclass(frozen=True)
class AccessPage:
    """A page of access records with the keys of its neighbours."""

    rows: tuple[AccessRecord, ...]
    older: str | None
    newer: str | None


def find_entries(
    *, chain: str, asked: Asked, before: int | None = None, after: int | None = None, limit: int
) -> EntryPage:
    """Return the entries older than `before`, or newer than `after`, or the newest; newest first."""
    found = entries_asked(chain, asked)
    key = before if before is not None else after
    place = Entry.objects.filter(jurisdiction=chain, seq=key).values_list("at", "seq").first() if key else None
    rows, has_older, has_newer = _page(found, "seq", place, is_newer=before is None and place is not None, limit=limit)
    return EntryPage(
        rows=tuple(entry_row(row) for row in rows),
        older=rows[-1].seq if rows and has_older else None,
        newer=rows[0].seq if rows and has_newer else None,
    )


def find_access(*, chain: str, asked: AccessAsked, before: str = "", after: str = "", limit: int) -> AccessPage:
    """Return the access records older than one, or newer, or the newest; newest first."""
    found = access_asked(chain, asked)
    key = before or after
    place = AccessRecord.objects.filter(jurisdiction=chain, uid=key).values_list("at", "uid").first() if key else None
    rows, has_older, has_newer = _page(found, "uid", place, is_newer=not before and place is not None, limit=limit)
    return AccessPage(
        rows=tuple(rows),
        older=rows[-1].uid if rows and has_older else None,
        newer=rows[0].uid if rows and has_newer else None,
    )


def entries_asked(chain: str, asked: Asked) -> QuerySet[Entry]:
    """Return the entries of a chain that are looked for, newest first."""
    rows = _between(Entry.objects.filter(jurisdiction=chain), asked.since, asked.until)
    if asked.person:
        recorded_for = ~Q(on_behalf_of=BLANK) & Q(on_behalf_of__startswith=asked.person)
        rows = rows.filter(Q(actor_name=asked.person) | Q(actor_uid=asked.person) | recorded_for)
    if asked.units:
        rows = rows.filter(unit_name__in=asked.units)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.on_behalf:
        rows = rows.exclude(on_behalf_of=BLANK)
    if asked.batch:
        rows = rows.exclude(batch=BLANK).filter(batch=asked.batch)
    if asked.subjects is not None:
        touching = EntrySubject.objects.filter(_among(asked.subjects), jurisdiction=chain)
        rows = rows.filter(seq__in=touching.order_by().values("seq"))
    return rows.order_by("-at", "-seq")


def access_asked(chain: str, asked: AccessAsked) -> QuerySet[AccessRecord]:
    """Return the access records of a chain that are looked for, newest first."""
    rows = _between(AccessRecord.objects.filter(jurisdiction=chain), asked.since, asked.until)
    if asked.person:
        rows = rows.filter(Q(actor_name=asked.person) | Q(actor_uid=asked.person))
    if asked.what:
        rows = rows.filter(what=asked.what)
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.target:
        rows = rows.filter(target__startswith=asked.target)
    if asked.address:
        rows = rows.filter(address=asked.address)
    return rows.order_by("-at", "-uid")


def whats_noted(chain: str) -> list[str]:
    """Return what the access records of a chain speak of, each once, by hops along the index."""
    return list(_hops(AccessRecord.objects.filter(jurisdiction=chain), "what"))


def kinds_recorded(chain: str) -> list[str]:
    """Return the kinds of act of which a chain holds entries, each once, by hops along the index."""
    return list(_hops(Entry.objects.filter(jurisdiction=chain), "kind"))


def bounds(day: date) -> tuple[str, str]:
    """Return the moments at which a day of the government begins and ends, as the journal stores them."""
    starts = [datetime.combine(each, time.min, timezone.get_default_timezone()) for each in (day, day + timedelta(1))]
    return moment(starts[0]), moment(starts[1])


def _hops(rows: "QuerySet[Entry] | QuerySet[AccessRecord]", column: str) -> Iterator[str]:
    """Return the values of a column: from each one straight to the next; DISTINCT would read every row."""
    rows = rows.order_by(column)
    value: str | None = rows.values_list(column, flat=True).first()
    while value is not None:
        yield value
        value = rows.filter(**{f"{column}__gt": value}).values_list(column, flat=True).first()


def _page(
    found: QuerySet[M], key: str, place: tuple[str, int | str] | None, *, is_newer: bool, limit: int
) -> tuple[list[M], bool, bool]:
    """Return the rows beside a place, newest first, and whether there are older and newer ones."""
    if place is not None:
        found = found.filter(_beside(key, place, is_newer=is_newer))
    rows = list((found.reverse() if is_newer else found)[: limit + 1])
    has_more, rows = len(rows) > limit, rows[:limit]
    if is_newer:
        return rows[::-1], place is not None, has_more
    return rows, has_more, place is not None


def _beside(key: str, place: tuple[str, int | str], *, is_newer: bool) -> Q:
    """Return the condition for rows past a place; the first half alone lets every engine use the index."""
    at, own = place
    way = "gt" if is_newer else "lt"
    return Q(**{f"at__{way}e": at}) & (Q(**{f"at__{way}": at}) | Q(**{f"{key}__{way}": own}))


def _between(rows: QuerySet[M], since: date | None, until: date | None) -> QuerySet[M]:
    if since is not None:
        rows = rows.filter(at__gte=bounds(since)[0])
    if until is not None:
        rows = rows.filter(at__lt=bounds(until)[1])
    return rows


def _among(subjects: Sequence[Subject]) -> Q:
    """Return the condition for rows about one of the objects."""
    uids: dict[str, list[str]] = {}
    for subject in subjects:
        uids.setdefault(subject.kind, []).append(subject.uid)
    wanted = Q(pk__in=())
    for kind, of_kind in uids.items():
        wanted |= Q(kind=kind, uid__in=of_kind)
    return wanted
