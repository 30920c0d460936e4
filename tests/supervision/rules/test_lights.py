"""Gates before the rules, what keeps red after them, and the light of a task from its parts (domain 4.2)."""

import doctest
from dataclasses import replace
from datetime import date, timedelta

import pytest

from duban.supervision.rules import facts as facts_module
from duban.supervision.rules.catalogue import VERSION
from duban.supervision.rules.facts import Due, FigureFault, Filing, Light, PartFacts, PartLight, Role, TaskFacts
from duban.supervision.rules.lights import Verdict, judge, judge_task
from duban.supervision.rules.parameters import HISTORY, in_force, of_version

ON = date(2026, 6, 25)
LIMITS = in_force(ON)
LATE = (Due(date(2026, 6, 1), 18, uid="m1", title="主体完工"),)
PART = PartFacts(part="p", unit="u", role=Role.LEAD, on=ON, filed_by=date(2026, 6, 30))
RED, YELLOW, GREEN, GREY, BLUE = Light.RED, Light.YELLOW, Light.GREEN, Light.GREY, Light.BLUE


def judged(facts: PartFacts) -> Verdict:
    return judge(facts, LIMITS)


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def test_the_example_in_the_docstring_holds() -> None:
    results = doctest.testmod(facts_module)
    assert (results.attempted > 0, results.failed) == (True, 0)


def test_where_no_rule_finds_anything_the_light_is_green() -> None:
    assert judged(PART) == Verdict(GREEN, None, (), f"{VERSION}/{LIMITS.version}")
    assert judged(PART).worst is None


NOT_BEGUN = {"begins_on": ON + timedelta(days=1)}
GATES = [  # facts, whether a work plan is accepted, light, gate
    ({"is_closed": True}, True, BLUE, "closed"),
    ({"is_closed": True}, False, BLUE, "closed"),  # a closed one needs no plan
    ({"is_closed": True, "is_suspended": True}, True, BLUE, "closed"),  # in order
    ({"is_suspended": True, "is_exempt": True}, True, GREY, "suspended"),
    ({"is_exempt": True, **NOT_BEGUN}, True, GREY, "exempt"),
    (NOT_BEGUN, True, GREY, "not_begun"),
    ({"begins_on": ON}, True, RED, None),  # begins today
    ({"begins_on": ON - timedelta(days=1)}, True, RED, None),
    ({"is_suspended": True}, False, RED, None),  # no grey without an accepted work plan
    ({"is_exempt": True}, False, RED, None),
    (NOT_BEGUN, False, RED, None),
]


@pytest.mark.parametrize(("given", "has_plan", "light", "gate"), GATES)
def test_gates_come_first_and_the_rules_are_stored_all_the_same(
    given: dict[str, object], has_plan: bool, light: Light, gate: str | None
) -> None:
    verdict = judged(replace(PART, milestones=LATE, has_accepted_plan=has_plan, **given))
    assert (verdict.light, verdict.gate) == (light, gate)
    assert codes(verdict) == ["milestone_long_overdue"]
    assert verdict.worst == (gate or "milestone_long_overdue")


def test_the_worst_wins_and_all_hits_are_stored_worst_first() -> None:
    verdict = judged(
        replace(
            PART,
            receipt=Due(date(2026, 3, 5), 60),
            milestones=(*LATE, Due(date(2026, 6, 23), 2)),
            reports=(Filing("2026-06", True),),
        )
    )
    assert verdict.light == RED
    assert codes(verdict) == ["milestone_long_overdue", "milestone_overdue", "report_missing", "receipt_overdue"]
    assert [reason.light for reason in verdict.reasons] == [RED, YELLOW, YELLOW, YELLOW]


def test_a_reason_carries_the_figures_that_were_used_and_no_text() -> None:
    verdict = judged(
        replace(
            PART,
            final_on=date(2026, 6, 20),
            milestones=(Due(date(2026, 6, 5), 14), *LATE, Due(date(2026, 7, 1))),
            measured=4000,
            scheduled=6000,
        )
    )
    assert [reason.params for reason in verdict.reasons] == [
        {"final_on": "2026-06-20", "calendar_days": 5},
        {"due_on": "2026-06-01", "days": 18, "others": 1, "uid": "m1", "title": "主体完工"},
        {"deviation": -2000, "measured": 4000, "scheduled": 6000, "limit": -1500},
    ]


def test_reasons_name_the_last_month_and_count_what_is_beside_the_worst() -> None:
    verdict = judged(
        replace(
            PART,
            reports=(Filing("2026-05", True), Filing("2026-03", True), Filing("2026-04", False)),
            figure_faults=(
                FigureFault("投资", "sum", has_remark=True),
                FigureFault("就业", "jump"),
                FigureFault("税", "jump"),
            ),
        )
    )
    assert [reason.params for reason in verdict.reasons] == [
        {"title": "就业", "rule": "jump", "others": 1},
        {"month": "2026-05", "running": 1, "in_year": 2},
    ]


def test_a_unit_that_signs_nothing_and_files_nothing_turns_yellow_then_red_from_the_day_of_issue() -> None:
    lights = []
    for days in range(31):  # working days after service: three for the receipt, fifteen for the work plan
        owed = replace(
            PART,
            receipt=Due(date(2026, 3, 5), max(0, days - 3)),
            work_plan=Due(date(2026, 3, 23), max(0, days - 15)),
        )
        lights.append(judged(owed).light)
    assert lights == [GREEN] * 4 + [YELLOW] * 22 + [RED] * 5


