"""`duban import` takes a plan in, says what was found, and adopts it where nothing must be settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

import cast
from duban.cli import main
from duban.ledger.models import Task
from duban.plans.models import PlanImport
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

PLAN = (
    "关于2026年重点任务分工的通知\n一、发展改革工作（责任领导：{leader}）\n"
    "1.地区生产总值增长5%，6月底前见效。（牵头单位：市发改委；配合单位：市统计局）\n"
)


@pytest.fixture(autouse=True)
def english(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.DUBAN_FILES = tmp_path / "files"
    with translation.override("en"):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def plan(tmp_path: Path, *, leader: str = "顾怀舟") -> str:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN.format(leader=leader), "utf-8")
    return str(path)


def test_a_plan_is_taken_in_for_review(actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", plan(tmp_path), "--jurisdiction", "lan"]) == 0
    read = PlanImport.objects.get()
    assert (read.stage, read.uploaded_by) == (ImportStage.READ, actors.officer.user)
    said = capsys.readouterr().out
    assert "plan.txt: 1 clauses in 1 sections, 2 units" in said
    assert f"/plans/import/{read.uid}/" in said


def test_a_plan_without_open_points_is_adopted(
    actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", plan(tmp_path), "--jurisdiction", "lan", "--by", "officer", "--adopt"]) == 0
    assert "1 tasks from 1 clauses" in capsys.readouterr().out
    assert Task.objects.count() == 1


def test_open_points_are_listed_and_nothing_is_adopted(
    actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", plan(tmp_path, leader="顾"), "--jurisdiction", "lan", "--adopt"]) == 1
    assert "Finding 1 must be settled." in capsys.readouterr().out
    assert PlanImport.objects.get().stage == ImportStage.READ
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        # a government and an account that there are not
        (["--jurisdiction", "nowhere"], "no government with the code 'nowhere'"),
        (["--jurisdiction", "lan", "--by", "nobody"], "no account 'nobody'"),
        # two governments, none named
        ([], "name the government"),
        # an account whose post does not do this
        (["--jurisdiction", "lan", "--by", "auditor"], "Your post does not include this act"),
    ],
)
def test_what_cannot_be_done_ends_with_one_line(
    actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["import", plan(tmp_path), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith("duban import: ")
    assert (said in error, error.count("\n")) == (True, 1)
    assert not PlanImport.objects.exists()


def test_the_same_file_again_names_the_review(
    actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["import", plan(tmp_path), "--jurisdiction", "lan"]
    assert main(arguments) == 0
    assert main(arguments) == 2
    assert f"/plans/import/{PlanImport.objects.get().uid}/" in capsys.readouterr().err


def test_a_file_that_is_not_there_or_no_plan_ends_with_one_line(
    actors: cast.Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 8)
    for path in (str(tmp_path / "missing.txt"), str(photo)):
        assert main(["import", path, "--jurisdiction", "lan"]) == 2
        assert capsys.readouterr().err.count("\n") == 1
