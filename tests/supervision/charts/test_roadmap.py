"""The geometry of road maps: bars, marks, connectors, leaves."""

import re
from datetime import date, timedelta

import pytest

from duban.supervision.charts.axis import Axis
from duban.supervision.charts.models import Kind, Line, Mark, State, Stretch
from duban.supervision.charts.roadmap import (
    AXIS,
    FIRST_LEAF,
    HEAD,
    HEIGHTS,
    NEXT_LEAF,
    TIME,
    Leaf,
    days_of,
    lay,
)

YEAR = Axis(date(2026, 1, 1), date(2026, 12, 31), AXIS)
DAY = AXIS / 365
TODAY = date(2026, 7, 8)
NUMBERS = re.compile(r"-?\d*\.?\d+")


def item(key: str = "a", **given: object) -> Line:
    return Line(key, Kind.ITEM, "事项", **given)


def group(key: str = "g", **given: object) -> Line:
    return Line(key, Kind.GROUP, "任务", **given)


def one(*lines: Line, today: date = TODAY) -> Leaf:
    (leaf,) = lay(lines, YEAR, today)
    return leaf


def box(leaf: Leaf, kind: str) -> tuple[float, float]:
    """Return from where to where the only bar of a kind reaches."""
    x, _y, width, _height, _back = map(float, NUMBERS.findall(leaf.paths[kind]))
    return x, x + width


BARS = [  # planned from, to; the day on which the bar begins and ends, counted from New Year; None where none is drawn
    (date(2026, 1, 1), date(2026, 12, 31), (0, 365)),  # the whole year
    (date(2026, 1, 1), date(2026, 1, 1), (0, 1)),  # one day has a width
    (date(2026, 12, 31), date(2026, 12, 31), (364, 365)),
    (date(2026, 2, 28), date(2026, 3, 1), (58, 60)),  # a common year has no day between them
    (date(2025, 11, 1), date(2026, 1, 31), (0, 31)),  # cut at the beginning
    (date(2026, 12, 1), date(2027, 3, 31), (334, 365)),  # cut at the end
    (date(2025, 1, 1), date(2025, 12, 31), None),  # before the line
    (date(2027, 1, 1), date(2027, 1, 2), None),  # after it
]


@pytest.mark.parametrize(("begins", "ends", "drawn"), BARS)
def test_a_bar_reaches_from_the_morning_of_its_first_day_to_the_evening_of_its_last(
    begins: date, ends: date, drawn: tuple[int, int] | None
) -> None:
    leaf = one(item(plan=Stretch(begins, ends)))
    if drawn is None:
        assert "plan" not in leaf.paths
    else:
        assert box(leaf, "plan") == pytest.approx((drawn[0] * DAY, drawn[1] * DAY), abs=0.1)


@pytest.mark.parametrize(("share", "reaches"), [(0.0, None), (0.5, 182.5), (1.0, 365), (1.2, 365), (-0.1, None)])
def test_what_is_done_fills_its_share_of_the_bar(share: float, reaches: float | None) -> None:
    leaf = one(item(plan=Stretch(YEAR.first, YEAR.last), done=share))
    if reaches is None:
        assert "done" not in leaf.paths
    else:
        assert box(leaf, "done") == pytest.approx((0, reaches * DAY), abs=0.1)


@pytest.mark.parametrize("kind", ["late", "was_late"])
def test_lateness_begins_when_the_missed_day_has_passed(kind: str) -> None:
    late = Stretch(date(2026, 6, 30), TODAY)
    leaf = one(item(plan=Stretch(YEAR.first, date(2026, 6, 30)), **{kind: late}))
    assert box(leaf, kind) == pytest.approx((YEAR.ends(date(2026, 6, 30)), YEAR.ends(TODAY)), abs=0.1)
    assert box(leaf, kind)[0] == pytest.approx(box(leaf, "plan")[1], abs=0.1)  # it touches the bar


def test_the_baseline_lies_below_the_plan_and_never_upon_it() -> None:
    leaf = one(item(plan=Stretch(YEAR.first, YEAR.last), base=Stretch(YEAR.first, date(2026, 9, 30))))
    assert box(leaf, "base")[1] == pytest.approx(YEAR.ends(date(2026, 9, 30)), abs=0.1)
    _x, plan_y, _w, plan_height, _b = map(float, NUMBERS.findall(leaf.paths["plan"]))
    _x, base_y, _w, base_height, _b = map(float, NUMBERS.findall(leaf.paths["base"]))
    assert plan_y + plan_height < base_y
    assert base_y + base_height < HEAD + HEIGHTS[Kind.ITEM]


