"""Taking a file in: looked at for marks of secrecy, kept byte for byte, journalled."""

import hashlib

from django.conf import settings
from django.db import IntegrityError, transaction

from duban.core import clock, files
from duban.journal.records import File, Subject, record
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans import actions
from duban.plans.errors import AlreadyHere, FileEmpty, FileTooLarge, SecrecyMarked
from duban.plans.models import Plan, PlanImport, SourceFile
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.formats import recognise
from duban.plans.reading.marks import is_marked, secrecy_marks
from duban.plans.sandbox import is_marked_in_child
from duban.plans.stages import ImportStage

LONGEST_NAME = 255


def receive_file(*, viewer: Viewer, name: str, data: bytes) -> PlanImport:
    """Take a file in for reading; the same bytes again are recognised.

    Nothing of a file that bears a mark of secrecy is kept, not even its name (domain 6.6). The bytes are on disk
    before a row speaks of them.
    """
    policies.require(viewer, "plans.import")
    name = shown_name(name)
    require_size(name, data)
    require_unmarked(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    _require_new(viewer, name, sha256)
    reference = files.store(viewer.jurisdiction.uid, sha256, data)
    try:
        return _take_in(viewer=viewer, name=name, sha256=sha256, size=len(data), reference=reference)
    except IntegrityError:
        _require_new(viewer, name, sha256)  # somebody else gave the same file at the same moment
        raise


@transaction.atomic
def _take_in(*, viewer: Viewer, name: str, sha256: str, size: int, reference: str) -> PlanImport:
    now = clock.now()
    file, is_new = SourceFile.objects.get_or_create(
        jurisdiction=viewer.jurisdiction,
        sha256=sha256,
        defaults={"name": name, "size": size, "stored_at": now},
    )
    if not is_new:
        file.name, file.stored_at, file.erased_at = name, now, None
        file.save(update_fields=["name", "stored_at", "erased_at"])
    plan_import = PlanImport.objects.create(
        jurisdiction=viewer.jurisdiction,
        file=file,
        stage=ImportStage.RECEIVED,
        uploaded_by=viewer.user,
        uploaded_at=now,
    )
    record(
        actor=viewer.actor,
        kind=actions.FILE_RECEIVED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("import", plan_import.uid), Subject("file", file.uid)],
        body={"size": size},
        contents=[File("file", sha256, size, reference)],
    )
    return plan_import


def shown_name(name: str) -> str:
    """Return the last part of a name as a person sees it, short enough to be kept, with its ending."""
    last = "".join(char for char in name.replace("\\", "/").rpartition("/")[2] if char.isprintable()).strip()
    return last[-LONGEST_NAME:] or "-"


def require_size(name: str, data: bytes) -> None:
    """Raise FileTooLarge or FileEmpty."""
    limit = settings.DUBAN_LIMITS["upload_bytes"]
    if len(data) > limit:
        raise FileTooLarge(name=name, size=len(data), limit=limit)
    if not data:
        raise FileEmpty(name=name)


def require_unmarked(name: str, data: bytes) -> None:
    """Raise SecrecyMarked for a mark in the name or the words of a file; it is opened in a child (domain 6.6)."""
    limits = settings.DUBAN_LIMITS
    try:
        if secrecy_marks("", name):
            is_secret = True
        elif recognise(data, name=name) is None:
            is_secret = is_marked(data, name=name)
        else:
            is_secret = is_marked_in_child(
                data, name=name, seconds=limits["reading_seconds"], megabytes=limits["reading_megabytes"]
            )
    except Unreadable:  # no text: what a reader finds in it later is searched then
        return
    if is_secret:
        raise SecrecyMarked(name=name)


def _require_new(viewer: Viewer, name: str, sha256: str) -> None:
    """Raise AlreadyHere with the way to the same file where it is in review or adopted."""
    here = (
        PlanImport.objects.filter(jurisdiction=viewer.jurisdiction, file__sha256=sha256)
        .exclude(stage__in=[ImportStage.FAILED, ImportStage.DISCARDED])
        .first()
    )
    if here is not None:
        plan = Plan.objects.filter(jurisdiction=viewer.jurisdiction, origin=here).first()
        raise AlreadyHere(name=name, plan_import=here.uid, plan=plan.uid if plan else "")
