"""On time, late, missing; returned, accepted, amended, exempt (domain 3.2, 4.4)."""

from datetime import date

import pytest

import cast
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.orgs.acting.performing import By
from duban.orgs.errors import Stale
from duban.progress.models import ReportVersion
from duban.progress.reporting.amending import (
    AmendmentAccepted,
    AmendmentRefused,
    ReportAmended,
    accept_amendment,
    amend_report,
    refuse_amendment,
)
from duban.progress.reporting.errors import (
    NoAmendment,
    NoConsent,
    NothingOutstanding,
    PeriodLocked,
)
from duban.progress.reporting.office import (
    ReportExempted,
    ReportReturned,
    ReportUnlocked,
    exempt_report,
    return_report,
    unlock_report,
)
from duban.progress.reporting.reports import (
    ReportFiled,
    Waiting,
    file_report,
    wait_report,
)
from progress import year
from progress.filing import EARLY, NIL, WORDS, accept, consent, file, send_back, unlock, write


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


# On time, late, missing


@pytest.mark.parametrize(
    ("day", "is_on_time"),
    [
        (date(2026, 3, 24), True),  # the day before the due day
        (date(2026, 3, 25), True),  # the due day
        (date(2026, 3, 26), False),  # the day after
        (date(2026, 3, 30), False),  # the lock day
        (date(2026, 3, 31), None),  # locked, whether the clock came by or not
    ],
)
def test_on_time_is_judged_by_the_due_day_and_nothing_comes_after_the_lock(
    actors: cast.Cast, day: date, *, is_on_time: bool | None
) -> None:
    year.expected(actors)
    if is_on_time is None:
        with pytest.raises(PeriodLocked):
            file(actors, day)
        assert year.report().stage == "expected"
    else:
        file(actors, day)
        assert year.report().is_on_time is is_on_time


def test_a_report_at_the_second_of_the_lock(actors: cast.Cast) -> None:
    year.expected(actors)
    with year.at(date(2026, 3, 31), 0, 0, 0), pytest.raises(PeriodLocked):
        file_report(by=By(actors.head), about=year.report(), given=WORDS)
    with year.at(year.LOCK, 23, 59, 59):
        file_report(by=By(actors.head), about=year.report(), given=WORDS)
    year.on(actors, date(2026, 3, 31))
    found = year.report()
    assert (found.stage, found.is_on_time, found.period.stage) == ("submitted", False, "locked")


@pytest.mark.parametrize("stage", ["expected", "drafting", "unit_review"])
def test_what_is_not_filed_is_missing_and_says_at_whose_desk_it_lay(actors: cast.Cast, stage: str) -> None:
    year.expected(actors)
    if stage != "expected":
        write(actors, text="清淤3公里", to_head=stage == "unit_review")
    year.on(actors, year.LOCK)
    assert year.report().stage == stage
    year.on(actors, date(2026, 3, 31))
    found = year.report()
    assert (found.stage, found.reached_at, found.is_on_time) == ("missing", stage, False)
    assert Entry.objects.get(kind="progress.period_locked").body.count(f'["{stage}","missing"]') == 1
    with pytest.raises(PeriodLocked):
        file(actors, date(2026, 3, 31))


@pytest.mark.parametrize(
    ("day", "is_possible"),
    [
        (date(2026, 4, 1), True),
        (date(2026, 4, 2), True),  # the second working day
        (date(2026, 4, 3), False),  # the day after
    ],
)
def test_a_missing_report_is_filed_once_unlocked_and_stays_late(
    actors: cast.Cast, day: date, *, is_possible: bool
) -> None:
    year.expected(actors)
    year.on(actors, date(2026, 3, 31))
    with pytest.raises(WordsNeeded):
        unlock_report(by=By(actors.officer), about=year.report(), given=ReportUnlocked(""))
    unlock(actors, date(2026, 3, 31))
    assert year.report().stage == "missing"
    if not is_possible:
        with pytest.raises(PeriodLocked):
            file(actors, day)
        return
    file(actors, day)
    assert year.moves() == [["missing", "submitted"]]
    send_back(actors, day)
    file(actors, day)
    found = year.report()
    assert (found.stage, found.is_on_time) == ("submitted", False)


