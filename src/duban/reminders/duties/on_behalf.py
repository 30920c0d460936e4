"""What has to be recorded on behalf (代录): owed by who does not sign in himself (domain 3, rule 3).

Where nobody of a unit signs in that is all that it owes; where its head does not, what only he decides; where a leader
or the approver does not, his answers. What hangs on a unit without people, or on a leader who left and nobody came for
him, stands here as well, until the office names who answers for it. One query tells what they owe, however much it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from duban.coordination.selectors.asks import ANSWERABLE
from duban.core import clock
from duban.core.texts import Lazy
from duban.ledger.models import ChangeRequest, Dispute, Item, OpenEnd, Reopening, Task, WorkPlan
from duban.ledger.selectors.workplans import TO_ANSWER
from duban.ledger.serving import LEADING
from duban.ledger.stages import DisputeStage, TaskStage
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer
from duban.progress.models import Docking, SpecialReport
from duban.progress.stages import DockingStage, ReportStage
from duban.reminders.duties import of_coordination as settled
from duban.reminders.duties import of_matters as matters
from duban.reminders.duties import of_urging as urging
from duban.reminders.duties.asked import Asked
from duban.reminders.duties.models import Duty
from duban.reminders.duties.of_units import (
    as_duties,
    owed_contributions,
    owed_milestones,
    owed_plans,
    owed_reports,
    receipts,
    specials,
    work_plans,
)
from duban.reminders.duties.plain import Row, address_of, in_one_query, row
from duban.reminders.duties.silence import OF_LEADERS, Seated, Silent, approves

OFFICE = frozenset({Role.OFFICER, Role.OFFICE_HEAD, Role.REGISTRAR})
FOR = "for"  # in the address of an act: the post for whose holder it is recorded
AHEAD = timedelta(days=14)
SHOWN = 12  # duties of one party on a desk
PARTIES = 40


ABSENT = "absent"  # the code of rows that say who is not there any more, or not yet

Key = tuple[int | None, int | None]
"""A party by the key of its unit, or else of its person."""


class Kind(NamedTuple):
    """A kind of what is owed: its words, the act or page behind it, and in which post it is best recorded."""

    title: Lazy
    address: str
    posts: tuple[Post.Kind, ...] = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


_HEAD = (Post.Kind.HEAD,)
_ABOVE = (Post.Kind.HEAD, Post.Kind.DEPUTY)
_LEADER = OF_LEADERS
KINDS = {
    "receipt": Kind(_("Receipt"), "ledger.receive_task"),
    "work_plan": Kind(_("Work plan"), "work_plan", _HEAD),
    "report": Kind(_("Progress report"), "report", _HEAD),
    "contribution": Kind(_("Contribution"), "progress.file_contribution"),
    "milestone": Kind(_("Milestone"), "ledger.report_milestone"),
    "open_end": Kind(_("To be named"), "open_end"),
    "offer": Kind(_("Offer"), "progress.answer_docking"),
    "special": Kind(_("Special report"), "progress.send_special", _HEAD),
    "matter_receipt": Kind(_("Receipt of a matter"), "ledger.sign_matter"),
    "matter_begin": Kind(_("Matter"), "ledger.begin_matter"),
    "matter": Kind(_("Matter"), "ledger.reply_matter", _HEAD),
    "decision_receipt": Kind(_("Receipt of a decision"), "coordination.receive_decision"),
    "decision": Kind(_("Decision"), "coordination.report_decision"),
    "problem_of_unit": Kind(_("Problem"), "coordination.decide_problem", _HEAD),
    "solution_of_unit": Kind(_("Solution"), "problem"),
    "proposal_of_unit": Kind(_("Proposal"), "coordination.answer_proposal", _ABOVE),
    "decision_reported_of_unit": Kind(_("Decision reported done"), "decision", _HEAD),
    "slip": Kind(_("Supervision slip"), "supervision.state_reasons", _HEAD),
    "plan": Kind(_("Work plan"), "ledger.approve_plan", _LEADER),
    "change": Kind(_("Change of a work plan"), "ledger.answer_change", _LEADER),
    "dispute": Kind(_("Objection"), "ledger.answer_dispute", _LEADER),
    "firm": Kind(_("Firm commitment"), "progress.confirm_done", _LEADER),
    "reopening": Kind(_("Reopening"), "progress.answer_reopening", _LEADER),
    "read": Kind(_("Special report"), "progress.read_special", _LEADER),
    "problem": Kind(_("Problem"), "coordination.decide_problem", _LEADER),
    "solution": Kind(_("Solution"), "problem", _LEADER),
    "decision_reported": Kind(_("Decision reported done"), "decision", _LEADER),
    "minutes": Kind(_("Minutes"), "coordination.sign_minutes", _LEADER),
    "proposal": Kind(_("Proposal"), "coordination.answer_proposal", _LEADER),
    "matter_closing_above": Kind(_("Reply on a matter"), "ledger.close_matter", (Post.Kind.APPROVER,)),
}


@dataclass(frozen=True)
class Party:
    """A unit, a leader or the approver of whom nobody signs in for these acts, whom to ask, and who records it.

    Without contacts nobody is there at all: `url` leads to where somebody is named.
    """

    name: str
    contacts: tuple[Seated, ...]
    recorders: tuple[str, ...]
    is_mine: bool
    duties: tuple[Duty, ...] = ()
    url: str = ""

    @property
    def shown(self) -> tuple[Duty, ...]:
        """Return the duties that a desk has room for, the nearest first."""
        return self.duties[:SHOWN]

    @property
    def more(self) -> int:
        """Return how many more there are."""
        return max(len(self.duties) - SHOWN, 0)

    @property
    def first(self) -> Duty:
        """Return what is due first."""
        return self.duties[0]


def to_record(viewer: Viewer) -> tuple[Party, ...]:
    """Return for the office what somebody has to record for those who do not sign in, whose day is nearest first."""
    if not viewer.roles & OFFICE:
        return ()
    silent = Silent.of(viewer.jurisdiction)
    approver = next((each.person for each in silent.leaders() if approves(each)), None)
    absent: dict[Key, Row] = {}
    if not silent.of_kind(Post.Kind.APPROVER):
        absent[None, None] = Row(ABSENT, "", str(Post.Kind.APPROVER.label), None, None, None, None, None)
    by_party: dict[Key, list[Row]] = {}
    for each in _owed(viewer.jurisdiction, silent):
        key = (each.unit, None if each.unit is not None else each.person or approver)
        if each.code == ABSENT:
            absent[key] = each
        else:
            by_party.setdefault(key, []).append(each)
    parties = [
        _party(viewer, silent, key, own) or _nobody(viewer, absent.get(key), own) for key, own in by_party.items()
    ]
    found = sorted((each for each in parties if each is not None), key=lambda each: _nearest(each.first, each.name))
    return tuple(found[:PARTIES])


def _owed(jurisdiction: Jurisdiction, silent: Silent) -> Iterator[Row]:
    wanted = [
        *_of_units(jurisdiction, silent),
        *_of_leaders(jurisdiction, silent),
        *_absentees(jurisdiction, silent),
    ]
    return in_one_query(wanted)


def _of_units(jurisdiction: Jurisdiction, silent: Silent) -> Iterator["QuerySet[Any, Any]"]:
    """Return the rows of what units owe of whom nobody signs in, and of what only a head decides who does not."""
    asked = Asked(jurisdiction, until=clock.today() + AHEAD, without_units=silent.awake)
    own = {"jurisdiction": jurisdiction}
    led = asked.of_units("task__parts__unit") & Q(task__parts__role__in=LEADING, task__parts__ended_on__isnull=True)
    yield receipts(asked)
    yield work_plans(asked)
    yield _reports(owed_reports(asked))
    due = owed_contributions(asked).annotate(day=Coalesce("refile_by", "due_on"))
    yield row(due, "contribution", words="request__what", day="day", task="request__task", unit="part__unit")
    milestones = owed_milestones(asked)
    yield row(milestones, "milestone", words="title", day="due_on", task="item__plan__task", unit="item__unit")
    ends = OpenEnd.objects.filter(led, **own, stage=OpenEnd.Stage.OPEN).annotate(lead=F("task__parts__unit"))
    yield row(ends, "open_end", words="task__title", day="due_on", task="task", unit="lead")
    offered = Docking.objects.filter(led, **own, stage=DockingStage.OFFERED).annotate(lead=F("task__parts__unit"))
    yield row(offered, "offer", words="what", day=None, task="task", unit="lead")
    yield from (matters.to_receive(asked), matters.to_begin(asked), matters.to_reply(asked))
    yield from (settled.to_receive(asked), settled.to_do(asked), settled.unit_says(asked))
    yield from _signed_by_heads(asked)
    if silent.headless:
        asked = Asked(jurisdiction, units=silent.headless)
        written = Exists(Item.objects.filter(plan=OuterRef("pk")))
        yield as_duties(owed_plans(asked).filter(written))
        yield _reports(owed_reports(asked).filter(stage=ReportStage.UNIT_REVIEW))
        yield matters.to_sign(asked)
        yield from _signed_by_heads(asked)


def _signed_by_heads(asked: Asked) -> Iterator["QuerySet[Any, Any]"]:
    """Return the rows of what a unit's head alone signs, decides and confirms."""
    yield specials(asked)
    yield from (settled.unit_decides(asked), settled.unit_confirms(asked), settled.unit_answers(asked))
    yield urging.to_answer(asked)


