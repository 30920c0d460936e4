"""What was begun before a task came to rest ends without blame; what its lead does not owe, nobody is asked for."""

from collections.abc import Callable
from datetime import date

import pytest

import cast
from duban.ledger.issuing.suspension import Resumed, Suspended, resume_task, suspend_task
from duban.ledger.models import Part, Task
from duban.orgs.acting.performing import By
from duban.progress.asking.contributions import (
    ContributionFiled,
    ContributionReturned,
    file_contribution,
    return_contribution,
)
from duban.progress.asking.requests import RequestSet, set_request
from duban.progress.models import Contribution, ProgressReport
from duban.progress.reporting.office import ReportExempted, exempt_report
from duban.progress.reporting.reports import Waiting, wait_report
from progress import year
from progress.filing import file, send_back, write

TEXT = "清淤3公里"
AFTER_LOCK = date(2026, 3, 31)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def asked(actors: cast.Cast) -> Contribution:
    """A contribution that is asked for beside the report of March."""
    year.running(actors)
    with year.at(year.ISSUED):
        lead, other = (Part.objects.get(unit__name=name) for name in ("市水利局", "市民政局"))
        set_request(by=By(actors.liaison), about=lead, given=RequestSet(other.uid, "安置人数"))
    year.on(actors, year.ISSUED)
    return Contribution.objects.get()


def rest(actors: cast.Cast, day: date = year.ASKED_BY) -> None:
    with year.at(day):
        suspend_task(by=By(actors.approver), about=Task.objects.get(), given=Suspended("汛期", date(2026, 6, 1)))


def go_on(actors: cast.Cast, day: date) -> None:
    with year.at(day):
        resume_task(by=By(actors.approver), about=Task.objects.get(), given=Resumed("复工"))


def drafted(actors: cast.Cast) -> None:
    write(actors, text=TEXT)


def before_head(actors: cast.Cast) -> None:
    write(actors, text=TEXT, to_head=True)


def waiting(actors: cast.Cast) -> None:
    """It waits on the last day for what was returned on that day."""
    with year.at(year.LOCK):
        file_contribution(by=By(actors.outsider), about=Contribution.objects.get(), given=ContributionFiled("30人"))
        back = ContributionReturned("缺金额")
        return_contribution(by=By(actors.liaison), about=Contribution.objects.get(), given=back)
    write(actors, year.LOCK, text=TEXT)
    with year.at(year.LOCK):
        wait_report(by=By(actors.liaison), about=year.report(), given=Waiting())


def returned(actors: cast.Cast) -> None:
    file(actors)
    send_back(actors)


def redrafted(actors: cast.Cast) -> None:
    returned(actors)
    drafted(actors)


@pytest.mark.parametrize("begun", [drafted, before_head, waiting, returned, redrafted])
@pytest.mark.parametrize(("goes_on", "stage"), [(False, "exempt"), (True, "missing")])
def test_a_report_that_was_begun_is_exempt_if_its_task_rests_when_it_would_be_missing(
    actors: cast.Cast, begun: Callable[[cast.Cast], None], *, goes_on: bool, stage: str
) -> None:
    asked(actors)
    begun(actors)
    words = year.report().text
    rest(actors)
    if goes_on:
        go_on(actors, year.LOCK)
    year.on(actors, AFTER_LOCK)
    found = year.report()
    assert (found.stage, found.text) == (stage, words)
    assert found.exempt_because == (None if goes_on else "suspended")


@pytest.mark.parametrize(("goes_on", "stage"), [(False, "exempt"), (True, "late")])
def test_nothing_is_late_for_a_task_that_rests_on_its_day(actors: cast.Cast, *, goes_on: bool, stage: str) -> None:
    asked(actors)
    rest(actors, date(2026, 3, 9))
    if goes_on:
        go_on(actors, year.ASKED_BY)
    year.on(actors, date(2026, 3, 23))
    found = Contribution.objects.get()
    assert (found.stage, found.was_late) == (stage, goes_on)
    assert year.light("市民政局") == ("yellow" if goes_on else "grey")


@pytest.mark.parametrize("is_returned", [False, True])
def test_who_was_asked_for_a_report_that_is_exempt_owes_nothing_any_more(
    actors: cast.Cast, *, is_returned: bool
) -> None:
    asked(actors)
    if is_returned:
        with year.at(date(2026, 3, 18)):
            file_contribution(by=By(actors.outsider), about=Contribution.objects.get(), given=ContributionFiled("30人"))
            back = ContributionReturned("缺金额")
            return_contribution(by=By(actors.liaison), about=Contribution.objects.get(), given=back)
    with year.at(date(2026, 3, 19)):
        exempt_report(by=By(actors.officer), about=ProgressReport.objects.get(), given=ReportExempted("停工"))
    assert year.moves() == [["expected", "exempt"], ["returned" if is_returned else "due", "exempt"]]
    year.on(actors, date(2026, 3, 23), AFTER_LOCK)
    assert Contribution.objects.get(period__month="2026-03").stage == "exempt"
    assert year.light("市民政局") == "green"
