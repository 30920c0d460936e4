"""`duban read`: plans in, readings out, without a database and without Django."""

# ruff: noqa: PTH119, PTH123  # pathlib would be a tenth of the time it takes to start
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
  duban read plans/* --out readings.jsonl         many plans, one JSON object a line
  duban read plans/* --out readings.jsonl --resume   go on where it was stopped
  curl -s ADDRESS | duban read -                  from standard input"""

STDIN = "-"


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
    parser.add_argument("files", nargs="+", metavar="FILE", help="text, page, document or sheet; - for standard input")
    parser.add_argument("--format", choices=("json", "csv", "xlsx", "table"), default="json", help="default: json")
    parser.add_argument("--units", metavar="CSV", help="register of units: full name, aliases joined with 、, kind")
    parser.add_argument("--out", metavar="PATH", help="write to PATH instead of standard output; xlsx needs it")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes for several files; default: all cores")
    parser.add_argument("--seconds", type=int, metavar="N", help="longest time for each of several files; default: 60")
    parser.add_argument("--resume", action="store_true", help="keep the readings that --out holds and read the rest")
    parser.add_argument("--with-text", action="store_true", help="add the cleaned text, which the spans count in")
    parser.add_argument("--lang", choices=("zh", "en"), help="language of messages; default: DUBAN_LANGUAGE, else zh")


def run(args: "Namespace") -> int:
    """Read the files in their order; 0 all read, 1 some of several not, 2 the only one not."""
    language: Language = args.lang or ("en" if os.environ.get("DUBAN_LANGUAGE", "").startswith("en") else "zh")
    _require_sense(args)
    # A reading holds no cycles, so the collector would only walk it over and over.
    gc.disable()
    job = Job(_register(args.units, language), args.format, language, args.with_text)
    if len(args.files) == 1:
        # Nothing is opened for writing before the only file is known to be readable.
        only = read_file(args.files[0], job)
        if only.refusal:
            raise Refused(only.refusal)
        write(iter((only,)), job, args.out)
        return 0
    from duban.commands.read_many import read_many

    return read_many(args, job)


def _require_sense(args: "Namespace") -> None:
    """Refuse options that do not go together."""
    if args.jobs is not None and args.jobs < 1:
        raise Refused("argument --jobs: at least 1 process is needed")
    if args.seconds is not None and args.seconds < 1:
        raise Refused("argument --seconds: a file needs at least 1 second")
    if args.format == "xlsx" and not args.out:
        raise Refused("argument --format: xlsx needs --out PATH")
    if args.resume and (args.format != "json" or not args.out):
        raise Refused("argument --resume: goes on with JSON lines in --out PATH")
    if args.files.count(STDIN) > 1:
        raise Refused("argument FILE: standard input (-) can be read once")


def read_file(path: str, job: Job) -> Outcome:
    """Read one file into what is to be written of it."""
    name = name_of(path)
    try:
        reading = read_document(open_document(_bytes(path, name), name=name), register=job.register)
    except Unreadable as refusal:
        return refused(refusal, name, job)
    if job.format == "json":
        return Outcome(wire.dumps(wire.to_json(reading, language=job.language, with_text=job.with_text)), [], [], None)
    if job.format == "table":
        return _as_report(reading, job.language)
    return _as_rows(reading, job.language)


def refused(refusal: Unreadable, name: str, job: Job) -> Outcome:
    """Return what is written of a file that could not be read."""
    message = sentence(refusal.code, texts_and_numbers(refusal), job.language)
    shape = wire.refusal_to_json(refusal, name=name, language=job.language)
    return Outcome(wire.dumps(shape), [], [], message)


def name_of(path: str) -> str:
    """Return the name of the file; bytes of it that are no UTF-8 would fit into no JSON."""
    if path == STDIN:
        return "stdin"
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
        if path == STDIN:
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

    name = name_of(path)
    try:
        return register_from_csv(_bytes(path, name), name=name)
    except Unreadable as refusal:
        raise Refused(sentence(refusal.code, texts_and_numbers(refusal), language)) from refusal


def write(outcomes: "Iterator[Outcome]", job: Job, out: str | None, *, stays: bool = False) -> None:
    """Write what comes in the form that was asked for; what `stays` is there after a failure, to go on with."""
    if job.format == "json":
        with opened(out, stays=stays) as to:
            for outcome in outcomes:
                to.write(outcome.words + "\n")
        return
    from duban.commands import read_forms

    if job.format == "xlsx":
        read_forms.write_workbook(outcomes, job.language, str(out))
    elif job.format == "table":
        read_forms.write_reports(outcomes, out)
    else:
        read_forms.write_rows(outcomes, job.language, out)


@contextmanager
def opened(out: str | None, *, mark: bool = False, stays: bool = False) -> "Iterator[IO[str]]":
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
    with replacing(out, stays=stays) as part, open(part, "w", encoding=encoding, newline="\n") as to:
        yield to


@contextmanager
def replacing(out: str, *, stays: bool = False) -> "Iterator[str]":
    """Give a name beside the output to write to; it takes the place of the output when all went well.

    After a failure it goes, unless it `stays`.
    """
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
        if not stays:
            part.unlink(missing_ok=True)
