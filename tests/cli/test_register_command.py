"""`duban register` reads the register in and takes it out, as the pages do."""

from pathlib import Path

import pytest

import cast
from duban.cli import main
from duban.journal.models import Entry
from duban.orgs.models import Unit

pytestmark = pytest.mark.django_db

CITY = ["--jurisdiction", "lan", "--by", "officer"]


@pytest.fixture(autouse=True)
def actors() -> cast.Cast:
    return cast.assemble()


def sheet(folder: Path, text: str) -> str:
    path = folder / "units.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sheet(tmp_path, "name,kind,code\n市审计局,department,\n市水利局,,W1\n")
    assert main(["register", "import", path, "--dry-run", *CITY]) == 0
    out = capsys.readouterr().out
    assert "  + 市审计局" in out
    assert "W1" in out
    assert not Unit.objects.filter(name="市审计局").exists()


def test_a_sheet_is_taken_with_one_entry(tmp_path: Path) -> None:
    path = sheet(tmp_path, "name,kind\n市审计局,department\n")
    assert main(["register", "import", path, *CITY]) == 0
    assert Unit.objects.filter(name="市审计局").exists()
    assert Entry.objects.filter(kind="orgs.register_imported").count() == 1


def test_a_wrong_row_is_printed_and_nothing_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = sheet(tmp_path, "name,kind\n市审计局,department\n甲,没有这一类\n")
    assert main(["register", "import", path, *CITY]) == 1
    assert "没有这一类" in capsys.readouterr().out
    assert not Unit.objects.filter(name="市审计局").exists()


def test_what_is_taken_out_can_be_read_in(tmp_path: Path) -> None:
    for name in ("units.csv", "units.xlsx"):
        path = str(tmp_path / name)
        assert main(["register", "export", "--out", path, *CITY]) == 0
        assert main(["register", "import", path, "--dry-run", *CITY]) == 0


REFUSED = [
    (["import", "/no/such/file.csv", *CITY], "/no/such/file.csv"),
    (["export", "--out", "/no/such/folder/units.csv", *CITY], "/no/such/folder/units.csv"),
    (["export", "--jurisdiction", "nowhere"], "--jurisdiction"),
    (["export", "--jurisdiction", "lan", "--by", "nobody"], "--by"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_bad_input_ends_with_one_line(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert words in lines[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("units.csv", b"\x00\x01"),
        ("units.csv", "名称,类别\n密级：秘密,department\n".encode()),
        ("秘密-units.csv", b"name\nx\n"),
    ],
)
def test_a_file_that_is_no_sheet_or_bears_a_mark_of_secrecy_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["register", "import", str(tmp_path / name), *CITY]) == 2
