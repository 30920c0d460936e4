"""The pages of the register: units entered, changed, renamed, merged, split, dissolved; sheets in and out."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import cast
from duban.core import clock
from duban.orgs.models import Succession, Unit, UnitAlias, UnitName
from duban.orgs.register.names import names_on
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    actors = cast.assemble()
    adopted_plan(actors)
    return actors


@pytest.fixture
def client(actors: cast.Cast) -> Client:
    client = signed_in(actors.officer)
    client.cookies["duban_language"] = "en"
    return client


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


FACTS = {"kind": "department", "standing": "object"}


def test_the_office_enters_a_unit(client: Client) -> None:
    answer = client.post("/units/new/", {"name": "市审计局", **FACTS, "code": "A1"})
    made = unit("市审计局")
    assert (answer.status_code, answer["Location"]) == (302, f"/units/{made.uid}/")
    assert (made.code, made.initials) == ("A1", "ssjj")


def test_what_was_typed_stays_where_the_unit_is_refused(client: Client) -> None:
    answer = client.post("/units/new/", {"name": "市水利局", **FACTS, "code": "A1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'role="alert"' in page
    assert 'value="A1"' in page
    assert 'href="#id_name"' in page  # the refusal stands at its field


def test_a_change_by_an_older_page_is_refused_and_keeps_what_was_typed(client: Client) -> None:
    about = unit("市水利局")
    first = {**FACTS, "version": "0", "pinyin": "shui li", "code": "W1"}
    assert client.post(f"/units/{about.uid}/edit/", first).status_code == 302
    answer = client.post(f"/units/{about.uid}/edit/", {**first, "code": "W2"})
    assert answer.status_code == 409
    assert 'value="W2"' in answer.content.decode()
    assert unit("市水利局").code == "W1"
    assert 'name="version" value="1"' in seen(client, f"/units/{about.uid}/edit/")


def test_a_renamed_unit_shows_its_names_by_day(client: Client) -> None:
    about = unit("市水利局")
    sent = {"name": "市水务局", "on": "2024-05-01", "basis": "澜编〔2024〕3号", "version": "0"}
    assert client.post(f"/units/{about.uid}/rename/", sent).status_code == 302
    page = seen(client, f"/units/{about.uid}/")
    assert "Names by day" in page
    assert "澜编〔2024〕3号" in page
    assert names_on([unit("市水务局")], date(2024, 4, 30)) == {about.pk: "市水利局"}
    assert UnitName.objects.count() == 1


def test_aliases_are_added_and_closed(client: Client) -> None:
    about = unit("市水利局")
    address = f"/units/{about.uid}/aliases/"
    assert client.post(address, {"surface": "水务", "origin": "short", "since": "2024-05-01"}).status_code == 302
    assert 'name="close" value="水务"' in seen(client, address)
    assert client.post(address, {"close": "水务", "until": "2025-01-01"}).status_code == 302
    assert UnitAlias.objects.get(surface="水务").until == date(2025, 1, 1)
    refused = client.post(address, {"surface": "市民政局", "origin": "set"}).content.decode()
    assert 'href="#id_surface"' in refused
    assert 'role="alert"' in client.post(address, {"close": "水务"}).content.decode()


def test_units_are_merged_and_the_page_of_the_ended_one_leads_to_its_successor(client: Client) -> None:
    into, ending = unit("市住建局"), unit("市水利局")
    sent = {"units": [ending.uid], "on": clock.today().isoformat(), "basis": "x"}
    refused = client.post(f"/units/{into.uid}/merge/", sent)  # it still has something to do
    assert refused.status_code == 200
    assert not Succession.objects.exists()
    assert client.post(f"/units/{into.uid}/merge/", {**sent, "duties_to": "on"}).status_code == 302
    page = seen(client, f"/units/{ending.uid}/")
    assert "This unit existed until" in page
    assert f'href="/units/{into.uid}/"' in page
    assert "/edit/" not in page
    assert "市水利局" not in re.findall(r'class="title"[^>]*>([^<]+)', seen(client, "/units/"))
    assert "市水利局" in re.findall(r'class="title"[^>]*>([^<]+)', seen(client, "/units/?ended=1"))


def test_a_unit_is_split_and_one_takes_over(client: Client) -> None:
    ending, first, second = unit("市住建局"), unit("市民政局"), unit("市公安局")
    sent = {"units": [first.uid, second.uid], "on": clock.today().isoformat(), "basis": "x"}
    page = seen(client, f"/units/{ending.uid}/split/")
    assert "Open now" in page
    assert client.post(f"/units/{ending.uid}/split/", sent).status_code == 200
    assert client.post(f"/units/{ending.uid}/split/", {**sent, "duties_to": first.uid}).status_code == 302
    assert Succession.objects.filter(predecessor=ending).count() == 2


def test_a_unit_that_leads_is_not_dissolved(client: Client) -> None:
    sent = {"on": clock.today().isoformat(), "basis": "x"}
    assert client.post(f"/units/{unit('市住建局').uid}/dissolve/", sent).status_code == 200
    assert client.post(f"/units/{unit('市民政局').uid}/dissolve/", sent).status_code == 302
    assert [each.name for each in Unit.objects.filter(until__isnull=False)] == ["市民政局"]


FILTERED = [
    ("kind=collective_all", ["各县市区政府"]),
    ("standing=partner", []),
    ("kind=nonsense&standing=object&q=水利", ["市水利局"]),
    ("ended=1", []),
]


@pytest.mark.parametrize(("query", "names"), FILTERED)
def test_the_register_is_filtered(client: Client, query: str, names: list[str]) -> None:
    page = seen(client, f"/units/?{query}")
    assert re.findall(r'<td class="task"><a class="title"[^>]*>([^<]+)', page) == names


def test_acts_are_offered_to_the_office_alone(actors: cast.Cast, client: Client) -> None:
    address = f"/units/{unit('市水利局').uid}/"
    assert f"{address}edit/" in seen(client, address)
    assert "/units/new/" in seen(client, "/units/")
    liaison = signed_in(actors.liaison)
    assert f"{address}edit/" not in seen(liaison, address)
    assert "/units/new/" not in seen(liaison, "/units/")
    assert "/units/export/xlsx" in seen(liaison, "/units/")


def upload(client: Client, text: str, name: str = "units.csv") -> str:
    answer = client.post("/units/import/", {"file": SimpleUploadedFile(name, text.encode())})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_sheet_is_looked_at_and_then_taken(client: Client) -> None:
    address = upload(client, "name,kind,code\n市审计局,department,\n市水利局,,W1\n")
    page = seen(client, address)
    assert "市审计局" in page
    assert "W1" in page
    assert not Unit.objects.filter(name="市审计局").exists()
    state = re.search(r'name="state" value="([0-9a-f]{64})"', page)
    assert state
    assert client.post(address, {"state": state[1]}).status_code == 302
    assert unit("市水利局").code == "W1"
    # The register has moved on by that: the same page is refused.
    assert client.post(address, {"state": state[1]}).status_code == 409


def test_wrong_rows_are_named_and_nothing_can_be_taken(client: Client) -> None:
    address = upload(client, "name,kind\n市审计局,department\n甲,x\n")
    page = seen(client, address)
    assert re.search(r'<td class="n num">3</td><td class="unit">Kind of unit</td>', page)
    assert "Take all of it" not in page
    state = re.search(r'name="state" value="([0-9a-f]{64})"', page)
    assert state
    assert client.post(address, {"state": state[1]}).status_code == 409
    assert not Unit.objects.filter(name="市审计局").exists()


REFUSED = [
    ("units.csv", b""),
    ("units.csv", b"\x00"),
    ("units.csv", "部门\n甲\n".encode()),
    ("units.csv", "name\n机密★1年\n".encode()),
    ("【机密】units.csv", b"name\nx\n"),
]


@pytest.mark.parametrize(("name", "content"), REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_at_its_field(client: Client, name: str, content: bytes) -> None:
    answer = client.post("/units/import/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 200
    assert 'id="id_file_error"' in answer.content.decode()


def test_a_sheet_of_another_government_does_not_exist(actors: cast.Cast, client: Client) -> None:
    address = upload(client, "name,kind\n市审计局,department\n")
    assert signed_in(actors.stranger).get(address).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_is_taken_out(actors: cast.Cast, form: str) -> None:
    answer = signed_in(actors.liaison).get(f"/units/export/{form}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert len(b"".join(answer.streaming_content)) > 100


def test_there_is_no_other_form(client: Client) -> None:
    assert client.get("/units/export/pdf").status_code == 404


def test_members_are_named_from_a_day(client: Client) -> None:
    group, member = unit("各县市区政府"), unit("市水利局")
    sent = {"members": [member.uid], "before": [], "since": "2026-01-01"}
    assert client.post(f"/units/{group.uid}/members/", sent).status_code == 302
    assert group.memberships.get().since == date(2026, 1, 1)
