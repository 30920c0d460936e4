"""What is over its day is urged by slip or telephone, and not again before two working days (domain 4.3, 4.4)."""

from datetime import date

import pytest

import cast
from acts.issuing import issued
from acts.urging import bureau, code
from duban.core import clock
from duban.core.sealing import seal
from duban.journal.models import Entry
from duban.ledger.issuing.receipt import Received, receive_task
from duban.ledger.models import Part
from duban.orgs.acting.performing import By
from duban.reminders.duties.asked import Asked
from duban.reminders.duties.kinds import duties_of
from duban.supervision.models import UrgedDuty, UrgingCall, UrgingSlip
from duban.supervision.urging.calls import CallRecorded, contacts_of, record_call, sheet_of_the_day
from duban.supervision.urging.errors import CallerUnknown, CallOutside, NothingOwed, NotReachedPromise, UrgedLately
from duban.supervision.urging.owing import UnitOverdue, overdue_units
from duban.supervision.urging.slips import UnitUrged, UrgingReceived, receive_urging, urge_unit
from supervision.days import march, on

pytestmark = pytest.mark.django_db

TELEPHONE = "0475-8301234"
FRIDAY = date(2026, 3, 6)  # the receipts of what was issued on Monday were due on Thursday


@pytest.fixture
def actors() -> cast.Cast:
    with on(march(2)):
        actors = cast.assemble()
        issued(actors)
    return actors


def owed(actors: cast.Cast) -> UnitOverdue | None:
    """What 市水利局 owes over its day."""
    found = {each.unit.name: each for each in overdue_units(actors.city)}
    return found.get("市水利局")


def urge(actors: cast.Cast, *codes: str) -> UrgingSlip:
    given = UnitUrged(codes or (code(),))
    outcome = urge_unit(by=By(actors.officer), about=bureau(actors), given=given)
    assert outcome.result is not None
    return outcome.result


def call(actors: cast.Cast, **more: object) -> UrgingCall:
    given = {"duties": (code(),), "is_reached": True, "called_on": clock.today(), **more}
    outcome = record_call(by=By(actors.officer), about=bureau(actors), given=CallRecorded(**given))  # type: ignore[arg-type]
    assert outcome.result is not None
    return outcome.result


@pytest.mark.parametrize(
    ("day", "days_over"),
    [
        (march(5), None),  # the day itself
        (march(6), 1),  # the first working day after it
        (march(7), 1),  # a day of rest adds none
        (march(9), 2),  # Monday
    ],
)
def test_what_is_one_working_day_over_is_proposed(actors: cast.Cast, day: date, days_over: int | None) -> None:
    with on(day):
        found = owed(actors)
    assert (found.duties[0].days_over if found is not None else None) == days_over


def test_a_receipt_due_on_a_friday_is_urged_on_monday(actors: cast.Cast) -> None:
    Part.objects.update(receive_by=FRIDAY)
    with on(march(8)):
        assert owed(actors) is None
    with on(march(9)):
        assert owed(actors) is not None


def test_one_slip_holds_all_and_is_numbered_by_year(actors: cast.Cast) -> None:
    Part.objects.filter(unit=bureau(actors)).update(receive_by=march(3))
    with on(FRIDAY):
        slip = urge(actors)
    assert (slip.year, slip.number, slip.receive_by) == (2026, 1, march(11))
    kept = UrgedDuty.objects.get(slip=slip)
    assert (kept.kind, kept.due_on, kept.days_over, kept.times) == ("receipt", march(3), 3, 1)
    entry = Entry.objects.get(kind="supervision.unit_urged")
    assert slip.uid in entry.subjects


def test_the_same_is_not_urged_again_before_two_working_days(actors: cast.Cast) -> None:
    with on(FRIDAY):
        urge(actors)
    with on(march(9)), pytest.raises(UrgedLately) as refused:  # one working day
        urge(actors)
    assert refused.value.params["again"] == march(10)
    with on(march(9)):
        found = owed(actors)
        assert found is not None
        assert (found.open, found.again_on) == ((), march(10))
    with on(march(10)):
        assert urge(actors).number == 2
    assert UrgedDuty.objects.order_by("-pk")[0].times == 2


