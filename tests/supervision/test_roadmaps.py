"""Road maps from rows: what is planned, frozen, done and late, in the picture and in the table beside it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

import cast
from acts import planning
from duban.core import clock
from duban.ledger.models import Allocation, Dependency, Indicator, Item, Milestone, Suspension, Task, WorkPlan
from duban.ledger.services import adopt
from duban.ledger.stages import TaskStage
from duban.orgs.errors import NotVisible
from duban.orgs.models import Unit
from duban.plans.models import Section
from duban.supervision.charts.models import Kind, Line, State, Stretch
from duban.supervision.roadmaps import sheets
from duban.supervision.roadmaps.curves import progress_curve, trajectories
from duban.supervision.roadmaps.lines import Entry
from supervision.planned import BEGINS, DUE, NOW, frozen, in_force, on


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


def _task(actors: cast.Cast, plan: WorkPlan, today: date = date(2026, 5, 4)) -> sheets.TaskRoadmap:
    with on(today):
        return sheets.task_roadmap(actors.liaison, plan.task.uid, str)


def _line(found: sheets.Roadmap, kind: Kind) -> Line:
    return next(row.line for leaf in found.leaves for row in leaf.rows if row.line.kind is kind)


def _entry(found: sheets.Roadmap, kind: Kind) -> Entry:
    return next(entry for entry in found.entries if entry.kind is kind)


def test_a_task_has_its_leads_then_items_then_milestones(actors: cast.Cast, plan: WorkPlan) -> None:
    found = _task(actors, plan)
    assert [entry.kind for entry in found.map.entries] == [Kind.GROUP, Kind.ITEM, Kind.MILESTONE]
    assert _entry(found.map, Kind.GROUP).name == "市水利局"
    item = _line(found.map, Kind.ITEM)
    assert item.plan == item.base == Stretch(BEGINS, DUE)
    assert not _entry(found.map, Kind.ITEM).has_moved
    assert [(name, [version.number for version in versions]) for name, versions in found.versions] == [
        ("市水利局", [1])
    ]


def test_every_bar_leads_to_the_line_of_the_table_that_says_the_same(actors: cast.Cast, plan: WorkPlan) -> None:
    found = _task(actors, plan).map
    lines = {row.line.url for leaf in found.leaves for row in leaf.rows if row.line.kind is not Kind.GROUP}
    assert lines == {f"#{entry.key}" for entry in found.entries if entry.kind is not Kind.GROUP}


STATES = [  # today; when the milestone was done; its state; whether something is late; words beside the bar
    (DUE, None, State.DUE, ""),  # the day itself
    (date(2026, 7, 1), None, State.LATE, "1 working day over"),  # the day after
    (date(2026, 7, 6), None, State.LATE, "4 working days over"),  # a week-end does not count
    (date(2026, 7, 6), DUE, State.DONE, "done 30 Jun"),
    (date(2026, 7, 6), date(2026, 7, 1), State.DONE, "done 1 working day late"),
    (date(2027, 2, 1), date(2026, 5, 5), State.DONE, "done 5 May"),
]


@pytest.mark.parametrize(("today", "done_on", "state", "words"), STATES)
def test_a_milestone_is_done_due_or_late(
    actors: cast.Cast, plan: WorkPlan, today: date, done_on: date | None, state: State, words: str
) -> None:
    done_at = datetime(2026, 7, 1, tzinfo=UTC) if done_on else None
    Milestone.objects.update(done_on=done_on, done_at=done_at)
    found = _task(actors, plan, today).map
    line, item = _line(found, Kind.MILESTONE), _line(found, Kind.ITEM)
    assert [mark.state for mark in line.marks] == [state]
    assert line.words == item.words == words
    assert (line.late is not None) == (item.late is not None) == (state is State.LATE)
    assert item.done == (1 if done_on else 0)
    assert (found.milestones, found.done, found.late) == (1, int(state is State.DONE), int(state is State.LATE))
    assert _entry(found, Kind.ITEM).is_late == (state is State.LATE)


def test_what_moved_is_shown_beside_its_first_days(actors: cast.Cast, plan: WorkPlan) -> None:
    later = date(2026, 9, 30)
    Item.objects.update(due_on=later)
    Milestone.objects.update(due_on=later, shifts=1)
    found = _task(actors, plan).map
    item, milestone = _entry(found, Kind.ITEM), _entry(found, Kind.MILESTONE)
    assert (item.has_moved, milestone.has_moved) == (True, True)
    assert "30 Jun 2026" in item.base
    assert milestone.base == "30 Jun 2026"
    assert _line(found, Kind.ITEM).base == Stretch(BEGINS, DUE)
    assert [mark.first_on for mark in _line(found, Kind.MILESTONE).marks] == [DUE]
    assert {"base", "first", "moved"} <= found.shows


def test_what_came_with_a_change_has_no_first_baseline(actors: cast.Cast, plan: WorkPlan) -> None:
    frozen(lambda item: replace(item, uid="another-item"))
    found = _task(actors, plan).map
    assert _line(found, Kind.ITEM).base is None
    assert not _entry(found, Kind.ITEM).has_moved


def test_what_was_cancelled_is_its_baseline_alone_and_never_late(actors: cast.Cast, plan: WorkPlan) -> None:
    Item.objects.update(cancelled_on=date(2026, 4, 1))
    found = _task(actors, plan, date(2026, 8, 3)).map
    item = _line(found, Kind.ITEM)
    assert (item.plan, item.late, item.words) == (None, None, "cancelled")
    assert item.base is not None
    assert [mark.state for mark in _line(found, Kind.MILESTONE).marks] == [State.GONE]
    assert (found.items, found.milestones, found.late) == (0, 0, 0)


@pytest.mark.parametrize(
    ("stage", "closed_on", "until"),
    [
        (TaskStage.RUNNING, None, date(2027, 3, 1)),  # late to this day
        (TaskStage.YEAR_CLOSED, None, date(2026, 12, 31)),  # after its year nothing becomes later
        (TaskStage.CLOSED, date(2026, 6, 30), None),  # closed in time
    ],
)
def test_lateness_ends_with_the_life_of_a_task(
    actors: cast.Cast, plan: WorkPlan, stage: TaskStage, closed_on: date | None, until: date | None
) -> None:
    Task.objects.update(stage=stage, closed_on=closed_on)
    late = _line(_task(actors, plan, date(2027, 3, 1)).map, Kind.ITEM).late
    assert late == (Stretch(DUE, until) if until is not None else None)


def test_days_of_rest_are_drawn_and_said(actors: cast.Cast, plan: WorkPlan) -> None:
    since, review_on = date(2026, 4, 8), date(2026, 6, 1)
    Suspension.objects.create(jurisdiction=actors.city, task=plan.task, reason="汛期", since=since, review_on=review_on)
    found = _task(actors, plan).map
    assert _line(found, Kind.ITEM).rests == (Stretch(since, review_on),)  # it goes on until it is looked at
    assert _entry(found, Kind.GROUP).state == "suspended since 8 Apr"
    Suspension.objects.update(ended_on=date(2026, 4, 30))
    found = _task(actors, plan).map
    assert _line(found, Kind.ITEM).rests == (Stretch(since, date(2026, 4, 30)),)
    assert _entry(found, Kind.GROUP).state == ""


@pytest.mark.parametrize(
    ("starts_on", "is_said"),
    [(None, False), (DUE, False), (date(2026, 6, 1), True)],  # no day of its own; the day itself; before it
)
def test_an_item_says_for_what_it_waits(
    actors: cast.Cast, plan: WorkPlan, starts_on: date | None, is_said: bool
) -> None:
    milestone = Milestone.objects.get()
    waiting = _another_item(actors, plan, starts_on=starts_on)
    Dependency.objects.create(jurisdiction=actors.city, item=waiting, milestone=milestone)
    found = _task(actors, plan).map
    entry = next(entry for entry in found.entries if entry.key == f"i-{waiting.uid}")
    assert milestone.title in entry.waits_for
    assert ("after its own beginning" in entry.waits_for) == is_said
    assert {"link", "arrow"} <= found.shows


def _another_item(actors: cast.Cast, plan: WorkPlan, **given: Any) -> Item:
    return Item.objects.create(
        jurisdiction=actors.city,
        plan=plan,
        unit=given.pop("unit", plan.part.unit),
        position=given.pop("position", 9),
        title="竣工验收",
        due_on=date(2026, 11, 30),
        **given,
    )


def test_before_a_work_plan_is_in_force_the_clause_itself_is_drawn(actors: cast.Cast) -> None:
    with clock.frozen(NOW):
        plan = planning.draft(actors)
    found = _task(actors, plan).map
    assert [entry.kind for entry in found.entries] == [Kind.GROUP]
    head = _line(found, Kind.GROUP)
    assert head.is_printed
    assert head.plan == Stretch(BEGINS, plan.task.due_on or date(2026, 12, 31))
    assert head.words == "as printed"
    late = _line(_task(actors, plan, date(2027, 1, 4)).map, Kind.GROUP)
    assert late.late is not None
    assert "over" in late.words


def test_before_its_issue_a_task_has_no_road_map(actors: cast.Cast) -> None:
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, cast.TWO_SECTIONS), version=0)
    task, section = Task.objects.order_by("position")[0], Section.objects.order_by("position")[0]
    found = sheets.task_roadmap(actors.officer, task.uid, str)
    assert (found.map.leaves, found.map.entries, found.axis) == ((), (), None)
    assert progress_curve(found) is None
    assert trajectories(found) == ()
    assert sheets.section_roadmap(actors.officer, section.uid, str).map.leaves == ()


def test_a_section_has_its_tasks_in_the_order_of_the_register(actors: cast.Cast, plan: WorkPlan) -> None:
    section = plan.task.section
    assert section is not None
    with on(date(2026, 5, 4)):
        found = sheets.section_roadmap(actors.liaison, section.uid, str)
    tasks = Task.objects.filter(section=section, issued_on__isnull=False).order_by("position")
    assert [entry.key for entry in found.map.entries if entry.kind is Kind.GROUP] == [task.uid for task in tasks]
    assert Kind.MILESTONE not in {entry.kind for entry in found.map.entries}
    assert Milestone.objects.get().title in _entry(found.map, Kind.ITEM).milestones
    Task.objects.filter(pk=plan.task_id).update(stage=TaskStage.CANCELLED)
    with on(date(2026, 5, 4)):
        found = sheets.section_roadmap(actors.liaison, section.uid, str)
    assert plan.task.uid not in {entry.key for entry in found.map.entries}


def test_both_sections_of_linked_clauses_show_the_task(actors: cast.Cast, plan: WorkPlan) -> None:
    """Domain 3.1: 12 = 55 is one task, and both sections show it."""
    link = plan.task.clause_links.get()
    other = Section.objects.create(
        jurisdiction=actors.city, plan=plan.task.plan, position=99, label="九", title="其他", start=0, end=1
    )
    clause = link.clause
    clause.pk, clause.uid, clause.section, clause.position = None, "another0uid1", other, 999
    clause.save()
    plan.task.clause_links.create(jurisdiction=actors.city, clause=clause, is_leading=False)
    for section in (plan.task.section, other):
        assert section is not None
        found = sheets.section_roadmap(actors.liaison, section.uid, str)
        assert plan.task.uid in {entry.key for entry in found.map.entries}


def test_a_unit_has_its_own_items_and_those_in_which_it_has_a_share(actors: cast.Cast, plan: WorkPlan) -> None:
    bureau, other = plan.part.unit, Unit.objects.get(name="市民政局")
    strange = _another_item(actors, plan, unit=other)

    def keys() -> set[str]:
        found = sheets.unit_roadmap(actors.liaison, bureau.uid, str)
        return {entry.key for entry in found.map.entries if entry.kind is Kind.ITEM}

    assert keys() == {f"i-{Item.objects.exclude(pk=strange.pk).get().uid}"}
    indicator = Indicator.objects.create(jurisdiction=actors.city, item=strange, title="清淤长度", target=10)
    Item.objects.filter(pk=strange.pk).update(basis=Item.Basis.INDICATOR)
    Allocation.objects.create(jurisdiction=actors.city, indicator=indicator, unit=bureau, target=4)
    assert f"i-{strange.uid}" in keys()


def test_a_unit_that_helps_without_an_item_has_the_clause(actors: cast.Cast, plan: WorkPlan) -> None:
    part = plan.task.parts.exclude(pk=plan.part_id)[0]
    found = sheets.unit_roadmap(actors.officer, part.unit.uid, str).map
    own = next(row.line for leaf in found.leaves for row in leaf.rows if row.line.key == plan.task.uid)
    assert own.is_printed


def test_what_is_of_another_government_is_not_there(actors: cast.Cast, plan: WorkPlan) -> None:
    section, unit = plan.task.section, plan.part.unit
    assert section is not None
    for ask, uid in (
        (sheets.task_roadmap, plan.task.uid),
        (sheets.section_roadmap, section.uid),
        (sheets.unit_roadmap, unit.uid),
    ):
        with pytest.raises(NotVisible):
            ask(actors.stranger, uid, str)


def test_the_number_of_queries_does_not_follow_the_number_of_bars(actors: cast.Cast, plan: WorkPlan) -> None:
    section = plan.task.section
    assert section is not None

    def asked() -> list[int]:
        counts = []
        for ask, uid in (
            (sheets.task_roadmap, plan.task.uid),
            (sheets.section_roadmap, section.uid),
            (sheets.unit_roadmap, plan.part.unit.uid),
        ):
            with CaptureQueriesContext(connection) as queries:
                ask(actors.liaison, uid, str)
            counts.append(len(queries))
        return counts

    few = asked()
    for number in range(20):
        item = _another_item(actors, plan, position=number + 10)
        Milestone.objects.create(jurisdiction=actors.city, item=item, position=1, title="完成", due_on=DUE)
    assert asked() == few
    assert max(few) <= 16
