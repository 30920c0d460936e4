"""The door `run.py`, as far as it can be tried without making an environment."""

import ast
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from requires import ROOT

RUN = ROOT / "run.py"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The module with an environment of its own, and with everything it would install noted down."""
    spec = importlib.util.spec_from_file_location("run", RUN)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", venv / "duban-stamp.json")
    monkeypatch.setattr(module, "made", [], raising=False)

    def make() -> None:
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.touch()
        module.made.append("environment")

    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module, "_make_with_pip", make)
    monkeypatch.setattr(module, "_has_pip", lambda: True)
    monkeypatch.setattr(module, "_install_project", lambda _: module.made.append("project"))
    return module


def call(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, RUN, *arguments], capture_output=True, text=True, check=False)


def test_help_names_every_command(run: ModuleType) -> None:
    finished = call("--help")
    assert finished.returncode == 0
    assert all(f"\n  {name}" in finished.stdout for name in run.COMMANDS)


@pytest.mark.parametrize("arguments", [(), ("nope",)])
def test_a_bad_command_line_ends_with_code_2(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).returncode == 2


def test_an_old_python_can_read_the_file_and_says_one_line() -> None:
    text = RUN.read_text("utf-8")
    ast.parse(text, feature_version=(3, 7))
    old = f"import sys; sys.version_info = (3, 8, 1); exec(compile({text!r}, 'run.py', 'exec'))"
    finished = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert finished.stderr.strip() == "Duban needs Python 3.11 or newer; this is Python 3.8."


def test_the_first_call_makes_everything_and_the_second_nothing(run: ModuleType) -> None:
    run.set_up()
    assert run.made == ["environment", "project"]
    run.set_up()
    assert run.made == ["environment", "project"]


def test_an_environment_left_half_made_is_made_anew(run: ModuleType) -> None:
    run.set_up()
    run.STAMP.unlink()  # as a killed call leaves it
    run.set_up()
    assert run.made == ["environment", "project"] * 2


def test_an_environment_without_its_python_is_made_anew(run: ModuleType) -> None:
    run.set_up()
    run.PYTHON.unlink()
    run.set_up()
    assert run.made == ["environment", "project"] * 2


def test_a_changed_lock_makes_the_environment_anew(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run.set_up()
    other = tmp_path / "lock.txt"
    other.write_text("something else", encoding="utf-8")
    monkeypatch.setattr(run, "LOCK", other)
    run.set_up()
    assert run.made == ["environment", "project"] * 2


def test_a_changed_project_file_only_installs_the_project_again(run: ModuleType) -> None:
    run.set_up()
    run.STAMP.write_text(json.dumps({**json.loads(run.STAMP.read_text()), "project": "an older one"}))
    run.set_up()
    assert run.made == ["environment", "project", "project"]
