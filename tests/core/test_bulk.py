"""Rows written at once are the rows that were given, few or many, on either engine."""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

import pytest
from django.db import IntegrityError, transaction

import cast
from duban.core.bulk import MANY, insert_rows, update_rows
from duban.orgs.models import UnitAlias

pytestmark = pytest.mark.django_db

Row: TypeAlias = tuple[object, ...]

COLUMNS = (
    "jurisdiction_id",
    "unit_id",
    "surface",
    "pinyin",
    "initials",
    "origin",
    "since",
    "until",
    "created_at",
)
# What a stream of rows could take for its own signs.
SIGNS = ("a\tb", "a\nb", r"\N", r"\.", "\\", "'", '"', "%s", "名，称", "")


def of_unit() -> tuple[int, int]:
    officer = cast.assemble()
    return officer.city.pk, officer.head.posts[0].unit_id or 0


def rows(city: int, unit: int, count: int) -> Iterator[Row]:
    for number in range(count):
        until = date(2026, 1, 1 + number % 28) if number % 3 else None
        yield (city, unit, f"第{number}局", SIGNS[number % len(SIGNS)], "x", "set", None, until, cast.NOON)


@pytest.mark.parametrize("count", [0, 1, MANY - 1, MANY, MANY * 3])
def test_rows_are_inserted_as_they_are(count: int) -> None:
    given = list(rows(*of_unit(), count))
    insert_rows(UnitAlias, COLUMNS, iter(given))
    assert list(UnitAlias.objects.order_by("pk").values_list(*COLUMNS)) == given


@pytest.mark.parametrize("count", [2, MANY * 2])
def test_the_database_refuses_what_breaks_a_constraint(count: int) -> None:
    place = of_unit()
    first, *others = rows(*place, count)  # the first is open: an open spelling leads to one unit
    twice = [first, *others, first]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(UnitAlias, COLUMNS, twice)
    assert not UnitAlias.objects.exists()


def test_rows_are_updated_by_the_last_column() -> None:
    insert_rows(UnitAlias, COLUMNS, rows(*of_unit(), 4))
    keys = dict(UnitAlias.objects.values_list("surface", "pk"))
    update_rows(
        UnitAlias, ("pinyin", "until", "id"), [("new", date(2026, 6, 1), keys["第1局"]), ("", None, keys["第2局"])]
    )
    update_rows(UnitAlias, ("pinyin", "id"), [])
    assert list(UnitAlias.objects.order_by("pk").values_list("surface", "pinyin", "until")) == [
        ("第0局", SIGNS[0], None),
        ("第1局", "new", date(2026, 6, 1)),
        ("第2局", "", None),
        ("第3局", SIGNS[3], None),
    ]
