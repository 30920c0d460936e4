"""Instructions and assigned matters as pages and packages above read them: never counted among the clauses."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.ledger.filters import UID
from duban.ledger.matters.hooks import Made, made_of_instruction
from duban.ledger.models import Instruction, Matter, MatterExtension, MatterReply
from duban.ledger.selectors.words import distance
from duban.ledger.stages import OPEN_MATTER, WITH_UNIT, InstructionStage, MatterStage
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Person, Unit
from duban.orgs.viewers import Standing, Viewer

PAGE = 50
OPEN = "open"


@dataclass(frozen=True)
class MatterFilters:
    """What a reader asked of the matters, as it stands in the address; empty means: not asked for.

    >>> MatterFilters.parse({"stage": "open", "unit": "1abc", "late": "1", "leader": "a b"}).query(late="")
    'stage=open&unit=1abc'
    """

    stage: str = ""
    unit: str = ""
    leader: str = ""
    late: str = ""

    @classmethod
    def parse(cls, params: Mapping[str, str]) -> "MatterFilters":
        """Read the parameters of an address; what cannot be one of ours is passed over."""
        stage = params.get("stage", "")
        uids = {name: params.get(name, "") for name in ("unit", "leader")}
        return cls(
            stage=stage if stage == OPEN or stage in MatterStage.values else "",
            late="1" if params.get("late") else "",
            **{name: uid for name, uid in uids.items() if UID.fullmatch(uid)},
        )

    def query(self, **changes: str) -> str:
        """Return these filters as the query of an address, without what is empty."""
        asked = replace(self, **changes)
        return urlencode({each.name: value for each in fields(asked) if (value := getattr(asked, each.name))})


@dataclass(frozen=True)
class MatterLine:
    """A matter in words."""

    uid: str
    serial: str
    title: str
    source_kind: str
    source_more: str
    urgency: str
    is_urgent: bool
    lead: str
    helpers: str
    leader: str
    due: str
    due_iso: str
    distance: str
    is_late: bool
    was_late: bool
    is_extended: bool
    stage: str
    stage_label: str
    task: str


@dataclass(frozen=True)
class MatterPage:
    """A page of matters: newest first, how many there are in all, and how many of each stage."""

    lines: tuple[MatterLine, ...]
    count: int
    first: int
    stages: Mapping[str, int]
    late: int

    @property
    def open(self) -> int:
        """Return how many are not over."""
        return sum(self.stages.get(stage.value, 0) for stage in OPEN_MATTER)


@dataclass(frozen=True)
class MatterSheet:
    """A matter with all that belongs to it."""

    matter: Matter
    line: MatterLine
    helpers: tuple[Unit, ...]
    replies: tuple[MatterReply, ...]
    draft: MatterReply | None
    extensions: tuple[MatterExtension, ...]


@dataclass(frozen=True)
class OverdueMatter:
    """A matter past its day that is linked to a task, by the keys of task and unit."""

    task: int
    unit: int
    due_on: date


def overdue_matters(jurisdiction: int, day: date, tasks: Collection[int] | None = None) -> list[OverdueMatter]:
    """Return the matters linked to tasks that wait for their lead past their day: what a light may rest on (S6)."""
    rows = Matter.objects.filter(jurisdiction=jurisdiction, task__isnull=False, stage__in=WITH_UNIT, due_on__lt=day)
    if tasks is not None:
        rows = rows.filter(task__in=tasks)
    found = rows.order_by("due_on", "pk").values_list("task", "lead", "due_on")
    return [OverdueMatter(task, lead, due_on) for task, lead, due_on in found if task and due_on]


def asked_matters(viewer: Standing, filters: MatterFilters) -> "QuerySet[Matter]":
    """Return the visible matters that were asked for."""
    return _narrowed(policies.visible(viewer, Matter), filters)


def matter_page(viewer: Viewer, filters: MatterFilters, page: int) -> MatterPage:
    """Return one page of the matters that were asked for, with the counts that the filters show."""
    rows = asked_matters(viewer, filters)
    elsewhere = _narrowed(policies.visible(viewer, Matter), replace(filters, stage="", late=""))
    stages = dict(elsewhere.order_by().values_list("stage").annotate(Count("pk")))
    count = rows.count() if filters.query() else sum(stages.values())
    first = min(max(page - 1, 0) * PAGE, max(count - 1, 0) // PAGE * PAGE)
    return MatterPage(
        lines=tuple(lines_of(_read(rows)[first : first + PAGE])),
        count=count,
        first=first + 1,
        stages=stages,
        late=elsewhere.filter(late_matters()).count(),
    )


def in_register_order(rows: "QuerySet[Matter]") -> "QuerySet[Matter]":
    """Return matters with what a line needs, in the order of the register."""
    return _read(rows).order_by("year", "number")


def lines_of(matters: "Collection[Matter] | QuerySet[Matter]") -> list[MatterLine]:
    """Return matters in words, in the order in which they come."""
    return [_line(matter, clock.today()) for matter in matters]


def matter_sheet(viewer: Viewer, uid: str) -> MatterSheet:
    """Return a visible matter with its units, replies and extensions; raise NotVisible."""
    matter = _read(policies.visible(viewer, Matter)).select_related("checked_by__person").filter(uid=uid).first()
    if matter is None:
        raise NotVisible
    replies = matter.replies.select_related("recorded").order_by("number")
    return MatterSheet(
        matter=matter,
        line=_line(matter, clock.today()),
        helpers=tuple(row.unit for row in matter.cooperating.all()),
        replies=tuple(reply for reply in replies if reply.signed_at is not None),
        draft=next((reply for reply in replies if reply.signed_at is None), None),
        extensions=tuple(matter.extensions.order_by("asked_at", "pk")),
    )


def units_with_matters(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the units that lead visible matters, in the order of the register."""
    led = policies.visible(viewer, Matter).values("lead")
    rows = Unit.objects.filter(jurisdiction=viewer.jurisdiction, pk__in=led).order_by("position", "pk")
    return list(rows.values_list("uid", "name"))


