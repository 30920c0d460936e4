"""Files on their way into the ledger: the list of all, and how one of them stands."""

from dataclasses import dataclass
from datetime import datetime

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan, PlanImport
from duban.plans.reading.messages import REFUSALS, sentence
from duban.plans.sentences import language
from duban.plans.stages import ImportStage


@dataclass(frozen=True)
class ImportRow:
    """One file as the list and its own page show it."""

    uid: str
    name: str
    size: int
    stage: str
    stage_label: str
    is_waiting: bool
    is_for_comment: bool
    refusal: str
    uploaded_by: str
    uploaded_at: datetime
    plan: str


def imports(viewer: Viewer, *, limit: int = 200) -> tuple[ImportRow, ...]:
    """Return the files that a viewer may see, newest first."""
    rows = (
        policies.visible(viewer, PlanImport)
        .defer("reading")
        .select_related("file", "uploaded_by__person")
        .order_by("-uploaded_at", "-pk")[:limit]
    )
    plans = dict(
        Plan.objects.filter(jurisdiction=viewer.jurisdiction, origin__in=[row.pk for row in rows]).values_list(
            "origin_id", "uid"
        )
    )
    return tuple(_row(row, plans.get(row.pk, "")) for row in rows)


def import_status(viewer: Viewer, uid: str) -> ImportRow:
    """Return how one file stands."""
    found = policies.visible_one(viewer, PlanImport, uid)
    plan = Plan.objects.filter(jurisdiction=viewer.jurisdiction, origin=found).values_list("uid", flat=True).first()
    return _row(found, plan or "")


def refusal_of(plan_import: PlanImport) -> str:
    """Return why a file could not be read, in the reader's language; nothing where it could."""
    if not plan_import.refusal:
        return ""
    code, params = plan_import.refusal["code"], plan_import.refusal["params"]
    return sentence(code, params, language()) if code in REFUSALS else texts.say(DomainError(code, **params))


def _row(plan_import: PlanImport, plan: str) -> ImportRow:
    return ImportRow(
        uid=plan_import.uid,
        name=plan_import.file.name,
        size=plan_import.file.size,
        stage=plan_import.stage,
        stage_label=str(ImportStage(plan_import.stage).label),
        is_waiting=plan_import.stage in {ImportStage.RECEIVED, ImportStage.READING},
        is_for_comment=plan_import.is_for_comment,
        refusal=refusal_of(plan_import),
        uploaded_by=plan_import.uploaded_by.person.name,
        uploaded_at=plan_import.uploaded_at,
        plan=plan,
    )
