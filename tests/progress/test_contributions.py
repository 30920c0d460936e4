"""What is asked of cooperating units: own clock, late, returned; the gap stands on them (domain 3.2, 4.2 S5)."""

from datetime import date
from decimal import Decimal

import pytest

import cast
from duban.journal.models import Entry, EntrySubject
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.ledger.models import Indicator, Item, Part
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotYours, Stale
from duban.progress.asking.contributions import (
    ContributionAccepted,
    ContributionFiled,
    ContributionReturned,
    accept_contribution,
    file_contribution,
    file_contributions,
    return_contribution,
)
from duban.progress.asking.errors import AskedAlready, ContributionEmpty, NotAsked
from duban.progress.asking.requests import RequestEnded, RequestSet, end_request, set_request
from duban.progress.models import Contribution, Figure, Request
from duban.progress.reporting.errors import PeriodLocked
from duban.progress.reporting.office import ReportReturned, return_report
from duban.progress.reporting.reports import ReportFiled, ReportWritten, Waiting, file_report, wait_report, write_report
from progress import year

EARLY = date(2026, 3, 10)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def part(unit: str) -> Part:
    return Part.objects.get(unit__name=unit)


def ask(actors: cast.Cast, day: date = year.ISSUED, **given: object) -> None:
    words = RequestSet(part("市民政局").uid, **{"what": "安置人数", **given})  # type: ignore[arg-type]
    with year.at(day):
        set_request(by=By(actors.liaison), about=part("市水利局"), given=words)


def asked(actors: cast.Cast) -> Contribution:
    year.running(actors)
    ask(actors)
    year.on(actors, year.ISSUED)
    return Contribution.objects.get()


def again(month: str = "2026-03") -> Contribution:
    return Contribution.objects.get(period__month=month)


def file(actors: cast.Cast, day: date, month: str = "2026-03", **given: object) -> None:
    words = ContributionFiled(**(given or {"text": "已安置30人"}))  # type: ignore[arg-type]
    with year.at(day):
        file_contribution(by=By(actors.outsider), about=again(month), given=words)


def send_back(actors: cast.Cast, day: date) -> None:
    with year.at(day):
        return_contribution(by=By(actors.liaison), about=again(), given=ContributionReturned("缺金额"))


def test_a_standing_request_is_asked_every_month_until_it_ends(actors: cast.Cast) -> None:
    asked(actors)
    year.on(actors, date(2026, 3, 26), date(2026, 4, 26))
    found = [(each.period.month, each.due_on) for each in Contribution.objects.order_by("period__month")]
    assert found == [
        ("2026-03", year.ASKED_BY),
        ("2026-04", year.APRIL_ASKED_BY),
        ("2026-05", date(2026, 5, 20)),
    ]
    with year.at(date(2026, 4, 27)):
        end_request(by=By(actors.liaison), about=Request.objects.get(), given=RequestEnded())
        with pytest.raises(Stale):
            end_request(by=By(actors.liaison), about=Request.objects.get(), given=RequestEnded())
    year.on(actors, date(2026, 5, 26))
    assert Contribution.objects.count() == 3


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 3, 20), "2026-03"),  # the last day by which it can be filed in time
        (date(2026, 3, 23), "2026-04"),  # too late for this month: the next one asks
    ],
)
def test_a_request_for_once_is_asked_once_the_first_time_it_can_be(actors: cast.Cast, day: date, month: str) -> None:
    year.running(actors)
    year.on(actors, year.ISSUED)
    ask(actors, day, repeats=False)
    year.on(actors, day, date(2026, 3, 26), date(2026, 4, 26), date(2026, 5, 26))
    assert [each.period.month for each in Contribution.objects.all()] == [month]


def test_only_another_unit_of_the_task_is_asked_and_once_for_the_same(actors: cast.Cast) -> None:
    asked(actors)
    own = part("市水利局")
    for given, error in (
        (RequestSet(own.uid, "进展"), NotAsked),
        (RequestSet("nobody", "进展"), NotAsked),
        (RequestSet(part("市民政局").uid, "进展", indicator="none"), NotAsked),
        (RequestSet(part("市民政局").uid, " "), WordsNeeded),
        (RequestSet(part("市民政局").uid, "长" * 256), WordsTooLong),
        (RequestSet(part("市民政局").uid, "安置人数"), AskedAlready),
    ):
        with pytest.raises(error):
            set_request(by=By(actors.liaison), about=own, given=given)
    with pytest.raises(NotYours):
        set_request(by=By(actors.outsider), about=own, given=RequestSet(part("市民政局").uid, "进展"))


