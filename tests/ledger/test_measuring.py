"""Progress follows from milestones, figures and checklists; planned shares from days and paths (domain 4.1)."""

import doctest
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module

import pytest

from duban.ledger.measuring.indicators import (
    Held,
    allotted,
    held,
    is_by_degrees,
    path_through,
    share_of_way,
    spread,
)
from duban.ledger.measuring.models import Allocation, Basis, Direction, Figure, Indicator, Item, Milestone
from duban.ledger.measuring.printed import printed_item
from duban.ledger.measuring.schedule import planned_of_indicator
from duban.ledger.measuring.sums import Sum, curve, live_milestones, measure
from duban.ledger.measuring.weights import fit_together, weights

START, DUE = date(2026, 3, 1), date(2026, 6, 9)  # a hundred days
ON = date(2026, 5, 1)
UP, DOWN, CEILING = Direction.UP, Direction.DOWN, Direction.CEILING


def day(number: int) -> date:
    """Return a day counted from the start."""
    return START + timedelta(days=number)


def stones(*given: str) -> tuple[Milestone, ...]:
    """Return milestones from words: due day, then `=weight`, `done` day, `x` cancelled day, `~` linear."""
    made = []
    for position, words in enumerate(given):
        due, *marks = words.split()
        made.append(
            Milestone(
                f"m{position}",
                f"节点{position}",
                day(int(due)),
                weight=next((int(mark[1:]) for mark in marks if mark[0] == "="), None),
                is_linear="~" in marks,
                done_on=next((day(int(mark[4:])) for mark in marks if mark.startswith("done")), None),
                cancelled_on=next((day(int(mark[1:])) for mark in marks if mark[0] == "x"), None),
            )
        )
    return tuple(made)


def item(*given: str, uid: str = "i", weight: int | None = None, cancelled_on: date | None = None) -> Item:
    return Item(uid, uid, "u1", START, DUE, weight=weight, cancelled_on=cancelled_on, milestones=stones(*given))


def figure(*values: tuple[int, str]) -> tuple[Figure, ...]:
    return tuple(Figure(day(number), Decimal(value)) for number, value in values)


def measured(indicator: Indicator, uid: str = "k", unit: str = "u1", weight: int | None = None) -> Item:
    return Item(uid, uid, unit, START, DUE, basis=Basis.INDICATOR, weight=weight, indicator=indicator)


@pytest.mark.parametrize("name", ["weights"])
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    results = doctest.testmod(import_module(f"duban.ledger.measuring.{name}"))
    assert results.attempted > 0
    assert results.failed == 0


WEIGHTS = [  # given in basis points, the part of the whole of each, whether they fit
    ([], "", False),
    ([10_000], "1", True),
    ([None], "1", True),
    ([None, None, None], "1/3 1/3 1/3", True),  # all alike
    ([5000, None, None], "1/2 1/4 1/4", True),  # what is left is shared
    ([5000, 4000], "5/9 4/9", False),  # too little: in proportion
    ([8000, 4000], "2/3 1/3", False),  # too much: in proportion
    ([10_000, None], "1 0", False),  # nothing is left
    ([0, 0], "1/2 1/2", False),  # nobody said anything that counts
]


@pytest.mark.parametrize(("given", "expected", "fits"), WEIGHTS)
def test_a_blank_weight_is_an_equal_share_of_what_is_left(given: list[int | None], expected: str, fits: bool) -> None:
    assert " ".join(map(str, weights(given))) == expected
    assert fit_together(given) is fits


