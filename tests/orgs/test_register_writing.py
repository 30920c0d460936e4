"""What taking a sheet writes: units at any depth, keyboard columns, memberships, and in how many statements."""

import hashlib
import json
from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.journal.records import File
from duban.orgs.models import GroupMember, Unit, UnitAlias
from duban.orgs.register.entering import UnitFacts, enter_unit
from duban.orgs.register.members import name_members
from duban.orgs.register.pinyin import keyboard_columns
from duban.orgs.register.sheets.comparing import Comparison
from duban.orgs.register.sheets.importing import import_register
from duban.orgs.register.sheets.reading import read_sheet
from duban.orgs.register.sheets.writing import DEEPEST

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(cast.NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def taken(actors: cast.Cast, *rows: str) -> Comparison:
    """Take a sheet whose cells are divided by | in the rows."""
    content = "\n".join(rows).replace("|", ",").encode()
    file = File("register", hashlib.sha256(content).hexdigest(), len(content), "x")
    return import_register(viewer=actors.officer, sheet=read_sheet("units.csv", content), file=file)


@pytest.mark.parametrize("depth", [DEEPEST, DEEPEST + 1, DEEPEST * 3])
def test_units_stand_under_each_other_at_any_depth_and_in_any_order(actors: cast.Cast, depth: int) -> None:
    names = ["市水利局", *(f"第{level}处" for level in range(depth))]
    chain = [f"{name}|department|{above}" for above, name in pairwise(names)]
    taken(actors, "name|kind|parent", *chain[::-1], "市审计局|department|")
    parents = dict(Unit.objects.filter(jurisdiction=actors.city).values_list("name", "parent__name"))
    under = {name: above for above, name in pairwise(names)}
    assert parents == {"市水利局": None, "市民政局": None, "市审计局": None, **under}


def test_units_and_spellings_are_written_with_their_pinyin(actors: cast.Cast) -> None:
    taken(
        actors,
        "name|kind|short|aliases|pinyin",
        "重庆会计局|department|会计局|重庆会计、渝会|Chong  Qing kuai ji ju",
        "市会计局|department|||",
    )
    units = Unit.objects.filter(name__endswith="会计局").order_by("pk").values_list("pinyin", "initials")
    assert list(units) == [("chong qing kuai ji ju", "cqkjj"), ("shi kuai ji ju", "skjj")]
    for alias in UnitAlias.objects.all():
        assert {"pinyin": alias.pinyin, "initials": alias.initials} == keyboard_columns(alias.surface)
    assert UnitAlias.objects.count() == 3


def test_units_without_a_place_follow_the_last_one_in_the_order_of_the_sheet(actors: cast.Cast) -> None:
    taken(actors, "name|kind|position|parent", "甲局|department||丙局", "乙局|department|40|", "丙局|department||")
    places = Unit.objects.filter(jurisdiction=actors.city).order_by("position").values_list("name", "position")
    assert list(places)[-3:] == [("甲局", 3), ("丙局", 4), ("乙局", 40)]


def test_the_entry_names_every_unit_that_was_added_or_changed_and_no_other(actors: cast.Cast) -> None:
    taken(actors, "name|kind|code", "市水利局||W", "市审计局|department|", "第一处|department|", "市民政局||")
    entry = Entry.objects.order_by("-seq")[0]
    touched = Unit.objects.filter(name__in=["市水利局", "市审计局", "第一处"]).values_list("uid", flat=True)
    assert json.loads(entry.subjects) == [["unit", uid] for uid in sorted(touched)]


def test_a_membership_that_would_begin_later_begins_today(actors: cast.Cast) -> None:
    group = enter_unit(viewer=actors.officer, name="各局", facts=UnitFacts(kind="collective_all", standing="object"))
    member = Unit.objects.get(name="市水利局")
    name_members(viewer=actors.officer, group=group, units=[member], since=date(2026, 4, 1))
    taken(actors, "name|groups", "市水利局|各局", "市民政局|各局")
    rows = GroupMember.objects.order_by("pk").values_list("unit__name", "since", "until")
    assert list(rows) == [("市水利局", TODAY, None), ("市民政局", TODAY, None)]


def test_a_sheet_takes_as_many_statements_however_many_rows_it_has(actors: cast.Cast) -> None:
    def statements(prefix: str, count: int) -> int:
        added = [f"{prefix}{n}局|department|{prefix}{n}|市水利局|object" for n in range(count)]
        changed = [f"{prefix}{n}局|company|{prefix}{n}号|市民政局|partner" for n in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            taken(actors, "name|kind|short|parent|standing", *added)
            taken(actors, "name|kind|short|parent|standing", *changed)
        return len(asked)

    assert statements("甲", 3) == statements("乙", 60)
