"""Units with what they lead and what they support."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from duban.core import clock
from duban.core.search import normalise
from duban.ledger.filters import ROLES
from duban.ledger.models import Assignment, OpenEnd, Part, Task
from duban.ledger.selectors.choices import choices_of
from duban.ledger.selectors.listing import Line, lines_of
from duban.ledger.selectors.paging import Row, rows_of
from duban.orgs import policies
from duban.orgs.models import GroupMember, Unit, UnitAlias
from duban.orgs.register.dates import not_ended_before, standing_on
from duban.orgs.register.members import Group, group
from duban.orgs.viewers import Viewer

SHOWN = 20
CITY = ("市", "shi", "s")  # most names begin with it, so the index of letters passes over it


@dataclass(frozen=True)
class UnitRow:
    """A unit of the register with the number of its tasks."""

    uid: str
    name: str
    kind: str
    is_partner: bool
    until: date | None
    aliases: tuple[str, ...]
    leads: int
    cooperates: int
    members: int | None


@dataclass(frozen=True)
class Register:
    """The units that were asked for, in the order of the register, and the letters under which all of them stand."""

    rows: tuple[UnitRow, ...]
    total: int
    letters: dict[str, int]


@dataclass(frozen=True)
class Membership:
    """A group that a unit belongs to, with what is asked of all its members."""

    uid: str
    name: str
    leads: int
    cooperates: int


@dataclass(frozen=True)
class Duties:
    """The tasks of one unit in one role: the first of them, and how many there are."""

    role: str
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class UnitSheet:
    """A unit in full; `group` where it stands for several."""

    unit: Unit
    aliases: tuple[str, ...]
    memberships: tuple[Membership, ...]
    group: Group | None
    duties: tuple[Duties, ...]
    unnamed: int


@dataclass(frozen=True)
class Narrowing:
    """Which units of the register are asked for: of a kind, of a standing, those that stand or those that ended."""

    kind: str = ""
    standing: str = ""
    ended: bool = False

    def of(self, units: QuerySet[Unit]) -> QuerySet[Unit]:
        """Return the units that are asked for."""
        chosen = {name: value for name, value in (("kind", self.kind), ("standing", self.standing)) if value}
        today = clock.today()
        return units.filter(Q(until__lt=today) if self.ended else not_ended_before(today), **chosen)


def register(viewer: Viewer, *, query: str, letter: str, head: str, narrowing: Narrowing = Narrowing()) -> Register:
    """Return the register, narrowed by characters of a name or alias, by pinyin or initials, or by a letter."""
    now = standing_on(clock.today())
    aliases = Prefetch("aliases", UnitAlias.objects.filter(now, jurisdiction=viewer.jurisdiction).order_by("surface"))
    members = Prefetch("memberships", GroupMember.objects.filter(now, jurisdiction=viewer.jurisdiction))
    units = narrowing.of(policies.visible(viewer, Unit)).order_by("position", "pk")
    counted = choices_of(viewer, plan="", head=head).units
    letters: dict[str, int] = {}
    rows: list[UnitRow] = []
    words = normalise(query).replace(" ", "")
    for unit in units.prefetch_related(aliases, members):
        own = letter_of(unit)
        letters[own] = letters.get(own, 0) + 1
        aliased = [alias for alias in unit.aliases.all() if alias.surface != unit.name]
        if (letter and own != letter) or not (
            not words or _answers(unit, words) or any(_answers(each, words) for each in aliased)
        ):
            continue
        choice = counted.get(unit.uid)
        rows.append(
            UnitRow(
                uid=unit.uid,
                name=unit.name,
                kind=str(unit.get_kind_display()),
                is_partner=unit.is_partner,
                until=unit.until,
                aliases=tuple(alias.surface for alias in aliased),
                leads=choice.leads if choice else 0,
                cooperates=choice.cooperates if choice else 0,
                members=len(unit.memberships.all()) if unit.is_group else None,
            )
        )
    return Register(tuple(rows), sum(letters.values()), dict(sorted(letters.items())))


def letter_of(unit: Unit) -> str:
    """Return the letter under which a unit is looked for: of the first character after 市."""
    initials = unit.initials[1:] if unit.name.startswith(CITY[0]) and len(unit.initials) > 1 else unit.initials
    return initials[:1].upper()


def _answers(named: Unit | UnitAlias, words: str) -> bool:
    """Say whether a name or a spelling is meant by words: a part of it, the beginning of its pinyin or initials."""
    _character, pinyin, initial = CITY
    return (
        words in normalise(str(named))
        or named.initials.startswith((words, initial + words))
        or named.pinyin.replace(" ", "").startswith((words, pinyin + words))
    )


def unit_sheet(viewer: Viewer, uid: str, *, head: str) -> UnitSheet:
    """Return a visible unit in full; raise NotVisible, the same for hidden and missing."""
    unit = policies.visible_one(viewer, Unit, uid)
    now = standing_on(clock.today())
    aliases = UnitAlias.objects.filter(now, jurisdiction=viewer.jurisdiction, unit=unit).order_by("surface")
    spellings = aliases.exclude(surface=unit.name).values_list("surface", flat=True)
    return UnitSheet(
        unit=unit,
        aliases=tuple(spellings),
        memberships=_memberships(viewer, unit, head),
        group=group(viewer, uid) if unit.is_group else None,
        duties=_duties(viewer, unit, head),
        unnamed=_unnamed(viewer, unit),
    )


def _memberships(viewer: Viewer, unit: Unit, head: str) -> tuple[Membership, ...]:
    now = standing_on(clock.today())
    groups = GroupMember.objects.filter(now, jurisdiction=viewer.jurisdiction, unit=unit).order_by("group__position")
    rows = list(groups.values_list("group__uid", "group__name"))
    counted = choices_of(viewer, plan="", head=head).units if rows else {}
    return tuple(
        Membership(
            uid, name, counted[uid].leads if uid in counted else 0, counted[uid].cooperates if uid in counted else 0
        )
        for uid, name in rows
    )


def _duties(viewer: Viewer, unit: Unit, head: str) -> tuple[Duties, ...]:
    """Return the first tasks of either role; units and figures are fetched for all of them at once."""
    choice = choices_of(viewer, plan="", head=head).units.get(unit.uid)
    counts = {"lead": choice.leads, "cooperating": choice.cooperates} if choice else {}
    found = {role: _first_tasks(viewer, unit, role) if counts.get(role) else [] for role in ROLES}
    lines = iter(lines_of([row for rows in found.values() for row in rows], viewer.jurisdiction.pk))
    return tuple(Duties(role, counts.get(role, 0), tuple(next(lines) for _row in rows)) for role, rows in found.items())


def _unnamed(viewer: Viewer, unit: Unit) -> int:
    """Return how many open ends there are in the tasks that a unit leads: it is to name them."""
    led = Part.objects.filter(jurisdiction=viewer.jurisdiction, unit=unit, role__in=ROLES["lead"])
    rows = policies.visible(viewer, OpenEnd).filter(stage=OpenEnd.Stage.OPEN)
    return 0 if unit.is_group else rows.filter(task__in=led.values("task")).count()


def _first_tasks(viewer: Viewer, unit: Unit, role: str) -> list[Row]:
    own = {"jurisdiction": viewer.jurisdiction, "unit": unit, "role__in": ROLES[role]}
    duties = (
        Q(assignments__in=Assignment.objects.filter(**own))
        if unit.is_group
        else Q(parts__in=Part.objects.filter(**own))
    )
    tasks = policies.visible(viewer, Task).filter(duties).order_by("-plan", "position")
    return rows_of(tasks[:SHOWN])