MILESTONES = [  # milestones of one item, progress and planned share on day 50, in basis points
    (["20", "40", "60", "80"], 0, 5000),  # nothing done
    (["20 done20", "40", "60", "80"], 2500, 5000),
    (["20 done20", "40 done50", "60", "80"], 5000, 5000),  # done on the day itself
    (["20 done20", "40 done51", "60", "80"], 2500, 5000),  # done only afterwards
    (["20 done20", "50", "60", "80"], 2500, 2500),  # due today is not yet planned to be over
    (["20 done20", "49", "60", "80"], 2500, 5000),  # due yesterday is
    (["20 =7000 done20", "60"], 7000, 7000),
    (["20 done9", "40 done9", "80"], 6666, 6666),  # what is less than a point is cut off
    (["20 done9", "40 done9", "80 done9"], 10_000, 6666),
    (["20 =5000 done20", "40 x45", "80"], 6666, 6666),  # a cancelled one leaves the denominator: 50 to 25
    (["20 done20", "40 x51", "80"], 3333, 6666),  # not cancelled yet
    (["20 done20 x30", "80"], 0, 0),
]


@pytest.mark.parametrize(("given", "progress", "planned"), MILESTONES)
def test_an_item_moves_by_its_milestones(given: list[str], progress: int, planned: int) -> None:
    total = measure([item(*given)], on=day(50))
    assert (total.progress, total.planned, total.deviation) == (progress, planned, None)


def test_a_checklist_moves_by_its_entries_and_knows_no_degrees() -> None:
    total = measure([item("20 done20", "40 ~", "60 ~")._replace(basis=Basis.CHECKLIST)], on=day(50))
    assert (total.progress, total.planned, total.deviation) == (3333, 6666, None)


NOTHING: list[tuple[str, list[Item]]] = [
    ("no item", []),
    ("no milestone", [item()]),
    ("all milestones cancelled", [item("20 x1", "40 x1")]),
    ("all items cancelled", [item("20 done2", cancelled_on=START)]),
    ("an indicator that is not there yet", [item("20 done2")._replace(basis=Basis.INDICATOR)]),
]


@pytest.mark.parametrize(("why", "items"), NOTHING)
def test_where_nothing_can_be_measured_there_is_no_figure(why: str, items: list[Item]) -> None:
    total = measure(items, on=day(50))
    assert (total.progress, total.planned, total.measured, total.scheduled, total.deviation) == (None,) * 5
    assert all(each.weight == 0 for each in total.addends)
    assert all(each.share == 0 for each in total.addends if not each.is_cancelled)


INDICATORS = [  # direction, base, target, figure, share of the way, by degrees
    (UP, "100", "200", "150", "1/2", True),
    (UP, "100", "200", "90", "0", True),  # below the base
    (UP, "100", "200", "230", "1", True),  # beyond the target
    (UP, None, "200", "50", "1/4", True),  # a blank base is 0
    (UP, "94.1", "97.3", "95.7", "1/2", True),  # no binary fractions
    (UP, "-5", "5", "0", "1/2", True),
    (UP, "200", "200", "199.9", "0", False),  # to be kept: reached or not
    (UP, "200", "200", "200", "1", False),
    (UP, "250", "200", "200", "1", False),  # the base is better than the target
    (UP, "250", "200", "199", "0", False),
    (DOWN, "80", "60", "70", "1/2", True),
    (DOWN, "80", "60", "90", "0", True),
    (DOWN, "80", "60", "50", "1", True),
    (DOWN, "60", "60", "60", "1", False),
    (DOWN, "60", "60", "60.01", "0", False),
    (DOWN, None, "60", "61", "0", False),  # from where is not known
    (DOWN, None, "60", "60", "1", False),
    (CEILING, "3", "4.5", "4.5", "1", False),  # held to the edge
    (CEILING, "3", "4.5", "4.51", "0", False),
    (CEILING, None, "0", "0", "1", False),
]


@pytest.mark.parametrize(("direction", "base", "target", "value", "share", "by_degrees"), INDICATORS)
def test_an_indicator_moves_along_its_way(
    direction: Direction, base: str | None, target: str, value: str, share: str, by_degrees: bool
) -> None:
    indicator = Indicator(Decimal(target), None if base is None else Decimal(base), direction, figure((10, value)))
    assert share_of_way(indicator, ON) == Fraction(share)
    assert is_by_degrees(indicator) is by_degrees
    assert share_of_way(indicator, day(9)) == 0, "before the first figure nothing is known"


