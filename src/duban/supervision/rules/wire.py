"""Facts and reasons as JSON text, as they are stored beside a light, and back.

The text is canonical: the same facts give the same characters. What is empty, absent or false is left out, so that an
older text reads with the defaults of fields that came after it; no default may ever change.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, cast

from duban.supervision.rules.facts import Due, FigureFault, Filing, Light, PartFacts, PartLight, Role, TaskFacts
from duban.supervision.rules.lights import Reason

if TYPE_CHECKING:
    from duban.supervision.rules.shapes import DueShape, FactsShape, FilingShape, ReasonShape

PART, TASK = "duban.part-facts/1", "duban.task-facts/1"

Written: TypeAlias = "str | int | bool | list[Written] | dict[str, Written] | None"


def facts_to_json(facts: PartFacts | TaskFacts) -> str:
    """Return facts as text."""
    return _dumps(_task(facts) if isinstance(facts, TaskFacts) else _part(facts))


def facts_of_json(text: str) -> PartFacts | TaskFacts:
    """Return the facts that a text holds; ValueError where it holds none."""
    read = json.loads(text)
    schema = read.get("schema") if isinstance(read, dict) else None
    if schema not in {PART, TASK}:
        raise ValueError(f"no facts: {schema!r}")
    try:
        return _task_of(cast("FactsShape", read)) if schema == TASK else _part_of(cast("FactsShape", read))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no facts: {error}") from error


def reasons_to_json(reasons: Iterable[Reason]) -> str:
    """Return reasons as text, in their order."""
    return _dumps([{"code": each.code, "light": each.light, "params": dict(each.params)} for each in reasons])


def reasons_of_json(text: str) -> tuple[Reason, ...]:
    """Return the reasons that a text holds."""
    read = cast("list[ReasonShape]", json.loads(text))
    return tuple(Reason(each["code"], Light(each["light"]), each["params"]) for each in read)


def _dumps(written: Written) -> str:
    return json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _kept(written: dict[str, Written]) -> Written:
    """Leave out what is absent, false or empty; a number always says something."""
    return {key: value for key, value in written.items() if value not in (None, []) and value is not False}


def _part(facts: PartFacts) -> Written:
    return _kept(
        {
            "schema": PART,
            "part": facts.part,
            "unit": facts.unit,
            "role": facts.role.value,
            "on": facts.on.isoformat(),
            "filed_by": facts.filed_by.isoformat(),
            "is_closed": facts.is_closed,
            "is_suspended": facts.is_suspended,
            "is_exempt": facts.is_exempt,
            "has_accepted_plan": facts.has_accepted_plan,
            "begins_on": _day(facts.begins_on),
            "final_on": _day(facts.final_on),
            "claimed_on": _day(facts.claimed_on),
            "claim_returned_on": _day(facts.claim_returned_on),
            "milestones": [_due(each) for each in facts.milestones],
            "measured": facts.measured,
            "scheduled": facts.scheduled,
            "reports": [_filing(each) for each in facts.reports],
            "contributions": [_filing(each) for each in facts.contributions],
            "contradicted_on": _day(facts.contradicted_on),
            "figure_faults": [_fault(each) for each in facts.figure_faults],
            "receipt": _due(facts.receipt),
            "work_plan": _due(facts.work_plan),
            "open_ends": [_due(each) for each in facts.open_ends],
            "decisions": [_due(each) for each in facts.decisions],
            "rectification_plans": [_due(each) for each in facts.rectification_plans],
            "previous_light": facts.previous_light and facts.previous_light.value,
            "red_rounds_in_a_row": facts.red_rounds_in_a_row,
            # the one answer whose absence says something else than no
            "is_report_accepted": None if facts.is_report_accepted is None else int(facts.is_report_accepted),
        }
    )


def _part_of(read: "FactsShape") -> PartFacts:
    accepted = read.get("is_report_accepted")
    return PartFacts(
        part=read["part"],
        unit=read["unit"],
        role=Role(read["role"]),
        on=date.fromisoformat(read["on"]),
        filed_by=date.fromisoformat(read["filed_by"]),
        is_closed=read.get("is_closed", False),
        is_suspended=read.get("is_suspended", False),
        is_exempt=read.get("is_exempt", False),
        has_accepted_plan=read.get("has_accepted_plan", False),
        begins_on=_day_of(read.get("begins_on")),
        final_on=_day_of(read.get("final_on")),
        claimed_on=_day_of(read.get("claimed_on")),
        claim_returned_on=_day_of(read.get("claim_returned_on")),
        milestones=_dues_of(read.get("milestones", [])),
        measured=read.get("measured"),
        scheduled=read.get("scheduled"),
        reports=_filings_of(read.get("reports", [])),
        contributions=_filings_of(read.get("contributions", [])),
        contradicted_on=_day_of(read.get("contradicted_on")),
        figure_faults=tuple(
            FigureFault(each["figure"], each["rule"], each.get("has_remark", False))
            for each in read.get("figure_faults", [])
        ),
        receipt=_due_of(read["receipt"]) if "receipt" in read else None,
        work_plan=_due_of(read["work_plan"]) if "work_plan" in read else None,
        open_ends=_dues_of(read.get("open_ends", [])),
        decisions=_dues_of(read.get("decisions", [])),
        rectification_plans=_dues_of(read.get("rectification_plans", [])),
        previous_light=Light(read["previous_light"]) if "previous_light" in read else None,
        red_rounds_in_a_row=read.get("red_rounds_in_a_row", 0),
        is_report_accepted=None if accepted is None else bool(accepted),
    )


def _task(facts: TaskFacts) -> Written:
    parts: list[Written] = [
        _kept(
            {
                "part": each.part,
                "unit": each.unit,
                "role": each.role.value,
                "light": each.light.value,
                "worst": each.worst,
            }
        )
        for each in facts.parts
    ]
    return _kept({"schema": TASK, "task": facts.task, "on": facts.on.isoformat(), "parts": parts})


def _task_of(read: "FactsShape") -> TaskFacts:
    return TaskFacts(
        task=read["task"],
        on=date.fromisoformat(read["on"]),
        parts=tuple(
            PartLight(each["part"], each["unit"], Role(each["role"]), Light(each["light"]), each.get("worst"))
            for each in read.get("parts", [])
        ),
    )


def _due(due: Due | None) -> Written:
    if due is None:
        return None
    return _kept(
        {
            "due_on": due.due_on.isoformat(),
            "days_over": due.days_over,
            "done_on": _day(due.done_on),
            "uid": due.uid,
            "title": due.title,
        }
    )


def _due_of(read: "DueShape") -> Due:
    return Due(
        date.fromisoformat(read["due_on"]),
        read.get("days_over", 0),
        _day_of(read.get("done_on")),
        read.get("uid"),
        read.get("title"),
    )


def _dues_of(read: Iterable["DueShape"]) -> tuple[Due, ...]:
    return tuple(_due_of(each) for each in read)


def _filing(filing: Filing) -> Written:
    return {"month": filing.month, "is_missing": filing.is_missing}


def _filings_of(read: Iterable["FilingShape"]) -> tuple[Filing, ...]:
    return tuple(Filing(each["month"], each["is_missing"]) for each in read)


def _fault(fault: FigureFault) -> Written:
    return _kept({"figure": fault.figure, "rule": fault.rule, "has_remark": fault.has_remark})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