def test_what_is_missing_is_filed_by_the_head_alone(actors: cast.Cast) -> None:
    year.expected(actors)
    consent(actors)
    year.on(actors, date(2026, 3, 31))
    unlock(actors, date(2026, 3, 31))
    with pytest.raises(NoConsent):
        file(actors, date(2026, 3, 31), NIL, who="liaison")


def test_what_is_not_missing_is_not_unlocked(actors: cast.Cast) -> None:
    year.expected(actors)
    with pytest.raises(Stale):
        unlock(actors, EARLY)


# Returned and refiled


@pytest.mark.parametrize(
    ("filed", "returned", "refiled", "is_on_time"),
    [
        # filed in time, returned after the due day, refiled on the second working day
        (date(2026, 3, 25), date(2026, 3, 26), date(2026, 3, 30), True),
        # the day after, still before the lock of a later period of grace
        (date(2026, 3, 24), date(2026, 3, 25), date(2026, 3, 30), False),
        # returned early: whoever refiles by the due day is on time
        (date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 25), True),
        # the day after
        (date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 26), False),
        # late stays late, however soon it is refiled
        (date(2026, 3, 26), date(2026, 3, 26), date(2026, 3, 26), False),
        # returned on the lock day: two working days more
        (date(2026, 3, 25), date(2026, 3, 30), date(2026, 4, 1), True),
        # the day after
        (date(2026, 3, 25), date(2026, 3, 30), date(2026, 4, 2), None),
    ],
)
def test_a_returned_report_has_days_of_its_own(
    actors: cast.Cast, filed: date, returned: date, refiled: date, *, is_on_time: bool | None
) -> None:
    year.expected(actors)
    file(actors, filed)
    send_back(actors, returned)
    assert year.moves() == [["submitted", "returned"]]
    year.on(actors, refiled)
    if is_on_time is None:
        assert (year.report().stage, year.report().reached_at) == ("missing", "returned")
        with pytest.raises(PeriodLocked):
            file(actors, refiled)
        return
    file(actors, refiled, ReportFiled(text="清淤3.2公里"))
    assert year.moves() == [["returned", "drafting"], ["drafting", "submitted"]]
    found = year.report()
    assert found.is_on_time is is_on_time
    assert [each.text for each in found.versions.order_by("number")] == ["清淤3公里", "清淤3.2公里"]


@pytest.mark.parametrize("stage", ["returned", "drafting", "unit_review"])
def test_a_report_that_is_not_refiled_is_missing_after_the_later_of_lock_and_its_days(
    actors: cast.Cast, stage: str
) -> None:
    year.expected(actors)
    file(actors, date(2026, 3, 25))
    send_back(actors, date(2026, 3, 27))  # two working days from Friday: Tuesday, after the lock on Monday
    if stage != "returned":
        write(actors, date(2026, 3, 30), text="清淤3.2公里", to_head=stage == "unit_review")
    year.on(actors, date(2026, 3, 31))
    assert year.report().stage == stage
    year.on(actors, date(2026, 4, 1))
    found = year.report()
    assert (found.stage, found.reached_at, found.is_on_time) == ("missing", stage, False)


def test_only_what_was_filed_is_returned_and_with_a_reason(actors: cast.Cast) -> None:
    year.expected(actors)
    with pytest.raises(Stale):
        send_back(actors)
    file(actors)
    with pytest.raises(WordsNeeded):
        return_report(by=By(actors.officer), about=year.report(), given=ReportReturned(" "))


