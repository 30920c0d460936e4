"""`duban read`: plans in, readings out, without a database and without Django."""

# ruff: noqa: PTH119, PTH122, PTH123  # pathlib would be a tenth of the time it takes to start
import gc
import os
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from duban.commands import Refused
from duban.plans.reading import wire
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import LIMITS
from duban.plans.reading.messages import Language, sentence, texts_and_numbers
from duban.plans.reading.read import read_document
from duban.plans.reading.resolve import EMPTY, Register
from duban.plans.reading.sources import open_document

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from duban.plans.reading.models import Reading
    from duban.plans.reading.tables import Row

example = """\
  duban read plan.txt                             one plan as JSON
  duban read plan.html --format xlsx --out plan.xlsx
  duban read plans/*.txt --out readings.jsonl     many plans, one JSON object a line
  curl -s ADDRESS | duban read -                  from standard input"""

_STDIN = "-"
_AHEAD = 4  # files that may be read ahead of the one being written, for each process


class Job(NamedTuple):
    """How to read and what to give back."""

    register: Register
    format: str
    language: Language
    with_text: bool


class Outcome(NamedTuple):
    """What came of one file: a line of JSON or a report, or rows, and the message if it could not be read."""

    words: str
    items: "list[Row]"
    findings: "list[Row]"
    refusal: str | None