def test_the_latest_figure_counts_and_of_one_day_the_last_filed() -> None:
    indicator = Indicator(Decimal(100), figures=figure((30, "30"), (10, "10"), (30, "40"), (60, "60")))
    shares = [share_of_way(indicator, day(number)) for number in (9, 10, 29, 30, 59, 60)]
    assert shares == [0, Fraction(1, 10), Fraction(1, 10), Fraction(2, 5), Fraction(2, 5), Fraction(3, 5)]


def test_a_ceiling_is_held_or_not_held_each_period() -> None:
    indicator = Indicator(
        Decimal("4.5"), direction=CEILING, figures=figure((20, "4.4"), (50, "4.6"), (80, "4.5"), (99, "9"))
    )
    assert held(indicator, day(80)) == (
        Held(day(20), Decimal("4.4"), True),
        Held(day(50), Decimal("4.6"), False),
        Held(day(80), Decimal("4.5"), True),
    )
    totals = [measure([measured(indicator)], on=day(number)) for number in (19, 20, 50, 80)]
    assert [(each.progress, each.planned) for each in totals] == [
        (0, 0),
        (10_000, 10_000),
        (0, 10_000),
        (10_000, 10_000),
    ]
    assert [each.deviation for each in totals] == [None] * 4


PATHS = [  # path through planned values, day, planned share
    ([], -1, "0"),
    ([], 0, "0"),
    ([], 25, "1/4"),  # straight
    ([], 100, "1"),
    ([], 101, "1"),
    ([(50, "180")], 25, "2/5"),  # most of it early
    ([(50, "180")], 50, "4/5"),
    ([(50, "180")], 75, "9/10"),  # on to the target
    ([(50, "180"), (100, "190")], 100, "9/10"),  # a path may end short of the target
    ([(50, "180"), (100, "190")], 140, "9/10"),
    ([(50, "250")], 50, "1"),  # cut at the target
    ([(-10, "110"), (50, "180")], -11, "0"),  # begun before the item
    ([(-10, "110"), (50, "180")], 20, "9/20"),
    ([(100, "190")], 50, "9/20"),
    ([(100, "190")], 100, "9/10"),
]


@pytest.mark.parametrize(("values", "number", "share"), PATHS)
def test_what_is_planned_lies_on_the_path(values: list[tuple[int, str]], number: int, share: str) -> None:
    indicator = path_through(Indicator(Decimal(200), Decimal(100)), figure(*values))
    assert planned_of_indicator(measured(indicator), indicator, day(number)) == Fraction(share)


@pytest.mark.parametrize(("starts", "number", "planned"), [(100, 99, 0), (100, 100, 1), (130, 99, 0), (130, 100, 1)])
def test_an_item_of_one_day_is_planned_on_that_day(starts: int, number: int, planned: int) -> None:
    indicator = Indicator(Decimal(200))
    late = measured(indicator)._replace(starts_on=day(starts))
    assert planned_of_indicator(late, indicator, day(number)) == planned


STEPS = [(DUE - timedelta(days=1), 0), (DUE, 0), (DUE + timedelta(days=1), 1)]


@pytest.mark.parametrize(("on", "planned"), STEPS)
@pytest.mark.parametrize("indicator", [Indicator(Decimal(5), Decimal(5)), Indicator(Decimal(5), direction=CEILING)])
def test_what_has_no_way_is_planned_when_its_day_has_passed(on: date, planned: int, indicator: Indicator) -> None:
    assert planned_of_indicator(measured(indicator), indicator, on) == planned


