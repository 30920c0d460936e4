"""Clauses at which a person should look first come first, each with its reasons."""

from pathlib import Path

import pytest
from pytest_django import Settings

import cast
from duban.plans.selectors import Review, review
from duban.plans.services import accept_items, read_import, receive_file

pytestmark = pytest.mark.django_db

PLAN = """澜州市2026年重点任务分工方案
1.新增企业20家，2026年底前完成。（牵头单位：市工信局；配合单位：市财政局）
2.改造管网30公里，2026年底前完成。（配合单位：市财政局）
3.新增绿地80亩，2026年底前完成。
"""


@pytest.fixture
def seen(tmp_path: Path, settings: Settings) -> tuple[cast.Cast, Review]:
    settings.DUBAN_FILES = tmp_path / "files"
    actors = cast.assemble()
    taken = read_import(plan_import=receive_file(viewer=actors.officer, name="a.txt", data=PLAN.encode()))
    return actors, review(actors.officer, taken.uid)


def test_the_weightiest_comes_first(seen: tuple[cast.Cast, Review]) -> None:
    _actors, page = seen
    assert [look.number for look in page.looks] == ["3", "2", "1"]  # nobody answers; nobody leads; only to be checked
    assert all(look.reasons for look in page.looks)


def test_a_clause_that_was_accepted_is_not_looked_at_again(seen: tuple[cast.Cast, Review]) -> None:
    actors, page = seen
    plan_import = actors.officer.jurisdiction.planimport_set.get()
    accept_items(viewer=actors.officer, plan_import=plan_import, items=[page.looks[0].item], version=page.version)
    assert page.looks[0].item not in [look.item for look in review(actors.officer, page.uid).looks]
