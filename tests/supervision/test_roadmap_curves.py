"""Planned against done of a task, and the ways of its indicators with what units take of them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import translation

import cast
from duban.ledger.models import Allocation, Indicator, Item, Milestone, WorkPlan
from duban.orgs.models import Unit
from duban.progress.models import Figure
from duban.supervision.roadmaps import sheets
from duban.supervision.roadmaps.curves import progress_curve, trajectories
from supervision.planned import NOW, in_force, on


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> WorkPlan:
    return in_force(actors)


def test_the_curve_shows_what_is_planned_by_the_end_of_each_month(actors: cast.Cast, plan: WorkPlan) -> None:
    Milestone.objects.update(done_on=date(2026, 5, 20), done_at=NOW)
    with on(date(2026, 5, 25)):
        drawing = progress_curve(sheets.task_roadmap(actors.liaison, plan.task.uid, str))
    assert drawing is not None
    assert [(row.planned, row.actual) for row in drawing.rows] == [
        ("0.0%", "0.0%"),  # March
        ("0.0%", "0.0%"),
        ("0.0%", "100.0%"),  # May, as far as it is known today
        ("100.0%", ""),  # June: what is due on the last day is planned by its end, though a light gives it that day
    ]
    assert drawing.chart.dots.count("M") == 4  # before March, two month ends, today


def _measured(actors: cast.Cast, plan: WorkPlan, direction: str, **given: Any) -> Indicator:
    Item.objects.update(basis=Item.Basis.INDICATOR)
    return Indicator.objects.create(
        jurisdiction=actors.city,
        item=plan.items.get(),
        title="清淤长度",
        direction=direction,
        measured_in="公里",
        **given,
    )


def _figure(indicator: Indicator, month: str, value: str, unit: Unit | None = None) -> None:
    Figure.objects.create(
        jurisdiction=indicator.jurisdiction,
        indicator=indicator,
        unit=unit,
        month=month,
        value=value,
        given_at=datetime(2026, int(month[-2:]), 25, tzinfo=UTC),
        given_by="丁一舟",
    )


def test_a_trajectory_follows_its_path_and_says_how_far_it_has_come(actors: cast.Cast, plan: WorkPlan) -> None:
    indicator = _measured(actors, plan, "up", base=0, target=20, path='[["2026-04", "5"]]')
    _figure(indicator, "2026-03", "3")
    _figure(indicator, "2026-04", "10")
    with on(date(2026, 5, 4)):
        (found,) = trajectories(sheets.task_roadmap(actors.liaison, plan.task.uid, str))
    rows = {row.month: (row.planned, row.actual) for row in found.drawing.rows}
    assert rows["Apr 2026"] == ("5", "10")
    assert rows["Jun 2026"] == ("20", "")  # the target on its day
    assert found.summary.startswith("50.0% of the way")
    assert found.unit == "市水利局"  # co-leads may have the same indicator
    assert found.drawing.chart.dots.count("M") == 2


def test_a_ceiling_is_held_or_not_held_month_by_month(actors: cast.Cast, plan: WorkPlan) -> None:
    indicator = _measured(actors, plan, "ceiling", target="3.5")
    for month, value in (("2026-03", "3.5"), ("2026-04", "3.6")):  # on the ceiling, just above it
        _figure(indicator, month, value)
    with on(date(2026, 5, 4)):
        (found,) = trajectories(sheets.task_roadmap(actors.liaison, plan.task.uid, str))
    assert [(row.is_held, row.is_broken) for row in found.drawing.rows] == [(True, False), (False, True)]
    assert found.summary == "Held in 1 of 2 months."
    assert (found.drawing.chart.planned, found.drawing.chart.broken.count("M")) == ("", 1)


@pytest.mark.parametrize(
    ("targets", "figures", "said"),
    [
        (("6", "4"), ("3", "2"), []),
        (("6", "3"), ("3", "2"), ["come to 1 less than the target"]),
        (("6", "5"), ("3", "4"), ["come to 1 more than the target", "figures of the shares come to 2 more"]),
        (("6", "4"), ("3", None), []),  # one has filed nothing yet: no sum to compare
    ],
)
def test_shares_are_set_against_the_whole(
    actors: cast.Cast, plan: WorkPlan, targets: tuple[str, ...], figures: tuple[str | None, ...], said: list[str]
) -> None:
    indicator = _measured(actors, plan, "up", base=0, target=10)
    _figure(indicator, "2026-04", "5")
    units = Unit.objects.filter(name__in=["市水利局", "市民政局"]).order_by("position", "pk")
    for unit, target, value in zip(units, targets, figures, strict=True):
        Allocation.objects.create(jurisdiction=actors.city, indicator=indicator, unit=unit, target=target)
        if value is not None:
            _figure(indicator, "2026-04", value, unit)
    with on(date(2026, 5, 4)):
        (found,) = trajectories(sheets.task_roadmap(actors.liaison, plan.task.uid, str))
    assert [share.target for share in found.shares] == list(targets)
    assert [share.chart is not None for share in found.shares] == [value is not None for value in figures]
    assert [any(words in each for each in found.differences) for words in said] == [True] * len(found.differences)
