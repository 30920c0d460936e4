"""A sheet held against the register: what would be added, changed, left, and what is wrong, row by row.

1. Each row is read for itself: names, choices, numbers, days.
2. Rows are held against each other and against the register: names and codes once, parents, groups.
3. Every spelling that would lead to a unit anew is held against all that lead elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from duban.orgs.models import Unit
from duban.orgs.register.sheets.checking import relations_wrong
from duban.orgs.register.sheets.columns import JOINED, LISTS, Column
from duban.orgs.register.sheets.errors import Fault
from duban.orgs.register.sheets.parsing import Wanted, parse
from duban.orgs.register.sheets.reading import UnitSheet
from duban.orgs.register.sheets.snapshot import KnownUnit, Snapshot
from duban.orgs.register.sheets.spelling import Aliases, aliases_wanted


@dataclass(frozen=True)
class Change:
    """A column of a unit that would change."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True)
class Added:
    """A unit that the register does not know yet."""

    wanted: Wanted
    aliases: Aliases


@dataclass(frozen=True)
class Changed:
    """A known unit of which something would change."""

    known: KnownUnit
    wanted: Wanted
    aliases: Aliases
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """What the sheet would do; nothing of it is done while there are faults."""

    added: tuple[Added, ...]
    changed: tuple[Changed, ...]
    same: int
    left: tuple[str, ...]
    ignored: tuple[str, ...]
    faults: tuple[Fault, ...]


def compare(snapshot: Snapshot, sheet: UnitSheet) -> Comparison:
    """Hold a sheet against the register as it stands."""
    wanted, faults = parse(snapshot, sheet)
    faults += relations_wrong(snapshot, wanted)
    aliases = aliases_wanted(snapshot, wanted, faults)
    added, changed = [], []
    for row in wanted.values():
        known = snapshot.units.get(row.name)
        if known is None:
            added.append(Added(row, aliases[row.name]))
            continue
        changes = tuple(_changes(known, row, sheet.columns))
        if changes and known.unit.until is not None and known.unit.until < snapshot.today:
            faults.append(Fault(row.number, changes[0].column, "ended", {"until": known.unit.until}))
        elif changes:
            changed.append(Changed(known, row, aliases[row.name], changes))
    order = list(Column)
    return Comparison(
        added=tuple(added),
        changed=tuple(changed),
        same=len(wanted) - len(added) - len(changed),
        left=tuple(name for name in snapshot.units if name not in wanted),
        ignored=sheet.ignored,
        faults=tuple(sorted(_once(faults), key=lambda fault: (fault.row, order.index(fault.column), fault.code))),
    )


def _once(faults: Sequence[Fault]) -> Iterator[Fault]:
    seen = set()
    for fault in faults:
        if (key := (fault.row, fault.column, fault.code)) not in seen:
            seen.add(key)
            yield fault


def _changes(known: KnownUnit, wanted: Wanted, columns: Sequence[Column]) -> Iterator[Change]:
    if _is_same(known, wanted):
        return
    before, after = words_of(known), words_of_wanted(wanted)
    for column in columns:
        if before[column] == after[column]:
            continue
        if column not in LISTS or set(before[column].split(JOINED)) != set(after[column].split(JOINED)):
            yield Change(column, before[column], after[column])


def _is_same(known: KnownUnit, wanted: Wanted) -> bool:
    """Say whether a row plainly says what the register has; most rows of a sheet that comes again do."""
    unit = known.unit
    return (
        (unit.code, unit.kind, unit.standing, known.parent)
        == (wanted.code, wanted.kind, wanted.standing, wanted.parent)
        and (unit.position, unit.pinyin, unit.since) == (wanted.position, wanted.pinyin, wanted.since)
        and (unit.until, known.groups) == (wanted.until, wanted.groups)
        and (known.short, known.aliases) == (wanted.short, wanted.aliases)
    )


def words_of(known: KnownUnit) -> Mapping[Column, str]:
    """Return a unit of the register as cells, in codes."""
    unit = known.unit
    return {
        Column.CODE: unit.code or "",
        Column.NAME: unit.name,
        Column.SHORT: JOINED.join(known.short),
        Column.ALIASES: JOINED.join(known.aliases),
        Column.KIND: str(unit.kind),
        Column.STANDING: str(unit.standing),
        Column.PARENT: known.parent or "",
        Column.POSITION: str(unit.position),
        Column.PINYIN: unit.pinyin,
        Column.SINCE: unit.since.isoformat() if unit.since else "",
        Column.UNTIL: unit.until.isoformat() if unit.until else "",
        Column.GROUPS: JOINED.join(known.groups),
    }


def words_of_wanted(wanted: Wanted) -> Mapping[Column, str]:
    """Return a row as cells, in codes."""
    return {
        Column.CODE: wanted.code or "",
        Column.NAME: wanted.name,
        Column.SHORT: JOINED.join(wanted.short),
        Column.ALIASES: JOINED.join(wanted.aliases),
        Column.KIND: wanted.kind,
        Column.STANDING: wanted.standing,
        Column.PARENT: wanted.parent or "",
        Column.POSITION: "" if wanted.position is None else str(wanted.position),
        Column.PINYIN: wanted.pinyin,
        Column.SINCE: wanted.since.isoformat() if wanted.since else "",
        Column.UNTIL: wanted.until.isoformat() if wanted.until else "",
        Column.GROUPS: JOINED.join(wanted.groups),
    }


def in_words(column: Column, value: str) -> str:
    """Return a cell as a page shows it: choices by their words."""
    if column is Column.KIND and value:
        return str(Unit.Kind(value).label)
    if column is Column.STANDING and value:
        return str(Unit.Standing(value).label)
    return value
