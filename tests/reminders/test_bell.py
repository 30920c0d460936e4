"""The bell rings 10, 5 and 3 working days before a day, for whom it concerns, and is never a light."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cast
from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.ledger.models import Charge, OpenEnd, Part, Task
from duban.orgs.calendar import calendar_of
from duban.orgs.models import CalendarDay, Holding, Post
from duban.orgs.viewers import Viewer, viewer_of
from duban.reminders.duties import bell
from duban.reminders.duties.bell import MARKS, Ring, crossed, heard_by, rings
from duban.reminders.duties.desks import asked_by, owed_by
from duban.reminders.duties.kinds import due_within, kinds, last_within
from duban.reminders.duties.models import Duty
from duban.supervision.models import KeptLight
from progress import year
from progress.year import at

MONDAY = date(2026, 4, 20)
# Labour Day as it may be arranged: Friday to Tuesday off, the Saturday after worked.
MAY = {date(2026, 5, day): False for day in (1, 4, 5)} | {date(2026, 5, 9): True}


def duty(day: date | None, **more: object) -> Duty:
    return replace(Duty("k", "w", "/", "a", day, code="milestone", uid="m"), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "left", "mark"),
    [
        (date(2026, 4, 22), 10, 10),  # Wednesday: 23 24 27 28 29 30, then 6 7 8 9
        (date(2026, 4, 23), 9, 10),
        (date(2026, 4, 29), 5, 5),
        (date(2026, 4, 30), 4, 5),
        (date(2026, 5, 1), 4, 5),  # a day of rest: nothing has passed
        (date(2026, 5, 5), 4, 5),
        (date(2026, 5, 6), 3, 3),
        (date(2026, 5, 9), 0, 3),  # the day itself, a Saturday that is worked
    ],
)
def test_days_of_rest_do_not_count(today: date, left: int, mark: int) -> None:
    [ring] = rings([duty(date(2026, 5, 9))], WorkingCalendar(MAY), today)
    assert (ring.left, ring.mark) == (left, mark)


def test_nothing_rings_too_early_too_late_or_without_a_day() -> None:
    calendar = WorkingCalendar({})
    silent = [duty(MONDAY + timedelta(days=15)), duty(MONDAY - timedelta(days=1)), duty(None)]
    assert rings([*silent, duty(MONDAY, code="")], calendar, MONDAY) == []
    assert len(rings([duty(MONDAY + timedelta(days=14))], calendar, MONDAY)) == 1


@given(
    due=st.integers(0, 30),
    rest=st.sets(st.integers(0, 30)),
    worked=st.sets(st.integers(0, 30)),
    silent=st.sets(st.integers(0, 30)),
)
def test_each_mark_is_told_once_however_days_fall(due: int, rest: set[int], worked: set[int], silent: set[int]) -> None:
    """Told on every working day but those on which no clock ticked: no mark twice, and none is left out for good."""
    day_of = [MONDAY + timedelta(days=step) for step in range(31)]
    calendar = WorkingCalendar({day_of[step]: False for step in rest} | {day_of[step]: True for step in worked - rest})
    day, since, told = day_of[due], MONDAY - timedelta(days=1), []
    for today in day_of[: due + 1]:
        if not calendar.is_working(today) or (today - MONDAY).days in silent:
            continue
        found = [ring for ring in rings([duty(day)], calendar, today) if crossed(ring, calendar, since)]
        told += [ring.mark for ring in found]
        since = today
    assert len(told) == len(set(told))
    assert told == sorted(told, reverse=True)
    ticked = [each for each in day_of[: due + 1] if calendar.is_working(each) and (each - MONDAY).days not in silent]
    if ticked:
        last = calendar.between(ticked[-1], day)
        first = calendar.between(MONDAY - timedelta(days=1), day)
        passed = [mark for mark in MARKS if last <= mark < first]
        assert bool(told) == bool(passed)
        assert not passed or min(told) == min(passed)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    actors = cast.assemble()
    year.running(actors, MONDAY + timedelta(days=3), MONDAY + timedelta(days=11))
    return actors


def heard(viewer: Viewer) -> list[tuple[str, int]]:
    calendar = calendar_of(viewer.jurisdiction)
    return [(ring.duty.code, ring.left) for ring in heard_by(viewer, owed_by(viewer, calendar).duties, calendar)]


def milestones(viewer: Viewer) -> list[int]:
    return [left for code, left in heard(viewer) if code == "milestone"]


def test_the_liaison_officer_hears_all_the_deputy_the_last_days(actors: cast.Cast) -> None:
    with at(MONDAY):
        assert milestones(actors.liaison) == [3, 9]
        assert milestones(actors.deputy) == [3]
        assert milestones(actors.head) == []
        assert milestones(actors.outsider) == []  # of another unit
        assert heard(actors.officer) == []


def test_without_a_liaison_officer_the_head_hears(actors: cast.Cast) -> None:
    Holding.objects.filter(person=actors.liaison.person).update(until=MONDAY - timedelta(days=1))
    with at(MONDAY):
        assert milestones(actors.head) == [3, 9]
        assert milestones(actors.deputy) == [3]
        assert milestones(viewer_of(actors.liaison.user)) == []


def test_only_the_deputy_in_charge_hears(actors: cast.Cast) -> None:
    task, unit = Task.objects.get(), actors.deputy.posts[0].unit
    assert unit is not None
    other = Post.objects.create(jurisdiction=actors.city, unit=unit, kind=Post.Kind.DEPUTY, created_at=clock.now())
    other.holdings.create(jurisdiction=actors.city, person=actors.outsider.person, since=date(2020, 1, 1))
    second = viewer_of(actors.outsider.user)
    with at(MONDAY):
        assert milestones(actors.deputy) == milestones(second) == []  # of two nobody is in charge
        charge = Charge.objects.create(
            jurisdiction=actors.city, task=task, unit=unit, post=actors.deputy.posts[0], named_at=clock.now()
        )
        assert (milestones(actors.deputy), milestones(second)) == ([3], [])
        Charge.objects.filter(pk=charge.pk).update(post=actors.head.posts[0])
        assert (milestones(actors.deputy), milestones(actors.head)) == ([], [3])  # the head runs it himself


def test_the_bell_changes_no_light(actors: cast.Cast) -> None:
    with at(MONDAY):
        before = list(KeptLight.objects.order_by("pk").values())
        assert milestones(actors.liaison)
        assert list(KeptLight.objects.order_by("pk").values()) == before


def test_a_government_as_a_whole_owes_what_its_people_owe(actors: cast.Cast) -> None:
    """The registry gives the same for a whole government as for each of its desks."""
    with at(MONDAY):
        whole = due_within(actors.city, 10)
        desks: set[tuple[str, int | None]] = set()
        calendar = calendar_of(actors.city)
        for name in ("liaison", "outsider", "leader", "approver"):
            owed = owed_by(getattr(actors, name), calendar).duties
            desks |= {(ring.duty.key, ring.duty.unit) for ring in rings(owed, calendar, clock.today())}
        assert desks == {(each.key, each.unit) for each in whole}
        assert {each.code for each in whole} >= {"milestone"}
        assert due_within(actors.stranger.jurisdiction, 10) == []
        assert len(due_within(actors.city, 3)) < len(whole)


def test_each_of_several_leads_owes_the_naming(db: None) -> None:
    actors = cast.assemble()
    year.issued(actors, "# 一 水利工作 @沈砚 =1\n1 建成水库。 > 市水利局、市民政局 & 市财政局等\n")
    due = OpenEnd.objects.get().due_on
    with at(due):
        units = {each.unit for each in due_within(actors.city, 3) if each.code == "open_end"}
        assert units == {viewer.posts[0].unit_id for viewer in (actors.liaison, actors.outsider)}
        assert ("open_end", 0) in heard(actors.outsider)
        Part.ever.filter(unit=actors.outsider.posts[0].unit).update(ended_on=due)
        assert ("open_end", 0) not in heard(actors.outsider)


def test_every_kind_is_asked_for_in_one_query_and_has_its_own_code(
    actors: cast.Cast, django_assert_max_num_queries: object
) -> None:
    codes = [kind.code for kind in kinds()]
    assert len(codes) == len(set(codes))
    assert {"receipt", "work_plan", "reports", "contribution", "milestone", "open_end", "change"} <= set(codes)
    with at(MONDAY), django_assert_max_num_queries(len(codes) + 1):  # type: ignore[operator]
        due_within(actors.city, 10)


def test_looking_ahead_takes_the_days_of_rest_along() -> None:
    calendar = WorkingCalendar(MAY)
    for days in range(12):
        last = last_within(calendar, date(2026, 4, 22), days)
        assert calendar.between(date(2026, 4, 22), last) == days
        assert calendar.between(date(2026, 4, 22), last + timedelta(days=1)) == days + 1


def test_a_long_holiday_hides_nothing_from_the_desk(actors: cast.Cast) -> None:
    """Ten working days may be three weeks: the desk looks as far as the bell."""
    CalendarDay.objects.bulk_create(
        CalendarDay(
            jurisdiction=actors.city, day=MONDAY + timedelta(days=step), is_working=False, words="假", is_official=True
        )
        for step in range(1, 11)
    )
    with at(MONDAY):
        assert milestones(actors.liaison) == [0, 1]
        asked = asked_by(actors.liaison, last_within(calendar_of(actors.city), MONDAY, bell.FIRST))
        assert asked.until is not None
        assert (asked.until - MONDAY).days > 20


def test_a_ring_names_the_smallest_mark_that_it_is_within() -> None:
    found = {left: Ring(duty(MONDAY), left).mark for left in range(11)}
    assert found == dict.fromkeys(range(4), 3) | {4: 5, 5: 5} | dict.fromkeys(range(6, 11), 10)
