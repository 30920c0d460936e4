"""`duban read` as it is typed: its outputs, its exit codes, and what it does not load (design 3.2)."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from contract import assert_keeps_the_contract
from requires import SHARED

SAMPLE = Path(__file__).parents[2] / "samples" / "lan-2026.txt"
PLAN = """关于印发重点任务分工方案的通知
一、工业（责任领导：秦川，共2条）
1. 新增企业20家。（牵头单位：市工信局；配合单位：市财政局、审计局等）
2. =1+1，6月底前完成。（牵头单位：市发改委）
"""


def duban(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "duban", *arguments]
    known = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=60, env=known | environment)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_one_plan_gives_one_json_object(plan: Path) -> None:
    done = duban("read", str(plan))
    assert (done.returncode, done.stderr) == (0, b"")
    written = json.loads(done.stdout)
    assert_keeps_the_contract(written)
    assert written["source"]["name"] == "plan.txt"
    assert [item["number"] for item in written["items"]] == ["1", "2"]
    assert "text" not in written


def test_the_text_is_added_when_asked_for_and_spans_count_in_it(plan: Path) -> None:
    written = json.loads(duban("read", str(plan), "--with-text").stdout)
    assert_keeps_the_contract(written)
    lead = written["items"][0]["leads"][0]
    assert written["text"][slice(*lead["span"])] == lead["surface"] == "市工信局"


def test_standard_input_is_read(plan: Path) -> None:
    assert json.loads(duban("read", "-", data=plan.read_bytes()).stdout)["source"]["name"] == "stdin"


def test_the_sample_keeps_the_contract_as_text_and_as_page() -> None:
    lines = duban("read", str(SAMPLE), str(SAMPLE.with_suffix(".html")), "--with-text").stdout.splitlines()
    written = [json.loads(line) for line in lines]
    for each in written:
        assert_keeps_the_contract(each)
    assert [each["source"]["format"] for each in written] == ["txt", "html"]


def test_several_plans_give_a_line_each_in_their_order(tmp_path: Path) -> None:
    paths = []
    for number in range(25):
        paths.append(tmp_path / f"plan-{number}.txt")
        paths[-1].write_text(PLAN * (1 + 40 * (number % 3)), "utf-8")  # some take longer than those after them
    for jobs in ("1", "3"):
        done = duban("read", *map(str, paths), "--jobs", jobs)
        assert done.returncode == 0
        assert [json.loads(line)["source"]["name"] for line in done.stdout.splitlines()] == [
            path.name for path in paths
        ]


def test_an_unreadable_file_among_several_gives_its_line_and_exit_code_1(plan: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    done = duban("read", str(scan), str(plan), str(tmp_path / "none.txt"))
    assert done.returncode == 1
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    for written in (first, second, third):
        assert_keeps_the_contract(written)
    assert (first["error"]["code"], first["source"]) == ("picture_not_read", {"name": "scan.png"})
    assert second["items"]
    assert third["error"]["code"] == "file_not_found"


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.txt"],  # no such file
        ["."],  # a folder
        [],  # nothing to read
        ["plan.txt", "--format", "pdf"],
        ["plan.txt", "--format", "xlsx"],  # nowhere to write to
        ["plan.txt", "--jobs", "0"],
        ["plan.txt", "--out", "nowhere/plan.json"],
        ["plan.txt", "--units", "none.csv"],
        ["plan.txt", "--units", "units.csv"],  # a unit named twice
        ["-", "-"],
        ["--never-heard-of"],
    ],
)
def test_bad_input_ends_with_2_and_one_line(plan: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(plan.parent)
    Path("units.csv").write_text("市财政局,财政\n市财政所,财政\n", "utf-8")
    done = duban("read", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1
    assert done.stderr.startswith(b"duban read: ")
    assert not list(plan.parent.glob("*.part"))


def test_an_unknown_command_ends_with_2_and_one_line() -> None:
    done = duban("raed", "plan.txt")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_help_has_an_example_for_every_command() -> None:
    whole = duban("--help").stdout.decode()
    assert duban().stdout.decode() == whole
    assert "example:" in whole
    for name in whole.split("commands:\n")[1].split("\n\n")[0].splitlines():
        told = duban(name.split()[0], "--help")
        assert told.returncode == 0
        assert "example:\n  duban" in told.stdout.decode()


def test_the_version_is_printed() -> None:
    assert duban("--version").stdout.startswith(b"duban 0.")


def test_messages_follow_the_language(plan: Path) -> None:
    def message(*arguments: str, **environment: str) -> str:
        return json.loads(duban("read", str(plan), *arguments, **environment).stdout)["findings"][0]["message"]

    chinese, english = message(), message("--lang", "en")
    assert not chinese.isascii()
    assert english != chinese
    assert message(DUBAN_LANGUAGE="en") == english
    assert message("--lang", "zh", DUBAN_LANGUAGE="en") == chinese


def test_a_register_of_units_is_used(plan: Path) -> None:
    units = plan.with_name("units.csv")
    units.write_text("名称,别名,类别\n市工业和信息化局,市工信局、工信局,department\n", "utf-8-sig")
    written = json.loads(duban("read", str(plan), "--units", str(units)).stdout)
    assert written["items"][0]["leads"][0]["name"] == "市工业和信息化局"


def test_csv_has_a_row_for_each_item_and_a_second_file_of_findings(plan: Path) -> None:
    out = plan.with_name("plan.csv")
    assert duban("read", str(plan), "--format", "csv", "--out", str(out)).returncode == 0
    heads, *rows = csv.reader(io.StringIO(out.read_text("utf-8-sig")))
    assert [row[heads.index("序号")] for row in rows] == ["1", "2"]
    assert rows[0][heads.index("配合单位")] == "市财政局、市审计局等"
    assert rows[1][heads.index("内容")].startswith("'=1+1")  # no spreadsheet computes it
    findings = list(csv.reader(io.StringIO(plan.with_name("plan.findings.csv").read_text("utf-8-sig"))))
    assert len(findings) > 1
    on_screen = duban("read", str(plan), "--format", "csv").stdout.decode()
    assert on_screen == out.read_text("utf-8-sig")


def test_xlsx_has_a_sheet_of_items_and_a_sheet_of_findings(plan: Path) -> None:
    out = plan.with_name("plan.xlsx")
    assert duban("read", str(plan), str(plan), "--format", "xlsx", "--out", str(out)).returncode == 0
    items, findings = openpyxl.load_workbook(out).worksheets
    assert [cell.value for cell in items["B"]] == ["序号", "1", "2", "1", "2"]
    assert findings.max_row > 1
    assert {cell.data_type for row in items.iter_rows() for cell in row if cell.value} == {"s"}


def test_a_table_shows_the_items_and_what_to_mend_before_issue(plan: Path) -> None:
    printed = duban("read", str(plan), "--format", "table").stdout.decode()
    assert "市工信局" in printed
    assert "[cooperating_missing]" in printed
    twice = duban("read", str(plan), str(plan.with_name("none.txt")), "--format", "table")
    assert (twice.returncode, twice.stdout.decode()) == (1, printed)
    assert twice.stderr.count(b"\n") == 1


def test_what_was_there_stays_when_writing_fails(plan: Path) -> None:
    out = plan.with_name("readings.json")
    out.write_text("before", "utf-8")
    assert duban("read", str(plan.with_name("none.txt")), "--out", str(out)).returncode == 2
    assert out.read_text("utf-8") == "before"
    assert duban("read", str(plan), "--out", str(out)).returncode == 0
    assert json.loads(out.read_text("utf-8"))["items"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    first, second = duban("read", str(SAMPLE)), duban("read", str(SAMPLE), PYTHONHASHSEED="7")
    assert first.stdout == second.stdout


def test_a_closed_pipe_ends_quietly(plan: Path) -> None:
    command = [sys.executable, "-m", "duban", "read", *[str(SAMPLE)] * 40, "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(10)
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=60) == 141


def test_ctrl_c_ends_quietly_with_all_its_processes(plan: Path) -> None:
    command = [sys.executable, "-m", "duban", "read", *[str(SAMPLE)] * 3_000, "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        os.killpg(child.pid, signal.SIGINT)
        child.stdout.read()
        assert child.stderr.read() == b""
        assert child.wait(timeout=60) == 130
    time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)


def test_progress_shows_on_a_terminal_only(plan: Path) -> None:
    assert duban("read", str(plan), str(plan)).stderr == b""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "duban", "read", str(plan), str(plan)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=theirs, check=True, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert b"2/2" in shown


@pytest.mark.parametrize(("name", "unloaded"), [("lan-2026.txt", {"lxml"}), ("lan-2026.html", set())])
def test_reading_loads_neither_django_nor_what_the_format_does_not_need(name: str, unloaded: set[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "duban", "read", str(SAMPLE.with_name(name))]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stderr
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in told.splitlines()}
    assert "duban" in loaded
    never = {"django", "charset_normalizer", "xlsxwriter", "csv", "multiprocessing", "concurrent", "zipfile", "docx"}
    assert loaded.isdisjoint(never | unloaded)


@pytest.mark.shared
def test_the_real_notice_and_the_specimens_keep_the_contract() -> None:
    plans = SHARED / "plans"
    paths = [
        plans / "tongliao-2019.txt",
        *sorted(plans.glob("specimens/*.txt")),
        *sorted(plans.glob("specimens/*.html")),
    ]
    lines = duban("read", *map(str, paths), "--with-text").stdout.splitlines()
    assert len(lines) == len(paths)
    for line in lines:
        assert_keeps_the_contract(json.loads(line))
