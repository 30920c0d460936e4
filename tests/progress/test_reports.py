"""Every move of a progress report with its guard (domain 3.2, 4.4)."""

from datetime import date

import pytest

import cast
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded, WordsTooLong
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, Stale
from duban.progress.models import ReportVersion
from duban.progress.reporting.amending import ReportAmended, amend_report
from duban.progress.reporting.consents import ConsentGiven, ConsentRevoked, give_consent, revoke_consent
from duban.progress.reporting.errors import (
    ConsentWrong,
    NilNotPossible,
    NoAmendment,
    NoConsent,
    NothingOutstanding,
    PeriodLocked,
    ReportEmpty,
)
from duban.progress.reporting.office import (
    AmendmentAccepted,
    ReportAccepted,
    ReportExempted,
    ReportReturned,
    ReportUnlocked,
    accept_amendment,
    accept_report,
    exempt_report,
    return_report,
    unlock_report,
)
from duban.progress.reporting.reports import (
    HandedBack,
    ReportFiled,
    ReportWritten,
    Waiting,
    file_report,
    hand_back_report,
    wait_report,
    write_report,
)
from duban.progress.selectors.screens import owed_reports
from progress import year

EARLY = date(2026, 3, 10)  # a Tuesday
WORDS = ReportFiled(text="清淤3公里")
NIL = ReportFiled(is_nil=True)


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def write(actors: cast.Cast, day: date = EARLY, **given: object) -> None:
    with year.at(day):
        write_report(by=By(actors.liaison), about=year.report(), given=ReportWritten(**given))  # type: ignore[arg-type]


def file(actors: cast.Cast, day: date = EARLY, given: ReportFiled = WORDS, *, who: str = "head") -> None:
    with year.at(day):
        file_report(by=By(getattr(actors, who)), about=year.report(), given=given)


def send_back(actors: cast.Cast, day: date = EARLY) -> None:
    with year.at(day):
        return_report(by=By(actors.officer), about=year.report(), given=ReportReturned("写清数量"))


def accept(actors: cast.Cast, day: date = EARLY) -> None:
    with year.at(day):
        accept_report(by=By(actors.officer), about=year.report(), given=ReportAccepted())


def unlock(actors: cast.Cast, day: date) -> None:
    with year.at(day):
        unlock_report(by=By(actors.officer), about=year.report(), given=ReportUnlocked("停电"))


# Writing


def test_a_draft_keeps_what_was_written_before(actors: cast.Cast) -> None:
    year.expected(actors)
    write(actors, text="清淤3公里", next_steps="护坡")
    assert year.moves() == [["expected", "drafting"]]
    write(actors, remark="资金未到位")
    assert year.moves() == []
    found = year.report()
    assert (found.text, found.next_steps, found.remark) == ("清淤3公里", "护坡", "资金未到位")


def test_a_report_is_filled_in_with_the_last_words_and_due_milestones(actors: cast.Cast) -> None:
    year.expected(actors, date(2026, 4, 20), year.ALL)
    file(actors)
    year.on(actors, date(2026, 3, 26))
    april = year.report("2026-04")
    (owed,) = owed_reports(actors.city, [april], april.period)
    assert (owed.last_words, owed.due_milestones, owed.may_nil) == ("清淤3公里", ("2026-04-20",), False)


def test_a_report_says_something_before_it_goes_to_the_head(actors: cast.Cast) -> None:
    year.expected(actors)
    with pytest.raises(ReportEmpty):
        write(actors, text=" ", to_head=True)
    assert year.report().stage == "expected"
    write(actors, text="清淤3公里", to_head=True)
    assert year.moves() == [["expected", "drafting"], ["drafting", "unit_review"]]


def test_the_head_hands_back_with_a_reason_or_files(actors: cast.Cast) -> None:
    year.expected(actors)
    write(actors, text="清淤3公里", to_head=True)
    with pytest.raises(Stale):
        write(actors, text="另写")  # it lies before the head
    with pytest.raises(NotAllowed):
        hand_back_report(by=By(actors.liaison), about=year.report(), given=HandedBack("不清楚"))
    with pytest.raises(WordsNeeded):
        hand_back_report(by=By(actors.head), about=year.report(), given=HandedBack(" "))
    hand_back_report(by=By(actors.head), about=year.report(), given=HandedBack("不清楚"))
    assert year.report().stage == "drafting"
    write(actors, to_head=True)
    file(actors, given=ReportFiled())
    assert (year.report().stage, year.report().text) == ("submitted", "清淤3公里")


# Nothing new


@pytest.mark.parametrize(
    ("milestone", "is_possible"),
    [
        (date(2026, 2, 25), True),  # the day before the period
        (date(2026, 2, 26), False),  # its first day
        (date(2026, 3, 25), False),  # its cut-off
        (date(2026, 3, 26), True),  # the day after
    ],
)
def test_nothing_new_needs_a_month_without_a_milestone(
    actors: cast.Cast, milestone: date, *, is_possible: bool
) -> None:
    year.expected(actors, milestone, year.ALL)
    with year.at(date(2026, 3, 2)):
        if is_possible:
            write_report(by=By(actors.liaison), about=year.report(), given=ReportWritten(is_nil=True, to_head=True))
            assert year.moves() == [["expected", "unit_review"]]
        else:
            with pytest.raises(NilNotPossible):
                file_report(by=By(actors.head), about=year.report(), given=NIL)


