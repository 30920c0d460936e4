"""Reading what was taken in: one worker at a time, in a child process, taken over when a worker dies."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import cast

from django.conf import settings
from django.db import transaction
from django.db.models import F

from duban.core import clock, files
from duban.journal.records import Subject, record
from duban.orgs.accounts import SYSTEM
from duban.orgs.models import Jurisdiction
from duban.orgs.register.known import known_units
from duban.plans import actions
from duban.plans.errors import SecrecyMarked
from duban.plans.models import PlanImport, SourceFile
from duban.plans.reading import wire
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.grids.heads import Columns
from duban.plans.reading.marks import secrecy_marks
from duban.plans.reading.messages import texts_and_numbers
from duban.plans.reading.models import Reading, UnitKind
from duban.plans.reading.resolve import Register
from duban.plans.sandbox import read_in_child
from duban.plans.selectors.columns import columns_of
from duban.plans.stages import ImportStage

MOST_ATTEMPTS = 3
GRACE = timedelta(seconds=30)  # a worker whose child was killed still has to say so
ERASED_NAME = "-"


def read_next() -> PlanImport | None:
    """Read the file that waits longest, also one whose worker died; return None where none waits."""
    take_over_abandoned()
    waiting = PlanImport.objects.filter(stage=ImportStage.RECEIVED).order_by("uploaded_at", "pk").first()
    return waiting and read_import(plan_import=waiting)


def read_import(*, plan_import: PlanImport) -> PlanImport:
    """Read one file that was taken in and keep the reading, or the reason why there is none.

    The row is the record of the work: of two workers one gets it, and a worker whose time ran out finds that his
    result is not wanted any more.
    """
    attempt = _claim(plan_import)
    if attempt is not None:
        try:
            reading = _read(plan_import)
        except Unreadable as refusal:
            _refuse(plan_import=plan_import, attempt=attempt, code=refusal.code, params=texts_and_numbers(refusal))
        except SecrecyMarked as refusal:
            _erase(plan_import=plan_import, attempt=attempt, code=refusal.code)
        else:
            _keep(plan_import=plan_import, attempt=attempt, reading=reading)
    return PlanImport.objects.select_related("file").get(pk=plan_import.pk)


def take_over_abandoned() -> int:
    """Put files back in the queue whose worker died; give up those that were tried too often."""
    abandoned = PlanImport.objects.filter(stage=ImportStage.READING, lease_until__lt=clock.now())
    for hopeless in abandoned.filter(attempts__gte=MOST_ATTEMPTS).select_related("file"):
        params = {"name": hopeless.file.name}
        _refuse(plan_import=hopeless, attempt=hopeless.attempts, code="reading_failed", params=params)
    return abandoned.filter(attempts__lt=MOST_ATTEMPTS).update(stage=ImportStage.RECEIVED, lease_until=None)


def register_of(jurisdiction: Jurisdiction, on: date) -> Register:
    """Return what the register of units tells reading beforehand: the names and spellings of a day."""
    known = known_units(jurisdiction, on=on)
    return Register(known.names, cast("Mapping[str, UnitKind]", known.kinds))  # both keep the same codes


def _claim(plan_import: PlanImport) -> int | None:
    """Take the work for as long as reading may last; return the number of the attempt, None if another has it."""
    lease = timedelta(seconds=3 * settings.DUBAN_LIMITS["reading_seconds"]) + GRACE
    claimed = PlanImport.objects.filter(pk=plan_import.pk, stage=ImportStage.RECEIVED).update(
        stage=ImportStage.READING, attempts=F("attempts") + 1, lease_until=clock.now() + lease
    )
    return PlanImport.objects.values_list("attempts", flat=True).get(pk=plan_import.pk) if claimed else None


def _read(plan_import: PlanImport) -> Reading:
    """Read a file with the register of the plan's own day and what is known of its issuer's tables.

    The first reading tells day and issuer.
    """
    jurisdiction = plan_import.jurisdiction
    register, columns = register_of(jurisdiction, clock.today()), columns_of(jurisdiction, None)
    reading = _read_with(plan_import, register, columns)
    issued_on = reading.plan.issued_on
    of_the_day = register_of(jurisdiction, issued_on) if issued_on else register
    of_the_issuer = columns_of(jurisdiction, reading.plan.issuer)
    if (of_the_day, of_the_issuer) != (register, columns):
        return _read_with(plan_import, of_the_day, of_the_issuer)
    return reading


def _read_with(plan_import: PlanImport, register: Register, columns: Columns) -> Reading:
    file = plan_import.file
    reading = read_in_child(
        files.fetch(files.reference_of(plan_import.jurisdiction.uid, file.sha256)),
        name=file.name,
        register=register,
        columns=columns,
        seconds=settings.DUBAN_LIMITS["reading_seconds"],
        megabytes=settings.DUBAN_LIMITS["reading_megabytes"],
    )
    if secrecy_marks(reading.text, file.name):
        raise SecrecyMarked(name=ERASED_NAME)
    return reading


@transaction.atomic
def _keep(*, plan_import: PlanImport, attempt: int, reading: Reading) -> None:
    """Keep the reading; nobody waits for a worker whose attempt was taken over."""
    written = wire.dumps(wire.to_json(reading, with_text=True))
    if not _move(plan_import, attempt, ImportStage.READ, reading=written, read_at=clock.now()):
        return
    record(
        actor=SYSTEM,
        kind=actions.FILE_READ.code,
        jurisdiction=plan_import.jurisdiction.uid,
        subjects=[Subject("import", plan_import.uid)],
        body={
            "clauses": len(reading.items),
            "sections": len(reading.sections),
            "units": len(reading.units),
            "findings": len(reading.findings),
        },
    )


@transaction.atomic
def _refuse(*, plan_import: PlanImport, attempt: int, code: str, params: Mapping[str, str | int]) -> None:
    """Keep the reason why there is no reading."""
    if not _move(plan_import, attempt, ImportStage.FAILED, refusal={"code": code, "params": dict(params)}):
        return
    record(
        actor=SYSTEM,
        kind=actions.FILE_NOT_READ.code,
        jurisdiction=plan_import.jurisdiction.uid,
        subjects=[Subject("import", plan_import.uid)],
        body={"code": code},
    )


@transaction.atomic
def _erase(*, plan_import: PlanImport, attempt: int, code: str) -> None:
    """Keep nothing of a file that turned out to be marked: neither bytes nor name nor reading."""
    refusal = {"code": code, "params": {"name": ERASED_NAME}}
    if not _move(plan_import, attempt, ImportStage.FAILED, refusal=refusal, reading=None):
        return
    SourceFile.objects.filter(pk=plan_import.file_id).update(name=ERASED_NAME, erased_at=clock.now())
    files.erase(files.reference_of(plan_import.jurisdiction.uid, plan_import.file.sha256))
    record(
        actor=SYSTEM,
        kind=actions.FILE_NOT_READ.code,
        jurisdiction=plan_import.jurisdiction.uid,
        subjects=[Subject("import", plan_import.uid)],
        body={"code": code},
    )


def _move(plan_import: PlanImport, attempt: int, stage: ImportStage, **fields: object) -> bool:
    """End an attempt, if it is still the one that counts."""
    rows = PlanImport.objects.filter(pk=plan_import.pk, stage=ImportStage.READING, attempts=attempt)
    return bool(rows.update(stage=stage, lease_until=None, version=F("version") + 1, **fields))
