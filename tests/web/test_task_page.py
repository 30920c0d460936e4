"""The page of a task: words, duties, figures, dates, findings, links, and the way back to the plan."""

import re
from collections.abc import Callable

import pytest

import cast
from duban.core.values import Span
from duban.ledger.models import Task
from duban.orgs.models import GroupMember, Unit
from duban.plans.models import Clause, ClauseTarget, Plan
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> Plan:
    return adopted_plan(actors)


def _task(actors: cast.Cast, number: str) -> str:
    task = Task.objects.get(jurisdiction=actors.city, numbers=number)
    return seen(signed_in(actors.liaison), f"/tasks/{task.uid}/")


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _part(page: str, heading: str) -> str:
    """Return the part of a page under a heading."""
    found = re.search(rf'<section[^>]*>\s*(?:<div class="head">)?<h2>{heading}.*?</section>', page, re.DOTALL)
    assert found, heading
    return found[0]


def test_the_printed_words_stand_as_printed_and_marked(actors: cast.Cast, plan: Plan) -> None:
    page = _task(actors, "1")
    clause = Clause.objects.get(plan=plan, number="1")
    quote = re.search(r"<blockquote.*?>(.*?)</blockquote>", page, re.DOTALL)
    assert quote
    assert re.sub(r"<[^>]+>", "", quote[1]) == Span(clause.start, clause.end).of(plan.text)
    assert re.findall(r'<span class="m-(\w+)"[^>]*>([^<]+)<', quote[1]) == [
        ("target", "5.5%左右"),
        ("lead", "市发改委"),
        ("coop", "市统计局"),
        ("coop", "财政局"),
    ]


def test_the_way_back_leads_to_the_characters_of_the_plan(actors: cast.Cast, plan: Plan) -> None:
    page = _task(actors, "1")
    clause, target = Clause.objects.get(plan=plan, number="1"), ClauseTarget.objects.get(clause__number="1")
    assert f'href="/plans/{plan.uid}/#c-{clause.uid}"' in page
    assert f'href="/plans/{plan.uid}/#s-{target.start}"' in page
    text = seen(signed_in(actors.liaison), f"/plans/{plan.uid}/")
    assert f'id="c-{clause.uid}"' in text
    assert re.search(rf'id="s-{target.start}"[^>]*>5.5%左右<', text)


def test_figures_and_dates_say_what_they_mean(actors: cast.Cast, plan: Plan) -> None:
    assert "at least 5.5 %" in _text(_part(_task(actors, "1"), "How much"))
    second = _task(actors, "2")
    assert "exactly 18" in _text(_part(second, "How much"))
    assert 'datetime="2026-06-15"' in _part(second, "By when")


def test_what_a_person_corrected_stands_beside_what_was_read(actors: cast.Cast, plan: Plan) -> None:
    first = _text(_part(_task(actors, "1"), "As it was read"))
    assert "about 5.5" not in first  # the value itself was left alone
    assert re.search(r"5\.5%左右 about.* at least 5\.5 %", first)
    added = _text(_part(_task(actors, "4"), "As it was read"))
    assert re.search(r"市财政局 not read 市财政局, Cooperating unit", added)
    dated = _text(_part(_task(actors, "2"), "As it was read"))
    assert re.search(r"6月底前 2026-06-30，month 2026-06-15", dated)


def test_a_task_without_corrections_says_so(actors: cast.Cast, plan: Plan) -> None:
    assert "Nobody changed" in _part(_task(actors, "3、5"), "As it was read")


def test_findings_say_how_they_were_settled(actors: cast.Cast, plan: Plan) -> None:
    part = _part(_task(actors, "4"), "As it was read")
    assert 'data-severity="note"' in part
    assert "Left as it stands: 持续性工作" in _text(part)


def test_linked_clauses_stand_on_one_page_the_leading_one_first(actors: cast.Cast, plan: Plan) -> None:
    part = _part(_task(actors, "3、5"), "What")
    assert re.findall(r"Clause (\d) ", part) == ["5", "3"]
    assert len(re.findall("<blockquote", part)) == 2


def test_units_stand_with_role_spelling_and_open_end(actors: cast.Cast, plan: Plan) -> None:
    first = _text(_part(_task(actors, "1"), "Who"))
    assert "printed as “财政局”" in first
    linked = _text(_part(_task(actors, "3、5"), "Who"))
    assert re.search("市水利局 .*the lead unit names them", linked)
    second = _text(_part(_task(actors, "2"), "Who"))
    assert re.search("市发改委 〔?primary|市发改委 primary", second)


def test_a_group_shows_the_members_that_were_named(actors: cast.Cast, plan: Plan) -> None:
    group = Unit.objects.get(jurisdiction=actors.city, name="各县市区政府")
    assert "members not named yet" in _task(actors, "2")
    GroupMember.objects.create(jurisdiction=actors.city, group=group, unit=Unit.objects.get(name="市水利局"))
    assert "members not named yet" not in _task(actors, "2")
    assert "市水利局" in _part(_task(actors, "2"), "Who")


def test_the_margin_says_who_answers(actors: cast.Cast, plan: Plan) -> None:
    margin = _text(_part(_task(actors, "3、5"), "Who answers"))
    assert "沈砚青" in margin
    assert "市住建局" in margin


def test_the_adoption_stands_in_the_journal_of_the_task(actors: cast.Cast, plan: Plan) -> None:
    assert "岳明川" in _part(_task(actors, "1"), "Journal")


def test_a_task_of_another_government_does_not_exist(actors: cast.Cast, plan: Plan) -> None:
    uid = Task.objects.filter(jurisdiction=actors.city).values_list("uid", flat=True)[0]
    client = signed_in(actors.stranger)
    hidden, missing = client.get(f"/tasks/{uid}/"), client.get("/tasks/000000000000/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    changing = rf'{uid}|000000000000|value="\w{{64}}"|num">\w{{16}}<'  # address, form token, number of the request
    told = [re.sub(changing, "", page.content.decode()) for page in (hidden, missing)]
    assert told[0] == told[1]


@pytest.mark.parametrize("number", ["1", "3、5"])
def test_the_page_asks_at_most_twenty_questions(
    actors: cast.Cast, plan: Plan, number: str, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = signed_in(actors.liaison)
    uid = Task.objects.get(jurisdiction=actors.city, numbers=number).uid
    with django_assert_max_num_queries(20):
        seen(client, f"/tasks/{uid}/")
