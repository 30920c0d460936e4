"""From a work plan over its sum to the light: what is measured and what is judged fit together (domain 4.1, 4.2)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from duban.core.working_days import WorkingCalendar
from duban.ledger.measuring.models import Allocation, Basis, Figure, Indicator, Item, Milestone
from duban.ledger.measuring.printed import printed_item
from duban.ledger.measuring.sums import live_milestones, measure
from duban.supervision.rules.facts import Due, PartFacts, Role
from duban.supervision.rules.lights import judge
from duban.supervision.rules.parameters import in_force

CALENDAR = WorkingCalendar({})
START, END = date(2026, 3, 2), date(2026, 12, 31)
QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 25))


def light(items: Sequence[Item], on: date, *, unit: str = "u1", role: Role = Role.LEAD) -> str:
    """Return the light of a unit's part and the code of its worst reason."""
    total = measure(items, on=on, unit=unit)
    facts = PartFacts(
        part=unit,
        unit=unit,
        role=role,
        on=on,
        filed_by=on,
        has_accepted_plan=True,
        begins_on=START,
        final_on=END,
        milestones=tuple(
            Due.counted(CALENDAR, on=on, due_on=each.due_on, done_on=each.done_on, uid=each.uid, title=each.title)
            for item in items
            if item.unit == unit
            for each in live_milestones(item, on)
        ),
        measured=total.measured,
        scheduled=total.scheduled,
    )
    verdict = judge(facts, in_force(on))
    return " ".join(filter(None, (verdict.light, verdict.worst)))


NOTICE = [  # day, light of four milestones of 25 of which the first was done
    (date(2026, 3, 1), "grey not_begun"),
    (date(2026, 6, 30), "green"),  # the second is due today
    (date(2026, 7, 1), "yellow milestone_overdue"),  # day 1
    (date(2026, 7, 14), "yellow milestone_overdue"),  # day 10
    (date(2026, 7, 15), "red milestone_long_overdue"),  # day 11
]


@pytest.mark.parametrize(("on", "expected"), NOTICE)
def test_one_of_four_milestones_that_is_late_goes_by_its_own_days_and_not_by_the_deviation(
    on: date, expected: str
) -> None:
    stones = tuple(
        Milestone(f"m{number}", f"第{number + 1}季度节点", day, done_on=day if number == 0 else None)
        for number, day in enumerate(QUARTERS)
    )
    item = Item("i", "新建粮库", "u1", START, END, milestones=stones)
    assert measure([item], on=on).deviation is None
    assert light([item], on) == expected


def test_where_all_milestones_are_done_in_time_the_light_stays_green_to_the_final_date() -> None:
    stones = tuple(Milestone(f"m{number}", "节点", day, done_on=day) for number, day in enumerate(QUARTERS))
    item = Item("i", "新建粮库", "u1", START, END, milestones=stones)
    assert [light([item], day) for day in (START, *QUARTERS, END)] == ["green"] * 6
    assert measure([item], on=END).progress == 10_000
    assert light([item], date(2027, 1, 1)) == "red final_date_passed", "nobody claimed it"


STRAIGHT = [  # figure on the day halfway, light; the straight way is at 50 %
    ("45.0", "green"),  # -5
    ("44.9", "yellow progress_below_plan"),
    ("35.0", "yellow progress_below_plan"),  # -15
    ("34.9", "red progress_far_below_plan"),
]


@pytest.mark.parametrize(("value", "expected"), STRAIGHT)
def test_an_indicator_is_judged_against_its_way(value: str, expected: str) -> None:
    half = date(2026, 7, 2)
    indicator = Indicator(Decimal(100), Decimal(0), figures=(Figure(half, Decimal(value)),))
    item = Item("i", "充电桩", "u1", date(2026, 6, 2), date(2026, 8, 1), basis=Basis.INDICATOR, indicator=indicator)
    assert measure([item], on=half).scheduled == 5000
    assert light([item], half) == expected


def test_of_nine_regions_with_a_share_each_only_the_one_behind_is_red() -> None:
    on = date(2026, 7, 2)
    shares = tuple(
        Allocation(f"r{number}", Decimal(100), figures=(Figure(on, Decimal(10 if number == 5 else 50)),))
        for number in range(9)
    )
    indicator = Indicator(Decimal(900), figures=(Figure(on, Decimal(410)),), allocations=shares)
    item = Item("i", "充电桩", "u1", date(2026, 6, 2), date(2026, 8, 1), basis=Basis.INDICATOR, indicator=indicator)
    lights = {each.unit: light([item], on, unit=each.unit, role=Role.COOPERATING) for each in shares}
    assert {unit: shade for unit, shade in lights.items() if shade != "green"} == {"r5": "red progress_far_below_plan"}
    assert light([item], on) == "green", "the whole is 4.4 points behind"


def test_a_clause_without_a_plan_and_without_a_deadline_is_late_in_the_new_year() -> None:
    clause = [printed_item(title="清理欠款", unit="u1", issued_on=START, year=2026, deadlines=[])]
    assert light(clause, date(2026, 12, 31)) == "green"
    assert light(clause, date(2027, 1, 1)) == "red final_date_passed"
