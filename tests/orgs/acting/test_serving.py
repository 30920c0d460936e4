"""Service is a record: on whom, when, how, by what it is proven; clocks run from proven service alone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.acting import serving
from duban.orgs.acting.errors import (
    NotProven,
    ProofIncomplete,
    ReasonNeeded,
    ServedAlready,
    ServedInFuture,
    ServedOnNobody,
)
from duban.orgs.acting.serving import Document, Proof
from duban.orgs.errors import NotAllowed, Stale
from duban.orgs.models import Service, Unit
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
PLAN = Document("plan", "p" * 12, "澜政办发〔2026〕6号")
PROOF = Proof("丁一舟", "回执12号")


@pytest.fixture(autouse=True)
def standing_still() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def units(actors: cast.Cast) -> list[Unit]:
    return list(Unit.objects.filter(jurisdiction=actors.city).order_by("position"))


def served(
    viewer: Viewer, units: list[Unit], *, on: date = date(2026, 3, 4), proof: Proof | None = None
) -> list[Service]:
    return serving.record_service(
        viewer=viewer, document=PLAN, units=units, means=Service.Means.EXCHANGE, on=on, proof=proof
    )


def test_many_are_served_in_one_act(actors: cast.Cast, units: list[Unit]) -> None:
    before = Entry.objects.count()
    serving.record_service(
        viewer=actors.registrar,
        document=PLAN,
        units=units,
        posts=[actors.leader.posts[0]],
        means=Service.Means.HAND,
        on=date(2026, 3, 5),
    )
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    assert (Service.objects.count(), Entry.objects.count()) == (3, before + 1)
    assert all(unit.uid in entry.subjects for unit in units)
    assert PLAN.uid in entry.subjects


def test_a_clock_runs_from_proven_service_alone(actors: cast.Cast, units: list[Unit]) -> None:
    (service,) = served(actors.officer, units[:1])
    assert serving.proven_on(PLAN, units[0]) is None
    with pytest.raises(NotProven):
        serving.clock_from(service)
    serving.prove(viewer=actors.officer, service=service, proof=PROOF)
    assert serving.clock_from(service) == serving.proven_on(PLAN, units[0]) == date(2026, 3, 4)


def test_a_proof_is_given_once(actors: cast.Cast, units: list[Unit]) -> None:
    (service,) = served(actors.officer, units[:1], proof=PROOF)
    with pytest.raises(Stale):
        serving.prove(viewer=actors.officer, service=service, proof=Proof("别人", "另一张"))
    service.refresh_from_db()
    assert service.receiver == "丁一舟"


@pytest.mark.parametrize("proof", [Proof("", "回执"), Proof("丁一舟", " ")])
def test_half_a_proof_is_none(actors: cast.Cast, units: list[Unit], proof: Proof) -> None:
    with pytest.raises(ProofIncomplete):
        served(actors.officer, units, proof=proof)
    assert not Service.objects.exists()


def test_nothing_is_served_tomorrow(actors: cast.Cast, units: list[Unit]) -> None:
    with pytest.raises(ServedInFuture):
        served(actors.officer, units, on=date(2026, 3, 6))


def test_nobody_is_served_twice(actors: cast.Cast, units: list[Unit]) -> None:
    served(actors.officer, units[:1])
    with pytest.raises(ServedAlready):
        served(actors.officer, units)
    assert Service.objects.count() == 1


def test_a_withdrawn_record_stays_and_its_receiver_can_be_served_anew(actors: cast.Cast, units: list[Unit]) -> None:
    (service,) = served(actors.officer, units[:1], proof=PROOF)
    with pytest.raises(ReasonNeeded):
        serving.withdraw_service(viewer=actors.officer, service=service, reason=" ")
    serving.withdraw_service(viewer=actors.officer, service=service, reason="送错单位")
    with pytest.raises(NotProven):
        serving.clock_from(service)
    with pytest.raises(Stale):
        serving.withdraw_service(viewer=actors.officer, service=service, reason="再撤")
    assert serving.proven_on(PLAN, units[0]) is None
    served(actors.officer, units[:1])
    assert Service.objects.count() == 2


def test_who_is_served_proven_and_missing(actors: cast.Cast, units: list[Unit]) -> None:
    served(actors.officer, units[:1])
    rows = serving.service_of(PLAN, [*units, actors.leader.posts[0]])
    assert [(row.service is not None, row.is_proven) for row in rows] == [(True, False), (False, False), (False, False)]
    assert serving.service_of(PLAN, []) == []


def test_a_unit_of_another_government_cannot_be_served(actors: cast.Cast) -> None:
    foreign = cast.unit_of(actors.stranger.jurisdiction, "市水利局", "shi shui li ju")
    with pytest.raises(ServedOnNobody):
        served(actors.officer, [foreign])
    with pytest.raises(ServedOnNobody):
        served(actors.officer, [])


@pytest.mark.parametrize("role", ["head", "leader", "approver", "auditor", "secretary"])
def test_only_the_office_records_service(actors: cast.Cast, units: list[Unit], role: str) -> None:
    with pytest.raises(NotAllowed):
        served(getattr(actors, role), units)
