"""What stops, ends and comes back: suspensions, completion with its check, reopening; and special reports."""

from datetime import timedelta

from duban.demo.year import plot, words
from duban.demo.year.company import CHIEF, OFFICER, SECOND_OFFICER
from duban.demo.year.course import Day, leads_of
from duban.ledger.issuing.suspension import Resumed, Suspended, resume_task, suspend_task
from duban.ledger.models import Claim, Reopening, Task, WorkPlan
from duban.ledger.planning.milestones import MilestoneDone, report_milestone
from duban.ledger.stages import ClaimStage
from duban.orgs.acting.performing import By
from duban.orgs.models import Post
from duban.progress.closing.claiming import ClaimWithdrawn, DoneClaimed, claim_done, open_milestones, withdraw_claim
from duban.progress.closing.verifying import (
    ClaimsReturned,
    ClaimVerified,
    DoneConfirmed,
    ReopeningAnswered,
    ReopeningProposed,
    TaskClosed,
    VerifyingBegun,
    answer_reopening,
    begin_verifying,
    close_task,
    confirm_done,
    propose_reopening,
    return_claims,
    verify_claim,
)
from duban.progress.evidencing.files import add_evidence, keep
from duban.progress.models import SpecialReport
from duban.progress.upward.special import (
    SpecialDrafted,
    SpecialRead,
    SpecialSent,
    draft_special,
    read_special,
    send_special,
)


def rest(day: Day) -> None:
    """Let tasks rest for an outside cause, and go on; the approver decides on paper."""
    for each in plot.RESTS:
        if each.on == day.on:
            given = Suspended(each.reason, each.review_on)
            task = day.task(each.number)
            day.decide(None, suspend_task, task, given)
        if each.ended_on == day.on:
            task = day.task(each.number)
            why = Resumed(each.because)
            day.decide(None, resume_task, task, why)


def finish(day: Day) -> None:
    """Let leads report completion, and the office check it."""
    for each in plot.FINISHES:
        for on, act in each.course:
            if on == day.on:
                _check(day, each.number, act)
        if each.on == day.on:
            for part in leads_of(day.task(each.number)):
                _claim(day, WorkPlan.objects.select_related("part__unit", "task").get(part=part))
    number, unit, claimed_on, withdrawn_on = plot.WITHDRAWN_CLAIM
    if day.on == claimed_on:
        _claim(day, WorkPlan.objects.select_related("part__unit", "task").get(part=day.part(number, unit)))
    if day.on == withdrawn_on:
        claim = Claim.objects.filter(part=day.part(number, unit), stage=ClaimStage.MADE).first()
        by = day.company.by(day.company.units[unit].pk, Post.Kind.HEAD)
        if claim is not None and by is not None:
            given = ClaimWithdrawn("与配合单位核对后发现尚有一家平台未完成注销。")
            day.do(withdraw_claim, by, claim, given)


def tell_leaders(day: Day) -> None:
    """Let leads send special reports up, and the leaders read them."""
    for each in plot.SPECIALS:
        if each.on == day.on:
            lead = day.lead(each.number)
            by, head = day.company.by(lead.unit_id, Post.Kind.LIAISON), day.company.by(lead.unit_id, Post.Kind.HEAD)
            if by is None or head is None:
                continue
            given = SpecialDrafted(each.title, each.text)
            done = day.do(draft_special, by, lead, given)
            if done is not None and done.result is not None:
                report = done.result
                day.do(send_special, head, report, SpecialSent())
    for sent in (
        SpecialReport.objects.filter(
            jurisdiction=day.jurisdiction, stage="sent", sent_at__date__lt=day.on - timedelta(days=1)
        )
        .select_related("task")
        .order_by("pk")
    ):
        day.decide(sent.task.leader_id, read_special, sent, SpecialRead())


def _claim(day: Day, plan: WorkPlan) -> None:
    unit = plan.part.unit
    liaison, head = day.company.by(unit.pk, Post.Kind.LIAISON), day.company.by(unit.pk, Post.Kind.HEAD)
    if liaison is None or head is None:
        return
    for milestone in open_milestones(plan):
        done = MilestoneDone(day.on)
        day.do(report_milestone, liaison, milestone, done)
    given = DoneClaimed(words.STATEMENT, without_evidence=words.NO_EVIDENCE)
    if day.chance_of("evidence", plan.uid).random() < 0.7:
        paper = f"{plan.task.title}\n验收意见：达到工作方案的要求。\n{day.on.isoformat()}\n"
        kept = keep(day.jurisdiction, name="验收意见.txt", data=paper.encode())
        added = day.do(add_evidence, liaison, unit, kept)
        if added is not None and added.result is not None:
            given = DoneClaimed(words.STATEMENT, evidence=(added.result.uid,))
    day.do(claim_done, head, plan.part, given)


def _check(day: Day, number: str, act: str) -> None:
    task: Task = day.task(number)
    office, second, chief = (By(day.company.office(name)) for name in (OFFICER, SECOND_OFFICER, CHIEF))
    if act == "verify":
        day.do(begin_verifying, office, task, VerifyingBegun())
    elif act == "find":
        for claim in (
            Claim.objects.filter(task=task, stage=ClaimStage.VERIFYING).select_related("part__unit").order_by("pk")
        ):
            found = ClaimVerified(day.rng.choice(words.VERIFIED))
            day.do(verify_claim, second, claim, found)
    elif act == "return":
        day.do(return_claims, office, task, ClaimsReturned(plot.GAP))
    elif act == "confirm":
        day.decide(task.leader_id, confirm_done, task, DoneConfirmed())
    elif act == "close":
        day.do(close_task, chief, task, TaskClosed())
    elif act == "propose":
        proof = ReopeningProposed(plot.PROOF)
        day.do(propose_reopening, chief, task, proof)
    elif act == "reopen":
        reopening = Reopening.objects.filter(task=task, stage=Reopening.Stage.PROPOSED).first()
        if reopening is not None:
            answer = ReopeningAnswered(is_granted=True, answer="重新打开，修好后再报。")
            day.decide(task.leader_id, answer_reopening, reopening, answer)
