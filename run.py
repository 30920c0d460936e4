#!/usr/bin/env python3
"""One door to everything: `python3 run.py demo` and `python3 run.py test` are the two commands to know.

Needs a bare Python and nothing else. The first call makes `.venv` from `requirements/lock.txt`, whose hashes are
checked; later calls find it in order and start at once.
"""

import sys

if sys.version_info < (3, 11):  # stands before the other imports, so that an old Python says this and nothing else
    sys.exit("Duban needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info[:2]))

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements" / "lock.txt"
STAMP = VENV / "duban-stamp.json"
QUIET = ("-qq", "--disable-pip-version-check", "--no-input")

HELP = """usage: python3 run.py COMMAND [ARGUMENTS]

  demo          set up and start the demonstration: a fictional city with its ledger
  test          set up and pass the whole suite, on SQLite and on PostgreSQL; arguments go to pytest
  check         lint, types, layers, translations, migrations, licences, unused dependencies, then the tests
  bench         run the benchmarks; prints a table and writes JSON to bench/results/
  duban ARGS    the command `duban` in this environment, for example: python3 run.py duban read plan.txt

The first call makes .venv (about a minute); DUBAN_HOME is var/ beside this file unless it is set.
"""

# Each command as arguments of the environment's Python, and whether it runs in the root instead of where you are.
COMMANDS = {
    "demo": (("-m", "duban", "demo"), False),
    "test": (("tests/engines.py",), True),
    "check": (("tools/check.py",), True),
    "bench": (("-m", "bench"), True),
    "duban": (("-m", "duban"), False),
}


def main(arguments: list[str]) -> NoReturn:
    """Bring the environment up to date and hand over to the command, whose exit code becomes ours."""
    if not arguments or arguments[0] in {"--help", "-h", "help"}:
        sys.stdout.write(HELP)
        sys.exit(0 if arguments else 2)
    name, *rest = arguments
    if name not in COMMANDS:
        sys.exit(_complaint(f"run.py: there is no command {name!r}; see python3 run.py --help", code=2))
    set_up()
    command, in_root = COMMANDS[name]
    if in_root:
        os.chdir(ROOT)
    os.environ.setdefault("DUBAN_HOME", str(ROOT / "var"))
    os.execv(PYTHON, [str(PYTHON), *command, *rest])  # noqa: S606  # signals and exit code pass through untouched


def set_up() -> None:
    """Make or mend `.venv`; do nothing when its stamp says that it is up to date."""
    with Path(__file__).open("rb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # two first calls at once: the second waits and finds the work done
        wanted, found = _wanted(), _stamp()
        if found == wanted:
            return
        # The stamp goes first and comes back last: an environment without one was left half-made.
        STAMP.unlink(missing_ok=True)
        uv = shutil.which("uv")
        installer = uv or _has_pip()
        if found.get("environment") != wanted["environment"] or not installer:  # else only pyproject.toml changed
            _say("Setting up .venv from requirements/lock.txt; this takes about a minute.")
            if not (uv and _made_with_uv(uv)):
                _make_with_pip()
        _install_project(None if _has_pip() else uv)
        STAMP.write_text(json.dumps(_wanted()), encoding="utf-8")


def _wanted() -> dict[str, str]:
    """Say what the environment must have been made from: the lock, this place, the Python that it still points at."""
    return {
        "environment": _digest(LOCK.read_bytes(), str(VENV).encode(), os.path.realpath(PYTHON).encode()),
        "project": _digest((ROOT / "pyproject.toml").read_bytes()),
    }


def _stamp() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if PYTHON.exists() else {}


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _made_with_uv(uv: str) -> bool:
    _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], "make .venv")
    sync = [uv, "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", str(LOCK)]
    if subprocess.run(sync, check=False, stdout=sys.stderr).returncode == 0:
        return True
    _say("uv could not do it; trying pip.")
    return False


def _make_with_pip() -> None:
    if not (find_spec("venv") and find_spec("ensurepip")):
        version = "{}.{}".format(*sys.version_info[:2])
        sys.exit(_complaint(f"This Python cannot make environments; install the package python{version}-venv first."))
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "make .venv")
    _run(
        [str(PYTHON), "-m", "pip", "install", *QUIET, "--no-deps", "--require-hashes", "-r", str(LOCK)],
        "install requirements/lock.txt; it needs the package index that pip is configured for",
    )


def _install_project(uv: str | None) -> None:
    """Install Duban itself, editable; the build tool it needs is in the lock, so nothing is fetched for it."""
    editable = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    with_pip = [str(PYTHON), "-m", "pip", "install", *QUIET]
    tool = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)] if uv else with_pip
    _run([*tool, *editable], "install Duban into .venv")


def _run(command: list[str], purpose: str) -> None:
    # Standard output belongs to the command that comes after: `run.py duban read` prints JSON there.
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
        sys.exit(_complaint(f"run.py could not {purpose} (the lines above say why)."))


def _has_pip() -> bool:
    return any(VENV.glob("lib/python*/site-packages/pip"))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _complaint(line: str, code: int = 1) -> int:
    _say(line)
    return code


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
