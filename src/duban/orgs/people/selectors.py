"""People and posts as pages show them: who is where since when, what passed between them, who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duban.core import clock
from duban.core.sealing import unseal
from duban.orgs import policies
from duban.orgs.models import Delegation, Handover, Holding, Person, Post, Unit, User
from duban.orgs.people.handing_over import duties_in, open_duties
from duban.orgs.people.hooks import OpenDuty
from duban.orgs.people.seating import holding_of
from duban.orgs.viewers import Viewer

KINDS = list(Post.Kind)
PAGE = 100


@dataclass(frozen=True)
class SeatRow:
    """A post with who holds it today; without a person it is vacant. `telephone` only for those who may see it."""

    post: Post
    person: Person | None
    since: date | None
    until: date | None
    seconded_from: Unit | None
    telephone: str
    has_account: bool


@dataclass(frozen=True)
class PeoplePage:
    """One page of the posts that were asked for, how many there are, and people of that name without a post."""

    rows: tuple[SeatRow, ...]
    total: int
    without_post: tuple[Person, ...]


@dataclass(frozen=True)
class HandoverRow:
    """A handover with the list that was kept with it."""

    handover: Handover
    duties: tuple[OpenDuty, ...]


@dataclass(frozen=True)
class PersonSheet:
    """A person with his posts over time, what he left to others and what was left to him, and his handovers.

    Reasons of an absence, and whether there is an account, are for those who see what is missing.
    """

    person: Person
    may_see_account: bool
    telephone: str
    may_see_telephone: bool
    holdings: tuple[Holding, ...]
    given: tuple[Delegation, ...]
    taken: tuple[Delegation, ...]
    handovers: tuple[Handover, ...]
    account: User | None


@dataclass(frozen=True)
class PostSheet:
    """A post with its holders over time; what hangs on it and what passed with it only for those whom it concerns."""

    post: Post
    may_see_handovers: bool
    holding: Holding | None
    holdings: tuple[Holding, ...]
    delegations: tuple[Delegation, ...]
    handovers: tuple[HandoverRow, ...]
    duties: tuple[OpenDuty, ...]


def people(viewer: Viewer, *, query: str = "", kind: str = "", vacant: bool = False, page: int = 1) -> PeoplePage:
    """Return the posts of today whose holder or unit bears the name that was asked for."""
    today = clock.today()
    posts = policies.visible(viewer, Post).filter(lasting(today))
    if kind:
        posts = posts.filter(kind=kind)
    named = Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction, person__name__contains=query)
    if query:
        posts = posts.filter(Q(unit__name__contains=query) | Q(pk__in=named.values("post")))
    if vacant:
        held = Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction)
        posts = posts.exclude(pk__in=held.values("post"))
    ordered = sorted(posts.select_related("unit"), key=place)
    start = (page - 1) * PAGE
    rows = tuple(seat_rows(viewer, ordered[start : start + PAGE]))
    return PeoplePage(rows, len(ordered), _without_post(viewer, query, today) if query and not vacant else ())


def seat_rows(viewer: Viewer, posts: Sequence[Post]) -> list[SeatRow]:
    """Return posts with their holders of today, in the order given."""
    today = clock.today()
    held = Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction, post__in=[post.pk for post in posts])
    holdings = {row.post_id: row for row in held.select_related("person", "seconded_from").order_by("since", "pk")}
    people = [holding.person_id for holding in holdings.values()]
    known = policies.open_to(viewer, "orgs.see_telephones", Person).filter(pk__in=people)
    telephones = dict(known.exclude(telephone__isnull=True).values_list("pk", "telephone"))
    accounts = set(
        User.objects.filter(jurisdiction=viewer.jurisdiction, person__in=people, is_active=True).values_list(
            "person", flat=True
        )
    )
    return [_row(post, holdings.get(post.pk), telephones, accounts) for post in posts]


def posts_of_unit(viewer: Viewer, unit: Unit) -> list[SeatRow]:
    """Return the posts of a unit that exist today: head, deputies, liaison officers."""
    posts = policies.visible(viewer, Post).filter(lasting(clock.today()), unit=unit).select_related("unit")
    return seat_rows(viewer, sorted(posts, key=place))


def posts_of_office(viewer: Viewer) -> list[SeatRow]:
    """Return the posts of the supervision office that exist today."""
    posts = policies.visible(viewer, Post).filter(lasting(clock.today()), kind__in=Post.OF_THE_OFFICE)
    return seat_rows(viewer, sorted(posts.select_related("unit"), key=place))


def person_sheet(viewer: Viewer, uid: str) -> PersonSheet:
    """Return a person in full; raise NotVisible, the same for hidden and missing."""
    person = policies.visible_one(viewer, Person, uid)
    may_see = policies.can(viewer, "orgs.see_telephones", person)
    rows = policies.visible(viewer, Delegation).select_related("post__unit", "person", "given_by").order_by("-since")
    handovers = policies.visible(viewer, Handover).filter(Q(leaving=person) | Q(coming=person))
    return PersonSheet(
        person=person,
        may_see_account=policies.can(viewer, "orgs.see_gaps") or person.pk == viewer.person.pk,
        telephone=unseal(person.telephone) if may_see and person.telephone else "",
        may_see_telephone=may_see,
        holdings=tuple(person.holdings.select_related("post__unit", "seconded_from").order_by("-since", "-pk")),
        given=tuple(rows.filter(given_by=person)),
        taken=tuple(rows.filter(person=person)),
        handovers=tuple(handovers.select_related("post__unit", "leaving", "coming").order_by("-on", "-pk")),
        account=User.objects.filter(jurisdiction=viewer.jurisdiction, person=person).first(),
    )


def post_sheet(viewer: Viewer, uid: str) -> PostSheet:
    """Return a post in full; raise NotVisible, the same for hidden and missing."""
    post = policies.visible_one(viewer, Post, uid)
    may_see = policies.can(viewer, "orgs.see_handovers", post)
    delegations = post.delegations.select_related("person", "given_by").order_by("-since", "-pk")
    handovers = post.handovers.select_related("leaving", "coming").order_by("-on", "-pk")
    return PostSheet(
        post=post,
        may_see_handovers=may_see,
        holding=holding_of(post, clock.today()),
        holdings=tuple(post.holdings.select_related("person", "seconded_from").order_by("-since", "-pk")),
        delegations=tuple(delegations),
        handovers=tuple(HandoverRow(row, tuple(duties_in(row))) for row in handovers) if may_see else (),
        duties=tuple(open_duties(post)) if may_see else (),
    )


def people_named(viewer: Viewer, name: str) -> list[tuple[Person, str]]:
    """Return everybody of exactly this name with his posts of today, so that one can be told from the other."""
    known = policies.visible(viewer, Person).filter(name=name).order_by("pk")
    return [(person, posts_in_words(person)) for person in known]


def posts_in_words(person: Person) -> str:
    """Return the posts that a person holds today in one line."""
    held = person.holdings.filter(on(clock.today())).select_related("post__unit").order_by("since", "pk")
    return "、".join(holding.post.words for holding in held)


def colleagues(viewer: Viewer, post: Post) -> list[tuple[Person, str]]:
    """Return to whom a post can be left: those of its unit; for a post without one, leaders and the office."""
    today = clock.today()
    held = Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction).exclude(
        post__kind__in=(*Post.ADMINISTRATORS, Post.Kind.AUDITOR)
    )
    held = held.filter(post__unit=post.unit_id) if post.unit_id is not None else held.filter(post__unit__isnull=True)
    found: dict[Person, list[str]] = {}
    for holding in held.exclude(post=post).select_related("person", "post__unit").order_by("post__position", "pk"):
        found.setdefault(holding.person, []).append(holding.post.words)
    holder = holding_of(post, today)
    return [
        (person, "、".join(words)) for person, words in found.items() if holder is None or person.pk != holder.person_id
    ]


def _row(post: Post, holding: Holding | None, telephones: dict[int, str | None], accounts: set[int]) -> SeatRow:
    sealed = telephones.get(holding.person_id) if holding is not None else None
    return SeatRow(
        post=post,
        person=holding.person if holding else None,
        since=holding.since if holding else None,
        until=holding.until if holding else None,
        seconded_from=holding.seconded_from if holding else None,
        telephone=unseal(sealed) if sealed else "",
        has_account=holding is not None and holding.person_id in accounts,
    )


def _without_post(viewer: Viewer, query: str, today: date) -> tuple[Person, ...]:
    held = Holding.objects.filter(on(today), jurisdiction=viewer.jurisdiction)
    named = policies.visible(viewer, Person).filter(name__contains=query)
    return tuple(named.exclude(pk__in=held.values("person")).order_by("name", "pk")[:PAGE])


def place(post: Post) -> tuple[bool, int, int, int, int]:
    """Order posts: the leadership and the office first, then unit by unit, the head before deputies and liaison."""
    unit = post.unit
    return (unit is not None, unit.position if unit else 0, KINDS.index(Post.Kind(post.kind)), post.position, post.pk)


def on(day: date) -> Q:
    """Return the condition that a holding holds on a day."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def lasting(day: date) -> Q:
    """Return the condition that a post exists on a day, and so does its unit."""
    return (Q(until__isnull=True) | Q(until__gte=day)) & (
        Q(unit__isnull=True) | Q(unit__until__isnull=True) | Q(unit__until__gte=day)
    )