@pytest.mark.parametrize("state", list(State))
def test_every_state_of_a_milestone_has_a_shape_of_its_own(state: State) -> None:
    leaf = one(item(marks=[Mark("m", TODAY, state)]))
    assert [kind for kind in leaf.paths if kind.startswith("mark_")] == [f"mark_{state}"]
    assert ("sign" in leaf.paths) == (state is State.LATE)


@pytest.mark.parametrize(
    ("first_on", "is_drawn"),
    [
        (None, False),
        (TODAY, False),  # it did not move
        (date(2026, 6, 1), True),  # put off
        (date(2026, 8, 1), True),  # brought forward
        (date(2025, 12, 31), False),  # before the line
    ],
)
def test_a_milestone_that_moved_shows_the_day_it_had_first(first_on: date | None, is_drawn: bool) -> None:
    leaf = one(item(marks=[Mark("m", TODAY, State.DUE, first_on)]))
    assert ("first" in leaf.paths, "moved" in leaf.paths) == (is_drawn, is_drawn)


def test_a_milestone_outside_the_line_is_not_drawn() -> None:
    assert "mark_due" not in one(item(marks=[Mark("m", date(2027, 1, 1), State.DUE)])).paths


@pytest.mark.parametrize(
    ("today", "at"),
    [
        (date(2026, 1, 1), DAY),
        (date(2026, 12, 31), AXIS),
        (date(2025, 12, 31), None),
        (date(2027, 1, 1), None),
    ],
)
def test_today_is_a_line_where_its_day_ends(today: date, at: float | None) -> None:
    leaf = one(item(), today=today)
    assert leaf.today == "" if at is None else float(leaf.today) == pytest.approx(at, abs=0.1)
    assert 40 <= float(leaf.today_words_at) <= TIME - 40  # its words stay within the picture


def test_a_group_is_a_bracket_unless_the_clause_itself_is_drawn() -> None:
    whole = Stretch(YEAR.first, YEAR.last)
    assert {"span"} <= one(group(plan=whole), item()).paths.keys()
    assert "plan" not in one(group(plan=whole), item()).paths
    assert "plan" in one(group(plan=whole, is_printed=True)).paths


def test_days_of_rest_cover_the_whole_line() -> None:
    leaf = one(item(rests=[Stretch(date(2026, 4, 8), date(2026, 5, 6))]))
    x, y, width, height, _back = map(float, NUMBERS.findall(leaf.paths["rest"]))
    assert (x, x + width) == pytest.approx((YEAR.begins(date(2026, 4, 8)), YEAR.ends(date(2026, 5, 6))), abs=0.1)
    assert HEAD <= y < y + height <= HEAD + HEIGHTS[Kind.ITEM]


def test_words_stand_right_of_the_last_of_a_line_and_within_the_picture() -> None:
    early = one(item(plan=Stretch(YEAR.first, date(2026, 3, 31)), words="超期 7 个工作日"))
    assert float(early.rows[0].words_place.split()[0]) > YEAR.ends(date(2026, 3, 31))
    long = one(item(plan=Stretch(YEAR.first, YEAR.last), words="很长的话" * 20))
    assert float(long.rows[0].words_place.split()[0]) >= 0


LINKS = [  # the milestone's day; from when the item that waits begins; how the connector arrives
    (date(2026, 3, 1), date(2026, 6, 1), "right"),  # round a corner, to the beginning of the bar
    (date(2026, 6, 1), date(2026, 3, 1), "down"),  # it began before: from above into the bar
    (date(2026, 6, 1), date(2026, 6, 1), "down"),  # the same day: no room for a corner
]


@pytest.mark.parametrize(("on", "begins", "arrives"), LINKS)
def test_a_connector_leads_from_a_milestone_to_what_waits_for_it(on: date, begins: date, arrives: str) -> None:
    leaf = one(
        item("a", plan=Stretch(YEAR.first, YEAR.last), marks=[Mark("m", on, State.DUE)]),
        item("b", plan=Stretch(begins, YEAR.last), waits_for=["m"]),
    )
    assert ("H" in leaf.paths["link"]) == (arrives == "right")
    x, y, *_rest = map(float, NUMBERS.findall(leaf.paths["arrow"]))
    assert x == pytest.approx(YEAR.begins(begins) if arrives == "right" else YEAR.ends(on), abs=0.1)
    assert y > HEAD + HEIGHTS[Kind.ITEM]  # on the second line


