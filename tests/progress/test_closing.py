"""From the report that a part is done to the closed task, and back (domain 3.1, 4.4)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import cast
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.issuing.issue import TaskMarked, mark_task
from duban.ledger.models import ChangeRequest, Claim, Milestone, Part, Task, WorkPlan
from duban.ledger.planning.changing import ChangeAnswered, ChangeAsked, answer_change, ask_change
from duban.ledger.planning.content import ItemWords, MilestoneWords
from duban.ledger.planning.keeping import content_of, units_of, write
from duban.ledger.planning.milestones import MilestoneDone, MilestoneOpen, reopen_milestone, report_milestone
from duban.ledger.planning.review import put_in_force
from duban.ledger.stages import PlanStage, TaskStage
from duban.orgs.acting.behalf import Behalf
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, Stale
from duban.orgs.models import RecordedAct
from duban.orgs.models import Unit as OrgUnit
from duban.progress.closing.claiming import ClaimWithdrawn, DoneClaimed, claim_done, withdraw_claim
from duban.progress.closing.errors import (
    EvidenceOrReason,
    NotConfirmed,
    NotVerified,
    OwnReport,
    SecondPersonNeeded,
    StillOpen,
)
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
from duban.progress.models import Evidence, EvidenceUse
from duban.supervision.models import KeptLight
from progress import year

DONE = date(2026, 6, 29)
LATER = date(2026, 7, 2)
CLAIM = DoneClaimed("全部完成", without_evidence="实物工程，现场可查")


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def part(unit: str = "市水利局") -> Part:
    return Part.objects.get(unit__name=unit)


def task() -> Task:
    return Task.objects.get()


def done(actors: cast.Cast, day: date = DONE) -> None:
    """Everything of the only lead is done."""
    year.running(actors)
    finish(actors, day)


def finish(actors: cast.Cast, day: date = DONE) -> None:
    with year.at(day):
        for each in Milestone.objects.filter(item__plan__part=part(), done_on__isnull=True):
            report_milestone(by=By(actors.liaison), about=each, given=MilestoneDone(day))


def claim(actors: cast.Cast, day: date = DONE, given: DoneClaimed = CLAIM) -> None:
    with year.at(day):
        claim_done(by=By(actors.head), about=part(), given=given)


def verifying(actors: cast.Cast) -> None:
    done(actors)
    claim(actors)
    with year.at(LATER):
        begin_verifying(by=By(actors.officer), about=task(), given=VerifyingBegun())


def verify(actors: cast.Cast, who: str = "officer") -> None:
    with year.at(LATER):
        for each in Claim.objects.filter(stage="verifying"):
            verify_claim(by=By(getattr(actors, who)), about=each, given=ClaimVerified("现场查看，属实"))


def close(actors: cast.Cast, who: str = "office_head", day: date = LATER) -> None:
    with year.at(day):
        close_task(by=By(getattr(actors, who)), about=task(), given=TaskClosed())


def test_what_is_not_done_is_not_claimed(actors: cast.Cast) -> None:
    year.running(actors)
    with pytest.raises(StillOpen):
        claim(actors)
    finish(actors)
    claim(actors)
    assert task().stage == TaskStage.DONE_CLAIMED
    assert Claim.objects.get().verify_by == date(2026, 7, 13)  # ten working days
    with pytest.raises(Stale):
        claim(actors)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (DoneClaimed("全部完成"), EvidenceOrReason),
        (DoneClaimed("全部完成", without_evidence=" "), EvidenceOrReason),
        (DoneClaimed("全部完成", evidence=("nothing",)), EvidenceOrReason),
        (DoneClaimed(" ", without_evidence="现场可查"), WordsNeeded),
        (DoneClaimed("全部完成", without_evidence="长" * 256), WordsTooLong),
    ],
)
def test_a_claim_has_evidence_or_says_why_not(actors: cast.Cast, given: DoneClaimed, error: type[Exception]) -> None:
    done(actors)
    with pytest.raises(error):
        claim(actors, given=given)
    assert task().stage == TaskStage.RUNNING


def test_evidence_is_a_file_of_the_own_unit(actors: cast.Cast) -> None:
    done(actors)
    files = {
        name: Evidence.objects.create(
            jurisdiction=actors.city,
            unit=getattr(actors, name).posts[0].unit,
            name=f"{name}.pdf",
            media_type="application/pdf",
            sha256="0" * 64,
            size=1,
            added_by=actors.liaison.user,
            added_at="2026-06-29T04:00:00Z",
        )
        for name in ("head", "outsider")
    }
    with pytest.raises(EvidenceOrReason):
        claim(actors, given=DoneClaimed("完成", evidence=(files["outsider"].uid,)))
    claim(actors, given=DoneClaimed("完成", evidence=(files["head"].uid,)))
    use = EvidenceUse.objects.get()
    assert (use.evidence, use.kind, use.about) == (files["head"], "claim", Claim.objects.get().uid)


FOUR = """
# 一 水利工作 @沈砚 =1
1 {10月底前 2026-10-31/month}建成水库。 > 市水利局、市民政局、市财政局、市住建局
"""


def four_leads(actors: cast.Cast) -> list[Part]:
    """A running task of four leads, every milestone done; each unit has 江望舒's colleague as its head."""
    found = year.issued(actors, FOUR)
    year.planned(actors, found)
    for plan in WorkPlan.objects.exclude(part=part()).select_related("task", "part__unit"):
        item = ItemWords(
            "建设", plan.part.unit.uid, year.ALL, person="某", milestones=(MilestoneWords("完", year.ALL),)
        )
        write(plan, [item], units_of(plan))
        WorkPlan.objects.filter(pk=plan.pk).update(stage=PlanStage.FILED, filed_at="2026-03-02T04:00:00Z")
        plan.refresh_from_db()
        with year.at(year.ISSUED):
            put_in_force(plan, by="沈砚", is_provisional=False)
    Milestone.objects.update(done_on=DONE, done_at="2026-06-29T04:00:00Z")
    return list(Part.objects.order_by("pk"))


