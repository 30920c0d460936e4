"""The audit desk: who finds what, an entry in words, what leaves, what is verified, what that leaves behind."""

import csv
import hashlib
import io
import json
import re
from html import unescape
from urllib.parse import quote

import openpyxl
import pytest
from django.db import transaction
from django.test import Client

import cast
from duban.core import clock
from duban.journal.access import note_access
from duban.journal.erasure import erase, erasure_handlers
from duban.journal.models import AccessRecord, Entry
from duban.journal.records import INSTALLATION, Actor, Subject, Text, record
from duban.orgs.models import Unit
from journal import forging
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def numbers(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<td class="n num">(\d+)</td>', page)]


def renamed(actors: cast.Cast, **more: object) -> Entry:
    """Record a renaming as services do: the fields that changed, before and after."""
    unit = Unit.objects.get(jurisdiction=actors.city, name="市水利局")
    act: dict[str, object] = {
        "body": {
            "before": {"name": "市水务局", "kind": "institution"},
            "after": {"name": "市水利局", "kind": "department"},
        },
        "contents": [Text("reason", "机构改革 <b>全文</b>")],
    }
    with transaction.atomic():
        return record(
            actor=actors.officer.actor,
            kind="tests.noted",
            jurisdiction=actors.city.uid,
            subjects=[Subject("unit", unit.uid)],
            **act | more,  # type: ignore[arg-type]
        )


@pytest.mark.parametrize("who", ["auditor", "audit"])
def test_entries_are_found_by_every_field(actors: cast.Cast, who: str) -> None:
    plan = adopted_plan(actors)
    changed = renamed(actors, batch="batch0000001")
    last = changed.seq
    client = signed_in(getattr(actors, who))
    assert numbers(seen(client, "/audit/"))[0] == last
    assert last in numbers(seen(client, "/audit/?person=岳明川"))
    assert last in numbers(seen(client, "/audit/?person=officer"))  # the account's name
    assert numbers(seen(client, "/audit/?person=沈砚")) == []
    assert numbers(seen(client, "/audit/?kind=tests.noted")) == [last]
    assert numbers(seen(client, "/audit/?batch=batch0000001")) == [last]
    assert last in numbers(seen(client, f"/audit/?about=unit:{Unit.objects.get(name='市水利局').uid}"))
    assert numbers(seen(client, f"/audit/?about=plan:{plan.uid}")) == [last - 1]
    assert numbers(seen(client, "/audit/?behalf=1")) == []
    assert last in numbers(seen(client, f"/audit/?since={clock.today()}&until={clock.today()}"))
    assert numbers(seen(client, "/audit/?until=2001-01-01")) == []


def test_an_object_is_found_by_a_part_of_its_name(actors: cast.Cast) -> None:
    plan = adopted_plan(actors)
    client = signed_in(actors.auditor)
    found = numbers(seen(client, f"/audit/?about={quote(plan.title[2:8])}"))
    assert Entry.objects.get(kind="ledger.plan_adopted").seq in found
    assert numbers(seen(client, "/audit/?about=没有这样的东西")) == []


def test_a_unit_is_found_by_the_name_of_another_day(actors: cast.Cast) -> None:
    unit = Unit.objects.get(jurisdiction=actors.city, name="市水利局")
    unit.former_names.create(jurisdiction=actors.city, name="市水务局", until="2025-12-31")
    with transaction.atomic():
        old = record(
            actor=Actor(uid="someone00000", name="江望舒", unit_name="市水务局"),
            kind="tests.noted",
            jurisdiction=actors.city.uid,
            subjects=[],
        )
    client = signed_in(actors.audit)
    assert numbers(seen(client, "/audit/?unit=市水利局")) == [old.seq]
    assert numbers(seen(client, "/audit/?unit=市水务局")) == [old.seq]


@pytest.mark.parametrize("query", ["since=x", "since=0001-01-01", "until=9999-12-31", "since=2026-02-30"])
def test_a_day_that_is_none_is_said_and_not_guessed(actors: cast.Cast, query: str) -> None:
    assert "is no day" in seen(signed_in(actors.auditor), f"/audit/?{query}")
    assert "is no day" in seen(signed_in(actors.auditor), f"/audit/access/?{query}")


def test_access_records_are_found_by_person_outcome_and_address(actors: cast.Cast) -> None:
    signed_in(actors.leader).get("/journal/", REMOTE_ADDR="192.0.2.9")
    client = signed_in(actors.audit)
    for query in ("person=沈砚", "person=leader", "outcome=refused", "address=192.0.2.9", "target=/jour"):
        page = seen(client, f"/audit/access/?{query}")
        assert "192.0.2.9" in page, query
        assert "Read the journal" in page, query  # the act as the table of permission calls it
    assert "No access record fits" in seen(client, "/audit/access/?person=钟离秋")


def test_an_entry_is_shown_in_words(actors: cast.Cast) -> None:
    changed = renamed(actors)
    page = seen(signed_in(actors.auditor), f"/audit/entries/{changed.seq}/")
    row = re.search(r'<th scope="row">Name</th>.*?</tr>', page, re.DOTALL)
    assert row
    assert re.findall(r"市水[利务]局", row[0]) == ["市水务局", "市水利局"]
    assert re.search(r"Institution</td>.*?Department</td>", page)
    assert '"before"' not in page.split("<details")[0]
    assert changed.digest in page
    assert changed.previous in page
    assert f'href="/units/{Unit.objects.get(name="市水利局").uid}/"' in page


def test_long_texts_are_escaped_and_reading_them_is_on_record(actors: cast.Cast) -> None:
    changed = renamed(actors)
    response = signed_in(actors.auditor).get(f"/audit/entries/{changed.seq}/")
    assert "机构改革 &lt;b&gt;" in response.content.decode()
    noted = AccessRecord.objects.get(what="audit.contents_read")
    assert (noted.actor_name, noted.target) == ("闻人肃", f"/audit/entries/{changed.seq}/")


def test_an_erased_text_names_its_order(actors: cast.Cast) -> None:
    changed = renamed(actors)
    erasure_handlers.register(forging.forgotten)
    try:
        erase(
            jurisdiction=actors.city.uid,
            seq=changed.seq,
            content="reason",
            order_number="督办密〔2026〕1号",
            reason="误录",
            ordered_by=actors.office_head.actor,
            carried_out_by=actors.officer.actor,
            witnessed_by=actors.auditor.actor,
        )
    finally:
        erasure_handlers.withdraw(forging.forgotten)
    page = seen(signed_in(actors.auditor), f"/audit/entries/{changed.seq}/")
    assert "Erased by order" in page
    assert f'href="/audit/entries/{changed.seq + 1}/"' in page
    assert "机构改革" not in page


def test_searching_for_a_person_is_on_record(actors: cast.Cast) -> None:
    seen(signed_in(actors.auditor), "/audit/?kind=tests.noted")
    assert not AccessRecord.objects.filter(what="audit.person_searched").exists()
    seen(signed_in(actors.auditor), "/audit/?person=岳明川")
    noted = AccessRecord.objects.get(what="audit.person_searched")
    assert (noted.actor_name, noted.target) == ("闻人肃", "岳明川")


def test_the_installation_is_read_by_the_audit_administrator_alone(actors: cast.Cast) -> None:
    note_access(
        jurisdiction=INSTALLATION,
        actor=Actor("unknown", "nobody", "-"),
        what="orgs.sign_in",
        outcome="refused",
        address="203.0.113.4",
    )
    assert "203.0.113.4" in seen(signed_in(actors.audit), f"/audit/access/?chain={INSTALLATION}")
    for address in ("/audit/", "/audit/access/", "/audit/verify/", "/audit/entries/1/", "/audit/export/csv"):
        assert signed_in(actors.auditor).get(f"{address}?chain={INSTALLATION}").status_code == 404, address


@pytest.mark.parametrize("who", ["auditor", "audit"])
@pytest.mark.parametrize(
    "address", ["/audit/", "/audit/access/", "/audit/verify/", "/audit/entries/1/", "/audit/export/csv"]
)
def test_the_chain_of_another_city_does_not_exist(actors: cast.Cast, who: str, address: str) -> None:
    chain = actors.stranger.jurisdiction.uid
    assert signed_in(getattr(actors, who)).get(f"{address}?chain={chain}").status_code == 404


def taken(client: Client, address: str) -> bytes:
    client.cookies["duban_language"] = "en"
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


EVIL = '=HYPERLINK("http://evil")'


@pytest.mark.parametrize(
    ("address", "name"), [("/audit/export/", "Journal"), ("/audit/access/export/", "Access records")]
)
def test_no_cell_that_leaves_is_a_formula(actors: cast.Cast, address: str, name: str) -> None:
    villain = Actor(uid="villain00000", name=EVIL, unit_name="+1")
    with transaction.atomic():
        record(
            actor=villain,
            kind="tests.noted",
            jurisdiction=actors.city.uid,
            subjects=[Subject("unit", "x")],
            body={"name": "@SUM(A1)"},
        )
    note_access(jurisdiction=actors.city.uid, actor=villain, what="tests.look", outcome="ok", target="=1+1")
    client = signed_in(actors.audit)
    rows = list(csv.reader(io.StringIO(taken(client, f"{address}csv").decode("utf-8-sig"))))
    assert any(f"'{EVIL}" in row for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    book = openpyxl.load_workbook(io.BytesIO(taken(client, f"{address}xlsx")))
    assert book.sheetnames == [name]
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert EVIL in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_lines_that_leave_are_signed_off_and_the_taking_is_on_record(actors: cast.Cast) -> None:
    lines = taken(signed_in(actors.auditor), "/audit/export/jsonl?person=Duban").splitlines(keepends=True)
    opening, *rows, closing = lines
    end, about = json.loads(closing), json.loads(opening)
    assert end["rows"] == len(rows) == Entry.objects.filter(jurisdiction=actors.city.uid, actor_name="Duban").count()
    assert end["digest"] == hashlib.sha256(b"".join(lines[:-1])).hexdigest()
    assert (about["taken_by"], about["chain"], about["asked"]) == ("闻人肃", actors.city.uid, "person=Duban")
    noted = AccessRecord.objects.get(what="audit.entries_taken")
    assert (noted.actor_name, noted.target) == ("闻人肃", "jsonl?person=Duban")


def test_a_sheet_that_is_cut_says_so(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.web.views.audit_exports.MOST_ROWS", 3)
    monkeypatch.setattr("duban.journal.exporting.MOST_ROWS", 3)
    rows = list(csv.reader(io.StringIO(taken(signed_in(actors.auditor), "/audit/export/csv").decode("utf-8-sig"))))
    assert any(row[:1] == ["Not complete"] for row in rows)
    assert len(rows[rows.index([]) + 2 :]) == 3
    closing = taken(signed_in(actors.auditor), "/audit/export/jsonl").splitlines()[-1]
    assert json.loads(closing)["is_complete"] is False


def test_a_chain_that_holds_is_said_to_hold_and_that_it_was_asked_is_on_record(actors: cast.Cast) -> None:
    client = signed_in(actors.auditor)
    client.cookies["duban_language"] = "en"
    page = unescape(client.post("/audit/verify/").content.decode())
    assert "The chain holds." in page
    noted = AccessRecord.objects.get(what="audit.verified")
    assert (noted.outcome, noted.actor_name) == ("ok", "闻人肃")


def test_a_broken_chain_is_said_with_its_place(actors: cast.Cast) -> None:
    forging.release_tables()
    forging.alter(Entry, {"jurisdiction": actors.city.uid, "seq": 3}, "actor_name", "x")
    client = signed_in(actors.audit)
    client.cookies["duban_language"] = "en"
    page = unescape(client.post("/audit/verify/").content.decode())
    assert "The chain is broken." in page
    assert 'href="/audit/entries/3/"' in page
    assert AccessRecord.objects.get(what="audit.verified").outcome == "broken"


def test_looking_at_the_page_of_verification_verifies_nothing(actors: cast.Cast) -> None:
    assert "The chain" not in seen(signed_in(actors.audit), "/audit/verify/").replace("The chain head", "")
    assert not AccessRecord.objects.filter(what="audit.verified").exists()


def test_every_key_that_an_entry_holds_has_a_title(actors: cast.Cast) -> None:
    from duban.journal.wording import named_fields

    adopted_plan(actors)
    keys = {key for body in Entry.objects.values_list("body", flat=True) for key in json.loads(body)}
    assert sorted(keys - named_fields()) == []
