"""Handing a post over: the duties stay with the post, nothing is orphaned, and who left is out."""

import json
from datetime import timedelta

import pytest
from django.test import Client

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.ledger.filters import Filters
from duban.ledger.models import Assignment, Task
from duban.ledger.selectors.listing import asked_tasks
from duban.ledger.stages import TaskStage
from duban.orgs import policies
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Handover, Holding, Person, Post, Unit, User
from duban.orgs.people.errors import (
    DayAhead,
    DayTooEarly,
    DutiesOpen,
    OtherKindOfPost,
    PostEnded,
    PostVacant,
    ToHimself,
)
from duban.orgs.people.gaps import gaps
from duban.orgs.people.handing_over import HandedOver, PostClosed, close_post, duties_in, hand_over
from duban.orgs.people.naming import Named
from duban.orgs.people.seating import fill
from duban.orgs.people.selectors import person_sheet
from duban.orgs.viewers import Viewer
from web.adopted import adopted_plan

pytestmark = pytest.mark.django_db
NEW = Named("安之行")


@pytest.fixture
def actors() -> cast.Cast:
    found = cast.assemble()
    adopted_plan(found)
    return found


def handed(by: Viewer, of: Viewer, coming: Named | None = NEW, **more: object) -> Handover:
    given = HandedOver(**({"on": clock.today(), "coming": coming} | more))  # type: ignore[arg-type]
    done = hand_over(by=By(by), about=of.posts[0], given=given)
    assert done.result is not None
    return done.result


def test_a_post_passes_on_with_the_list_of_what_is_open(actors: cast.Cast) -> None:
    unit = Unit.objects.get(name="市水利局")
    task = Task.objects.order_by("position")[0]
    Assignment.objects.filter(task=task, is_primary=True).update(unit=unit)
    handover = handed(actors.head, actors.liaison, note="印章在综合科")
    assert (handover.leaving, handover.coming) == (actors.liaison.person, Person.objects.get(name="安之行"))
    assert [duty.uid for duty in duties_in(handover)] == [task.uid]
    assert [person.name for person in cast.who_is(unit, Post.Kind.LIAISON, clock.today())] == ["安之行"]
    yesterday = clock.today() - timedelta(days=1)
    assert cast.who_is(unit, Post.Kind.LIAISON, yesterday) == (actors.liaison.person,)
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    body = json.loads(entry.body)
    assert (entry.kind, body["before"]["person"], body["after"]["person"]) == ("orgs.handed_over", "丁一舟", "安之行")


def test_the_tasks_of_a_leader_answer_to_who_comes(actors: cast.Cast) -> None:
    leader = Person.objects.get(name="顾怀舟")
    post = Post.objects.get(holdings__person=leader)
    over, *under_way = Task.objects.filter(leader=leader).order_by("position")
    Task.objects.filter(pk=over.pk).update(stage=TaskStage.CLOSED)
    Holding.objects.filter(post=post).update(since=clock.today() - timedelta(days=9))
    hand_over(by=By(actors.officer), about=post, given=HandedOver(clock.today(), NEW))
    coming = Person.objects.get(name="安之行")
    assert set(Task.objects.filter(leader=coming)) == set(under_way)
    over.refresh_from_db()
    assert over.leader == leader  # who answered for what is over stays
    section = under_way[0].section
    assert section is not None
    assert section.leader_mentions.filter(person=leader).exists()  # the printed words name who was printed
    found, _within, _choices = asked_tasks(actors.officer, Filters(q="安之行"), head="")
    assert set(found) == set(under_way)


def test_a_vacant_leaders_post_keeps_its_tasks_for_who_comes_later(actors: cast.Cast) -> None:
    leader = Person.objects.get(name="顾怀舟")
    post = Post.objects.get(holdings__person=leader)
    Holding.objects.filter(post=post).update(since=clock.today() - timedelta(days=9))
    count = Task.objects.filter(leader=leader).count()
    done = hand_over(by=By(actors.officer), about=post, given=HandedOver(clock.today()))
    assert done.result is not None
    assert len(duties_in(done.result)) == count > 0
    assert post in [row.post for row in gaps(actors.officer).vacant]
    coming = Person.objects.create(jurisdiction=actors.city, name="安之行", created_at=clock.now())
    fill(post=post, person=coming, since=clock.today())
    assert Task.objects.filter(leader=coming).count() == count


def test_who_holds_no_post_any_more_is_out(actors: cast.Cast) -> None:
    client = Client()
    client.force_login(actors.liaison.user)
    assert client.get("/units/").status_code == 200
    handed(actors.head, actors.liaison)
    user = User.objects.get(pk=actors.liaison.user.pk)
    assert not user.is_active
    assert user.closed_because
    assert client.get("/units/").status_code == 302


