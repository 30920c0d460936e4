"""The pages of reports: a unit's screen with a key for each, one report in full, the office, digests."""

import re

import pytest

import cast
from acts import progress
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.models import Item, Milestone
from duban.orgs.acting.performing import By
from duban.orgs.ticking import tick
from duban.progress.models import ProgressReport, ReportingPeriod
from duban.progress.reporting.reports import ReportFiled, file_report
from duban.progress.upward.digests import DigestsMade, make_digests
from progress import filing
from web import busy
from web.adopted import seen, signed_in
from web.sending import KEY, in_words

pytestmark = pytest.mark.django_db

MOST_QUERIES = 22


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def report(actors: cast.Cast) -> ProgressReport:
    return progress.report(actors)


def entries(kind: str) -> int:
    """Count the entries of the journal of a kind."""
    return Entry.objects.filter(kind=kind).count()


def row(report: ProgressReport, **typed: str) -> dict[str, str]:
    """Return the fields of one row of the screen."""
    named = {f"r-{report.uid}-{name}": value for name, value in typed.items()}
    return {"act": "file", "act_key": KEY, f"r-{report.uid}-version": str(report.version), **named}


def test_a_head_files_with_one_sentence(actors: cast.Cast, report: ProgressReport) -> None:
    status, page = in_words(signed_in(actors.head), "/reports/", row(report, text="清淤3公里"))
    report.refresh_from_db()
    assert (status, report.stage, report.text) == (200, "submitted", "清淤3公里")
    assert "1 filed" in page


def test_one_key_says_nothing_new_where_no_milestone_fell_due(actors: cast.Cast, report: ProgressReport) -> None:
    assert f'name="r-{report.uid}-nil"' in seen(signed_in(actors.head), "/reports/")
    in_words(signed_in(actors.head), "/reports/", row(report, nil="on", text=""))
    report.refresh_from_db()
    assert (report.stage, report.is_nil) == ("submitted", True)


def test_nothing_new_is_not_offered_where_a_milestone_fell_due(actors: cast.Cast, report: ProgressReport) -> None:
    Milestone.objects.update(due_on=report.period.cut_off_on)
    assert f'name="r-{report.uid}-nil"' not in seen(signed_in(actors.head), "/reports/")
    status, page = in_words(signed_in(actors.head), "/reports/", row(report, nil="on"))
    report.refresh_from_db()
    assert (status, report.stage) == (200, "expected")
    assert 'class="error" role="alert"' in page


def test_a_double_click_files_once(actors: cast.Cast, report: ProgressReport) -> None:
    client, fields = signed_in(actors.head), row(report, text="清淤3公里")
    for _click in range(2):
        status, page = in_words(client, "/reports/", fields)
        assert status == 200
        assert 'class="error"' not in page
    assert entries("progress.report_filed") == 1


def test_the_later_of_two_writers_keeps_his_words_and_is_told(actors: cast.Cast, report: ProgressReport) -> None:
    fields = row(report, text="清淤4公里")
    file_report(by=By(actors.head), about=report, given=ReportFiled(text="清淤3公里"))
    status, page = in_words(signed_in(actors.head), "/reports/", fields)
    report.refresh_from_db()
    assert (status, report.text) == (409, "清淤3公里")
    assert re.search(r"<textarea[^>]*readonly>清淤4公里</textarea>", page)


def test_a_liaison_officer_lays_it_before_his_head_who_files_it_as_it_is(
    actors: cast.Cast, report: ProgressReport
) -> None:
    in_words(signed_in(actors.liaison), "/reports/", {**row(report, text="清淤3公里"), "act": "send"})
    report.refresh_from_db()
    assert report.stage == "unit_review"
    assert f'name="r-{report.uid}-go"' not in seen(signed_in(actors.liaison), "/reports/")
    in_words(signed_in(actors.head), "/reports/", row(report, go="on"))
    report.refresh_from_db()
    assert (report.stage, report.text) == ("submitted", "清淤3公里")


def test_a_liaison_officer_files_with_one_key_what_his_head_consented_to(
    actors: cast.Cast, report: ProgressReport
) -> None:
    assert 'value="file"' not in seen(signed_in(actors.liaison), "/reports/")
    filing.consent(actors)
    assert 'value="file"' in seen(signed_in(actors.liaison), "/reports/")
    status, page = in_words(signed_in(actors.liaison), "/reports/", row(report, nil="on", text=""))
    report.refresh_from_db()
    assert (status, report.stage, report.is_nil) == (200, "submitted", True)
    assert "1 filed" in page