def test_nothing_new_is_not_possible_on_red(actors: cast.Cast) -> None:
    year.running(actors, date(2026, 2, 20), year.ALL)
    year.on(actors, EARLY)  # more than ten working days over
    assert year.light() == "red"
    with pytest.raises(NilNotPossible):
        file(actors, given=NIL)


def test_nothing_new_is_judged_again_when_the_head_files_it(actors: cast.Cast) -> None:
    year.running(actors, date(2026, 2, 24), year.ALL)
    year.on(actors, date(2026, 3, 9))
    assert year.light() == "yellow"
    write(actors, date(2026, 3, 9), is_nil=True, to_head=True)
    year.on(actors, date(2026, 3, 11))
    assert year.light() == "red"
    with pytest.raises(NilNotPossible):
        file(actors, date(2026, 3, 11), ReportFiled())
    file(actors, date(2026, 3, 11))
    assert not year.report().is_nil


# Standing consent


def consent(actors: cast.Cast, day: date = year.ISSUED, until: date = date(2026, 12, 31)) -> None:
    unit = actors.head.posts[0].unit
    assert unit is not None
    with year.at(day):
        given = ConsentGiven(year.seat(actors, "liaison").uid, until)
        give_consent(by=By(actors.head), about=unit, given=given)


def test_a_liaison_officer_files_only_with_a_consent(actors: cast.Cast) -> None:
    year.expected(actors)
    with pytest.raises(NoConsent):
        file(actors, given=NIL, who="liaison")
    consent(actors)
    file(actors, given=NIL, who="liaison")
    assert year.moves() == [["expected", "submitted"]]


@pytest.mark.parametrize(
    ("until", "is_possible"),
    [
        (date(2026, 3, 9), False),  # the day before
        (date(2026, 3, 10), True),  # its last day
        (date(2026, 3, 11), True),
    ],
)
def test_a_consent_ends_on_its_day(actors: cast.Cast, until: date, *, is_possible: bool) -> None:
    year.expected(actors)
    consent(actors, until=until)
    if is_possible:
        file(actors, who="liaison")
        assert year.report().is_on_time
    else:
        with pytest.raises(NoConsent):
            file(actors, who="liaison")


def test_a_consent_covers_green_tasks_and_nil_reports_only(actors: cast.Cast) -> None:
    year.running(actors, date(2026, 2, 24), year.ALL)
    year.on(actors, date(2026, 3, 9))
    consent(actors)
    with pytest.raises(NoConsent):  # yellow
        file(actors, date(2026, 3, 9), who="liaison")
    file(actors, date(2026, 3, 9), NIL, who="liaison")


def test_what_lies_before_the_head_is_his_whatever_consent_there_is(actors: cast.Cast) -> None:
    year.expected(actors)
    consent(actors)
    write(actors, text="清淤3公里", to_head=True)
    with pytest.raises(NoConsent):
        file(actors, who="liaison")


def test_a_consent_is_of_the_own_unit_within_a_year_and_can_be_revoked(actors: cast.Cast) -> None:
    year.expected(actors)
    unit = actors.head.posts[0].unit
    assert unit is not None
    with year.at(year.ISSUED):
        for post, until in (
            ("outsider", date(2026, 12, 31)),  # of another unit
            ("head", date(2026, 12, 31)),  # needs none
            ("liaison", date(2026, 3, 1)),  # ended before it began
            ("liaison", date(2027, 3, 4)),  # longer than a year
        ):
            given = ConsentGiven(year.seat(actors, post).uid, until)
            with pytest.raises(ConsentWrong):
                give_consent(by=By(actors.head), about=unit, given=given)
    consent(actors)
    with year.at(EARLY):
        revoke_consent(by=By(actors.head), about=unit.consents.get(), given=ConsentRevoked())
        with pytest.raises(Stale):
            revoke_consent(by=By(actors.head), about=unit.consents.get(), given=ConsentRevoked())
    with pytest.raises(NoConsent):
        file(actors, who="liaison")


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


# Two at once, and twice the same


def test_of_two_liaison_officers_on_one_report_the_later_is_told(actors: cast.Cast) -> None:
    seen = year.expected(actors)
    write(actors, text="清淤3公里", version=seen.version)
    given = ReportWritten(text="清淤5公里", version=seen.version)
    with pytest.raises(Stale), year.at(EARLY):
        write_report(by=By(actors.deputy), about=seen, given=given)
    with pytest.raises(Stale), year.at(EARLY):
        file_report(by=By(actors.head), about=seen, given=ReportFiled(text="另一份", version=seen.version))
    assert (year.report().text, year.report().stage) == ("清淤3公里", "drafting")


def test_a_double_click_files_once(actors: cast.Cast) -> None:
    found = year.expected(actors)
    with year.at(EARLY):
        first = file_report(by=By(actors.head, key="k1"), about=found, given=WORDS)
        second = file_report(by=By(actors.head, key="k1"), about=found, given=WORDS)
    assert (first.is_repeated, second.is_repeated, first.answer) == (False, True, second.answer)
    assert (year.report().versions_filed, ReportVersion.objects.count()) == (1, 1)
    assert Entry.objects.filter(kind="progress.report_filed").count() == 1
