"""Objects that entries of the journal touched, as pages show them: what kind, what name, and the way to its page."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from duban.core.texts import Lazy
from duban.journal.records import Subject

ADDRESSES = {
    "task": "task",
    "plan": "plan",
    "unit": "unit",
    "import": "plan_import",
    "matter": "matter",
    "problem": "problem",
    "decision": "decision",
    "proposal": "proposal",
    "dispatch": "dispatch_meeting",
    "instruction": "instruction",
    "urgingslip": "urging_slip",
    "supervisionslip": "supervision_slip",
}
KINDS: dict[str, Lazy] = {
    "task": _("Task"),
    "plan": _("Plan"),
    "unit": _("Unit"),
    "user": _("Account"),
    "jurisdiction": _("Government"),
    "import": _("Import"),
    "file": _("File"),
    "access_day": _("Day of access records"),
    "person": _("Person"),
    "post": _("Post"),
    "delegation": _("Delegation"),
    "handover": _("Handover"),
    "division": _("Division of labour"),
    "grant": _("Exception"),
    "recordedact": _("Recorded on behalf"),
    "approval": _("Approval"),
    "route": _("Approval route"),
    "service": _("Service"),
    "openend": _("Open end"),
    "invitation": _("Invitation"),
    "entry": _("Entry"),
    "workplan": _("Work plan"),
    "change": _("Change of a work plan"),
    "milestone": _("Milestone"),
    "indicator": _("Figure"),
    "dispute": _("Objection"),
    "suspension": _("Suspension"),
    "period": _("Month"),
    "report": _("Progress report"),
    "request": _("Standing request"),
    "contribution": _("Contribution"),
    "docking": _("Offer"),
    "consent": _("Standing consent"),
    "evidence": _("Evidence"),
    "claim": _("Completion"),
    "reopening": _("Reopening"),
    "specialreport": _("Special report"),
    "digest": _("Monthly digest"),
    "channel": _("Channel of messages"),
    "calendar": _("Address of a calendar"),
    "instruction": _("Instruction"),
    "matter": _("Matter"),
    "problem": _("Problem"),
    "decision": _("Decision"),
    "proposal": _("Proposal"),
    "dispatch": _("Dispatch"),
    "matterextension": _("More time for a matter"),
    "urgingslip": _("Urging slip"),
    "urgingcall": _("Urging call"),
    "supervisionslip": _("Supervision slip"),
}


@dataclass(frozen=True)
class Shown:
    """A subject in words; `search` asks the audit desk for all that was done to it."""

    kind: str
    name: str
    url: str
    search: str


def shown(subject: Subject, names: dict[Subject, str]) -> Shown:
    """Return kind and name of a subject, with the address of its page where it has one and the reader sees it."""
    return Shown(
        kind=str(KINDS.get(subject.kind, subject.kind)),
        name=names.get(subject, subject.uid),
        url=_page(subject) if subject in names and subject.kind in ADDRESSES else "",
        search=f"{subject.kind}:{subject.uid}",
    )


def _page(subject: Subject) -> str:
    try:
        return reverse(ADDRESSES[subject.kind], args=[subject.uid])
    except NoReverseMatch:
        return ""
