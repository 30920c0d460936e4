"""The whole suite: everything on SQLite, and every test that uses the database once more on PostgreSQL.

    .venv/bin/python tests/engines.py [--engine sqlite|postgresql] [arguments of pytest]

Three lanes side by side, because Django knows one default database per process: the database on SQLite, the database
on PostgreSQL, and what uses no database. Two cores stay busy until the end whichever lane is the longest. What the
second and the third one say is kept and printed once the first has ended; `--engine` runs one engine in one process.
"""

import os
import shutil
import signal
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

import postgres
import requires

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_TESTS_COLLECTED = 5
ENGINES = ("sqlite", "postgresql")
LANES = {
    "sqlite": "SQLite: what uses the database",
    "postgresql": "PostgreSQL: what uses the database",
    "plain": "Without a database of the process: the rest",
}


def main(argv: list[str]) -> int:
    """Run the chosen engines and return the first exit code that is not 0."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--lane", choices=LANES)  # how this file calls itself
    chosen, arguments = parser.parse_known_args(argv)
    # A polite kill must stop the database server too; as an exception it passes through every `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if chosen.engine == "sqlite":
        _say("SQLite: everything")
        codes = [_pytest(arguments)]
    elif chosen.engine or chosen.lane:
        codes = [_run(chosen.engine or chosen.lane, arguments)]
    else:
        codes = _run_all(arguments)
    if all(code == NO_TESTS_COLLECTED for code in codes):
        return NO_TESTS_COLLECTED
    return next((code for code in codes if code not in {0, NO_TESTS_COLLECTED}), 0)


def _run_all(arguments: list[str]) -> list[int]:
    """Run the lanes side by side; however this process ends, the others end their database server too."""
    first, *others = LANES
    with ExitStack() as running:
        beside = [running.enter_context(_beside(lane, arguments)) for lane in others]
        codes = [_run(first, arguments)]
        for process, said in beside:
            codes.append(process.wait())
            said.seek(0)
            shutil.copyfileobj(said, sys.stdout.buffer)
            sys.stdout.flush()
    return codes


@contextmanager
def _beside(lane: str, arguments: list[str]) -> "Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]":
    """Start a lane as a process of its own and keep what it says; end it with the block."""
    with TemporaryFile() as said:
        command = [sys.executable, __file__, "--lane", lane, *arguments]
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            yield process, said
        finally:
            process.terminate()
            process.wait()


def _run(lane: str, arguments: list[str]) -> int:
    _say(LANES[lane])
    if lane != "postgresql":
        return _pytest(arguments, DUBAN_TEST_SHARE="database" if lane == "sqlite" else lane)
    if not requires.is_met("postgresql"):
        is_required = "postgresql" in requires.required()
        print(f"{'FAILED' if is_required else 'skipped'}: {requires.NEEDS['postgresql'].remedy}", flush=True)
        return 1 if is_required else 0
    with postgres.server() as address:
        return _pytest(arguments, DUBAN_TEST_DATABASE_URL=address)


def _say(title: str) -> None:
    print(f"== {title}", flush=True)


def _pytest(arguments: list[str], **variables: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, check=False, env={**os.environ, **variables}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
