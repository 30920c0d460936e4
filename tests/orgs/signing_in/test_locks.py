"""Guessing is kept out: one account from one address, one account from anywhere, one address (domain 6.4)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from axes.models import AccessFailureLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

import cast
from duban.journal.models import AccessRecord, Entry
from duban.orgs.errors import NotAllowed, NotVisible
from duban.orgs.models import SignInLock, SlowedAddress
from duban.orgs.signing_in import locks
from duban.orgs.signing_in.errors import NotLocked

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
MOMENT = timedelta(seconds=1)
QUARTER = timedelta(minutes=15)
HOME, ELSEWHERE = "10.1.1.1", "10.2.2.2"
RIGHT, WRONG = "a-long-password", "another-password"


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def actors(time: time_machine.Traveller) -> cast.Cast:
    return cast.assemble()


def tries(username: str, password: str, address: str = HOME, agent: str = "") -> int:
    """Return the status of one attempt in a browser of its own: 302 in, 200 refused or locked, 429 slowed."""
    answer = Client().post(
        "/sign-in/",
        {"username": username, "password": password},
        REMOTE_ADDR=address,
        HTTP_USER_AGENT=agent,
    )
    return answer.status_code


def fail(username: str, times: int, address: str = HOME) -> None:
    for _attempt in range(times):
        assert tries(username, WRONG, address) == 200


def outcomes(what: str = "orgs.sign_in") -> list[str]:
    return sorted(AccessRecord.objects.filter(what=what).values_list("outcome", flat=True))


def test_after_four_failures_the_right_password_still_lets_in(actors: cast.Cast) -> None:
    fail("liaison", 4)
    assert tries("liaison", RIGHT) == 302


def test_the_fifth_failure_locks_and_the_right_password_waits(actors: cast.Cast) -> None:
    fail("liaison", 5)
    assert tries("liaison", RIGHT) == 200
    assert locks.locked_until("liaison", HOME) == START + QUARTER
    assert outcomes() == ["locked"] + ["refused"] * 5


def test_a_success_wipes_the_failures_before_it(actors: cast.Cast) -> None:
    fail("liaison", 4)
    assert tries("liaison", RIGHT) == 302
    fail("liaison", 4)
    assert tries("liaison", RIGHT) == 302


def test_another_browser_at_the_same_address_is_locked_too(actors: cast.Cast) -> None:
    for number in range(5):
        tries("liaison", WRONG, agent=f"browser {number}")
    assert tries("liaison", RIGHT, agent="yet another") == 200


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (QUARTER - MOMENT, 200),  # 14:59
        (QUARTER + MOMENT, 302),  # a moment past 15:00
    ],
)
def test_the_lock_lasts_fifteen_minutes(
    actors: cast.Cast, time: time_machine.Traveller, after: timedelta, status: int
) -> None:
    fail("liaison", 5)
    time.shift(after)
    assert tries("liaison", RIGHT) == status


def test_trying_while_locked_does_not_make_it_longer(actors: cast.Cast, time: time_machine.Traveller) -> None:
    fail("liaison", 5)
    time.shift(QUARTER - MOMENT)
    assert tries("liaison", WRONG) == 200
    time.shift(2 * MOMENT)
    assert tries("liaison", RIGHT) == 302


def test_a_lock_at_one_address_leaves_the_account_open_elsewhere(actors: cast.Cast) -> None:
    fail("liaison", 5)
    assert tries("liaison", RIGHT, ELSEWHERE) == 302


def test_fifty_people_behind_one_address_get_in_while_one_account_is_locked(actors: cast.Cast) -> None:
    fail("liaison", 5)
    others = ["head", "deputy", "officer", "office_head", "registrar", "approver", "leader", "secretary", "auditor"]
    assert [tries(name, RIGHT) for name in (others * 6)[:50]] == [302] * 50
    assert tries("liaison", RIGHT) == 200


def scatter(username: str, times: int) -> None:
    """Fail from so many addresses that none is locked."""
    for number in range(times):
        assert tries(username, WRONG, f"10.9.0.{number % 200}") == 200


def test_nineteen_failures_from_anywhere_leave_the_account_open(actors: cast.Cast) -> None:
    scatter("liaison", 19)
    assert tries("liaison", RIGHT) == 302


def test_the_twentieth_failure_from_anywhere_locks_everywhere(actors: cast.Cast, time: time_machine.Traveller) -> None:
    scatter("liaison", 20)
    assert tries("liaison", RIGHT) == 200
    assert outcomes("orgs.account_lock") == ["locked"]
    assert [(lock.username, lock.address) for lock in locks.locks_now(actors.city)] == [("liaison", None)]
    time.shift(QUARTER - MOMENT)
    assert tries("liaison", RIGHT) == 200
    time.shift(2 * MOMENT)
    assert tries("liaison", RIGHT) == 302


def test_failures_of_an_hour_ago_do_not_count(actors: cast.Cast, time: time_machine.Traveller) -> None:
    scatter("liaison", 19)
    time.shift(timedelta(hours=1))
    scatter("liaison", 1)
    assert tries("liaison", RIGHT) == 302


def test_what_led_to_one_lock_does_not_lead_to_the_next(actors: cast.Cast, time: time_machine.Traveller) -> None:
    scatter("liaison", 20)
    time.shift(QUARTER + MOMENT)
    scatter("liaison", 19)
    assert tries("liaison", RIGHT) == 302
    scatter("liaison", 1)
    assert tries("liaison", RIGHT) == 200


def answers(username: str, times: int) -> list[tuple[int, str]]:
    found = []
    for _attempt in range(times):
        answer = Client().post("/sign-in/", {"username": username, "password": WRONG}, REMOTE_ADDR=HOME)
        alert = answer.content.decode().partition('role="alert"')[2].partition("</div>")[0]
        found.append((answer.status_code, alert))
    return found


def test_a_name_without_an_account_is_refused_and_locked_in_the_same_words(actors: cast.Cast) -> None:
    assert answers("nobody-at-all", 7) == answers("liaison", 7)
    scatter("nobody-at-all", 20)
    assert SignInLock.objects.get().username == "nobody-at-all"


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_blocked": True}])
def test_a_closed_account_is_refused_in_the_words_of_a_wrong_password(
    actors: cast.Cast, closed: dict[str, bool]
) -> None:
    before = answers("head", 1)
    type(actors.head.user).objects.filter(pk=actors.head.user.pk).update(**closed)
    assert tries("head", RIGHT) == 200
    assert answers("head", 1) == before


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    original = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        made.append(password)
        return str(original(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    tries("nobody-at-all", WRONG)
    unknown = len(made)
    tries("liaison", WRONG)
    assert (unknown, len(made) - unknown) == (1, 1)


def log_failures(address: str, times: int) -> None:
    AccessFailureLog.objects.bulk_create(
        AccessFailureLog(username=f"name-{number}", ip_address=address, user_agent="", http_accept="", path_info="")
        for number in range(times)
    )


def test_an_address_is_not_slowed_by_ninety_nine_failures(actors: cast.Cast) -> None:
    log_failures(HOME, 99)
    assert [tries("liaison", RIGHT), tries("head", RIGHT), tries("deputy", RIGHT)] == [302] * 3


def test_an_address_is_slowed_from_a_hundred_failures_and_never_locked(
    actors: cast.Cast, time: time_machine.Traveller
) -> None:
    log_failures(HOME, 100)
    assert [tries("liaison", RIGHT), tries("head", RIGHT)] == [302, 429]
    assert tries("head", RIGHT, ELSEWHERE) == 302
    time.shift(MOMENT)
    assert [tries("head", RIGHT), tries("deputy", RIGHT)] == [302, 429]
    assert outcomes() == ["ok", "ok", "ok", "slowed", "slowed"]


def test_a_slowed_answer_says_when_to_come_again(actors: cast.Cast) -> None:
    log_failures(HOME, 350)
    sent = {"username": "liaison", "password": WRONG}
    Client().post("/sign-in/", sent, REMOTE_ADDR=HOME)
    assert Client().post("/sign-in/", sent, REMOTE_ADDR=HOME)["Retry-After"] == "3"


def test_a_browser_that_knows_the_account_does_not_wait_for_its_neighbours(actors: cast.Cast) -> None:
    client = Client(REMOTE_ADDR=HOME)
    sent = {"username": "liaison", "password": RIGHT}
    assert client.post("/sign-in/", sent).status_code == 302
    client.post("/sign-out/")
    log_failures(HOME, 100)
    SlowedAddress.objects.create(address=HOME, next_at=START + timedelta(seconds=5))
    assert tries("liaison", RIGHT) == 429
    assert client.post("/sign-in/", sent).status_code == 302
    client.post("/sign-out/")
    assert client.post("/sign-in/", sent | {"username": "head"}).status_code == 429


def test_the_security_administrator_lifts_a_lock(actors: cast.Cast) -> None:
    fail("liaison", 5)
    (lock,) = locks.locks_now(actors.city)
    assert (lock.username, lock.person_name, lock.address, lock.until, lock.failures) == (
        "liaison",
        actors.liaison.name,
        HOME,
        START + QUARTER,
        5,
    )
    locks.lift_lock(viewer=actors.security, username="liaison")
    assert tries("liaison", RIGHT) == 302
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0]
    assert (entry.kind, entry.actor_name) == ("orgs.lock_lifted", actors.security.name)


def test_a_lifted_lock_of_everywhere_counts_anew(actors: cast.Cast, time: time_machine.Traveller) -> None:
    scatter("liaison", 20)
    locks.lift_lock(viewer=actors.security, username="liaison")
    time.shift(MOMENT)
    scatter("liaison", 1)
    assert tries("liaison", RIGHT) == 302


def test_nobody_else_lifts_a_lock_and_none_of_another_government(actors: cast.Cast) -> None:
    fail("liaison", 5)
    fail("stranger", 5)
    with pytest.raises(NotAllowed):
        locks.lift_lock(viewer=actors.office_head, username="liaison")
    with pytest.raises(NotVisible):
        locks.lift_lock(viewer=actors.security, username="stranger")
    with pytest.raises(NotLocked):
        locks.lift_lock(viewer=actors.security, username="head")
    assert [lock.username for lock in locks.locks_now(actors.city)] == ["liaison"]


def test_the_slowing_of_an_address_can_be_lifted(actors: cast.Cast, time: time_machine.Traveller) -> None:
    log_failures(HOME, 100)
    tries("liaison", RIGHT)
    assert [(each.address, each.seconds) for each in locks.slowed_now()] == [(HOME, 1)]
    time.shift(MOMENT)
    locks.lift_slowing(viewer=actors.security, address=HOME)
    assert locks.slowed_now() == []
    assert [tries("head", RIGHT), tries("deputy", RIGHT)] == [302, 302]


def test_counts_are_forgotten_after_a_week(actors: cast.Cast, time: time_machine.Traveller) -> None:
    fail("liaison", 1)
    time.shift(locks.KEPT + MOMENT)
    locks.forget_old()
    assert not AccessFailureLog.objects.exists()
