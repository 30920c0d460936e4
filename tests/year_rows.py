"""At least one row of everything that the year brings, about one running task of the cast."""

from datetime import date, timedelta
from decimal import Decimal

import cast
from acts import matters, progress
from duban.coordination.models import Attendance, Decision, Dispatch, Problem, Proposal
from duban.coordination.stages import ProblemStage
from duban.core import clock
from duban.core.uids import new_uid
from duban.ledger.models import ChangeRequest, Claim, Dispute, Part, Reopening, Suspension
from duban.orgs.ticking import tick
from duban.progress.models import (
    Digest,
    Docking,
    Evidence,
    Figure,
    ProgressReport,
    ReportingRule,
    SpecialReport,
    StandingConsent,
)
from duban.supervision.models import SupervisionSlip, UrgingCall, UrgingSlip
from duban.supervision.stages import SlipStage
from reminders.peers import channel


def lay(actors: cast.Cast) -> None:
    """Bring a task to its first report by its own acts; write beside it what would come of other turns."""
    progress.request(actors)
    tick(actors.city)  # the month opens: a report is expected, a contribution asked for
    report = ProgressReport.objects.get()
    for part in Part.objects.filter(task=report.task_id):
        _turns(actors, part)
    _measures(actors, report)
    _papers(actors, report)
    _settled(actors, report)
    matters.instruction(actors)
    matters.extension(actors)  # of a matter for which nobody answers
    matters.registered(
        actors, leader=actors.leader.person.uid, lead=matters.unit_of(actors.outsider).uid, cooperating=()
    )
    channel(actors)
    _urged(actors, report)


def _turns(actors: cast.Cast, part: Part) -> None:
    own, now, today = {"jurisdiction": actors.city}, clock.now(), clock.today()
    Dispute.objects.create(**own, task=part.task, part=part, reason="-", filed_at=now)
    Claim.objects.create(
        **own, task=part.task, part=part, statement="-", made_at=now, made_by=actors.head.user, verify_by=today
    )
    Docking.objects.create(**own, task=part.task, part=part, contact="-", what="-", offered_at=now)
    SpecialReport.objects.create(**own, task=part.task, part=part, title="-", text="-", drafted_at=now)
    Evidence.objects.create(
        **own,
        unit=part.unit,
        name="a.txt",
        media_type="text/plain",
        sha256="0" * 64,
        size=1,
        added_by=actors.liaison.user,
        added_at=now,
    )


def _measures(actors: cast.Cast, report: ProgressReport) -> None:
    plan = report.part.work_plans.get()
    item = plan.items.all()[0]
    indicator = item.indicators.create(jurisdiction=actors.city, title="-", target=10)
    Figure.objects.create(
        jurisdiction=actors.city,
        indicator=indicator,
        month=report.period.month,
        value=Decimal(1),
        given_at=clock.now(),
        given_by=actors.liaison.user.uid,
    )
    ChangeRequest.objects.create(
        jurisdiction=actors.city,
        plan=plan,
        kind=ChangeRequest.Kind.CHANGE,
        changes="[]",
        reason="-",
        filed_at=clock.now(),
        answer_by=clock.today(),
    )


def _papers(actors: cast.Cast, report: ProgressReport) -> None:
    own, now, today = {"jurisdiction": actors.city}, clock.now(), clock.today()
    Suspension.objects.create(
        **own, task=report.task, reason="-", since=today, review_on=today + timedelta(days=30), ended_on=today
    )
    Reopening.objects.create(**own, task=report.task, proof="-", proposed_at=now)
    Digest.objects.create(
        **own, period=report.period, section=report.task.section, leader=actors.leader.person, content="{}", made_at=now
    )
    ReportingRule.objects.get_or_create(
        **own, since=report.period.month, defaults={"preset": ReportingRule.Preset.MONTHLY, "decided_at": now}
    )
    StandingConsent.objects.create(
        **own,
        unit=report.unit,
        post=actors.liaison.posts[0],
        since=today,
        until=date(today.year, 12, 31),
        given_at=now,
    )


def _settled(actors: cast.Cast, report: ProgressReport) -> None:
    """What is settled around the task: problems and decisions of one and the other unit, at each level."""
    own, now, today = {"jurisdiction": actors.city}, clock.now(), clock.today()
    other = actors.outsider.posts[0].unit
    levels = (ProblemStage.UNIT_LEVEL, ProblemStage.LEADER_LEVEL, ProblemStage.CITY_LEVEL)
    for number, level in enumerate(levels, 1):
        problem = Problem.objects.create(
            **own,
            year=today.year,
            number=number,
            origin=Problem.Origin.PART,
            task=report.task,
            unit=report.unit if number != 2 else None,
            raiser=actors.liaison.person if number != 2 else actors.officer.person,
            title="-",
            text="-",
            raised_at=now,
            triage_by=today,
            asked="-",
            decider_unit=other if number == 1 else None,
            decider=actors.leader.person,
            decide_by=today,
            stage=level,
            level=level,
        )
        Decision.objects.create(
            **own,
            source=Decision.Source.PROBLEM,
            problem=problem,
            task=report.task,
            leader=actors.leader.person if number == 2 else None,
            text="-",
            owner=other,
            due_on=today,
            first_due_on=today,
            made_at=now,
        )
    dispatch = Dispatch.objects.create(
        **own,
        kind=Dispatch.Kind.MEETING,
        leader=actors.leader.person,
        title="-",
        planned_for=now,
        place="-",
        planned_at=now,
    )
    Attendance.objects.create(**own, dispatch=dispatch, unit=report.unit)
    for answerer in (actors.leader.person, None):
        Proposal.objects.create(
            **own,
            unit=report.unit,
            title="-",
            text="-",
            filed_at=now,
            route_by=today,
            answer_by=today,
            answerer=answerer,
            answerer_unit=other if answerer is None else None,
        )


def _urged(actors: cast.Cast, report: ProgressReport) -> None:
    """What was urged of one unit and the other, and supervision slips that are proposed and sent."""
    own, now, today = {"jurisdiction": actors.city}, clock.now(), clock.today()
    for number, unit in enumerate((report.unit, actors.outsider.posts[0].unit), 1):
        UrgingSlip.objects.create(
            **own,
            unit=unit,
            year=today.year,
            number=number,
            sent_on=today,
            sent_at=now,
            sent_by=actors.officer.user,
            receive_by=today,
        )
        UrgingCall.objects.create(
            **own,
            unit=unit,
            caller=actors.officer.person,
            called_on=today,
            is_reached=False,
            entered_at=now,
            entered_by=actors.officer.user,
        )
        proposed = SupervisionSlip(
            **own,
            unit=unit,
            form=SupervisionSlip.Form.SLIP,
            ground=SupervisionSlip.Ground.YELLOW,
            kind="part",
            about=f"proposed-{number}",
            title="-",
            since=today,
            demand="-",
            evidence="{}",
            proposed_on=today,
            proposed_by=actors.officer.user,
        )
        proposed.save()
        sent = {"stage": SlipStage.SENT, "sent_at": now, "answer_by": today, "year": today.year, "number": number}
        proposed.pk, proposed.uid, proposed.about = None, new_uid(), f"sent-{number}"
        for name, value in sent.items():
            setattr(proposed, name, value)
        proposed.save(force_insert=True)
