"""What can be urged of units: what stands on their desks over its day, so that nothing is urged that no desk shows."""

from duban.reminders.duties.asked import Asked
from duban.reminders.duties.kinds import duties_of, kinds
from duban.reminders.duties.models import Duty
from duban.supervision.hooks import Owed, OwedAsked, owed_by_units

# What a unit does itself by a day of its own; a slip is not urged by another, and who only helps is asked by the lead.
CODES = frozenset(
    {
        "receipt",
        "work_plan",
        "reports",
        "report",
        "contribution",
        "milestone",
        "open_end",
        "decision_receipt",
        "decision",
        "problem_of_unit",
        "proposal_of_unit",
        "matter_receipt",
        "matter_begin",
        "matter",
    }
)


@owed_by_units.register
def owed_by(asked: OwedAsked) -> list[Owed]:
    """Return what units owed by a day and still owe."""
    if not asked.units:
        return []
    duties = duties_of(Asked(asked.jurisdiction, units=asked.units, until=asked.by, most=None))
    return [
        Owed(duty.code, duty.uid, duty.kind, _words(duty), duty.day, duty.unit, duty.tasks)
        for duty in duties
        if duty.code in CODES
        and duty.unit is not None
        and duty.unit in asked.units
        and duty.day is not None
        and duty.day <= asked.by
    ]


def titles() -> dict[str, str]:
    """Return what each kind of duty is called, in the reader's language."""
    return {kind.code: str(kind.title) for kind in kinds()}


def _words(duty: Duty) -> str:
    """Return what a duty is about, with the numbers of its task."""
    return duty.words if not duty.number or duty.number in duty.words else f"{duty.number} {duty.words}"
