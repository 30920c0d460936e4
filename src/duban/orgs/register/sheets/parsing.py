"""Each row of a sheet read for itself, completed by what the register knows where the sheet says nothing."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.text import format_lazy

from duban.orgs.models import Unit
from duban.orgs.register.sheets.columns import (
    JOINED,
    LISTS,
    LONGEST,
    Column,
    day_of,
    folded,
    kinds_by_word,
    list_of,
    standings_by_word,
)
from duban.orgs.register.sheets.errors import Fault
from duban.orgs.register.sheets.reading import Row, UnitSheet
from duban.orgs.register.sheets.snapshot import KnownUnit, Snapshot

LARGEST = 999_999_999
SHORTEST_LIMIT = min(LONGEST.values())
KINDS = format_lazy(JOINED.join(["{}"] * len(Unit.Kind.labels)), *Unit.Kind.labels)
STANDINGS = format_lazy(JOINED.join(["{}"] * len(Unit.Standing.labels)), *Unit.Standing.labels)


class Wanted(NamedTuple):
    """A unit as the sheet wants it; what it does not say is as the register has it."""

    number: int
    name: str
    code: str | None
    kind: str
    standing: str
    parent: str | None
    position: int | None
    pinyin: str
    since: date | None
    until: date | None
    short: tuple[str, ...]
    aliases: tuple[str, ...]
    groups: tuple[str, ...]
    columns: frozenset[Column]


def parse(snapshot: Snapshot, sheet: UnitSheet) -> tuple[dict[str, Wanted], list[Fault]]:
    """Return the units that the sheet wants by name, and what is wrong in single rows."""
    wanted: dict[str, Wanted] = {}
    faults = list(sheet.faults)
    columns = frozenset(sheet.columns)
    for row in sheet.rows:
        name = row.cells[Column.NAME]
        if not name:
            faults.append(Fault(row.number, Column.NAME, "name_missing"))
        elif name in wanted:
            faults.append(Fault(row.number, Column.NAME, "listed_twice", {"other": wanted[name].number}))
        else:
            wanted[name] = _RowReader(row, snapshot.units.get(name), columns, faults).read()
    return wanted, faults


class _RowReader:
    """Reads the cells of one row; a cell that cannot be read is a fault, and the register's value stands in for it."""

    def __init__(self, row: Row, known: KnownUnit | None, columns: frozenset[Column], faults: list[Fault]) -> None:
        self.row, self.known, self.columns, self.faults = row, known, columns, faults
        self.unit = known.unit if known else None

    def read(self) -> Wanted:
        unit, known, cells = self.unit, self.known, self.row.cells
        if max(map(len, cells.values())) > SHORTEST_LIMIT:
            self.require_length()
        kind = self.choice(Column.KIND, kinds_by_word(), unit.kind if unit else "", "kind_unknown")
        if not kind:
            self.fault(Column.KIND, "kind_missing", known=KINDS)
            kind = Unit.Kind.OTHER
        proposed = Unit.Standing.PARTNER if kind in Unit.PARTNERS else Unit.Standing.OBJECT
        standing = self.choice(
            Column.STANDING, standings_by_word(), unit.standing if unit else proposed, "standing_unknown"
        )
        since = self.day(Column.SINCE, unit.since if unit else None)
        until = self.day(Column.UNTIL, unit.until if unit else None)
        self.require_days(since, until)
        return Wanted(
            number=self.row.number,
            name=cells[Column.NAME],
            code=(cells[Column.CODE] or None) if Column.CODE in self.columns else self.kept_code(),
            kind=str(kind),
            standing=str(standing),
            parent=(cells[Column.PARENT] or None) if Column.PARENT in self.columns else self.kept_parent(),
            position=self.position(),
            pinyin=" ".join(cells.get(Column.PINYIN, "").lower().split()) or (unit.pinyin if unit else ""),
            since=since,
            until=until,
            short=self.listed(Column.SHORT, known.short if known else ()),
            aliases=self.listed(Column.ALIASES, known.aliases if known else ()),
            groups=self.listed(Column.GROUPS, tuple(known.groups) if known else ()),
            columns=self.columns,
        )

    def fault(self, column: Column, code: str, **params: object) -> None:
        self.faults.append(Fault(self.row.number, column, code, params))

    def require_length(self) -> None:
        for column, limit in LONGEST.items():
            cell = self.row.cells.get(column, "")
            for value in list_of(cell) if column in LISTS else [cell]:
                if len(value) > limit:
                    self.fault(column, "too_long", value=f"{value[:16]}…", limit=limit)

    def choice(self, column: Column, words: Mapping[str, str], kept: str, code: str) -> str:
        cell = self.row.cells.get(column, "")
        if not cell:
            return kept
        found = words.get(cell) or words.get(folded(cell))
        if found is None:
            self.fault(column, code, value=cell[:32], known=KINDS if column is Column.KIND else STANDINGS)
            return kept or str(Unit.Kind.OTHER)
        return found

    def day(self, column: Column, kept: date | None) -> date | None:
        if column not in self.columns:
            return kept
        cell = self.row.cells[column]
        found = day_of(cell)
        if cell and found is None:
            self.fault(column, "day_wrong", value=cell[:32])
            return kept
        return found

    def require_days(self, since: date | None, until: date | None) -> None:
        if self.unit is not None and until != self.unit.until:
            self.fault(Column.UNTIL, "until_is_an_act")
        elif since is not None and until is not None and since > until:
            self.fault(Column.SINCE, "dates_reversed")
        first = self.known.first_named_until if self.known else None
        if since is not None and first is not None and since > first:
            self.fault(Column.SINCE, "dates_reversed")

    def kept_code(self) -> str | None:
        return self.unit.code if self.unit else None

    def kept_parent(self) -> str | None:
        return self.known.parent if self.known else None

    def position(self) -> int | None:
        kept = self.unit.position if self.unit else None
        cell = self.row.cells.get(Column.POSITION, "")
        if not cell:
            return kept
        if not (cell.isascii() and cell.isdigit() and int(cell[:12]) <= LARGEST):
            self.fault(Column.POSITION, "number_wrong", value=cell[:32])
            return kept
        return int(cell)

    def listed(self, column: Column, kept: tuple[str, ...]) -> tuple[str, ...]:
        if column not in self.columns:
            return kept
        entries, name = list_of(self.row.cells[column]), self.row.cells[Column.NAME]
        return tuple(entry for entry in entries if entry != name) if name in entries else entries