def test_a_call_counts_as_urging_where_somebody_was_reached(actors: cast.Cast) -> None:
    with on(FRIDAY):
        call(actors, is_reached=False)
        call(actors, promised_on=march(12), words="下周四前")
        with pytest.raises(UrgedLately):
            urge(actors)
        call(actors)  # what was made is recorded
    with on(march(9)):
        assert [row.of_unit.unit.name for row in sheet_of_the_day(actors.officer)] == ["市财政局"]
    with on(march(10)):
        found = owed(actors)
        assert found is not None
        assert found.duties[0].urged is not None
        assert found.duties[0].urged.times == 2


def test_a_call_that_reached_nobody_is_made_again_the_next_day(actors: cast.Cast) -> None:
    with on(FRIDAY):
        call(actors, is_reached=False)
        row = next(row for row in sheet_of_the_day(actors.officer) if row.of_unit.unit == bureau(actors))
        assert row.is_open
        assert [each.is_reached for each in row.called] == [False]


def test_what_was_done_meanwhile_is_not_urged(actors: cast.Cast) -> None:
    with on(FRIDAY):
        gone = code()
        receive_task(by=By(actors.liaison), about=Part.objects.get(unit=bureau(actors)), given=Received())
        with pytest.raises(NothingOwed):
            urge(actors, gone)
        assert owed(actors) is None
    with on(FRIDAY), pytest.raises(NothingOwed):
        urge(actors, "receipt:000000000000")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"called_on": march(7)}, CallOutside),  # tomorrow
        ({"called_on": date(2026, 2, 10)}, CallOutside),  # too long ago
        ({"promised_on": march(5)}, CallOutside),  # before the call
        ({"is_reached": False, "promised_on": march(9)}, NotReachedPromise),
        ({"caller": "000000000000"}, CallerUnknown),
        ({"person": "000000000000"}, CallerUnknown),
    ],
)
def test_a_call_is_told_as_it_was(actors: cast.Cast, given: dict[str, object], refused: type[Exception]) -> None:
    with on(FRIDAY), pytest.raises(refused):
        call(actors, **given)
    assert UrgingCall.objects.count() == 0


def test_a_call_from_the_sheet_is_entered_later_under_its_caller(actors: cast.Cast) -> None:
    with on(march(9)):
        made = call(actors, called_on=FRIDAY, caller=actors.office_head.person.uid, person=actors.head.person.uid)
        found = owed(actors)
    assert (made.caller.name, made.called_on) == ("钟离秋", FRIDAY)
    assert made.person is not None
    assert found is not None
    assert found.duties[0].urged is not None
    assert found.duties[0].urged.again_on == march(10)  # counted from the call


def test_whom_to_call_with_the_number_for_those_who_may_see_it(actors: cast.Cast) -> None:
    person = actors.deputy.person
    person.telephone = seal(TELEPHONE)
    person.save()
    with on(FRIDAY):
        unit = bureau(actors)
        seen = contacts_of(actors.officer, [unit])[unit.pk]
        unseen = contacts_of(actors.auditor, [unit])[unit.pk]
    assert (seen.name, seen.telephone) == ("韩知远", TELEPHONE)  # who can be called comes first
    assert (unseen.name, unseen.telephone) == ("丁一舟", "")


def test_a_unit_without_people_stands_on_the_sheet(actors: cast.Cast) -> None:
    with on(FRIDAY):
        rows = {row.of_unit.unit.name: row for row in sheet_of_the_day(actors.officer)}
    assert rows["市财政局"].contact is None
    assert rows["市财政局"].is_open


def test_a_receipt_is_soft_and_not_asked_for_after_its_days(actors: cast.Cast) -> None:
    def asked() -> list[str]:
        unit = bureau(actors)
        return [duty.code for duty in duties_of(Asked(actors.city, units=[unit.pk])) if duty.code == "urging"]

    with on(FRIDAY):
        slip = urge(actors)
        assert asked() == ["urging"]
    with on(march(12)):
        assert asked() == []
        receive_urging(by=By(actors.liaison), about=slip, given=UrgingReceived())  # may still be given
    assert UrgingSlip.objects.get().received_by == "丁一舟"


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    actors: cast.Cast, django_assert_max_num_queries: object
) -> None:
    with on(FRIDAY):
        urge(actors)
        with django_assert_max_num_queries(9):  # type: ignore[operator]
            assert len(overdue_units(actors.city)) == 2