def _reports(reports: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    dated = reports.annotate(day=Coalesce("unlocked_until", "refile_by", "period__due_on"))
    return row(dated, "report", words="task__title", day="day", task="task", unit="unit")


def _of_leaders(jurisdiction: Jurisdiction, silent: Silent) -> Iterator["QuerySet[Any, Any]"]:
    """Return the rows of what waits for leaders who do not sign in, or are none any more and nobody came for them.

    What no leader answers for is the approver's.
    """
    present = {each.person for each in silent.leading() if each.signs_in}
    with_nobodys = silent.have_nobodys()

    def theirs(path: str) -> Q:
        own = Q(**{f"{path}leader__isnull": False}) & ~Q(**{f"{path}leader__in": present})
        return own | Q(**{f"{path}leader__isnull": True}) if with_nobodys else own

    of_task = {"task": "task", "person": "task__leader"}
    own = {"jurisdiction": jurisdiction}
    plans = WorkPlan.objects.filter(theirs("task__"), TO_ANSWER, **own)
    yield row(plans, "plan", words="task__title", day="answer_by", **of_task)
    changes = ChangeRequest.objects.filter(theirs("plan__task__"), ANSWERABLE, **own)
    yield row(
        changes,
        "change",
        words="plan__task__title",
        day="answer_by",
        task="plan__task",
        person="plan__task__leader",
    )
    disputes = Dispute.objects.filter(theirs("task__"), **own, stage=DisputeStage.FILED)
    yield row(disputes, "dispute", words="task__title", day=None, **of_task)
    firm = Task.objects.filter(
        theirs(""), **own, stage=TaskStage.VERIFYING, is_firm=True, done_confirmed_at__isnull=True
    )
    firm = firm.annotate(said=Concat("numbers", Value(" "), "title"))
    yield row(firm, "firm", words="said", day=None, person="leader")
    reopenings = Reopening.objects.filter(theirs("task__"), **own, stage=Reopening.Stage.PROPOSED)
    yield row(reopenings, "reopening", words="task__title", day=None, **of_task)
    sent = SpecialReport.objects.filter(theirs("task__"), **own, stage=SpecialReport.Stage.SENT)
    yield row(sent, "read", words="title", day=None, **of_task)
    yield from _settled(jurisdiction, silent)


def _settled(jurisdiction: Jurisdiction, silent: Silent) -> Iterator["QuerySet[Any, Any]"]:
    """Return the rows of problems, decisions, minutes and proposals that wait for none of the leaders who sign in."""
    present = {each.person for each in silent.leading() if each.signs_in}
    asked = Asked(jurisdiction, without=present, with_nobodys=silent.have_nobodys())
    yield settled.leader_decides(asked)
    yield settled.leader_confirms(asked)
    yield settled.leader_signs(asked)
    yield settled.leader_answers(asked)
    yield settled.leader_says(Asked(jurisdiction, persons={each.person for each in silent.leaders()}))
    if asked.with_nobodys:
        yield matters.approver_closes(asked)


def _party(viewer: Viewer, silent: Silent, key: Key, rows: Iterable[Row]) -> Party | None:
    """Return who owes some rows; None where the viewer or nobody could record it."""
    unit, person = key
    if unit is not None and not viewer.roles & {Role.OFFICER, Role.OFFICE_HEAD}:
        return None  # a registrar alone records for no unit
    recorders: tuple[str, ...] = ()
    if unit is not None:
        contacts = silent.of_unit.get(unit, [])
        name, is_mine = next((each.unit_name or "" for each in contacts), ""), True
    else:
        contacts = [each for each in silent.leaders() if each.person == person][:1]
        name = next((each.name for each in contacts), "")
        is_mine = _may_record(viewer, contacts)
        recorders = _recorders(silent, contacts)
    if not contacts:
        return None
    duties = [_duty(each, contacts, is_mine=is_mine) for each in rows]
    nearest = sorted(_in_one(duties, contacts), key=lambda duty: _nearest(duty, ""))
    return Party(name, tuple(contacts), recorders, is_mine, tuple(nearest))


def _absentees(jurisdiction: Jurisdiction, silent: Silent) -> Iterator["QuerySet[Any, Any]"]:
    """Return the units without people, and the leaders who hold no such post any more, as rows beside what is owed."""
    empty = Unit.objects.filter(jurisdiction=jurisdiction).exclude(kind__in=Unit.GROUPS)
    yield row(empty.exclude(pk__in=silent.of_unit.keys()), ABSENT, words="name", day=None, unit="pk")
    led = Holding.objects.filter(jurisdiction=jurisdiction, post__kind__in=OF_LEADERS).values("person")
    answering = Task.objects.filter(jurisdiction=jurisdiction, leader__isnull=False).values("leader")
    gone = Person.objects.filter(Q(pk__in=led) | Q(pk__in=answering), jurisdiction=jurisdiction)
    gone = gone.exclude(pk__in={each.person for each in silent.leading()})
    yield row(gone, ABSENT, words="name", day=None, person="pk")


def _nobody(viewer: Viewer, absent: Row | None, rows: Iterable[Row]) -> Party | None:
    """Return what hangs on a unit without people, a leader who left, or the empty post of the approver."""
    if absent is None or not viewer.roles & {Role.OFFICER, Role.OFFICE_HEAD}:
        return None
    page = "unit" if absent.unit is not None else "person"
    url = reverse(page, args=[absent.uid]) if absent.uid else reverse("people_gaps")
    duties = sorted((_duty(each, (), is_mine=False) for each in rows), key=lambda duty: _nearest(duty, ""))
    return Party(absent.words, (), (), is_mine=False, duties=tuple(duties), url=url)


def _recorders(silent: Silent, contacts: Sequence[Seated]) -> tuple[str, ...]:
    """Return who signs in and may record for a leader or the approver: his secretaries, for the approver registrars."""
    posts = {each.post for each in contacts}
    able = [each for each in silent.of_kind(Post.Kind.SECRETARY) if each.serves in posts]
    if any(approves(each) for each in contacts):
        able += silent.of_kind(Post.Kind.REGISTRAR)
    return tuple(dict.fromkeys(each.name for each in able if each.signs_in))


def _may_record(viewer: Viewer, contacts: Iterable[Seated]) -> bool:
    served = {post.serves_id for post in viewer.posts if post.kind == Post.Kind.SECRETARY}
    return any(each.post in served or (approves(each) and Role.REGISTRAR in viewer.roles) for each in contacts)


def _duty(each: Row, contacts: Iterable[Seated], *, is_mine: bool) -> Duty:
    kind = KINDS[each.code]
    own = {seated.kind: seated for seated in reversed(list(contacts))}
    best = next((own[post] for post in kind.posts if post in own), None)
    url = ""
    if is_mine and best is not None:
        url = f"{address_of(kind.address, each.uid)}?{FOR}={best.post_uid}&next={reverse('desk')}"
    return Duty(
        str(kind.title),
        each.said,
        url,
        str(_("Record")),
        each.day,
        code=each.code,
        uid=each.uid,
        number=each.number or "",
        unit=each.unit,
        tasks=frozenset({each.task} if each.task is not None else ()),
        person=each.person,
    )


def _in_one(duties: Sequence[Duty], contacts: Sequence[Seated]) -> list[Duty]:
    """Return duties with several work plans as one: a leader puts those of a section in force at once."""
    plans = [duty for duty in duties if duty.code == "plan"]
    if len(plans) < 2:
        return list(duties)
    first = min(plans, key=lambda duty: duty.day or date.max)
    words = ngettext("%(count)s work plan", "%(count)s work plans", len(plans)) % {"count": len(plans)}
    url = f"{reverse('plan_review')}?{FOR}={contacts[0].post_uid}" if first.url else ""
    return [*(duty for duty in duties if duty.code != "plan"), replace(first, words=words, url=url, uid="", number="")]


def _nearest(duty: Duty, name: str) -> tuple[date, str, str]:
    return duty.day or date.max, name, duty.words
