"""The division of labour among leaders, and what is missing among people."""

from datetime import date, timedelta

import pytest

import cast
from duban.core import clock
from duban.orgs.acting import confirming
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.errors import PaperIncomplete, SecondPersonNeeded
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible
from duban.orgs.models import Division, Holding, Post, RecordedAct, Unit, User
from duban.orgs.people.dividing import DivisionSet, FieldOf, division_on, set_division
from duban.orgs.people.errors import DaysInDisorder, DivisionIncomplete, FieldTwice
from duban.orgs.people.gaps import gaps
from duban.orgs.people.leaders import leadership

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 1, 1), date(2026, 6, 1)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def divided(actors: cast.Cast, since: date, *fields: str, basis: str = "澜政发〔2026〕1号") -> DivisionSet:
    post = actors.leader.posts[0].uid
    return DivisionSet(since=since, basis=basis, fields=tuple(FieldOf(post, field) for field in fields))


def set_by_approver(actors: cast.Cast, given: DivisionSet) -> None:
    set_division(by=By(actors.approver), about=actors.city, given=given)


def test_a_new_division_ends_the_one_before_it_on_the_day_before(actors: cast.Cast) -> None:
    set_by_approver(actors, divided(actors, FIRST, "城乡建设", "水利"))
    set_by_approver(actors, divided(actors, SECOND, "城乡建设"))

    def fields(day: date) -> list[str]:
        return [row.field for row in division_on(actors.city, day)]

    assert fields(FIRST - timedelta(days=1)) == []
    assert fields(FIRST) == fields(SECOND - timedelta(days=1)) == ["城乡建设", "水利"]
    assert fields(SECOND) == ["城乡建设"]
    shown = leadership(actors.outsider)
    assert [row.fields for row in shown.rows if row.seat.person == actors.leader.person] == [("城乡建设",)]
    assert [(each.since, each.until) for each in shown.earlier] == [(FIRST, SECOND - timedelta(days=1))]
    assert {row.leader for row in shown.earlier[0].fields} == {"沈砚"}


def test_only_the_approver_divides(actors: cast.Cast) -> None:
    for viewer in (actors.leader, actors.office_head, actors.registrar, actors.secretary):
        with pytest.raises(NotAllowed):
            set_division(by=By(viewer), about=actors.city, given=divided(actors, FIRST, "水利"))
    assert not Division.objects.exists()


def test_a_registrar_records_it_from_the_signed_paper_and_a_second_person_confirms(actors: cast.Cast) -> None:
    paper = Paper(number="澜政发〔2026〕1号", on=clock.today(), held_at="市政府办公室")
    post = actors.approver.posts[0]

    def recorded(by_paper: Paper | None) -> None:
        behalf = Behalf(post, RecordedAct.Means.PAPER, "宋临川", clock.now(), by_paper)
        set_division(by=By(actors.registrar, behalf=behalf), about=actors.city, given=divided(actors, FIRST, "水利"))

    with pytest.raises(PaperIncomplete):
        recorded(None)
    recorded(paper)
    row = RecordedAct.objects.get()
    assert not Division.objects.exists()
    with pytest.raises(SecondPersonNeeded):
        confirming.confirm(viewer=actors.registrar, recorded=row)
    confirming.confirm(viewer=actors.officer, recorded=row)
    assert [division.field for division in division_on(actors.city, FIRST)] == ["水利"]


def test_a_division_that_says_too_little_or_too_much_is_refused(actors: cast.Cast) -> None:
    with pytest.raises(DivisionIncomplete):
        set_by_approver(actors, divided(actors, FIRST))
    with pytest.raises(DivisionIncomplete):
        set_by_approver(actors, divided(actors, FIRST, "水利", basis=" "))
    with pytest.raises(FieldTwice):
        set_by_approver(actors, divided(actors, FIRST, "水利", "水利"))
    with pytest.raises(NotVisible):  # an officer's post answers for no field
        set_by_approver(actors, DivisionSet(FIRST, "依据", (FieldOf(actors.officer.posts[0].uid, "水利"),)))


def test_a_division_does_not_reach_back_behind_the_last_one(actors: cast.Cast) -> None:
    set_by_approver(actors, divided(actors, SECOND, "水利"))
    with pytest.raises(DaysInDisorder):
        set_by_approver(actors, divided(actors, SECOND, "林业"))


def test_the_report_lists_every_unit_that_lacks_somebody(actors: cast.Cast) -> None:
    cast.unit_of(actors.city, "澜州电力公司", "lan zhou dian li gong si", Unit.Kind.COMPANY)
    Unit.objects.filter(name="澜州电力公司").update(standing=Unit.Standing.PARTNER)
    cast.unit_of(actors.city, "各县市区政府", "ge xian shi qu zheng fu", Unit.Kind.COLLECTIVE_ALL)
    lacking = {gap.unit.name: gap.lacks for gap in gaps(actors.officer).units}
    assert lacking == {
        "市民政局": (Post.Kind.HEAD, Post.Kind.DEPUTY)
    }  # the bureau is complete; partners and groups are left out
    with_partners = {gap.unit.name for gap in gaps(actors.officer, with_partners=True).units}
    assert with_partners == {"市民政局", "澜州电力公司"}
    with pytest.raises(NotAllowed):
        gaps(actors.head)


def test_the_report_lists_a_leader_whom_nobody_can_record_for(actors: cast.Cast) -> None:
    assert gaps(actors.officer).unreachable == ()
    User.objects.filter(pk=actors.leader.user.pk).update(is_active=False)
    assert gaps(actors.officer).unreachable == ()  # his secretary records for him
    Holding.objects.filter(person=actors.secretary.person).update(until=clock.today() - timedelta(days=1))
    assert [row.person for row in gaps(actors.officer).unreachable] == [actors.leader.person]
    assert [row.post.kind for row in gaps(actors.officer).vacant] == [Post.Kind.SECRETARY]
