"""Permission, in one place: one table act × relation, and how each model relates to the holder of a post.

Every package declares its acts (`declare`), how its rows relate to people (`relates`) and by which act they are seen
(`shows`). Views and services ask `require`, `can`, `open_to`, `visible` and `visible_one` and nothing else. The
answer for one object and the list of objects come from the same table; a property test holds them equal. The order
of the answers is that of design 4.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from duban.journal.records import Actor
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Grant, Jurisdiction, RecordedAct, Unit
from duban.orgs.roles import (
    ABOVE_UNITS,
    ADMINISTRATORS,
    AUDITORS,
    EVERYBODY,
    OFFICE,
    OFFICE_AND_REGISTRAR,
    UNIT_ROLES,
    Link,
    Relation,
    Role,
    anybody,
    linked,
)
from duban.orgs.viewers import Seat, Standing, Viewer

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Act:
    """Something a person can ask for: who may do it to what, and whether it only looks.

    No exception gives a hard act: a step that needs two pairs of eyes, one that hands out accounts or fills posts.
    """

    code: str
    title: Any  # a lazy text
    relations: frozenset[Relation]
    is_look: bool = False
    is_hard: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles that may do it to some object."""
        return frozenset(relation.role for relation in self.relations)

    @property
    def is_grantable(self) -> bool:
        """Say whether an exception may give it: no hard step, nothing that administrators do, none upon oneself."""
        is_own = all(relation.link is Link.SELF for relation in self.relations)
        return not (self.is_hard or is_own or self.roles & ADMINISTRATORS)


@dataclass(frozen=True)
class Rule:
    """How rows of a model relate to a seat by one link: as a query, and as the answer for one object."""

    rows: Callable[[Standing, Seat], Q]
    holds: Callable[[Standing, Seat, Any], bool]


@dataclass
class _Tables:
    acts: dict[str, Act] = field(default_factory=dict)
    rules: dict[tuple[type[Model], Link], Rule] = field(default_factory=dict)
    shown: dict[type[Model], str] = field(default_factory=dict)


_tables = _Tables()


def declare(*acts: Act) -> None:
    """Add acts to the table; a code can be declared once."""
    for act in acts:
        if act.code in _tables.acts:
            raise ValueError(f"act declared twice: {act.code}")
        business = {relation.role for relation in act.relations if relation.link is not Link.SELF}
        if not act.is_look and business & ADMINISTRATORS and business - ADMINISTRATORS:
            raise ValueError(f"administrators do no business: {act.code}")
        _tables.acts[act.code] = act


def relates(
    model: type[M],
    link: Link,
    *,
    rows: Callable[[Standing, Seat], Q],
    holds: Callable[[Standing, Seat, M], bool],
) -> None:
    """Say how the rows of a model relate to the holder of a seat by a link."""
    _tables.rules[model, link] = Rule(rows, holds)


def shows(model: type[Model], act: str) -> None:
    """Say by which act the rows of a model are seen."""
    _tables.shown[model] = act


def rules() -> frozenset[tuple[type[Model], Link]]:
    """Return for which models and links a rule is known."""
    return frozenset(_tables.rules)


def kind_of(model: type[Model]) -> str:
    """Return under which name exceptions know the rows of a model."""
    return str(model._meta.model_name)  # noqa: SLF001 -- Django's own name


def acts() -> tuple[Act, ...]:
    """Return the whole table, by code."""
    return tuple(_tables.acts[code] for code in sorted(_tables.acts))


def act_of(code: str) -> Act:
    """Return an act of the table."""
    return _tables.acts[code]


def title_of(code: str) -> str:
    """Return the title of an act, or the code of one that is not declared any more."""
    act = _tables.acts.get(code)
    return str(act.title) if act is not None else code


def shown_by() -> dict[type[Model], str]:
    """Return by which act each model is seen."""
    return dict(_tables.shown)


def can(viewer: Standing, code: str, about: Model | None = None) -> bool:
    """Say whether a viewer may do an act; without an object, whether he may do it to any."""
    return seat_for(viewer, code, about) is not None or _is_granted(viewer, code, about)


def seat_for(viewer: Standing, code: str, about: Model | None = None) -> Seat | None:
    """Return the seat in which a viewer may do an act, his own before one stood in for."""
    return next((seat for seat in viewer.seats if _seat_may(viewer, seat, _tables.acts[code], about)), None)


def require(viewer: Viewer, code: str, about: Model | None = None) -> Actor:
    """Return as whom the viewer does an act; raise NotVisible, NotAllowed or NotYours where he may not."""
    return viewer.actor_in(require_standing(viewer, code, about))


