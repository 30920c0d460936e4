"""Who is looking: the account with its person, the posts held and stood in for, as one frozen record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from duban.core import clock
from duban.journal.records import Actor
from duban.orgs.models import Delegation, Grant, Holding, Jurisdiction, Person, Post, User
from duban.orgs.roles import ADMINISTRATORS, Role

LONGEST_BEHALF = 128  # what the journal holds


@dataclass(frozen=True)
class Seat:
    """A post that a person fills on this day: his own, or one left to him by delegation (`of` names whose)."""

    post: Post
    of: Person | None = None

    @property
    def role(self) -> Role:
        """Return the role that the post gives."""
        return Role(self.post.kind)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What a person is on a day: his government, his posts, his exceptions. Permission asks for nothing else."""

    person: Person
    jurisdiction: Jurisdiction
    seats: tuple[Seat, ...]
    grants: tuple[Grant, ...] = ()

    @property
    def name(self) -> str:
        """Return the person's name."""
        return self.person.name

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Return the posts, own ones before those stood in for."""
        return tuple(seat.post for seat in self.seats)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Return the roles that the posts give."""
        return frozenset(seat.role for seat in self.seats)

    @cached_property
    def is_administrator(self) -> bool:
        """Say whether the person runs the system and does no business."""
        return bool(self.roles) and self.roles <= ADMINISTRATORS

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        """Return the units for which this person works."""
        return frozenset(seat.post.unit_id for seat in self.seats if seat.post.unit_id is not None)

    @cached_property
    def unit_name(self) -> str:
        """Return the unit under whose name this person acts; the government where there is none."""
        return next((post.unit.name for post in self.posts if post.unit is not None), self.jurisdiction.name)

    @cached_property
    def post_title(self) -> str:
        """Return unit and post as the page shows them."""
        return self.posts[0].words if self.posts else str(_("no post"))


@dataclass(frozen=True, kw_only=True)
class Viewer(Standing):
    """A signed-in person with what he is on this day."""

    user: User

    @property
    def actor(self) -> Actor:
        """Return this person as the journal names him."""
        return Actor(uid=self.user.uid, name=self.name, unit_name=self.unit_name)

    def actor_in(self, seat: Seat | None) -> Actor:
        """Return this person acting in a seat; for a seat stood in for, the journal names whose it is."""
        if seat is None or seat.of is None:
            return self.actor
        unit_name = seat.post.unit.name if seat.post.unit is not None else self.jurisdiction.name
        words = pgettext("acting by delegation", "%(name)s (%(post)s), by delegation") % {
            "name": seat.of.name,
            "post": seat.post.words,
        }
        return replace(self.actor, unit_name=unit_name, on_behalf_of=words[:LONGEST_BEHALF])


def standing_of(person: Person, jurisdiction: Jurisdiction, day: date) -> Standing:
    """Return what a person is on a day by the posts he holds himself; for one who decides without an account."""
    return Standing(person=person, jurisdiction=jurisdiction, seats=own_seats(person, day))


def viewer_of(user: User) -> Viewer:
    """Return the viewer behind an account, with the posts held or stood in for today and his exceptions."""
    today = clock.today()
    seats = own_seats(user.person, today)
    if user.exceptional_until is None or user.exceptional_until < today:
        return Viewer(user=user, person=user.person, jurisdiction=user.jurisdiction, seats=seats)
    held = {seat.post.pk for seat in seats}
    standing_in = tuple(seat for seat in delegated_seats(user.person, today) if seat.post.pk not in held)
    grants = Grant.objects.filter(
        jurisdiction=user.jurisdiction_id,
        user=user,
        since__lte=today,
        until__gte=today,
        approved_at__isnull=False,
        revoked_at__isnull=True,
    )
    return Viewer(
        user=user,
        person=user.person,
        jurisdiction=user.jurisdiction,
        seats=seats + standing_in,
        grants=tuple(grants.order_by("pk")),
    )


def own_seats(person: Person, day: date) -> tuple[Seat, ...]:
    """Return the posts that a person holds on a day."""
    holdings = (
        Holding.objects.filter(jurisdiction=person.jurisdiction_id, person=person, since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("post__unit")
        .order_by("since", "pk")
    )
    return tuple(Seat(holding.post) for holding in holdings)


def delegated_seats(person: Person, day: date) -> Iterable[Seat]:
    """Return the posts whose holders have left them to a person on a day; a holder who left takes his word along."""
    delegations = Delegation.objects.filter(
        jurisdiction=person.jurisdiction_id, person=person, since__lte=day, until__gte=day, revoked_at__isnull=True
    ).select_related("post__unit", "given_by")
    for delegation in delegations.order_by("since", "pk"):
        if any(seat.post.pk == delegation.post_id for seat in own_seats(delegation.given_by, day)):
            yield Seat(delegation.post, of=delegation.given_by)
