"""Moves of reports, contributions and dockings: compare-and-set, by their tables of stages."""

from typing import Any

from duban.ledger.moving import move as move_by
from duban.progress.models import Contribution, Docking, ProgressReport
from duban.progress.stages import CONTRIBUTION, DOCKING, REPORT


def move_report(report: ProgressReport, to: str, **columns: Any) -> ProgressReport:
    """Bring a report to a stage; raise Stale where it has moved on."""
    return move_by(report, to, table=REPORT, **columns)


def move_contribution(contribution: Contribution, to: str, **columns: Any) -> Contribution:
    """Bring a contribution to a stage; raise Stale where it has moved on."""
    return move_by(contribution, to, table=CONTRIBUTION, **columns)


def move_docking(docking: Docking, to: str, **columns: Any) -> Docking:
    """Bring an offer to a stage; raise Stale where it has moved on."""
    return move_by(docking, to, table=DOCKING, **columns)
