"""Every correction has a form, every settlement of a finding is one act or leads to its form."""

import json

import pytest
from django.db import transaction

import cast
from duban.plans.drafting.corrections import KINDS
from duban.plans.models import Correction, PlanImport
from duban.plans.reading.remarks import REMARKS
from duban.plans.selectors import review, reviewed
from duban.plans.services import correct
from duban.web.views.review_names import NAMES
from duban.web.views.review_offers import _OFFERS
from web.adopted import signed_in
from web.paper import Paper, read

pytestmark = pytest.mark.django_db

FINDINGS = """
! leader_name_incomplete must s1
! measure_missing check 4
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


# Place of the form, button, what is typed, the body that is kept.
FORMS: list[tuple[str, str, dict[str, str], dict[str, object]]] = [
    # a unit at every place, and at one
    ("2&edit=unit:2/lead/1", "unit_named", {"name": "市财税局"}, {"unit": "市财政局", "name": "市财税局"}),
    ("2&edit=unit:2/lead/1", "mention_named", {"name": "市财税局"}, {"mention": "2/lead/1", "name": "市财税局"}),
    # its kind, and that it is none
    ("2&edit=unit:2/lead/1", "unit_kind", {"unit_kind": "company"}, {"unit": "市财政局", "unit_kind": "company"}),
    ("2&edit=unit:2/lead/1", "mention_removed", {}, {"mention": "2/lead/1"}),
    # its role
    ("2&edit=unit:2/lead/1", "mention_role", {}, {"mention": "2/lead/1", "role": "cooperating"}),
    # a unit that was not read
    (
        "2&edit=unit:%2Blead",
        "mention_added",
        {"name": "市水利局"},
        {"item": "2", "name": "市水利局", "role": "lead", "unit_kind": "department"},
    ),
    # leaders of a section
    ("1&edit=leader:s0/leader/0", "leader_named", {"name": "骆明"}, {"place": "s0/leader/0", "name": "骆明"}),
    ("1&edit=leader:s0/leader/0", "leader_removed", {}, {"leader": "s0/leader/0"}),
    ("1&edit=leader:%2Bs0", "leader_named", {"name": "骆明"}, {"place": "s0", "name": "骆明"}),
    # figures: another meaning, none at all, one more
    (
        "2&edit=target:2/target/0",
        "target_set",
        {"comparator": ">=", "value": "20", "unit": "个"},
        {"target": "2/target/0", "comparator": ">=", "value": "20", "unit": "个"},
    ),
    ("2&edit=target:2/target/0", "target_removed", {}, {"target": "2/target/0"}),
    (
        "4&edit=target:%2B",
        "target_added",
        {"text": "每周一次", "comparator": "=", "value": "1", "unit": "次"},
        {"item": "4", "text": "每周一次", "comparator": "=", "value": "1", "unit": "次"},
    ),
    # dates
    (
        "2&edit=deadline:2/deadline/0",
        "deadline_set",
        {"date": "2026-06-15", "precision": "day"},
        {"deadline": "2/deadline/0", "date": "2026-06-15", "precision": "day"},
    ),
    ("2&edit=deadline:2/deadline/0", "deadline_removed", {}, {"deadline": "2/deadline/0"}),
    (
        "4&edit=deadline:%2B",
        "deadline_added",
        {"text": "年底", "date": "2026-12-31", "precision": "year"},
        {"item": "4", "text": "年底", "date": "2026-12-31", "precision": "year"},
    ),
    # the shape of a clause
    ("1&edit=number", "item_number", {"number": "1甲"}, {"item": "1", "number": "1甲"}),
    ("1&edit=split", "item_split", {"offset": "14"}, {"item": "1", "offset": 14}),
    ("1", "items_joined", {}, {"items": ["1", "2"]}),
    # linked, led by this clause or by the other
    ("3&edit=link", "items_linked", {"items": "5"}, {"items": ["3", "5"], "leading": "3"}),
    ("3&edit=link", "items_linked", {"items": "5", "leading": "other"}, {"items": ["3", "5"], "leading": "5"}),
    # section, document, finding
    ("1&edit=section:s0", "section_titled", {"title": "财政工作"}, {"section": "s0", "title": "财政工作"}),
    ("plan&edit=plan:issued_on", "plan_field", {"value": "2026-03-01"}, {"field": "issued_on", "value": "2026-03-01"}),
    ("4&edit=finding:1", "finding_settled", {"remark": "日常工作"}, {"finding": 1, "remark": "日常工作"}),
]


@pytest.mark.parametrize(("place", "button", "typed", "kept"), FORMS)
def test_every_correction_has_its_form(
    actors: cast.Cast,
    plan_import: PlanImport,
    place: str,
    button: str,
    typed: dict[str, str],
    kept: dict[str, object],
) -> None:
    page = look(actors, plan_import, f"?item={place}")
    hidden = {"edit": "finding:1"} if button == "finding_settled" else {}
    if button == "items_linked":  # the clause itself goes along unseen, so the field is filled by its element
        form = page.form_of(button)
        form.xpath(".//select[@name='items']")[0].value = typed["items"]
        for choice in form.xpath(".//input[@name='leading']"):
            if choice.get("value") == typed.get("leading", "3"):
                choice.set("checked")
            else:
                choice.attrib.pop("checked", None)
        sent = [(name, value) for name, value in form.form_values()]
        answer = page.client.post(
            form.action, {name: [v for n, v in sent if n == name] for name, _ in sent} | {"kind": button}
        )
        assert answer.status_code == 302
    else:
        page = page.send(button, hidden, **typed)
        assert page.response.status_code == 200, page.text
    made = Correction.objects.get()
    assert (made.kind, made.body) == (button, kept)


def test_no_kind_of_correction_is_without_a_form() -> None:
    elsewhere = {"items_unlinked", "section_count_explained", "item_accepted"}  # each has its own test
    assert {button for _place, button, _typed, _kept in FORMS} | elsewhere == set(KINDS)


def test_a_link_is_loosened_where_it_shows(actors: cast.Cast, plan_import: PlanImport) -> None:
    body = {"items": ["3", "5"], "leading": "5"}
    correct(viewer=actors.officer, plan_import=plan_import, kind="items_linked", body=body, version=0)
    page = look(actors, plan_import, "?item=3")
    assert "One task with clause 5" in page.text
    page.send("items_unlinked")
    assert {item.leading for item in reviewed(plan_import).draft.items} == {None}


def test_a_number_of_clauses_that_differs_is_explained(actors: cast.Cast) -> None:
    differs = cast.in_review(actors.officer, "# 一 其他工作 @沈砚 =3\n1 办事。 > 市民政局\n! count_differs check s0")
    page = look(actors, differs, "?item=1&edit=section:s0&finding=0")
    assert "1 clause, the document says 3" in page.text
    page.send("section_count_explained", remark="数错了")
    assert review(actors.officer, differs.uid).findings[0].settled == "corrected"


def test_words_printed_in_the_clause_bring_their_place_along(actors: cast.Cast, plan_import: PlanImport) -> None:
    look(actors, plan_import, "?item=1&edit=deadline:%2B").send("deadline_added", text="按月", precision="month")
    added = reviewed(plan_import).draft.item("1").deadlines[-1]
    assert added.text == "按月"
    assert added.span is not None
    assert added.span.of(reviewed(plan_import).draft.text) == "按月"


def test_a_refused_correction_shows_the_form_again_with_what_was_typed(
    actors: cast.Cast, plan_import: PlanImport
) -> None:
    page = look(actors, plan_import, "?item=2&edit=target:2/target/0").send("target_set", value="二十")
    (field,) = page.all(".//*[@id='edit']//input[@name='value']")
    assert page.response.status_code == 200
    assert (field.get("value"), field.get("aria-invalid"), field.get("autofocus")) == ("二十", "true", "")
    assert "“Figure” is missing" in page.all(".//*[@id='edit']//*[@class='error']")[0].text_content()
    assert not Correction.objects.exists()


def test_a_refusal_without_a_form_stands_over_the_clause(actors: cast.Cast, plan_import: PlanImport) -> None:
    client = signed_in(actors.officer)
    client.cookies["duban_language"] = "en"
    sent = {"kind": "items_joined", "items": ["1", "4"], "version": "0", "at": "1"}
    page = Paper(client, client.post(f"/plans/import/{plan_import.uid}/correct", sent), "")
    assert page.response.status_code == 200
    assert "Only two clauses that follow each other" in page.all(".//*[@role='alert']")[0].text_content()


def test_every_finding_has_a_short_name() -> None:
    assert set(NAMES) == set(REMARKS)


# Findings with offers of their own, and one of those that may only stay as printed or get a remark.
OFFERING = sorted({*_OFFERS, min(REMARKS.keys() - _OFFERS.keys())})


@pytest.mark.once
@pytest.mark.parametrize("code", OFFERING)
def test_every_settlement_that_acts_at_once_is_accepted(actors: cast.Cast, code: str) -> None:
    """Once: what is offered and what is accepted are lists of this program; corrections are kept as JSON."""
    clauses = "# 一 城市工作 @沈砚 =2\n1 办事。 > 市民政局、市财政局 & 市财政局\n2 办事。 ? 市民政局、市水利局\n"
    findings = "".join(f"! {code} check {place}\n" for place in ("s0", "1", "2"))
    found = cast.in_review(actors.officer, clauses + findings)
    client, address = signed_in(actors.officer), f"/plans/import/{found.uid}/"
    met: list[str] = []
    for item in ("1", "2"):
        page = read(client, f"{address}?item={item}")
        for finding in page.all(".//*[@data-finding]"):
            if finding.get("id") in met:  # the one about the section stands with each of its clauses
                continue
            met.append(finding.get("id"))
            offers = [form for form in finding.iter("form") if form.xpath(".//button[@data-offer]")]
            assert offers, (code, met)
            for offer in offers:
                sent = dict(offer.form_values()) | {"kind": offer.xpath(".//button/@value")[0]}
                with transaction.atomic():
                    assert client.post(offer.action, sent).status_code == 302, (code, met, sent)
                    transaction.set_rollback(True)  # the next one finds the finding open
            for link in finding.xpath(".//a[@data-offer]/@href"):
                assert read(client, address + link.rpartition("/")[2]).all(".//*[@id='edit']"), link
    assert sorted(met) == ["f-0", "f-1", "f-2"]


def test_a_repeated_clause_is_linked_under_either_leader(actors: cast.Cast, plan_import: PlanImport) -> None:
    stored = PlanImport.objects.get(pk=plan_import.pk)
    read_so_far = json.loads(stored.reading or "")
    next(each for each in read_so_far["findings"] if each["code"] == "item_repeated")["params"] = {"other_index": 2}
    stored.reading = json.dumps(read_so_far)
    stored.save()
    page = look(actors, stored, "?item=5")
    words = [each.text_content() for each in page.all(".//*[@data-finding]//*[@data-offer]")]
    assert [each for each in words if "led by" in each] == [
        "One task, led by clause 3 沈砚",
        "One task, led by clause 5 沈砚",
    ]
