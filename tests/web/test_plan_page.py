"""Plans: the list, the page with sections, load, findings and text, and the file."""

import re
from collections.abc import Callable

import pytest

import cast
from duban.core import files
from duban.journal.models import AccessRecord
from duban.ledger.models import Task
from duban.orgs.models import Person
from duban.plans.models import Clause, Plan, Section
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> Plan:
    return adopted_plan(actors)


@pytest.fixture
def page(actors: cast.Cast, plan: Plan) -> str:
    return seen(signed_in(actors.liaison), f"/plans/{plan.uid}/")


def _words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_list_names_plans_with_their_size(actors: cast.Cast, plan: Plan) -> None:
    page = seen(signed_in(actors.liaison), "/plans/")
    assert f'href="/plans/{plan.uid}/">{plan.title}</a>' in page
    assert "5 clauses, merged into 4 tasks" in page
    assert "/plans/import/" not in page


@pytest.mark.parametrize("who", ["officer", "auditor"])
def test_those_who_see_imports_find_the_way_there(actors: cast.Cast, plan: Plan, who: str) -> None:
    assert 'href="/plans/import/"' in seen(signed_in(getattr(actors, who)), "/plans/")


def test_without_plans_the_list_says_what_comes_next(actors: cast.Cast) -> None:
    assert 'class="empty"' in seen(signed_in(actors.liaison), "/plans/")


def test_sections_show_what_they_say_and_what_they_have(page: str, plan: Plan) -> None:
    first, second = Section.objects.filter(plan=plan).order_by("position")
    rows = re.findall(rf'<a class="title" href="#h-(?:{first.uid}|{second.uid})".*?</tr>', page, re.DOTALL)
    assert len(rows) == 2
    assert f"?plan={plan.uid}&section={first.uid}" in page
    assert f'id="h-{first.uid}"' in page


def test_a_number_that_differs_is_said_in_words(actors: cast.Cast, plan: Plan) -> None:
    Section.objects.filter(plan=plan, label="一").update(declared_count=7)
    assert "differs" in seen(signed_in(actors.liaison), f"/plans/{plan.uid}/")


def test_the_load_of_each_leader_is_a_link_to_his_tasks(page: str, plan: Plan) -> None:
    loads = re.search(r'<ul class="loads">.*?</ul>', page, re.DOTALL)
    assert loads
    assert re.findall(r"[\w]+", _words(loads[0])) == ["顾怀舟", "2", "沈砚青", "2"]
    assert Person.objects.get(name="沈砚青").uid in loads[0]


def test_findings_lead_to_their_place(page: str, plan: Plan) -> None:
    places = re.findall(r'<ol class="findings">.*?</ol>', page, re.DOTALL)
    assert places
    for start in re.findall(r'href="#(s-\d+)"', places[0]):
        assert f'id="{start}"' in page


def test_the_text_stands_whole_with_an_anchor_a_clause(page: str, plan: Plan) -> None:
    text = re.search(r'<div class="doc".*', page, re.DOTALL)
    assert text
    paragraphs = [re.sub(r"<[^>]+>", "", words) for words in re.findall(r"<p[^>]*>(.*?)</p>", text[0])]
    printed = [line for line in plan.text.split("\n") if line.strip()]
    assert paragraphs[: len(printed)] == printed
    for clause in Clause.objects.filter(plan=plan):
        assert f'id="c-{clause.uid}"' in text[0]


def test_every_clause_leads_to_its_task(page: str, plan: Plan) -> None:
    linked = Task.objects.get(numbers="3、5")
    assert len(re.findall(rf'class="to-task" href="/tasks/{linked.uid}/"', page)) == 2


def test_no_place_of_the_page_has_two_names(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_the_file_leaves_as_it_came_and_is_on_record(actors: cast.Cast, plan: Plan) -> None:
    response = signed_in(actors.liaison).get(f"/plans/{plan.uid}/file")
    assert (response.status_code, response.content) == (200, "原件".encode())
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert AccessRecord.objects.get(what="plans.file_taken").target == plan.origin.file.uid


def test_a_file_that_was_erased_is_said_to_be_gone(actors: cast.Cast, plan: Plan) -> None:
    files.erase(files.reference_of(actors.city.uid, plan.origin.file.sha256))
    assert signed_in(actors.liaison).get(f"/plans/{plan.uid}/file").status_code == 409


@pytest.mark.parametrize("address", ["/plans/{}/", "/plans/{}/file"])
def test_a_plan_of_another_government_does_not_exist(actors: cast.Cast, plan: Plan, address: str) -> None:
    assert signed_in(actors.stranger).get(address.format(plan.uid)).status_code == 404


def test_the_page_asks_at_most_twenty_questions(
    actors: cast.Cast, plan: Plan, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = signed_in(actors.liaison)
    with django_assert_max_num_queries(20):
        seen(client, f"/plans/{plan.uid}/")
    with django_assert_max_num_queries(12):
        seen(client, "/plans/")
