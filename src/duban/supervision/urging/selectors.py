"""What was urged and what slips there are, as registers show them: visible rows, the newest first."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Model, QuerySet

from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.supervision.models import SupervisionSlip, UrgedDuty, UrgingCall, UrgingSlip
from duban.supervision.stages import OPEN_SLIP

M = TypeVar("M", bound=Model)
PAGE = 50
OPEN = "open"


@dataclass(frozen=True)
class Page(Generic[M]):
    """A page of rows: which of how many."""

    rows: tuple[M, ...]
    count: int
    first: int

    @property
    def last(self) -> int:
        """Return the place of the last row."""
        return self.first + len(self.rows) - 1


def urgings(viewer: Viewer, page: int) -> Page[UrgingSlip]:
    """Return a page of the urging slips that were sent, with how much each held."""
    rows = policies.visible(viewer, UrgingSlip).select_related("unit", "sent_by__person", "recorded")
    return _paged(rows.annotate(held=Count("duties")).order_by("-sent_on", "-number"), page)


def calls(viewer: Viewer, most: int = PAGE) -> list[UrgingCall]:
    """Return the latest calls."""
    rows = policies.visible(viewer, UrgingCall).select_related("unit", "person", "caller")
    return list(rows.order_by("-called_on", "-entered_at", "-pk")[:most])


def duties_of(slip: UrgingSlip) -> list[UrgedDuty]:
    """Return what a slip held."""
    return list(UrgedDuty.objects.filter(jurisdiction=slip.jurisdiction_id, slip=slip).order_by("position"))


def slips(viewer: Viewer, stage: str, page: int) -> Page[SupervisionSlip]:
    """Return a page of the supervision slips at a stage; open ones, or all."""
    rows = policies.visible(viewer, SupervisionSlip).select_related("unit", "task", "recorded")
    if stage == OPEN:
        rows = rows.filter(stage__in=OPEN_SLIP)
    elif stage:
        rows = rows.filter(stage=stage)
    return _paged(rows.order_by("-proposed_on", "-pk"), page)


def stages_of(viewer: Viewer) -> dict[str, int]:
    """Return how many supervision slips stand at each stage."""
    rows = policies.visible(viewer, SupervisionSlip).order_by()
    return dict(rows.values_list("stage").annotate(Count("pk")))


def _paged(rows: "QuerySet[M]", page: int) -> Page[M]:
    count = rows.count()
    first = min(max(page - 1, 0) * PAGE, max(count - 1, 0) // PAGE * PAGE)
    return Page(tuple(rows[first : first + PAGE]), count, first + 1)
