"""Facts of a monthly bulletin: the frozen snapshot of a round, counted; and how each kind of thing is told of."""

from dataclasses import dataclass
from datetime import date

from duban.bulletins.composing.documents.facts import NONE, Count, Finding, Letterhead, Light, Lights, Partner, Subject


@dataclass(frozen=True)
class Reporting:
    """What was filed in the month; `recorded` of them were recorded on behalf."""

    due: Count
    on_time: Count
    late: Count = NONE
    missing: Count = NONE
    exempt: Count = NONE
    recorded: Count = NONE


@dataclass(frozen=True)
class Checks:
    """What was checked in the round and what came of it."""

    on_paper: Count = NONE
    on_site: Count = NONE
    verified: Count = NONE
    contradicted: Count = NONE
    unverifiable: Count = NONE
    not_reached: Count = NONE


@dataclass(frozen=True)
class Moves:
    """What changed against the round before."""

    closed: Count = NONE
    recovered: Count = NONE
    worse: Count = NONE


@dataclass(frozen=True)
class Group:
    """A section with its leader, or a region: its lights and, of a section, one sentence of what moved."""

    name: str
    lights: Lights
    leader: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Cured:
    """What was put right: rectification passed, or a listed case taken off."""

    subject: Subject
    unit: str
    on: date
    how: str = "整改到位"


@dataclass(frozen=True)
class Listed:
    """A case on the supervised list."""

    subject: Subject
    unit: str
    since: date
    limit: date
    state: str = ""


@dataclass(frozen=True)
class Suspended:
    """A task that rests, by whose order, until when, why."""

    subject: Subject
    until: date
    cause: str


@dataclass(frozen=True)
class Help:
    """A difficulty reported in time that needs a decision above the unit: no unit is named for it."""

    subject: Subject
    difficulty: str
    asked_of: str
    step: str = ""


@dataclass(frozen=True)
class ProblemCounts:
    """The problem register in the month."""

    raised: Count = NONE
    solved: Count = NONE
    open: Count = NONE
    waiting_for_city: Count = NONE


@dataclass(frozen=True)
class Line:
    """One entry of the annex of all tasks; `filed` says how it was filed, with 代录 where it was recorded."""

    number: str
    title: str
    leads: tuple[str, ...]
    light: Light
    progress: str
    text: str
    cooperating: tuple[str, ...] = ()
    verified: Light | None = None
    filed: str = ""
    ref: str | None = None


@dataclass(frozen=True)
class Bulletin:
    """All that a monthly bulletin tells. `merged_for` is why two months stand in one issue; `is_launch` marks the
    first round, which looks at receipt and work plans only.
    """

    head: Letterhead
    subject: tuple[str, ...]  # 2026年、《政府工作报告》、重点任务: pieces of sense
    months: tuple[int, ...]
    cut_off: date
    clauses: Count
    tasks: Count
    lights: Lights
    reporting: Reporting
    basis: str = ""
    merged_for: str = ""
    added: Count = NONE
    cancelled: Count = NONE
    is_launch: bool = False
    receipt: tuple[Count, Count] = (NONE, NONE)  # acknowledged, work plans filed
    checks: Checks = Checks()
    moves: Moves | None = None
    sections: tuple[Group, ...] = ()
    regions: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()
    circular: str = ""  # number of the circular that names them, where it is a document of its own
    partners: tuple[Partner, ...] = ()
    helps: tuple[Help, ...] = ()
    cured: tuple[Cured, ...] = ()
    listed: tuple[Listed, ...] = ()
    suspended: tuple[Suspended, ...] = ()
    problems: ProblemCounts = ProblemCounts()
    due_next: Count = NONE
    lines: tuple[Line, ...] = ()

    @property
    def year(self) -> int:
        """The year of the tasks: dates in it are printed without their year."""
        return self.cut_off.year
