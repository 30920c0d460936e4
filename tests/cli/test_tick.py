"""`duban tick` and `duban month`: time passes once, however often they run."""

from datetime import UTC, datetime

import pytest

import cast
from acts import planning
from duban.cli import main
from duban.core import clock
from duban.journal.models import Entry
from duban.progress.models import ProgressReport, ReportingPeriod

pytestmark = pytest.mark.django_db


def test_a_tick_that_runs_twice_acts_once(capsys: pytest.CaptureFixture[str]) -> None:
    actors = cast.assemble()
    planning.in_force(actors)
    assert main(["tick"]) == 0
    entries = Entry.objects.count()
    assert ProgressReport.objects.count() == 1
    assert main(["tick"]) == 0
    assert Entry.objects.count() == entries
    assert "lan: 0 entries" in capsys.readouterr().out.splitlines()


def test_a_month_is_opened_and_locked_after_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    with clock.frozen(datetime(2026, 4, 1, 1, tzinfo=UTC)):
        actors = cast.assemble()
        planning.in_force(actors)
        assert main(["month", "open", "2026-04", "--jurisdiction", "lan"]) == 0
        assert main(["month", "open", "2026-04", "--jurisdiction", "lan"]) == 0
        assert main(["month", "lock", "2026-04", "--jurisdiction", "lan"]) == 2
    assert ReportingPeriod.objects.get().month == "2026-04"
    with clock.frozen(datetime(2026, 5, 9, 1, tzinfo=UTC)):
        assert main(["month", "lock", "2026-04", "--jurisdiction", "lan"]) == 0
    assert ProgressReport.objects.get().stage == "missing"
    assert capsys.readouterr().out.splitlines()[-1] == "2026-04: locked, 1 missing"


@pytest.mark.parametrize("month", ["2026-4", "april", "2026-13"])
def test_what_is_no_month_is_refused(month: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["month", "open", month])
    assert ended.value.code == 2
    assert "YYYY-MM" in capsys.readouterr().err
