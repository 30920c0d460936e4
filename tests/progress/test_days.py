"""The days of a reporting period: 26th to 25th, rest days, December, the month of issue (domain 4.4)."""

from datetime import date, timedelta

import pytest

import cast
from duban.core.values import Month
from duban.core.working_days import WorkingCalendar
from duban.orgs.acting.performing import By
from duban.orgs.models import CalendarDay
from duban.progress.models import ProgressReport, ReportingPeriod
from duban.progress.reporting.days import Rhythm, days_of, month_of
from duban.progress.reporting.errors import RuleInPast, RuleWrong
from duban.progress.reporting.rules import RuleSet, set_rule
from progress import year

PLAIN = WorkingCalendar({})
AUTUMN = WorkingCalendar({date(2026, 9, 25): False, date(2026, 9, 27): True, date(2026, 10, 1): False})


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.mark.parametrize(
    ("month", "calendar", "begins", "cut_off", "asked_by", "due", "locks"),
    [
        # a working day: due on the cut-off itself
        ("2026-03", PLAIN, "02-26", "03-25", "03-20", "03-25", "03-30"),
        # a Saturday: due on the Monday after, and everything is counted from there
        ("2026-04", PLAIN, "03-26", "04-25", "04-22", "04-27", "04-30"),
        # a Sunday
        ("2026-10", PLAIN, "09-26", "10-25", "10-21", "10-26", "10-29"),
        # a rest day in the week, and a Sunday that is worked instead
        ("2026-09", AUTUMN, "08-26", "09-25", "09-22", "09-27", "09-30"),
        # January begins with the year
        ("2026-01", PLAIN, "01-01", "01-25", "01-21", "01-26", "01-29"),
        # February after a January that ended on the 25th
        ("2026-02", PLAIN, "01-26", "02-25", "02-20", "02-25", "03-02"),
        # December ends with the year and is due on the third working day of January
        ("2026-12", PLAIN, "11-26", "12-31", "12-31", "01-05", "01-08"),
    ],
)
def test_the_days_of_a_month(
    month: str, calendar: WorkingCalendar, begins: str, cut_off: str, asked_by: str, due: str, locks: str
) -> None:
    found = days_of(Month.parse(month), Rhythm(), calendar)
    said = [day.strftime("%m-%d") for day in found]
    assert said == [begins, cut_off, asked_by, due, locks]
    assert found.due_on.year == int(month[:4]) + (month == "2026-12")


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 3, 24), "2026-03"),  # the day before the cut-off
        (date(2026, 3, 25), "2026-03"),  # the day
        (date(2026, 3, 26), "2026-04"),  # the day after
        (date(2026, 11, 26), "2026-12"),
        (date(2026, 12, 26), "2026-12"),  # December has no day after its cut-off
        (date(2026, 12, 31), "2026-12"),
        (date(2027, 1, 1), "2027-01"),
    ],
)
def test_each_day_lies_in_one_month(day: date, month: str) -> None:
    assert str(month_of(day, Rhythm())) == month


@pytest.mark.parametrize("cut_off", [20, 25, 28])
def test_periods_follow_one_another_without_a_gap(cut_off: int) -> None:
    rhythm, month = Rhythm(cut_off_day=cut_off), Month(2026, 1)
    for _number in range(23):
        following = days_of(month.next(), rhythm, PLAIN)
        assert days_of(month, rhythm, PLAIN).cut_off_on + timedelta(days=1) == following.begins_on
        month = month.next()


def test_a_month_begins_where_the_one_before_ended_under_its_own_rhythm(actors: cast.Cast) -> None:
    with year.at(year.ISSUED):
        set_rule(by=By(actors.approver), about=actors.city, given=RuleSet("2026-04", "monthly", cut_off_day=20))
    year.running(actors)
    year.on(actors, year.ISSUED, date(2026, 3, 26), date(2026, 4, 21))
    days = ReportingPeriod.objects.order_by("month").values_list("month", "begins_on", "cut_off_on")
    assert list(days) == [
        ("2026-03", date(2026, 2, 26), date(2026, 3, 25)),
        ("2026-04", date(2026, 3, 26), date(2026, 4, 20)),
        ("2026-05", date(2026, 4, 21), date(2026, 5, 20)),
    ]


def test_the_month_of_issue_is_the_first_and_asks_only_for_what_runs(actors: cast.Cast) -> None:
    task = year.issued(actors)
    year.on(actors, year.ISSUED)
    assert [each.month for each in ReportingPeriod.objects.all()] == ["2026-03"]
    assert not ProgressReport.objects.exists()
    year.planned(actors, task)
    year.on(actors, date(2026, 3, 3))
    assert year.report().stage == "expected"


def test_a_plan_in_force_after_the_cut_off_owes_nothing_for_that_month(actors: cast.Cast) -> None:
    task = year.issued(actors)
    plan = year.planned(actors, task)
    type(plan).objects.filter(pk=plan.pk).update(in_force_on=date(2026, 3, 26))
    year.on(actors, date(2026, 3, 26))
    assert list(ProgressReport.objects.values_list("period__month", flat=True)) == ["2026-04"]


def test_a_holiday_of_the_table_moves_the_due_day(actors: cast.Cast) -> None:
    CalendarDay.objects.create(jurisdiction=actors.city, day=date(2026, 3, 25), is_working=False, is_official=True)
    year.expected(actors)
    period = ReportingPeriod.objects.get()
    assert (period.cut_off_on, period.due_on, period.locks_on) == (
        date(2026, 3, 25),
        date(2026, 3, 26),
        date(2026, 3, 31),
    )


@pytest.mark.parametrize(
    "given",
    [
        RuleSet("next month", "monthly"),
        RuleSet("2026-13", "monthly"),
        RuleSet("2026-09", "weekly"),
        RuleSet("2026-09", "monthly", cut_off_day=29),
        RuleSet("2026-09", "monthly", cut_off_day=0),
        RuleSet("2026-09", "monthly", lock_after=-1),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(actors: cast.Cast, given: RuleSet) -> None:
    with pytest.raises(RuleWrong):
        set_rule(by=By(actors.approver), about=actors.city, given=given)


def test_the_rhythm_of_a_month_that_was_opened_stays(actors: cast.Cast) -> None:
    year.expected(actors)
    with pytest.raises(RuleInPast):
        set_rule(by=By(actors.approver), about=actors.city, given=RuleSet("2026-03", "reduced"))
    set_rule(by=By(actors.approver), about=actors.city, given=RuleSet("2026-04", "reduced"))
