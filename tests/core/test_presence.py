"""Which tables hold anything of some objects."""

import pytest

import cast
from duban.core.presence import with_rows
from duban.orgs.models import Holding, Post, UnitAlias

pytestmark = pytest.mark.django_db


def test_only_tables_with_rows_of_these_objects_are_named(django_assert_num_queries: object) -> None:
    actors = cast.assemble()
    post = actors.head.posts[0]
    city = actors.city.pk
    asked = {Holding: ("post_id", [post.pk, -1]), Post: ("unit_id", [-1]), UnitAlias: ("unit_id", [])}
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert with_rows(asked, jurisdiction=city) == {Holding}
    assert with_rows({Holding: ("post_id", [post.pk])}, jurisdiction=actors.stranger.jurisdiction.pk) == set()
    assert with_rows({UnitAlias: ("unit_id", ())}, jurisdiction=city) == set()