# Accepted, amended


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 3, 12), "submitted"),  # the second working day
        (date(2026, 3, 13), "submitted"),  # the third, still the office's
        (date(2026, 3, 16), "accepted"),  # the day after, a Monday
    ],
)
def test_silence_accepts_after_three_working_days(actors: cast.Cast, day: date, stage: str) -> None:
    year.expected(actors)
    file(actors)
    year.on(actors, day)
    found = year.report()
    assert (found.stage, found.is_accepted_by_lapse) == (stage, stage == "accepted")
    assert ReportVersion.objects.filter(accepted_at__isnull=False).exists() is (stage == "accepted")


def test_an_amendment_is_a_further_version_that_the_office_lets_hold(actors: cast.Cast) -> None:
    year.expected(actors)
    file(actors)
    with pytest.raises(Stale):
        amend_report(by=By(actors.head), about=year.report(), given=ReportAmended("清淤4公里", "漏报"))
    accept(actors)
    for number, text in ((2, "清淤4公里"), (3, "清淤5公里")):
        with pytest.raises(NoAmendment):
            accept_amendment(by=By(actors.officer), about=year.report(), given=AmendmentAccepted())
        amend_report(by=By(actors.head), about=year.report(), given=ReportAmended(text, "漏报"))
        with pytest.raises(Stale):  # one at a time
            amend_report(by=By(actors.head), about=year.report(), given=ReportAmended("再改", "漏报"))
        assert year.report().text != text
        accept_amendment(by=By(actors.officer), about=year.report(), given=AmendmentAccepted())
        found = year.report()
        assert (found.stage, found.text, found.versions_filed) == ("amended", text, number)
        assert year.moves() == [["accepted" if number == 2 else "amended", "amended"]]
    assert found.is_on_time
    assert found.versions.count() == found.versions.filter(accepted_at__isnull=False).count() == 3


def test_the_accepted_version_stands_where_the_office_refuses_an_amendment(actors: cast.Cast) -> None:
    year.expected(actors)
    file(actors)
    accept(actors)
    for text in ("清淤4公里", "清淤5公里"):
        amend_report(by=By(actors.head), about=year.report(), given=ReportAmended(text, "漏报"))
        with pytest.raises(WordsNeeded):
            refuse_amendment(by=By(actors.officer), about=year.report(), given=AmendmentRefused(" "))
        refuse_amendment(by=By(actors.officer), about=year.report(), given=AmendmentRefused("口径不符"))
        with pytest.raises(NoAmendment):
            accept_amendment(by=By(actors.officer), about=year.report(), given=AmendmentAccepted())
        found = year.report()
        assert (found.stage, found.text, found.versions_filed) == ("accepted", WORDS.text, 1)
    assert list(found.versions.order_by("number").values_list("number", "refused_because")) == [
        (1, None),
        (2, "口径不符"),
        (3, "口径不符"),
    ]
    amend_report(by=By(actors.head), about=found, given=ReportAmended("清淤6公里", "漏报"))
    accept_amendment(by=By(actors.officer), about=year.report(), given=AmendmentAccepted())
    assert (year.report().text, year.report().versions_filed) == ("清淤6公里", 4)


# Exempt, waiting


def test_only_an_expected_report_is_exempt_and_with_a_reason_that_fits(actors: cast.Cast) -> None:
    year.expected(actors)
    for reason, error in (("", WordsNeeded), ("停" * 256, WordsTooLong)):
        with pytest.raises(error):
            exempt_report(by=By(actors.officer), about=year.report(), given=ReportExempted(reason))
    exempt_report(by=By(actors.officer), about=year.report(), given=ReportExempted("停" * 255))
    assert year.moves() == [["expected", "exempt"]]
    year.on(actors, date(2026, 3, 31))
    assert year.report().stage == "exempt"
    with pytest.raises(Stale):
        file(actors, date(2026, 3, 25))


def test_nothing_waits_for_nothing(actors: cast.Cast) -> None:
    year.expected(actors)
    write(actors, text="清淤3公里")
    with pytest.raises(NothingOutstanding):
        wait_report(by=By(actors.liaison), about=year.report(), given=Waiting())
