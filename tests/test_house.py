"""The house rules that a machine can check (CONTRIBUTING.md)."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from requires import ROOT

MOST_LINES = 400
TEXTS = {".py", ".md", ".txt", ".toml", ".css", ".js", ".html", ".svg", ".json", ".po", ".csv", ""}
FOLDERS = (".ci", "bench", "docs", "requirements", "samples", "src", "tests", "tools")
CORPUS = ROOT / "tests" / "corpus"  # plans in every encoding, and files that are none
PASSING = {"__pycache__", "results", "shots"}

# Written in two parts, so that this file does not find itself.
MACHINE_PATHS = re.compile("/" + r"(?:work|root|opt/wheels|home/\w+)/")
REGISTRY_HOSTS = re.compile(
    r"\b(?:pypi\." + r"org|files\.pythonhosted\." + r"|registry\.npmjs\." + r"|deb\.debian\." + ")"
)
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "data", "info", "misc", "common"}

# A web worker that never reads or writes a document does not carry these (design 5).
DOCUMENT_LIBRARIES = ("docx", "lxml", "openpyxl", "xlsxwriter", "charset_normalizer", "pypinyin")


def files() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file())
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and not PASSING & set(path.parts) and ".egg-info" not in str(path):
                yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        if path.suffix in TEXTS and (CORPUS not in path.parents or path.suffix == ".py"):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_no_file_of_code_outgrows_its_reader() -> None:
    written = ((name, text) for name, text in texts() if "/migrations/" not in name)  # those are generated
    sizes = {name: text.count("\n") for name, text in written if name.endswith((".py", ".css", ".js", ".html"))}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert [name for name, text in texts() if MACHINE_PATHS.search(text)] == []


def test_no_file_names_a_registry() -> None:
    assert [name for name, text in texts() if REGISTRY_HOSTS.search(text)] == []


def test_every_file_ends_with_a_line_end_and_has_no_tabs_in_python() -> None:
    code = {name: text for name, text in texts() if name.endswith(".py")}
    assert [name for name, text in code.items() if text and not text.endswith("\n")] == []
    assert [name for name, text in code.items() if "\t" in text] == []


def test_the_packages_of_the_domains_start_empty() -> None:
    """So that their pure parts import without Django."""
    packages = [ROOT / "src/duban" / name / "__init__.py" for name in ("core", "journal", "orgs", "plans", "ledger")]
    assert [str(path) for path in packages if path.read_text("utf-8")] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in (ROOT / "src").rglob("*.py") if VAGUE_NAMES & set(path.stem.split("_"))] == []


def test_a_web_worker_starts_without_document_libraries() -> None:
    asked = f"import sys, duban.wsgi, duban.urls; print([n for n in {DOCUMENT_LIBRARIES!r} if n in sys.modules])"
    finished = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == "[]"


def test_what_is_required_by_name_alone_is_named() -> None:
    """Packages that no module imports, excused from the search for unused ones, stand in settings or commands."""
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["deptry"]
    # Django chooses its driver by the address of the database.
    excused = set(tools["per_rule_ignores"]["DEP002"]) - {"psycopg"}
    modules = {name: tools["package_module_name_map"].get(name, name.replace("-", "_")) for name in excused}
    code = "".join(text for name, text in texts() if name.startswith("src/") and name.endswith(".py")).lower()
    assert [name for name, module in modules.items() if module not in code] == []


def test_the_lock_names_every_requirement() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["postgresql"],
        *project["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[\[<>=!~; ]", requirement)[0].lower() for requirement in wanted}
    lock = (ROOT / "requirements" / "lock.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9.-]+)(?:\[[\w,]+\])?==", lock, re.MULTILINE))
    assert names - locked == set(), "run tools/lock.py"
