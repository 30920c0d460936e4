"""What holds of every sum of progress, whatever the plan (domain 4.1)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from duban.ledger.measuring.models import Basis, Direction, Figure, Indicator, Item, Milestone, PathPoint
from duban.ledger.measuring.sums import Addend, Sum, measure
from duban.ledger.measuring.weights import basis_points, weights

YEAR = date(2026, 1, 1)
days = st.integers(0, 364).map(lambda number: YEAR + timedelta(days=number))
weight = st.none() | st.integers(0, 10_000)
amounts = st.integers(-1000, 1000).map(lambda number: Decimal(number) / 10)

milestones = st.lists(
    st.builds(
        Milestone,
        uid=st.uuids().map(str),
        title=st.just("节点"),
        due_on=days,
        weight=weight,
        is_linear=st.booleans(),
        done_on=st.none() | days,
        cancelled_on=st.none() | days,
    ),
    max_size=5,
).map(tuple)
paths = st.dictionaries(days, st.integers(0, 100), max_size=3).map(
    lambda points: tuple(
        PathPoint(on, Fraction(share, 100))
        for on, share in zip(sorted(points), sorted(points.values()), strict=True)  # a path leads upward
    )
)
indicators = st.builds(
    Indicator,
    target=amounts,
    base=st.none() | amounts,
    direction=st.sampled_from(Direction),
    figures=st.lists(st.builds(Figure, on=days, value=amounts), max_size=4).map(tuple),
    path=paths,
    allocations=st.just(()),
)
items = st.builds(
    Item,
    uid=st.uuids().map(str),
    title=st.just("事项"),
    unit=st.sampled_from(("u1", "u2")),
    starts_on=days,
    due_on=days,
    basis=st.sampled_from(Basis),
    weight=weight,
    cancelled_on=st.none() | days,
    milestones=milestones,
    indicator=st.none() | indicators,
)
plans = st.lists(items, max_size=5)


def shown(total: Sum) -> list[int]:
    """Return the figures that there are."""
    return [each for each in (total.progress, total.planned, total.measured, total.scheduled) if each is not None]


@given(st.lists(weight, min_size=1, max_size=8))
def test_weights_add_up_to_the_whole(given_weights: list[int | None]) -> None:
    found = weights(given_weights)
    assert sum(found) == 1
    assert all(0 <= each <= 1 for each in found)


@given(plans, days)
def test_every_share_lies_between_nothing_and_all(plan: list[Item], on: date) -> None:
    total = measure(plan, on=on)
    assert all(0 <= each <= 10_000 for each in shown(total))
    assert total.deviation is None or -10_000 <= total.deviation <= 10_000
    assert (total.progress is None) == (total.planned is None)


@given(plans, days)
def test_a_parent_is_the_weighted_sum_of_its_children(plan: list[Item], on: date) -> None:
    total = measure(plan, on=on)
    for each in total.addends:
        _agrees(each.within, each.share, each.planned)
    if total.progress is not None and total.planned is not None:
        assert sum(each.weight for each in total.addends) == 1
        assert total.progress == basis_points(sum((each.weight * each.share for each in total.addends), Fraction(0)))
        assert total.planned == basis_points(sum((each.weight * each.planned for each in total.addends), Fraction(0)))


def _agrees(children: tuple[Addend, ...], share: Fraction, planned: Fraction) -> None:
    assert sum(each.weight for each in children) in {0, 1}
    assert sum(each.weight * each.share for each in children) == share
    assert sum(each.weight * each.planned for each in children) == planned


@given(plans, days, st.integers(0, 4))
def test_a_cancelled_item_counts_as_if_it_were_not_there_while_the_others_keep_their_proportions(
    plan: list[Item], on: date, index: int
) -> None:
    # A blank weight was a share of what was left when the plan was frozen: it does not grow by a cancelling.
    fixed = [
        item._replace(weight=int(each * 10_000))
        for item, each in zip(plan, weights([i.weight for i in plan]), strict=True)
    ]
    cancelled = [item._replace(cancelled_on=on) if i == index else item for i, item in enumerate(fixed)]
    rest = [item for i, item in enumerate(fixed) if i != index]
    if sum(item.weight or 0 for item in rest):
        assert shown(measure(cancelled, on=on)) == shown(measure(rest, on=on))


@given(plans, days, st.data())
def test_one_more_milestone_done_never_lowers_progress(plan: list[Item], on: date, data: st.DataObject) -> None:
    before = measure(plan, on=on)
    places = [(i, m) for i, item in enumerate(plan) for m in range(len(item.milestones))]
    if not places:
        return
    i, m = data.draw(st.sampled_from(places))
    stones = list(plan[i].milestones)
    stones[m] = stones[m]._replace(done_on=min(stones[m].done_on or on, on))
    after = measure([*plan[:i], plan[i]._replace(milestones=tuple(stones)), *plan[i + 1 :]], on=on)
    assert (before.progress or 0) <= (after.progress or 0)
    assert (before.deviation or 0) <= (after.deviation or 0)
    assert before.planned == after.planned


@given(plans, days, days)
def test_what_is_planned_of_a_plan_that_stands_never_shrinks_with_time(
    plan: list[Item], one: date, other: date
) -> None:
    standing = [
        item._replace(cancelled_on=None, milestones=tuple(m._replace(cancelled_on=None) for m in item.milestones))
        for item in plan
    ]
    earlier, later = (measure(standing, on=on) for on in sorted((one, other)))
    assert (earlier.planned or 0) <= (later.planned or 0)


@given(plans, days)
def test_milestones_that_are_done_or_not_never_enter_the_deviation(plan: list[Item], on: date) -> None:
    steps = [
        item._replace(basis=Basis.MILESTONES, milestones=tuple(m._replace(is_linear=False) for m in item.milestones))
        for item in plan
    ]
    assert measure(steps, on=on).deviation is None


@given(plans, days)
def test_the_parts_of_all_units_hold_every_item_once(plan: list[Item], on: date) -> None:
    parts = [measure(plan, on=on, unit=unit) for unit in ("u1", "u2")]
    assert sorted(line.uid for part in parts for line in part.addends) == sorted(item.uid for item in plan)


@given(plans, days)
def test_the_same_plan_gives_the_same_sum(plan: list[Item], on: date) -> None:
    assert measure(plan, on=on) == measure(list(plan), on=on)
