"""What landed migrations did to data: an old database is filled as it was, and brought up to date in a process."""

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OLD = """
import json, sys
import django
django.setup()
from datetime import date, datetime, UTC
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from model_bakery import baker

before = [("orgs", "0001_initial"), ("plans", "0001_initial"), ("ledger", "0002_search_index")]
MigrationExecutor(connection).migrate(before)
executor = MigrationExecutor(connection)
apps = executor.loader.project_state(before).apps
def make(app, model, /, **columns):
    return baker.make(apps.get_model(app, model), **columns)
city = make("orgs", "Jurisdiction", code="lan", name="澜州市", level="prefecture", uid="c" * 12)
own = {"jurisdiction": city}
def unit(name, kind, position):
    return make("orgs", "Unit", name=name, kind=kind, position=position, uid=f"u{position:011}", **own)
bureau, power = unit("市水利局", "department", 1), unit("澜州供电公司", "company", 2)
group, county = unit("各县区政府", "collective_all", 3), unit("甲县", "county", 4)
related = unit("相关部门", "collective_related", 5)
make("orgs", "GroupMember", group=group, unit=county, **own)
make("orgs", "UnitAlias", unit=bureau, surface="水务局", **own)
person = make("orgs", "Person", name="江望舒", uid="p" * 12, **own)
make(
    "orgs", "Post", person=person, unit=bureau, kind="head", since=date(2025, 1, 2), until=None, uid="s" * 12, **own
)
make("orgs", "User", person=person, username="head", uid="e" * 12, **own)
plan_columns = {"issued_on": date(2026, 2, 27), "adopted_at": datetime(2026, 3, 2, 4, tzinfo=UTC), "uid": "l" * 12}
plan = make("plans", "Plan", _fill_optional=False, **plan_columns, **own)
task = make("ledger", "Task", plan=plan, stage="checked", kind="general", uid="t" * 12, **own)
def assign(unit, role, position, open_ended=False):
    make("ledger", "Assignment", task=task, unit=unit, role=role, position=position, is_open_ended=open_ended,
         is_primary=position == 0, surface=unit.name, uid=f"g{position:011}", **own)
assign(bureau, "lead", 0)
assign(group, "cooperating", 1)
assign(power, "cooperating", 2, open_ended=True)
assign(related, "cooperating", 3)

executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
from duban.ledger.models import OpenEnd, Part
from duban.orgs.models import Holding, Unit, UnitAlias, User
print(json.dumps({
    "holdings": list(Holding.objects.values_list("post__uid", "person__name", "since", "until")),
    "password_set": [user.password_set_at == user.created_at for user in User.objects.all()],
    "standing": dict(Unit.objects.values_list("name", "standing")),
    "keys": list(UnitAlias.objects.values_list("pinyin", "initials")),
    "parts": sorted(Part.objects.values_list("unit__name", "role", "group__name")),
    "open_ends": sorted(OpenEnd.objects.values_list("assignment__unit__name", "form", "due_on")),
}, default=str, ensure_ascii=False))
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What an old database holds once it is up to date."""
    home: Path = tmp_path_factory.mktemp("old")
    address = {"DUBAN_DATABASE_URL": f"sqlite:///{home / 'old.sqlite3'}", "DUBAN_HOME": str(home)}
    run = [sys.executable, "-c", OLD]
    ended = subprocess.run(run, env={**os.environ, **address}, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    found: dict[str, list[object]] = json.loads(ended.stdout.splitlines()[-1])
    return found


def test_each_post_became_the_holding_of_its_person(migrated: dict[str, list[object]]) -> None:
    assert migrated["holdings"] == [["s" * 12, "江望舒", "2025-01-02", None]]
    assert set(migrated["password_set"]) == {True}  # the age of a password begins with its account


def test_parties_that_are_no_object_of_inspection_became_partners(migrated: dict[str, dict[str, str]]) -> None:
    standing = migrated["standing"]
    assert [name for name, word in standing.items() if word == "partner"] == ["澜州供电公司"]


def test_spellings_are_found_from_the_keyboard(migrated: dict[str, list[object]]) -> None:
    assert migrated["keys"] == [["shui wu ju", "swj"]]


def test_tasks_that_were_adopted_before_have_their_parts_and_open_ends(migrated: dict[str, list[object]]) -> None:
    assert migrated["parts"] == [
        ["市水利局", "lead", None],
        ["澜州供电公司", "cooperating", None],
        ["甲县", "cooperating", "各县区政府"],
    ]
    assert migrated["open_ends"] == [
        ["澜州供电公司", "others", "2026-03-16"],
        ["相关部门", "related", "2026-03-16"],
    ]
