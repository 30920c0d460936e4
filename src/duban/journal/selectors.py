"""Reading the journal for pages. Who may see a record is asked before, of the package that owns it."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from duban.core.digests import Plain
from duban.core.texts import Lazy
from duban.journal.bodies import read_subjects
from duban.journal.kinds import UnknownKind, kind
from duban.journal.models import Content, Entry, EntrySubject, Head
from duban.journal.records import Subject

SHORT = 12  # characters of a digest that a page or a bulletin prints


@dataclass(frozen=True)
class EntryRow:
    """An entry as a page shows it."""

    seq: int
    at: datetime
    kind: str
    title: Lazy
    actor_name: str
    unit_name: str
    on_behalf_of: str
    batch: str
    body: dict[str, Plain]
    subjects: tuple[Subject, ...]
    digest: str


@dataclass(frozen=True)
class ContentRow:
    """A content of an entry; `erased_seq` names the entry of its erasure, 0 while it stands."""

    name: str
    kind: str
    text: str = field(repr=False)
    sha256: str
    size: int
    reference: str
    erased_seq: int


@dataclass(frozen=True)
class Link:
    """An entry's place in its chain: its whole digest, and that of the entry before."""

    actor_uid: str
    algorithm: str
    digest: str
    previous: str
    has_next: bool


def entries_about(*, jurisdiction: str, kind: str, uid: str, limit: int) -> list[EntryRow]:
    """Return the newest entries that touched an object, newest first."""
    touching = EntrySubject.objects.filter(jurisdiction=jurisdiction, kind=kind, uid=uid).order_by("-seq")
    return _rows(Entry.objects.filter(jurisdiction=jurisdiction, seq__in=touching.values("seq")[:limit]), limit)


def recent(*, jurisdiction: str, before: int | None = None, limit: int = 50) -> list[EntryRow]:
    """Return a page of entries, newest first; the next page asks for those before the last `seq` of this one."""
    entries = Entry.objects.filter(jurisdiction=jurisdiction)
    return _rows(entries if before is None else entries.filter(seq__lt=before), limit)


def entry(*, jurisdiction: str, seq: int) -> EntryRow | None:
    """Return one entry, None where there is none."""
    return next(iter(_rows(Entry.objects.filter(jurisdiction=jurisdiction, seq=seq), 1)), None)


def contents_of(*, jurisdiction: str, seq: int) -> list[ContentRow]:
    """Return the long texts and files of an entry, those erased by order included."""
    rows = Content.objects.filter(jurisdiction=jurisdiction, seq=seq)
    columns = rows.values("name", "kind", "text", "sha256", "size", "reference", "erased_seq")
    return sorted((ContentRow(**row) for row in columns), key=lambda row: row.name)


def link_of(*, jurisdiction: str, seq: int) -> Link | None:
    """Return an entry's place in its chain, None where there is none."""
    entries = Entry.objects.filter(jurisdiction=jurisdiction)
    columns = entries.filter(seq=seq).values("actor_uid", "algorithm", "digest", "previous").first()
    if columns is None:
        return None
    return Link(**columns, has_next=entries.filter(seq=seq + 1).exists())


def chain_head(jurisdiction: str) -> tuple[int, str] | None:
    """Return number and digest of the last entry of a chain: what a bulletin prints at its foot."""
    return Head.objects.filter(jurisdiction=jurisdiction).values_list("seq", "digest").first()


def _rows(entries: QuerySet[Entry], limit: int) -> list[EntryRow]:
    return [entry_row(entry) for entry in entries.order_by("-seq")[:limit]]


def entry_row(entry: Entry) -> EntryRow:
    """Return an entry as pages show it."""
    return EntryRow(
        seq=entry.seq,
        at=entry.moment,
        kind=entry.kind,
        title=title_of(entry.kind),
        actor_name=entry.actor_name,
        unit_name=entry.unit_name,
        on_behalf_of=entry.on_behalf_of,
        batch=entry.batch,
        body=json.loads(entry.body),
        subjects=tuple(Subject(*subject) for subject in read_subjects(entry.subjects)),
        digest=entry.digest[:SHORT],
    )


def title_of(code: str) -> Lazy:
    """Return the title of a kind of act; its code where this version does not know it."""
    try:
        return kind(code).title
    except UnknownKind:  # an entry outlives the version of the program that wrote it
        return code
