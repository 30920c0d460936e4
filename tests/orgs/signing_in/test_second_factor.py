"""The second factor: who needs one, codes that count once, recovery codes, reset by the right person."""

from datetime import UTC, datetime, timedelta

import pytest

import cast
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible
from duban.orgs.models import Jurisdiction, SecondFactor
from duban.orgs.signing_in import second_factor, totp
from duban.orgs.signing_in.errors import FactorMissing, FactorRequired
from duban.orgs.viewers import Viewer, viewer_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
STEP = int(START.timestamp()) // totp.PERIOD


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def enrolled(viewer: Viewer) -> tuple[str, tuple[str, ...]]:
    """Set up a second factor and return its secret and recovery codes."""
    secret = totp.new_secret()
    codes = second_factor.enrol(viewer=viewer, secret=secret, step=STEP - 10).result
    assert codes is not None
    return secret, codes


def as_of(actors: cast.Cast, role: str, **changes: object) -> Viewer:
    Jurisdiction.objects.filter(pk=actors.city.pk).update(**changes)
    user = getattr(actors, role).user
    user.refresh_from_db()
    user.jurisdiction.refresh_from_db()
    return viewer_of(user)


@pytest.mark.parametrize(
    ("level", "needing"),
    [
        (2, {"system", "security", "audit"}),
        (3, {"system", "security", "audit", "officer", "office_head", "registrar", "approver"}),
    ],
)
def test_who_needs_one_depends_on_the_level_of_protection(actors: cast.Cast, level: int, needing: set[str]) -> None:
    roles = "officer office_head registrar approver leader secretary head deputy liaison auditor system security audit"
    found = {
        role
        for role in roles.split()
        if second_factor.is_required(as_of(actors, role, protection_level=level))
    }  # fmt: skip
    assert found == needing


def test_a_demonstration_asks_nobody(actors: cast.Cast) -> None:
    assert not second_factor.is_required(as_of(actors, "security", protection_level=3, is_demonstration=True))


def test_a_code_counts_once(actors: cast.Cast) -> None:
    secret, _codes = enrolled(actors.liaison)
    with clock.frozen(START):
        code = totp.code_at(secret, STEP)
        assert second_factor.takes_code(user=actors.liaison.user, code=f" {code[:3]} {code[3:]} ")
        assert not second_factor.takes_code(user=actors.liaison.user, code=code)
    with clock.frozen(START + timedelta(seconds=30)):
        assert not second_factor.takes_code(user=actors.liaison.user, code=code)


def test_the_code_that_set_it_up_does_not_let_in(actors: cast.Cast) -> None:
    secret = totp.new_secret()
    with clock.frozen(START):
        code = totp.code_at(secret, STEP)
        step = second_factor.fits(secret=secret, code=code)
        assert step == STEP
        second_factor.enrol(viewer=actors.liaison, secret=secret, step=step)
        assert not second_factor.takes_code(user=actors.liaison.user, code=code)


def test_a_recovery_code_counts_once_in_any_writing(actors: cast.Cast) -> None:
    _secret, codes = enrolled(actors.liaison)
    assert len(set(codes)) == second_factor.RECOVERY_CODES
    assert second_factor.takes_code(user=actors.liaison.user, code=codes[0].upper().replace("-", " "))
    assert not second_factor.takes_code(user=actors.liaison.user, code=codes[0])
    assert second_factor.recovery_left(actors.liaison.user) == second_factor.RECOVERY_CODES - 1


def test_a_code_of_another_person_does_not_count(actors: cast.Cast) -> None:
    _secret, codes = enrolled(actors.liaison)
    enrolled(actors.head)
    assert not second_factor.takes_code(user=actors.head.user, code=codes[0])


def test_new_recovery_codes_take_the_place_of_old_ones(actors: cast.Cast) -> None:
    _secret, old = enrolled(actors.liaison)
    new = second_factor.renew_recovery_codes(
        by=By(actors.liaison), about=actors.liaison.user, given=second_factor.Nothing()
    ).result
    assert new is not None
    assert not second_factor.takes_code(user=actors.liaison.user, code=old[0])
    assert second_factor.takes_code(user=actors.liaison.user, code=new[0])


def test_secret_and_recovery_codes_are_not_kept_as_they_are(actors: cast.Cast) -> None:
    secret, codes = enrolled(actors.liaison)
    kept = SecondFactor.objects.get(user=actors.liaison.user)
    assert secret not in kept.secret
    assert not {code.replace("-", "") for code in codes} & set(kept.recovery)
    assert all(secret not in entry.body for entry in Entry.objects.all())


def test_it_moves_to_another_telephone(actors: cast.Cast) -> None:
    old, _codes = enrolled(actors.liaison)
    new, _codes = enrolled(actors.liaison)
    with clock.frozen(START):
        assert not second_factor.takes_code(user=actors.liaison.user, code=totp.code_at(old, STEP))
        assert second_factor.takes_code(user=actors.liaison.user, code=totp.code_at(new, STEP))


def test_it_can_be_taken_away_where_the_post_allows_it(actors: cast.Cast) -> None:
    enrolled(actors.liaison)
    second_factor.drop_factor(by=By(actors.liaison), about=actors.liaison.user, given=second_factor.Nothing())
    assert not second_factor.has_factor(actors.liaison.user)
    with pytest.raises(FactorRequired):
        second_factor.drop_factor(by=By(actors.system), about=actors.system.user, given=second_factor.Nothing())
    assert second_factor.has_factor(actors.system.user)


@pytest.mark.parametrize(
    ("helper", "lost", "is_allowed"),
    [
        ("officer", "liaison", True),  # a unit's account is business of the office
        ("security", "officer", True),
        ("security", "system", True),
        ("security", "leader", True),
        ("officer", "leader", False),
        ("officer", "system", False),
        ("head", "liaison", False),
        ("security", "liaison", False),  # business does not exist for him
    ],
)
def test_who_resets_whose(actors: cast.Cast, helper: str, lost: str, is_allowed: bool) -> None:
    if not second_factor.has_factor(getattr(actors, lost).user):
        enrolled(getattr(actors, lost))
    user, viewer = getattr(actors, lost).user, getattr(actors, helper)
    if not is_allowed:
        with pytest.raises((NotAllowed, NotVisible)):
            second_factor.reset_factor(viewer=viewer, user=user)
        assert second_factor.has_factor(user)
        return
    second_factor.reset_factor(viewer=viewer, user=user)
    assert not second_factor.has_factor(user)
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0]
    assert (entry.kind, entry.actor_name) == ("orgs.second_factor_reset", viewer.name)


def test_what_is_not_there_cannot_be_reset(actors: cast.Cast) -> None:
    with pytest.raises(FactorMissing):
        second_factor.reset_factor(viewer=actors.officer, user=actors.liaison.user)
