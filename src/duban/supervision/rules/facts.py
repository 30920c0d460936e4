"""What a light rests on: frozen facts of a part and of a task, judged at a cut-off with what was filed by the lock.

Working days are counted where the facts are gathered (`Due.counted`) and stored as numbers: an old light is computed
again from its facts alone, whatever has become of the calendar. So is everything that depends on the clock or on other
rows; the rules only compare.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from duban.core.working_days import WorkingCalendar


class Light(StrEnum):
    """The five lights, from the best to the worst; grey says nothing, so that green beside it counts."""

    BLUE = "blue"
    GREY = "grey"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @classmethod
    def worst(cls, lights: Iterable["Light"]) -> "Light":
        """Return the worst of some lights; green where there is none.

        >>> Light.worst([Light.GREEN, Light.RED, Light.BLUE]).value
        'red'
        """
        return max(lights, key=_RANK.__getitem__, default=cls.GREEN)


_RANK = {light: rank for rank, light in enumerate(Light)}


class Role(StrEnum):
    """The role of a unit in a task; units under an undivided heading answer as leads do."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    RESPONSIBLE = "responsible"


LEADING = frozenset({Role.LEAD, Role.RESPONSIBLE})


class Due(NamedTuple):
    """Something owed by a day; `days_over` are the working days since, 0 while it is in time or once it is done."""

    due_on: date
    days_over: int = 0
    done_on: date | None = None
    uid: str | None = None
    title: str | None = None

    @classmethod
    def counted(
        cls,
        calendar: WorkingCalendar,
        *,
        on: date,
        due_on: date,
        done_on: date | None = None,
        is_known: bool = True,
        uid: str | None = None,
        title: str | None = None,
    ) -> "Due":
        """Return what is owed as it stands at the end of a day.

        What was done only later, or was filed only after the lock (not `is_known`), is not done yet.
        """
        if is_known and done_on is not None and done_on <= on:
            return cls(due_on, 0, done_on, uid, title)
        return cls(due_on, calendar.between(due_on, on), None, uid, title)


class Filing(NamedTuple):
    """A report or a contribution that was asked for a month (YYYY-MM); what was exempt is not listed."""

    month: str
    is_missing: bool


class FigureFault(NamedTuple):
    """A figure that breaks a rule of figures (jump, sum, source), and whether its remark says why."""

    figure: str
    rule: str
    has_remark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """The part of one unit in one task at the end of the day `on`, with what was filed until the end of `filed_by`.

    Gates: `has_accepted_plan` says that a work plan is in force, be it provisionally; `begins_on` is the first day
    that it plans. `is_exempt` is the exemption of the part, a hard step; where only the report of a month was not
    asked for (免报), the part is judged on what is known.

    `claimed_on` is the day of the last claim, `claim_returned_on` that of its return. `final_on` is the printed day of
    the task, else the last one of its work plan.

    What is measured by degrees is in basis points, None where nothing is. `reports` and `contributions` are those
    whose lock has passed. `contradicted_on` is the day of the last check that came to a result, if it contradicted the
    report and no corrected one was accepted since. A receipt by lapse of time is no receipt. The work plan is owed by
    its day, or by that of its refiling once it was returned.

    `previous_light` is that of the last round. `is_report_accepted` speaks of what the unit filed for the period
    judged: a lead its report, a cooperating unit its contributions; None where nothing was asked of it.
    """

    part: str
    unit: str
    role: Role
    on: date
    filed_by: date
    is_closed: bool = False
    is_suspended: bool = False
    is_exempt: bool = False
    has_accepted_plan: bool = False
    begins_on: date | None = None
    final_on: date | None = None
    claimed_on: date | None = None
    claim_returned_on: date | None = None
    milestones: tuple[Due, ...] = ()
    measured: int | None = None
    scheduled: int | None = None
    reports: tuple[Filing, ...] = ()
    contributions: tuple[Filing, ...] = ()
    contradicted_on: date | None = None
    figure_faults: tuple[FigureFault, ...] = ()
    receipt: Due | None = None
    work_plan: Due | None = None
    open_ends: tuple[Due, ...] = ()
    decisions: tuple[Due, ...] = ()
    rectification_plans: tuple[Due, ...] = ()
    previous_light: Light | None = None
    red_rounds_in_a_row: int = 0
    is_report_accepted: bool | None = None

    @property
    def deviation(self) -> int | None:
        """Return measured minus scheduled (SV) in basis points; None where nothing is measured by degrees."""
        if self.measured is None or self.scheduled is None:
            return None
        return self.measured - self.scheduled


class PartLight(NamedTuple):
    """The light of a part, as the light of its task rests on it; `worst` is the code of its worst reason."""

    part: str
    unit: str
    role: Role
    light: Light
    worst: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """The lights of all parts of a task at the end of a day, in the order of the assignments."""

    task: str
    on: date
    parts: tuple[PartLight, ...]
