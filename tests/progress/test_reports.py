"""Writing and filing a report: nothing new, standing consent, two at once (domain 3.2)."""

from datetime import date

import pytest

import cast
from duban.journal.models import Entry
from duban.ledger.issuing.errors import WordsNeeded
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, Stale
from duban.progress.models import ReportVersion
from duban.progress.reporting.consents import ConsentGiven, ConsentRevoked, give_consent, revoke_consent
from duban.progress.reporting.errors import (
    ConsentWrong,
    NilNotPossible,
    NoConsent,
    ReportEmpty,
)
from duban.progress.reporting.reports import (
    HandedBack,
    ReportFiled,
    ReportWritten,
    file_report,
    hand_back_report,
    write_report,
)
from duban.progress.selectors.screens import owed_reports
from progress import year
from progress.filing import EARLY, NIL, WORDS, consent, file, write


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


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
