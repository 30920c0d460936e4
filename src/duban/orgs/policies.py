"""Permission, in one place: which role may do which act, and which records a viewer sees.

Every package declares its acts and its visible rows here through `declare` and `shows`; views ask `require`
and `visible` and nothing else. The order of the answers is that of design 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from duban.orgs.errors import NotAllowed, NotVisible
from duban.orgs.models import Unit
from duban.orgs.roles import EVERYBODY, Role
from duban.orgs.viewers import Viewer

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Act:
    """Something a person can ask for; `roles` may do it to the records they see."""

    code: str
    title: object
    roles: frozenset[Role]


_acts: dict[str, Act] = {}
_shown: dict[type[Model], Callable[[Viewer, QuerySet[Model]], QuerySet[Model]]] = {}


def declare(*acts: Act) -> None:
    """Add acts to the table; a code can be declared once."""
    for act in acts:
        if act.code in _acts:
            raise ValueError(f"act declared twice: {act.code}")
        _acts[act.code] = act


def shows(model: type[M], rule: Callable[[Viewer, QuerySet[M]], QuerySet[M]]) -> None:
    """Say which rows of a model a viewer sees; the rows of his government are given."""
    _shown[model] = rule  # type: ignore[assignment]


def acts() -> tuple[Act, ...]:
    """Return the whole table, by code."""
    return tuple(_acts[code] for code in sorted(_acts))


def can(viewer: Viewer, code: str) -> bool:
    """Say whether the viewer's roles include an act."""
    return not viewer.roles.isdisjoint(_acts[code].roles)


def require(viewer: Viewer, code: str) -> None:
    """Raise NotAllowed unless the viewer's roles include an act."""
    if not can(viewer, code):
        raise NotAllowed(asked=code, act=_acts[code].title)


def visible(viewer: Viewer, model: type[M]) -> QuerySet[M]:
    """Return the rows of a model that exist for a viewer."""
    rows = model._default_manager.filter(jurisdiction=viewer.jurisdiction)  # noqa: SLF001 -- Django's own name
    return _shown[model](viewer, rows)  # type: ignore[return-value]


def visible_one(viewer: Viewer, model: type[M], uid: str) -> M:
    """Return one visible record by its uid; raise NotVisible, the same for hidden and missing."""
    found = visible(viewer, model).filter(uid=uid).first()
    if found is None:
        raise NotVisible
    return found


def everything(_viewer: Viewer, rows: QuerySet[M]) -> QuerySet[M]:
    """Show all rows of the viewer's own government."""
    return rows


shows(Unit, everything)
declare(
    Act("orgs.look", _("Look at what is open to one's posts"), EVERYBODY),
    Act("orgs.see_journal", _("Read the journal"), frozenset({Role.OFFICE, Role.AUDITOR})),
    Act("orgs.see_units", _("See the units"), EVERYBODY),
    Act("orgs.name_group_members", _("Name the members of a group"), frozenset({Role.OFFICE})),
)
