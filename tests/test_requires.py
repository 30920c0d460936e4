"""What a machine lacks is skipped with the package to install, and fails where it is required."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

import postgres
import requires

SetUp = Callable[[object], None]


class Wanting:
    """A test with one marker, as far as the setup looks at it."""

    def __init__(self, marker: str) -> None:
        self._marker = marker

    def get_closest_marker(self, name: str) -> str | None:
        return name if name == self._marker else None


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    requires.is_met.cache_clear()
    monkeypatch.setattr(requires, "NEEDS", {name: requires.Need(lambda: False, "none") for name in requires.NEEDS})
    yield
    requires.is_met.cache_clear()


@pytest.fixture
def set_up(request: pytest.FixtureRequest) -> SetUp:
    """The hook of tests/conftest.py."""
    plugin = request.config.pluginmanager.get_plugin(str(Path(__file__).with_name("conftest.py")))
    assert plugin
    hook: SetUp = plugin.pytest_runtest_setup
    return hook


@pytest.mark.parametrize("name", list(requires.NEEDS))
@pytest.mark.usefixtures("bare_machine")
def test_what_is_lacking_is_skipped(monkeypatch: pytest.MonkeyPatch, set_up: SetUp, name: str) -> None:
    monkeypatch.delenv("DUBAN_TEST_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception):
        set_up(Wanting(name))


@pytest.mark.parametrize("name", list(requires.NEEDS))
@pytest.mark.usefixtures("bare_machine")
def test_what_is_lacking_but_required_fails(monkeypatch: pytest.MonkeyPatch, set_up: SetUp, name: str) -> None:
    monkeypatch.setenv("DUBAN_TEST_REQUIRE", name)
    with pytest.raises(pytest.fail.Exception):
        set_up(Wanting(name))


@pytest.mark.usefixtures("bare_machine")
def test_a_test_without_a_need_runs_on_a_bare_machine(set_up: SetUp) -> None:
    set_up(Wanting("sqlite"))


def test_an_unknown_requirement_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUBAN_TEST_REQUIRE", "browser, browsr")
    with pytest.raises(ValueError, match="browsr"):
        requires.required()


@pytest.mark.django_db
def test_database_tests_run_on_the_engine_of_this_run() -> None:
    vendor = "postgresql" if settings.DUBAN_DATABASE_URL.startswith("postgresql:") else "sqlite"
    assert connection.vendor == vendor
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM orgs_jurisdiction")
        assert cursor.fetchone() == (0,)


def test_what_a_test_commits_is_gone_with_its_copy(committed_database: str) -> None:
    assert connection.settings_dict["NAME"] in committed_database
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id INTEGER)")
    assert "left_behind" in connection.introspection.table_names()


@pytest.mark.django_db
def test_nothing_of_a_copy_is_left_in_the_database() -> None:
    assert "left_behind" not in connection.introspection.table_names()


def test_postgresql_is_found_somewhere() -> None:
    """The embedded binaries come with the development requirements, so there is always one."""
    assert postgres.binaries() is not None