def head_of(actors: cast.Cast, unit: OrgUnit) -> cast.Viewer:
    from duban.orgs.models import Post

    known = {"市水利局": actors.head}.get(unit.name)
    return known or cast._viewer(actors.city, f"head{unit.pk}", f"局长{unit.pk}", Post.Kind.HEAD, unit)


def test_a_task_of_four_leads_is_done_when_the_fourth_says_so(actors: cast.Cast) -> None:
    parts = four_leads(actors)
    heads = [head_of(actors, each.unit) for each in parts]
    with year.at(DONE):
        for each, head in zip(parts[:3], heads, strict=False):
            claim_done(by=By(head), about=each, given=CLAIM)
        first = Claim.objects.get(part=parts[0])
        withdraw_claim(by=By(heads[0]), about=first, given=ClaimWithdrawn("尚有尾工"))
        claim_done(by=By(heads[3]), about=parts[3], given=CLAIM)
        assert task().stage == TaskStage.RUNNING  # the first took it back
        claim_done(by=By(heads[0]), about=parts[0], given=CLAIM)
        assert task().stage == TaskStage.DONE_CLAIMED
        standing = Claim.objects.get(part=parts[1])
        with pytest.raises(Stale):
            withdraw_claim(by=By(heads[1]), about=standing, given=ClaimWithdrawn("太迟"))


def test_a_part_that_ended_does_not_make_up_for_one_that_is_not_done(actors: cast.Cast) -> None:
    parts = four_leads(actors)
    heads = [head_of(actors, each.unit) for each in parts]
    with year.at(DONE):
        claim_done(by=By(heads[3]), about=parts[3], given=CLAIM)
        Part.objects.filter(pk=parts[3].pk).update(ended_on=DONE)
        for each, head in zip(parts[:2], heads, strict=False):
            claim_done(by=By(head), about=each, given=CLAIM)
        assert task().stage == TaskStage.RUNNING
        claim_done(by=By(heads[2]), about=parts[2], given=CLAIM)
        assert task().stage == TaskStage.DONE_CLAIMED


