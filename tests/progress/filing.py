"""What a unit and the office do with the report of March: the short words of the tests of reports."""

from datetime import date

import cast
from duban.orgs.acting.performing import By
from duban.progress.reporting.consents import ConsentGiven, give_consent
from duban.progress.reporting.office import (
    ReportAccepted,
    ReportReturned,
    ReportUnlocked,
    accept_report,
    return_report,
    unlock_report,
)
from duban.progress.reporting.reports import (
    ReportFiled,
    ReportWritten,
    file_report,
    write_report,
)
from progress import year

EARLY = date(2026, 3, 10)  # a Tuesday
WORDS = ReportFiled(text="清淤3公里")
NIL = ReportFiled(is_nil=True)


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


def consent(actors: cast.Cast, day: date = year.ISSUED, until: date = date(2026, 12, 31)) -> None:
    unit = actors.head.posts[0].unit
    assert unit is not None
    with year.at(day):
        given = ConsentGiven(year.seat(actors, "liaison").uid, until)
        give_consent(by=By(actors.head), about=unit, given=given)
