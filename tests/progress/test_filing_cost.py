"""What a filing costs, and when it judges the lights anew."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from acts import progress
from duban.ledger.models import Milestone
from duban.orgs.acting.performing import By
from duban.orgs.models import Jurisdiction
from duban.progress.models import ProgressReport
from duban.progress.reporting.figures import FigureWords
from duban.progress.reporting.reports import ReportFiled, ReportWritten, file_report, write_report
from duban.supervision import keeping

STATEMENTS = 16  # journal entry, key and transaction included


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The tasks that are judged anew."""
    found: list[int] = []
    keep = keeping.keep

    def noted(jurisdiction: Jurisdiction, tasks: Sequence[int]) -> None:
        found.extend(tasks)
        keep(jurisdiction, tasks)

    monkeypatch.setattr(keeping, "keep", noted)
    return found


def test_a_report_is_filed_in_few_statements(actors: cast.Cast) -> None:
    report = progress.report(actors)
    with CaptureQueriesContext(connection) as asked:
        file_report(by=By(actors.head, key="k1"), about=report, given=ReportFiled(text="清淤3公里"))
    assert len(asked) <= STATEMENTS


def test_a_filing_without_figures_leaves_the_lights(actors: cast.Cast, judged: list[int]) -> None:
    report = progress.report(actors)
    judged.clear()
    write_report(by=By(actors.liaison), about=report, given=ReportWritten(text="清淤3公里"))
    file_report(by=By(actors.head), about=ProgressReport.objects.get(), given=ReportFiled())
    assert judged == []


def test_one_with_figures_judges_them(actors: cast.Cast, judged: list[int]) -> None:
    report = progress.report(actors)
    item = Milestone.objects.get().item
    indicator = item.indicators.create(jurisdiction=actors.city, title="清淤长度", target=10)
    judged.clear()
    given = ReportFiled(text="清淤3公里", figures=(FigureWords(indicator.uid, Decimal(3)),))
    file_report(by=By(actors.head), about=report, given=given)
    assert judged == [report.task_id]


def test_a_further_version_has_the_next_number(actors: cast.Cast) -> None:
    report = progress.filed(actors)
    ProgressReport.objects.update(stage="returned")
    report.refresh_from_db()
    file_report(by=By(actors.head), about=report, given=ReportFiled(text="清淤4公里"))
    assert list(report.versions.order_by("number").values_list("number", "text")) == [
        (1, "清淤3公里"),
        (2, "清淤4公里"),
    ]