def test_what_was_claimed_is_withdrawn_before_a_milestone_is_taken_back(actors: cast.Cast) -> None:
    parts = four_leads(actors)
    with year.at(DONE):
        claim_done(by=By(actors.head), about=parts[0], given=CLAIM)
        milestone = Milestone.objects.filter(item__plan__part=parts[0])[0]
        with pytest.raises(Stale):
            reopen_milestone(by=By(actors.liaison), about=milestone, given=MilestoneOpen("有误"))
        withdraw_claim(by=By(actors.head), about=Claim.objects.get(), given=ClaimWithdrawn("有误"))
        reopen_milestone(by=By(actors.liaison), about=milestone, given=MilestoneOpen("有误"))
        with pytest.raises(StillOpen):
            claim_done(by=By(actors.head), about=parts[0], given=CLAIM)


def test_what_was_claimed_is_changed_no_more(actors: cast.Cast) -> None:
    done(actors)
    plan = WorkPlan.objects.get(part=part())
    (item,) = content_of(plan)
    wider = ItemWords(**{**vars(item), "milestones": (*item.milestones, MilestoneWords("绿化", year.ALL))})
    with year.at(DONE):
        ask_change(by=By(actors.head), about=plan, given=ChangeAsked((wider,), "增加绿化"))
    claim(actors)
    change = ChangeRequest.objects.get()
    with year.at(LATER):
        with pytest.raises(Stale):
            answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=True))
        answer_change(by=By(actors.leader), about=change, given=ChangeAnswered(is_granted=False, answer="已完成"))
        with pytest.raises(Stale):
            ask_change(by=By(actors.head), about=plan, given=ChangeAsked((wider,), "增加绿化"))
    assert not Milestone.objects.filter(title="绿化").exists()


def test_the_checker_is_not_the_reporter(actors: cast.Cast) -> None:
    done(actors)
    with year.at(DONE):
        behalf = Behalf(
            post=year.seat(actors, "head"),
            means=RecordedAct.Means.TELEPHONE,
            given_by="江望舒",
            given_at=year.clock.now(),
        )
        claim_done(by=By(actors.officer, behalf=behalf), about=part(), given=CLAIM)
    with year.at(LATER):
        begin_verifying(by=By(actors.officer), about=task(), given=VerifyingBegun())
        with pytest.raises(OwnReport):
            verify(actors)
        assert Claim.objects.get().verifier is None
        with pytest.raises(IntegrityError), transaction.atomic():  # the table says so too
            Claim.objects.update(verifier=actors.officer.user)
    verify(actors, "office_head")


def test_nothing_is_closed_unverified(actors: cast.Cast) -> None:
    verifying(actors)
    with pytest.raises(NotVerified):
        close(actors)
    with pytest.raises(NotAllowed):
        close(actors, "officer")
    verify(actors)
    close(actors)
    assert (task().stage, task().closed_on, Claim.objects.get().stage) == (TaskStage.CLOSED, LATER, "verified")
    assert set(KeptLight.objects.values_list("light", flat=True)) == {"blue"}


def test_who_verified_does_not_close(actors: cast.Cast) -> None:
    verifying(actors)
    verify(actors, "office_head")
    with pytest.raises(SecondPersonNeeded):
        close(actors)
    close(actors, "approver")
    assert task().stage == TaskStage.CLOSED


