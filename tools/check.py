"""All checks, then the tests: `python3 run.py check [arguments of pytest]`.

Every step runs, whatever the one before it found, so that one run shows everything there is to mend.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent


class Step(NamedTuple):
    """One check: what it looks at and the command that does."""

    name: str
    command: tuple[str | Path, ...]


STEPS = (
    Step("lint", (BIN / "ruff", "check", "--quiet", "--no-cache", ".")),
    Step("format", (BIN / "ruff", "format", "--check", "--quiet", "--no-cache", ".")),
    Step("types", (BIN / "mypy",)),
    Step("types of the tools", (BIN / "mypy", "run.py", "tools")),
    Step("layers", (BIN / "lint-imports", "--no-cache")),
    Step("translations", (PYTHON, "tools/messages.py", "--check")),
    Step("migrations", (PYTHON, "-m", "pytest", "tests/test_migrations.py")),
    Step("licences", (PYTHON, "-m", "pytest", "tests/test_licences.py")),
    Step("unused dependencies", (BIN / "deptry", "src")),
)


def main(arguments: list[str]) -> int:
    """Run every step and print what it said only where it failed; then the tests, loud; then the summary."""
    # The settings are read by the plugin of the type checker: as a test reads them, without a database.
    surroundings = {**os.environ, "DUBAN_MODE": "test", "NO_COLOR": "1"}
    failed = [step.name for step in STEPS if not _passes(step, surroundings)]
    print("tests", flush=True)
    if subprocess.run([PYTHON, "tests/engines.py", *arguments], cwd=ROOT, check=False).returncode:
        failed.append("tests")
    print(f"FAILED: {', '.join(failed)}" if failed else f"all {len(STEPS) + 1} checks passed", flush=True)
    return 1 if failed else 0


def _passes(step: Step, surroundings: dict[str, str]) -> bool:
    started = time.monotonic()
    finished = subprocess.run(
        step.command,
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = finished.returncode == 0
    print(f"{step.name:<20} {'ok' if passed else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
    if not passed:
        print(finished.stdout, flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
