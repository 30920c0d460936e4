"""The overview: every number counted again from the lights, and every link leading to as many tasks."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from duban.core import clock
from duban.ledger.models import Assignment, Part, Task, TaskClause
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction, Post, Unit, User
from duban.progress.models import ReportingPeriod
from duban.supervision.models import KeptLight, LightChange
from duban.supervision.overview.grids import in_all, merged_tasks, section_rows, unit_rows
from duban.supervision.overview.turns import turns_of
from ledger.factory import account, government, officer, plan_of
from supervision.lit import light_up

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 4, 20)
MOST_QUERIES = 20
CUT_OFF = date(2026, 3, 25)
COUNTED = re.compile(
    r'<a[^>]*href="(/ledger/\?[^"]*)"[^>]*>'
    r'(?:\s*<span class="light"(?:(?!</a>).)*?</span></span>)?'  # the shape before the number
    r"\s*([\d,]+)</a>",
    re.DOTALL,
)
FOUND = re.compile(r'<b class="num">\D*(\d+)\D*</b>')


@pytest.fixture
def city() -> Jurisdiction:
    """Sixty tasks in five sections, two clauses of the second merged into tasks of the first; four not issued."""
    found = government(counties=2)
    with clock.frozen(NOW):
        plan = plan_of(found, uploaded_by=officer(found), tasks=60)
        _merge(plan.pk)
        light_up(found, on=TODAY, unissued=4)
        ReportingPeriod.objects.create(
            jurisdiction=found,
            month="2026-03",
            begins_on=date(2026, 2, 26),
            cut_off_on=CUT_OFF,
            due_on=CUT_OFF,
            asked_by=date(2026, 3, 20),
            locks_on=date(2026, 3, 30),
            opened_at=NOW,
        )
    return found


def _merge(plan: int) -> None:
    """Let the first two tasks of the second section be clauses of the first two tasks of the first."""
    tasks = list(Task.objects.filter(plan=plan).order_by("section__position", "position"))
    first, second = tasks[:2], [task for task in tasks if task.section_id != tasks[0].section_id][:2]
    for task, other in zip(first, second, strict=True):
        TaskClause.objects.filter(task=other).update(task=task, is_leading=False)
        numbers = f"{task.numbers}、{other.numbers}"
        Task.objects.filter(pk=task.pk).update(clause_count=2, numbers=numbers)
        Part.ever.filter(task=other).delete()
        Assignment.objects.filter(task=other).delete()
        other.delete()


def _plan(city: Jurisdiction) -> int:
    return Task.objects.filter(jurisdiction=city).values_list("plan", flat=True)[0]


def test_sections_count_what_their_tasks_show(city: Jurisdiction) -> None:
    rows = {row.uid: row for row in section_rows(city, _plan(city))}
    lights = dict(KeptLight.objects.filter(part__isnull=True).values_list("task", "light"))
    for task in Task.objects.select_related("section"):
        assert task.section is not None
        row = rows[task.section.uid]
        own = Task.objects.filter(section=task.section)
        assert row.tasks == own.count()
        assert row.unissued == own.filter(stage=TaskStage.CHECKED).count()
        assert dict(row.lights) == Counter(lights[each.pk] for each in own if each.pk in lights)
        assert row.clauses == TaskClause.objects.filter(clause__section=task.section).count() == 12
    whole = in_all(rows.values())
    assert (whole.clauses, whole.tasks, whole.unissued) == (60, 58, 4)
    assert [each.numbers for each in merged_tasks(city, _plan(city))] == ["1、13", "2、14"]


def test_units_count_what_their_parts_show(city: Jurisdiction) -> None:
    rows = unit_rows(city, _plan(city))
    assert {row.name for row in rows} >= {"第1县政府", "第2县政府"}  # members of the group of all counties
    for row in rows:
        parts = Part.objects.filter(unit__uid=row.uid)
        helps = parts.filter(role=Assignment.Role.COOPERATING)
        assert (row.led, row.helped) == (parts.count() - helps.count(), helps.count())
        lights = KeptLight.objects.filter(part__in=parts).exclude(part__in=helps)
        assert row.lights == Counter(lights.values_list("light", flat=True))
        behind = KeptLight.objects.filter(part__in=helps, light__in=["red", "yellow"])
        assert row.behind == Counter(behind.values_list("light", flat=True))


def test_units_stand_in_the_order_of_the_register_whatever_their_lights(city: Jurisdiction) -> None:
    before = [row.uid for row in unit_rows(city, _plan(city))]
    assert before == list(Unit.objects.filter(uid__in=before).order_by("position").values_list("uid", flat=True))
    KeptLight.objects.filter(unit__uid=before[-1]).update(light="red")
    KeptLight.objects.filter(unit__uid=before[0]).update(light="green")
    assert [row.uid for row in unit_rows(city, _plan(city))] == before
    sections = [row.uid for row in section_rows(city, _plan(city))]
    KeptLight.objects.filter(task__section__uid=sections[-1], part__isnull=True).update(light="red")
    assert [row.uid for row in section_rows(city, _plan(city))] == sections


def test_what_turned_is_counted_from_its_day_and_says_from_which_to_which_and_why(city: Jurisdiction) -> None:
    with clock.frozen(NOW):
        turns = turns_of(city, _plan(city))
    changes = LightChange.objects.filter(part__isnull=True)
    week = changes.filter(day__gte=date(2026, 4, 13))
    assert (turns.week.since, turns.week.count) == (date(2026, 4, 13), week.count())
    assert turns.round is not None
    assert (turns.round.since, turns.round.cut_off) == (date(2026, 3, 26), CUT_OFF)
    assert turns.round.count == turns.count == changes.count() > turns.week.count > 0
    assert Counter(row.lights for row in turns.rows) == Counter(changes.values_list("before", "after"))
    first = turns.rows[0]
    assert first.numbers == "1、13"
    positions = [Task.objects.get(uid=row.uid).position for row in turns.rows]
    assert positions == sorted(positions)
    behind = [row for row in turns.rows if row.lights[-1] in ("red", "yellow")]
    assert all(unit and words for row in behind for unit, words in row.why)
    assert behind


def test_there_and_back_is_shown_as_it_was(city: Jurisdiction) -> None:
    task = Task.objects.order_by("position")[1]
    for before, after in (("green", "red"), ("red", "green")):
        LightChange.objects.create(jurisdiction=city, task=task, day=TODAY, before=before, after=after)
    with clock.frozen(NOW):
        found = {row.uid: row.lights for row in turns_of(city, _plan(city)).rows}
    assert found[task.uid] == ("green", "red", "green")


def _read(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    with clock.frozen(NOW):
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_every_number_leads_to_as_many_tasks_of_the_ledger(city: Jurisdiction) -> None:
    user = User.objects.get(username="office")
    page = _read(user, "/overview/")
    links = {unescape(address): int(count.replace(",", "")) for address, count in COUNTED.findall(page)}
    kinds = {tuple(re.findall(r"[?&](\w+)=", address)) for address in links}
    assert kinds >= {
        ("light",),
        ("stage",),
        ("section",),
        ("section", "light"),
        ("section", "stage"),
        ("unit", "role"),
        ("unit", "role", "light"),
        ("light", "turned"),
    }
    seen = set()
    for address, count in links.items():
        kind = tuple(re.findall(r"[?&](\w+)=", address))
        if (kind, count) in seen:  # one of each kind and number is enough
            continue
        seen.add((kind, count))
        ledger = _read(user, address)
        assert FOUND.findall(ledger) == [str(count)], address


def test_the_page_asks_as_much_whatever_the_number_of_tasks(city: Jurisdiction) -> None:
    user = account(city, "mayor", "宋临川", Post.Kind.APPROVER)
    client = Client()
    client.force_login(user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/overview/").status_code == 200
        return len(asked)

    with clock.frozen(NOW):
        few = queries()
        KeptLight.objects.all().delete()
        LightChange.objects.all().delete()
        plan_of(city, uploaded_by=user, tasks=90, number="澜政办发〔2026〕7号")
        light_up(city, on=TODAY)
        assert queries() <= few <= MOST_QUERIES


def test_a_city_without_tasks_says_what_comes_here() -> None:
    found = government()
    assert "/ledger/?light" not in _read(officer(found), "/overview/")
