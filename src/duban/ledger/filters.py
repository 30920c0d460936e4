"""What a reader of the ledger asked for, as it stands in the address of the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from duban.ledger.hooks import LightWanted, tasks_of_light
from duban.ledger.models import Assignment, OpenEnd, Part, Task
from duban.ledger.search import holding
from duban.ledger.selectors.choices import Choices
from duban.ledger.stages import TaskStage

ROLES = {
    "lead": (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE),
    "cooperating": (Assignment.Role.COOPERATING,),
}
TO_BE_NAMED = "open"
LIGHTS = ("red", "yellow", "green", "blue", "grey")
SORTS = ("number", "unit", "due")
LONGEST_QUERY = 100

UID = re.compile(r"[0-9a-z]{1,16}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


@dataclass(frozen=True)
class Filters:
    """The filters of the ledger; empty means: not asked for.

    A light is that of the task, with a unit that of the unit's part; `turned` is the day since which it changed.

    >>> asked = Filters.parse({"q": " 老旧 ", "unit": "", "role": "lead", "sort": "-due", "page": "3"})
    >>> asked.query()
    'q=%E8%80%81%E6%97%A7&sort=-due'
    >>> asked.query(sort="", section="1abc")
    'section=1abc&q=%E8%80%81%E6%97%A7'
    """

    plan: str = ""
    section: str = ""
    leader: str = ""
    unit: str = ""
    role: str = ""
    kind: str = ""
    named: str = ""
    light: str = ""
    turned: str = ""
    stage: str = ""
    q: str = ""
    sort: str = ""

    @classmethod
    def parse(cls, params: Mapping[str, str]) -> "Filters":
        """Read the parameters of an address; what cannot be one of ours is passed over."""
        uids = {name: params.get(name, "") for name in ("plan", "section", "leader", "unit")}
        sort = params.get("sort", "")
        role = params.get("role", "")
        kind, light, stage = (params.get(name, "") for name in ("kind", "light", "stage"))
        asked = cls(
            **{name: uid for name, uid in uids.items() if UID.fullmatch(uid)},
            role=role if role in ROLES else "",
            kind=kind if kind in Task.Kind.values else "",
            named=TO_BE_NAMED if params.get("named") == TO_BE_NAMED else "",
            light=light if light in LIGHTS else "",
            turned=_day(params.get("turned", "")),
            stage=stage if stage in TaskStage.values else "",
            q=_CONTROL.sub(" ", params.get("q", "")).strip()[:LONGEST_QUERY],
            sort=sort if sort.removeprefix("-") in SORTS and sort != "number" else "",
        )
        return asked if asked.unit else replace(asked, role="")

    def query(self, **changes: str) -> str:
        """Return these filters as the query of an address, without what is empty."""
        asked = replace(self, **changes)
        if not asked.unit:
            asked = replace(asked, role="")
        return urlencode({name: value for name, value in asked.asked.items() if value})

    @property
    def turned_since(self) -> date | None:
        """Return the day since which the light turned."""
        return date.fromisoformat(self.turned) if self.turned else None

    @property
    def asked(self) -> dict[str, str]:
        """Return every parameter with its value."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def narrowing(self) -> tuple[str, ...]:
        """Return the names of those that leave tasks out."""
        return tuple(name for name, value in self.asked.items() if value and name not in {"plan", "role", "sort"})

    @property
    def sort_key(self) -> str:
        """Return by what rows are sorted."""
        return self.sort.removeprefix("-") or "number"

    @property
    def is_descending(self) -> bool:
        """Say whether the order is turned around."""
        return self.sort.startswith("-")


def conditions(filters: Filters, choices: Choices) -> dict[str, Q]:
    """Return the condition of every filter that is asked for; a choice that does not exist for the viewer fits no task.

    Keys come from the choices, which were drawn from what he sees, so that no filter reaches beyond it.
    """
    found: dict[str, Q] = {}
    for name in ("plan", "section", "leader"):
        if uid := getattr(filters, name):
            found[name] = Q((name, choices.key(name, uid)))
    if filters.unit:
        unit = choices.key("unit", filters.unit)
        duties = _duties(choices, filters.unit).filter(jurisdiction=choices.jurisdiction, unit=unit)
        if filters.role:
            duties = duties.filter(role__in=ROLES[filters.role])
        found["unit"] = Q(pk__in=duties.values("task"))
    if filters.light:
        found["light"] = _lit(filters, choices, light=filters.light)
    if filters.turned:
        found["turned"] = _lit(filters, choices, turned_since=filters.turned_since)
    if filters.stage:
        found["stage"] = Q(stage=filters.stage)
    if filters.kind:
        found["kind"] = Q(kind=filters.kind)
    if filters.named:
        unnamed = OpenEnd.objects.filter(jurisdiction=choices.jurisdiction, stage=OpenEnd.Stage.OPEN)
        found["named"] = Q(pk__in=unnamed.values("task"))
    if filters.q:
        found["q"] = holding(filters.q)
    return found


def _duties(choices: Choices, uid: str) -> QuerySet[Part] | QuerySet[Assignment]:
    """Return where the tasks of a unit stand: a single unit has parts, a group is assigned as it is printed."""
    choice = choices.units.get(uid)
    return Assignment.objects.all() if choice is not None and choice.is_group else Part.objects.all()


def _lit(filters: Filters, choices: Choices, *, light: str = "", turned_since: date | None = None) -> Q:
    """Return the condition on the light of the tasks, of the part of the unit where one is asked for."""
    unit = choices.key("unit", filters.unit) if filters.unit else None
    roles = tuple(role.value for role in ROLES.get(filters.role, ()))
    return Q(pk__in=tasks_of_light.ask_one(LightWanted(choices.jurisdiction, light, turned_since, unit, roles)))


def _day(text: str) -> str:
    """Return a day as it stands in an address, nothing where it is none."""
    try:
        return date.fromisoformat(text).isoformat() if len(text) == len("2026-11-24") else ""
    except ValueError:
        return ""
