"""What the clock does: the same once or twice, and with two clocks at once (domain 3.2, 4.4)."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.journal.verification import verify
from duban.orgs.acting.performing import By
from duban.progress.asking.requests import RequestSet, set_request
from duban.progress.models import Contribution, ProgressReport, ReportingPeriod
from duban.progress.reporting.reports import ReportFiled, file_report
from duban.supervision.models import KeptLight
from progress import year

# Days on which something becomes due: opened, asked for late, locked, accepted by silence, opened again, ...
DAYS = [
    year.ISSUED,
    date(2026, 3, 23),
    date(2026, 3, 31),
    date(2026, 4, 1),
    date(2026, 4, 23),
    date(2026, 5, 1),
    date(2026, 7, 1),
    date(2026, 10, 31),
    date(2026, 12, 31),
]


def laid(actors: cast.Cast) -> None:
    """A running task of which another unit is asked something."""
    task = year.running(actors)
    lead, asked = task.parts.get(unit__name="市水利局"), task.parts.get(unit__name="市民政局")
    with year.at(year.ISSUED):
        set_request(by=By(actors.liaison), about=lead, given=RequestSet(asked.uid, "安置人数"))


def picture() -> list[object]:
    """Everything that the clock could have changed."""
    return [
        Entry.objects.count(),
        *ReportingPeriod.objects.order_by("pk").values_list("month", "stage"),
        *ProgressReport.objects.order_by("pk").values_list("pk", "stage", "reached_at", "version"),
        *Contribution.objects.order_by("pk").values_list("pk", "stage", "was_late", "version"),
        *KeptLight.objects.order_by("task", "part").values_list("part", "light", "facts", "since"),
    ]


@pytest.mark.django_db
def test_the_clock_twice_is_the_clock_once() -> None:
    actors = cast.assemble()
    laid(actors)
    for day in DAYS:
        year.on(actors, day)
        once = picture()
        year.on(actors, day)
        assert picture() == once, day
        waiting = ProgressReport.objects.filter(stage="expected").order_by("pk").first()
        if waiting is not None and day.month % 2:
            with year.at(day):
                file_report(by=By(actors.head), about=waiting, given=ReportFiled(text="清淤3公里"))


@pytest.mark.django_db
def test_a_clock_that_stood_for_months_does_all_at_once() -> None:
    actors = cast.assemble()
    laid(actors)
    year.on(actors, year.ISSUED, date(2026, 9, 28))
    stages = dict(ReportingPeriod.objects.values_list("month", "stage"))
    assert [month for month, stage in sorted(stages.items()) if stage == "locked"] == [
        f"2026-{number:02}" for number in range(3, 9)
    ]
    # What nobody could file is not missing; what was asked for and not filed is.
    assert dict(ProgressReport.objects.values_list("period__month", "stage")) == {
        "2026-03": "missing",
        "2026-09": "expected",
        "2026-10": "expected",
    }
    once = picture()
    year.on(actors, date(2026, 9, 28))
    assert picture() == once


def test_two_clocks_at_once_are_one_clock(committed_database: str, tmp_path: Path) -> None:
    actors = cast.assemble()
    laid(actors)
    year.on(actors, year.ISSUED)
    march = ReportingPeriod.objects.get()
    yesterday = clock.today() - timedelta(days=1)
    ReportingPeriod.objects.filter(pk=march.pk).update(locks_on=yesterday, due_on=yesterday)
    Contribution.objects.update(due_on=yesterday)
    settings = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    environment = settings | {
        "DUBAN_MODE": "test",
        "DUBAN_DATABASE_URL": committed_database,
        "DUBAN_HOME": str(tmp_path),
    }
    command = [sys.executable, "-m", "duban", "tick"]
    two = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _number in range(2)]
    said = [each.communicate(timeout=120)[1] for each in two]
    assert [each.returncode for each in two] == [0, 0], said
    assert year.report("2026-03").stage == "missing"
    assert Entry.objects.filter(kind="progress.period_locked", body__contains='"missing":1').count() == 1
    assert Contribution.objects.get(period=march).stage == "late"
    late = Entry.objects.filter(kind="progress.contributions_lapsed")
    assert late.count() == 1
    months = list(ReportingPeriod.objects.values_list("month", flat=True))
    assert len(months) == len(set(months))
    opened = Entry.objects.filter(kind="progress.period_opened").count()
    assert opened == len(months)
    assert KeptLight.objects.filter(part__isnull=True).count() == 1
    assert verify(actors.city.uid).is_intact  # type: ignore[attr-defined]
