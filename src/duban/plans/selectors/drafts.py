"""The draft of an import, from what is stored."""

from dataclasses import dataclass

from duban.core.errors import DomainError
from duban.plans.drafting.apply import Recorded, apply
from duban.plans.drafting.corrections import parse
from duban.plans.drafting.models import Draft
from duban.plans.errors import OtherStage
from duban.plans.models import Correction, PlanImport
from duban.plans.reading import wire
from duban.plans.reading.models import Reading
from duban.plans.stages import ImportStage


@dataclass(frozen=True)
class Reviewed:
    """What was read, the corrections on record, and the draft that comes of both."""

    reading: Reading
    corrections: tuple[Correction, ...]
    recorded: tuple[Recorded, ...]
    draft: Draft


def reviewed(plan_import: PlanImport) -> Reviewed:
    """Return the review of an import as it stands; raise OtherStage where nothing was read."""
    reading = reading_of(plan_import)
    rows = tuple(
        Correction.objects.filter(jurisdiction=plan_import.jurisdiction_id, plan_import=plan_import)
        .select_related("made_by__person")
        .order_by("seq")
    )
    recorded = tuple(Recorded(row.seq, parse(row.kind, row.body), row.undone_at is not None) for row in rows)
    return Reviewed(reading, rows, recorded, apply(reading, recorded))


def reading_of(plan_import: PlanImport) -> Reading:
    """Return what was read from the file of an import."""
    if plan_import.reading is None:
        raise other_stage(plan_import)
    return wire.from_json(wire.loads(plan_import.reading))


def other_stage(plan_import: PlanImport) -> DomainError:
    """Return the error that names the stage in which an import stands."""
    return OtherStage(stage=ImportStage(plan_import.stage).label)
