"""Facts and reasons are stored as text from which the light can be computed again."""

import json
from datetime import date

import pytest

from duban.supervision.rules.facts import Due, Filing, Light, PartFacts, PartLight, Role, TaskFacts
from duban.supervision.rules.lights import judge
from duban.supervision.rules.parameters import in_force
from duban.supervision.rules.wire import facts_of_json, facts_to_json, reasons_of_json, reasons_to_json

ON = date(2026, 6, 25)
BARE = PartFacts(part="p1", unit="u1", role=Role.LEAD, on=ON, filed_by=date(2026, 6, 30))
STORED = (
    '{"filed_by":"2026-06-30","is_report_accepted":0,"measured":0,'
    '"milestones":[{"days_over":17,"due_on":"2026-06-02","title":"主体完工","uid":"m1"}],'
    '"on":"2026-06-25","part":"p1","previous_light":"red","red_rounds_in_a_row":1,'
    '"reports":[{"is_missing":false,"month":"2026-05"}],"role":"lead","scheduled":0,'
    '"schema":"duban.part-facts/1","unit":"u1"}'
)


def test_a_text_stored_by_this_version_is_read_by_every_later_one() -> None:
    facts = facts_of_json(STORED)
    assert facts == PartFacts(
        part="p1",
        unit="u1",
        role=Role.LEAD,
        on=ON,
        filed_by=date(2026, 6, 30),
        milestones=(Due(date(2026, 6, 2), 17, uid="m1", title="主体完工"),),
        measured=0,
        scheduled=0,
        reports=(Filing("2026-05", False),),
        previous_light=Light.RED,
        red_rounds_in_a_row=1,
        is_report_accepted=False,
    )
    assert facts_to_json(facts) == STORED


def test_what_is_empty_is_left_out_and_zero_is_not() -> None:
    assert set(json.loads(facts_to_json(BARE))) == {
        "schema",
        "part",
        "unit",
        "role",
        "on",
        "filed_by",
        "red_rounds_in_a_row",
    }


def test_the_facts_of_a_task_come_back() -> None:
    facts = TaskFacts(
        task="t1",
        on=ON,
        parts=(
            PartLight("p1", "u1", Role.LEAD, Light.RED, "final_date_passed"),
            PartLight("p2", "u2", Role.COOPERATING, Light.GREEN),
        ),
    )
    assert facts_of_json(facts_to_json(facts)) == facts


def test_reasons_come_back_in_their_order() -> None:
    facts = facts_of_json(STORED)
    assert isinstance(facts, PartFacts)
    reasons = judge(facts, in_force(ON)).reasons
    assert reasons
    assert reasons_of_json(reasons_to_json(reasons)) == reasons
    assert json.loads(reasons_to_json(reasons))[0] == {
        "code": "milestone_long_overdue",
        "light": "red",
        "params": {"due_on": "2026-06-02", "days": 17, "others": 0, "uid": "m1", "title": "主体完工"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema":"duban.part-facts/2"}',
        '{"schema":"duban.part-facts/1"}',  # nothing in it
        '{"schema":"duban.task-facts/1","task":"t","on":"gestern"}',
        STORED.replace('"lead"', '"helper"'),
        STORED.replace('"2026-06-02"', "5"),
        STORED.replace('[{"is_missing":false,"month":"2026-05"}]', "7"),
    ],
)
def test_what_is_no_facts_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- from JSON, dates and roles alike
        facts_of_json(text)
