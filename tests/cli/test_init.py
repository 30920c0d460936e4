"""`duban init` sets a government up once, with posts apart, and leaves no password behind."""

import io
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from duban.cli import main
from duban.core import sealing
from duban.orgs.accounts.founding import found_jurisdiction
from duban.orgs.models import Jurisdiction

ANSWERS: dict[str, str | int | bool] = {
    "name": "澜州市人民政府",
    "code": "lanzhou",
    "level": "prefecture",
    "protection_level": 2,
    "small_office": True,
    "system": "石一鸣",
    "security": "石一鸣",
    "audit": "巫明鉴",
    "office_head": "钟离秋",
}
KEYS = sealing.new_key()


def init(home: Path, *arguments: str, typed: str = "", **settings: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DUBAN_", "DJANGO_"))}
    environment = clean | {
        "DUBAN_HOME": str(home),
        "DUBAN_SECRET_KEY": "a-secret-of-more-than-forty-characters-in-all",
        "DUBAN_ALLOWED_HOSTS": "duban.example",
        "DUBAN_FIELD_KEYS": KEYS,
        **settings,
    }
    command = [sys.executable, "-m", "duban", "init", *arguments]
    return subprocess.run(
        command, env=environment, input=typed, capture_output=True, text=True, timeout=120, check=False
    )


def answered(tmp_path: Path, **changes: str | int | bool | None) -> Path:
    path = tmp_path / "answers.json"
    kept = {key: value for key, value in (ANSWERS | changes).items() if value is not None}
    path.write_text(json.dumps(kept), encoding="utf-8")
    return path


def rows(home: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "duban.sqlite3") as database:
        return database.execute(sql).fetchall()


def test_a_government_is_set_up_once_and_a_second_beside_it(tmp_path: Path) -> None:
    ended = init(tmp_path, "--answers", str(answered(tmp_path)), "--no-input")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("shiyiming") == 1  # one person in two posts has one account
    assert rows(tmp_path, "SELECT code, protection_level, is_small_office FROM orgs_jurisdiction") == [
        ("lanzhou", 2, 1)
    ]
    kinds = (
        "SELECT u.username, p.kind FROM orgs_user u "
        "JOIN orgs_holding h USING (person_id) JOIN orgs_post p ON p.id = h.post_id"
    )
    assert sorted(rows(tmp_path, kinds)) == [
        ("shiyiming", "security"),
        ("shiyiming", "system"),
        ("wumingjian", "audit"),
        ("zhongliqiu", "office_head"),
    ]
    # Nobody can sign in before he has set a password of his own, and no secret is kept.
    assert all(str(password).startswith("!") for (password,) in rows(tmp_path, "SELECT password FROM orgs_user"))
    assert len(rows(tmp_path, "SELECT id FROM orgs_invitation WHERE used_at IS NULL")) == 3
    assert len(rows(tmp_path, "SELECT DISTINCT strftime('%Y', day) FROM orgs_calendar_day")) == 2

    again = init(tmp_path, "--answers", str(answered(tmp_path)), "--no-input")
    assert again.returncode == 2
    assert "lanzhou" in again.stderr

    county = answered(tmp_path, name="云渡县人民政府", code="yundu", level="county", parent="lanzhou")
    below = init(tmp_path, "--answers", str(county), "--no-input")
    assert below.returncode == 0
    assert len(rows(tmp_path, "SELECT id FROM orgs_jurisdiction WHERE parent_id IS NOT NULL")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"security": None}, "security"),  # a missing answer is named by its key
        ({"level": "village"}, "level"),  # not one of the four
        ({"protection_level": 4}, "protection_level"),  # not declared so for such a system
        ({"code": "澜州"}, "code"),  # cannot stand on a command line
        ({"name": "  "}, "name"),  # nothing but blanks
        ({"parent": "nowhere"}, "parent"),  # not set up here
        ({"nmae": "x"}, "nmae"),  # a key that is no question
        ({"protection_level": 3}, "石一鸣"),  # level 3: three persons
        ({"audit": "石一鸣"}, "石一鸣"),  # audit stands apart at every level
        ({"office_head": "巫明鉴"}, "巫明鉴"),  # an administrator does no business
    ],
)
def test_what_cannot_be_set_up_is_refused_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str | int | bool | None],
    named: str,
) -> None:
    assert main(["init", "--answers", str(answered(tmp_path, **changes)), "--no-input"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert named in said.err
    assert not Jurisdiction.objects.exists()


@pytest.mark.django_db
def test_what_was_typed_wrongly_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "澜州市人民政府\n澜州\nlanzhou\nprefecture\n\n3\n\n石一鸣\n骆安\n巫明鉴\n钟离秋\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["init"]) == 0
    assert "lanzhou" in capsys.readouterr().err  # what a code looks like
    city = Jurisdiction.objects.get()
    assert (city.protection_level, city.is_small_office) == (3, False)
    assert city.user_set.count() == 4


@pytest.mark.django_db
def test_an_end_of_input_sets_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("澜州市人民政府\n"))
    assert main(["init"]) == 2
    assert not Jurisdiction.objects.exists()


def test_a_file_that_holds_no_answers_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answers.toml"
    path.write_text("name = ", encoding="utf-8")
    for given in (path, tmp_path / "missing.toml"):
        assert main(["init", "--answers", str(given), "--no-input"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.django_db
def test_a_demonstration_is_no_ground_for_a_government(tmp_path: Path) -> None:
    found_jurisdiction(code="shown", name="澜州市", level="prefecture", is_demonstration=True)
    assert main(["init", "--answers", str(answered(tmp_path)), "--no-input"]) == 2
    assert Jurisdiction.objects.count() == 1
