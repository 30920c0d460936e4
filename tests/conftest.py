"""The ground every test stands on: an environment of its own, one database per engine, tiers and needs."""

import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import django
import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

import requires

if TYPE_CHECKING:
    from whitenoise.responders import StaticFile

    import sites

# Before Django reads its settings (pytest-django does so after this file): nothing of the caller's installation may
# reach a test. The folder lives as long as the process; TemporaryDirectory removes it when the interpreter ends.
_HOME = tempfile.TemporaryDirectory(prefix="duban-test-")
_TEST_FILE = Path(_HOME.name) / "test.sqlite3"
_ADDRESS = os.environ.pop("DUBAN_TEST_DATABASE_URL", f"sqlite:///{_HOME.name}/duban.sqlite3")
_SHARE = os.environ.pop("DUBAN_TEST_SHARE", None)  # of SQLite: "database", "plain", or both
for _name in [name for name in os.environ if name.startswith("DUBAN_") and name != "DUBAN_TEST_REQUIRE"]:
    del os.environ[_name]
os.environ.update(
    DJANGO_SETTINGS_MODULE="duban.settings",
    DUBAN_DATABASE_URL=_ADDRESS,
    DUBAN_HOME=_HOME.name,
    DUBAN_MODE="test",
)

IS_POSTGRESQL = _ADDRESS.startswith("postgresql:")
DATABASE_FIXTURES = {"db", "committed_database"}
MOST_COMMITTED_TESTS = 60  # design 8: each costs a copy of the database

settings.register_profile("quick", max_examples=50, derandomize=True, deadline=None, database=None)
settings.register_profile(
    "deep", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--deep`, the tier that runs before an issue is closed."""
    parser.addoption("--deep", action="store_true", help="also fuzzing, 1,000 examples, the drills")


def pytest_configure(config: pytest.Config) -> None:
    """Start Django, and choose how many examples hypothesis tries."""
    gc.set_threshold(20_000, 20, 50)
    django.setup()
    settings.load_profile("deep" if config.getoption("--deep") else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests of this tier and this lane."""
    for item in items:
        marker, fixtures = item.get_closest_marker("django_db"), _fixtures(item)
        if "transactional_db" in fixtures or (marker and (marker.args or marker.kwargs.get("transaction"))):
            # Its teardown empties every table, which the journal's triggers rightly refuse.
            raise pytest.UsageError(f"{item.nodeid}: use the fixture committed_database instead of transaction=True")
        if "committed_database" in fixtures and (marker or "db" in fixtures):
            raise pytest.UsageError(f"{item.nodeid}: committed_database stands alone, without django_db")
    if sum("committed_database" in _fixtures(item) for item in items) > MOST_COMMITTED_TESTS:
        raise pytest.UsageError(f"more than {MOST_COMMITTED_TESTS} tests commit; make some of them roll back")
    kept = [item for item in items if _belongs(item, is_deep=config.getoption("--deep"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def pytest_collection_finish() -> None:
    """Look for garbage among what tests leave, not among modules and tests: that took a fifth of the whole time."""
    gc.collect()
    gc.freeze()


def _belongs(item: pytest.Item, *, is_deep: bool) -> bool:
    if item.get_closest_marker("deep") and not is_deep:
        return False
    is_database_test = bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & _fixtures(item))
    if item.get_closest_marker("postgresql"):
        return IS_POSTGRESQL
    if IS_POSTGRESQL:
        is_enough = item.get_closest_marker("sqlite") or (item.get_closest_marker("once") and not is_deep)
        return is_database_test and not is_enough
    return _SHARE is None or is_database_test == (_SHARE == "database")


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose need the machine does not meet, or fail it where the need is required."""
    for name, need in requires.NEEDS.items():
        if item.get_closest_marker(name) and not requires.is_met(name):
            if name in requires.required():
                pytest.fail(f"DUBAN_TEST_REQUIRE names {name}: {need.remedy}", pytrace=False)
            pytest.skip(need.remedy)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Test on a SQLite file instead of memory: locks and journals behave as they do in service."""
    from django.db import connection

    if not IS_POSTGRESQL:
        connection.settings_dict["TEST"]["NAME"] = str(_TEST_FILE)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Lay the tables whoever asks first; the plugin would look for its marker, which a test on a copy lacks."""
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases

    import laid_once

    kept = nullcontext(False) if IS_POSTGRESQL else laid_once.shared(_TEST_FILE)
    with django_db_blocker.unblock(), kept as is_laid:
        laid = setup_databases(verbosity=0, interactive=False, keepdb=is_laid)
        connections.close_all()  # what was written is complete on disk
    yield
    with django_db_blocker.unblock():
        teardown_databases(laid, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def static_files() -> Iterator[None]:
    """Look for the static files once: each client of the tests builds the middleware anew, and no test changes them."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    found: dict[str, StaticFile] = {}
    look = WhiteNoiseMiddleware.add_files_from_finders

    def add_files_from_finders(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            look(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files_from_finders)
        yield


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[str]:
    """A copy of the database in which transactions really commit; gives its address for processes of its own.

    For races, locks and what happens at commit. The copy keeps what migrations filled in, and nothing has to be
    deleted from tables that refuse deletion.
    """
    import copies

    with django_db_blocker.unblock(), copies.own_database(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def tables(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with every table and nothing in them, for installations of their own."""
    import copies

    return copies.file_of_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="session")
def demonstration(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> "sites.Demonstration":
    """The demonstration, built once by its command; who changes anything takes a copy."""
    import sites

    return sites.prepared(tmp_path_factory.mktemp("demonstration"), tables=tables)
