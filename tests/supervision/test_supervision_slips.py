"""Supervision slips: proposed by days and lights, sent by another person, answered by the unit head (domain 4.3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

import cast
from acts.issuing import issued
from acts.urging import bureau, code
from duban.coordination.models import Problem
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.models import Part, Task
from duban.orgs.acting.behalf import Behalf
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible, Stale
from duban.orgs.models import RecordedAct, Unit
from duban.orgs.policies import visible_one
from duban.orgs.ticking import tick
from duban.progress.models import ReportingPeriod
from duban.reminders.duties.asked import Asked
from duban.reminders.duties.kinds import duties_of
from duban.supervision.models import KeptLight, SupervisionSlip
from duban.supervision.stages import SLIP, SlipStage
from duban.supervision.urging.answering import ReasonsStated, state_reasons
from duban.supervision.urging.calls import CallRecorded, record_call
from duban.supervision.urging.errors import DoneMeanwhile, NotProposable, SenderNeeded, SlipServedOutside
from duban.supervision.urging.evidence import of_json
from duban.supervision.urging.proposing import (
    SlipProposed,
    SlipSent,
    SlipWithdrawn,
    candidates,
    propose_slip,
    send_slip,
    withdraw_slip,
)
from duban.supervision.urging.slips import UnitUrged, urge_unit
from supervision.days import march, on

pytestmark = pytest.mark.django_db

THURSDAY = march(12)  # five working days after the receipts were due


@pytest.fixture
def actors() -> cast.Cast:
    with on(march(2)):
        actors = cast.assemble()
        issued(actors)
    return actors


def propose(actors: cast.Cast, by: str = "officer") -> SupervisionSlip:
    given = SlipProposed(code(), "请签收，并报推进安排。")
    outcome = propose_slip(by=By(getattr(actors, by)), about=bureau(actors), given=given)
    assert outcome.result is not None
    return outcome.result


def send(actors: cast.Cast, slip: SupervisionSlip, by: str = "office_head") -> SupervisionSlip:
    outcome = send_slip(by=By(getattr(actors, by)), about=slip, given=SlipSent(clock.today()))
    assert outcome.result is not None
    return outcome.result


def answer(actors: cast.Cast, slip: SupervisionSlip, behalf: Behalf | None = None) -> SupervisionSlip:
    by = By(actors.officer if behalf is not None else actors.head, behalf=behalf)
    state_reasons(by=by, about=slip, given=ReasonsStated("人员调整，今日签收。"))
    return SupervisionSlip.objects.get()


def test_every_stage_is_reached_and_has_a_way_out() -> None:
    assert SLIP.defects(SlipStage) == []


@pytest.mark.parametrize(("day", "units"), [(march(11), []), (THURSDAY, ["市水利局", "市财政局"])])
def test_five_working_days_over_and_not_before(actors: cast.Cast, day: date, units: list[str]) -> None:
    with on(day):
        assert [each.unit.name for each in candidates(actors.city)] == units


def test_one_matter_has_one_slip_and_may_be_proposed_anew_once_it_was_withdrawn(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = propose(actors)
        with pytest.raises(NotProposable):
            propose(actors)
        withdraw_slip(by=By(actors.office_head), about=slip, given=SlipWithdrawn("已当面催过"))
        again = propose(actors)
    assert [again.pk != slip.pk, again.number] == [True, None]
    assert Entry.objects.filter(kind="supervision.slip_proposed").count() == 2


def test_what_is_done_is_not_proposed(actors: cast.Cast) -> None:
    with on(THURSDAY):
        Part.objects.filter(unit=bureau(actors)).update(received_at=clock.now())
        with pytest.raises(NotProposable):
            propose(actors)


def test_what_was_done_after_the_proposal_is_not_sent(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = propose(actors)
        Part.objects.filter(unit=bureau(actors)).update(received_at=clock.now())
        with pytest.raises(DoneMeanwhile):
            send(actors, slip)


def test_another_person_sends_than_who_proposed(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = propose(actors, "office_head")
        with pytest.raises(NotAllowed):
            send(actors, slip, "officer")
        with pytest.raises(SenderNeeded):
            send(actors, slip)
        sent = send(actors, slip, "approver")  # what the head proposed the approver sends
    assert (sent.stage, sent.year, sent.number) == (SlipStage.SENT, 2026, 1)
    assert sent.answer_by == march(17)  # three working days


def test_a_slip_is_served_after_its_proposal_and_today_at_the_latest(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = propose(actors)
        for day in (march(11), march(13)):
            with pytest.raises(SlipServedOutside):
                send_slip(by=By(actors.office_head), about=slip, given=SlipSent(day))


def test_a_unit_does_not_see_what_is_only_proposed(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = propose(actors)
        with pytest.raises(NotVisible):
            visible_one(actors.head, SupervisionSlip, slip.uid)
        send(actors, slip)
        assert visible_one(actors.head, SupervisionSlip, slip.uid) == slip
        with pytest.raises(NotVisible):
            visible_one(actors.outsider, SupervisionSlip, slip.uid)


def test_the_evidence_says_what_was_done_before_and_in_the_units_own_words(actors: cast.Cast) -> None:
    unit = bureau(actors)
    with on(march(6)):
        urge_unit(by=By(actors.officer), about=unit, given=UnitUrged((code(),)))
    with on(march(10)):
        given = CallRecorded((code(),), is_reached=True, called_on=march(10), words="正在签", promised_on=march(11))
        record_call(by=By(actors.officer), about=unit, given=given)
        Problem.objects.create(
            jurisdiction=actors.city,
            year=2026,
            number=1,
            origin=Problem.Origin.PART,
            task=Task.objects.get(),
            unit=unit,
            raiser=actors.liaison.person,
            title="用地未批",
            text="手续未办结。",
            raised_at=clock.now(),
            triage_by=march(13),
        )
    with on(THURSDAY):
        slip = propose(actors)
    evidence = of_json(slip.evidence)
    assert (evidence.since, evidence.days_over, evidence.slips, evidence.calls) == (march(5), 5, 1, 1)
    assert (evidence.steps[1].words, evidence.steps[1].promised_on) == ("正在签", march(11))
    assert [(each.source, each.words) for each in evidence.said] == [("problem", "手续未办结。")]
    Problem.objects.update(text="改了")
    with on(march(13)):
        sent = send(actors, slip)  # frozen as of the sending
    assert of_json(sent.evidence).said[0].words == "改了"
    assert of_json(sent.evidence).days_over == 6


@pytest.mark.parametrize(("day", "is_late"), [(march(17), False), (march(18), True)])
def test_reasons_are_stated_by_the_head_in_three_working_days(actors: cast.Cast, day: date, is_late: bool) -> None:
    with on(THURSDAY):
        slip = send(actors, propose(actors))
        with pytest.raises(NotAllowed):
            state_reasons(by=By(actors.officer), about=slip, given=ReasonsStated("-"))
    with on(day):
        tick(actors.city)
        slip.refresh_from_db()
        assert slip.stage == (SlipStage.LAPSED if is_late else SlipStage.SENT)
        answered = answer(actors, slip)
    assert (answered.stage, answered.is_late, answered.answered_by) == (SlipStage.ANSWERED, is_late, "江望舒")
    with on(day), pytest.raises(Stale):
        answer(actors, answered)


def test_what_was_given_in_time_counts_so_though_it_is_recorded_after_the_days(actors: cast.Cast) -> None:
    with on(THURSDAY):
        slip = send(actors, propose(actors))
    with on(march(18)):
        tick(actors.city)
        behalf = Behalf(
            post=actors.head.posts[0],
            means=RecordedAct.Means.TELEPHONE,
            given_by="江望舒",
            given_at=datetime(2026, 3, 17, 3, tzinfo=UTC),
        )
        slip.refresh_from_db()
        answered = answer(actors, slip, behalf)
    assert (answered.stage, answered.is_late) == (SlipStage.ANSWERED, False)
    assert answered.recorded is not None


def test_a_partner_gets_a_letter(actors: cast.Cast) -> None:
    Unit.objects.filter(pk=bureau(actors).pk).update(standing=Unit.Standing.PARTNER)
    with on(THURSDAY):
        slip = send(actors, propose(actors))
    assert (slip.is_letter, slip.number) == (True, 1)  # letters are counted by themselves
    with on(march(18)):
        tick(actors.city)
    slip.refresh_from_db()
    assert (slip.stage, slip.stage_words) == (SlipStage.LAPSED, "未函复")  # without blame


def test_yellow_at_two_cut_offs_running_is_proposed(actors: cast.Cast) -> None:
    part = Part.objects.get(unit=bureau(actors))
    Part.objects.update(received_at=clock.now())
    for month, day in (("2026-01", date(2026, 1, 25)), ("2026-02", date(2026, 2, 25))):
        ReportingPeriod.objects.create(
            jurisdiction=actors.city,
            month=month,
            begins_on=day - timedelta(days=30),
            cut_off_on=day,
            due_on=day,
            asked_by=day,
            locks_on=day + timedelta(days=3),
            opened_at=clock.now(),
        )
    lights = KeptLight.objects.filter(part=part)
    lights.update(light="yellow", since=date(2026, 1, 26))
    with on(march(3)):
        assert candidates(actors.city) == []  # green at the first of the two
    lights.update(since=date(2026, 1, 25))
    with on(march(3)):
        found = candidates(actors.city)
    assert [(each.ground, each.about, each.days_over) for each in found] == [("yellow", part.uid, None)]


def test_desks_show_who_sends_and_who_answers(actors: cast.Cast) -> None:
    def codes(asked: Asked) -> list[str]:
        return [duty.code for duty in duties_of(asked) if duty.code.startswith("slip")]

    with on(THURSDAY):
        unit, slip = bureau(actors), propose(actors)
        assert codes(Asked(actors.city, units=[], with_offices=True)) == ["slip_proposed"]
        send(actors, slip)
        assert codes(Asked(actors.city, units=[unit.pk], with_offices=True)) == ["slip"]
