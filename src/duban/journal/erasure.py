"""Spill erasure (误录清除): content that must not be held goes, and the chain stays valid (domain 6.6)."""

from dataclasses import dataclass

from django.db import transaction

from duban.core import hooks
from duban.journal.actions import CONTENT_ERASED
from duban.journal.bodies import read_subjects
from duban.journal.errors import (
    ContentAlreadyErased,
    ContentUnknown,
    ErasureBySamePerson,
    ErasureIncomplete,
    FileNotErased,
)
from duban.journal.models import Content, Entry
from duban.journal.records import Actor, Subject, Text, record


@dataclass(frozen=True)
class Erasure:
    """What is about to go: the content as it still stands, and what its act touched."""

    jurisdiction: str
    seq: int
    content: str
    kind: str
    text: str
    sha256: str
    reference: str
    subjects: tuple[Subject, ...]


# Whoever keeps a copy (a file store, the text of a plan) erases it and returns its places, such as `plans.source/ab12`;
# the entry of the erasure lists them.
erasure_handlers: hooks.Question[Erasure, list[str]] = hooks.Question("journal.erasure_handlers")


@transaction.atomic
def erase(
    *,
    jurisdiction: str,
    seq: int,
    content: str,
    order_number: str,
    reason: str,
    ordered_by: Actor,
    carried_out_by: Actor,
    witnessed_by: Actor,
) -> Entry:
    """Erase a content everywhere on a written order; its digest, its place and the order remain.

    Ordered by one person, carried out by two others. The reason must not repeat what is erased.
    """
    if not order_number.strip() or not reason.strip():
        raise ErasureIncomplete
    _require_three_persons(ordered_by, carried_out_by, witnessed_by)
    row = Content.objects.select_for_update().filter(jurisdiction=jurisdiction, seq=seq, name=content).first()
    if row is None:
        raise ContentUnknown(seq=seq, content=content)
    if row.erased_seq:
        raise ContentAlreadyErased(seq=seq, content=content, erased_seq=row.erased_seq)
    subjects = _subjects_of(jurisdiction, seq)
    copies = _erase_copies(row, subjects)
    entry = record(
        actor=carried_out_by,
        kind=CONTENT_ERASED.code,
        jurisdiction=jurisdiction,
        subjects=[Subject("entry", str(seq)), *subjects],
        body={
            "entry": seq,
            "content": content,
            "order_number": order_number.strip(),
            "ordered_by": vars(ordered_by),
            "witnessed_by": vars(witnessed_by),
            "copies": copies,
        },
        contents=[Text("reason", reason)],
    )
    # The row is locked since it was read, so no lock is taken after that of the chain's head.
    row.blank(erased_seq=entry.seq)
    return entry


def _require_three_persons(*persons: Actor) -> None:
    seen: set[str] = set()
    for person in persons:
        if person.uid in seen:
            raise ErasureBySamePerson(name=person.name)
        seen.add(person.uid)


def _subjects_of(jurisdiction: str, seq: int) -> tuple[Subject, ...]:
    listed = Entry.objects.values_list("subjects", flat=True).get(jurisdiction=jurisdiction, seq=seq)
    return tuple(Subject(*subject) for subject in read_subjects(listed))


def _erase_copies(row: Content, subjects: tuple[Subject, ...]) -> list[str]:
    erasure = Erasure(
        jurisdiction=row.jurisdiction,
        seq=row.seq,
        content=row.name,
        kind=row.kind,
        text=row.text,
        sha256=row.sha256,
        reference=row.reference,
        subjects=subjects,
    )
    copies = [place for places in erasure_handlers.ask(erasure) for place in places]
    if row.kind == Content.Kind.FILE and not copies:
        raise FileNotErased(seq=row.seq, content=row.name)
    return sorted(copies)