def leaders_with_matters(viewer: Viewer) -> list[tuple[str, str]]:
    """Return who answers for visible matters."""
    led = policies.visible(viewer, Matter).filter(leader__isnull=False).values("leader")
    rows = Person.objects.filter(jurisdiction=viewer.jurisdiction, pk__in=led).order_by("pk")
    return list(rows.values_list("uid", "name"))


def instructions_seen(viewer: Viewer, stage: str = "") -> "QuerySet[Instruction]":
    """Return the instructions that exist for a viewer, the newest first."""
    rows = policies.visible(viewer, Instruction)
    if stage in InstructionStage.values:
        rows = rows.filter(stage=stage)
    return rows.select_related("leader", "task", "recorded").order_by("-year", "-number")


def made_of(instruction: Instruction) -> list[Made]:
    """Return what was made of an instruction, whoever knows of it."""
    return [made for found in made_of_instruction.ask(instruction) for made in found]


def _narrowed(rows: "QuerySet[Matter]", filters: MatterFilters) -> "QuerySet[Matter]":
    if filters.stage:
        rows = rows.filter(stage__in=OPEN_MATTER) if filters.stage == OPEN else rows.filter(stage=filters.stage)
    if filters.unit:
        rows = rows.filter(lead__uid=filters.unit)
    if filters.leader:
        rows = rows.filter(leader__uid=filters.leader)
    return rows.filter(late_matters()) if filters.late else rows


def late_matters() -> Q:
    """Return the condition that a matter is over its day and lies with its lead unit."""
    return Q(stage__in=WITH_UNIT, due_on__lt=clock.today())


def _read(rows: "QuerySet[Matter]") -> "QuerySet[Matter]":
    rows = rows.select_related("lead", "leader", "task", "instruction").defer(
        "task__search_text", "task__search_tokens"
    )
    return rows.prefetch_related("cooperating__unit").order_by("-year", "-number")


def _line(matter: Matter, today: date) -> MatterLine:
    is_open = matter.stage in OPEN_MATTER
    due = matter.due_on
    helpers = sorted(matter.cooperating.all(), key=lambda row: row.position)
    return MatterLine(
        uid=matter.uid,
        serial=matter.serial,
        title=matter.title,
        source_kind=str(matter.get_source_display()),
        source_more=_more_of_source(matter),
        urgency=str(matter.get_urgency_display()),
        is_urgent=matter.urgency == Matter.Urgency.URGENT,
        lead=matter.lead.name,
        helpers="、".join(row.unit.name for row in helpers),
        leader=matter.leader.name if matter.leader is not None else "",
        due=date_format(due) if due is not None else _("%(days)s days from service") % {"days": matter.days},
        due_iso=due.isoformat() if due is not None else "",
        distance=distance(due, today) if due is not None and is_open else "",
        is_late=matter.stage in WITH_UNIT and due is not None and due < today,
        was_late=matter.was_late,
        is_extended=due is not None and due != matter.first_due_on and matter.first_due_on is not None,
        stage=matter.stage,
        stage_label=str(MatterStage(matter.stage).label),
        task=matter.task.numbers if matter.task is not None else "",
    )


def _more_of_source(matter: Matter) -> str:
    """Return number and date of the source of a matter."""
    number = matter.source_number or (matter.instruction.serial if matter.instruction is not None else "")
    return "　".join(filter(None, (number, date_format(matter.source_on))))
