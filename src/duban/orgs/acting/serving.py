"""Service (送达): on whom a document was served, how, when, and by what it is proven (domain 3, rule 4).

Legal clocks run from proven service, never from deemed receipt; `clock_from` gives their first day or raises.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, Text, record
from duban.orgs import policies
from duban.orgs.acting import actions
from duban.orgs.acting.errors import (
    NotProven,
    ProofIncomplete,
    ReasonNeeded,
    ServedAlready,
    ServedInFuture,
    ServedOnNobody,
)
from duban.orgs.errors import Stale
from duban.orgs.models import Post, Service, Unit
from duban.orgs.people.seating import holders_on
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class Document:
    """What is served: any object by kind and uid, with the words by which it is known."""

    kind: str
    uid: str
    words: str

    @property
    def subject(self) -> Subject:
        """Return it as the journal names it."""
        return Subject(self.kind, self.uid)


@dataclass(frozen=True)
class Proof:
    """By what a service is proven: who received it, and the number of the receipt or who signed for it."""

    receiver: str
    receipt: str


@dataclass(frozen=True)
class ServiceRow:
    """A receiver of a document: when it was served on him and since when that is proven.

    `holder` is who holds the post today; several posts may bear the same words.
    """

    receiver: Unit | Post
    service: Service | None = None
    holder: str = ""

    @property
    def words(self) -> str:
        """Return the receiver as pages name him."""
        return f"{_name(self.receiver)}　{self.holder}" if self.holder else _name(self.receiver)

    @property
    def is_proven(self) -> bool:
        """Say whether service on this receiver is proven."""
        return self.service is not None and self.service.is_proven


@transaction.atomic
def record_service(
    *,
    viewer: Viewer,
    document: Document,
    units: Sequence[Unit] = (),
    posts: Sequence[Post] = (),
    means: Service.Means,
    on: date,
    proof: Proof | None = None,
) -> list[Service]:
    """Record that a document was served on units and posts; all of them or none."""
    actor = policies.require(viewer, "orgs.record_service", viewer.jurisdiction)
    _require_past(on)
    receivers: list[Unit | Post] = [*dict.fromkeys(units), *dict.fromkeys(posts)]
    if not receivers or any(each.jurisdiction_id != viewer.jurisdiction.pk for each in receivers):
        raise ServedOnNobody
    _require_new(document, receivers)
    if proof is not None:
        _require_whole(proof)
    services = [
        Service(
            jurisdiction=viewer.jurisdiction,
            document_kind=document.kind,
            document_uid=document.uid,
            document_words=document.words[:255],
            unit=receiver if isinstance(receiver, Unit) else None,
            post=receiver if isinstance(receiver, Post) else None,
            means=means,
            served_on=on,
            receiver=proof.receiver if proof else None,
            proof=proof.receipt if proof else None,
            recorded_by=viewer.user,
            recorded_at=clock.now(),
        )
        for receiver in receivers
    ]
    for service in services:
        service.clean_fields()
    Service.objects.bulk_create(services)
    record(
        actor=actor,
        kind=actions.SERVICE_RECORDED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[document.subject, *(_subject(each) for each in receivers)],
        body={
            "document": document.words,
            "means": means,
            "served_on": on,
            "receivers": [_name(each) for each in receivers],
            "receiver": proof.receiver if proof else None,
            "proof": proof.receipt if proof else None,
        },
    )
    return services


@transaction.atomic
def prove(*, viewer: Viewer, service: Service, proof: Proof) -> Service:
    """Add the proof to a service that was recorded without one."""
    actor = policies.require(viewer, "orgs.record_service", service)
    _require_whole(proof)
    candidate = Service(receiver=proof.receiver, proof=proof.receipt)
    candidate.clean_fields(exclude={each.name for each in Service._meta.fields} - {"receiver", "proof"})  # noqa: SLF001
    proven = Service.objects.filter(pk=service.pk, withdrawn_at__isnull=True, proof__isnull=True).update(
        receiver=proof.receiver, proof=proof.receipt
    )
    if proven != 1:
        raise Stale
    service.refresh_from_db()
    receiver = receiver_of(service)
    record(
        actor=actor,
        kind=actions.SERVICE_PROVEN.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[document_of(service).subject, _subject(receiver)],
        body={
            "document": service.document_words,
            "on": _name(receiver),
            "before": {"receiver": None, "proof": None},
            "after": {"receiver": proof.receiver, "proof": proof.receipt},
        },
    )
    return service


@transaction.atomic
def withdraw_service(*, viewer: Viewer, service: Service, reason: str) -> Service:
    """Withdraw a record of service that is wrong; it stays to be read, and its receiver can be served anew."""
    actor = policies.require(viewer, "orgs.record_service", service)
    if not reason.strip():
        raise ReasonNeeded
    withdrawn = Service.objects.filter(pk=service.pk, withdrawn_at__isnull=True).update(withdrawn_at=clock.now())
    if withdrawn != 1:
        raise Stale
    service.refresh_from_db()
    receiver = receiver_of(service)
    record(
        actor=actor,
        kind=actions.SERVICE_WITHDRAWN.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[document_of(service).subject, _subject(receiver)],
        body={"document": service.document_words, "on": _name(receiver), "served_on": service.served_on},
        contents=[Text("reason", reason.strip())],
    )
    return service


def clock_from(service: Service) -> date:
    """Return the day from which a legal time limit runs; raise NotProven where service is not proven."""
    if service.withdrawn_at is not None or not service.is_proven:
        raise NotProven(document=service.document_words)
    return service.served_on


def proven_on(document: Document, unit: Unit) -> date | None:
    """Return the day on which a document was served on a unit, None as long as that is not proven."""
    service = Service.objects.filter(
        jurisdiction=unit.jurisdiction_id,
        document_kind=document.kind,
        document_uid=document.uid,
        unit=unit,
        withdrawn_at__isnull=True,
    ).first()
    return service.served_on if service is not None and service.is_proven else None


def service_of(document: Document, receivers: Sequence[Unit | Post]) -> list[ServiceRow]:
    """Return for each receiver whether a document was served on him and whether that is proven."""
    if not receivers:
        return []
    standing = Service.objects.filter(
        jurisdiction=receivers[0].jurisdiction_id,
        document_kind=document.kind,
        document_uid=document.uid,
        withdrawn_at__isnull=True,
    )
    by_receiver = {("unit", row.unit_id) if row.unit_id else ("post", row.post_id): row for row in standing}
    holders = holders_on([each for each in receivers if isinstance(each, Post)], clock.today())
    return [
        ServiceRow(each, by_receiver.get(("unit", each.pk)))
        if isinstance(each, Unit)
        else ServiceRow(each, by_receiver.get(("post", each.pk)), holders[each.pk].name if each.pk in holders else "")
        for each in receivers
    ]


def document_of(service: Service) -> Document:
    """Return what was served."""
    return Document(service.document_kind, service.document_uid, service.document_words)


def receiver_of(service: Service) -> Unit | Post:
    """Return on whom it was served."""
    return cast("Unit | Post", service.unit or service.post)  # the table's constraint holds one of them


def _require_past(on: date) -> None:
    if on > clock.today():
        raise ServedInFuture


def _require_whole(proof: Proof) -> None:
    if not proof.receiver.strip() or not proof.receipt.strip():
        raise ProofIncomplete


def _require_new(document: Document, receivers: Sequence[Unit | Post]) -> None:
    served = next((row for row in service_of(document, receivers) if row.service is not None), None)
    if served is not None:
        raise ServedAlready(document=document.words, receiver=_name(served.receiver))


def _name(receiver: Unit | Post) -> str:
    return receiver.name if isinstance(receiver, Unit) else receiver.words


def _subject(receiver: Unit | Post) -> Subject:
    return Subject("unit" if isinstance(receiver, Unit) else "post", receiver.uid)