def test_a_connector_leads_upwards_too_and_to_the_end_of_a_bar_that_is_over_before() -> None:
    leaf = one(
        item("b", plan=Stretch(YEAR.first, date(2026, 3, 31)), waits_for=["m"]),
        item("a", plan=Stretch(YEAR.first, YEAR.last), marks=[Mark("m", date(2026, 6, 1), State.DUE)]),
    )
    x, y, *_rest = map(float, NUMBERS.findall(leaf.paths["arrow"]))
    assert x == pytest.approx(YEAR.ends(date(2026, 3, 31)), abs=0.1)
    assert y < HEAD + HEIGHTS[Kind.ITEM]


def test_what_waits_for_a_milestone_that_is_not_there_has_a_stub() -> None:
    leaf = one(item(plan=Stretch(date(2026, 6, 1), YEAR.last), waits_for=["elsewhere"]))
    assert leaf.paths["link"].count("M") == leaf.paths["arrow"].count("M") == 1


def test_a_milestone_with_a_line_of_its_own_is_where_connectors_begin() -> None:
    mark = Mark("m", date(2026, 3, 1), State.DUE)
    leaf = one(
        item("a", plan=Stretch(YEAR.first, YEAR.last), marks=[mark]),
        Line("m", Kind.MILESTONE, "节点", marks=[mark]),
        item("b", plan=Stretch(date(2026, 6, 1), YEAR.last), waits_for=["m"]),
    )
    _x, y, *_rest = map(float, NUMBERS.findall(leaf.paths["link"]))
    assert y == HEAD + HEIGHTS[Kind.ITEM] + HEIGHTS[Kind.MILESTONE] / 2


def test_a_long_map_goes_on_over_leaves_that_fit_a_sheet() -> None:
    lines = [line for number in range(30) for line in (group(f"g{number}"), item(f"a{number}"), item(f"b{number}"))]
    leaves = lay(lines, YEAR, TODAY)
    assert [leaf.number for leaf in leaves] == list(range(1, len(leaves) + 1))
    assert leaves[0].height <= FIRST_LEAF
    assert all(leaf.height <= NEXT_LEAF for leaf in leaves[1:])
    shown = [row.line.key for leaf in leaves for row in leaf.rows if not row.is_continued]
    assert shown == [line.key for line in lines]  # each once, in order
    assert all(leaf.rows[-1].line.kind is not Kind.GROUP for leaf in leaves)  # none ends with a name alone
    assert all(leaf.rows[0].line.kind is Kind.GROUP for leaf in leaves)  # what goes on names its group anew
    assert all(leaf.months == leaves[0].months for leaf in leaves)


def test_connectors_from_leaf_to_leaf_are_stubs_on_both() -> None:
    mark = Mark("m", date(2026, 3, 1), State.DUE)
    whole = Stretch(date(2026, 6, 1), YEAR.last)
    lines = [item("a", plan=whole, marks=[mark]), *(item(str(number)) for number in range(30))]
    first, second = lay([*lines, item("b", plan=whole, waits_for=["m"])], YEAR, TODAY)
    assert "link" in first.paths
    assert "arrow" not in first.paths
    assert "arrow" in second.paths


def test_nothing_to_draw_has_no_leaf() -> None:
    assert lay([], YEAR, TODAY) == ()


def test_names_are_cut_to_their_room_and_numbers_move_all_names() -> None:
    leaf = one(group(number="26、56"), item()._replace(name="完成河道清淤工程" * 10))
    assert leaf.rows[1].name.endswith("…")
    assert len(leaf.rows[1].short) == 2
    assert {row.name_at for row in leaf.rows} == {"56"}
    assert {row.name_at for row in one(group(), item()).rows} == {"0", "18"}


def test_the_axis_holds_every_day_that_is_to_be_seen() -> None:
    days = [date(2026, 1, 1) + timedelta(days=step) for step in range(9)]
    line = item(
        plan=Stretch(days[0], days[1]),
        base=Stretch(days[2], days[3]),
        late=Stretch(days[4], days[5]),
        was_late=Stretch(days[5], days[6]),
        marks=[Mark("m", days[7], State.DUE, days[8])],
    )
    assert set(days_of([line])) == set(days)


def test_a_thousand_bars_are_no_more_elements_than_ten() -> None:
    """Paths do not grow in number: a picture of many lines stays light."""
    many = [
        item(str(number), plan=Stretch(YEAR.first, YEAR.last), base=Stretch(YEAR.first, YEAR.last), done=0.5)
        for number in range(1000)
    ]
    leaves = lay(many, YEAR, TODAY)
    assert sum(len(leaf.rows) for leaf in leaves) == 1000
    assert {len(leaf.paths) for leaf in leaves} == {len(one(many[0]).paths)}
    assert sum(leaf.paths["plan"].count("M") for leaf in leaves) == 1000