WAS_RED = replace(PART, previous_light=RED, red_rounds_in_a_row=2, is_report_accepted=True)
LEAVING = [  # facts that changed, light, codes
    ({}, GREEN, []),  # red is left
    ({"is_report_accepted": False}, RED, ["no_report_keeps_red"]),
    ({"is_report_accepted": None}, GREEN, []),  # nothing was asked
    ({"milestones": (Due(ON, 5),)}, YELLOW, ["milestone_overdue"]),  # the fifth day
    ({"milestones": (Due(ON, 6),)}, RED, ["milestone_keeps_red", "milestone_overdue"]),  # the sixth
    ({"milestones": (Due(ON, 11),)}, RED, ["milestone_long_overdue"]),  # red by itself
    ({"measured": 0, "scheduled": 1000}, YELLOW, ["progress_below_plan"]),  # -10
    ({"measured": 0, "scheduled": 1001}, RED, ["deviation_keeps_red", "progress_below_plan"]),
    (
        {"is_report_accepted": False, "milestones": (Due(ON, 6),), "measured": 0, "scheduled": 1500},
        RED,
        [
            "no_report_keeps_red",
            "milestone_keeps_red",
            "deviation_keeps_red",
            "milestone_overdue",
            "progress_below_plan",
        ],
    ),
    ({"is_report_accepted": False, "is_closed": True}, BLUE, []),  # gates come first
    ({"is_report_accepted": False, "is_suspended": True, "has_accepted_plan": True}, GREY, []),
]


@pytest.mark.parametrize(("given", "light", "expected"), LEAVING)
def test_red_is_left_only_with_a_report_and_well_caught_up(
    given: dict[str, object], light: Light, expected: list[str]
) -> None:
    verdict = judged(replace(WAS_RED, **given))
    assert (verdict.light, codes(verdict)) == (light, expected)


@pytest.mark.parametrize("previous", [None, BLUE, GREY, GREEN, YELLOW])
def test_nothing_keeps_red_where_the_last_round_did_not_say_red(previous: Light | None) -> None:
    part = replace(WAS_RED, previous_light=previous, is_report_accepted=False, milestones=(Due(ON, 6),))
    assert codes(judged(part)) == ["milestone_overdue"]


def test_kept_red_says_how_many_rounds_it_has_been_red() -> None:
    assert judged(replace(WAS_RED, is_report_accepted=False)).reasons[0].params == {"rounds": 2}


def parts(words: str) -> tuple[PartLight, ...]:
    """Return parts from words like `lead:red cooperating:yellow`, named p0, p1, …"""
    made = []
    for position, word in enumerate(words.split()):
        role, _, light = word.partition(":")
        made.append(PartLight(f"p{position}", f"u{position}", Role(role), Light(light), f"code{position}"))
    return tuple(made)


TASKS = [  # parts, light, the parts that decide, the parts that hold it up
    ("lead:green", GREEN, "p0", ""),
    ("lead:green lead:red lead:yellow", RED, "p1", ""),
    ("lead:red lead:green lead:red", RED, "p0 p2", ""),
    ("lead:green cooperating:red", GREEN, "p0", "p1"),  # shown with it, not coloured by it
    ("lead:green cooperating:yellow cooperating:red cooperating:green", GREEN, "p0", "p2 p1"),
    ("lead:blue lead:green", GREEN, "p1", ""),  # one of two leads is done
    ("lead:grey lead:green", GREEN, "p1", ""),
    ("lead:blue lead:grey", GREY, "p1", ""),
    ("lead:blue cooperating:grey", BLUE, "p0", ""),
    ("responsible:yellow responsible:red", RED, "p1", ""),  # an undivided heading
    ("cooperating:yellow", YELLOW, "p0", "p0"),  # nobody leads
    ("", GREEN, "", ""),
]


@pytest.mark.parametrize(("words", "light", "deciding", "holding"), TASKS)
def test_the_light_of_a_task_is_the_worst_of_its_leads(words: str, light: Light, deciding: str, holding: str) -> None:
    verdict = judge_task(TaskFacts(task="t", on=ON, parts=parts(words)))
    assert verdict.light == light
    assert " ".join(each.part for each in verdict.decided_by) == deciding
    assert " ".join(each.part for each in verdict.held_up_by) == holding
    assert verdict.worst == (f"code{deciding[1]}" if deciding else None)


def test_of_four_leads_and_nine_regions_only_the_region_that_is_behind_is_red() -> None:
    leads = [replace(PART, part=f"l{n}") for n in range(4)]
    regions = [replace(PART, part=f"r{n}", role=Role.COOPERATING, milestones=LATE if n == 5 else ()) for n in range(9)]
    lights = {each.part: judged(each) for each in (*leads, *regions)}
    assert [name for name, verdict in lights.items() if verdict.light != GREEN] == ["r5"]
    task = TaskFacts(
        task="t",
        on=ON,
        parts=tuple(
            PartLight(each.part, each.unit, each.role, lights[each.part].light, lights[each.part].worst)
            for each in (*leads, *regions)
        ),
    )
    assert judge_task(task).light == GREEN
    assert [(each.part, each.worst) for each in judge_task(task).held_up_by] == [("r5", "milestone_long_overdue")]


def test_limits_are_dated_and_found_again_by_their_version() -> None:
    assert [of_version(row.version) for row in HISTORY] == list(HISTORY)
    assert [row.since for row in HISTORY] == sorted({row.since for row in HISTORY})
    first = HISTORY[0]
    assert in_force(first.since) == in_force(first.since - timedelta(days=1)) == first
    with pytest.raises(KeyError):
        of_version("0")


def test_other_limits_judge_otherwise_and_the_verdict_names_them() -> None:
    stricter = replace(LIMITS, version="2", milestone_red_after=1)
    part = replace(PART, milestones=(Due(ON, 2),))
    assert (judged(part).light, judge(part, stricter).light) == (YELLOW, RED)
    assert judge(part, stricter).version == f"{VERSION}/2"
