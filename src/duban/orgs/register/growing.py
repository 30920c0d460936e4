"""Growing the register of units and leaders from what plans name; part of the act that adopts a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit, UnitAlias, UnitName
from duban.orgs.register.dates import not_ended_before
from duban.orgs.register.errors import SpellingTaken
from duban.orgs.register.locks import lock_register
from duban.orgs.register.pinyin import keyboard_columns


@dataclass(frozen=True)
class NamedUnit:
    """A unit that a plan names, with the spellings that are to lead to it and where each comes from."""

    name: str
    kind: str
    spellings: Mapping[str, UnitAlias.Origin]


@dataclass(frozen=True)
class Growth:
    """The units of the register by name, and which of them are new."""

    units: Mapping[str, Unit]
    new: tuple[Unit, ...]
    new_spellings: int


def grow_register(*, jurisdiction: Jurisdiction, named: Sequence[NamedUnit]) -> Growth:
    """Add the units and spellings that are not known yet.

    A spelling leads to one unit: one that two units of the plan share, or that the register gives or gave to another
    unit, or that is itself the name of another unit, is not remembered. A new unit whose name is a spelling of another
    one is refused: the office says first which of them is meant.
    """
    lock_register(jurisdiction)
    units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=jurisdiction)}
    position = max((unit.position for unit in units.values()), default=0)
    now = clock.now()
    fresh = [each for each in named if each.name not in units]
    known = _known_spellings(jurisdiction)
    for each in fresh:
        if each.name in known:
            raise SpellingTaken(surface=each.name, unit=known[each.name])
    new = Unit.objects.bulk_create(
        Unit(
            jurisdiction=jurisdiction,
            name=each.name,
            kind=each.kind,
            standing=Unit.Standing.PARTNER if each.kind in Unit.PARTNERS else Unit.Standing.OBJECT,
            position=position + place,
            created_at=now,
            **keyboard_columns(each.name),
        )
        for place, each in enumerate(fresh, 1)
    )
    units.update((unit.name, unit) for unit in new)
    spellings = _unambiguous(named, taken={**known, **{name: name for name in units}})
    UnitAlias.objects.bulk_create(
        UnitAlias(
            jurisdiction=jurisdiction,
            unit=units[name],
            surface=surface,
            origin=origin,
            created_at=now,
            **keyboard_columns(surface),
        )
        for surface, (name, origin) in spellings.items()
    )
    return Growth(units, tuple(new), len(spellings))


def name_leaders(*, jurisdiction: Jurisdiction, names: Iterable[str], since: date) -> dict[str, Person]:
    """Return the responsible leaders of these names; the same name is the same leader, a new one gets his post.

    A known leader who has left gets his post again from this day on, or a post of his own where somebody else holds it
    now or will.
    """
    wanted = list(dict.fromkeys(names))
    rows = (
        Holding.objects.filter(jurisdiction=jurisdiction, post__kind=Post.Kind.LEADER, person__name__in=wanted)
        .select_related("person", "post")
        .order_by("-person", "since", "pk")
    )
    leaders: dict[str, Person] = {}
    last: dict[int, Holding] = {}
    for row in rows:
        leaders[row.person.name] = row.person
        last[row.person_id] = row
    held = set(rows.filter(not_ended_before(since)).values_list("person", flat=True))
    new = Person.objects.bulk_create(
        Person(jurisdiction=jurisdiction, name=name, created_at=clock.now()) for name in wanted if name not in leaders
    )
    back = [(person, last[person.pk].post) for person in leaders.values() if person.pk not in held]
    _seat(jurisdiction, new, back, since)
    return leaders | {person.name: person for person in new}


def _seat(jurisdiction: Jurisdiction, new: list[Person], back: list[tuple[Person, Post]], since: date) -> None:
    """Give new leaders posts of their own, and those who are back the post that they had where it is free."""
    others = Holding.objects.filter(not_ended_before(since), jurisdiction=jurisdiction)
    taken = set(others.filter(post__in=[post.pk for _person, post in back]).values_list("post", flat=True))
    posts = {person.pk: post for person, post in back if post.pk not in taken and post.until is None}
    seated = [*new, *(person for person, _post in back if person.pk not in posts)]
    made = Post.objects.bulk_create(
        Post(jurisdiction=jurisdiction, kind=Post.Kind.LEADER, position=place, created_at=clock.now())
        for place, _person in enumerate(seated, 1)
    )
    posts |= {person.pk: post for person, post in zip(seated, made, strict=True)}
    Holding.objects.bulk_create(
        Holding(jurisdiction=jurisdiction, post=posts[person.pk], person=person, since=since)
        for person in (*new, *(person for person, _post in back))
    )


def _known_spellings(jurisdiction: Jurisdiction) -> dict[str, str]:
    """Return every spelling that leads or led to a unit, with that unit's name of today."""
    former = UnitName.objects.filter(jurisdiction=jurisdiction).values_list("name", "unit__name")
    aliases = UnitAlias.objects.filter(jurisdiction=jurisdiction).values_list("surface", "unit__name")
    return {**dict(former), **dict(aliases)}


def _unambiguous(named: Iterable[NamedUnit], taken: Mapping[str, str]) -> dict[str, tuple[str, UnitAlias.Origin]]:
    """Return the spellings that lead to exactly one unit and are not known yet."""
    wanted: dict[str, dict[str, UnitAlias.Origin]] = {}
    for each in named:
        for surface, origin in each.spellings.items():
            wanted.setdefault(surface, {})[each.name] = origin
    return {
        surface: next(iter(claims.items()))
        for surface, claims in wanted.items()
        if len(claims) == 1 and surface not in taken
    }
