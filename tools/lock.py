"""Renew `requirements/lock.txt`: `python3 tools/lock.py [--upgrade] [PACKAGE…]`.

Resolves the project with its development tools and the PostgreSQL driver for every platform and every Python from
3.11 on, with the hash of every file of each version and without the address of any registry. Without arguments what
is locked stays and only new requirements are added; with names those move to their newest version; with --upgrade all.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "lock.txt"


def main(arguments: list[str]) -> int:
    """Install the resolver into a throw-away environment, so that it is no dependency itself, and run it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([f"{folder}/bin/pip", "install", "--quiet", "uv"], check=True)
        compile_lock = [f"{folder}/bin/uv", "pip", "compile", "pyproject.toml", "--quiet", "--no-header"]
        compile_lock += ["--universal", "--python-version", "3.11", "--generate-hashes"]
        compile_lock += ["--extra", "postgresql", "--group", "dev", "--output-file", str(LOCK)]
        for argument in arguments:
            compile_lock += ["--upgrade"] if argument == "--upgrade" else ["--upgrade-package", argument]
        return subprocess.run(compile_lock, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
