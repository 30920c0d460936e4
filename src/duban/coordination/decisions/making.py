"""A decision is made: action, owner, date; by the answer to a problem, in a dispatch, on a special report."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.decisions import actions
from duban.coordination.decisions.errors import OwnerUnknown
from duban.coordination.models import Decision
from duban.coordination.problems.errors import DayPassed
from duban.coordination.stages import DecisionStage
from duban.core import clock
from duban.journal.records import Subject, Text
from duban.ledger import hooks
from duban.ledger.moving import move as move_by
from duban.ledger.wording import reasoned
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Unit
from duban.progress.models import SpecialReport
from duban.progress.stages import SPECIAL

RECEIVE_WITHIN = 3  # working days, as for a task


@dataclass(frozen=True)
class Made:
    """What is to be done, by which unit, by when."""

    text: Annotated[str, Titled(_("What is decided"))]
    owner: Annotated[str, Titled(_("Unit that does it"), names=Unit)]
    due_on: Annotated[date, Titled(_("By"))]


def make(deed: Deed, made: Made, *, is_sent: bool, **columns: object) -> Decision:
    """Write a decision; one that is sent lies on the desk of its owner at once."""
    text = reasoned(made.text)
    if made.due_on < clock.today():
        raise DayPassed(day=made.due_on)
    owner = Unit.objects.filter(jurisdiction=deed.jurisdiction, uid=made.owner).exclude(kind__in=Unit.GROUPS).first()
    if owner is None:
        raise OwnerUnknown
    return Decision.objects.create(
        jurisdiction=deed.jurisdiction,
        text=text,
        owner=owner,
        due_on=made.due_on,
        first_due_on=made.due_on,
        made_at=deed.at,
        stage=DecisionStage.ASSIGNED if is_sent else DecisionStage.MADE,
        assigned_at=deed.at if is_sent else None,
        receive_by=receive_by(deed) if is_sent else None,
        **columns,
    )


def receive_by(deed: Deed) -> date:
    """Return the last day to acknowledge receipt of what is sent now."""
    return calendar_of(deed.jurisdiction).after(timezone.localdate(deed.at), RECEIVE_WITHIN)


@performs("coordination.instruct_special", about=SpecialReport, given=Made)
def instruct_special(deed: Deed, report: SpecialReport, given: Made) -> Decision:
    """Give an instruction on a special report, which becomes a decision."""
    source = report.stage
    decision = make(
        deed,
        given,
        is_sent=True,
        source=Decision.Source.SPECIAL,
        special=report,
        task=report.task,
        leader=deed.decider.person,
    )
    move_by(report, SpecialReport.Stage.INSTRUCTED, table=SPECIAL, read_at=report.read_at or deed.at)
    hooks.announce(deed.jurisdiction.pk, report.task_id)
    deed.record(
        actions.SPECIAL_INSTRUCTED.code,
        [
            Subject("specialreport", report.uid),
            Subject("decision", decision.uid),
            Subject("task", report.task.uid),
            Subject("unit", decision.owner.uid),
        ],
        {
            "moves": [[source, SpecialReport.Stage.INSTRUCTED.value]],
            "owner": decision.owner.name,
            "due_on": decision.due_on,
        },
        [Text("decision", decision.text)],
    )
    return decision
