"""Files as evidence: kept once under their digest, outside the reach of the web server, used wherever they serve."""

import hashlib
from dataclasses import dataclass
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from duban.core import files
from duban.journal.records import File, Subject, Text
from duban.ledger.models import Task
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import Stale
from duban.orgs.models import Jurisdiction, Unit
from duban.plans.reading.formats import recognise
from duban.plans.services.receiving import require_size, require_unmarked, shown_name
from duban.progress.evidencing import actions
from duban.progress.evidencing.errors import AttachedAlready, NotEvidence, NothingToSupport
from duban.progress.models import Evidence, EvidenceUse, ProgressReport

TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
}
_IMAGES = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True)
class EvidenceAdded:
    """A file whose bytes are in the store already (`keep`)."""

    name: Annotated[str, Titled(_("File"))]
    sha256: Annotated[str, Titled(_("Digest"))]
    size: Annotated[int, Titled(_("Size"))]
    media_type: Annotated[str, Titled(_("Type"))]


@dataclass(frozen=True)
class EvidenceUsed:
    """The report that the file supports, by uid."""

    report: Annotated[str, Titled(_("Progress report"), names=ProgressReport)]


@dataclass(frozen=True)
class EvidenceWithdrawn:
    """Why it does not count any more."""

    reason: Annotated[str, Titled(_("Reason"))]


def keep(jurisdiction: Jurisdiction, *, name: str, data: bytes) -> EvidenceAdded:
    """Look at a file and keep its bytes; nothing of one with a mark of secrecy is kept (domain 6.6).

    Raises FileTooLarge, FileEmpty, SecrecyMarked, or NotEvidence where the bytes break off or are of another
    kind than the name says.
    """
    name = shown_name(name)
    require_size(name, data)
    ending = name.rpartition(".")[2].lower()
    if ending not in TYPES or not _is_what_it_says(ending, name, data):
        raise NotEvidence(name=name)
    require_unmarked(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    files.store(jurisdiction.uid, sha256, data)
    return EvidenceAdded(name, sha256, len(data), TYPES[ending])


@performs("progress.add_evidence", about=Unit, given=EvidenceAdded)
def add_evidence(deed: Deed, unit: Unit, given: EvidenceAdded) -> Evidence:
    """Add a file of a unit; the same bytes under the same name are the same evidence."""
    same = Evidence.objects.filter(
        jurisdiction=deed.jurisdiction, unit=unit, sha256=given.sha256, name=given.name, withdrawn_at__isnull=True
    ).first()
    evidence = same or Evidence.objects.create(
        jurisdiction=deed.jurisdiction,
        unit=unit,
        name=given.name,
        media_type=given.media_type,
        sha256=given.sha256,
        size=given.size,
        added_by=deed.viewer.user,
        added_at=deed.at,
    )
    deed.record(
        actions.EVIDENCE_ADDED.code,
        [Subject("evidence", evidence.uid), Subject("unit", unit.uid)],
        {"unit": unit.name, "size": given.size},
        [File("evidence", given.sha256, given.size, files.reference_of(deed.jurisdiction.uid, given.sha256))],
    )
    return evidence


def attach(
    deed: Deed, evidence: Evidence, kind: EvidenceUse.Kind, about: str, task: Task | None
) -> tuple[EvidenceUse, bool]:
    """Attach a file where it serves; return the use and whether it is new: a file serves at a place once."""
    return EvidenceUse.objects.get_or_create(
        jurisdiction=deed.jurisdiction,
        evidence=evidence,
        kind=kind,
        about=about,
        defaults={"task": task, "used_at": deed.at},
    )


@performs("progress.use_evidence", about=Evidence, given=EvidenceUsed)
def use_evidence(deed: Deed, evidence: Evidence, given: EvidenceUsed) -> EvidenceUse:
    """Attach a file to a report of its unit; one file may support several."""
    report = ProgressReport.objects.filter(
        jurisdiction=deed.jurisdiction, uid=given.report, unit=evidence.unit_id
    ).first()
    if report is None or evidence.withdrawn_at is not None:
        raise NothingToSupport
    use, is_new = attach(deed, evidence, EvidenceUse.Kind.REPORT, report.uid, report.task)
    if not is_new:
        raise AttachedAlready(name=evidence.name)
    deed.record(
        actions.EVIDENCE_USED.code,
        [Subject("evidence", evidence.uid), Subject("report", report.uid), Subject("task", report.task.uid)],
        {"unit": report.unit.name, "month": report.period.month, "task": report.task.numbers},
    )
    return use


@performs("progress.withdraw_evidence", about=Evidence, given=EvidenceWithdrawn)
def withdraw_evidence(deed: Deed, evidence: Evidence, given: EvidenceWithdrawn) -> Evidence:
    """Let a file not count any more; it stays to be read where it was used."""
    reason = reasoned(given.reason)
    rows = Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True)
    if rows.update(withdrawn_at=deed.at) != 1:
        raise Stale
    evidence.refresh_from_db()
    deed.record(actions.EVIDENCE_WITHDRAWN.code, [Subject("evidence", evidence.uid)], {}, [Text("reason", reason)])
    return evidence


def _is_what_it_says(ending: str, name: str, data: bytes) -> bool:
    if ending in _IMAGES:
        return data.startswith(_IMAGES[ending]) and (_ends_as_jpeg(data) if ending != "png" else b"IEND" in data[-64:])
    if ending == "pdf" and b"%%EOF" not in data[-1024:]:
        return False
    found = recognise(data, name=name)
    return found is None and b"\0" not in data if ending == "txt" else found == ending


def _ends_as_jpeg(data: bytes) -> bool:
    """Say whether a picture has its end; that of a small picture in its head does not count."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data.find(b"\xff\xd9", at) >= 0
