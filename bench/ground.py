"""The ground of a benchmark: a database of its own with every table, made anew and thrown away."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def database() -> Iterator[Path]:
    """Start Django on a fresh SQLite file with its tables and yield the file; the tests' builders are in reach."""
    with tempfile.TemporaryDirectory(prefix="duban-bench-") as home:
        file = Path(home) / "bench.sqlite3"
        os.environ.update(
            DUBAN_MODE="test",
            DUBAN_HOME=home,
            DUBAN_DATABASE_URL=f"sqlite:///{file}",
            DJANGO_SETTINGS_MODULE="duban.settings",
        )
        sys.path.insert(0, str(ROOT / "tests"))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield file
