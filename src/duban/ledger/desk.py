"""What of plans and ledger stands on a desk: how much there is, and what is on its way in."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from duban.ledger.models import Task
from duban.orgs import policies
from duban.orgs.models import Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import PlanImport
from duban.plans.stages import ImportStage

SHOWN = 12


@dataclass(frozen=True)
class WaitingImport:
    """A file on its way into the ledger."""

    uid: str
    name: str
    stage: str
    stage_label: str


@dataclass(frozen=True)
class Desk:
    """How much there is, and for the office what is on its way."""

    plans: int
    clauses: int
    tasks: int
    imports: tuple[WaitingImport, ...]
    unnamed_groups: tuple[Unit, ...]


def desk_of(viewer: Viewer) -> Desk:
    """Return what of plans and ledger is on a viewer's desk."""
    counted = policies.visible(viewer, Task).aggregate(
        tasks=Count("pk"), clauses=Sum("clause_count"), plans=Count("plan", distinct=True)
    )
    is_office = policies.can(viewer, "plans.import")
    return Desk(
        plans=counted["plans"],
        clauses=counted["clauses"] or 0,
        tasks=counted["tasks"],
        imports=_waiting_imports(viewer) if is_office else (),
        unnamed_groups=_unnamed_groups(viewer) if is_office else (),
    )


def _waiting_imports(viewer: Viewer) -> tuple[WaitingImport, ...]:
    waiting = (
        policies.visible(viewer, PlanImport)
        .exclude(stage__in=[ImportStage.ADOPTED, ImportStage.DISCARDED])
        .select_related("file")
        .order_by("-uploaded_at")[:SHOWN]
    )
    return tuple(
        WaitingImport(each.uid, each.file.name, each.stage, str(ImportStage(each.stage).label)) for each in waiting
    )


def _unnamed_groups(viewer: Viewer) -> tuple[Unit, ...]:
    return tuple(
        policies.visible(viewer, Unit)
        .filter(kind=Unit.Kind.COLLECTIVE_ALL, memberships__isnull=True)
        .order_by("position")[:SHOWN]
    )
