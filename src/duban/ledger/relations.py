"""How rows that hang on a task or on a part relate to the holder of a post, stated once for every model.

`of_unit` and `led` follow a column path to a part, `answered_for` one to a task. A leader answers for his tasks in
person; where nobody answers for a task, the approver does.
"""

from typing import Any, TypeVar

from django.db.models import Model, Q

from duban.ledger.models import Task
from duban.ledger.serving import LEADING
from duban.orgs.policies import relates
from duban.orgs.roles import Link, Role
from duban.orgs.viewers import Seat, Standing

M = TypeVar("M", bound=Model)
NOTHING = Q(pk__in=())


def of_unit(model: type[M], *, part: str = "", link: Link = Link.OWN_UNIT) -> None:
    """Relate the rows to the unit of their part; `part` is the path to it, empty where the row is the part."""
    column = f"{part}__unit" if part else "unit"

    def rows(_standing: Standing, seat: Seat) -> Q:
        return Q((column, seat.post.unit_id)) if seat.post.unit_id is not None else NOTHING

    def holds(_standing: Standing, seat: Seat, row: M) -> bool:
        return seat.post.unit_id is not None and _follow(row, part).unit_id == seat.post.unit_id

    relates(model, link, rows=rows, holds=holds)


def led(model: type[M], *, part: str = "") -> None:
    """Relate the rows to the unit that leads by their part."""
    unit, role = (f"{part}__unit", f"{part}__role") if part else ("unit", "role")

    def rows(_standing: Standing, seat: Seat) -> Q:
        return Q((unit, seat.post.unit_id), (f"{role}__in", LEADING)) if seat.post.unit_id is not None else NOTHING

    def holds(_standing: Standing, seat: Seat, row: M) -> bool:
        held = _follow(row, part)
        return seat.post.unit_id is not None and held.unit_id == seat.post.unit_id and held.role in LEADING

    relates(model, Link.LEADING, rows=rows, holds=holds)


def answered_for(model: type[M], *, task: str = "") -> None:
    """Relate the rows to the leader who answers for their task; `task` is the path to it."""
    column = f"{task}__leader" if task else "leader"

    def rows(standing: Standing, seat: Seat) -> Q:
        own = Q((column, person_in(standing, seat)))
        return own | Q((f"{column}__isnull", True)) if seat.role is Role.APPROVER else own

    def holds(standing: Standing, seat: Seat, row: M) -> bool:
        held: Task = _follow(row, task)
        return answers_for(standing, seat, held)

    relates(model, Link.OWN_FIELD, rows=rows, holds=holds)


def answers_for(standing: Standing, seat: Seat, task: Task) -> bool:
    """Say whether a person in this seat answers for a task."""
    if task.leader_id is None:
        return seat.role is Role.APPROVER
    return task.leader_id == person_in(standing, seat)


def person_in(standing: Standing, seat: Seat) -> int:
    """Return whose seat it is: the person's own, or of whom he stands in."""
    return (seat.of or standing.person).pk


def _follow(row: Model, path: str) -> Any:
    found: Any = row
    for name in path.split("__") if path else ():
        found = getattr(found, name)
    return found
