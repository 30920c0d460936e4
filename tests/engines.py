"""The whole suite on SQLite, then every test that uses the database once more on PostgreSQL.

    .venv/bin/python tests/engines.py [--engine sqlite|postgresql] [arguments of pytest]

Two processes side by side: Django knows one default database per process, and the smallest machine has two cores. What
the second one says is kept and printed once the first has ended.
"""

import os
import shutil
import signal
import subprocess
import sys
from argparse import ArgumentParser
from tempfile import TemporaryFile

import postgres
import requires

NO_TESTS_COLLECTED = 5
ENGINES = ("sqlite", "postgresql")


def main(argv: list[str]) -> int:
    """Run the chosen engines and return the first exit code that is not 0."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--engine", choices=ENGINES)
    chosen, arguments = parser.parse_known_args(argv)
    # A polite kill must stop the database server too; as an exception it passes through every `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    codes = {chosen.engine: _run(chosen.engine, arguments)} if chosen.engine else _run_both(arguments)
    if all(code == NO_TESTS_COLLECTED for code in codes.values()):
        return NO_TESTS_COLLECTED
    return next((code for code in codes.values() if code not in {0, NO_TESTS_COLLECTED}), 0)


def _run_both(arguments: list[str]) -> dict[str, int]:
    """Run PostgreSQL beside SQLite; however this process ends, the other ends its database server too."""
    with TemporaryFile() as said:
        beside = subprocess.Popen(
            [sys.executable, __file__, "--engine", "postgresql", *arguments], stdout=said, stderr=subprocess.STDOUT
        )
        try:
            codes = {"sqlite": _run("sqlite", arguments), "postgresql": beside.wait()}
        finally:
            beside.terminate()
            beside.wait()
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout.buffer)
        sys.stdout.flush()
    return codes


def _run(engine: str, arguments: list[str]) -> int:
    if engine == "sqlite":
        print("== SQLite: everything", flush=True)
        return _pytest(arguments, {})
    print("== PostgreSQL: what uses the database", flush=True)
    if not requires.is_met("postgresql"):
        is_required = "postgresql" in requires.required()
        print(f"{'FAILED' if is_required else 'skipped'}: {requires.NEEDS['postgresql'].remedy}", flush=True)
        return 1 if is_required else 0
    with postgres.server() as address:
        return _pytest(arguments, {"DUBAN_TEST_DATABASE_URL": address})


def _pytest(arguments: list[str], variables: dict[str, str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, check=False, env={**os.environ, **variables}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
