"""System checks: numbered, each with what to do about it; and the two answers for machines."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from duban.core import sealing


def ids() -> set[str]:
    return {str(message.id) for message in run_checks() if str(message.id).startswith("duban.")}


def test_a_complete_installation_has_nothing_to_mend() -> None:
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "unset", "duban.E001"),  # no secret at all
        ("SECRET_KEY", "x" * 39, "duban.E001"),  # the day before it is long enough
        ("ALLOWED_HOSTS", [], "duban.E002"),  # answers for nobody
        ("ALLOWED_HOSTS", ["*"], "duban.E002"),  # answers for everybody
        ("DUBAN_FIELD_KEYS", (), "duban.E004"),  # nothing to seal telephone numbers with
        ("DUBAN_FIELD_KEYS", (sealing.new_key(), "short"), "duban.E004"),  # one of the keys is none
    ],
)
def test_production_says_what_is_missing_and_what_to_do(
    settings: LazySettings, name: str, value: object, expected: str
) -> None:
    settings.DUBAN_MODE, settings.SECRET_KEY, settings.ALLOWED_HOSTS = "production", "x" * 40, ["duban.example"]
    settings.DUBAN_FIELD_KEYS = (sealing.new_key(),)
    assert ids() == set()
    setattr(settings, name, value)
    assert ids() == {expected}
    assert all(message.hint for message in run_checks() if message.id == expected)


def test_a_folder_that_cannot_be_made_is_named(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings.DUBAN_HOME = tmp_path / "file" / "home"
    assert ids() == {"duban.E003"}


def test_the_process_answers_without_a_database() -> None:
    assert Client().get("/healthz").json() == {"status": "ok"}


@pytest.mark.django_db
def test_an_installation_that_can_work_says_so() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_makes_it_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> None:
        raise OperationalError

    monkeypatch.setattr("duban.web.views.health.MigrationExecutor", lambda _: unreachable())
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "unreachable")
    assert connection.is_usable()


@pytest.mark.django_db
def test_every_answer_has_its_request_id_and_no_two_the_same() -> None:
    first, second = (Client().get("/sign-in/")["X-Request-Id"] for _ in range(2))
    assert first != second
    assert len(first) == len(second) == 16
