"""The leadership: leaders and approver with their secretaries, and who answers for which field, now and before."""

from dataclasses import dataclass
from datetime import date

from duban.core import clock
from duban.orgs import policies
from duban.orgs.models import Division, Post
from duban.orgs.people.dividing import division_on
from duban.orgs.people.seating import SERVED, holders_on
from duban.orgs.people.selectors import SeatRow, lasting, seat_rows
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class LeaderRow:
    """A leader's post with his secretaries and the fields that answer to him today."""

    seat: SeatRow
    secretaries: tuple[SeatRow, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class EarlierField:
    """A field of a division that has ended, with who answered for it."""

    field: str
    leader: str


@dataclass(frozen=True)
class EarlierDivision:
    """A division of labour that has ended."""

    since: date
    until: date
    basis: str
    fields: tuple[EarlierField, ...]


@dataclass(frozen=True)
class Leadership:
    """Who leads today, by which document, and the divisions before."""

    rows: tuple[LeaderRow, ...]
    since: date | None
    basis: str
    earlier: tuple[EarlierDivision, ...]


def leadership(viewer: Viewer) -> Leadership:
    """Return the leaders of today with their division of labour, and the divisions before it."""
    today = clock.today()
    current = list(division_on(viewer.jurisdiction, today))
    fields: dict[int, list[str]] = {}
    for row in current:
        fields.setdefault(row.post_id, []).append(row.field)
    of_today = policies.visible(viewer, Post).filter(lasting(today)).select_related("unit")
    secretaries: dict[int | None, list[SeatRow]] = {}
    for seat in seat_rows(viewer, list(of_today.filter(kind=Post.Kind.SECRETARY).order_by("position", "pk"))):
        secretaries.setdefault(seat.post.serves_id, []).append(seat)
    return Leadership(
        rows=tuple(
            LeaderRow(seat, tuple(secretaries.get(seat.post.pk, ())), tuple(fields.get(seat.post.pk, ())))
            for seat in seat_rows(viewer, leaders_posts(viewer))
        ),
        since=max((row.since for row in current), default=None),
        basis="、".join(dict.fromkeys(row.basis for row in current)),
        earlier=_earlier(viewer, today),
    )


def leaders_posts(viewer: Viewer) -> list[Post]:
    """Return the posts of approver and leaders that exist today, the approver first."""
    posts = policies.visible(viewer, Post).filter(lasting(clock.today()), kind__in=SERVED).select_related("unit")
    return sorted(posts, key=lambda post: (post.kind != Post.Kind.APPROVER, post.position, post.pk))


def _earlier(viewer: Viewer, today: date) -> tuple[EarlierDivision, ...]:
    ended = policies.visible(viewer, Division).filter(until__lt=today).select_related("post")
    divisions: dict[tuple[date, date, str], list[Division]] = {}
    for row in ended.order_by("-since", "post__position", "pk"):
        if row.until is not None:
            divisions.setdefault((row.since, row.until, row.basis), []).append(row)
    return tuple(_ended(*key, rows) for key, rows in divisions.items())


def _ended(since: date, until: date, basis: str, rows: list[Division]) -> EarlierDivision:
    holders = holders_on([row.post for row in rows], until)
    fields = tuple(
        EarlierField(row.field, holders[row.post_id].name if row.post_id in holders else row.post.words) for row in rows
    )
    return EarlierDivision(since, until, basis, fields)
