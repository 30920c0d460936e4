"""`duban doctor` says what is missing, with its remedy, and shows no secret."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

import cast
from duban.cli import main
from duban.core import clock, files, sealing
from duban.journal.models import Entry
from duban.orgs.accounts.founding import SYSTEM
from duban.orgs.administration.doctor.examine import MASKED, examine
from duban.orgs.administration.doctor.findings import Weight
from duban.orgs.administration.working_year import seed_year
from duban.orgs.models import Jurisdiction, Post, User

pytestmark = pytest.mark.django_db


def codes(*, least: Weight = Weight.NOTE) -> set[str]:
    return {each.code for each in examine() if list(Weight).index(each.weight) <= list(Weight).index(least)}


@pytest.fixture
def in_order(settings: LazySettings, tmp_path: Path) -> cast.Cast:
    """Return a government that lacks nothing, in production behind TLS."""
    settings.DUBAN_MODE, settings.SECRET_KEY, settings.ALLOWED_HOSTS = "production", "x" * 40, ["duban.example"]
    settings.DUBAN_FIELD_KEYS = (sealing.new_key(),)
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.DUBAN_HOME, settings.DUBAN_FILES = tmp_path / "home", tmp_path / "files"
    actors = cast.assemble()
    seed_year(jurisdiction=actors.city, year=clock.today().year, actor=SYSTEM)
    Jurisdiction.objects.filter(code="he").update(is_demonstration=True)  # the neighbour lacks administrators
    return actors


def test_an_installation_in_order_has_no_error(in_order: cast.Cast) -> None:
    assert codes(least=Weight.ERROR) == set()


def test_the_answer_for_programs_says_level_what_and_remedy(
    in_order: cast.Cast, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SESSION_COOKIE_SECURE = False
    assert main(["doctor", "--json", "--lang", "en"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["schema"] == "duban.doctor/1"
    (found,) = [each for each in answer["findings"] if each["level"] == "error"]
    assert found["code"] == "doctor.transport"
    assert "SESSION_COOKIE_SECURE" in found["what"]
    assert found["remedy"]


def test_settings_are_shown_with_their_source_and_secrets_masked(
    in_order: cast.Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor"]) in {0, 1}
    said = capsys.readouterr().out
    assert "DUBAN_TIME_ZONE" in said
    assert MASKED in said
    assert not any(key in said for key in sealing.field_keys())
    assert os.environ["DUBAN_DATABASE_URL"] not in said


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DUBAN_FIELD_KEYS", (), "doctor.check"),  # nothing to seal with
        ("SECRET_KEY", "short", "doctor.check"),
        ("SECURE_HSTS_SECONDS", 0, "doctor.transport"),
        ("X_FRAME_OPTIONS", "SAMEORIGIN", "doctor.transport"),
    ],
)
def test_a_deployment_that_leaves_something_open_is_an_error(
    in_order: cast.Cast, settings: LazySettings, name: str, value: object, code: str
) -> None:
    setattr(settings, name, value)
    assert codes(least=Weight.ERROR) == {code}


def test_administrators_missing_or_not_apart_are_errors(in_order: cast.Cast) -> None:
    User.objects.filter(pk=in_order.audit.user.pk).update(is_blocked=True)
    assert codes(least=Weight.ERROR) == {"doctor.no_administrator"}
    User.objects.filter(pk=in_order.audit.user.pk).update(is_blocked=False)
    post = Post.objects.create(jurisdiction=in_order.city, kind=Post.Kind.SECURITY, created_at=clock.now())
    post.holdings.create(jurisdiction=in_order.city, person=in_order.system.person, since=clock.today())
    assert codes(least=Weight.ERROR) == set()  # level 2: system and security may be one
    Jurisdiction.objects.filter(pk=in_order.city.pk).update(protection_level=3)
    assert codes(least=Weight.ERROR) == {"doctor.overlap"}


def test_an_account_idle_for_ninety_days_is_named_but_not_a_leader(in_order: cast.Cast) -> None:
    long_ago = clock.today() - timedelta(days=91)
    User.objects.filter(pk=in_order.leader.user.pk).update(last_seen_on=long_ago)
    assert "doctor.idle" not in codes()
    User.objects.filter(pk=in_order.liaison.user.pk).update(last_seen_on=long_ago)
    assert "doctor.idle" in codes()


def test_a_year_that_is_not_arranged_is_named(in_order: cast.Cast) -> None:
    assert not any(each.code == "doctor.calendar" for each in examine(in_order.city))
    in_order.city.calendarday_set.all().delete()
    assert any(each.code == "doctor.calendar" for each in examine(in_order.city))


def test_bytes_without_a_record_are_swept_once_they_are_a_day_old(
    in_order: cast.Cast, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = files.store(in_order.city.uid, "ab" * 32, b"lost")
    assert "doctor.orphans" not in codes()
    old = (clock.now() - timedelta(days=2)).timestamp()
    os.utime(settings.DUBAN_FILES / reference, (old, old))
    assert "doctor.orphans" in codes()
    main(["doctor", "--sweep"])
    assert "doctor.orphans" not in codes()
    assert not (settings.DUBAN_FILES / reference).exists()
    assert Entry.objects.filter(kind="orgs.files_swept").count() == 1


def test_folders_that_others_can_read_are_named(in_order: cast.Cast, settings: LazySettings) -> None:
    settings.DUBAN_HOME.mkdir(exist_ok=True)
    settings.DUBAN_HOME.chmod(0o755)
    assert "doctor.open_home" in codes()
    settings.DUBAN_HOME.chmod(0o700)
    assert "doctor.open_home" not in codes()
