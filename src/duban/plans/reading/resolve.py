"""Full names and kinds of units, from the words around them and from outside knowledge.

A unit printed without its level (审计局 after 市农牧局) takes it from its neighbours; a name that says its own place,
system or body (通辽海关, 国网…, 城投集团, 内蒙古民族大学) and every local government stays as printed. The reasons
stand in docs/reading.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from duban.plans.reading.kinds import is_generic_vertical, kind_of
from duban.plans.reading.models import UnitKind
from duban.plans.reading.patterns import OWN_BODY, OWN_SYSTEM, PLACE, PREFIX

_MOST_PLACES = 50
_PARTY_ORGANS = ("组织部", "宣传部", "统战部", "政法委", "编办")
_SHARED = "局厅委办"
_LONGEST_MATTER = 7
_ORGANS_TOO = ("党校", "老干部局", "网信办", "社会工作部", "巡察办")  # of the committee, beside another organ of it
# Bodies of a kind, of which there are many, whether 各 stands before them or not: 各高校、科研院所.
_MANY = frozenset(
    (
        "科研院所",
        "院所",
        "院校",
        "高校",
        "高等院校",
        "学校",
        "中小学校",
        "幼儿园",
        "医院",
        "卫生院",
        "医疗机构",
        "金融机构",
        "社会组织",
    )
)
_INHERITING = frozenset(("department", "institution", "party", "court", "vertical", "other"))


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of units beforehand: surface to full name, full name to kind."""

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, UnitKind] = field(default_factory=dict)


EMPTY = Register()


def level_of(surface: str) -> str:
    """Return the level that a surface begins with, or nothing.

    >>> level_of("市财政局"), level_of("市场监督管理局"), level_of("市市场监督管理局"), level_of("团市委")
    ('市', '', '市', '市')
    """
    found = PREFIX.match(surface)
    return found["level"] if found else ""


