"""What a sheet does to the tables of the register: units, aliases and members of groups, each set at once."""

from collections.abc import Iterator, Sequence, Set
from typing import TypeAlias

from django.db.models import Max

from duban.core import clock
from duban.core.bulk import insert_rows, update_rows
from duban.core.uids import new_uid
from duban.orgs.models import GroupMember, Jurisdiction, Unit, UnitAlias
from duban.orgs.register.dates import DAY, standing_on
from duban.orgs.register.hooks import group_members_named
from duban.orgs.register.pinyin import initials_of, keyboard_columns
from duban.orgs.register.sheets.columns import Column
from duban.orgs.register.sheets.comparing import Added, Changed, Comparison
from duban.orgs.register.sheets.parsing import Wanted
from duban.orgs.register.sheets.snapshot import Snapshot

BATCH = 1000
DEEPEST = 8
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
CHANGED_COLUMNS = (
    "code",
    "kind",
    "standing",
    "parent_id",
    "position",
    "pinyin",
    "initials",
    "since",
    "version",
    "id",
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

Touched: TypeAlias = Sequence[Added | Changed]


class Writer:
    """Writes a comparison without faults; the caller holds the lock of the register."""

    def __init__(self, city: Jurisdiction, snapshot: Snapshot) -> None:
        self.city, self.today, self.now = city, snapshot.today, clock.now()
        self.keys = {name: known.unit.pk for name, known in snapshot.units.items()}

    def write(self, found: Comparison) -> list[str]:
        """Write what was found and return the uids of the units that it touches."""
        touched: Touched = [*found.added, *found.changed]
        added = self._add_units([row.wanted for row in found.added])
        self._change_units(found.changed)
        self._set_aliases(touched)
        self._set_members(touched)
        return [*added, *(row.known.unit.uid for row in found.changed)]

    def _add_units(self, rows: Sequence[Wanted]) -> list[str]:
        """Add units, parents before those under them, and return their uids."""
        units = Unit.objects.filter(jurisdiction=self.city)
        last = units.aggregate(position=Max("position"), key=Max("pk"))
        position, key = last["position"] or 0, last["key"] or 0
        places = {row.name: position + place for place, row in enumerate((r for r in rows if r.position is None), 1)}
        uids: list[str] = []
        hanging: list[Wanted] = []
        for level in _levels(rows):
            drawn = [new_uid() for _row in level]
            hanging += [row for row in level if row.parent and row.parent not in self.keys]
            insert_rows(
                Unit,
                UNIT_COLUMNS,
                (
                    (
                        self.city.pk,
                        uid,
                        row.code,
                        row.name,
                        row.kind,
                        row.standing,
                        self.keys.get(row.parent) if row.parent else None,
                        places[row.name] if row.position is None else row.position,
                        *keyboard_columns(row.name, row.pinyin).values(),
                        row.since,
                        row.until,
                        0,
                        self.now,
                    )
                    for uid, row in zip(drawn, level, strict=True)
                ),
            )
            made = dict(units.filter(pk__gt=key).values_list("name", "pk"))
            key = max(made.values())
            self.keys |= made
            uids += drawn
        above = ((self.keys[row.parent], self.keys[row.name]) for row in hanging if row.parent)
        update_rows(Unit, ("parent_id", "id"), above)
        return uids

    def _change_units(self, changed: Sequence[Changed]) -> None:
        """Change the columns of known units; codes that change hands are taken away first."""
        moving = [row.known.unit.pk for row in changed if any(each.column is Column.CODE for each in row.changes)]
        Unit.objects.filter(pk__in=moving).update(code=None)
        update_rows(
            Unit,
            CHANGED_COLUMNS,
            (
                (
                    row.wanted.code,
                    row.wanted.kind,
                    row.wanted.standing,
                    self.keys[row.wanted.parent] if row.wanted.parent else None,
                    row.known.unit.position if row.wanted.position is None else row.wanted.position,
                    row.wanted.pinyin,
                    initials_of(row.wanted.pinyin),
                    row.wanted.since,
                    row.known.unit.version + 1,
                    row.known.unit.pk,
                )
                for row in changed
            ),
        )

    def _set_aliases(self, rows: Touched) -> None:
        """End, turn and add aliases; one that would end before it began has never been."""
        of_unit = {self.keys[row.wanted.name]: row.aliases for row in rows if row.aliases.ended or row.aliases.origins}
        standing = UnitAlias.objects.filter(standing_on(self.today), jurisdiction=self.city, unit__in=of_unit)
        ended: list[int] = []
        never: list[int] = []
        turned: list[UnitAlias] = []
        for alias in standing:
            change = of_unit[alias.unit_id]
            if alias.surface in change.ended:
                (never if alias.since is not None and alias.since >= self.today else ended).append(alias.pk)
            elif alias.surface in change.origins:
                alias.origin = change.origins[alias.surface]
                turned.append(alias)
        UnitAlias.objects.filter(pk__in=never).delete()
        UnitAlias.objects.filter(pk__in=ended).update(until=self.today - DAY)
        UnitAlias.objects.bulk_update(turned, ["origin"], batch_size=BATCH)
        insert_rows(
            UnitAlias,
            ALIAS_COLUMNS,
            (
                (
                    self.city.pk,
                    self.keys[row.wanted.name],
                    surface,
                    *keyboard_columns(surface).values(),
                    origin.value,
                    since,
                    row.wanted.until,
                    self.now,
                )
                for row in rows
                for surface, (origin, since) in row.aliases.added.items()
            ),
        )

    def _set_members(self, rows: Touched) -> None:
        """Begin and end memberships: today, or from the beginning in a group that never had a member."""
        joining: list[tuple[Wanted, str]] = []
        leaving: set[tuple[int, int]] = set()
        for row in rows:
            before = row.known.groups if isinstance(row, Changed) else ()
            joining += [(row.wanted, group) for group in row.wanted.groups if group not in before]
            leaving |= {
                (self.keys[row.wanted.name], self.keys[group]) for group in before if group not in row.wanted.groups
            }
        ever = set(GroupMember.objects.filter(jurisdiction=self.city).values_list("group", flat=True).distinct())
        self._end_memberships(leaving)
        begun = self._begun_earlier({(self.keys[wanted.name], self.keys[group]) for wanted, group in joining})
        GroupMember.objects.bulk_create(
            (
                GroupMember(
                    jurisdiction=self.city,
                    group_id=self.keys[group],
                    unit_id=self.keys[wanted.name],
                    since=self.today if self.keys[group] in ever else None,
                    until=wanted.until,
                )
                for wanted, group in joining
                if (self.keys[wanted.name], self.keys[group]) not in begun
            ),
            batch_size=BATCH,
        )
        differing = {*(group for _unit, group in leaving), *(self.keys[group] for _wanted, group in joining)}
        for group in sorted(Unit.objects.filter(pk__in=differing), key=lambda group: group.name):
            group_members_named.announce(group)

    def _begun_earlier(self, joining: Set[tuple[int, int]]) -> Set[tuple[int, int]]:
        """Let memberships that would begin later begin today, and return those that did."""
        later = GroupMember.objects.filter(
            jurisdiction=self.city,
            since__gt=self.today,
            until__isnull=True,
            unit__in={unit for unit, _group in joining},
        )
        rows = [row for row in later if (row.unit_id, row.group_id) in joining]
        GroupMember.objects.filter(pk__in=[row.pk for row in rows]).update(since=self.today)
        return {(row.unit_id, row.group_id) for row in rows}

    def _end_memberships(self, leaving: Set[tuple[int, int]]) -> None:
        """End memberships yesterday, given as unit and group; one that began today has never been."""
        standing = GroupMember.objects.filter(
            standing_on(self.today), jurisdiction=self.city, unit__in={unit for unit, _group in leaving}
        )
        ended = [row for row in standing if (row.unit_id, row.group_id) in leaving]
        never = [row.pk for row in ended if row.since is not None and row.since >= self.today]
        GroupMember.objects.filter(pk__in=never).delete()
        GroupMember.objects.filter(pk__in=[row.pk for row in ended]).update(until=self.today - DAY)


def _levels(rows: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Yield new units in groups: those under known units or under none, then those under them, and so on.

    The last group is all that stands deeper than governments do, whatever stands above it: such a sheet is strange but
    not wrong, and must not cost a statement for each of its levels.
    """
    waiting = {row.name: row for row in rows}
    for _depth in range(DEEPEST):
        level = [row for row in waiting.values() if row.parent not in waiting]
        if not level:
            break
        yield level
        for row in level:
            del waiting[row.name]
    if waiting:
        yield list(waiting.values())
