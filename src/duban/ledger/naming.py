"""Naming what the plan left open: whom 相关 and 等 mean, and who runs the work of a unit in a task."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from duban.core.digests import JSON
from duban.journal.records import Subject, Text
from duban.ledger import actions
from duban.ledger.errors import NamingIncomplete, NoPart, NotADeputy, NotNameable
from duban.ledger.models import Charge, Naming, OpenEnd, Part, Task
from duban.ledger.parts import expand
from duban.orgs import policies
from duban.orgs.acting.performing import Deed, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.errors import NotYours, Stale
from duban.orgs.models import Post, Unit
from duban.orgs.roles import Role

OFFICE = {Role.OFFICER, Role.OFFICE_HEAD}
IN_CHARGE = (Post.Kind.DEPUTY, Post.Kind.HEAD)


@dataclass(frozen=True)
class NamedUnits:
    """The units that are meant, by uid; or none, and why nobody else is meant.

    `version` is that of the open end as its reader saw it; where it has moved on since, his list is refused.
    """

    units: Annotated[tuple[str, ...], Titled(_("Units"), names=Unit)] = ()
    none_because: Annotated[str | None, Titled(_("Why nobody else is meant"))] = None
    version: Annotated[int | None, Titled(_("Version"))] = None


@dataclass(frozen=True)
class DeputyNamed:
    """The unit and the post that runs its work, by uid."""

    unit: Annotated[str, Titled(_("Unit"), names=Unit)]
    post: Annotated[str, Titled(_("Post"), names=Post)]


@performs("ledger.name_open_end", about=OpenEnd, given=NamedUnits)
def name_open_end(deed: Deed, open_end: OpenEnd, given: NamedUnits) -> OpenEnd:
    """Name the units that 相关 or 等 mean, or say that nobody else is meant; named anew, the new list holds.

    The printed words stay. The named units get their parts in the role of the open end.
    """
    reason = (given.none_because or "").strip()
    if bool(given.units) == bool(reason):
        raise NamingIncomplete
    if given.version is not None and given.version != open_end.version:
        raise Stale
    units = _single_units(deed, given.units)
    namings = Naming.objects.filter(jurisdiction=deed.jurisdiction, open_end=open_end)
    old = {naming.unit_id: naming.unit.name for naming in namings.select_related("unit")}
    before = _state(open_end, old.values())
    namings.exclude(unit__in=units).delete()
    Naming.objects.bulk_create(
        Naming(jurisdiction=deed.jurisdiction, open_end=open_end, unit=unit)
        for key, unit in units.items()
        if key not in old
    )
    open_end.stage = OpenEnd.Stage.NAMED if units else OpenEnd.Stage.NONE_MEANT
    open_end.reason, open_end.settled_at = reason or None, deed.at
    open_end.version += 1
    open_end.save(update_fields=["stage", "reason", "settled_at", "version"])
    expand(deed.jurisdiction.pk, [open_end.task_id])
    deed.record(
        actions.OPEN_END_NAMED.code,
        [
            Subject("task", open_end.task.uid),
            Subject("openend", open_end.uid),
            *(Subject("unit", unit.uid) for unit in sorted(units.values(), key=lambda unit: unit.uid)),
        ],
        {"words": open_end.words, "before": before, "after": _state(open_end, (unit.name for unit in units.values()))},
        [Text("reason", reason)] if reason else [],
    )
    return open_end


@performs("ledger.name_deputy", about=Task, given=DeputyNamed)
def name_deputy(deed: Deed, task: Task, given: DeputyNamed) -> Charge:
    """Name who runs the work of a unit in a task (分管), a deputy or the head himself; the head of the unit says so."""
    unit = policies.visible_one(deed.viewer, Unit, given.unit)
    if not deed.decider.roles & OFFICE and not any(
        seat.role is Role.HEAD and seat.post.unit_id == unit.pk for seat in deed.decider.seats
    ):
        act = policies.act_of("ledger.name_deputy")
        raise NotYours(asked=act.code, act=act.title)
    if not Part.objects.filter(jurisdiction=deed.jurisdiction, task=task, unit=unit).exists():
        raise NoPart(unit=unit.name)
    posts = Post.objects.filter(jurisdiction=deed.jurisdiction, unit=unit, kind__in=IN_CHARGE)
    post = posts.exclude(until__lt=timezone.localdate(deed.at)).select_related("unit").filter(uid=given.post).first()
    if post is None:
        raise NotADeputy(unit=unit.name)
    old = Charge.objects.filter(jurisdiction=deed.jurisdiction, task=task, unit=unit).select_related("post__unit")
    before = next((charge.post.words for charge in old), None)
    charge, _is_new = Charge.objects.update_or_create(
        jurisdiction=deed.jurisdiction, task=task, unit=unit, defaults={"post": post, "named_at": deed.at}
    )
    deed.record(
        actions.DEPUTY_NAMED.code,
        [Subject("task", task.uid), Subject("unit", unit.uid), Subject("post", post.uid)],
        {"unit": unit.name, "before": {"post": before}, "after": {"post": post.words}},
    )
    return charge


def _single_units(deed: Deed, uids: tuple[str, ...]) -> dict[int, Unit]:
    """Return the units of these uids by key; raise NotNameable for what is no single unit that exists."""
    day = timezone.localdate(deed.at)
    found = {unit.uid: unit for unit in policies.visible(deed.viewer, Unit).filter(uid__in=uids)}
    for uid in uids:
        unit = found.get(uid)
        if unit is None or unit.is_group or (unit.until is not None and unit.until < day):
            raise NotNameable(unit=unit.name if unit else uid)
    return {unit.pk: unit for unit in found.values()}


def _state(open_end: OpenEnd, units: Iterable[str]) -> dict[str, JSON]:
    return {"stage": str(OpenEnd.Stage(open_end.stage).value), "units": sorted(units)}
