"""Yearly numbers: one row for each kind, year and government, without gaps, also for two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

import cast
from duban.orgs.acting.numbering import next_number
from duban.orgs.models import Serial


@pytest.mark.django_db
def test_each_kind_year_and_government_counts_for_itself() -> None:
    actors = cast.assemble()
    city, elsewhere = actors.city, actors.stranger.jurisdiction
    asked = [(city, "matter", 2026)] * 3 + [(city, "matter", 2027), (city, "letter", 2026), (elsewhere, "matter", 2026)]
    assert [next_number(*each) for each in asked] == [1, 2, 3, 1, 1, 1]


@pytest.mark.django_db
def test_an_act_that_is_undone_gives_its_number_back() -> None:
    city = cast.assemble().city
    for _time in range(2):
        with transaction.atomic():
            assert next_number(city, "matter", 2026) == 1
            transaction.set_rollback(True)
    assert not Serial.objects.exists()


def test_several_at_once_get_numbers_without_gap(committed_database: str) -> None:
    city, gate = cast.assemble().city, Barrier(4)

    def take(_number: int) -> int:
        try:
            gate.wait(10)
            with transaction.atomic():
                return next_number(city, "matter", 2026)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        assert sorted(people.map(take, range(4))) == [1, 2, 3, 4]
