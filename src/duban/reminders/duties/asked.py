"""Whose duties are asked for, and who owes them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Q

from duban.orgs.models import Jurisdiction

MOST = 100  # duties of one kind on a desk


class Owner(Enum):
    """Who owes the duties of a kind."""

    UNIT = "unit"
    LEADER = "leader"
    OFFICE = "office"


@dataclass(frozen=True)
class Asked:
    """Whose duties are asked for: a government's, or those of some units and persons alone.

    `until` is the last day that is looked ahead to; `with_nobodys` adds what no leader answers for, which is the
    approver's, `with_offices` what the office owes. `without` leaves out what some leaders look after themselves,
    `without_units` what some units do. `most` bounds the rows of each kind.
    """

    jurisdiction: Jurisdiction
    units: Collection[int] | None = None
    persons: Collection[int] | None = None
    until: date | None = None
    with_nobodys: bool = False
    most: int | None = MOST
    with_offices: bool = False
    without: Collection[int] | None = None
    without_units: Collection[int] = ()

    def of_units(self, column: str) -> Q:
        """Return the rows of the units that are asked for, by the column or path that leads to the unit."""
        if self.units is not None:
            return Q((f"{column}__in", self.units))
        return ~Q((f"{column}__in", self.without_units)) if self.without_units else Q()

    def is_asked_of(self, owner: Owner) -> bool:
        """Say whether duties of an owner are asked for; units alone are not asked for what leaders owe."""
        if owner is Owner.OFFICE:
            return self.with_offices
        narrowed = self.units is not None or self.persons is not None
        if owner is Owner.UNIT:
            return bool(self.units) or not narrowed
        return bool(self.persons) or not narrowed or self.with_nobodys