LINEAR = [  # milestones, day, planned share, deviation
    (["40 ~", "80 ~"], 20, 2500, -2500),  # from the start of the item
    (["40 ~ done20", "80 ~"], 20, 2500, 2500),
    (["40 ~ done20", "80 ~"], 40, 5000, 0),
    (["40 ~ done20", "80 ~"], 60, 7500, -2500),  # from the milestone before
    (["20 ~ done1", "40 ~ done1", "80 ~"], 60, 8333, -1667),  # of two before it, from the later one
    (["40", "80 ~"], 60, 7500, -5000),  # the other one stays out of the deviation: 0 of 50
    (["40 done40", "80 ~"], 60, 7500, -5000),
    (["40", "80"], 60, 5000, None),
    (["40 ~", "40 ~"], 20, 5000, -5000),  # two for one day begin together
    (["-5 ~"], 1, 10_000, -10_000),  # due before the item begins
    (["40 ~ x1", "80 ~"], 40, 5000, -5000),  # a cancelled one is no beginning
]


@pytest.mark.parametrize(("given", "number", "planned", "deviation"), LINEAR)
def test_a_linear_milestone_is_planned_by_degrees(
    given: list[str], number: int, planned: int, deviation: int | None
) -> None:
    total = measure([item(*given)], on=day(number))
    assert (total.planned, total.deviation) == (planned, deviation)


def test_only_what_is_measured_by_degrees_enters_the_deviation() -> None:
    half = Indicator(Decimal(200), Decimal(100), figures=figure((10, "125")))
    plan = [measured(half, weight=2000), item("10", "20", weight=7000), item("90 ~", uid="j", weight=1000)]
    total = measure(plan, on=day(45))
    # 20 of 100 at 25 % and 10 of 100 at 0 %; planned 45 % and 50 %
    assert (total.measured, total.scheduled, total.deviation) == (1666, 4666, -3000)
    assert (total.progress, total.planned) == (500, 8400)


def test_a_cancelled_item_leaves_the_denominator_and_stays_on_the_page() -> None:
    plan = [
        item("20 done20", "40", uid="a", weight=5000),
        item("20", uid="b", cancelled_on=day(30)),
        item("20 done20", uid="c"),
    ]
    before, after = measure(plan, on=day(29)), measure(plan, on=day(30))
    assert (before.progress, after.progress) == (5000, 6666)  # 1/2 × 1/2 + 1/4; then the same of 3/4
    assert [(each.uid, str(each.weight), each.is_cancelled) for each in after.addends] == [
        ("a", "2/3", False),
        ("b", "0", True),
        ("c", "1/3", False),
    ]


def test_the_sum_shows_every_addend_down_to_the_figures() -> None:
    indicator = Indicator(Decimal(200), Decimal(100), figures=figure((10, "150")))
    total = measure([item("20 done20", "40 x30", weight=4000), measured(indicator)], on=day(50))
    assert _printed(total) == [
        "i 2/5 × 1 | 1",
        ".m0 1 × 1 | 1",
        ".m1 0 × 0 | 1",
        "k 3/5 × 1/2 | 1/2",
        ".k 1 × 1/2 | 1/2 (100 → 200: 150)",
    ]
    assert total.progress == 7000


def _printed(total: Sum) -> list[str]:
    lines = []
    for each in total.addends:
        for mark, line in [("", each), *((".", leaf) for leaf in each.within)]:
            figures = line.working
            words = f" ({figures.base} → {figures.target}: {figures.actual})" if figures else ""
            lines.append(f"{mark}{line.uid} {line.weight} × {line.share} | {line.planned}{words}")
    return lines


def test_the_plans_of_co_leads_are_added_with_blank_weights_resolved_in_each() -> None:
    one, two = [item("20 done20", uid="a"), item("20", uid="b")], [item("20 done20", uid="c", weight=10_000)]
    assert measure(one, two, on=day(50)).progress == 7500


