"""Who holds the posts of units today: head, deputies, liaison officer; one query for all units of a page."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from duban.core import clock
from duban.orgs.models import Holding, Post
from duban.orgs.register.dates import standing_on

NAMES_FIRST = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)


@dataclass(frozen=True)
class Holder:
    """A person in a post of a unit."""

    post: str
    name: str


def held_in(jurisdiction: int, units: Collection[int]) -> tuple[Holding, ...]:
    """Return who holds the posts of these units today, in the order of the posts."""
    if not units:
        return ()
    held = Holding.objects.filter(standing_on(clock.today()), jurisdiction=jurisdiction, post__unit__in=units)
    held = held.filter(post__kind__in=Post.OF_A_UNIT).select_related("post__unit", "person")
    return tuple(held.order_by("post__position", "since", "pk"))


def holders_among(held: Iterable[Holding], unit: int) -> tuple[Holder, ...]:
    """Return those of a unit, the head first."""
    order = [str(kind) for kind in Post.OF_A_UNIT]
    own = sorted((each for each in held if each.post.unit_id == unit), key=lambda each: order.index(each.post.kind))
    return tuple(Holder(str(each.post.get_kind_display()), each.person.name) for each in own)


def first_among(held: Sequence[Holding], unit: int) -> Holding | None:
    """Return who names what a plan left open: the liaison officer of a unit, else a deputy, else the head."""
    order = [str(kind) for kind in NAMES_FIRST]
    own = (each for each in held if each.post.unit_id == unit)
    return min(own, key=lambda each: order.index(each.post.kind), default=None)


def deputies_among(held: Iterable[Holding], unit: int) -> list[Holding]:
    """Return the deputies of a unit."""
    return [each for each in held if each.post.unit_id == unit and each.post.kind == Post.Kind.DEPUTY]


def own_words(post: Post) -> str:
    """Return the title of a post without its unit."""
    return post.title or str(post.get_kind_display())
