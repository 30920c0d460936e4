"""The timetable of a unit as a page and as a file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_header_parameters

import cast
from acts import planning
from duban.journal.models import AccessRecord
from duban.ledger.models import Item, Milestone, WorkPlan
from duban.orgs.models import Unit
from web.adopted import seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> WorkPlan:
    return planning.in_force(actors)


@pytest.fixture
def address(actors: cast.Cast) -> str:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return f"/units/{unit.uid}/timetable/"


def test_the_page_shows_each_step_with_its_light(actors: cast.Cast, plan: WorkPlan, address: str) -> None:
    page = seen(signed_in(actors.liaison), address)
    assert Milestone.objects.get().title in page
    assert 'data-light="green"' in page
    assert page.count('class="group"') == 1


def test_a_day_that_moved_stands_beside_the_first(actors: cast.Cast, plan: WorkPlan, address: str) -> None:
    assert "first " not in seen(signed_in(actors.liaison), address)
    Milestone.objects.update(due_on="2026-11-30")
    page = seen(signed_in(actors.liaison), address)
    assert "first " in page
    assert "2026-11-30" in page


def test_a_unit_without_a_part_reads_when_it_gets_one(actors: cast.Cast) -> None:
    page = seen(signed_in(actors.liaison), f"/units/{Unit.objects.get(name='市民政局').uid}/timetable/")
    assert "no part in any task" in page
    assert "timetable/docx" not in page


def test_the_list_of_tasks_leads_to_it(actors: cast.Cast, plan: WorkPlan, address: str) -> None:
    assert address in seen(signed_in(actors.liaison), address.replace("timetable", "tasks"))


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("docx", b"PK")])
def test_it_leaves_under_its_name_and_is_on_record(
    actors: cast.Cast, plan: WorkPlan, address: str, form: str, begins: bytes
) -> None:
    response = signed_in(actors.liaison).get(f"{address}{form}")
    assert b"".join(response.streaming_content).startswith(begins)
    _kind, parameters = parse_header_parameters(response.headers["Content-Disposition"])
    assert "市水利局" in parameters["filename"]
    assert parameters["filename"].endswith(f".{form}")
    noted = AccessRecord.objects.filter(what="ledger.unit_timetable_exported").get()
    assert noted.target == f"{form} 市水利局"


def test_the_page_asks_no_more_for_more_steps(actors: cast.Cast, plan: WorkPlan, address: str) -> None:
    client = signed_in(actors.liaison)
    seen(client, address)  # whatever is asked once
    few = _queries(actors, client, address)
    for number in range(30):
        item = Item.objects.create(
            jurisdiction=actors.city,
            plan=plan,
            unit=Unit.objects.get(name="市水利局"),
            position=number + 2,
            title=f"事项{number}",
            due_on="2026-09-01",
        )
        Milestone.objects.create(jurisdiction=actors.city, item=item, position=1, title="完成", due_on="2026-09-01")
    assert _queries(actors, client, address) == few <= 20


def _queries(actors: cast.Cast, client: object, address: str) -> int:
    from django.test import Client

    assert isinstance(client, Client)
    with CaptureQueriesContext(connection) as asked:
        seen(client, address)
    return len(asked)