def test_who_keeps_another_post_keeps_his_account(actors: cast.Cast) -> None:
    post = Post.objects.create(jurisdiction=actors.city, kind=Post.Kind.OFFICER, created_at=clock.now())
    fill(post=post, person=actors.liaison.person, since=clock.today())
    handed(actors.head, actors.liaison)
    assert User.objects.get(pk=actors.liaison.user.pk).is_active


REFUSED: list[tuple[str, str, type[DomainError]]] = [
    ("head", "head", NotYours),  # the office names heads
    ("head", "outsider", NotYours),  # another unit
    ("deputy", "liaison", NotAllowed),
    ("leader", "secretary", NotAllowed),
    ("auditor", "liaison", NotAllowed),
    ("officer", "office_head", NotYours),  # the office's own posts are its head's
    ("officer", "security", OtherKindOfPost),  # not the office's business
    ("officer", "auditor", OtherKindOfPost),
    ("security", "liaison", NotVisible),
    ("stranger", "liaison", NotVisible),
]


@pytest.mark.parametrize(("by", "of", "error"), REFUSED)
def test_who_may_not_is_refused(actors: cast.Cast, by: str, of: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        handed(getattr(actors, by), getattr(actors, of))
    assert not Handover.objects.exists()


def test_the_head_of_the_office_hands_its_posts_over(actors: cast.Cast) -> None:
    handed(actors.office_head, actors.officer)
    assert Holding.objects.filter(post=actors.officer.posts[0], person__name="安之行", until__isnull=True).exists()


def test_a_change_is_entered_on_its_day(actors: cast.Cast) -> None:
    with pytest.raises(DayAhead):
        handed(actors.head, actors.liaison, on=clock.today() + timedelta(days=1))


def test_nobody_leaves_before_he_came(actors: cast.Cast) -> None:
    since = Holding.objects.get(person=actors.liaison.person).since
    with pytest.raises(DayTooEarly):
        handed(actors.head, actors.liaison, on=since)


def test_nobody_hands_over_to_himself(actors: cast.Cast) -> None:
    with pytest.raises(ToHimself):
        handed(actors.head, actors.liaison, Named(uid=actors.liaison.person.uid))


def test_a_vacant_post_cannot_be_handed_over(actors: cast.Cast) -> None:
    handed(actors.head, actors.liaison, None)
    with pytest.raises(PostVacant):
        handed(actors.head, actors.liaison)


def ended(by: Viewer, post: Post) -> None:
    close_post(by=By(by), about=post, given=PostClosed(clock.today(), "不再需要"))


def test_a_post_with_open_duties_does_not_end(actors: cast.Cast) -> None:
    leader = Post.objects.get(holdings__person__name="顾怀舟")
    Holding.objects.filter(post=leader).update(since=clock.today() - timedelta(days=9))
    with pytest.raises(DutiesOpen):
        ended(actors.officer, leader)


def test_a_post_nothing_hangs_on_ends_once(actors: cast.Cast) -> None:
    post = actors.deputy.posts[0]
    ended(actors.head, post)
    post.refresh_from_db()
    assert post.until == clock.today() - timedelta(days=1)
    assert not User.objects.get(pk=actors.deputy.user.pk).is_active
    with pytest.raises(PostEnded):
        ended(actors.head, post)
    person = Person.objects.create(jurisdiction=actors.city, name="安之行", created_at=clock.now())
    with pytest.raises(PostEnded):
        fill(post=post, person=person, since=clock.today())


def test_a_person_shows_what_passed_through_his_hands(actors: cast.Cast) -> None:
    handover = handed(actors.head, actors.liaison)
    sheet = person_sheet(actors.outsider, actors.liaison.person.uid)
    assert sheet.handovers == (handover,)
    assert [holding.until for holding in sheet.holdings] == [clock.today() - timedelta(days=1)]
    with pytest.raises(NotVisible):
        person_sheet(actors.stranger, actors.liaison.person.uid)


@pytest.mark.parametrize("who", ["officer", "head", "liaison", "outsider", "leader", "auditor", "security"])
@pytest.mark.parametrize("code", ["orgs.hand_over", "orgs.delegate", "orgs.set_telephone"])
def test_the_list_and_the_single_answer_agree(actors: cast.Cast, who: str, code: str) -> None:
    model: type[Person | Post] = Person if code == "orgs.set_telephone" else Post
    viewer = getattr(actors, who)
    every = model._default_manager.all()
    assert set(policies.open_to(viewer, code, model)) == {row for row in every if policies.can(viewer, code, row)}
