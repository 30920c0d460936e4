"""The sum of a task as a page shows it adds up to the progress that is kept."""

from decimal import Decimal

import pytest

import cast
from acts import planning, progress
from duban.core import clock
from duban.ledger.models import Task
from duban.ledger.planning.milestones import MilestoneDone, report_milestone
from duban.orgs.acting.performing import By
from duban.supervision.models import KeptLight
from duban.supervision.sums import sum_sheet

pytestmark = pytest.mark.django_db


def test_the_addends_add_up_to_the_kept_progress() -> None:
    actors = cast.assemble()
    milestone = planning.milestone(actors)
    report_milestone(by=By(actors.liaison), about=milestone, given=MilestoneDone(clock.today()))
    sheet = sum_sheet(actors.city, Task.objects.get())
    assert sheet is not None
    items = [row for row in sheet.rows if not row.is_within]
    added = sum(Decimal(row.weight) * Decimal(row.share) / 100 for row in items)
    assert added == Decimal(sheet.progress) == 100
    assert KeptLight.objects.get(part__isnull=True).progress == 10_000


def test_nothing_is_added_before_the_issue() -> None:
    actors = cast.assemble()
    task = progress.part(actors).task
    Task.objects.filter(pk=task.pk).update(issued_on=None)
    assert sum_sheet(actors.city, task) is None
