"""The sheet of a month: given out, brought back, seen row by row, filed once."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

import cast
from acts import progress
from duban.journal.models import Entry
from duban.orgs.acting.performing import By
from duban.progress.models import ProgressReport
from duban.progress.reporting.reports import ReportFiled, file_report
from web import busy
from web.adopted import seen, signed_in
from web.sending import in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def sheet(client: Client, month: str, **words: str) -> bytes:
    """Take the sheet of a month and fill words in beside the rows of the given uids."""
    client.cookies["duban_language"] = "en"
    response = client.get(f"/reports/{month}/sheet/")
    assert response.status_code == 200
    book = load_workbook(BytesIO(b"".join(response)))  # type: ignore[arg-type]
    table = book.active
    for row in table.iter_rows():
        if row[0].value in words:
            row[5].value = words.pop(row[0].value)
    for uid, text in words.items():
        table.append([uid, "", "", "", "", text])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def bring(client: Client, month: str, content: bytes, name: str = "answers.xlsx") -> tuple[int, str]:
    return in_words(client, f"/reports/{month}/answers/", {"file": SimpleUploadedFile(name, content)})


def kept(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found
    return found[1]


def filed() -> int:
    return Entry.objects.filter(kind="progress.report_filed").count()


def test_a_sheet_is_seen_first_and_filed_once(actors: cast.Cast) -> None:
    first, second = busy.reports(actors, 2)
    client, month = signed_in(actors.head), first.period.month
    status, page = bring(client, month, sheet(client, month, **{first.uid: "清淤3公里", second.uid: "清淤5公里"}))
    assert (status, filed()) == (200, 0)
    assert "清淤3公里" in page
    for _click in range(2):
        assert in_words(client, f"/reports/{month}/answers/", {"kept": kept(page)})[0] == 200
    assert filed() == 2
    assert ProgressReport.objects.get(pk=second.pk).text == "清淤5公里"


def test_tasks_of_others_are_named_and_not_filed(actors: cast.Cast) -> None:
    report = progress.report(actors)
    client, month = signed_in(actors.outsider), report.period.month
    content = sheet(client, month, **{report.uid: "别人的"})
    status, page = bring(client, month, content)
    assert status == 200
    assert report.uid in page
    assert "not a row of your unit and month" in page
    assert 'name="kept"' not in page
    assert filed() == 0


def test_what_was_filed_meanwhile_is_named_and_the_rest_is_filed(actors: cast.Cast) -> None:
    first, second = busy.reports(actors, 2)
    client, month = signed_in(actors.head), first.period.month
    _status, page = bring(client, month, sheet(client, month, **{first.uid: "清淤3公里", second.uid: "清淤5公里"}))
    file_report(by=By(actors.head), about=first, given=ReportFiled(text="清淤4公里"))
    in_words(client, f"/reports/{month}/answers/", {"kept": kept(page)})
    texts = ProgressReport.objects.order_by("task__position").values_list("stage", "text")
    assert list(texts) == [("submitted", "清淤4公里"), ("submitted", "清淤5公里")]
    assert "filed already" in bring(client, month, csv_of(first, "清淤3公里"), "answers.csv")[1]


def csv_of(report: ProgressReport, text: str) -> bytes:
    return f"Row,Progress,Figure,Nothing new\n{report.uid},{text},,\n".encode()


@pytest.mark.parametrize("end", [0.5, 0.98])
def test_a_sheet_that_was_cut_off_is_refused(actors: cast.Cast, end: float) -> None:
    report = progress.report(actors)
    client, month = signed_in(actors.head), report.period.month
    content = sheet(client, month, **{report.uid: "清淤3公里"})
    status, page = bring(client, month, content[: int(len(content) * end)])
    assert status == 200
    assert 'data-severity="must"' in page
    assert 'name="kept"' not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("answers.csv", b"A,B\n1,2\n"),  # not the sheet that was given out
        ("answers.xlsx", b"PK\x03\x04 no workbook"),  # none at all
    ],
)
def test_another_file_is_refused(actors: cast.Cast, name: str, content: bytes) -> None:
    month = progress.report(actors).period.month
    status, page = bring(signed_in(actors.head), month, content, name)
    assert (status, 'data-severity="must"' in page) == (200, True)


def test_what_was_seen_by_somebody_else_cannot_be_filed(actors: cast.Cast) -> None:
    report = progress.report(actors)
    client, month = signed_in(actors.liaison), report.period.month
    page = bring(client, month, csv_of(report, "清淤3公里"), "answers.csv")[1]
    for tampered in (kept(page), kept(page)[:-2], "x"):
        status, said = in_words(signed_in(actors.head), f"/reports/{month}/answers/", {"kept": tampered})
        assert (status, 'data-severity="must"' in said) == (200, True)
    assert filed() == 0


def test_a_liaison_officer_lays_the_rows_before_his_head(actors: cast.Cast) -> None:
    report = progress.report(actors)
    client, month = signed_in(actors.liaison), report.period.month
    page = bring(client, month, csv_of(report, "清淤3公里"), "answers.csv")[1]
    in_words(client, f"/reports/{month}/answers/", {"kept": kept(page)})
    report.refresh_from_db()
    assert (report.stage, report.text) == ("unit_review", "清淤3公里")


def test_the_office_has_no_sheet(actors: cast.Cast) -> None:
    month = progress.report(actors).period.month
    assert signed_in(actors.leader).get(f"/reports/{month}/answers/").status_code == 403
    assert signed_in(actors.head).get("/reports/2001-01/answers/").status_code == 404
    assert "answers" in seen(signed_in(actors.head), f"/reports/?month={month}")
