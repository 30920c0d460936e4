"""What holds of every light, whatever the facts (domain 4.2)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from duban.supervision.rules.catalogue import BY_CODE, Gate
from duban.supervision.rules.facts import Due, FigureFault, Filing, Light, PartFacts, PartLight, Role, TaskFacts
from duban.supervision.rules.lights import judge, judge_task
from duban.supervision.rules.parameters import in_force
from duban.supervision.rules.wire import facts_of_json, facts_to_json, reasons_of_json, reasons_to_json

ON = date(2026, 6, 25)
LIMITS = in_force(ON)
ORDER = list(Light)

days = st.integers(-200, 200).map(lambda number: ON + timedelta(days=number))
maybe_day = st.none() | days
words = st.text(max_size=8)
dues = st.builds(
    Due,
    due_on=days,
    days_over=st.integers(0, 30),
    done_on=maybe_day,
    uid=st.none() | words,
    title=st.none() | words,
)
months = st.sampled_from([f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)])
filings = st.lists(st.builds(Filing, month=months, is_missing=st.booleans()), max_size=6).map(tuple)
several = st.lists(dues, max_size=3).map(tuple)
points = st.none() | st.integers(0, 10_000)
part_facts = st.builds(
    PartFacts,
    part=words,
    unit=words,
    role=st.sampled_from(Role),
    on=st.just(ON),
    filed_by=days,
    is_closed=st.booleans(),
    is_suspended=st.booleans(),
    is_exempt=st.booleans(),
    has_accepted_plan=st.booleans(),
    begins_on=maybe_day,
    final_on=maybe_day,
    claimed_on=maybe_day,
    claim_returned_on=maybe_day,
    milestones=several,
    measured=points,
    scheduled=points,
    reports=filings,
    contributions=filings,
    contradicted_on=maybe_day,
    figure_faults=st.lists(st.builds(FigureFault, figure=words, rule=words, has_remark=st.booleans()), max_size=2).map(
        tuple
    ),
    receipt=st.none() | dues,
    work_plan=st.none() | dues,
    open_ends=several,
    decisions=several,
    rectification_plans=several,
    previous_light=st.none() | st.sampled_from(Light),
    red_rounds_in_a_row=st.integers(0, 12),
    is_report_accepted=st.none() | st.booleans(),
)
part_lights = st.builds(
    PartLight, part=words, unit=words, role=st.sampled_from(Role), light=st.sampled_from(Light), worst=st.none() | words
)
tasks = st.builds(TaskFacts, task=words, on=days, parts=st.lists(part_lights, max_size=6).map(tuple))


def worsened(facts: PartFacts, name: str) -> PartFacts:
    """Return the facts with one more that is red for this role."""
    long_over = Due(ON - timedelta(days=60), 40)
    if name in {"milestones", "decisions", "rectification_plans"}:
        return replace(facts, **{name: (*getattr(facts, name), long_over)})
    return replace(facts, contradicted_on=ON) if name == "check" else replace(facts, measured=0, scheduled=10_000)


@given(part_facts)
def test_a_light_is_computed_again_from_its_stored_facts_alone(facts: PartFacts) -> None:
    verdict = judge(facts, LIMITS)
    again = facts_of_json(facts_to_json(facts))
    assert again == facts
    assert isinstance(again, PartFacts)
    assert judge(again, LIMITS) == verdict
    assert reasons_of_json(reasons_to_json(verdict.reasons)) == verdict.reasons
    assert facts_to_json(again) == facts_to_json(facts)


@given(tasks)
def test_the_light_of_a_task_is_computed_again_from_its_stored_facts(facts: TaskFacts) -> None:
    again = facts_of_json(facts_to_json(facts))
    assert again == facts
    assert isinstance(again, TaskFacts)
    assert judge_task(again) == judge_task(facts)


@given(part_facts, st.sampled_from(("milestones", "decisions", "rectification_plans", "check", "deviation")))
def test_a_further_red_fact_never_makes_a_light_better(facts: PartFacts, name: str) -> None:
    before, after = judge(facts, LIMITS), judge(worsened(facts, name), LIMITS)
    assert ORDER.index(after.light) >= ORDER.index(before.light)
    assert after.gate or after.light == Light.RED


@given(part_facts)
def test_a_light_follows_from_its_gate_or_from_its_worst_reason(facts: PartFacts) -> None:
    verdict = judge(facts, LIMITS)
    if verdict.gate:
        assert verdict.light == (Light.BLUE if verdict.gate == Gate.CLOSED else Light.GREY)
        assert facts.has_accepted_plan or verdict.gate == Gate.CLOSED
    else:
        assert verdict.light == (verdict.reasons[0].light if verdict.reasons else Light.GREEN)
    shades = [ORDER.index(reason.light) for reason in verdict.reasons]
    assert shades == sorted(shades, reverse=True)


@given(part_facts)
def test_every_reason_stands_once_and_is_one_of_the_role_that_is_judged(facts: PartFacts) -> None:
    found = [reason.code for reason in judge(facts, LIMITS).reasons]
    assert len(found) == len(set(found))
    assert all(facts.role in BY_CODE[code].roles for code in found)


@given(part_facts)
def test_what_is_done_and_filed_is_green(facts: PartFacts) -> None:
    def done(owed: tuple[Due, ...]) -> tuple[Due, ...]:
        return tuple(due._replace(days_over=0) for due in owed)

    settled = replace(
        facts,
        is_closed=False,
        has_accepted_plan=False,
        final_on=None,
        milestones=done(facts.milestones),
        measured=None,
        reports=tuple(filing._replace(is_missing=False) for filing in facts.reports),
        contributions=(),
        contradicted_on=None,
        figure_faults=(),
        receipt=None,
        work_plan=None,
        open_ends=done(facts.open_ends),
        decisions=done(facts.decisions),
        rectification_plans=done(facts.rectification_plans),
        is_report_accepted=True,
    )
    assert judge(settled, LIMITS).light == Light.GREEN


@given(tasks)
def test_a_task_is_as_bad_as_its_worst_lead_and_never_worse(facts: TaskFacts) -> None:
    verdict = judge_task(facts)
    leads = [part for part in facts.parts if part.role != Role.COOPERATING]
    if leads:
        assert verdict.light == max((part.light for part in leads), key=ORDER.index)
        assert set(verdict.decided_by) <= set(leads)
    assert all(part.role == Role.COOPERATING for part in verdict.held_up_by)
