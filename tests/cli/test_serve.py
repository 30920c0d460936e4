"""`duban serve` and the entry point of web servers refuse an installation that is not in order."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import sites
from duban.core import sealing

SECRET = "a-secret-of-more-than-forty-characters-in-all"


def run(*arguments: str, home: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DUBAN_", "DJANGO_"))}
    environment = {**clean, "DUBAN_HOME": str(home), **settings}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_production_without_a_secret_says_so_in_one_line(tmp_path: Path) -> None:
    ended = run("-m", "duban", "serve", home=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "duban.E001" in ended.stderr
    assert "duban.E002" in ended.stderr


def test_a_web_server_does_not_get_an_application_without_a_secret(tmp_path: Path) -> None:
    ended = run("-c", "import duban.wsgi", home=tmp_path, DUBAN_ALLOWED_HOSTS="duban.example")
    assert ended.returncode == 1
    assert "duban.E001" in ended.stderr


def test_production_does_not_serve_a_demonstration(demonstration: sites.Demonstration, tmp_path: Path) -> None:
    home = shutil.copytree(demonstration.home, tmp_path / "home")
    database = home / "demonstration" / "duban.sqlite3"
    ended = run(
        "-c",
        "import duban.wsgi",
        home=home,
        DUBAN_SECRET_KEY=SECRET,
        DUBAN_FIELD_KEYS=sealing.new_key(),
        DUBAN_ALLOWED_HOSTS="duban.example",
        DUBAN_DATABASE_URL=f"sqlite:///{database}",
    )
    assert ended.returncode == 1
    assert "orgs.wrong_database" in ended.stderr


def test_a_demonstration_started_again_keeps_its_data_and_prints_no_password(
    demonstration: sites.Demonstration, tmp_path: Path
) -> None:
    home = shutil.copytree(demonstration.home, tmp_path / "home")
    again = run("-m", "duban", "demo", "--no-serve", home=home)
    fresh = run("-m", "duban", "demo", "--no-serve", "--no-year", "--fresh", home=home)
    assert "office" in demonstration.printed
    assert "office" not in again.stdout
    assert "office" in fresh.stdout
    assert demonstration.printed != fresh.stdout  # other passwords


def test_fresh_removes_nothing_that_no_demonstration_made(tmp_path: Path) -> None:
    kept = tmp_path / "demonstration" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    ended = run("-m", "duban", "demo", "--no-serve", "--no-year", "--fresh", home=tmp_path)
    assert ended.returncode == 2
    assert kept.read_text("utf-8") == "mine"
