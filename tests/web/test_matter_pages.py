"""The pages of instructions and assigned matters: from a telephone call to the closing, the register, its sheet."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from openpyxl import load_workbook

import cast
from acts import issuing, matters
from duban.core import clock
from duban.ledger.models import Instruction, Matter
from progress import year
from web import busy
from web.adopted import seen, signed_in
from web.sending import fields_of, in_words

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def do(client: Client, code: str, about: Matter, **typed: object) -> str:
    """Do an act by its page, which the page of the matter offers."""
    page = seen(client, f"/matters/{about.uid}/")
    address = f"/acts/{code}/{about.uid}/"
    assert f'href="{address}' in page
    status, after = in_words(client, address, fields_of(client, address) | typed)
    assert status == 200
    assert 'role="alert"' not in after
    return after


def test_an_instruction_taken_by_telephone_is_walked_to_its_closing(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        secretary = signed_in(actors.secretary)
        assert "/instructions/new/" in seen(secretary, "/instructions/")
        typed = fields_of(secretary, "/instructions/new/") | {
            "words": "请水利局抓紧排查病险水库，月底前报我。",
            "behalf-post": actors.leader.posts[0].uid,
            "behalf-means": "telephone",
            "behalf-given_by": "沈砚",
            "behalf-given_at": "2026-03-02T11:30",
        }
        _status, page = in_words(secretary, "/instructions/new/", typed)
        assert "请水利局抓紧排查病险水库" in page
        assert "on behalf" in page
        instruction = Instruction.objects.get()
        assert instruction.leader == actors.leader.person

        officer = signed_in(actors.officer)
        new = f"/matters/new/?instruction={instruction.uid}"
        assert new in seen(officer, f"/instructions/{instruction.uid}/")
        typed = fields_of(officer, new) | {
            "title": "排查病险水库",
            "lead": matters.unit_of(actors.head).uid,
            "cooperating": [matters.unit_of(actors.outsider).uid],
        }
        assert typed["demand"] == instruction.words
        _status, page = in_words(officer, new, typed)
        matter = Matter.objects.get()
        assert "排查病险水库" in page
        do(officer, "ledger.assign_matter", matter)
        do(signed_in(actors.liaison), "ledger.sign_matter", matter, person="丁一舟")
        do(signed_in(actors.liaison), "ledger.draft_reply", matter, text="已排查12座，清单附后。")
        again = fields_of(signed_in(actors.deputy), f"/acts/ledger.draft_reply/{matter.uid}/")
        assert again["text"] == "已排查12座，清单附后。"
        do(signed_in(actors.head), "ledger.reply_matter", matter)
        do(officer, "ledger.check_matter", matter, finding="抽查3座，与清单一致。")
        assert "Closed" in do(signed_in(actors.office_head), "ledger.close_matter", matter)
        assert "Closed" in seen(secretary, f"/instructions/{instruction.uid}/")


def test_the_slip_says_what_goes_to_the_units(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        instruction = matters.instruction(actors)
        matter = matters.assigned(actors, instruction=instruction.uid)
        page = seen(signed_in(actors.outsider), f"/matters/{matter.uid}/")
        slip = page[page.index('class="docket"') :]
        with translation.override("en"):
            due = date_format(matter.due_on)
        said = ("澜州市", "No. 1 of 2026", matter.title, instruction.words, "市水利局", "市民政局", due)
        assert [words for words in said if words not in slip] == []


def test_the_register_is_narrowed_and_counted(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        late = matters.doing(actors)
        matters.registered(actors, title="起草汇报材料")
        other = matters.registered(actors, lead=matters.unit_of(actors.outsider).uid, cooperating=(), title="走访")
    with year.at(MONDAY + timedelta(days=16)):
        officer = signed_in(actors.officer)
        every = seen(officer, "/ledger/matters/")
        assert [word in every for word in (late.title, "起草汇报材料", "走访")] == [True] * 3
        assert "/ledger/matters/" in seen(officer, "/ledger/")
        for query, titles in (
            ("late=1", {late.title}),
            ("stage=registered", {"起草汇报材料", "走访"}),
            ("stage=open", {late.title, "起草汇报材料", "走访"}),
            ("stage=closed", set()),
            (f"unit={other.lead.uid}", {"走访"}),
            ("unit=nobody0", set()),
            ("stage=rumour&unit=a%20b", {late.title, "起草汇报材料", "走访"}),
            ("page=99", {late.title, "起草汇报材料", "走访"}),
        ):
            page = seen(officer, f"/ledger/matters/?{query}")
            assert set(re.findall(r'class="title"[^>]*>([^<]+)<', page)) == titles, query


def test_the_register_asks_the_same_however_long_it_is(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matters.doing(actors)
        officer = signed_in(actors.officer)
        short = busy.queries(officer, "/ledger/matters/")
        for _number in range(4):
            matters.doing(actors)
        assert busy.queries(officer, "/ledger/matters/") == short <= 16


def test_the_sheet_holds_what_was_asked_for(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matters.doing(actors)
        matters.registered(actors, title="=起草汇报材料")
        officer = signed_in(actors.officer)
        response = officer.get("/ledger/matters/export/xlsx?stage=registered")
        assert officer.get("/ledger/matters/export/doc").status_code == 404
    rows = list(load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True))
    assert [row[1] for row in rows if row[1] in {"=起草汇报材料", "排查病险水库"}] == ["=起草汇报材料"]


def test_only_those_concerned_see_a_matter(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        matter = matters.assigned(actors, leader=actors.leader.person.uid, cooperating=())
        instruction = matters.instruction(actors)
        own = ("head", "leader", "secretary", "approver", "auditor", "registrar")
        others = ("outsider", "stranger", "system")
        for name, status in (*((name, 200) for name in own), *((name, 404) for name in others)):
            assert signed_in(getattr(actors, name)).get(f"/matters/{matter.uid}/").status_code == status, name
        assert signed_in(actors.head).get(f"/instructions/{instruction.uid}/").status_code == 403
        assert signed_in(actors.head).get("/matters/new/").status_code == 403
        assert signed_in(actors.officer).get("/instructions/new/").status_code == 403


def test_a_form_that_is_refused_keeps_what_was_typed(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        officer = signed_in(actors.officer)
        typed = fields_of(officer, "/matters/new/") | {
            "title": "排查病险水库",
            "demand": "逐座排查。",
            "lead": matters.unit_of(actors.head).uid,
            "cooperating": [matters.unit_of(actors.head).uid],
            "source_on": (clock.today() + timedelta(days=1)).isoformat(),
        }
        status, page = in_words(officer, "/matters/new/", typed)
        assert (status, Matter.objects.count()) == (200, 0)
        assert 'role="alert"' in page
        assert "逐座排查。" in page


def test_an_instruction_on_a_task_hands_its_task_on(actors: cast.Cast) -> None:
    with year.at(MONDAY):
        task = issuing.issued(actors)
        leader = signed_in(actors.leader)
        new = f"/instructions/new/?task={task.uid}"
        typed = fields_of(leader, new) | {"words": "抓紧。"}
        assert typed["task"] == task.uid
        in_words(leader, new, typed)
        instruction = Instruction.objects.get()
        assert (instruction.about, instruction.task) == ("task", task)
        fields = fields_of(signed_in(actors.officer), f"/matters/new/?instruction={instruction.uid}")
        assert fields["task"] == task.uid
        matters.registered(actors, instruction=instruction.uid)
        assert Matter.objects.get().task == task
