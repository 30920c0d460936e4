"""Taking a sheet of units in: looked at first, then taken whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from duban.core import clock
from duban.core.bulk import insert_rows
from duban.core.digests import JSON, canonical
from duban.journal.records import File, Subject, Text, record
from duban.orgs import policies
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias
from duban.orgs.register import actions
from duban.orgs.register.dates import DAY, standing_on
from duban.orgs.register.hooks import group_members_named
from duban.orgs.register.locks import lock_register
from duban.orgs.register.pinyin import initials_of, keyboard_columns
from duban.orgs.register.sheets.columns import Column
from duban.orgs.register.sheets.comparing import Added, Changed, Comparison, compare
from duban.orgs.register.sheets.errors import RegisterMoved, RowsWrong
from duban.orgs.register.sheets.reading import UnitSheet
from duban.orgs.register.sheets.snapshot import Snapshot, snapshot_of
from duban.orgs.viewers import Viewer

BATCH = 1000
UNIT_COLUMNS = (
    "jurisdiction_id",
    "uid",
    "code",
    "name",
    "kind",
    "standing",
    "parent_id",
    "position",
    "pinyin",
    "initials",
    "since",
    "until",
    "version",
    "created_at",
)
ALIAS_COLUMNS = (
    "jurisdiction_id",
    "unit_id",
    "surface",
    "pinyin",
    "initials",
    "origin",
    "since",
    "until",
    "created_at",
)
COLUMNS = ("code", "kind", "standing", "parent", "position", "pinyin", "initials", "since", "version")


@dataclass(frozen=True)
class DryRun:
    """What a sheet would do to the register, and the state of the register for which that holds."""

    comparison: Comparison
    state: str


def dry_run(*, viewer: Viewer, sheet: UnitSheet) -> DryRun:
    """Say what would change if a sheet were taken now; nothing does."""
    policies.require(viewer, "orgs.import_register")
    snapshot = snapshot_of(viewer.jurisdiction)
    return DryRun(compare(snapshot, sheet), snapshot.digest)


@transaction.atomic
def import_register(*, viewer: Viewer, sheet: UnitSheet, file: File, state: str | None = None) -> Comparison:
    """Take a sheet whole: units, aliases and members of groups, in one act with one entry.

    `state` is that of the dry run; a register that has moved on since is refused, and so is a sheet with any wrong row.
    """
    actor = policies.require(viewer, "orgs.import_register")
    city = viewer.jurisdiction
    lock_register(city)
    snapshot = snapshot_of(city)
    if state is not None and state != snapshot.digest:
        raise RegisterMoved
    found = compare(snapshot, sheet)
    if found.faults:
        raise RowsWrong(count=len(found.faults))
    units = {name: known.unit for name, known in snapshot.units.items()}
    _add_units(city, found.added, units)
    _change_units(found.changed, units)
    touched: list[Added | Changed] = [*found.added, *found.changed]
    _set_aliases(city, touched, units, snapshot.today)
    _set_members(snapshot, city, touched, units)
    record(
        actor=actor,
        kind=actions.REGISTER_IMPORTED.code,
        jurisdiction=city.uid,
        subjects=[Subject("unit", units[row.wanted.name].uid) for row in touched],
        body={
            "sha256": file.sha256,
            "added": len(found.added),
            "changed": len(found.changed),
            "same": found.same,
            "left": len(found.left),
        },
        contents=[file, Text("changes", canonical(_witness(found)))],
    )
    return found


def _add_units(city: Jurisdiction, added: Sequence[Added], units: dict[str, Unit]) -> None:
    """Add units, parents before those under them."""
    last = Unit.objects.filter(jurisdiction=city).aggregate(last=Max("position"))["last"] or 0
    at, waiting = clock.now(), [row.wanted for row in added]
    places = {row.name: last + place for place, row in enumerate((r for r in waiting if r.position is None), 1)}
    while waiting:
        ready = [row for row in waiting if row.parent is None or row.parent in units]
        made = [
            Unit(
                jurisdiction=city,
                name=row.name,
                code=row.code,
                kind=row.kind,
                standing=row.standing,
                parent=units[row.parent] if row.parent else None,
                position=places[row.name] if row.position is None else row.position,
                since=row.since,
                until=row.until,
                created_at=at,
                **keyboard_columns(row.name, row.pinyin),
            )
            for row in ready
        ]
        insert_rows(Unit, UNIT_COLUMNS, ([getattr(unit, column) for column in UNIT_COLUMNS] for unit in made))
        units.update((unit.name, unit) for unit in made)
        for key, name in Unit.objects.filter(jurisdiction=city).values_list("pk", "name"):
            units[name].pk = key
        waiting = [row for row in waiting if row.name not in units]


def _change_units(changed: Sequence[Changed], units: Mapping[str, Unit]) -> None:
    """Change the columns of known units; codes that change hands are taken away first."""
    for row in changed:
        unit, wanted = row.known.unit, row.wanted
        unit.code, unit.kind, unit.standing, unit.since = wanted.code, wanted.kind, wanted.standing, wanted.since
        unit.parent = units[wanted.parent] if wanted.parent else None
        unit.pinyin, unit.initials = wanted.pinyin, initials_of(wanted.pinyin)
        unit.position = unit.position if wanted.position is None else wanted.position
        unit.version += 1
    moving = [row.known.unit.pk for row in changed if any(each.column is Column.CODE for each in row.changes)]
    Unit.objects.filter(pk__in=moving).update(code=None)
    Unit.objects.bulk_create(
        [row.known.unit for row in changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=COLUMNS,
        batch_size=BATCH,
    )


def _set_aliases(city: Jurisdiction, rows: Sequence[Added | Changed], units: Mapping[str, Unit], today: date) -> None:
    """End, turn and add aliases; one that would end before it began has never been."""
    touched = [units[row.wanted.name].pk for row in rows if row.aliases.ended or row.aliases.origins]
    standing = UnitAlias.objects.filter(standing_on(today), jurisdiction=city, unit__in=touched)
    of_name = {units[row.wanted.name].pk: row.aliases for row in rows}
    ended: list[int] = []
    never: list[int] = []
    turned: list[UnitAlias] = []
    for alias in standing:
        change = of_name[alias.unit_id]
        if alias.surface in change.ended:
            (never if alias.since is not None and alias.since >= today else ended).append(alias.pk)
        elif alias.surface in change.origins:
            alias.origin = change.origins[alias.surface]
            turned.append(alias)
    UnitAlias.objects.filter(pk__in=never).delete()
    UnitAlias.objects.filter(pk__in=ended).update(until=today - DAY)
    UnitAlias.objects.bulk_update(turned, ["origin"], batch_size=BATCH)
    at = clock.now()
    insert_rows(
        UnitAlias,
        ALIAS_COLUMNS,
        (
            (
                city.pk,
                units[row.wanted.name].pk,
                surface,
                *keyboard_columns(surface).values(),
                str(origin),
                since,
                row.wanted.until,
                at,
            )
            for row in rows
            for surface, (origin, since) in row.aliases.added.items()
        ),
    )


def _set_members(
    snapshot: Snapshot, city: Jurisdiction, rows: Sequence[Added | Changed], units: Mapping[str, Unit]
) -> None:
    """Begin and end memberships: today, or from the beginning in a group that never had a member."""
    today = snapshot.today
    ever = set(GroupMember.objects.filter(jurisdiction=city).values_list("group", flat=True).distinct())
    before = {row.wanted.name: set(row.known.groups) if isinstance(row, Changed) else set() for row in rows}
    leaving = {
        (units[row.wanted.name].pk, units[group].pk)
        for row in rows
        for group in before[row.wanted.name] - set(row.wanted.groups)
    }
    standing = GroupMember.objects.filter(
        standing_on(today), jurisdiction=city, unit__in={unit for unit, _group in leaving}
    )
    ended = [row for row in standing if (row.unit_id, row.group_id) in leaving]
    never = [row.pk for row in ended if row.since is not None and row.since >= today]
    GroupMember.objects.filter(pk__in=never).delete()
    GroupMember.objects.filter(pk__in=[row.pk for row in ended]).update(until=today - DAY)
    GroupMember.objects.bulk_create(
        (
            GroupMember(
                jurisdiction=city,
                group=units[group],
                unit=units[row.wanted.name],
                since=today if units[group].pk in ever else None,
                until=row.wanted.until,
            )
            for row in rows
            for group in row.wanted.groups
            if group not in before[row.wanted.name]
        ),
        batch_size=BATCH,
    )
    differing = {group for row in rows for group in before[row.wanted.name] ^ set(row.wanted.groups)}
    for group in sorted(differing):
        group_members_named.announce(units[group])


def _witness(found: Comparison) -> list[JSON]:
    return [*_additions(found), *_changes(found)]


def _additions(found: Comparison) -> Iterator[JSON]:
    for row in found.added:
        yield {"unit": row.wanted.name, "before": {}, "after": {"kind": row.wanted.kind, "code": row.wanted.code}}


def _changes(found: Comparison) -> Iterator[JSON]:
    for row in found.changed:
        yield {
            "unit": row.wanted.name,
            "before": {change.column.value: change.before for change in row.changes},
            "after": {change.column.value: change.after for change in row.changes},
        }
