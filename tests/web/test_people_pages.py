"""Pages of people: looking somebody up, naming, handing over, leaving a post, the division of labour, the report."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.utils import timezone

import cast
from duban.core import clock
from duban.journal.models import AccessRecord, Entry
from duban.orgs.acting.performing import By
from duban.orgs.models import Delegation, Division, Handover, Holding, Person, Post, RecordedAct, Unit
from duban.orgs.people.naming import TelephoneSet, set_telephone
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def bureau(actors: cast.Cast) -> Unit:
    return Unit.objects.get(name="市水利局")


def today() -> str:
    return clock.today().isoformat()


def on_behalf_of(post: Post) -> dict[str, str]:
    given_at = timezone.localtime(clock.now() - timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M")
    return {
        "behalf-post": post.uid,
        "behalf-means": "telephone",
        "behalf-given_by": "江望舒",
        "behalf-given_at": given_at,
    }


def names(page: str) -> list[str]:
    return re.findall(r'<td class="state"><a href="/people/\w+/">([^<]+)', page)


FOUND = [
    ("q=丁一", ["丁一舟"]),  # part of a name
    ("q=水利", ["江望舒", "韩知远", "丁一舟"]),  # of a unit: head, deputy, liaison officer
    ("kind=liaison", ["丁一舟", "季青禾"]),
    ("kind=nonsense&q=丁一舟", ["丁一舟"]),  # what is no kind is not asked for
    ("q=丁一舟&page=x", ["丁一舟"]),
    ("q=何远", []),  # another government
]


@pytest.mark.parametrize(("asked", "expected"), FOUND)
def test_people_are_found_by_name_unit_and_kind(actors: cast.Cast, asked: str, expected: list[str]) -> None:
    assert names(seen(signed_in(actors.outsider), f"/people/?{asked}")) == expected


def test_vacant_posts_are_listed(actors: cast.Cast, bureau: Unit) -> None:
    Holding.objects.filter(person=actors.deputy.person).update(until=clock.today() - timedelta(days=1))
    page = seen(signed_in(actors.officer), "/people/?vacant=1")
    assert re.findall(r'class="title" href="/posts/\w+/">([^<]+)', page) == ["市水利局 Deputy in charge"]
    assert "Without a post today" in seen(signed_in(actors.officer), "/people/?q=韩知远")


def test_a_head_names_a_deputy_from_the_page_of_his_unit(actors: cast.Cast, bureau: Unit) -> None:
    client = signed_in(actors.head)
    assert f'href="/units/{bureau.uid}/posts/"' in seen(client, f"/units/{bureau.uid}/")
    form = seen(client, f"/units/{bureau.uid}/posts/")
    assert '<option value="deputy">' in form
    assert '<option value="head">' not in form  # that is for the office
    key = re.findall(r'name="act_key" value="([^"]+)"', form)[0]
    sent = {"kind": "deputy", "name": "安之行", "telephone": "0000-12345", "since": today(), "act_key": key}
    assert client.post(f"/units/{bureau.uid}/posts/", sent).status_code == 302
    client.post(f"/units/{bureau.uid}/posts/", sent)  # sent twice, done once
    assert Holding.objects.filter(post__unit=bureau, person__name="安之行").count() == 1
    assert "0000-12345" in seen(client, f"/units/{bureau.uid}/")
    assert "0000-12345" not in seen(signed_in(actors.outsider), f"/units/{bureau.uid}/")


def test_a_name_that_is_known_is_asked_about_in_the_form(actors: cast.Cast, bureau: Unit) -> None:
    client = signed_in(actors.officer)
    address = f"/units/{bureau.uid}/posts/"
    sent = {"kind": "deputy", "name": "季青禾", "since": today()}
    page = client.post(address, sent).content.decode()
    assert f'<option value="{actors.outsider.person.uid}">' in page
    assert not Holding.objects.filter(post__unit=bureau, person__name="季青禾").exists()
    client.post(address, sent | {"who": actors.outsider.person.uid})
    assert Holding.objects.get(post__unit=bureau, person__name="季青禾").person == actors.outsider.person


def test_a_colleague_records_for_the_head_and_must_say_so(actors: cast.Cast, bureau: Unit) -> None:
    client = signed_in(actors.liaison)
    address = f"/units/{bureau.uid}/posts/"
    sent = {"kind": "deputy", "name": "安之行", "since": today()}
    assert client.post(address, sent).status_code == 200  # for himself he may not
    assert not RecordedAct.objects.exists()
    assert client.post(address, sent | on_behalf_of(actors.head.posts[0])).status_code == 302
    assert RecordedAct.objects.get().decider == actors.head.person
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    assert (entry.actor_name, entry.on_behalf_of.startswith("江望舒")) == ("丁一舟", True)


def test_what_is_open_is_shown_before_a_post_is_handed_over(actors: cast.Cast) -> None:
    adopted_plan(actors)
    leader = Post.objects.get(holdings__person__name="顾怀舟")
    Holding.objects.filter(post=leader).update(since=clock.today() - timedelta(days=9))
    client = signed_in(actors.officer)
    page = seen(client, f"/posts/{leader.uid}/hand-over/")
    assert len(re.findall(r'<a href="/tasks/\w+/"', page)) == 2
    sent = {"on": today(), "name": "安之行", "note": "防汛物资清单在二楼"}
    assert client.post(f"/posts/{leader.uid}/hand-over/", sent).status_code == 302
    shown = seen(client, f"/posts/{leader.uid}/")
    assert "防汛物资清单在二楼" in shown
    assert "2 duties were open" in shown
    assert Handover.objects.get().coming == Person.objects.get(name="安之行")
    assert "顾怀舟 → 安之行" in seen(client, f"/people/{Person.objects.get(name='顾怀舟').uid}/")


def test_what_passed_with_a_post_is_no_business_of_other_units(actors: cast.Cast) -> None:
    post = actors.liaison.posts[0]
    signed_in(actors.head).post(f"/posts/{post.uid}/hand-over/", {"on": today(), "name": "安之行", "note": "柜子钥匙"})
    for viewer, sees in ((actors.head, True), (actors.auditor, True), (actors.outsider, False)):
        assert ("柜子钥匙" in seen(signed_in(viewer), f"/posts/{post.uid}/")) is sees


def test_a_refusal_stands_in_the_form_and_keeps_what_was_typed(actors: cast.Cast) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    address = f"/posts/{actors.liaison.posts[0].uid}/hand-over/"
    response = signed_in(actors.head).post(address, {"on": tomorrow, "name": "安之行", "note": "印章"})
    assert response.status_code == 200
    page = response.content.decode()
    assert 'role="alert"' in page
    assert "印章" in page
    assert not Handover.objects.exists()


def test_a_head_leaves_his_post_and_takes_it_back(actors: cast.Cast) -> None:
    client, post = signed_in(actors.head), actors.head.posts[0]
    sent = {"person": actors.deputy.person.uid, "since": today(), "until": today(), "reason": "外出学习"}
    assert client.post(f"/posts/{post.uid}/delegate/", sent).status_code == 302
    row = Delegation.objects.get()
    assert f"/delegations/{row.uid}/take-back/" in seen(client, f"/posts/{post.uid}/")
    assert f"/delegations/{row.uid}/take-back/" not in seen(signed_in(actors.outsider), f"/posts/{post.uid}/")
    assert client.post(f"/delegations/{row.uid}/take-back/", {}).status_code == 302
    assert client.post(f"/delegations/{row.uid}/take-back/", {}).status_code == 409  # it is taken back


def test_a_post_that_nobody_needs_is_ended(actors: cast.Cast) -> None:
    post = actors.deputy.posts[0]
    sent = {"on": today(), "reason": "不再设分管负责人"}
    assert signed_in(actors.head).post(f"/posts/{post.uid}/end/", sent).status_code == 302
    assert "Ended on" in seen(signed_in(actors.head), f"/posts/{post.uid}/")


def test_the_office_names_leaders_and_the_approver_divides_the_labour(actors: cast.Cast) -> None:
    sent = {"kind": "leader", "name": "齐望北", "title": "副市长", "since": today()}
    assert signed_in(actors.officer).post("/leaders/name/", sent).status_code == 302
    post = Post.objects.get(title="副市长")
    client = signed_in(actors.approver)
    fields = {post.uid: "水利\n林业\n", actors.leader.posts[0].uid: "城乡建设"}
    assert (
        client.post("/leaders/division/", {"since": today(), "basis": "澜政发〔2026〕1号"} | fields).status_code == 302
    )
    page = seen(client, "/leaders/")
    assert "水利、林业" in page
    assert "白晓渡" in page  # the secretary
    assert Division.objects.count() == 3


def test_the_head_of_the_office_takes_a_seconded_person(actors: cast.Cast, bureau: Unit) -> None:
    client = signed_in(actors.office_head)
    sent = {"kind": "officer", "name": "莫闻", "since": today(), "until": "2100-01-01", "seconded_from": bureau.uid}
    assert client.post("/people/office/", sent).status_code == 302
    assert "seconded from 市水利局" in seen(client, "/people/office/")


def test_the_report_of_gaps_is_shown_and_taken_out(actors: cast.Cast) -> None:
    client = signed_in(actors.officer)
    page = seen(client, "/people/gaps/")
    assert re.findall(r'href="/units/\w+/">([^<]+)</a></td><td class="wide">([^<]+)', page) == [
        ("市民政局", "Unit head、Deputy in charge")
    ]
    sheet = b"".join(client.get("/people/gaps/export/csv").streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "市民政局,Unit head、Deputy in charge" in sheet
    noted = AccessRecord.objects.order_by("at").last()
    assert noted is not None
    assert noted.what == "orgs.gaps_exported"
    assert client.get("/people/gaps/export/pdf").status_code == 404


def test_a_telephone_is_kept_sealed_and_entered_on_its_own_page(actors: cast.Cast) -> None:
    client, person = signed_in(actors.liaison), actors.liaison.person
    assert client.post(f"/people/{person.uid}/telephone/", {"telephone": "no number"}).status_code == 200
    assert client.post(f"/people/{person.uid}/telephone/", {"telephone": "0000-12345"}).status_code == 302
    assert "12345" not in (Person.objects.get(pk=person.pk).telephone or "")
    assert "0000-12345" in seen(client, f"/people/{person.uid}/")
    assert "0000-12345" not in seen(signed_in(actors.leader), f"/people/{person.uid}/")


def test_names_are_written_out_and_not_executed(actors: cast.Cast, bureau: Unit) -> None:
    client = signed_in(actors.head)
    name = "<script>alert(1)</script>"
    client.post(f"/units/{bureau.uid}/posts/", {"kind": "deputy", "name": name, "since": today()})
    person = Person.objects.get(name=name)
    for address in (f"/units/{bureau.uid}/", f"/people/{person.uid}/", "/people/?q=script"):
        assert name not in client.get(address).content.decode()


def test_the_pages_ask_few_questions(
    actors: cast.Cast, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    set_telephone(by=By(actors.liaison), about=actors.liaison.person, given=TelephoneSet("0000-12345"))
    client = signed_in(actors.officer)
    for address in ("/people/", "/people/gaps/", "/leaders/"):
        with django_assert_max_num_queries(16):
            client.get(address)