def test_a_firm_commitment_is_closed_with_the_leaders_word(actors: cast.Cast) -> None:
    verifying(actors)
    with year.at(LATER):
        mark_task(by=By(actors.officer), about=task(), given=TaskMarked(is_firm=True))
    verify(actors)
    with pytest.raises(NotConfirmed):
        close(actors)
    with year.at(LATER):
        with pytest.raises(NotAllowed):
            confirm_done(by=By(actors.officer), about=task(), given=DoneConfirmed())
        confirm_done(by=By(actors.leader), about=task(), given=DoneConfirmed())
        with pytest.raises(Stale):
            confirm_done(by=By(actors.leader), about=task(), given=DoneConfirmed())
    close(actors)


@pytest.mark.parametrize(
    ("returned", "day", "light"),
    [
        (date(2026, 10, 30), date(2026, 10, 30), "green"),  # the final day itself
        (date(2026, 10, 30), date(2026, 10, 31), "red"),  # returned before it: as if it had never been claimed
        (date(2026, 11, 5), date(2026, 11, 4), "green"),  # claimed in time and being verified
        (date(2026, 11, 5), date(2026, 11, 5), "red"),  # from the day of return
    ],
)
def test_a_return_counts_as_never_claimed(actors: cast.Cast, returned: date, day: date, light: str) -> None:
    verifying(actors)
    with year.at(returned):
        year.on(actors, day)
        if day >= returned:
            with pytest.raises(WordsNeeded):
                return_claims(by=By(actors.officer), about=task(), given=ClaimsReturned(" "))
            return_claims(by=By(actors.officer), about=task(), given=ClaimsReturned("缺验收单"))
            assert task().stage == TaskStage.RUNNING
    year.on(actors, day)
    missing = KeptLight.objects.get(part=part())
    assert ("final_date_passed" in missing.reasons) is (light == "red")


def test_a_returned_claim_can_be_made_again_and_needs_the_leader_again(actors: cast.Cast) -> None:
    verifying(actors)
    with year.at(LATER):
        confirm_done(by=By(actors.leader), about=task(), given=DoneConfirmed())
        return_claims(by=By(actors.officer), about=task(), given=ClaimsReturned("缺验收单"))
    assert (task().done_confirmed_at, Claim.objects.get().stage) == (None, "returned")
    claim(actors, LATER)
    assert task().stage == TaskStage.DONE_CLAIMED


def test_a_closed_task_is_reopened_on_proof_by_the_leader(actors: cast.Cast) -> None:
    verifying(actors)
    verify(actors)
    with year.at(LATER), pytest.raises(Stale):
        propose_reopening(by=By(actors.office_head), about=task(), given=ReopeningProposed("未完工"))
    close(actors)
    with year.at(LATER):
        with pytest.raises(NotAllowed):
            propose_reopening(by=By(actors.officer), about=task(), given=ReopeningProposed("未完工"))
        with pytest.raises(WordsNeeded):
            propose_reopening(by=By(actors.office_head), about=task(), given=ReopeningProposed(" "))
        propose_reopening(by=By(actors.office_head), about=task(), given=ReopeningProposed("未完工"))
        with pytest.raises(Stale):
            propose_reopening(by=By(actors.office_head), about=task(), given=ReopeningProposed("未完工"))
        proposal = task().reopenings.get()
        with pytest.raises(WordsNeeded):
            answer_reopening(by=By(actors.leader), about=proposal, given=ReopeningAnswered(is_granted=False))
        answer_reopening(by=By(actors.leader), about=proposal, given=ReopeningAnswered(is_granted=False, answer="不"))
        assert task().stage == TaskStage.CLOSED
        propose_reopening(by=By(actors.office_head), about=task(), given=ReopeningProposed("新照片"))
        proposal = task().reopenings.get(stage="proposed")
        answer_reopening(by=By(actors.leader), about=proposal, given=ReopeningAnswered(is_granted=True))
    assert (task().stage, task().closed_on, Claim.objects.get().stage) == (TaskStage.RUNNING, None, "returned")
    assert year.light() == "green"
    claim(actors, LATER)
    assert task().stage == TaskStage.DONE_CLAIMED
