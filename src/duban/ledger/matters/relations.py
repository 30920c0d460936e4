"""How instructions and matters relate to the holder of a post: his unit's, what it leads, what his leader answers for.

A secretary stands to them as the leader whom he serves; a matter for which no leader answers is the approver's.
"""

from typing import Any

from django.db.models import Model, Q

from duban.core import clock
from duban.ledger.models import Instruction, Matter, MatterExtension, MatterUnit
from duban.ledger.relations import NOTHING, person_in
from duban.orgs.models import Holding
from duban.orgs.policies import relates
from duban.orgs.register.dates import standing_on
from duban.orgs.roles import Link, Role
from duban.orgs.viewers import Seat, Standing


def _matter_of(row: Model, path: str) -> Matter:
    found: Any = row
    matter: Matter = found.matter if path else found
    return matter


def of_units(model: type[Model], *, path: str = "") -> None:
    """Relate rows to the units of their matter, and to the one that leads it."""
    lead, key = f"{path}lead", f"{path}pk" if path else "pk"

    def own_rows(_standing: Standing, seat: Seat) -> Q:
        if seat.post.unit_id is None:
            return NOTHING
        helped = MatterUnit.objects.filter(jurisdiction=seat.post.jurisdiction_id, unit=seat.post.unit_id)
        return Q((lead, seat.post.unit_id)) | Q((f"{key}__in", helped.values("matter")))

    def is_own(_standing: Standing, seat: Seat, row: Model) -> bool:
        matter = _matter_of(row, path)
        return seat.post.unit_id is not None and (
            matter.lead_id == seat.post.unit_id or seat.post.unit_id in _helpers_of(matter)
        )

    def led_rows(_standing: Standing, seat: Seat) -> Q:
        return Q((lead, seat.post.unit_id)) if seat.post.unit_id is not None else NOTHING

    def is_led(_standing: Standing, seat: Seat, row: Model) -> bool:
        return seat.post.unit_id is not None and _matter_of(row, path).lead_id == seat.post.unit_id

    relates(model, Link.OWN_UNIT, rows=own_rows, holds=is_own)
    relates(model, Link.LEADING, rows=led_rows, holds=is_led)


def of_leaders(model: type[Model], *, path: str = "") -> None:
    """Relate rows to the leader who answers for them, to his secretary, and those of nobody to the approver."""
    leader = f"{path}leader"

    def rows(standing: Standing, seat: Seat) -> Q:
        if seat.role is Role.SECRETARY:
            return Q((f"{leader}__in", _served_by(seat).values("person")))
        own = Q((leader, person_in(standing, seat)))
        return own | Q((f"{leader}__isnull", True)) if seat.role is Role.APPROVER else own

    def holds(standing: Standing, seat: Seat, row: Model) -> bool:
        held: Any = _matter_of(row, path) if path else row
        if held.leader_id is None:
            return seat.role is Role.APPROVER
        if seat.role is Role.SECRETARY:
            return bool(_served_by(seat).filter(person=held.leader_id).exists())
        return bool(held.leader_id == person_in(standing, seat))

    relates(model, Link.OWN_FIELD, rows=rows, holds=holds)


def _served_by(seat: Seat) -> Any:
    """Return who holds today the post that a secretary serves."""
    held = Holding.objects.filter(standing_on(clock.today()), jurisdiction=seat.post.jurisdiction_id)
    return held.filter(post=seat.post.serves_id, post__isnull=False)


def _helpers_of(matter: Matter) -> frozenset[int]:
    """Return the cooperating units, read once for a matter in hand."""
    held = vars(matter).get("_helpers")
    if held is None:
        rows = MatterUnit.objects.filter(jurisdiction=matter.jurisdiction_id, matter=matter)
        held = vars(matter)["_helpers"] = frozenset(rows.values_list("unit", flat=True))
    return held


of_units(Matter)
of_units(MatterExtension, path="matter__")
of_leaders(Matter)
of_leaders(MatterExtension, path="matter__")
of_leaders(Instruction)
