"""What is laid again is what was laid: the same rows, a whole journal, objects of its own."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import transaction

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.journal.records import Subject, record
from duban.journal.verification import verify
from duban.orgs.models import Holding, Unit, User
from duban.orgs.viewers import viewer_of
from laid_again import goes_on

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 5)


def rows() -> dict[str, list[dict[str, object]]]:
    return {
        model._meta.label: sorted(model._default_manager.values(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("duban.")
    }


def laid_and_rolled_back() -> tuple[dict[str, list[dict[str, object]]], cast.Cast]:
    with transaction.atomic():
        actors, found = cast.assemble(), rows()
        transaction.set_rollback(True)
    return found, actors


def test_rows_come_back_as_the_services_wrote_them() -> None:
    with clock.frozen(cast.NOON + timedelta(days=40)):
        first, _written = laid_and_rolled_back()
        second, _laid = laid_and_rolled_back()  # whose statements are kept
        third, _laid = laid_and_rolled_back()
    assert first == second == third
    assert len(first["orgs.User"]) == 15


def test_the_journal_is_whole_and_goes_on() -> None:
    laid_and_rolled_back()
    actors = cast.assemble()
    assert verify().is_intact
    before = Entry.objects.count()
    cast.settle_in(actors.officer.user, actors.officer.posts[0].kind)
    assert Entry.objects.count() == before
    assert viewer_of(User.objects.get(pk=actors.officer.user.pk)) == actors.officer


def test_what_a_test_changes_in_its_objects_no_other_sees() -> None:
    _rows, first = laid_and_rolled_back()
    first.officer.user.username = "changed"
    assert cast.assemble().officer.user.username == "officer"


def test_new_rows_take_keys_of_their_own() -> None:
    laid_and_rolled_back()
    actors = cast.assemble()
    added = cast.unit_of(actors.city, "市教育局", "shi jiao yu ju")
    assert list(Unit.objects.filter(pk=added.pk)) == [added]
    assert Holding.objects.count() == 15


def test_another_moment_has_rows_of_its_own() -> None:
    with clock.frozen(cast.NOON):
        _rows, first = laid_and_rolled_back()
    with clock.frozen(cast.NOON + timedelta(hours=1)):
        _rows, second = laid_and_rolled_back()
    assert second.city.created_at - first.city.created_at == timedelta(hours=1)


def test_a_database_that_holds_a_government_is_added_to() -> None:
    laid_and_rolled_back()
    cast.found_jurisdiction(code="old", name="旧城市", level="prefecture")
    assert cast.assemble().city.pk
    assert User.objects.count() == 15


@goes_on
def moved(actors: cast.Cast, day: date) -> Unit:
    """Add, change, remove and record something."""
    unit = cast.unit_of(actors.city, "市教育局", "shi jiao yu ju")
    Unit.objects.filter(jurisdiction=actors.city, name="市民政局").update(pinyin=str(day))
    Holding.objects.filter(person=actors.auditor.person).delete()
    subject = Subject("unit", unit.uid)
    record(
        actor=actors.officer.actor,
        kind="orgs.alias_remembered",
        jurisdiction=actors.city.uid,
        subjects=[subject],
        body={},
    )
    return unit


def moved_and_rolled_back(*days: date) -> dict[str, list[dict[str, object]]]:
    with transaction.atomic():
        actors = cast.assemble()
        for day in days:
            unit = moved(actors, day)
        found = rows()
        assert list(Unit.objects.filter(pk=unit.pk)) == [unit]
        assert verify().is_intact
        transaction.set_rollback(True)
    return found


def test_what_a_step_wrote_comes_back_and_another_step_is_another() -> None:
    with clock.frozen(cast.NOON + timedelta(days=41)):
        laid_and_rolled_back()
        moved_and_rolled_back(DAY)  # noted
        first, second, third = (moved_and_rolled_back(DAY) for _time in range(3))  # compared, made, sent
        assert first == second == third
        other = moved_and_rolled_back(DAY + timedelta(days=1))
    assert len(first["orgs.Unit"]) == len(other["orgs.Unit"]) == 3
    assert {unit["pinyin"] for unit in other["orgs.Unit"]} - {unit["pinyin"] for unit in first["orgs.Unit"]} == {
        str(DAY + timedelta(days=1))
    }


def test_a_step_on_touched_ground_is_taken_anew() -> None:
    with clock.frozen(cast.NOON + timedelta(days=42)):
        laid_and_rolled_back()
        for _time in range(4):
            moved_and_rolled_back(DAY)
        actors = cast.assemble()
        cast.unit_of(actors.city, "市体育局", "shi ti yu ju")
        before = {unit.uid for unit in Unit.objects.all()}
        assert moved(actors, DAY).uid not in before
        assert Unit.objects.count() == 4
