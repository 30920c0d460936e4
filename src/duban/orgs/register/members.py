"""Who belongs to a group (各旗县市区政府 …), from a day to a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from duban.core import clock
from duban.journal.records import Subject, record
from duban.orgs import actions, policies
from duban.orgs.errors import Stale
from duban.orgs.models import GroupMember, Unit
from duban.orgs.register.dates import DAY, not_ended_before, standing_on
from duban.orgs.register.errors import DayBeforeStart, GroupInGroup, NotAGroup, UnitEnded
from duban.orgs.register.hooks import group_members_named
from duban.orgs.register.locks import locked_unit
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class Group:
    """A group with the units that belong to it today, and those that could."""

    unit: Unit
    members: tuple[Unit, ...]
    candidates: tuple[Unit, ...]


def group(viewer: Viewer, uid: str) -> Group:
    """Return a group of the register by its uid; a single unit has no members."""
    unit = policies.visible_one(viewer, Unit, uid)
    today = clock.today()
    members = GroupMember.objects.filter(standing_on(today), jurisdiction=viewer.jurisdiction, group=unit)
    chosen = set(members.values_list("unit_id", flat=True))
    singles = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).order_by("position", "pk")
    return Group(
        unit,
        tuple(single for single in singles if single.pk in chosen),
        tuple(single for single in singles.filter(not_ended_before(today)) if single.pk not in chosen),
    )


def members_on(groups: Iterable[Unit], day: date) -> dict[int, list[Unit]]:
    """Return the members of groups of one government on a day, by the group's key; one query."""
    groups = list(groups)
    found: dict[int, list[Unit]] = {unit.pk: [] for unit in groups}
    if groups:
        rows = GroupMember.objects.filter(standing_on(day), jurisdiction=groups[0].jurisdiction_id, group__in=found)
        for row in rows.select_related("unit").order_by("unit__position", "unit"):
            found[row.group_id].append(row.unit)
    return found


@transaction.atomic
def name_members(
    *,
    viewer: Viewer,
    group: Unit,
    units: Sequence[Unit],
    before: Collection[str] | None = None,
    since: date | None = None,
) -> Unit:
    """Say which units a group stands for from a day on; who is left out stays a member of the days before.

    Without a day the first list holds from the beginning, a later one from today. `before` are the uids of the old
    list as the viewer saw it; where it has changed since, his list is refused.
    """
    actor = policies.require(viewer, "orgs.name_group_members", group)
    _require_fitting(group, units)
    locked_unit(group)  # of two who name members at once the second waits here
    ever = GroupMember.objects.filter(jurisdiction=viewer.jurisdiction, group=group)
    day = since or (clock.today() if ever.exists() else None)
    old = {row.unit_id: row for row in ever.filter(until__isnull=True).select_related("unit")}
    if before is not None and set(before) != {row.unit.uid for row in old.values()}:
        raise Stale
    after = {unit.pk: unit for unit in units}
    _end([row for key, row in old.items() if key not in after], day)
    _begin(viewer, group, [unit for key, unit in after.items() if key not in old], day)
    group_members_named.announce(group)
    touched = {unit.uid for unit in (*(row.unit for row in old.values()), *units)}
    record(
        actor=actor,
        kind=actions.GROUP_MEMBERS_NAMED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("unit", group.uid), *(Subject("unit", uid) for uid in sorted(touched))],
        body={
            "group": group.name,
            "since": day,
            "before": {"members": sorted(row.unit.name for row in old.values())},
            "after": {"members": sorted(unit.name for unit in units)},
        },
    )
    return group


def _require_fitting(group: Unit, units: Sequence[Unit]) -> None:
    if not group.is_group:
        raise NotAGroup(unit=group.name)
    for unit in units:
        if unit.is_group:
            raise GroupInGroup(unit=unit.name)
        if unit.until is not None and unit.until < clock.today():
            raise UnitEnded(unit=unit.name, until=unit.until)


def _end(rows: Sequence[GroupMember], day: date | None) -> None:
    """End memberships on the day before; one that would begin on this day or later has never been."""
    never = [row for row in rows if day is None or (row.since is not None and row.since >= day)]
    GroupMember.objects.filter(pk__in=[row.pk for row in never]).delete()
    if day is not None:
        ended = [row.pk for row in rows if row not in never]
        GroupMember.objects.filter(pk__in=ended).update(until=day - DAY)


def _begin(viewer: Viewer, group: Unit, units: Sequence[Unit], day: date | None) -> None:
    """Begin memberships; one that ended the day before, or later, would meet itself."""
    ever = GroupMember.objects.filter(jurisdiction=viewer.jurisdiction, group=group, unit__in=[u.pk for u in units])
    for row in ever.filter(not_ended_before(day) if day else standing_on(clock.today())).select_related("unit"):
        raise DayBeforeStart(what=row.unit.name, since=(row.until or clock.today()) + DAY)
    GroupMember.objects.bulk_create(
        GroupMember(jurisdiction=viewer.jurisdiction, group=group, unit=unit, since=day) for unit in units
    )
