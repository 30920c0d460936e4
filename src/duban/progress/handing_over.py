"""Reports when a unit ends: what is owed for a part that passes to the successor is owed by him."""

from duban.orgs.register.hooks import DutiesMoved, duties_moved
from duban.progress.models import ProgressReport
from duban.progress.stages import ReportStage

OPEN = (
    ReportStage.EXPECTED,
    ReportStage.DRAFTING,
    ReportStage.WAITING_CONTRIB,
    ReportStage.UNIT_REVIEW,
    ReportStage.RETURNED,
    ReportStage.SUBMITTED,
)


@duties_moved.register
def move_reports(moved: DutiesMoved) -> None:
    """Give the successor the open reports of the parts that passed to him; what is filed and judged stays."""
    ProgressReport.objects.filter(
        jurisdiction=moved.from_unit.jurisdiction_id,
        unit=moved.from_unit,
        part__unit=moved.to_unit,
        stage__in=OPEN,
    ).update(unit=moved.to_unit)