@pytest.mark.parametrize(
    ("day", "was_late"),
    [
        (date(2026, 3, 19), False),
        (year.ASKED_BY, False),  # three working days before the report
        (date(2026, 3, 23), True),  # the next working day
        (year.LOCK, True),
        (date(2026, 3, 31), None),  # locked
    ],
)
def test_a_contribution_has_a_clock_of_its_own(actors: cast.Cast, day: date, *, was_late: bool | None) -> None:
    asked(actors)
    year.on(actors, day)
    if was_late is None:
        with pytest.raises(PeriodLocked):
            file(actors, day)
        assert again().stage == "late"
        return
    assert again().stage == ("late" if was_late else "due")
    file(actors, day)
    assert (again().stage, again().was_late) == ("filed", was_late)


def test_a_contribution_says_something(actors: cast.Cast) -> None:
    asked(actors)
    with pytest.raises(ContributionEmpty):
        file(actors, EARLY, text=" ")
    file(actors, EARLY, is_nil=True)
    assert again().is_nil
    with pytest.raises(Stale):
        file(actors, EARLY)


@pytest.mark.parametrize(
    ("filed", "returned", "refiled", "was_late"),
    [
        (date(2026, 3, 10), date(2026, 3, 11), year.ASKED_BY, False),  # by its day, though more than two days later
        (year.ASKED_BY, year.ASKED_BY, date(2026, 3, 24), False),  # the second working day
        (year.ASKED_BY, year.ASKED_BY, date(2026, 3, 25), True),  # the day after
        (date(2026, 3, 23), date(2026, 3, 23), date(2026, 3, 24), True),  # late stays late
        (year.ASKED_BY, year.LOCK, date(2026, 4, 1), False),  # returned on the lock day
        (year.ASKED_BY, year.LOCK, date(2026, 4, 2), None),  # after those days
    ],
)
def test_a_returned_contribution_has_days_of_its_own(
    actors: cast.Cast, filed: date, returned: date, refiled: date, *, was_late: bool | None
) -> None:
    asked(actors)
    file(actors, filed)
    with pytest.raises(WordsNeeded):
        return_contribution(by=By(actors.liaison), about=again(), given=ContributionReturned(""))
    send_back(actors, returned)
    assert (again().stage, again().returned_because) == ("returned", "缺金额")
    year.on(actors, refiled)
    if was_late is None:
        assert again().stage == "late"
        with pytest.raises(PeriodLocked):
            file(actors, refiled)
        return
    file(actors, refiled)
    assert (again().stage, again().was_late) == ("filed", was_late)


def test_the_lead_takes_a_contribution_or_its_report_does(actors: cast.Cast) -> None:
    asked(actors)
    with pytest.raises(Stale):
        accept_contribution(by=By(actors.liaison), about=again(), given=ContributionAccepted())
    file(actors, EARLY)
    accept_contribution(by=By(actors.liaison), about=again(), given=ContributionAccepted())
    assert again().stage == "accepted"
    year.on(actors, date(2026, 3, 26))
    file(actors, date(2026, 4, 20), "2026-04")
    year.on(actors, date(2026, 4, 21))
    assert again("2026-04").stage == "filed"
    with year.at(date(2026, 4, 21)):
        file_report(by=By(actors.head), about=year.report("2026-04"), given=ReportFiled(text="清淤3公里"))
    year.on(actors, date(2026, 4, 22))
    assert again("2026-04").stage == "accepted"


@pytest.mark.parametrize("lead_files", [True, False])
def test_the_lock_takes_what_nobody_returned(actors: cast.Cast, *, lead_files: bool) -> None:
    asked(actors)
    file(actors, EARLY)
    if lead_files:
        with year.at(year.LOCK, 18):
            file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
    year.on(actors, date(2026, 3, 31))
    assert again().stage == "accepted"


def wait(actors: cast.Cast, day: date = EARLY) -> None:
    with year.at(day):
        write_report(by=By(actors.liaison), about=year.report(), given=ReportWritten(text="清淤3公里"))
        wait_report(by=By(actors.liaison), about=year.report(), given=Waiting())


def test_the_last_contribution_lets_the_report_of_the_lead_go_on(actors: cast.Cast) -> None:
    year.running(actors)
    ask(actors)
    ask(actors, what="资金拨付")
    year.on(actors, year.ISSUED)
    wait(actors)
    first, second = Contribution.objects.order_by("pk")
    answers = [(first, ContributionFiled(is_nil=True)), (second, ContributionFiled(text="已拨付"))]
    with year.at(EARLY):
        file_contribution(by=By(actors.outsider), about=first, given=answers[0][1])
        assert year.report().stage == "waiting_contrib"
        file_contribution(by=By(actors.outsider), about=second, given=answers[1][1])
    assert year.report().stage == "drafting"
    assert year.moves() == [["due", "filed"], ["waiting_contrib", "drafting"]]
    entry = Entry.objects.order_by("-seq")[0]
    assert EntrySubject.objects.filter(seq=entry.seq, jurisdiction=entry.jurisdiction, kind="report").exists()


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (year.ASKED_BY, "waiting_contrib"),  # the last day
        (date(2026, 3, 21), "drafting"),  # the day after
    ],
)
def test_a_report_waits_until_the_day_of_the_contributions_has_passed(actors: cast.Cast, day: date, stage: str) -> None:
    asked(actors)
    wait(actors)
    year.on(actors, day)
    assert year.report().stage == stage