def test_a_figure_that_is_none_is_refused_with_what_was_typed(actors: cast.Cast) -> None:
    part = progress.measured(actors)
    tick(actors.city)
    report, indicator = ProgressReport.objects.get(part=part), Item.objects.get().indicators.get()
    typed = {**row(report, text="清淤"), f"r-{report.uid}-f-{indicator.uid}": "许多"}
    status, page = in_words(signed_in(actors.head), "/reports/", typed)
    assert status == 200
    assert 'value="许多"' in page
    report.refresh_from_db()
    assert report.stage == "expected"


def test_a_figure_without_words_is_not_lost_in_silence(actors: cast.Cast) -> None:
    part = progress.measured(actors)
    tick(actors.city)
    report, indicator = ProgressReport.objects.get(part=part), Item.objects.get().indicators.get()
    typed = {**row(report, text=""), f"r-{report.uid}-f-{indicator.uid}": "3.5"}
    _status, page = in_words(signed_in(actors.head), "/reports/", typed)
    assert 'value="3.5"' in page
    assert 'class="error" role="alert"' in page


def test_a_cooperating_unit_answers_with_one_key(actors: cast.Cast) -> None:
    asked = progress.contribution(actors)
    fields = {"act": "file", "act_key": KEY, f"c-{asked.uid}-nil": "on", f"c-{asked.uid}-version": str(asked.version)}
    for _click in range(2):
        status, _page = in_words(signed_in(actors.outsider), "/reports/", fields)
        assert status == 200
    asked.refresh_from_db()
    assert (asked.stage, asked.is_nil) == ("filed", True)
    assert entries("progress.contribution_filed") == 1


def test_of_two_who_contribute_the_later_is_told(actors: cast.Cast) -> None:
    asked = progress.contribution(actors)
    fields = {"act": "file", f"c-{asked.uid}-text": "已拨付", f"c-{asked.uid}-version": str(asked.version)}
    in_words(signed_in(actors.outsider), "/reports/", {**fields, f"c-{asked.uid}-text": "未拨付"})
    status, page = in_words(signed_in(actors.outsider), "/reports/", fields)
    asked.refresh_from_db()
    assert (status, asked.text) == (409, "未拨付")
    assert ">已拨付</textarea>" in page


@pytest.mark.parametrize(
    ("act", "stage"),
    [
        ("keep", "drafting"),  # for later
        ("send", "unit_review"),  # to the head
    ],
)
def test_the_page_of_one_report_keeps_it_or_lays_it_before_the_head(
    actors: cast.Cast, report: ProgressReport, act: str, stage: str
) -> None:
    fields = {"act": act, "act_key": KEY, "version": str(report.version), "text": "清淤3公里"}
    status, _page = in_words(signed_in(actors.liaison), f"/reports/{report.uid}/", fields)
    report.refresh_from_db()
    assert (status, report.stage, report.text) == (200, stage, "清淤3公里")


def test_the_page_of_one_report_files_once_and_tells_the_later(actors: cast.Cast, report: ProgressReport) -> None:
    client, address = signed_in(actors.head), f"/reports/{report.uid}/"
    fields = {"act": "file", "act_key": KEY, "version": str(report.version), "text": "清淤3公里"}
    for _click in range(2):
        assert in_words(client, address, fields)[0] == 200
    assert entries("progress.report_filed") == 1
    status, page = in_words(client, address, {**fields, "act_key": "another-key-of-it", "text": "清淤9公里"})
    assert status == 409
    assert "清淤9公里" in page


def test_an_empty_report_comes_back_with_the_reason(actors: cast.Cast, report: ProgressReport) -> None:
    fields = {"act": "file", "version": str(report.version), "text": " ", "next": "继续清淤"}
    status, page = in_words(signed_in(actors.head), f"/reports/{report.uid}/", fields)
    assert status == 200
    assert 'data-severity="must"' in page
    assert "继续清淤" in page


def test_what_was_accepted_is_amended_and_both_versions_stand(actors: cast.Cast) -> None:
    report = progress.accepted(actors)
    fields = {"act": "amend", "version": str(report.version), "text": "清淤4公里", "reason": "漏报1公里"}
    status, page = in_words(signed_in(actors.head), f"/reports/{report.uid}/", fields)
    assert status == 200
    assert "清淤3公里" in page
    assert "清淤4公里" in page


def test_the_office_refuses_an_amendment_and_the_unit_reads_why(actors: cast.Cast) -> None:
    report = progress.amended(actors)
    office = signed_in(actors.officer)
    assert f"/reports/{report.uid}/" in seen(office, "/")  # on its desk
    assert f"/acts/progress.refuse_amendment/{report.uid}/" in seen(office, f"/reports/{report.uid}/")
    status, page = in_words(office, f"/acts/progress.refuse_amendment/{report.uid}/", {"reason": "口径不符"})
    assert status == 200
    assert "progress.refuse_amendment" not in page
    own = seen(signed_in(actors.head), f"/reports/{report.uid}/")
    assert "Amendment refused" in own
    assert own.count("口径不符") == 2  # above the report, and beside its version
    assert ">清淤3公里</textarea>" in own  # what stands is what he would amend


