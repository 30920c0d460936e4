"""What needs a leader's word: the question, who waits since when, what is known of it, and the possible answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.coordination.dispatching.agenda import is_approver, waiting_problems
from duban.coordination.models import Dispatch, Problem, Proposal
from duban.coordination.problems.triage import options_of
from duban.coordination.selectors.waits import MOST
from duban.coordination.stages import DecisionStage, DispatchStage, ProposalStage
from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.issuing.receipt import ADJUSTED
from duban.ledger.models import ChangeRequest, Dispute, Task
from duban.ledger.selectors.changes import change_lines
from duban.ledger.stages import ChangeStage, DisputeStage
from duban.ledger.wording import EITHER
from duban.orgs.models import Jurisdiction, Person
from duban.progress.models import SpecialReport
from duban.progress.stages import SpecialStage

ANSWERABLE = Q(stage__in=[ChangeStage.FILED, ChangeStage.ADVISED]) | Q(stage=ChangeStage.GRANTED, is_provisional=True)


@dataclass(frozen=True)
class Choice:
    """A possible answer: its words, a note, whether it is advised, and the value that says it to the act."""

    words: str
    note: str = ""
    is_advised: bool = False
    value: str = ""


@dataclass(frozen=True)
class Ask:
    """Something that needs the leader: the decision asked, who waits since when, and what follows.

    `act` answers it, by the value of a choice in `field` where that is enough; `tap` is an act that needs no words.
    """

    kind: str
    act: str
    uid: str
    question: str
    unit: str
    waited: int
    day: date | None
    lines: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    task: Task | None = None
    light: str = ""
    source: str = ""
    owner: str = ""
    version: int | None = None
    field: str = ""
    tap: str = ""


def asks_of(city: Jurisdiction, leader: Person, calendar: WorkingCalendar) -> Iterator[Ask]:
    """Yield what waits for a leader's word; what no leader answers for waits for the approver's."""
    own = {"jurisdiction": city}
    for problem in waiting_problems(city, leader):
        yield _of_problem(calendar, problem)

    with_nobodys = is_approver(city, leader)

    def whose(path: str) -> Q:
        led = Q(**{f"{path}leader": leader})
        return led | Q(**{f"{path}leader__isnull": True}) if with_nobodys else led

    changes = ChangeRequest.objects.filter(whose("plan__task__"), ANSWERABLE, **own)
    for change in changes.select_related("plan__task", "plan__part__unit").order_by("answer_by")[:MOST]:
        yield _of_change(calendar, change)
    specials = SpecialReport.objects.filter(whose("task__"), **own, stage=SpecialStage.SENT)
    for report in specials.select_related("task", "part__unit").order_by("sent_at")[:MOST]:
        yield _of_special(calendar, report)
    disputes = Dispute.objects.filter(whose("task__"), **own, stage=DisputeStage.FILED)
    for dispute in disputes.select_related("task", "part__unit").order_by("filed_at")[:MOST]:
        yield _of_dispute(calendar, dispute)
    proposals = Proposal.objects.filter(**own, answerer=leader, stage=ProposalStage.ROUTED)
    for proposal in proposals.select_related("task", "unit").order_by("answer_by")[:MOST]:
        yield _of_proposal(calendar, proposal)
    held = Dispatch.objects.filter(**own, leader=leader, stage=DispatchStage.HELD)
    written = held.filter(Q(minutes__isnull=False) | Q(decisions__stage=DecisionStage.MADE)).distinct()
    for dispatch in written.order_by("held_on", "pk")[:MOST]:
        yield _of_minutes(calendar, dispatch)


def _of_problem(calendar: WorkingCalendar, problem: Problem) -> Ask:
    return Ask(
        kind="problem",
        act="coordination.decide_problem",
        uid=problem.uid,
        question=problem.asked or problem.title,
        unit=problem.unit.name if problem.unit is not None else problem.raiser.name,
        waited=_waited(calendar, problem.raised_at),
        day=problem.decide_by,
        lines=tuple(line for line in (problem.text, problem.consequence) if line),
        choices=tuple(Choice(text, note, advised, text) for text, note, advised in options_of(problem)),
        task=problem.task,
        source=f"P{problem.year}-{problem.number:03d}",
        owner=problem.unit.uid if problem.unit is not None else "",
        version=problem.version,
        field="text",
    )


def _of_change(calendar: WorkingCalendar, change: ChangeRequest) -> Ask:
    task = change.plan.task
    rows = [_("%(what)s　%(change)s") % {"what": title, "change": words} for title, words in change_lines(change)[:3]]
    advice = [_("Advice of the office: %(advice)s") % {"advice": change.advice}] if change.advice else []
    words = (
        _("%(kind)s of %(task)s is in force provisionally: does it stand?")
        if change.is_provisional
        else _("%(kind)s asked for %(task)s")
    )
    return Ask(
        kind="change",
        act="ledger.answer_change",
        uid=change.uid,
        question=words % {"kind": change.get_kind_display(), "task": task.title},
        unit=change.plan.part.unit.name,
        waited=_waited(calendar, change.filed_at),
        day=None if change.is_provisional else change.answer_by,
        lines=(change.reason, *rows, *advice),
        choices=tuple(Choice(str(words), value=value) for value, words in EITHER.items()),
        task=task,
        field="is_granted",
    )


def _of_special(calendar: WorkingCalendar, report: SpecialReport) -> Ask:
    return Ask(
        kind="special",
        act="coordination.instruct_special",
        uid=report.uid,
        question=report.title,
        unit=report.part.unit.name,
        waited=_waited(calendar, report.sent_at),
        day=None,
        lines=tuple(report.text.splitlines()[:2]),
        choices=(Choice(_("Read, nothing further")), Choice(_("With an instruction, as written below"))),
        task=report.task,
        tap="progress.read_special",
    )


def _of_dispute(calendar: WorkingCalendar, dispute: Dispute) -> Ask:
    return Ask(
        kind="dispute",
        act="ledger.answer_dispute",
        uid=dispute.uid,
        question=_("%(unit)s objects to its part in %(task)s")
        % {"unit": dispute.part.unit.name, "task": dispute.task.title},
        unit=dispute.part.unit.name,
        waited=_waited(calendar, dispute.filed_at),
        day=None,
        lines=(dispute.reason,),
        choices=tuple(Choice(str(words)) for words in ADJUSTED.values()),
        task=dispute.task,
    )


def _of_proposal(calendar: WorkingCalendar, proposal: Proposal) -> Ask:
    return Ask(
        kind="proposal",
        act="coordination.answer_proposal",
        uid=proposal.uid,
        question=_("Proposal: %(title)s, adopt it?") % {"title": proposal.title},
        unit=proposal.unit.name,
        waited=_waited(calendar, proposal.filed_at),
        day=proposal.answer_by,
        lines=tuple(proposal.text.splitlines()[:2]),
        choices=tuple(Choice(str(each.label)) for each in Proposal.Answer),
        task=proposal.task,
    )


def _of_minutes(calendar: WorkingCalendar, dispatch: Dispatch) -> Ask:
    return Ask(
        kind="minutes",
        act="coordination.sign_minutes",
        uid=dispatch.uid,
        question=_("Minutes of %(title)s, sign them?") % {"title": dispatch.title},
        unit="",
        waited=_waited(calendar, dispatch.planned_for),
        day=None,
        lines=tuple((dispatch.minutes or "").splitlines()[:2]),
        choices=(Choice(pgettext("on paper", "Signed")), Choice(_("To be changed, as written below"))),
    )


def _waited(calendar: WorkingCalendar, since: datetime | None) -> int:
    if since is None:
        return 0
    return calendar.between(timezone.localdate(since), clock.today())