def test_a_report_waits_for_what_was_returned_as_long_as_it_may_come(actors: cast.Cast) -> None:
    asked(actors)
    file(actors, year.ASKED_BY)
    send_back(actors, year.ASKED_BY)
    wait(actors, year.ASKED_BY)
    year.on(actors, date(2026, 3, 24))
    assert year.report().stage == "waiting_contrib"
    year.on(actors, date(2026, 3, 25))
    assert year.report().stage == "drafting"


def test_a_report_that_waits_is_missing_after_the_lock_and_says_so(actors: cast.Cast) -> None:
    asked(actors)
    wait(actors)
    Contribution.objects.update(due_on=date(2026, 4, 30))
    year.on(actors, date(2026, 3, 31))
    assert (year.report().stage, year.report().reached_at) == ("missing", "waiting_contrib")


def test_the_head_files_without_waiting(actors: cast.Cast) -> None:
    asked(actors)
    wait(actors)
    with year.at(EARLY):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled())
    assert year.moves() == [["waiting_contrib", "drafting"], ["drafting", "submitted"]]


def test_a_gap_colours_the_cooperating_unit_and_never_the_lead(actors: cast.Cast) -> None:
    asked(actors)
    found = {}
    for day in (year.ASKED_BY, date(2026, 3, 23), year.APRIL_ASKED_BY, date(2026, 4, 23)):
        if year.report().stage == "expected":
            with year.at(day):
                file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
        year.on(actors, date(2026, 3, 26) if day == year.APRIL_ASKED_BY else day, day)
        found[day] = (year.light("市民政局"), year.light("市水利局"))
    assert found == {
        year.ASKED_BY: ("green", "green"),
        date(2026, 3, 23): ("yellow", "green"),
        year.APRIL_ASKED_BY: ("yellow", "green"),
        date(2026, 4, 23): ("red", "green"),  # the second time running
    }
    file(actors, date(2026, 4, 23), "2026-04")
    assert year.light("市民政局") == "green"


def test_no_report_owed_nothing_asked(actors: cast.Cast) -> None:
    year.issued(actors)
    ask(actors)
    year.on(actors, year.ISSUED)
    assert not Contribution.objects.exists()


def test_a_value_is_kept_as_the_figure_of_the_share_for_all_leads(actors: cast.Cast) -> None:
    year.running(actors)
    indicator = Indicator.objects.create(
        jurisdiction=actors.city, item=Item.objects.get(), title="安置人数", target=100, base=0
    )
    indicator.allocations.create(jurisdiction=actors.city, unit=part("市民政局").unit, target=60)
    ask(actors, indicator=indicator.uid)
    year.on(actors, year.ISSUED)
    file(actors, EARLY, value=Decimal(30))
    send_back(actors, EARLY)
    file(actors, EARLY, value=Decimal(33))
    rows = [(each.value, each.replaced_at is None) for each in Figure.objects.order_by("pk")]
    assert rows == [(Decimal(30), False), (Decimal(33), True)]


def test_many_answers_are_filed_all_or_none(actors: cast.Cast) -> None:
    year.running(actors)
    for what in ("人数", "金额", "名单"):
        ask(actors, what=what)
    year.on(actors, year.ISSUED)
    rows = list(Contribution.objects.order_by("pk"))
    with year.at(EARLY):
        answers = [(rows[0], ContributionFiled(text="30人")), (rows[1], ContributionFiled())]
        with pytest.raises(ContributionEmpty):
            file_contributions(by=By(actors.outsider), answers=answers)
        assert {each.stage for each in Contribution.objects.all()} == {"due"}
        every = [(each, ContributionFiled(is_nil=True)) for each in rows]
        for _time in range(2):
            file_contributions(by=By(actors.outsider, key="k"), answers=every)
    entries = Entry.objects.filter(kind="progress.contribution_filed")
    assert (entries.count(), entries.values("batch").distinct().count()) == (3, 1)


def test_a_lead_that_must_mend_its_report_loses_no_contribution(actors: cast.Cast) -> None:
    asked(actors)
    file(actors, EARLY)
    with year.at(EARLY):
        file_report(by=By(actors.head), about=year.report(), given=ReportFiled(text="清淤3公里"))
        return_report(by=By(actors.officer), about=year.report(), given=ReportReturned("写清数量"))
    year.on(actors, date(2026, 3, 11))
    assert again().stage == "filed"
    year.on(actors, date(2026, 3, 31))
    assert again().stage == "accepted"
