"""What is missing: units without head, deputy or liaison officer, vacant posts, leaders who cannot be reached."""

from dataclasses import dataclass

from django.db.models import QuerySet

from duban.core import clock
from duban.orgs import policies
from duban.orgs.models import Holding, Post, Unit
from duban.orgs.people.selectors import SeatRow, lasting, on, place, seat_rows
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class UnitGap:
    """A unit with the kinds of post in which nobody is."""

    unit: Unit
    lacks: tuple[Post.Kind, ...]

    @property
    def words(self) -> str:
        """Return what it lacks, as a page lists it."""
        return "、".join(str(kind.label) for kind in self.lacks)


@dataclass(frozen=True)
class Gaps:
    """The report: it is empty when everybody who answers is named."""

    units: tuple[UnitGap, ...]
    vacant: tuple[SeatRow, ...]
    unreachable: tuple[SeatRow, ...]


def gaps(viewer: Viewer, *, with_partners: bool = False) -> Gaps:
    """Return every unit without head, deputy or liaison officer, every vacant post, every leader out of reach.

    A leader is out of reach when he has no account himself and no secretary who could record for him.
    """
    policies.require(viewer, "orgs.see_gaps")
    return Gaps(_units(viewer, with_partners=with_partners), _vacant(viewer), _unreachable(viewer))


def _units(viewer: Viewer, *, with_partners: bool) -> tuple[UnitGap, ...]:
    today = clock.today()
    units = policies.visible(viewer, Unit).exclude(kind__in=Unit.GROUPS).exclude(until__lt=today)
    if not with_partners:
        units = units.exclude(standing=Unit.Standing.PARTNER)
    filled: dict[int, set[str]] = {}
    for unit, kind in _held(viewer).filter(post__unit__isnull=False).values_list("post__unit", "post__kind"):
        filled.setdefault(unit, set()).add(kind)
    found = (
        UnitGap(unit, tuple(kind for kind in Post.OF_A_UNIT if kind not in filled.get(unit.pk, ())))
        for unit in units.order_by("position", "pk")
    )
    return tuple(gap for gap in found if gap.lacks)


def _vacant(viewer: Viewer) -> tuple[SeatRow, ...]:
    today = clock.today()
    posts = policies.visible(viewer, Post).filter(lasting(today)).exclude(pk__in=_held(viewer).values("post"))
    return tuple(seat_rows(viewer, sorted(posts.select_related("unit"), key=place)))


def _unreachable(viewer: Viewer) -> tuple[SeatRow, ...]:
    leaders = policies.visible(viewer, Post).filter(kind__in=(Post.Kind.LEADER, Post.Kind.APPROVER), until__isnull=True)
    served = set(_held(viewer).filter(post__serves__isnull=False).values_list("post__serves", flat=True))
    rows = seat_rows(viewer, list(leaders.order_by("-kind", "position", "pk")))
    return tuple(row for row in rows if row.person is not None and not row.has_account and row.post.pk not in served)


def _held(viewer: Viewer) -> QuerySet[Holding]:
    today = clock.today()
    return Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction)
