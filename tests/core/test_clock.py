"""The clock: a demonstration lives at its own time, and nothing else does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from duban.core import clock

MOMENT = datetime(2026, 7, 8, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """The home of a demonstration."""
    settings.DUBAN_MODE, settings.DUBAN_HOME = "demonstration", tmp_path
    return tmp_path


def test_time_goes_on_from_where_the_year_ended_and_codes_count_by_real_time(home: Path) -> None:
    clock.go_on_from(MOMENT)
    assert MOMENT <= clock.now() < MOMENT + MINUTE
    assert abs(clock.actual() - datetime.now(UTC)) < MINUTE
    assert (home / clock.KEPT_IN).is_file()


def test_a_demonstration_without_its_year_lives_at_real_time(home: Path) -> None:
    assert not list(home.iterdir())
    assert abs(clock.now() - datetime.now(UTC)) < MINUTE


def test_time_that_stands_still_stands_still_for_codes_too(home: Path) -> None:
    clock.go_on_from(MOMENT)
    with clock.frozen(MOMENT + timedelta(days=1)):
        assert clock.now() == clock.actual() == MOMENT + timedelta(days=1)


@pytest.mark.parametrize("mode", ["production", "test"])
def test_no_other_mode_has_a_time_of_its_own(home: Path, settings: LazySettings, mode: str) -> None:
    clock.go_on_from(MOMENT)
    settings.DUBAN_MODE = mode
    assert abs(clock.now() - datetime.now(UTC)) < MINUTE
    (home / clock.KEPT_IN).unlink()
    clock.go_on_from(MOMENT)
    assert not (home / clock.KEPT_IN).exists()
