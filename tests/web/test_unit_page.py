"""The register of units and the page of one: duties, aliases, posts, and the members of a group."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

import cast
from duban.journal.models import Entry
from duban.orgs.models import GroupMember, Unit
from duban.orgs.register.members import name_members
from duban.plans.models import Plan
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture(autouse=True)
def plan(actors: cast.Cast) -> Plan:
    return adopted_plan(actors)


@pytest.fixture
def group(actors: cast.Cast, plan: Plan) -> Unit:
    return _unit(actors, "各县市区政府")


def _unit(actors: cast.Cast, name: str) -> Unit:
    return Unit.objects.get(jurisdiction=actors.city, name=name)


def _names(page: str) -> list[str]:
    return re.findall(r'<td class="task"><a class="title"[^>]*>([^<]+)', page)


FOUND = [
    (
        "",
        [
            "市水利局",
            "市民政局",
            "市发改委",
            "市统计局",
            "市财政局",
            "各县市区政府",
            "市住建局",
            "市生态环境局",
            "市城管局",
            "市公安局",
        ],
    ),
    ("q=水利", ["市水利局"]),  # Chinese, any part of the name
    ("q=szjj", ["市住建局"]),  # initials
    ("q=zjj", ["市住建局"]),  # initials without those of 市
    ("q=shizhujian", ["市住建局"]),  # the beginning of the pinyin
    ("q=zhujian", ["市住建局"]),  # without that of 市
    ("q=财政局", ["市财政局"]),  # a spelling
    ("q=水务", []),
    ("letter=S", ["市水利局", "市生态环境局"]),  # of the first character after 市
    ("letter=s", ["市水利局", "市生态环境局"]),
    ("letter=X", []),
]


@pytest.mark.parametrize(("query", "names"), FOUND)
def test_units_are_found_by_characters_pinyin_initials_and_letter(
    actors: cast.Cast, query: str, names: list[str]
) -> None:
    assert _names(seen(signed_in(actors.liaison), f"/units/?{query}")) == names


def test_every_unit_shows_how_much_it_leads_and_supports(actors: cast.Cast) -> None:
    page = seen(signed_in(actors.liaison), "/units/")
    row = re.search(r"<tr><td class=\"task\"><a[^>]*>市住建局.*?</tr>", page)
    assert row
    assert re.findall(r"role=(\w+)\">(\d+)<", row[0]) == [("lead", "1")]


def test_a_unit_shows_what_it_leads_and_supports(actors: cast.Cast) -> None:
    unit = _unit(actors, "市财政局")
    page = seen(signed_in(actors.liaison), f"/units/{unit.uid}/")
    assert re.findall(r"<h2>(Leads|Cooperates)<small>(\d) task", page) == [("Leads", "1"), ("Cooperates", "2")]
    assert f'href="/ledger/?unit={unit.uid}&role=cooperating"' in page
    assert "财政局" in re.findall(r'<li><span lang="zh-Hans">([^<]+)</span>', page)  # another spelling


def test_a_unit_shows_who_holds_its_posts(actors: cast.Cast) -> None:
    page = seen(signed_in(actors.auditor), f"/units/{_unit(actors, '市水利局').uid}/")
    assert re.search(r"Liaison officer</a></dt><dd><a[^>]*>丁一舟", page)


def test_a_member_of_a_group_shows_the_duties_of_the_group(actors: cast.Cast, group: Unit) -> None:
    unit = _unit(actors, "市水利局")
    name_members(viewer=actors.officer, group=group, units=[unit])
    page = seen(signed_in(actors.liaison), f"/units/{unit.uid}/")
    assert f'href="/ledger/?unit={group.uid}&role=cooperating">1<' in page


def test_a_unit_of_another_government_does_not_exist(actors: cast.Cast, group: Unit) -> None:
    client = signed_in(actors.stranger)
    assert client.get(f"/units/{group.uid}/").status_code == 404
    assert client.post(f"/units/{group.uid}/members/").status_code == 404
    assert _names(seen(client, "/units/")) == []


def _name(client: Client, group: Unit, members: list[Unit], before: list[Unit]) -> int:
    answer = client.post(
        f"/units/{group.uid}/members/",
        {"members": [unit.uid for unit in members], "before": [unit.uid for unit in before]},
    )
    return answer.status_code


def test_the_office_names_the_members_of_a_group(actors: cast.Cast, group: Unit) -> None:
    client, unit = signed_in(actors.officer), _unit(actors, "市水利局")
    assert _name(client, group, [unit], []) == 302
    assert list(GroupMember.objects.values_list("group__name", "unit__name")) == [("各县市区政府", "市水利局")]
    assert Entry.objects.latest("seq").kind == "orgs.group_members_named"
    page = seen(client, f"/units/{group.uid}/")
    assert re.search(rf'name="members" value="{unit.uid}" checked', page)
    assert re.search(rf'name="before" value="{unit.uid}"', page)


@pytest.mark.parametrize("who", ["liaison", "leader", "auditor"])
def test_nobody_else_names_members_or_is_offered_to(actors: cast.Cast, group: Unit, who: str) -> None:
    client = signed_in(getattr(actors, who))
    assert _name(client, group, [_unit(actors, "市水利局")], []) == 403
    assert 'name="members"' not in seen(client, f"/units/{group.uid}/")
    assert not GroupMember.objects.exists()


def test_a_list_that_somebody_else_has_changed_is_refused_and_the_ticks_are_kept(
    actors: cast.Cast, group: Unit
) -> None:
    water, police = _unit(actors, "市水利局"), _unit(actors, "市公安局")
    client = signed_in(actors.officer)
    name_members(viewer=actors.officer, group=group, units=[police])
    answer = client.post(f"/units/{group.uid}/members/", {"members": [water.uid], "before": []})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(rf'value="{water.uid}" checked', page)
    assert not re.search(rf'name="members" value="{police.uid}" checked', page)
    assert re.search(rf'name="before" value="{police.uid}"', page)  # a second try overwrites knowingly
    assert list(GroupMember.objects.values_list("unit__name", flat=True)) == ["市公安局"]


def test_a_single_unit_has_no_members(actors: cast.Cast) -> None:
    assert _name(signed_in(actors.officer), _unit(actors, "市水利局"), [_unit(actors, "市公安局")], []) == 409


def test_members_are_only_named_by_post(actors: cast.Cast, group: Unit) -> None:
    assert signed_in(actors.officer).get(f"/units/{group.uid}/members/").status_code == 405


def test_the_pages_ask_few_questions(
    actors: cast.Cast, group: Unit, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = signed_in(actors.officer)
    with django_assert_max_num_queries(26):
        seen(client, f"/units/{group.uid}/")
    with django_assert_max_num_queries(12):
        seen(client, "/units/")
