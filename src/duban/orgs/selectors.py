"""What is known of units: names and spellings, and who belongs to a group."""

from collections.abc import Mapping
from dataclasses import dataclass

from duban.orgs import policies
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class KnownUnits:
    """The register as reading takes it: every spelling with its full name, every full name with its kind."""

    names: Mapping[str, str]
    kinds: Mapping[str, str]


def known_units(jurisdiction: Jurisdiction) -> KnownUnits:
    """Return the register of a government."""
    kinds = dict(Unit.objects.filter(jurisdiction=jurisdiction).order_by("position").values_list("name", "kind"))
    spellings = UnitAlias.objects.filter(jurisdiction=jurisdiction).values_list("surface", "unit__name")
    return KnownUnits(names=dict(spellings) | {name: name for name in kinds}, kinds=kinds)


@dataclass(frozen=True)
class Group:
    """A group with the units that belong to it, and those that could."""

    unit: Unit
    members: tuple[Unit, ...]
    candidates: tuple[Unit, ...]


def group(viewer: Viewer, uid: str) -> Group:
    """Return a group of the register by its uid; a single unit has no members."""
    unit = policies.visible_one(viewer, Unit, uid)
    members = GroupMember.objects.filter(jurisdiction=viewer.jurisdiction, group=unit)
    singles = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).order_by("position")
    chosen = set(members.values_list("unit_id", flat=True))
    return Group(
        unit,
        tuple(single for single in singles if single.pk in chosen),
        tuple(single for single in singles if single.pk not in chosen),
    )
