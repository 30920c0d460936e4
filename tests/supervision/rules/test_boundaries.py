"""Every rule on the day before, the day, and the day after (domain 4.2)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from duban.core.working_days import WorkingCalendar
from duban.supervision.rules.catalogue import BY_CODE, KEEPING, RULES
from duban.supervision.rules.facts import Due, FigureFault, Filing, Light, PartFacts, Role
from duban.supervision.rules.lights import judge
from duban.supervision.rules.parameters import in_force

MONDAY = date(2026, 3, 2)
CALENDAR = WorkingCalendar({date(2026, 4, 6): False, date(2026, 4, 4): False})
LIMITS = in_force(MONDAY)
LEAD, HELP, ALL = Role.LEAD, Role.COOPERATING, Role.RESPONSIBLE


def facts(role: Role = LEAD, *, on: date = MONDAY, **given: object) -> PartFacts:
    return PartFacts(part="p", unit="u", role=role, on=on, filed_by=on + timedelta(days=3), **given)


def found(of: PartFacts) -> str:
    """Return the light and the codes of its reasons."""
    verdict = judge(of, LIMITS)
    return " ".join([verdict.light, *(reason.code for reason in verdict.reasons)])


def over(days: int) -> Due:
    return Due(MONDAY - timedelta(days=30), days)


def filings(words: str) -> tuple[Filing, ...]:
    """Return what was asked from `2026-01 2026-02!`, where ! is missing."""
    return tuple(Filing(word.strip("!"), word.endswith("!")) for word in words.split())


FINAL = MONDAY
CLAIMS = [  # days from the final date to: judging, claim, return of the claim; the light
    (-1, None, None, "green"),  # the day before
    (0, None, None, "green"),  # the day
    (1, None, None, "red final_date_passed"),  # the day after
    (1, 0, None, "green"),  # claimed on the last day
    (1, -20, None, "green"),
    (1, 1, None, "red final_date_passed"),  # claimed a day late
    (9, 0, 10, "green"),  # the check has not answered yet
    (10, 0, 10, "red final_date_passed"),  # the day of return: never made
    (11, 0, 10, "red final_date_passed"),
    (0, -9, -5, "green"),  # returned before the final date
    (1, -9, -5, "red final_date_passed"),
]


@pytest.mark.parametrize(("on", "claim", "returned", "expected"), CLAIMS)
def test_the_final_date_is_red_from_the_next_day_unless_completion_was_claimed_in_time(
    on: int, claim: int | None, returned: int | None, expected: str
) -> None:
    def after(days: int | None) -> date | None:
        return None if days is None else FINAL + timedelta(days=days)

    part = facts(
        on=FINAL + timedelta(days=on),
        final_on=FINAL,
        claimed_on=after(claim),
        claim_returned_on=after(returned),
    )
    assert found(part) == expected


def test_the_final_date_is_the_leads_and_not_that_of_who_cooperates() -> None:
    late = {"on": FINAL + timedelta(days=1), "final_on": FINAL}
    assert [found(facts(role, **late)) for role in (LEAD, ALL, HELP)] == [
        "red final_date_passed",
        "red final_date_passed",
        "green",
    ]


LADDERS = [  # fact, role, (working days over, light); yellow to ten, then red
    (
        "milestones",
        LEAD,
        [
            (0, "green"),
            (1, "yellow milestone_overdue"),
            (10, "yellow milestone_overdue"),
            (11, "red milestone_long_overdue"),
        ],
    ),
    ("milestones", HELP, [(0, "green"), (1, "yellow milestone_overdue"), (11, "red milestone_long_overdue")]),
    (
        "work_plan",
        LEAD,
        [
            (0, "green"),
            (1, "yellow work_plan_overdue"),
            (10, "yellow work_plan_overdue"),
            (11, "red work_plan_long_overdue"),
        ],
    ),
    ("work_plan", HELP, [(11, "green")]),  # those who cooperate file none
    (
        "decisions",
        HELP,
        [
            (0, "green"),
            (1, "yellow decision_overdue"),
            (10, "yellow decision_overdue"),
            (11, "red decision_long_overdue"),
        ],
    ),
    ("receipt", HELP, [(0, "green"), (1, "yellow receipt_overdue"), (99, "yellow receipt_overdue")]),
    ("open_ends", LEAD, [(0, "green"), (1, "yellow open_ends_unnamed"), (99, "yellow open_ends_unnamed")]),
    ("open_ends", HELP, [(1, "green")]),
    (
        "rectification_plans",
        LEAD,
        [
            (0, "green"),
            (4, "green"),
            (5, "red rectification_plan_overdue"),
            (6, "red rectification_plan_overdue"),
        ],
    ),
]


@pytest.mark.parametrize(
    ("name", "role", "days", "expected"),
    [(name, role, days, expected) for name, role, steps in LADDERS for days, expected in steps],
)
def test_what_is_owed_colours_by_its_working_days_over(name: str, role: Role, days: int, expected: str) -> None:
    one = over(days) if name in {"receipt", "work_plan"} else (over(days),)
    assert found(facts(role, **{name: one})) == expected


DEVIATIONS = [  # measured, scheduled, light
    (5000, 5500, "green"),  # -5: not yet below
    (5000, 5501, "yellow progress_below_plan"),
    (5000, 6499, "yellow progress_below_plan"),
    (5000, 6500, "yellow progress_below_plan"),  # -15: still yellow
    (5000, 6501, "red progress_far_below_plan"),
    (7000, 5000, "green"),
    (None, None, "green"),  # nothing is measured by degrees
    (None, 6501, "green"),
    (5000, None, "green"),
]


@pytest.mark.parametrize(("measured", "scheduled", "expected"), DEVIATIONS)
def test_the_deviation_is_yellow_below_five_and_red_below_fifteen_points(
    measured: int | None, scheduled: int | None, expected: str
) -> None:
    part = facts(measured=measured, scheduled=scheduled)
    assert found(part) == expected
    assert part.deviation == (None if measured is None or scheduled is None else measured - scheduled)


REPORTS = [  # what was asked and what of it is missing (!), light
    ("", "green"),
    ("2026-01 2026-02", "green"),
    ("2026-01 2026-02!", "yellow report_missing"),
    ("2026-01! 2026-02!", "red reports_missing_again"),  # two running
    ("2026-02! 2026-01!", "red reports_missing_again"),  # in whatever order
    ("2026-01! 2026-03!", "red reports_missing_again"),  # in February it was exempt
    ("2025-12! 2026-01!", "red reports_missing_again"),  # two running over the new year
    ("2026-01! 2026-02 2026-03!", "yellow report_missing"),
    ("2026-01! 2026-02 2026-03! 2026-04 2026-05!", "red reports_missing_again"),  # three in a year
    ("2026-01! 2026-02 2026-03! 2026-04 2026-05! 2026-06", "green"),  # left behind by filing again
    ("2025-10! 2025-11 2025-12! 2026-01 2026-02!", "yellow report_missing"),  # of two years
]


@pytest.mark.parametrize(("asked", "expected"), REPORTS)
def test_one_missing_report_is_yellow_two_running_or_three_in_a_year_are_red(asked: str, expected: str) -> None:
    assert found(facts(reports=filings(asked))) == expected
    assert found(facts(HELP, reports=filings(asked))) == "green"


CONTRIBUTIONS = [
    ("2026-01", "green"),
    ("2026-01!", "yellow contribution_missing"),
    ("2026-01! 2026-02", "green"),
    ("2026-01! 2026-02!", "red contribution_missing_again"),
    ("2026-01! 2026-02 2026-03!", "yellow contribution_missing"),
    ("2026-01! 2026-02 2026-03! 2026-04 2026-05!", "yellow contribution_missing"),  # three in a year is for reports
    ("2026-01! 2026-01! 2026-02", "green"),  # asked by several leads
    ("2026-01! 2026-02! 2026-02", "red contribution_missing_again"),  # one of two is missing
]


@pytest.mark.parametrize(("asked", "expected"), CONTRIBUTIONS)
def test_a_missing_contribution_colours_who_cooperates_and_never_the_lead(asked: str, expected: str) -> None:
    assert found(facts(HELP, contributions=filings(asked))) == expected
    assert found(facts(LEAD, contributions=filings(asked))) == "green"


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "green"), (0, "red report_contradicted"), (1, "red report_contradicted")]
)
def test_a_contradicted_report_is_red_from_the_day_of_the_check(days: int, expected: str) -> None:
    assert found(facts(on=MONDAY + timedelta(days=days), contradicted_on=MONDAY)) == expected


FAULTS = [
    ((), "green"),
    ((FigureFault("带动就业人数", "jump", has_remark=True),), "green"),
    ((FigureFault("带动就业人数", "jump", has_remark=True), FigureFault("投资", "sum")), "yellow figure_unexplained"),
]


@pytest.mark.parametrize(("faults", "expected"), FAULTS)
def test_a_figure_that_breaks_a_rule_is_yellow_without_a_remark(faults: tuple[FigureFault, ...], expected: str) -> None:
    assert found(facts(figure_faults=faults)) == expected


DAYS_OF_THE_NOTICE = [  # working days after the due day of the second of four milestones, light
    (-1, "green"),
    (0, "green"),
    (1, "yellow milestone_overdue"),
    (10, "yellow milestone_overdue"),
    (11, "red milestone_long_overdue"),
]


@pytest.mark.parametrize(("count", "expected"), DAYS_OF_THE_NOTICE)
def test_of_four_milestones_of_25_one_late_turns_yellow_on_the_first_and_red_on_the_eleventh_day(
    count: int, expected: str
) -> None:
    due_on = date(2026, 3, 27)  # a Friday; Qingming lies within the ten days
    on = CALENDAR.after(due_on, count) if count >= 0 else CALENDAR.before(due_on, -count)
    days = [date(2026, 2, 27), due_on, date(2026, 6, 30), date(2026, 9, 30)]
    done = [date(2026, 2, 27), None, None, None]
    stones = tuple(
        Due.counted(CALENDAR, on=on, due_on=day, done_on=done_on) for day, done_on in zip(days, done, strict=True)
    )
    assert found(facts(on=on, milestones=stones)) == expected


def test_days_off_do_not_count() -> None:
    due_on = date(2026, 4, 3)  # Friday before Qingming: Saturday to Monday are free
    counted = {day: Due.counted(CALENDAR, on=date(2026, 4, day), due_on=due_on).days_over for day in range(2, 9)}
    assert counted == {2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 1, 8: 2}


DONE = [  # days from the due day to: judging, done; whether that is known; whether it is done, working days over
    (1, 0, True, True, 0),
    (1, 1, True, True, 0),  # done late, but done
    (1, 2, True, False, 1),  # done after the day that is judged
    (1, 0, False, False, 1),  # filed after the lock
    (1, None, True, False, 1),
]


@pytest.mark.parametrize(("on", "done", "is_known", "is_done", "days_over"), DONE)
def test_only_what_was_done_by_the_day_and_filed_by_the_lock_is_done(
    on: int, done: int | None, is_known: bool, is_done: bool, days_over: int
) -> None:
    done_on = None if done is None else MONDAY + timedelta(days=done)
    due = Due.counted(CALENDAR, on=MONDAY + timedelta(days=on), due_on=MONDAY, done_on=done_on, is_known=is_known)
    assert (due.done_on is not None, due.days_over) == (is_done, days_over)


def test_every_rule_has_a_row_in_these_tables() -> None:
    """The codes that the tables of this file and of test_lights expect."""
    texts = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_[bl]*.py"))
    assert [rule.code for rule in (*RULES, *KEEPING) if rule.code not in texts] == []
    assert len(BY_CODE) == len(RULES) + len(KEEPING)


def test_the_list_of_rules_is_sorted_with_the_worst_first() -> None:
    lights = [rule.light for rule in RULES]
    assert lights == sorted(lights, key=[Light.RED, Light.YELLOW].index)
