"""What a plan left to the lead unit to name: where it stands, by when, and who is responsible for naming."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.ledger.models import Assignment, Naming, OpenEnd
from duban.ledger.selectors.posts import NAMES_FIRST, first_among, held_in
from duban.ledger.selectors.words import distance
from duban.ledger.serving import LEADING
from duban.orgs import policies
from duban.orgs.errors import NotVisible
from duban.orgs.models import Holding, Unit
from duban.orgs.viewers import Viewer

SHOWN = 200


@dataclass(frozen=True)
class Namer:
    """Who is responsible for naming: the person in a post of the lead unit, or the unit where nobody is named yet."""

    unit: str
    unit_uid: str
    post: int | None = None
    post_words: str = ""
    name: str = ""

    @property
    def words(self) -> str:
        """Return unit, post and person, or what is missing."""
        if not self.unit:
            return _("the supervision office, as no lead unit is named")
        if not self.name:
            return _("%(unit)s, nobody named yet") % {"unit": self.unit}
        return pgettext("unit, post and person", "%(post)s %(name)s") % {"post": self.post_words, "name": self.name}


NOBODY = Namer("", "")


@dataclass(frozen=True)
class OpenEndRow:
    """An open end in words; `named` are the units that the lead unit named for it."""

    uid: str
    words: str
    task_uid: str
    task: str
    numbers: str
    is_open: bool
    stage: str
    due: str
    due_iso: str
    distance: str
    is_overdue: bool
    namer: str
    named: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True)
class OpenEndSheet:
    """An open end with the units that are named and those that could be, the likely ones first."""

    open_end: OpenEnd
    row: OpenEndRow
    choices: tuple[tuple[Unit, bool], ...]


def namers_of(jurisdiction: int, tasks: Collection[int]) -> dict[int, Namer]:
    """Return who is responsible for naming in each task today: liaison, else deputy, else head of its primary lead."""
    leads: dict[int, Unit] = {}
    rows = Assignment.objects.filter(jurisdiction=jurisdiction, task__in=tasks, role__in=LEADING)
    rows = rows.exclude(unit__kind__in=Unit.GROUPS).select_related("unit")
    for row in rows.order_by("task", "-is_primary", "position"):
        leads.setdefault(row.task_id, row.unit)
    held = held_in(jurisdiction, {unit.pk for unit in leads.values()})
    return {task: namer_among(held, leads.get(task)) for task in tasks}


def namer_among(held: Sequence[Holding], lead: Unit | None) -> Namer:
    """Return who is responsible for naming in a task that a unit leads."""
    if lead is None:
        return NOBODY
    first = first_among(held, lead.pk)
    if first is None:
        return Namer(lead.name, lead.uid)
    return Namer(lead.name, lead.uid, first.post_id, first.post.words, first.person.name)


def lead_of(assignments: Iterable[Assignment]) -> Unit | None:
    """Return the unit that names what was left open: the primary lead, else the first single unit that leads."""
    leading = [row for row in assignments if row.role in LEADING and not row.unit.is_group]
    return min(leading, key=lambda row: (not row.is_primary, row.position)).unit if leading else None


def open_end_rows(open_ends: Iterable[OpenEnd], jurisdiction: int, namers: Mapping[int, Namer]) -> list[OpenEndRow]:
    """Return open ends in words, with the units that were named; they come with their assignment and task."""
    rows, today = list(open_ends), clock.today()
    named: dict[int, list[tuple[str, str]]] = {}
    if settled := [row.pk for row in rows if row.stage == OpenEnd.Stage.NAMED]:
        names = Naming.objects.filter(jurisdiction=jurisdiction, open_end__in=settled).order_by(
            "unit__position", "unit"
        )
        for key, uid, name in names.values_list("open_end", "unit__uid", "unit__name"):
            named.setdefault(key, []).append((uid, name))
    return [
        OpenEndRow(
            uid=row.uid,
            words=row.words,
            task_uid=row.task.uid,
            task=row.task.title,
            numbers=row.task.numbers,
            is_open=row.stage == OpenEnd.Stage.OPEN,
            stage=str(row.get_stage_display()),
            due=date_format(row.due_on),
            due_iso=row.due_on.isoformat(),
            distance=distance(row.due_on, today),
            is_overdue=row.due_on < today,
            namer=namers.get(row.task_id, NOBODY).words,
            named=tuple(named.get(row.pk, ())),
            reason=row.reason or "",
        )
        for row in rows
    ]


def unresolved(viewer: Viewer) -> QuerySet[OpenEnd]:
    """Return the visible open ends that nobody has named yet, the earliest due first."""
    rows = policies.visible(viewer, OpenEnd).filter(stage=OpenEnd.Stage.OPEN)
    return rows.select_related("assignment", "task").order_by("due_on", "task__position", "pk")


def unresolved_rows(viewer: Viewer, *, mine: bool = False, limit: int = SHOWN) -> tuple[list[OpenEndRow], int]:
    """Return unresolved open ends in words and how many there are; `mine`: those that the viewer is to name."""
    rows = unresolved(viewer)
    if mine:
        rows = rows.filter(Q(task__in=_named_by(viewer)))
    shown = list(rows.defer("task__search_text", "task__search_tokens")[:limit])
    namers = namers_of(viewer.jurisdiction.pk, {row.task_id for row in shown})
    count = len(shown) if len(shown) < limit else rows.count()
    return open_end_rows(shown, viewer.jurisdiction.pk, namers), count


def _named_by(viewer: Viewer) -> list[int]:
    """Return the tasks with open ends for which the viewer is the one responsible for naming."""
    posts = {post.pk for post in viewer.posts if post.kind in NAMES_FIRST}
    if not posts:
        return []
    led = Assignment.objects.filter(
        jurisdiction=viewer.jurisdiction, unit__in=viewer.unit_ids, role__in=LEADING, task__open_ends__stage="open"
    )
    tasks = set(led.values_list("task", flat=True))
    namers = namers_of(viewer.jurisdiction.pk, tasks)
    return [task for task, namer in namers.items() if namer.post in posts]


def open_end_sheet(viewer: Viewer, uid: str) -> OpenEndSheet:
    """Return a visible open end with the units to choose from; raise NotVisible, the same for hidden and missing."""
    rows = policies.visible(viewer, OpenEnd).select_related("assignment__unit", "task__plan")
    open_end = rows.defer("task__plan__text", "task__plan__places").filter(uid=uid).first()
    if open_end is None:
        raise NotVisible
    today = clock.today()
    namers = namers_of(viewer.jurisdiction.pk, [open_end.task_id])
    row = open_end_rows([open_end], viewer.jurisdiction.pk, namers)[0]
    ticked = {uid for uid, _name in row.named}
    units = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).exclude(until__lt=today)
    likely = _likely(open_end)
    ordered = sorted(units, key=lambda unit: (unit.uid not in ticked, unit.kind not in likely, unit.position, unit.pk))
    return OpenEndSheet(open_end, row, tuple((unit, unit.uid in ticked) for unit in ordered))


SPOKEN_OF = (
    (("县", "区", "旗"), (Unit.Kind.COUNTY, Unit.Kind.ZONE)),
    (("企业", "公司"), (Unit.Kind.COMPANY,)),
    (("部门", "单位"), (Unit.Kind.DEPARTMENT,)),
)


def _likely(open_end: OpenEnd) -> tuple[str, ...]:
    """Return the kinds of units that the printed words speak of; after a list, the kind of its last unit."""
    if open_end.form == OpenEnd.Form.OTHERS:
        return (open_end.assignment.unit.kind,)
    words = open_end.assignment.surface
    return next((kinds for signs, kinds in SPOKEN_OF if any(sign in words for sign in signs)), ())
