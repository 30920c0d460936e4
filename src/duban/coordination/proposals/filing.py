"""A proposal to the government, its way to whom answers it, and the answer within ten working days (domain 3.9)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.coordination.models import Proposal
from duban.coordination.moving import move_proposal
from duban.coordination.problems.errors import DeciderMissing
from duban.coordination.proposals import actions
from duban.coordination.stages import ProposalStage
from duban.journal.records import Subject, Text
from duban.ledger.models import Task
from duban.ledger.wording import needed, reasoned
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import Stale
from duban.orgs.models import Person, Unit

ROUTE_WITHIN, ANSWER_WITHIN = 3, 10  # working days after filing
LONGEST_TITLE = 128
ANSWERS = dict(Proposal.Answer.choices)


@dataclass(frozen=True)
class ProposalFiled:
    """What is proposed, and to which task it belongs if to any."""

    title: Annotated[str, Titled(_("The proposal in a line"))]
    text: Annotated[str, Titled(_("What is proposed, and why"))]
    task: Annotated[str | None, Titled(_("Task"), names=Task)] = None


@dataclass(frozen=True)
class ProposalRouted:
    """Who answers: a unit or a leader."""

    unit: Annotated[str | None, Titled(_("Unit that answers"), names=Unit)] = None
    leader: Annotated[str | None, Titled(_("Leader who answers"), names=Person)] = None


@dataclass(frozen=True)
class ProposalAnswered:
    """Adopted, in part, or not; with the reason, and by when what was adopted is done."""

    answer: Annotated[str, Titled(_("Answer"), choices=ANSWERS)]
    text: Annotated[str, Titled(_("Reason"))]
    do_by: Annotated[date | None, Titled(_("Done by"))] = None


@dataclass(frozen=True)
class ProposalFinished:
    """What came of it."""

    result: Annotated[str, Titled(_("What came of it"))]


@dataclass(frozen=True)
class ProposalTakenBack:
    """Why it is taken back."""

    reason: Annotated[str, Titled(_("Reason"))]


@performs("coordination.file_proposal", about=Unit, given=ProposalFiled)
def file_proposal(deed: Deed, unit: Unit, given: ProposalFiled) -> Proposal:
    """Make a proposal to the government."""
    title, text = needed(given.title, longest=LONGEST_TITLE), reasoned(given.text)
    task = Task.objects.filter(jurisdiction=deed.jurisdiction, uid=given.task).first() if given.task else None
    day, calendar = timezone.localdate(deed.at), calendar_of(deed.jurisdiction)
    proposal = Proposal.objects.create(
        jurisdiction=deed.jurisdiction,
        unit=unit,
        task=task,
        title=title,
        text=text,
        filed_at=deed.at,
        route_by=calendar.after(day, ROUTE_WITHIN),
        answer_by=calendar.after(day, ANSWER_WITHIN),
    )
    deed.record(
        actions.PROPOSAL_FILED.code, _subjects(proposal), {"unit": unit.name, "title": title}, [Text("text", text)]
    )
    return proposal


@performs("coordination.route_proposal", about=Proposal, given=ProposalRouted, weight=Weight.OWN)
def route_proposal(deed: Deed, proposal: Proposal, given: ProposalRouted) -> Proposal:
    """Send a proposal to the unit or the leader who answers it."""
    if proposal.stage != ProposalStage.FILED:
        raise Stale
    of_city = {"jurisdiction": deed.jurisdiction}
    unit = Unit.objects.filter(**of_city, uid=given.unit).exclude(kind__in=Unit.GROUPS).first() if given.unit else None
    leader = Person.objects.filter(**of_city, uid=given.leader).first() if given.leader else None
    if unit is None and leader is None:
        raise DeciderMissing
    move_proposal(proposal, ProposalStage.ROUTED, answerer_unit=unit, answerer=leader, routed_at=deed.at)
    named = leader.name if leader is not None else unit.name if unit is not None else None
    deed.record(
        actions.PROPOSAL_ROUTED.code,
        _subjects(proposal),
        {"moves": [[ProposalStage.FILED.value, ProposalStage.ROUTED.value]], "answers": named},
    )
    return proposal


@performs("coordination.answer_proposal", about=Proposal, given=ProposalAnswered)
def answer_proposal(deed: Deed, proposal: Proposal, given: ProposalAnswered) -> Proposal:
    """Answer a proposal with a reason, whatever the answer is."""
    if proposal.stage != ProposalStage.ROUTED:
        raise Stale
    answer, text = Proposal.Answer(given.answer), reasoned(given.text)
    move_proposal(
        proposal,
        ProposalStage.ANSWERED,
        answer=answer,
        answer_text=text,
        answered_at=deed.at,
        do_by=given.do_by if answer != Proposal.Answer.NOT else None,
    )
    deed.record(
        actions.PROPOSAL_ANSWERED.code,
        _subjects(proposal),
        {
            "moves": [[ProposalStage.ROUTED.value, ProposalStage.ANSWERED.value]],
            "answer": answer.value,
            "do_by": proposal.do_by,
        },
        [Text("answer", text)],
    )
    return proposal


@performs("coordination.finish_proposal", about=Proposal, given=ProposalFinished, weight=Weight.OWN)
def finish_proposal(deed: Deed, proposal: Proposal, given: ProposalFinished) -> Proposal:
    """Note that what was adopted is done, or that nothing is left to do."""
    result = reasoned(given.result)
    if proposal.stage != ProposalStage.ANSWERED:
        raise Stale
    move_proposal(proposal, ProposalStage.DONE, ended_at=deed.at, ended_because=result)
    deed.record(
        actions.PROPOSAL_DONE.code,
        _subjects(proposal),
        {"moves": [[ProposalStage.ANSWERED.value, ProposalStage.DONE.value]]},
        [Text("result", result)],
    )
    return proposal


@performs("coordination.withdraw_proposal", about=Proposal, given=ProposalTakenBack)
def withdraw_proposal(deed: Deed, proposal: Proposal, given: ProposalTakenBack) -> Proposal:
    """Take a proposal back that is not answered yet."""
    reason = reasoned(given.reason)
    if proposal.stage not in (ProposalStage.FILED, ProposalStage.ROUTED):
        raise Stale
    source = proposal.stage
    move_proposal(proposal, ProposalStage.WITHDRAWN, ended_at=deed.at, ended_because=reason)
    deed.record(
        actions.PROPOSAL_WITHDRAWN.code,
        _subjects(proposal),
        {"moves": [[source, ProposalStage.WITHDRAWN.value]]},
        [Text("reason", reason)],
    )
    return proposal


def _subjects(proposal: Proposal) -> list[Subject]:
    found = [Subject("proposal", proposal.uid), Subject("unit", proposal.unit.uid)]
    if proposal.task is not None:
        found.append(Subject("task", proposal.task.uid))
    return found
