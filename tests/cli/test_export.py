"""`duban export ledger` takes the ledger out, as the page does."""

from pathlib import Path

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from duban.cli import main
from duban.journal.models import AccessRecord
from duban.orgs.models import Jurisdiction
from ledger.factory import government, officer, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> Jurisdiction:
    cache.clear()
    jurisdiction = government()
    plan_of(jurisdiction, uploaded_by=officer(jurisdiction), tasks=12)
    return jurisdiction


def test_the_ledger_goes_to_standard_output_as_csv(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "ledger"]) == 0
    lines = capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert len(lines) == 5 + 12
    assert AccessRecord.objects.get(what="ledger.exported").actor_name == "岳明川"


def test_the_name_of_the_file_tells_the_form(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert main(["export", "ledger", "--out", str(path)]) == 0
    assert load_workbook(path).active.max_row == 5 + 12


def test_a_filter_is_what_stands_in_the_address_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    assert main(["export", "ledger", "--filter", "kind=ongoing&q=公园", "--out", str(path), "--by", "office"]) == 0
    assert len(path.read_text("utf-8-sig").splitlines()) == 5


def _refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["export", "ledger", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    return lines[0]


REFUSED = [
    (["--jurisdiction", "nowhere"], "--jurisdiction"),
    (["--by", "nobody"], "--by"),
    (["--out", "/no/such/folder/ledger.csv"], "/no/such/folder/ledger.csv"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_bad_input_ends_with_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert words in _refused(arguments, capsys)


def test_with_several_governments_one_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    officer(government("he", "禾川市"), "elsewhere")
    assert "--jurisdiction" in _refused([], capsys)
