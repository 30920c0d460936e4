"""Growing the register of units and leaders from what plans name, and naming the members of groups."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import actions, policies
from duban.orgs.errors import GroupInGroup, NotAGroup, Stale
from duban.orgs.models import GroupMember, Holding, Jurisdiction, Person, Post, Unit, UnitAlias
from duban.orgs.viewers import Viewer


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
    """Add the units and spellings that are not known yet; part of the act that adopts a plan.

    A spelling leads to one unit: one that two units of the plan share, or that the register gives to another unit, or
    that is itself the name of another unit, is not remembered.
    """
    units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=jurisdiction)}
    position = max((unit.position for unit in units.values()), default=0)
    now = clock.now()
    fresh = [each for each in named if each.name not in units]
    new = Unit.objects.bulk_create(
        Unit(
            jurisdiction=jurisdiction,
            name=each.name,
            kind=each.kind,
            position=position + place,
            created_at=now,
            **_pinyin(each.name),
        )
        for place, each in enumerate(fresh, 1)
    )
    units.update((unit.name, unit) for unit in new)
    known = dict(UnitAlias.objects.filter(jurisdiction=jurisdiction).values_list("surface", "unit__name"))
    spellings = _unambiguous(named, taken={**known, **{name: name for name in units}})
    UnitAlias.objects.bulk_create(
        UnitAlias(jurisdiction=jurisdiction, unit=units[name], surface=surface, origin=origin, created_at=now)
        for surface, (name, origin) in spellings.items()
    )
    return Growth(units, tuple(new), len(spellings))


def name_leaders(*, jurisdiction: Jurisdiction, names: Iterable[str], since: date) -> dict[str, Person]:
    """Return the responsible leaders of these names; the same name is the same leader, a new one gets his post."""
    known = (
        Person.objects.filter(jurisdiction=jurisdiction, holdings__post__kind=Post.Kind.LEADER)
        .order_by("-pk")
        .distinct()
    )
    leaders = {person.name: person for person in known}
    now = clock.now()
    new = Person.objects.bulk_create(
        Person(jurisdiction=jurisdiction, name=name, created_at=now)
        for name in dict.fromkeys(names)
        if name not in leaders
    )
    posts = Post.objects.bulk_create(
        Post(jurisdiction=jurisdiction, kind=Post.Kind.LEADER, position=place, created_at=now)
        for place, _person in enumerate(new, 1)
    )
    Holding.objects.bulk_create(
        Holding(jurisdiction=jurisdiction, post=post, person=person, since=since)
        for post, person in zip(posts, new, strict=True)
    )
    return leaders | {person.name: person for person in new}


@transaction.atomic
def name_members(*, viewer: Viewer, group: Unit, units: Sequence[Unit], before: Collection[str] | None = None) -> Unit:
    """Say which units a group (各旗县市区政府 …) stands for; the new list takes the place of the old one.

    `before` are the uids of the old list as the viewer saw it; where it has changed since, his list is refused.
    """
    policies.require(viewer, "orgs.name_group_members")
    if not group.is_group:
        raise NotAGroup(unit=group.name)
    for unit in units:
        if unit.is_group:
            raise GroupInGroup(unit=unit.name)
    Unit.objects.select_for_update().get(pk=group.pk)  # of two who name members at once the second waits here
    held = GroupMember.objects.filter(jurisdiction=viewer.jurisdiction, group=group)
    old = {member.unit_id: member for member in held.select_related("unit")}
    if before is not None and set(before) != {member.unit.uid for member in old.values()}:
        raise Stale
    after = {unit.pk: unit for unit in units}
    held.filter(unit__in=old.keys() - after.keys()).delete()
    GroupMember.objects.bulk_create(
        GroupMember(jurisdiction=viewer.jurisdiction, group=group, unit=after[key]) for key in after if key not in old
    )
    touched = {unit.uid: unit for unit in (*(member.unit for member in old.values()), *units)}
    record(
        actor=viewer.actor,
        kind=actions.GROUP_MEMBERS_NAMED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("unit", group.uid), *(Subject("unit", uid) for uid in sorted(touched))],
        body={
            "before": sorted(member.unit.uid for member in old.values()),
            "after": sorted(unit.uid for unit in units),
        },
    )
    return group


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


def _pinyin(name: str) -> dict[str, str]:
    """Return the columns by which units are sorted and looked up from the keyboard."""
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(name)
    return {
        "pinyin": " ".join(syllables)[:255],
        "initials": "".join(syllable[0] for syllable in syllables if syllable)[:64],
    }
