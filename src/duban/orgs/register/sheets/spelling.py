"""The spellings that a sheet adds and takes away, and that none of them leads to two units on one day."""

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from duban.orgs.models import UnitAlias
from duban.orgs.register.dates import DAY, FIRST_DAY
from duban.orgs.register.sheets.columns import Column
from duban.orgs.register.sheets.errors import Fault
from duban.orgs.register.sheets.parsing import Wanted
from duban.orgs.register.sheets.snapshot import KnownUnit, Snapshot
from duban.orgs.register.spellings import Claim

SHORT, SET = UnitAlias.Origin.SHORT, UnitAlias.Origin.SET
NONE: frozenset[str] = frozenset()
NEW = 0  # no automatic key: the unit is not in the register yet
Begun: TypeAlias = tuple[UnitAlias.Origin, date | None]
Listed: TypeAlias = list[tuple[str, UnitAlias.Origin]]
FROM_THE_BEGINNING: Mapping[UnitAlias.Origin, Begun] = {origin: (origin, None) for origin in (SHORT, SET)}


class Claims(dict[str, tuple[Claim, ...]]):
    """The claims to spellings, as the register has them where nothing else is said."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    def __missing__(self, surface: str) -> tuple[Claim, ...]:
        self[surface] = claims = self._snapshot.claims_to(surface)
        return claims

    def add(self, claim: Claim) -> None:
        """Let a claim come after those that there are."""
        self[claim.surface] = (*self[claim.surface], claim)


@dataclass(frozen=True)
class Aliases:
    """What changes in the aliases of a unit: added ones with origin and first day, ended ones, other origins."""

    added: dict[str, Begun] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    origins: dict[str, UnitAlias.Origin] = field(default_factory=dict)


def aliases_wanted(snapshot: Snapshot, wanted: Mapping[str, Wanted], faults: list[Fault]) -> dict[str, Aliases]:
    """Return the changes of aliases by unit; a spelling that leads elsewhere is a fault.

    A new spelling leads to its unit from the beginning. Where it led to another unit before, and no longer does, it
    leads to the new one from today.
    """
    ended = {name: _ended(snapshot.units[name], row) for name, row in wanted.items() if name in snapshot.units}
    alone = _alone(snapshot, wanted)
    claims = _claims_after(snapshot, wanted, ended, alone)
    found = {}
    for name, row in wanted.items():
        known = snapshot.units.get(name)
        if (
            name not in alone
            and (known is None or known.unit.since != row.since)
            and (other := _other(claims, name, name, _named_since(known, row), row.until))
        ):
            faults.append(Fault(row.number, Column.NAME, "spelling_taken", {"value": name, "unit": other}))
        found[name] = _changes(snapshot, claims, alone, row, ended.get(name, NONE), faults)
    return found


def _alone(snapshot: Snapshot, wanted: Mapping[str, Wanted]) -> Set[str]:
    """Return the spellings that one row alone names and the register does not know: they lead to no other unit."""
    times = Counter(wanted.keys())
    for row in wanted.values():
        times.update(row.short)
        times.update(row.aliases)
    once = {surface for surface, count in times.items() if count == 1}
    return once - snapshot.units.keys() - snapshot.spelled.keys()


def _changes(
    snapshot: Snapshot,
    claims: Claims,
    alone: Set[str],
    row: Wanted,
    ended: frozenset[str],
    faults: list[Fault],
) -> Aliases:
    known = snapshot.units.get(row.name)
    current = known.origins if known else {}
    listed = _listed(row)
    added: dict[str, Begun] = {}
    for surface, origin in listed:
        if surface in alone:
            added[surface] = FROM_THE_BEGINNING[origin]
            continue
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
        claims.add(Claim(surface, NEW, row.name, begins, row.until))
    return Aliases(added, ended, _turned(current, listed, row) if current else {})


def _listed(row: Wanted) -> Listed:
    """Return the spellings of a row; one that stands in both columns is a short name."""
    found = [(surface, SHORT) for surface in row.short]
    return found + [(surface, SET) for surface in row.aliases if surface not in row.short]


def _turned(current: Mapping[str, str], listed: Listed, row: Wanted) -> dict[str, UnitAlias.Origin]:
    """Return the known aliases that become short names, and the short names that become aliases."""
    if not {Column.SHORT, Column.ALIASES} <= row.columns:
        return {}
    return {
        surface: origin
        for surface, origin in listed
        if surface in current and (current[surface] == SHORT) != (origin == SHORT)
    }


def _ended(known: KnownUnit, row: Wanted) -> frozenset[str]:
    """Return the known spellings that the row leaves out of a column that it has."""
    kept = {*row.short, *row.aliases}
    asked = {SHORT: Column.SHORT in row.columns, SET: Column.ALIASES in row.columns}
    return frozenset(
        surface
        for surface, origin in known.origins.items()
        if surface not in kept and asked[SHORT if origin == SHORT else SET]
    )


def _claims_after(
    snapshot: Snapshot, wanted: Mapping[str, Wanted], ended: Mapping[str, frozenset[str]], alone: Set[str]
) -> Claims:
    """Return who claims which spelling once the sheet is taken, but for the aliases that it adds."""
    claims = Claims(snapshot)
    for name, surfaces in ended.items():
        for surface in surfaces:
            claims[surface] = tuple(_until_the_eve(snapshot.today, name, claims[surface]))
    for name, row in wanted.items():
        if name in alone:
            continue
        known = snapshot.units.get(name)
        if known is None or (known.unit.since, known.unit.until) != (row.since, row.until):
            claims.add(Claim(name, NEW, name, _named_since(known, row), row.until))
    return claims


def _until_the_eve(today: date, name: str, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Yield claims to a spelling of which that of a unit ends before today; one that began today has never been."""
    for claim in claims:
        if claim.unit_name != name or not claim.meets(today, today):
            yield claim
        elif claim.since is None or claim.since < today:
            yield claim._replace(until=today - DAY)


def _named_since(known: KnownUnit | None, row: Wanted) -> date | None:
    return row.since if known is None or known.first_named_until is None else known.named_since


def _free_since(snapshot: Snapshot, claims: Claims, row: Wanted, surface: str) -> date | None:
    """Return from when on a spelling may lead to a unit: FIRST_DAY, today, or None where it leads elsewhere."""
    found = claims[surface]
    for since in (FIRST_DAY, snapshot.today):
        if (row.until is None or since <= row.until) and not any(claim.meets(since, row.until) for claim in found):
            return since
    return None


def _other(claims: Claims, name: str, surface: str, since: date | None, until: date | None) -> str | None:
    return next(
        (claim.unit_name for claim in claims[surface] if claim.unit_name != name and claim.meets(since, until)),
        None,
    )
