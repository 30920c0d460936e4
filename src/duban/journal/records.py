"""Writing an entry: who did what to which objects, as the last statement of a service."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from duban.core import clock
from duban.core.bulk import insert_rows
from duban.core.digests import JSON, canonical, moment
from duban.journal import kinds
from duban.journal.bodies import contents_text, subjects_text
from duban.journal.chain import BLANK, GENESIS, content_digest, entry_digest
from duban.journal.models import Content, Entry, EntrySubject, Head

INSTALLATION = "installation"  # the chain of what belongs to no government

SUBJECT_COLUMNS = ("jurisdiction", "seq", "kind", "uid")

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")


class OutsideTransaction(RuntimeError):
    """An entry belongs into the transaction of the act that it records."""


@dataclass(frozen=True)
class Actor:
    """Who acts, with the names of the day: entries do not change when a person or a unit is renamed.

    `on_behalf_of` names for whom: whose post is stood in for, or whose act is recorded.
    """

    uid: str
    name: str
    unit_name: str
    on_behalf_of: str = BLANK


@dataclass(frozen=True)
class Subject:
    """An object that an act touched, such as a plan, a task, a unit."""

    kind: str
    uid: str


@dataclass(frozen=True)
class Text:
    """A long text of an act; `name` is a short code such as `reason`, never words that a person typed."""

    name: str
    text: str


@dataclass(frozen=True)
class File:
    """A file of an act. Its bytes lie in the file store at `reference`; `name` is a short code, not the file's name."""

    name: str
    sha256: str
    size: int
    reference: str


def record(
    *,
    actor: Actor,
    kind: str,
    jurisdiction: str,
    subjects: Sequence[Subject],
    body: Mapping[str, JSON] = {},
    contents: Sequence[Text | File] = (),
    batch: str = BLANK,
) -> Entry:
    """Add an entry to the chain of a government, or of the installation; the last statement of a service.

    Locks the head of the chain until the transaction ends, so nothing else may be locked after it. At most five
    statements. Texts without a character are left out: no text and an empty one are the same (domain 6.5).
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(kind)
    head = locked_head(jurisdiction)
    seq = head.seq + 1
    touched = sorted({(subject.kind, subject.uid) for subject in subjects})
    kept = [_content(jurisdiction, seq, content) for content in contents if not _is_empty(content)]
    entry = Entry(
        jurisdiction=jurisdiction,
        seq=seq,
        at=moment(clock.now()),
        kind=kinds.kind(kind).code,
        actor_uid=actor.uid or BLANK,
        actor_name=actor.name or BLANK,
        unit_name=actor.unit_name or BLANK,
        on_behalf_of=actor.on_behalf_of or BLANK,
        batch=batch or BLANK,
        body=canonical(body),
        subjects=subjects_text(touched),
        contents="[]",
        algorithm=settings.DUBAN_DIGEST,
        previous=head.digest,
    )
    entry.contents = contents_text(
        (content.name, content.kind, content_digest(entry.algorithm, vars(content))) for content in kept
    )
    entry.digest = entry_digest(vars(entry))
    for row in (entry, *_outermost(jurisdiction, seq, touched), *kept):
        row.clean_fields()  # SQLite would store what is too long for other engines
    Entry.objects.bulk_create([entry])
    insert_rows(EntrySubject, SUBJECT_COLUMNS, ((jurisdiction, seq, kind, uid) for kind, uid in touched))
    Content.objects.bulk_create(kept)
    head.advance(digest=entry.digest)
    return entry


def locked_head(jurisdiction: str) -> Head:
    """Return the head of a chain under its lock; the first writer of a chain makes it."""
    heads = Head.objects.select_for_update().filter(jurisdiction=jurisdiction)
    head = heads.first()
    if head is None:
        # Two first entries at once: one of them makes the row, both then wait for its lock.
        Head.objects.bulk_create([Head(jurisdiction=jurisdiction, seq=0, digest=GENESIS)], ignore_conflicts=True)
        head = heads.get()
    return head


def _outermost(jurisdiction: str, seq: int, touched: Sequence[tuple[str, str]]) -> list[EntrySubject]:
    """Return the subjects with the shortest and the longest kind and uid: where these fit, all between them do."""
    found = {find(touched, key=lambda pair: len(pair[place])) for place in (0, 1) for find in (min, max) if touched}
    return [EntrySubject(jurisdiction=jurisdiction, seq=seq, kind=kind, uid=uid) for kind, uid in found]


def _is_empty(content: Text | File) -> bool:
    return isinstance(content, Text) and not content.text


def _content(jurisdiction: str, seq: int, content: Text | File) -> Content:
    if not _NAME.fullmatch(content.name):
        raise ValueError(f"name of a content is a short code of a-z, 0-9, '_', '.', '-': {content.name!r}")
    row = Content(jurisdiction=jurisdiction, seq=seq, name=content.name, salt=secrets.token_hex(32))
    if isinstance(content, Text):
        row.kind, row.text = Content.Kind.TEXT, content.text
    else:
        row.kind, row.sha256, row.size, row.reference = (
            Content.Kind.FILE,
            content.sha256,
            content.size,
            content.reference,
        )
    return row
