"""Which passwords are good enough, and when a new one is due (domain 6.4)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.models import PasswordUsed, User
from duban.orgs.signing_in import passwords

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
GOOD = "Lan-hu-2026"


@pytest.fixture
def actors() -> cast.Cast:
    with clock.frozen(START):
        return cast.assemble()


@pytest.mark.parametrize(
    ("password", "refusals"),
    [
        (GOOD, set()),
        ("水利Shui2026年", set()),  # letters of other scripts count as signs
        ("Lan-hu-26", {"password_too_short"}),  # nine characters
        ("Lan-hu-202", set()),  # ten
        ("lan-hu-twenty", {"password_classes"}),  # two classes
        ("lanhu20262026", {"password_classes"}),
        ("12345678901", {"password_classes", "password_too_common"}),
        ("Admin@123456", {"password_common_word"}),  # what offices choose
        ("P@ssw0rd2026!", {"password_common_word"}),
        ("Qwer1234!@#$", {"password_common_word"}),
        ("AdminAdmin-26", {"password_common_word"}),  # twice the same
        ("Administration-26x", set()),  # a longer word
        ("Dingyizhou-2026", {"password_like_name"}),  # the name in pinyin
        ("Yizhouding-2026", {"password_like_name"}),  # given name first
        ("Liaison-2026-x", {"password_like_name"}),  # the account
        ("丁一舟Ab-202626", {"password_like_name"}),
        ("a-long-password", {"password_classes"}),
    ],
)
def test_what_is_refused(actors: cast.Cast, password: str, refusals: set[str]) -> None:
    found: set[str | None] = set()
    try:
        validate_password(password, actors.liaison.user)
    except ValidationError as refused:
        found = {error.code for error in refused.error_list}
    if password == "a-long-password":  # the present one
        refusals = refusals | {"password_used"}
    assert found == refusals


def chosen(actors: cast.Cast, password: str) -> None:
    viewer = type(actors.liaison)(**{**vars_of(actors), "user": User.objects.get(pk=actors.liaison.user.pk)})
    passwords.change_own_password(viewer=viewer, password=password)


def vars_of(actors: cast.Cast) -> dict[str, object]:
    viewer = actors.liaison
    return {"person": viewer.person, "jurisdiction": viewer.jurisdiction, "seats": viewer.seats}


def test_the_last_five_are_refused_and_the_sixth_comes_back(actors: cast.Cast) -> None:
    made = [f"Lan-hu-202{number}" for number in range(6)]
    for number, password in enumerate(made):
        with clock.frozen(START + timedelta(days=number)):
            chosen(actors, password)
    for password in made[1:]:
        with pytest.raises(ValidationError):
            chosen(actors, password)
    chosen(actors, made[0])


def test_a_change_is_an_act_without_a_word_of_the_password(actors: cast.Cast) -> None:
    before = PasswordUsed.objects.count()
    chosen(actors, GOOD)
    user = User.objects.get(pk=actors.liaison.user.pk)
    assert user.check_password(GOOD)
    assert PasswordUsed.objects.count() == before + 1
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0]
    assert (entry.kind, entry.actor_name, entry.body) == ("orgs.password_changed", actors.liaison.name, "{}")


@pytest.mark.parametrize(
    ("days", "allowed", "is_due"),
    [
        (89, 90, False),  # the day before
        (90, 90, True),  # the day
        (900, 0, False),  # switched off
    ],
)
def test_a_password_grows_too_old(actors: cast.Cast, days: int, allowed: int, is_due: bool) -> None:
    with override_settings(DUBAN_PASSWORD_DAYS=allowed), clock.frozen(START + timedelta(days=days)):
        assert passwords.is_due(actors.liaison.user) is is_due


def test_a_password_given_by_another_is_due_at_once(actors: cast.Cast) -> None:
    actors.liaison.user.must_change_password = True
    with clock.frozen(START):
        assert passwords.is_due(actors.liaison.user)


def test_the_printed_passwords_of_a_demonstration_are_never_due(actors: cast.Cast) -> None:
    actors.liaison.user.must_change_password = True
    actors.liaison.user.jurisdiction.is_demonstration = True
    assert not passwords.is_due(actors.liaison.user)