class Names:
    """The names of one document: what is printed in full, and which places it speaks of."""

    def __init__(self, surfaces: Iterable[str], *, place: str, register: Register) -> None:
        self.register = register
        self.kinds: dict[str, UnitKind] = {}
        self.levels: dict[str, str] = {}
        self.bare: dict[str, bool] = {}
        self.full: dict[tuple[str, str, str, bool], Name] = {}
        self.places: set[str] = set()
        self.forms: dict[str, set[str]] = {}
        if issuer := PLACE.match(place):
            self.places.add(issuer["place"])
        self.endings: dict[str, set[str]] = {}
        for surface in surfaces:
            level = level_of(surface)
            if level:
                self.endings.setdefault(surface.removeprefix(level), set()).add(surface)
            elif len(self.places) < _MOST_PLACES and self.kind(surface) == "county" and (own := PLACE.match(surface)):
                self.places.add(own["place"])
        for name in (*register.names, *register.names.values()):
            level = level_of(name)
            if level:
                self.endings.setdefault(name.removeprefix(level), set()).add(name)

    def kind(self, name: str) -> UnitKind:
        """Return the kind of a unit: the register's word, else what the name says."""
        kind = self.kinds.get(name)
        if kind is None:
            kind = self.kinds[name] = self.register.kinds.get(name) or kind_of(name)
        return kind

    def inherits(self, surface: str) -> bool:
        """Say whether a surface is a bare name that takes the level of its neighbours."""
        if surface not in self.bare:
            self.bare[surface] = self._is_bare(surface)
        return self.bare[surface]

    def _is_bare(self, surface: str) -> bool:
        return (
            not level_of(surface)
            and self.kind(surface) in _INHERITING
            and surface not in _MANY
            and (self.kind(surface) != "vertical" or is_generic_vertical(surface))
            and not any(place in surface for place in self.places)
            and not OWN_SYSTEM.search(surface)
            and not OWN_BODY.search(surface)
        )

    def carries(self, surface: str) -> str:
        """Return the level that a surface hands on: its own, unless it is a branch or a collective."""
        level = self.levels.get(surface)
        if level is None:
            level = level_of(surface)
            if level and (OWN_BODY.search(surface) or self.kind(surface).startswith("collective")):
                level = ""
            self.levels[surface] = level
        return level

    def level_around(self, surfaces: Iterable[str]) -> str:
        """Return the level that a whole bracket hands on to a list that carries none."""
        return next((level for surface in surfaces if (level := self.carries(surface))), "")

    def resolve(self, surfaces: Sequence[str], *, around: str) -> list["Name"]:
        """Return the full names of one list; `around` is the level that its bracket hands on."""
        shared = self._shared_endings(surfaces)
        carried = [self.carries(surface) for surface in surfaces]
        names = []
        before, organ = "", False
        first = next((level for level in carried if level), "")
        for place, surface in enumerate(surfaces):
            if carried[place]:
                before, organ = carried[place], surface.startswith(carried[place] + "委") or organ
            whole = surface if surface.isalnum() else "".join(surface.split())
            if place in shared and whole not in self.register.names:
                level = "" if level_of(whole) else before or first or around
                names.append(Name(level + shared[place], "list") if shared[place] else Name(whole, "ambiguous"))
            else:
                names.append(self._full(whole, before or first, around, organ=organ))
        return names

    def _shared_endings(self, surfaces: Sequence[str]) -> dict[int, str]:
        """Find the matters that take the ending of a later unit: 教育、科技、财政局; empty where it cannot be said."""
        shared: dict[int, str] = {}
        ending = ""
        for place in range(len(surfaces) - 1, -1, -1):
            surface = surfaces[place]
            if self.kind(surface) != "other":
                ending = surface[-1] if surface[-1] in _SHARED else ""
            elif ending and len(surface) <= _LONGEST_MATTER:
                from duban.plans.reading.offices import shared_name  # few plans write so

                level = level_of(surface)
                name = shared_name(surface.removeprefix(level), ending)
                if name is not None:
                    shared[place] = level + name if name else ""
        return shared

    def _full(self, surface: str, level: str, around: str, *, organ: bool) -> "Name":
        """Resolve one surface, once in each of its surroundings."""
        key = (surface, level, around, organ)
        name = self.full.get(key)
        if name is None:
            name = self.full[key] = self._known(self._name(surface, level, around, organ=organ))
        return name

    def _known(self, name: "Name") -> "Name":
        """Return the full name where the register knows a completed one as a spelling: 国资委, 市国资委, in full.

        A usual short form is known too, if the register has one unit that it can mean; with two it is ambiguous.
        """
        full = self.register.names.get(name.text)
        if full or not self.register.names or name.basis == "register":
            return Name(full, "register") if full else name
        meant = self._meant(name.text)
        if len(meant) == 1:
            return Name(next(iter(meant)), "register")
        return Name(name.text, "ambiguous") if meant else name

    def _meant(self, name: str) -> set[str]:
        """Return the units of the register that a usual short form may mean: 市发改委, 市发展和改革委员会."""
        from duban.plans.reading.offices import forms

        if not self.forms:
            for full in set(self.register.names.values()):
                level = level_of(full)
                for form in forms(full.removeprefix(level)):
                    self.forms.setdefault(level + form, set()).add(full)
        level = level_of(name)
        return {full for form in forms(name.removeprefix(level)) for full in self.forms.get(level + form, ())}

    def _name(self, surface: str, level: str, around: str, *, organ: bool) -> "Name":
        """Resolve one surface: exactly one candidate, or as printed."""
        if surface in self.register.names:
            return Name(self.register.names[surface], "register")
        if not self.inherits(surface):
            return Name(surface, "printed")
        if organ and surface.startswith(_ORGANS_TOO):
            return Name(f"{level}委{surface}", "list")
        if surface.startswith(_PARTY_ORGANS):
            return Name(f"{level}委{surface}", "list") if organ else Name(surface, "unknown")
        if level:
            return Name(level + surface, "list")
        return self._beyond_the_list(surface, around)

    def _beyond_the_list(self, surface: str, around: str) -> "Name":
        """Resolve a bare name whose list carries no level: by its bracket, and by the whole document.

        What the document prints in full speaks for itself; it must not contradict the bracket.
        """
        printed = self.endings.get(surface, set())
        if around + surface in printed or (around and not printed):
            return Name(around + surface, "bracket")
        if len(printed) == 1 and not around:
            return Name(next(iter(printed)), "document")
        return Name(surface, "ambiguous" if printed else "unknown")


class Name(NamedTuple):
    """A resolved name and what it rests on: printed, list, document, bracket, register, ambiguous, unknown."""

    text: str
    basis: str