def test_a_report_of_another_unit_cannot_be_written(actors: cast.Cast, report: ProgressReport) -> None:
    client, fields = signed_in(actors.outsider), {"act": "keep", "text": "清淤3公里"}
    assert client.post(f"/reports/{report.uid}/", fields).status_code == 403
    assert signed_in(actors.stranger).get(f"/reports/{report.uid}/").status_code == 404


def test_an_officer_records_a_report_that_came_by_telephone(actors: cast.Cast, report: ProgressReport) -> None:
    behalf = {
        "behalf-post": actors.head.posts[0].uid,
        "behalf-means": "telephone",
        "behalf-given_by": "江望舒",
        "behalf-given_at": f"{clock.now():%Y-%m-%dT%H:%M}",
    }
    fields = {"act": "file", "version": str(report.version), "text": "清淤3公里", **behalf}
    client = signed_in(actors.officer)
    assert 'name="behalf-post"' in seen(client, f"/reports/{report.uid}/")
    status, page = in_words(client, f"/reports/{report.uid}/", {**fields, "behalf-given_by": ""})
    assert status == 200
    assert "清淤3公里" in page
    in_words(client, f"/reports/{report.uid}/", fields)
    report.refresh_from_db()
    assert report.stage == "submitted"


def ticked(report: ProgressReport) -> dict[str, object]:
    return {"act_key": KEY, "reports": [f"{report.uid}:{report.version}"]}


def test_the_office_begins_with_what_waits_for_it_else_with_what_there_is(actors: cast.Cast) -> None:
    report = progress.report(actors)
    assert report.task.title in seen(signed_in(actors.officer), "/reports/")  # expected only
    file_report(by=By(actors.head), about=report, given=ReportFiled(text="清淤3公里"))
    assert "清淤3公里" in seen(signed_in(actors.officer), "/reports/")


def test_the_office_accepts_what_is_ticked_once(actors: cast.Cast) -> None:
    report = progress.filed(actors)
    client = signed_in(actors.officer)
    assert f'value="{report.uid}:{report.version}"' in seen(client, "/reports/")
    for _click in range(2):
        assert in_words(client, "/reports/", ticked(report))[0] == 200
    report.refresh_from_db()
    assert report.stage == "accepted"
    assert entries("progress.report_accepted") == 1


def test_the_later_of_two_officers_is_told(actors: cast.Cast) -> None:
    report = progress.filed(actors)
    in_words(signed_in(actors.office_head), "/reports/", ticked(report))
    status, page = in_words(signed_in(actors.officer), "/reports/", ticked(report))
    assert status == 409
    assert 'data-severity="must"' in page


def test_a_leader_cannot_accept(actors: cast.Cast) -> None:
    report = progress.filed(actors)
    assert signed_in(actors.leader).post("/reports/", ticked(report)).status_code == 403


def test_the_leader_reads_the_digest_of_a_month(actors: cast.Cast) -> None:
    report = progress.accepted(actors)
    make_digests(by=By(actors.officer), about=report.period, given=DigestsMade())
    client = signed_in(actors.leader)
    digest = re.search(r'href="(/digests/\w{12}/)"', seen(client, f"/reports/?month={report.period.month}"))
    assert digest
    assert "清淤3公里" in seen(client, digest[1])
    assert signed_in(actors.stranger).get(digest[1]).status_code == 404


@pytest.mark.parametrize("viewer", ["head", "officer"])
def test_the_screens_ask_the_same_however_much_there_is(actors: cast.Cast, viewer: str) -> None:
    client = signed_in(getattr(actors, viewer))
    kept = busy.filed_reports(actors, 9)
    ProgressReport.objects.exclude(pk=kept[0].pk).update(period=_elsewhere(kept[0]))
    few = busy.queries(client, f"/reports/?month={kept[0].period.month}")
    ProgressReport.objects.update(period=kept[0].period)
    many = busy.queries(client, f"/reports/?month={kept[0].period.month}")
    assert many == few
    assert many <= MOST_QUERIES


def _elsewhere(report: ProgressReport) -> ReportingPeriod:
    """Return a month of long ago, in which reports are out of the way."""
    values = {field.attname: getattr(report.period, field.attname) for field in ReportingPeriod._meta.fields}
    return ReportingPeriod.objects.create(**{**values, "id": None, "uid": "0" * 12, "month": "2001-01"})
