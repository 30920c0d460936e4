"""Naming people to posts: who may name whom, a name that is known, posts that exclude each other."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.core.sealing import unseal
from duban.journal.models import Entry
from duban.orgs.acting.behalf import Behalf
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Holding, Person, Post, RecordedAct, Unit
from duban.orgs.people.errors import (
    DayAhead,
    HoldsAlready,
    NameKnown,
    NobodyNamed,
    NobodyServed,
    OtherKindOfPost,
    PostHeld,
    PostsOverlap,
)
from duban.orgs.people.naming import (
    Named,
    NamedLeader,
    NamedToOffice,
    NamedToPost,
    TelephoneSet,
    name_leader,
    name_to_office,
    name_to_post,
    set_telephone,
)
from duban.orgs.people.seating import seat
from duban.orgs.people.selectors import posts_of_unit
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db
K = Post.Kind
NEW = Named("安之行")


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def bureau(actors: cast.Cast) -> Unit:
    return Unit.objects.get(name="市水利局")


def named(viewer: Viewer, unit: Unit, kind: Post.Kind, person: Named = NEW, **more: object) -> Post:
    given = NamedToPost(kind, person, **({"since": clock.today()} | more))  # type: ignore[arg-type]
    done = name_to_post(by=By(viewer), about=unit, given=given)
    assert done.result is not None
    return done.result


def test_a_head_names_his_deputies_and_liaison_officers(actors: cast.Cast, bureau: Unit) -> None:
    post = named(actors.head, bureau, K.DEPUTY, Named("安之行", telephone="0000-12345"), title="党组成员")
    assert cast.who_is(bureau, K.DEPUTY, clock.today()) == (actors.deputy.person, Person.objects.get(name="安之行"))
    assert post.words == "市水利局 党组成员"
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    assert (entry.kind, entry.actor_name) == ("orgs.named_to_post", "江望舒")
    assert "安之行" in entry.body


REFUSED: list[tuple[str, Post.Kind, str, type[DomainError]]] = [
    ("head", K.HEAD, "市民政局", NotYours),  # not his unit
    ("head", K.DEPUTY, "市民政局", NotYours),
    ("head", K.HEAD, "市水利局", NotYours),  # the office names heads
    ("deputy", K.LIAISON, "市水利局", NotAllowed),
    ("leader", K.HEAD, "市水利局", NotAllowed),
    ("auditor", K.HEAD, "市水利局", NotAllowed),
    ("security", K.HEAD, "市水利局", NotVisible),  # administrators do no business
    ("stranger", K.HEAD, "市水利局", NotVisible),  # another government
    ("officer", K.LEADER, "市水利局", OtherKindOfPost),  # no post of a unit
    ("officer", K.HEAD, "市水利局", PostHeld),  # there is one, and he hands over
]


@pytest.mark.parametrize(("who", "kind", "unit", "error"), REFUSED)
def test_who_may_not_name_is_refused(
    actors: cast.Cast, bureau: Unit, who: str, kind: Post.Kind, unit: str, error: type[DomainError]
) -> None:
    before = Holding.objects.count()
    with pytest.raises(error):
        named(getattr(actors, who), Unit.objects.get(name=unit), kind)
    assert Holding.objects.count() == before


def test_the_office_names_the_head_of_any_unit(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市民政局")
    named(actors.officer, unit, K.HEAD)
    assert [person.name for person in cast.who_is(unit, K.HEAD, clock.today())] == ["安之行"]


def test_a_name_that_is_known_asks_who_is_meant(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市民政局")
    with pytest.raises(NameKnown):
        named(actors.officer, unit, K.DEPUTY, Named("韩知远"))
    named(actors.officer, unit, K.DEPUTY, Named("韩知远", uid=actors.deputy.person.uid))
    named(actors.officer, unit, K.HEAD, Named("韩知远", is_new=True))
    assert Person.objects.filter(name="韩知远").count() == 2
    assert cast.who_is(unit, K.DEPUTY, clock.today()) == (actors.deputy.person,)


def test_nobody_is_named_by_a_blank(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(NobodyNamed):
        named(actors.head, bureau, K.DEPUTY, Named(" "))


def test_nobody_is_named_before_the_day(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(DayAhead):
        named(actors.head, bureau, K.DEPUTY, since=clock.today() + timedelta(days=1))


def test_nobody_is_twice_in_the_same_kind_of_post_of_a_unit(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(HoldsAlready):
        named(actors.head, bureau, K.DEPUTY, Named(uid=actors.deputy.person.uid))


def test_a_vacant_post_is_filled_before_a_new_one_is_made(actors: cast.Cast, bureau: Unit) -> None:
    vacant = Post.objects.create(
        jurisdiction=actors.city, unit=bureau, kind=K.LIAISON, position=9, created_at=clock.now()
    )
    assert named(actors.head, bureau, K.LIAISON) == vacant
    assert named(actors.head, bureau, K.LIAISON, Named("别有人")) != vacant


def test_forbidden_posts_are_refused_with_both_names(actors: cast.Cast, bureau: Unit) -> None:
    with pytest.raises(PostsOverlap) as refused:
        named(actors.officer, bureau, K.DEPUTY, Named(uid=actors.system.person.uid))
    assert {refused.value.params["first"], refused.value.params["second"]} == {K.DEPUTY.label, K.SYSTEM.label}


@pytest.mark.parametrize(("level", "is_refused"), [(2, False), (3, True)])
def test_two_administrators_are_one_person_by_the_declared_level(
    actors: cast.Cast, level: int, is_refused: bool
) -> None:
    actors.city.protection_level = level
    actors.city.save()
    person = Person.objects.get(pk=actors.system.person.pk)
    with pytest.raises(PostsOverlap) if is_refused else nullcontext():
        seat(jurisdiction=actors.city, person=person, kind=K.SECURITY, since=clock.today())
    assert Holding.objects.filter(person=person).count() == (1 if is_refused else 2)


def test_a_post_that_ended_before_excludes_nothing(actors: cast.Cast, bureau: Unit) -> None:
    Holding.objects.filter(person=actors.system.person).update(until=clock.today() - timedelta(days=1))
    assert named(actors.officer, bureau, K.DEPUTY, Named(uid=actors.system.person.uid)).unit == bureau


def test_naming_can_be_recorded_for_the_head_by_a_colleague(actors: cast.Cast, bureau: Unit) -> None:
    behalf = Behalf(post=actors.head.posts[0], means=RecordedAct.Means.SPOKEN, given_by="江望舒", given_at=clock.now())
    given = NamedToPost(K.DEPUTY, Named("安之行", telephone="0000-12345"), clock.today())
    name_to_post(by=By(actors.liaison, behalf=behalf), about=bureau, given=given)
    recorded = RecordedAct.objects.get()
    assert "12345" not in recorded.given  # a number stands nowhere in clear
    assert unseal(Person.objects.get(name="安之行").telephone or "") == "0000-12345"
    with pytest.raises(NotYours):  # recording gives no more than the head himself has
        name_to_post(by=By(actors.liaison, behalf=behalf), about=bureau, given=NamedToPost(K.HEAD, NEW, clock.today()))


def test_a_secretary_serves_a_leader(actors: cast.Cast) -> None:
    served = actors.leader.posts[0]
    given = NamedLeader(K.SECRETARY, NEW, clock.today(), serves=served.uid)
    done = name_leader(by=By(actors.officer), about=actors.city, given=given)
    assert done.result is not None
    assert done.result.serves == served
    for wrong in (None, actors.head.posts[0].uid):  # nobody, and somebody who is no leader
        with pytest.raises(NobodyServed):
            name_leader(
                by=By(actors.officer),
                about=actors.city,
                given=NamedLeader(K.SECRETARY, Named("别有人"), clock.today(), serves=wrong),
            )


def test_the_head_of_the_office_takes_seconded_persons(actors: cast.Cast, bureau: Unit) -> None:
    given = NamedToOffice(
        K.OFFICER,
        Named(uid=actors.deputy.person.uid),
        clock.today(),
        seconded_from=bureau.uid,
        until=date(2100, 1, 1),
        basis="澜督办〔2026〕3号",
    )
    with pytest.raises(NotAllowed):
        name_to_office(by=By(actors.officer), about=actors.city, given=given)
    name_to_office(by=By(actors.office_head), about=actors.city, given=given)
    holding = Holding.objects.get(person=actors.deputy.person, post__kind=K.OFFICER)
    assert (holding.seconded_from, holding.until, holding.basis) == (bureau, date(2100, 1, 1), "澜督办〔2026〕3号")
    assert cast.who_is(bureau, K.DEPUTY, clock.today()) == (actors.deputy.person,)  # he stays one of his unit


SEES = [
    ("officer", True),
    ("registrar", True),
    ("head", True),
    ("liaison", True),
    ("outsider", False),
    ("leader", False),
]


@pytest.mark.parametrize(("who", "sees"), SEES)
def test_a_telephone_is_shown_to_the_office_and_the_own_unit(
    actors: cast.Cast, bureau: Unit, who: str, sees: bool
) -> None:
    set_telephone(by=By(actors.liaison), about=actors.deputy.person, given=TelephoneSet("0000-12345"))
    rows = posts_of_unit(getattr(actors, who), bureau)
    assert [row.telephone for row in rows if row.post.kind == K.DEPUTY] == ["0000-12345" if sees else ""]


def test_the_journal_does_not_hold_a_telephone(actors: cast.Cast) -> None:
    set_telephone(by=By(actors.liaison), about=actors.liaison.person, given=TelephoneSet("0000-12345"))
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    assert "12345" not in entry.body + entry.contents
    set_telephone(by=By(actors.liaison), about=actors.liaison.person, given=TelephoneSet())
    assert Person.objects.get(pk=actors.liaison.person.pk).telephone is None


def test_nobody_enters_the_telephone_of_another_unit(actors: cast.Cast) -> None:
    with pytest.raises(NotYours):
        set_telephone(by=By(actors.outsider), about=actors.liaison.person, given=TelephoneSet("0000-12345"))