def add_arguments(parser: "ArgumentParser") -> None:
    """Declare files, form and place of the output."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="plan as text, html or docx; - for standard input")
    parser.add_argument("--format", choices=("json", "csv", "xlsx", "table"), default="json", help="default: json")
    parser.add_argument("--units", metavar="CSV", help="register of units: full name, aliases joined with 、, kind")
    parser.add_argument("--out", metavar="PATH", help="write to PATH instead of standard output; xlsx needs it")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for several files; default: all cores")
    parser.add_argument("--with-text", action="store_true", help="add the cleaned text, which the spans count in")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of messages; default: DUBAN_LANGUAGE, else zh")


def run(args: "Namespace") -> int:
    """Read the files in their order; 0 all read, 1 some of several not, 2 the only one not."""
    language: Language = args.lang or ("en" if os.environ.get("DUBAN_LANGUAGE", "").startswith("en") else "zh")
    if args.jobs is not None and args.jobs < 1:
        raise Refused("argument --jobs: at least 1 process is needed")
    if args.format == "xlsx" and not args.out:
        raise Refused("argument --format: xlsx needs --out PATH")
    if args.files.count(_STDIN) > 1:
        raise Refused("argument FILE: standard input (-) can be read once")
    # A reading holds no cycles, so the collector would only walk it over and over.
    gc.disable()
    job = Job(_register(args.units, language), args.format, language, args.with_text)
    outcomes = _outcomes(args.files, job, args.jobs)
    if len(args.files) == 1:
        # Nothing is opened for writing before the only file is known to be readable.
        only = next(outcomes)
        if only.refusal:
            raise Refused(only.refusal)
        outcomes = iter((only,))
    with _Progress(len(args.files)) as progress:
        refused = _write(progress.counted(outcomes), job, args.out)
    return 1 if refused else 0


def read_file(path: str, job: Job) -> Outcome:
    """Read one file into what is to be written of it."""
    name = "stdin" if path == _STDIN else _name(path)
    try:
        reading = read_document(open_document(_bytes(path, name), name=name), register=job.register)
    except Unreadable as refusal:
        message = sentence(refusal.code, texts_and_numbers(refusal), job.language)
        shape = wire.refusal_to_json(refusal, name=name, language=job.language)
        return Outcome(wire.dumps(shape), [], [], message)
    if job.format == "json":
        return Outcome(wire.dumps(wire.to_json(reading, language=job.language, with_text=job.with_text)), [], [], None)
    if job.format == "table":
        return _as_report(reading, job.language)
    return _as_rows(reading, job.language)


def _name(path: str) -> str:
    """Return the name of the file; bytes of it that are no UTF-8 would fit into no JSON."""
    return os.fsencode(os.path.basename(path)).decode("utf-8", "replace")


def _as_report(reading: "Reading", language: Language) -> Outcome:
    from duban.plans.reading.report import report_of

    return Outcome(report_of(reading, language=language), [], [], None)


def _as_rows(reading: "Reading", language: Language) -> Outcome:
    from duban.plans.reading.tables import finding_rows, item_rows

    return Outcome("", item_rows(reading), finding_rows(reading, language=language), None)


def _bytes(path: str, name: str) -> bytes:
    """Return the bytes of the file, one more than is allowed at most, so that a device cannot fill the memory."""
    try:
        if path == _STDIN:
            return sys.stdin.buffer.read(LIMITS.bytes + 1)
        with open(path, "rb") as file:
            return file.read(LIMITS.bytes + 1)
    except FileNotFoundError as error:
        raise Unreadable("file_not_found", name=name) from error
    except (OSError, ValueError) as error:
        raise Unreadable("file_not_opened", name=name, reason=getattr(error, "strerror", "") or str(error)) from error


def _register(path: str | None, language: Language) -> Register:
    if path is None:
        return EMPTY
    from duban.plans.reading.registers import register_from_csv

    name = _name(path)
    try:
        return register_from_csv(_bytes(path, name), name=name)
    except Unreadable as refusal:
        raise Refused(sentence(refusal.code, texts_and_numbers(refusal), language)) from refusal


def _outcomes(paths: list[str], job: Job, jobs: int | None) -> "Iterator[Outcome]":
    """Read the files, in their order, over the processes; few are read ahead, so that memory stays flat."""
    processes = min(jobs or os.cpu_count() or 1, len(paths))
    if processes == 1 or _STDIN in paths:
        yield from (read_file(path, job) for path in paths)
        return
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[Future[Outcome]] = deque()
    pool = ProcessPoolExecutor(processes, initializer=_leave_ctrl_c_to_the_parent)
    try:
        for path in paths:
            waiting.append(pool.submit(read_file, path, job))
            if len(waiting) >= processes * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise Refused("a reading process was killed, probably for want of memory; try --jobs 1") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_ctrl_c_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _write(outcomes: "Iterator[Outcome]", job: Job, out: str | None) -> int:
    """Write what comes and return how many files were refused."""
    if job.format == "json":
        with _opened(out) as to:
            return sum(_written_json(outcome, to) for outcome in outcomes)
    if job.format == "xlsx":
        return _write_workbook(outcomes, job.language, str(out))
    if job.format == "table":
        return _write_reports(outcomes, out)
    return _write_rows(outcomes, job, out)


def _written_json(outcome: Outcome, to: IO[str]) -> bool:
    to.write(outcome.words + "\n")
    return outcome.refusal is not None


def _write_reports(outcomes: "Iterator[Outcome]", out: str | None) -> int:
    """Write the report of each file, parted by an empty line."""
    refused = 0
    with _opened(out) as to:
        for count, outcome in enumerate(outcomes):
            refused += _reported(outcome)
            if outcome.refusal is None:
                to.write("\n" * bool(count) + outcome.words)
    return refused


def _write_rows(outcomes: "Iterator[Outcome]", job: Job, out: str | None) -> int:
    """Write csv; the findings go to a second file beside the first."""
    from duban.plans.reading.tables import FINDING_HEADS, ITEM_HEADS, write_csv

    beside = ".findings".join(os.path.splitext(out)) if out else None
    refused = 0
    with _opened(out, mark=True) as to, _opened(beside or os.devnull, mark=True) as second:
        write_csv([ITEM_HEADS[job.language]], to)
        write_csv([FINDING_HEADS[job.language]], second)
        for outcome in outcomes:
            refused += _reported(outcome)
            write_csv(outcome.items, to)
            write_csv(outcome.findings, second)
    return refused


def _write_workbook(outcomes: "Iterator[Outcome]", language: Language, out: str) -> int:
    from duban.plans.reading.tables import Workbook

    refused = 0
    with _replacing(out) as part:
        book = Workbook(part, language=language)
        for outcome in outcomes:
            refused += _reported(outcome)
            book.add(outcome.items, outcome.findings)
        book.close()
    return refused


def _reported(outcome: Outcome) -> bool:
    if outcome.refusal:
        sys.stderr.write(f"duban read: {outcome.refusal}\n")
    return outcome.refusal is not None


@contextmanager
def _opened(out: str | None, *, mark: bool = False) -> "Iterator[IO[str]]":
    """Open the output as UTF-8; `mark` adds the byte order mark by which spreadsheets know it in a file."""
    if out is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # TextIO in the stubs
        yield sys.stdout
        return
    encoding = "utf-8-sig" if mark else "utf-8"
    if out == os.devnull:
        with open(out, "w", encoding=encoding) as to:
            yield to
        return
    with _replacing(out) as part, open(part, "w", encoding=encoding, newline="\n") as to:
        yield to


@contextmanager
def _replacing(out: str) -> "Iterator[str]":
    """Give a name beside the output to write to; it takes the place of the output when all went well, else it goes."""
    from pathlib import Path

    part = Path(f"{out}.part")
    try:
        yield str(part)
        part.replace(out)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise Refused(f"argument --out: {out}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


class _Progress:
    """A line on standard error that counts files, where somebody watches and there are several."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.shown = total > 1 and sys.stderr.isatty()

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")

    def counted(self, outcomes: "Iterator[Outcome]") -> "Iterator[Outcome]":
        """Pass outcomes on and count them."""
        for done, outcome in enumerate(outcomes, 1):
            yield outcome
            if self.shown:
                filled = done * 30 // self.total
                sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{self.total}")
                sys.stderr.flush()
