"""The review: every value leads to its characters and back, every correction is a form that works without script."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

import cast
from duban.plans.models import Correction, Plan, PlanImport
from duban.plans.selectors import reviewed
from duban.plans.services import correct
from web.adopted import signed_in
from web.paper import Paper, read

pytestmark = pytest.mark.django_db

FINDINGS = """
! leader_name_incomplete must s1
! measure_missing check 4
! deadline_missing note 3
! item_repeated check 5
"""


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan_import(actors: cast.Cast) -> PlanImport:
    return cast.in_review(actors.officer, cast.TWO_SECTIONS + FINDINGS)


def look(actors: cast.Cast, plan_import: PlanImport, asked: str = "") -> Paper:
    return read(signed_in(actors.officer), f"/plans/import/{plan_import.uid}/{asked}")


def number(page: Paper) -> str:
    return page.all(".//*[contains(@class, 'clause-no')]")[0].text_content()


PLACES = [
    "",
    "?item=plan",
    "?item=3",
    "?item=4",
    "?item=1&show=note",
    "?item=1&show=settled",
    "?item=2&edit=unit:2/lead/1",
    "?item=3&edit=finding:0",
    # a place that the draft does not know opens nothing
    "?item=3&edit=unit:9/lead/9",
    "?item=no-such-clause",
    "?item=3&edit=nonsense",
]


@pytest.mark.parametrize("asked", PLACES)
def test_every_link_within_the_page_leads_somewhere_and_no_name_is_given_twice(
    actors: cast.Cast, plan_import: PlanImport, asked: str
) -> None:
    page = look(actors, plan_import, asked)
    names = page.root.xpath("//@id")
    assert page.response.status_code == 200
    assert sorted({name for name in names if names.count(name) > 1}) == []
    wanted = [href[1:] for href in page.root.xpath("//a/@href") if href.startswith("#")]
    assert [place for place in wanted if place not in names] == []


def test_a_value_and_its_characters_lead_to_each_other(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=1")
    (mark,) = page.all(".//*[@id='d-1/cooperating/1']")
    (value,) = page.all(".//*[@id='v-1/cooperating/1']")
    assert (mark.text_content(), mark.get("href"), mark.get("class")) == ("财政局", "#v-1/cooperating/1", "m-coop")
    assert value.xpath(".//a[@href='#d-1/cooperating/1']")[0].text_content() == "财政局"
    assert "市财政局" in value.text_content()


def test_the_document_is_printed_whole_and_unchanged(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=1")
    for flag in page.all(".//sup"):
        flag.drop_tree()
    lines = [line for line in reviewed(plan_import).draft.text.split("\n") if line.strip()]
    root = page.root
    for flag in root.xpath("//*[contains(@class, 'doc')]//sup"):
        flag.drop_tree()
    assert [line.text_content() for line in root.xpath("//*[@class='doc']/p")] == lines


def test_a_run_of_blanks_is_counted_instead_of_shown(actors: cast.Cast) -> None:
    blank = cast.in_review(actors.officer, f"1 办好{' ' * 640}事。 > 市民政局")
    page = look(actors, blank)
    assert "640 blanks" in page.text
    assert " " * 12 not in page.all(".//*[@class='doc']")[0].text_content()


def test_the_page_opens_at_the_first_clause_that_nobody_accepted(actors: cast.Cast, plan_import: PlanImport) -> None:
    assert number(look(actors, plan_import)) == "1"
    body = {"items": ["1", "2"]}
    correct(viewer=actors.officer, plan_import=plan_import, kind="item_accepted", body=body, version=0)
    assert number(look(actors, plan_import)) == "3"


def test_an_address_of_a_clause_still_leads_to_it_when_it_was_split(actors: cast.Cast, plan_import: PlanImport) -> None:
    body = {"item": "1", "offset": "14"}
    correct(viewer=actors.officer, plan_import=plan_import, kind="item_split", body=body, version=0)
    assert number(look(actors, plan_import, "?item=1")) == "1-1"
    assert number(look(actors, plan_import, "?item=1.2")) == "1-2"


def test_accepting_goes_on_to_the_next_clause_and_is_said_once(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=1").send("item_accepted", {"items": "1"})
    assert number(page) == "2"
    assert page.all(".//*[@role='status']")[0].text_content() == "Clauses 1 accepted"
    assert look(actors, plan_import).all(".//*[@role='status']")[0].text_content() == ""


def test_clauses_without_open_points_are_accepted_in_one_act(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=1")
    (many,) = [form for form in page.root.forms if "Accept 2 clauses" in form.text_content()]
    assert [field.get("value") for field in many.xpath(".//input[@name='items']")] == ["1", "2"]


def test_what_was_read_stays_beside_what_was_corrected(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=2&edit=unit:2/lead/1").send("unit_named", name="市财税局")
    (value,) = page.all(".//*[@id='v-2/lead/1']")
    words = " ".join(value.text_content().split())
    assert words.startswith("市财税局")
    assert "read as “市财政局”" in words
    assert "市财政局" in page.all(".//*[@id='d-2/lead/1']")[0].text_content()


def test_the_later_of_two_people_gets_both_texts_and_a_way_on(actors: cast.Cast, plan_import: PlanImport) -> None:
    late = look(actors, plan_import, "?item=2&edit=unit:2/lead/1")
    body = {"place": "s0/leader/0", "name": "骆明"}
    correct(viewer=actors.officer, plan_import=plan_import, kind="leader_named", body=body, version=0)
    page = late.send("unit_named", name="市财税局")
    assert page.response.status_code == 409
    assert "岳明川" in page.text
    assert "骆明" in page.text
    assert "市财税局" in page.text
    (again,) = [form for form in page.root.forms if "Do it all the same" in form.text_content()]
    answer = page.client.post(again.action, dict(again.form_values()))
    assert answer.status_code == 302
    assert {row.kind for row in Correction.objects.all()} == {"leader_named", "unit_named"}


def test_undoing_says_what_was_undone_and_keeps_it_in_the_list(actors: cast.Cast, plan_import: PlanImport) -> None:
    page = look(actors, plan_import, "?item=2&edit=unit:2/lead/1").send("unit_named", name="市财税局")
    (form,) = [form for form in page.root.forms if form.xpath(".//button[@data-key='u']")]
    page = read(page.client, page.client.post(form.action, dict(form.form_values()))["Location"])
    assert page.all(".//*[@role='status']")[0].text_content().startswith("Undone: ")
    assert "undone" in page.all(".//*[@id='history']")[0].text_content()
    assert page.all(".//*[@data-key='u']") == []


def test_an_auditor_reads_everything_and_is_offered_nothing(actors: cast.Cast, plan_import: PlanImport) -> None:
    client = signed_in(actors.auditor)
    page = read(client, f"/plans/import/{plan_import.uid}/?item=2&edit=unit:2/lead/1")
    assert page.response.status_code == 200
    assert page.all(".//form | .//*[@id='edit'] | .//*[contains(@class, 'btn')]") == []


def test_a_draft_for_comment_cannot_be_adopted_until_the_mark_is_removed(actors: cast.Cast) -> None:
    clean = cast.in_review(actors.officer)
    page = look(actors, clean)
    assert f"/plans/import/{clean.uid}/adopt" in page.root.xpath("//a/@href")
    (form,) = [form for form in page.root.forms if (form.action or "").endswith("/for-comment")]
    page.client.post(form.action, dict(form.form_values()) | {"for_comment": "yes"})
    page = look(actors, clean)
    assert f"/plans/import/{clean.uid}/adopt" not in page.root.xpath("//a/@href")
    assert "A draft for comment is not adopted." in page.text


def test_what_stands_in_the_way_of_adoption_is_named_with_a_way_to_it(
    actors: cast.Cast, plan_import: PlanImport
) -> None:
    page = look(actors, plan_import, "?item=1")
    (reason,) = page.all(".//header//*[@class='hint']/a")
    assert reason.text_content() == "1 point stands in the way"
    there = look(actors, plan_import, reason.get("href").rpartition("/")[2])
    assert there.all(".//*[@id='f-0'][@data-finding]")
    assert page.client.get(f"/plans/import/{plan_import.uid}/adopt").status_code == 302


def test_adoption_counts_what_will_come_of_it_and_then_does_it(actors: cast.Cast) -> None:
    clean = cast.in_review(actors.officer)
    body = {"items": ["3", "5"], "leading": "5"}
    correct(viewer=actors.officer, plan_import=clean, kind="items_linked", body=body, version=0)
    page = read(signed_in(actors.officer), f"/plans/import/{clean.uid}/adopt")
    assert "5 clauses, linked into 4 tasks" in page.text
    assert "各县市区政府" in page.text
    assert [button.get("class") for button in page.all(".//form//button")] == ["btn btn-seal"]
    (form,) = [form for form in page.root.forms if form.xpath(".//*[contains(@class, 'btn-seal')]")]
    answer = page.client.post(page.address, dict(form.form_values()))
    plan = Plan.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{plan.uid}/")
    assert plan.issued_on == date(2026, 2, 27)
    after = look(actors, clean)
    assert after.all(".//form") == []
    assert f"/plans/{plan.uid}/" in after.root.xpath("//a/@href")


def test_the_page_costs_a_fixed_number_of_queries(
    actors: cast.Cast, plan_import: PlanImport, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(actors.officer)
    address = f"/plans/import/{plan_import.uid}/?item=2"
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)
