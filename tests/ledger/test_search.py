"""Searching the ledger finds the same tasks on every engine."""

from types import SimpleNamespace

import pytest
from django.db import connection

from duban.core.engines import search as engine
from duban.core.search import normalise, token_text
from duban.ledger import search
from duban.ledger.models import Task
from ledger.factory import government, officer, plan_of

pytestmark = pytest.mark.django_db

WORDS = {
    "1": "改造城镇老旧小区126个，惠及居民2.1万户",
    "2": "老城区旧厂房小改造",
    "3": "新建5G基站900个，PM2.5浓度下降",
    "4": "市直部门 100% 上云_试点",
    "5": "水",
}
FOUND = [
    ("老旧", ["1"]),  # two characters are enough
    ("老旧小区", ["1"]),  # the pairs must stand together: task 2 holds 老, 旧 and 小区 apart
    ("改造", ["1", "2"]),
    ("小区 居民", ["1"]),  # every part must be there
    ("居民 小区", ["1"]),  # in any order
    ("５Ｇ基站", ["3"]),  # full width and case do not matter
    ("pm2.5", ["3"]),
    ("2.5", []),  # numbers and words are whole
    ("126", ["1"]),
    ("12", []),
    ("水", ["5"]),  # a single character is looked for in the texts
    ("100%", ["4"]),  # % and _ stand for themselves
    ("云_试", ["4"]),
    ("1%0", []),
    ('老旧" OR "水', []),  # nobody types operators into the index
    ("", ["1", "2", "3", "4", "5"]),
]


@pytest.fixture
def tasks() -> None:
    jurisdiction = government()
    plan_of(jurisdiction, uploaded_by=officer(jurisdiction), tasks=len(WORDS))
    for number, words in WORDS.items():
        # As a later correction would do it, so that the index is seen to follow.
        Task.objects.filter(numbers=number).update(search_text=normalise(words), search_tokens=token_text(words))


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_a_query_finds_its_tasks(tasks: None, query: str, found: list[str]) -> None:
    rows = Task.objects.filter(search.holding(query)).order_by("position")
    assert [row.numbers for row in rows] == found


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_an_engine_without_an_index_finds_the_same(
    tasks: None, query: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "connection", SimpleNamespace(vendor="other"))
    rows = Task.objects.filter(search.holding(query)).order_by("position")
    assert [row.numbers for row in rows] == found


def test_the_index_follows_a_changed_task(tasks: None) -> None:
    Task.objects.filter(numbers="5").update(search_text="山林", search_tokens=token_text("山林"))
    assert Task.objects.filter(search.holding("山林")).count() == 1
    assert not _in_index("水")


def test_the_index_can_be_dropped_and_made_again(tasks: None) -> None:
    connection.check_constraints()  # PostgreSQL alters no table while checks are pending
    editor = SimpleNamespace(connection=connection, execute=connection.cursor().execute)
    engine.drop_index(editor, "ledger_task")
    engine.create_index(editor, "ledger_task", "search_tokens")
    assert _in_index("老旧") == ["1"]


def _in_index(word: str) -> list[str]:
    keys = engine.keys_with(connection.vendor, "ledger_task", "search_tokens", [word])
    return [row.numbers for row in Task.objects.filter(pk__in=keys)]
