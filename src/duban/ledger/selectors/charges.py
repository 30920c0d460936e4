"""Who runs the work of a unit in a task (分管): the post that its head named, or its only deputy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from duban.core import clock
from duban.ledger.models import Assignment, Charge, Task
from duban.ledger.naming import IN_CHARGE, OFFICE
from duban.ledger.selectors.posts import deputies_among, held_in, own_words
from duban.orgs.models import Holding, Post, Unit
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class Running:
    """Who runs the work of a unit in the task; nobody where no deputy is named and there are several, or none."""

    uid: str
    unit: str
    person: str
    post: str
    is_named: bool
    may_name: bool


@dataclass(frozen=True)
class Seat:
    """A post that can be put in charge, with its holder."""

    uid: str
    words: str
    is_chosen: bool


def units_shown(viewer: Viewer, assignments: Sequence[Assignment], with_part: Collection[int]) -> dict[int, Unit]:
    """Return the units that the plan names singly, and the viewer's own where it has a part."""
    shown = {row.unit_id: row.unit for row in assignments if not row.unit.is_group}
    for post in viewer.posts:
        if post.unit is not None and post.unit_id in with_part:
            shown.setdefault(post.unit.pk, post.unit)
    return shown


def running_in(viewer: Viewer, task: Task, units: Mapping[int, Unit], held: Sequence[Holding]) -> tuple[Running, ...]:
    """Return who runs the work of units in a task; `held` are the holders of their posts."""
    charges = Charge.objects.filter(jurisdiction=task.jurisdiction_id, task=task).select_related("post")
    named = {charge.unit_id: charge.post for charge in charges}
    found = []
    for key, unit in units.items():
        post, person = named.get(key), ""
        deputies = deputies_among(held, key)
        if post is not None:
            person = next((each.person.name for each in held if each.post_id == post.pk), "")
        elif len(deputies) == 1:
            post, person = deputies[0].post, deputies[0].person.name
        words = own_words(post) if post is not None else ""
        found.append(Running(unit.uid, unit.name, person, words, key in named, may_name_in(viewer, key)))
    return tuple(found)


def may_name_in(viewer: Viewer, unit: int) -> bool:
    """Say whether a viewer names deputies in a unit: its head, and the office."""
    heads = (seat.post.unit_id for seat in viewer.seats if seat.role is Role.HEAD)
    return bool(viewer.roles & OFFICE) or unit in heads


def seats_in(jurisdiction: int, unit: Unit, task: Task) -> tuple[Seat, ...]:
    """Return the posts of a unit that can be put in charge of a task, deputies first."""
    posts = list(
        Post.objects.filter(jurisdiction=jurisdiction, unit=unit, kind__in=IN_CHARGE)
        .exclude(until__lt=clock.today())
        .order_by("kind", "position", "pk")  # deputy stands before head
    )
    people = {each.post_id: each.person.name for each in held_in(jurisdiction, [unit.pk])}
    charge = Charge.objects.filter(jurisdiction=jurisdiction, task=task, unit=unit).first()
    return tuple(
        Seat(
            post.uid,
            "　".join(filter(None, (own_words(post), people.get(post.pk, "")))),
            charge is not None and charge.post_id == post.pk,
        )
        for post in posts
    )
