"""Tables of progress: periods, reports, figures, what is asked of cooperating units, evidence, what goes up."""

from duban.progress.models.asking import Contribution, Docking, Request
from duban.progress.models.evidence import Evidence, EvidenceUse
from duban.progress.models.periods import ReportingPeriod, ReportingRule
from duban.progress.models.reports import Figure, ProgressReport, ReportVersion, StandingConsent
from duban.progress.models.upward import Digest, SpecialReport

__all__ = [
    "Contribution",
    "Digest",
    "Docking",
    "Evidence",
    "EvidenceUse",
    "Figure",
    "ProgressReport",
    "ReportVersion",
    "ReportingPeriod",
    "ReportingRule",
    "Request",
    "SpecialReport",
    "StandingConsent",
]
