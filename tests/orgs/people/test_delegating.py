"""Leaving a post to somebody: the journal names both, and it ends with its day, by revocation, or with the giver."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.orgs.models import Delegation, Holding, Person, Post, Unit, User
from duban.orgs.people.delegating import Delegated, DelegationRevoked, delegate, revoke_delegation
from duban.orgs.people.errors import DaysInDisorder, DelegatedAlready, NotOfTheUnit, PostsOverlap, ToHimself
from duban.orgs.people.exceptions import renew_exceptional
from duban.orgs.people.handing_over import HandedOver, hand_over
from duban.orgs.people.naming import Named, NamedToPost, name_to_post
from duban.orgs.people.seating import seat
from duban.orgs.viewers import Viewer, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def left(giver: Viewer, to: Person, *, days: int = 2, start: int = 0) -> Delegation:
    since = clock.today() + timedelta(days=start)
    given = Delegated(to.uid, since=since, until=since + timedelta(days=days), reason="外出学习")
    done = delegate(by=By(giver), about=giver.posts[0], given=given)
    assert done.result is not None
    return done.result


def again(viewer: Viewer) -> Viewer:
    """Return the same person as he is seen now."""
    return viewer_of(User.objects.select_related("person", "jurisdiction").get(pk=viewer.user.pk))


def may_name(viewer: Viewer, unit: Unit) -> bool:
    return policies.can(again(viewer), "orgs.name_to_post", unit)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def test_an_act_by_the_delegate_stands_in_the_journal_as_such(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市水利局")
    assert not may_name(actors.liaison, unit)
    left(actors.head, actors.liaison.person)
    name_to_post(
        by=By(again(actors.liaison)),
        about=unit,
        given=NamedToPost(Post.Kind.DEPUTY, Named("安之行"), clock.today()),
    )
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    assert (entry.actor_name, entry.kind) == ("丁一舟", "orgs.named_to_post")
    assert "江望舒" in entry.on_behalf_of


def test_a_delegation_holds_from_its_first_day_to_its_last(actors: cast.Cast) -> None:
    unit, today = Unit.objects.get(name="市水利局"), clock.today()
    left(actors.head, actors.liaison.person, start=1, days=1)
    for days, holds in ((0, False), (1, True), (2, True), (3, False)):
        with clock.frozen(noon(today + timedelta(days=days))):
            assert may_name(actors.liaison, unit) is holds


def test_a_delegation_ends_when_it_is_taken_back(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市水利局")
    row = left(actors.head, actors.liaison.person)
    revoke_delegation(by=By(actors.head), about=row, given=DelegationRevoked())
    assert not may_name(actors.liaison, unit)
    assert again(actors.liaison).user.exceptional_until is None
    with pytest.raises(Stale):
        revoke_delegation(by=By(actors.head), about=row, given=DelegationRevoked())


def test_a_delegation_ends_when_the_giver_leaves_the_post(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市水利局")
    row = left(actors.head, actors.liaison.person)
    hand_over(by=By(actors.officer), about=actors.head.posts[0], given=HandedOver(clock.today(), Named("安之行")))
    assert not may_name(actors.liaison, unit)
    row.refresh_from_db()
    assert row.revoked_at is not None


def test_only_the_giver_takes_it_back(actors: cast.Cast) -> None:
    row = left(actors.head, actors.liaison.person)
    with pytest.raises(NotYours):
        revoke_delegation(by=By(again(actors.liaison)), about=row, given=DelegationRevoked())


def test_what_was_left_to_somebody_is_not_left_on(actors: cast.Cast) -> None:
    left(actors.head, actors.liaison.person)
    given = Delegated(actors.deputy.person.uid, clock.today(), clock.today(), "再委托")
    with pytest.raises(NotYours):
        delegate(by=By(again(actors.liaison)), about=actors.head.posts[0], given=given)


@pytest.mark.parametrize("who", ["officer", "registrar", "auditor"])
def test_some_posts_cannot_be_left_to_anybody(actors: cast.Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        left(getattr(actors, who), actors.office_head.person)


def test_nobody_leaves_the_post_of_another(actors: cast.Cast) -> None:
    given = Delegated(actors.liaison.person.uid, clock.today(), clock.today(), "代办")
    with pytest.raises(NotYours):
        delegate(by=By(actors.deputy), about=actors.head.posts[0], given=given)


def test_the_post_of_a_unit_is_left_to_a_colleague_there(actors: cast.Cast) -> None:
    with pytest.raises(NotOfTheUnit):
        left(actors.head, actors.outsider.person)


def test_nothing_is_left_to_a_person_whose_posts_exclude_it(actors: cast.Cast) -> None:
    with pytest.raises(PostsOverlap):
        left(actors.leader, actors.security.person)


def test_who_stands_in_does_not_become_administrator_meanwhile(actors: cast.Cast) -> None:
    left(actors.leader, actors.approver.person)
    Holding.objects.filter(person=actors.approver.person).update(until=clock.today() - timedelta(days=1))
    with pytest.raises(PostsOverlap):
        seat(jurisdiction=actors.city, person=actors.approver.person, kind=Post.Kind.AUDIT, since=clock.today())


DAYS = [
    (-1, 3),  # the first day has passed
    (2, 1),  # the last comes before the first
]


@pytest.mark.parametrize(("since", "until"), DAYS)
def test_days_in_disorder_are_refused(actors: cast.Cast, since: int, until: int) -> None:
    today = clock.today()
    given = Delegated(
        actors.liaison.person.uid, today + timedelta(days=since), today + timedelta(days=until), "外出学习"
    )
    with pytest.raises(DaysInDisorder):
        delegate(by=By(actors.head), about=actors.head.posts[0], given=given)


WRONG: list[tuple[str, type[DomainError]]] = [
    ("head", ToHimself),
    ("deputy", DelegatedAlready),  # somebody stands in already
]


@pytest.mark.parametrize(("to", "error"), WRONG)
def test_one_other_person_stands_in(actors: cast.Cast, to: str, error: type[DomainError]) -> None:
    left(actors.head, actors.liaison.person)
    with pytest.raises(error):
        left(actors.head, getattr(actors, to).person, start=2)


def test_an_account_is_asked_for_exceptions_until_the_last_of_them(actors: cast.Cast) -> None:
    today = clock.today()
    left(actors.head, actors.liaison.person, days=2)
    left(actors.deputy, actors.liaison.person, days=5)
    assert again(actors.liaison).user.exceptional_until == today + timedelta(days=5)
    Delegation.objects.filter(given_by=actors.deputy.person).update(revoked_at=clock.now())
    user = User.objects.get(pk=actors.liaison.user.pk)
    renew_exceptional(user)
    assert user.exceptional_until == today + timedelta(days=2)
