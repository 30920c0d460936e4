"""The spellings that a sheet adds and takes away, and that none of them leads to two units on one day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from duban.orgs.models import UnitAlias
from duban.orgs.register.dates import DAY, FIRST_DAY
from duban.orgs.register.sheets.columns import Column
from duban.orgs.register.sheets.errors import Fault
from duban.orgs.register.sheets.parsing import Wanted
from duban.orgs.register.sheets.snapshot import KnownUnit, Snapshot
from duban.orgs.register.spellings import Claim

SHORT, SET = UnitAlias.Origin.SHORT, UnitAlias.Origin.SET
NEW = 0  # no automatic key: the unit is not in the register yet
Claims = Mapping[str, list[tuple[str, Claim]]]


@dataclass(frozen=True)
class Aliases:
    """What changes in the aliases of a unit: added ones with origin and first day, ended ones, other origins."""

    added: dict[str, tuple[UnitAlias.Origin, date | None]] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    origins: dict[str, UnitAlias.Origin] = field(default_factory=dict)


def aliases_wanted(snapshot: Snapshot, wanted: Mapping[str, Wanted], faults: list[Fault]) -> dict[str, Aliases]:
    """Return the changes of aliases by unit; a spelling that leads elsewhere is a fault.

    A new spelling leads to its unit from the beginning. Where it led to another unit before, and no longer does, it
    leads to the new one from today.
    """
    ended = {row.name: _ended(snapshot.units.get(row.name), row) for row in wanted.values()}
    claims = _claims_after(snapshot, wanted, ended)
    found = {}
    for row in wanted.values():
        known = snapshot.units.get(row.name)
        if (known is None or known.unit.since != row.since) and (
            other := _other(claims, row.name, row.name, _named_since(known, row), row.until)
        ):
            faults.append(Fault(row.number, Column.NAME, "spelling_taken", {"value": row.name, "unit": other}))
        found[row.name] = _changes(snapshot, claims, known, row, ended[row.name], faults)
    return found


def _changes(
    snapshot: Snapshot,
    claims: dict[str, list[tuple[str, Claim]]],
    known: KnownUnit | None,
    row: Wanted,
    ended: frozenset[str],
    faults: list[Fault],
) -> Aliases:
    current = known.origins if known else {}
    added: dict[str, tuple[UnitAlias.Origin, date | None]] = {}
    for surface, origin in _listed(row):
        if surface in current or surface in added:
            continue
        since = _free_since(snapshot, claims, row, surface)
        if since is None:
            other = _other(claims, row.name, surface, snapshot.today, row.until)
            column = Column.SHORT if origin == SHORT else Column.ALIASES
            params = {"value": surface[:64], "unit": other or row.name}
            faults.append(Fault(row.number, column, "spelling_taken", params))
            continue
        begins = None if since == FIRST_DAY else since
        added[surface] = (origin, begins)
        claims[surface].append((row.name, Claim(surface, NEW, row.name, begins, row.until)))
    origins = {surface: origin for surface, origin in _listed(row) if _turns(current.get(surface), origin, row)}
    return Aliases(added, ended, origins)


def _listed(row: Wanted) -> Iterator[tuple[str, UnitAlias.Origin]]:
    """Yield the spellings of a row; one that stands in both columns is a short name."""
    yield from ((surface, SHORT) for surface in row.short)
    yield from ((surface, SET) for surface in row.aliases if surface not in row.short)


def _turns(current: str | None, origin: UnitAlias.Origin, row: Wanted) -> bool:
    """Say whether a known alias becomes a short name, or a short name an alias."""
    if current is None or not {Column.SHORT, Column.ALIASES} <= row.columns:
        return False
    return (current == SHORT) != (origin == SHORT)


def _ended(known: KnownUnit | None, row: Wanted) -> frozenset[str]:
    """Return the known spellings that the row leaves out of a column that it has."""
    if known is None:
        return frozenset()
    kept = {*row.short, *row.aliases}
    asked = {SHORT: Column.SHORT in row.columns, SET: Column.ALIASES in row.columns}
    return frozenset(
        surface
        for surface, origin in known.origins.items()
        if surface not in kept and asked[SHORT if origin == SHORT else SET]
    )


def _claims_after(
    snapshot: Snapshot, wanted: Mapping[str, Wanted], ended: Mapping[str, frozenset[str]]
) -> dict[str, list[tuple[str, Claim]]]:
    """Return who claims which spelling once the sheet is taken, but for the aliases that it adds."""
    claims: dict[str, list[tuple[str, Claim]]] = defaultdict(list)
    eve = snapshot.today - DAY
    for surface, known in snapshot.claims.items():
        for claim in known:
            if surface in ended.get(claim.unit_name, ()) and claim.meets(snapshot.today, snapshot.today):
                if (claim.since or FIRST_DAY) <= eve:
                    cut = Claim(surface, claim.unit, claim.unit_name, claim.since, eve)
                    claims[surface].append((claim.unit_name, cut))
            else:
                claims[surface].append((claim.unit_name, claim))
    for row in wanted.values():
        unit = snapshot.units.get(row.name)
        claims[row.name].append((row.name, Claim(row.name, NEW, row.name, _named_since(unit, row), row.until)))
    return claims


def _named_since(known: KnownUnit | None, row: Wanted) -> date | None:
    return row.since if known is None or known.first_named_until is None else known.named_since


def _free_since(snapshot: Snapshot, claims: Claims, row: Wanted, surface: str) -> date | None:
    """Return from when on a spelling may lead to a unit: FIRST_DAY, today, or None where it leads elsewhere."""
    found = claims.get(surface, [])
    for since in (FIRST_DAY, snapshot.today):
        if (row.until is None or since <= row.until) and not any(claim.meets(since, row.until) for _n, claim in found):
            return since
    return None


def _other(claims: Claims, name: str, surface: str, since: date | None, until: date | None) -> str | None:
    return next(
        (owner for owner, claim in claims.get(surface, ()) if owner != name and claim.meets(since, until)), None
    )
