"""Putting people into posts and taking them out; parts of larger acts, which record them.

Holdings of one post never overlap: they are compared under the lock of the post, those of one person under his.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from duban.core import clock
from duban.orgs.models import Delegation, Holding, Jurisdiction, Person, Post, Unit, User
from duban.orgs.people import hooks
from duban.orgs.people.errors import (
    DayAhead,
    DayTooEarly,
    HoldsAlready,
    NobodyServed,
    PostEnded,
    PostHeld,
    PostsOverlap,
)
from duban.orgs.people.exceptions import renew_exceptional_of
from duban.orgs.people.overlaps import forbidden_overlap
from duban.orgs.register.dates import standing_on
from duban.orgs.signing_in.sessions import end_sessions

SERVED = (Post.Kind.LEADER, Post.Kind.APPROVER)
LONGEST_REASON = 255


def seat(  # noqa: PLR0913 -- a post is named by kind, unit, title, whom it serves; a holding by day, origin, basis
    *,
    jurisdiction: Jurisdiction,
    person: Person,
    kind: Post.Kind,
    unit: Unit | None = None,
    since: date,
    serves: Post | None = None,
    title: str | None = None,
    seconded_from: Unit | None = None,
    until: date | None = None,
    basis: str | None = None,
) -> Holding:
    """Make a post and put a person into it; refuse posts that one person must not hold together."""
    if (kind == Post.Kind.SECRETARY) != (serves is not None) or (serves and serves.kind not in SERVED):
        raise NobodyServed
    post = Post.objects.create(
        jurisdiction=jurisdiction,
        kind=kind,
        unit=unit,
        serves=serves,
        title=title,
        position=Post.objects.filter(jurisdiction=jurisdiction, kind=kind, unit=unit).count() + 1,
        created_at=clock.now(),
    )
    return fill(post=post, person=person, since=since, seconded_from=seconded_from, until=until, basis=basis)


def fill(
    *,
    post: Post,
    person: Person,
    since: date,
    seconded_from: Unit | None = None,
    until: date | None = None,
    basis: str | None = None,
) -> Holding:
    """Put a person into a vacant post; what hung on its last holder passes to him."""
    Post.objects.select_for_update().get(pk=post.pk)
    Person.objects.select_for_update().get(pk=person.pk)
    if post.until is not None and post.until < since:
        raise PostEnded(post=post.words)
    others = list(post.holdings.select_related("person").order_by("since", "pk"))
    for held in others:
        if held.until is None or held.until >= since:
            raise PostHeld(post=post.words, name=held.person.name)
    refuse_overlap(person, Post.Kind(post.kind), since=since, until=until)
    if (
        Holding.objects.filter(
            _at_or_after(since),
            jurisdiction=post.jurisdiction_id,
            person=person,
            post__kind=post.kind,
            post__unit=post.unit,
        )
        .exclude(post__unit__isnull=True)
        .exists()
    ):
        raise HoldsAlready(name=person.name, post=post.words)
    holding = Holding.objects.create(
        jurisdiction_id=post.jurisdiction_id,
        post=post,
        person=person,
        since=since,
        until=until,
        seconded_from=seconded_from,
        basis=basis,
    )
    if others and others[-1].person_id != person.pk:
        hooks.post_handed_over.announce(hooks.PostPassed(post=post, leaving=others[-1].person, coming=person, on=since))
    return holding


def refuse_overlap(person: Person, kind: Post.Kind, *, since: date, until: date | None = None) -> None:
    """Raise PostsOverlap where a person who comes into a post then holds, or stands in for, one that must be apart."""
    # Day by day they might be apart; posts that watch over each other are not handed to and fro within a period.
    within = Q(post__isnull=False) if until is None else Q(since__lte=until)
    held = Holding.objects.filter(_at_or_after(since), within, jurisdiction=person.jurisdiction_id, person=person)
    lent = Delegation.objects.filter(
        within, jurisdiction=person.jurisdiction_id, person=person, until__gte=since, revoked_at__isnull=True
    )
    kinds = {kind, *(Post.Kind(each) for rows in (held, lent) for each in rows.values_list("post__kind", flat=True))}
    pair = forbidden_overlap(kinds, person.jurisdiction.protection_level)
    if pair is not None:
        raise PostsOverlap(name=person.name, first=pair[0].label, second=pair[1].label)


def leave(*, holding: Holding, on: date) -> User | None:
    """End a holding so that the post is free from a day on, and take back what its holder had left to others.

    A person who holds no other post cannot sign in any more; the account that was closed is returned.
    """
    if on > clock.today():
        raise DayAhead(day=on)
    if on <= holding.since:
        raise DayTooEarly(name=holding.person.name, day=holding.since)
    holding.until = on - timedelta(days=1)
    holding.save(update_fields=["until"])
    given = in_force(holding.post).filter(given_by=holding.person)
    for delegation in given.select_related("person"):
        revoke(delegation)
    return close_account(holding.person, because=_left_words(holding, on))


def revoke(delegation: Delegation) -> None:
    """Take a delegation back from this moment on."""
    delegation.revoked_at = clock.now()
    delegation.save(update_fields=["revoked_at"])
    renew_exceptional_of(delegation.person)


def close_account(person: Person, *, because: str) -> User | None:
    """Close the account of a person who holds no post today or later, and end his sessions."""
    if Holding.objects.filter(_at_or_after(clock.today()), jurisdiction=person.jurisdiction_id, person=person).exists():
        return None
    user = User.objects.filter(jurisdiction=person.jurisdiction_id, person=person, is_active=True).first()
    if user is None:
        return None
    user.is_active = False
    user.closed_because = because[:LONGEST_REASON]
    user.save(update_fields=["is_active", "closed_because"])
    end_sessions(user)
    return user


def holding_of(post: Post, day: date) -> Holding | None:
    """Return who holds a post on a day."""
    held = post.holdings.filter(since__lte=day).exclude(until__lt=day)
    return held.select_related("person__jurisdiction", "post__unit").order_by("-since", "-pk").first()


def holders_on(posts: Iterable[Post], day: date) -> dict[int, Person]:
    """Return who holds each of these posts on a day, by the key of the post; vacant ones are left out."""
    held = Holding.objects.filter(
        _at_or_after(day), post__in=[post.pk for post in posts], since__lte=day
    ).select_related("person")
    return {holding.post_id: holding.person for holding in held.order_by("since", "pk")}


def seated_as(jurisdiction: Jurisdiction, kinds: Collection[Post.Kind], day: date) -> QuerySet[Person]:
    """Return who holds a post of these kinds on a day; a person once for each such post."""
    held = Q(standing_on(day, "holdings__"), holdings__post__kind__in=kinds)
    return Person.objects.filter(held, jurisdiction=jurisdiction)


def in_force(post: Post) -> QuerySet[Delegation]:
    """Return the delegations of a post that hold today or later."""
    return post.delegations.filter(until__gte=clock.today(), revoked_at__isnull=True)


def _at_or_after(day: date) -> Q:
    return Q(until__isnull=True) | Q(until__gte=day)


def _left_words(holding: Holding, on: date) -> str:
    return _("left %(post)s on %(day)s") % {"post": holding.post.words, "day": date_format(on)}
