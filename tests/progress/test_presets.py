"""The two rhythms of reporting: as the notice says, and reduced (domain 3.2, presets)."""

from datetime import date

import pytest

import cast
from duban.ledger.issuing.suspension import Suspended, suspend_task
from duban.ledger.models import Item, Task
from duban.orgs.acting.performing import By
from duban.progress.reporting.reports import ReportFiled, file_report
from duban.progress.reporting.rules import RuleSet, set_rule
from progress import year

FIRST_OF_APRIL = date(2026, 3, 26)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def reduce(actors: cast.Cast) -> None:
    with year.at(year.ISSUED):
        set_rule(by=By(actors.approver), about=actors.city, given=RuleSet("2026-04", "reduced"))


def file(actors: cast.Cast) -> None:
    with year.at(date(2026, 3, 24)):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))


def test_as_the_notice_says_every_running_task_reports_every_month(actors: cast.Cast) -> None:
    year.expected(actors)
    file(actors)
    year.on(actors, FIRST_OF_APRIL)
    assert year.report("2026-04").stage == "expected"


def test_reduced_a_part_on_path_reports_every_second_month(actors: cast.Cast) -> None:
    reduce(actors)
    year.expected(actors)
    file(actors)
    year.on(actors, FIRST_OF_APRIL)
    april = year.report("2026-04")
    assert (april.stage, april.exempt_because) == ("exempt", "longer_rhythm")
    year.on(actors, date(2026, 4, 26))
    assert year.report("2026-05").stage == "expected"


@pytest.mark.parametrize(
    ("milestone", "stage"),
    [
        (date(2026, 4, 25), "expected"),  # due on the cut-off
        (date(2026, 4, 26), "exempt"),  # the day after
        (date(2026, 3, 25), "expected"),  # one day over: yellow
    ],
)
def test_reduced_a_part_that_is_behind_or_has_something_due_reports(
    actors: cast.Cast, milestone: date, stage: str
) -> None:
    reduce(actors)
    year.expected(actors, milestone, year.ALL)
    file(actors)
    year.on(actors, FIRST_OF_APRIL, date(2026, 3, 27))
    assert year.report("2026-04").stage == stage


def test_reduced_who_did_not_report_last_month_reports(actors: cast.Cast) -> None:
    reduce(actors)
    year.expected(actors)
    year.on(actors, FIRST_OF_APRIL)
    assert year.report("2026-04").stage == "expected"


def test_reduced_a_cancelled_item_has_nothing_due(actors: cast.Cast) -> None:
    reduce(actors)
    year.expected(actors, date(2026, 4, 20), year.ALL)
    Item.objects.update(cancelled_on=date(2026, 3, 20))
    file(actors)
    year.on(actors, FIRST_OF_APRIL)
    assert year.report("2026-04").stage == "exempt"


def test_a_suspended_task_is_exempt(actors: cast.Cast) -> None:
    year.expected(actors)
    with year.at(date(2026, 3, 20)):
        suspend_task(by=By(actors.approver), about=Task.objects.get(), given=Suspended("汛期", date(2026, 6, 1)))
    year.on(actors, FIRST_OF_APRIL)
    april = year.report("2026-04")
    assert (april.stage, april.exempt_because) == ("exempt", "suspended")


def test_who_suspended_in_the_middle_of_a_month_is_not_missing(actors: cast.Cast) -> None:
    year.expected(actors)
    with year.at(date(2026, 3, 20)):
        suspend_task(by=By(actors.approver), about=Task.objects.get(), given=Suspended("汛期", date(2026, 6, 1)))
    year.on(actors, date(2026, 3, 31))
    march = year.report()
    assert (march.stage, march.exempt_because) == ("exempt", "suspended")