def require_standing(standing: Standing, code: str, about: Model | None = None) -> Seat | None:
    """Return the seat in which a person may do an act, None where a grant lets him.

    For administrators business does not exist (NotVisible, 404). For others an act outside their roles is refused
    (NotAllowed, 403), and so is one inside their roles to an object that is not theirs, with the reason (NotYours).
    """
    act = _tables.acts[code]
    if about is not None and not _is_own(standing, about):
        raise NotVisible
    seat = seat_for(standing, code, about)
    if seat is not None or _is_granted(standing, code, about):
        return seat
    if standing.is_administrator and not act.roles & ADMINISTRATORS:
        raise NotVisible
    if act.roles & standing.roles:
        raise NotYours(asked=code, act=act.title)
    raise NotAllowed(asked=code, act=act.title)


def open_to(viewer: Standing, code: str, model: type[M]) -> QuerySet[M]:
    """Return the rows of a model to which a viewer may do an act."""
    rows = model._default_manager.filter(jurisdiction=viewer.jurisdiction)  # noqa: SLF001 -- Django's own name
    wanted = Q(pk__in=())
    for seat in viewer.seats:
        for link in _links(seat, _tables.acts[code]):
            if link is Link.ANY:
                return rows
            rule = _tables.rules.get((model, link))
            if rule is not None:
                wanted |= rule.rows(viewer, seat)
    for grant in _grants(viewer, code):
        if grant.about_uid is None:
            return rows
        if grant.about_kind == kind_of(model):
            wanted |= Q(uid=grant.about_uid)
    return rows.filter(wanted)


def visible(viewer: Standing, model: type[M]) -> QuerySet[M]:
    """Return the rows of a model that exist for a viewer."""
    return open_to(viewer, _tables.shown[model], model)


def visible_one(viewer: Standing, model: type[M], uid: str) -> M:
    """Return one visible record by its uid; raise NotVisible, the same for hidden and missing."""
    found = visible(viewer, model).filter(uid=uid).first()
    if found is None:
        raise NotVisible
    return found


def _seat_may(viewer: Standing, seat: Seat, act: Act, about: Model | None) -> bool:
    links = _links(seat, act)
    if about is None:
        return bool(links)
    return _is_own(viewer, about) and any(link is Link.ANY or _holds(viewer, seat, link, about) for link in links)


def _is_own(viewer: Standing, about: Model) -> bool:
    if isinstance(about, Jurisdiction):
        return about.pk == viewer.jurisdiction.pk
    return bool(cast("Any", about).jurisdiction_id == viewer.jurisdiction.pk)


def _holds(viewer: Standing, seat: Seat, link: Link, about: Model) -> bool:
    rule = _tables.rules.get((type(about), link))
    return rule is not None and rule.holds(viewer, seat, about)


def _links(seat: Seat, act: Act) -> frozenset[Link]:
    return frozenset(relation.link for relation in act.relations if relation.role == seat.role)


def _grants(viewer: Standing, code: str) -> Iterable[Grant]:
    """Return the exceptions that give an act; none to administrators, whatever a row says."""
    if not viewer.grants or viewer.roles & ADMINISTRATORS or not _tables.acts[code].is_grantable:
        return ()
    return (grant for grant in viewer.grants if grant.act == code)


def _is_granted(viewer: Standing, code: str, about: Model | None) -> bool:
    if about is None:
        return any(True for _grant in _grants(viewer, code))
    return _is_own(viewer, about) and any(
        grant.about_uid is None
        or (grant.about_kind == kind_of(type(about)) and grant.about_uid == cast("Any", about).uid)
        for grant in _grants(viewer, code)
    )


def _of_own_unit(_viewer: Standing, seat: Seat) -> Q:
    return Q(pk=seat.post.unit_id) if seat.post.unit_id is not None else Q(pk__in=())


relates(
    Unit,
    Link.OWN_UNIT,
    rows=_of_own_unit,
    holds=lambda _viewer, seat, unit: unit.pk == seat.post.unit_id,
)
shows(Unit, "orgs.see_units")
relates(
    RecordedAct,
    Link.OWN_UNIT,
    rows=lambda _standing, seat: Q(post__unit=seat.post.unit_id, post__unit__isnull=False),
    holds=lambda _standing, seat, row: row.post.unit_id is not None and row.post.unit_id == seat.post.unit_id,
)
shows(RecordedAct, "orgs.see_recorded")
declare(
    Act("orgs.look", _("Look at what is open to one's posts"), EVERYBODY, is_look=True),
    Act("orgs.see_journal", _("Read the journal"), OFFICE | AUDITORS | anybody(Role.AUDIT), is_look=True),
    Act("orgs.see_units", _("See the units"), EVERYBODY, is_look=True),
    Act("orgs.name_group_members", _("Name the members of a group"), OFFICE),
    Act(
        "orgs.see_recorded",
        _("See what was recorded on behalf"),
        ABOVE_UNITS | linked(Link.OWN_UNIT, *UNIT_ROLES),
        is_look=True,
    ),
    Act("orgs.confirm_recorded", _("Confirm an entry against its paper"), OFFICE_AND_REGISTRAR, is_hard=True),
)