def test_the_part_of_a_region_is_its_own_items_and_its_own_share() -> None:
    indicator = Indicator(
        Decimal(300),
        Decimal(0),
        figures=figure((10, "150")),
        allocations=(
            Allocation("u2", Decimal(100), Decimal(0), figure((10, "20"))),
            Allocation("u3", Decimal(150), Decimal(50), figure((10, "150"))),
        ),
    )
    plan = [measured(indicator, weight=6000), item("20 done20", "90", uid="j")._replace(unit="u2")]
    parts = {unit: measure(plan, on=day(50), unit=unit) for unit in ("u1", "u2", "u3", "u4")}
    assert {unit: total.progress for unit, total in parts.items()} == {"u1": 5000, "u2": 3200, "u3": 10_000, "u4": None}
    assert {unit: total.deviation for unit, total in parts.items()} == {"u1": 0, "u2": -3000, "u3": 5000, "u4": None}
    assert [each.uid for each in parts["u2"].addends] == ["k", "j"]


def test_a_share_keeps_the_path_of_the_whole() -> None:
    whole = path_through(
        Indicator(Decimal(200), Decimal(100), allocations=(Allocation("u2", Decimal(20), Decimal(10)),)),
        figure((50, "180")),
    )
    own = allotted(whole, whole.allocations[0])
    assert planned_of_indicator(measured(own), own, day(50)) == Fraction(4, 5)


SPREADS = [  # figure of the whole, figures of the shares, sum of figures, its difference
    ("30", ["10", "15"], "25", "-5"),
    (None, ["10", "15"], "25", None),
    ("30", ["10", None], None, None),  # a sum of some is no sum
    ("30", [], None, None),
]


@pytest.mark.parametrize(("whole", "values", "total", "difference"), SPREADS)
def test_the_sum_of_the_shares_is_set_against_the_whole(
    whole: str | None, values: Sequence[str | None], total: str | None, difference: str | None
) -> None:
    allocations = tuple(
        Allocation(f"u{number}", Decimal(40), figures=figure((10, value)) if value else ())
        for number, value in enumerate(values)
    )
    indicator = Indicator(Decimal(100), figures=figure((10, whole)) if whole else (), allocations=allocations)
    found = spread(indicator, ON)
    assert found.target_difference == 40 * len(values) - 100
    assert found.figures == (None if total is None else Decimal(total))
    assert found.figure_difference == (None if difference is None else Decimal(difference))


PRINTED = [  # deadlines of the clause, days of the milestones
    ([], [date(2026, 12, 31)]),
    ([date(2026, 6, 30)], [date(2026, 6, 30)]),
    ([date(2026, 9, 30), date(2026, 6, 30), date(2026, 9, 30)], [date(2026, 6, 30), date(2026, 9, 30)]),
]


@pytest.mark.parametrize(("deadlines", "days"), PRINTED)
def test_without_a_work_plan_the_printed_deadlines_are_the_milestones(deadlines: list[date], days: list[date]) -> None:
    clause = printed_item(title="新建粮库", unit="u1", issued_on=START, year=2026, deadlines=deadlines)
    assert [each.due_on for each in clause.milestones] == days
    assert clause.due_on == days[-1]
    assert measure([clause], on=days[-1]).planned == 10_000 * (len(days) - 1) // len(days)
    assert measure([clause], on=days[-1] + timedelta(days=1)).planned == 10_000


def test_the_milestones_that_stand_are_those_not_cancelled_whatever_measures_the_item() -> None:
    plan = item("20", "40 x30", "60")
    assert [each.uid for each in live_milestones(plan, day(29))] == ["m0", "m1", "m2"]
    assert [each.uid for each in live_milestones(plan, day(30))] == ["m0", "m2"]
    assert live_milestones(plan._replace(cancelled_on=day(30)), day(30)) == ()
    assert len(live_milestones(plan._replace(basis=Basis.INDICATOR), day(29))) == 3  # late is late (domain 4.2)


def test_the_curve_shows_all_that_is_planned_and_all_that_is_done() -> None:
    points = curve([item("20 done25", "60")], days=[day(20), day(21), day(25), day(61)])
    assert [(each.planned, each.progress) for each in points] == [(0, 0), (5000, 0), (5000, 5000), (10_000, 5000)]
