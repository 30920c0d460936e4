"""The service of a plan in pages: many at once, proven later, withdrawn with a reason."""

import pytest
from django.test import Client

import cast
from duban.core import clock
from duban.ledger.services import adopt
from duban.orgs.models import Service, Unit
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> Plan:
    read = cast.in_review(actors.officer)
    return adopt(viewer=actors.officer, plan_import=read, version=read.version)


def client(viewer: Viewer) -> Client:
    signed_in = Client()
    signed_in.force_login(viewer.user)
    return signed_in


def page(viewer: Viewer, address: str) -> str:
    answer = client(viewer).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def bureau() -> Unit:
    return Unit.objects.get(name="市水利局")


def typed(*receivers: str, **more: str) -> dict[str, object]:
    return {"receivers": list(receivers), "means": "exchange", "on": clock.today().isoformat()} | more


def test_every_unit_and_leader_of_the_plan_is_a_receiver_and_groups_are_named_apart(
    actors: cast.Cast, plan: Plan
) -> None:
    shown = page(actors.officer, f"/plans/{plan.uid}/service/")
    assert all(unit in shown for unit in ("市发改委", "市水利局", "市公安局"))
    assert f'value="{actors.leader.posts[0].uid}"' in shown
    group = Unit.objects.get(name="各县市区政府")
    assert f'value="{group.uid}"' not in shown
    assert f"/units/{group.uid}/" in shown


def test_many_are_served_at_once_and_no_longer_offered(actors: cast.Cast, plan: Plan) -> None:
    other = Unit.objects.get(name="市公安局")
    sent = typed(bureau().uid, other.uid, actors.leader.posts[0].uid)
    assert client(actors.registrar).post(f"/plans/{plan.uid}/service/", sent).status_code == 302
    assert Service.objects.count() == 3
    assert f'value="{bureau().uid}"' not in page(actors.officer, f"/plans/{plan.uid}/service/")


@pytest.mark.parametrize(
    "wrong",
    [
        {"receivers": []},
        {"on": "2126-01-01"},
        {"receiver": "丁一舟"},  # half a proof
        {"means": "pigeon"},
    ],
)
def test_what_is_wrong_brings_the_form_back_and_records_nothing(
    actors: cast.Cast, plan: Plan, wrong: dict[str, object]
) -> None:
    answer = client(actors.officer).post(f"/plans/{plan.uid}/service/", typed(bureau().uid) | wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not Service.objects.exists()


def test_a_proof_is_added_and_a_record_withdrawn_with_its_reason(actors: cast.Cast, plan: Plan) -> None:
    client(actors.officer).post(f"/plans/{plan.uid}/service/", typed(bureau().uid))
    service = Service.objects.get()
    address = f"/services/{service.uid}/"
    assert client(actors.officer).post(address, {"receiver": "丁一舟", "proof": ""}).status_code == 200
    assert client(actors.officer).post(address, {"receiver": "丁一舟", "proof": "回执12号"}).status_code == 302
    assert "回执12号" in page(actors.liaison, address)
    assert client(actors.officer).post(f"{address}withdraw", {"reason": ""}).status_code == 200
    assert client(actors.officer).post(f"{address}withdraw", {"reason": "送错"}).status_code == 302
    assert f'value="{bureau().uid}"' in page(actors.officer, f"/plans/{plan.uid}/service/")
    assert address in page(actors.officer, f"/plans/{plan.uid}/service/")


def test_a_unit_sees_what_was_served_on_itself_alone(actors: cast.Cast, plan: Plan) -> None:
    shown = page(actors.liaison, f"/plans/{plan.uid}/service/")
    assert "市水利局" in shown
    assert "市公安局" not in shown
    assert '<form class="form"' not in shown
