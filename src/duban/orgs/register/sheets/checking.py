"""Rows of a sheet held against each other and against the register: codes, parents, groups."""

from collections.abc import Iterator, Mapping

from duban.orgs.models import Unit
from duban.orgs.register.sheets.columns import Column
from duban.orgs.register.sheets.errors import Fault
from duban.orgs.register.sheets.parsing import Wanted
from duban.orgs.register.sheets.snapshot import Snapshot

LONGEST_PATH = 6


def relations_wrong(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> list[Fault]:
    """Return what is wrong between the rows, and between them and the units that they leave as they are."""
    return [
        *_codes(snapshot, wanted),
        *_parents(snapshot, wanted),
        *_circles(snapshot, wanted),
        *_groups(snapshot, wanted),
    ]


def _codes(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    kept = {known.unit.code: name for name, known in snapshot.units.items() if name not in wanted and known.unit.code}
    seen: dict[str, int] = {}
    for row in wanted.values():
        if row.code is None:
            continue
        if row.code in kept:
            yield Fault(row.number, Column.CODE, "code_taken", {"unit": kept[row.code]})
        if row.code in seen:
            yield Fault(row.number, Column.CODE, "code_twice", {"other": seen[row.code]})
        seen.setdefault(row.code, row.number)


def _parents(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    for row in wanted.values():
        known = snapshot.units.get(row.name)
        if row.parent is None or (known is not None and known.parent == row.parent):
            continue
        above = snapshot.units.get(row.parent)
        if above is None and row.parent not in wanted:
            yield Fault(row.number, Column.PARENT, "parent_unknown", {"value": row.parent[:64]})
        until = above.unit.until if above else None
        if until is not None and until < snapshot.today:
            yield Fault(row.number, Column.PARENT, "parent_ended", {"value": row.parent, "until": until})


def _circles(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    """Yield a fault for every row of a circle; each unit is walked over once."""
    above = {name: known.parent for name, known in snapshot.units.items()}
    above |= {row.name: row.parent for row in wanted.values()}
    done: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        step: str | None = start
        while step is not None and step not in done and step not in path:
            path[step] = None
            step = above.get(step)
        if step is not None and step in path:
            names = list(path)
            circle = names[names.index(step) :]
            words = " → ".join([*circle[:LONGEST_PATH], *(["…"] if len(circle) > LONGEST_PATH else []), circle[0]])
            for name in circle:
                if name in wanted:
                    yield Fault(wanted[name].number, Column.PARENT, "circular", {"path": words})
        done.update(path)


def _groups(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> Iterator[Fault]:
    kinds = {name: known.unit.kind for name, known in snapshot.units.items()}
    kinds |= {row.name: row.kind for row in wanted.values()}
    for row in wanted.values():
        if row.groups and row.kind in Unit.GROUPS:
            yield Fault(row.number, Column.GROUPS, "group_in_group")
        for group in row.groups:
            if group not in kinds:
                yield Fault(row.number, Column.GROUPS, "group_unknown", {"value": group[:64]})
            elif kinds[group] not in Unit.GROUPS:
                yield Fault(row.number, Column.GROUPS, "not_a_group", {"value": group})
    for name, known in snapshot.units.items():
        for group in known.groups if name not in wanted else ():
            if kinds[group] not in Unit.GROUPS:
                yield Fault(wanted[group].number, Column.KIND, "has_members", {"unit": name})
