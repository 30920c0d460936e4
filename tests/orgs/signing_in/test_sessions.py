"""Sessions: idle exit, longest session, one session for administrators, the list and its ends (domain 6.4)."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from duban.core.sealing import unseal
from duban.journal.models import AccessRecord
from duban.orgs.models import SecondFactor, Session, User
from duban.orgs.signing_in import sessions, totp
from duban.orgs.viewers import Viewer
from duban.web.views.session import BECAUSE

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def actors(time: time_machine.Traveller) -> cast.Cast:
    return cast.assemble()


def signed_in(viewer: Viewer, time: time_machine.Traveller, address: str = "10.1.1.1") -> Client:
    """Return a browser in which a person signed in, with the second factor where he has one."""
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=FIREFOX)
    client.post("/sign-in/", {"username": viewer.user.username, "password": "a-long-password"})
    factor = SecondFactor.objects.filter(user=viewer.user).first()
    if factor is not None:
        time.shift(timedelta(seconds=30))  # a code counts once
        code = totp.code_at(unseal(factor.secret), int(datetime.now(UTC).timestamp()) // totp.PERIOD)
        client.post("/sign-in/code/", {"code": code})
    assert client.get("/account/").status_code == 200
    return client


def session_cookie(client: Client) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("role", "minutes", "stays"),
    [
        ("liaison", 29, True),
        ("liaison", 31, False),
        ("security", 14, True),
        ("security", 16, False),
    ],
)
def test_an_idle_session_ends(
    actors: cast.Cast, time: time_machine.Traveller, role: str, minutes: int, stays: bool
) -> None:
    client = signed_in(getattr(actors, role), time)
    time.shift(timedelta(minutes=minutes))
    assert is_in(client) is stays


def test_use_keeps_a_session_alive_up_to_twelve_hours(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)
    for _quarter in range(47):
        time.shift(timedelta(minutes=15))
        assert is_in(client)
    time.shift(timedelta(minutes=16))
    answer = client.get("/account/")
    assert answer.status_code == 302
    assert answer["Location"].endswith("because=limit&next=/account/")


def test_the_door_says_why_an_idle_session_ended(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)
    time.shift(timedelta(minutes=31))
    answer = client.get("/account/", follow=True)
    assert answer.context["because"] == BECAUSE["idle"]
    assert answer.context["next"] == "/account/"


def test_use_is_stored_at_most_once_a_minute(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)

    def writes() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert is_in(client)
        return sum(query["sql"].startswith("UPDATE") for query in queries)

    time.shift(timedelta(seconds=59))
    assert writes() == 0
    time.shift(timedelta(seconds=1))
    assert [writes(), writes()] == [1, 0]


def test_the_day_of_last_use_is_kept(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)
    user = User.objects.get(pk=actors.liaison.user.pk)
    assert str(user.last_seen_on) == "2026-03-05"
    for _half_hour in range(2 * 8):
        time.shift(timedelta(minutes=29))
        is_in(client)
    time.move_to(datetime(2026, 3, 5, 16, 30, tzinfo=UTC))  # past midnight in the city
    client = signed_in(actors.liaison, time)
    user.refresh_from_db()
    assert str(user.last_seen_on) == "2026-03-06"


def test_the_cookie_is_not_in_the_database(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)
    cookie = session_cookie(client)
    assert not Session.objects.filter(session_key=cookie).exists()
    assert Session.objects.filter(session_key=hashlib.sha256(cookie.encode()).hexdigest()).exists()


def test_signing_in_begins_a_session_under_a_new_key(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    before = session_cookie(client)
    client.post("/sign-in/", {"username": "liaison", "password": "a-long-password"})
    assert session_cookie(client) != before
    assert not Session.objects.filter(session_key=hashlib.sha256(before.encode()).hexdigest()).exists()


def test_an_administrator_has_one_session_and_the_old_one_is_told(
    actors: cast.Cast, time: time_machine.Traveller
) -> None:
    first = signed_in(actors.security, time)
    second = signed_in(actors.security, time, "10.2.2.2")
    assert is_in(second)
    answer = first.get("/account/")
    assert answer.status_code == 302
    assert "elsewhere" in answer["Location"]
    ended = AccessRecord.objects.get(what="orgs.session_replaced")
    assert (ended.outcome, ended.actor_name, ended.address) == ("ok", actors.security.name, "10.1.1.1")


def test_others_may_have_several(actors: cast.Cast, time: time_machine.Traveller) -> None:
    first, second = signed_in(actors.liaison, time), signed_in(actors.liaison, time, "10.2.2.2")
    assert is_in(first)
    assert is_in(second)


def test_the_list_names_browser_address_and_this_one(actors: cast.Cast, time: time_machine.Traveller) -> None:
    signed_in(actors.liaison, time)
    time.shift(timedelta(minutes=2))
    client = signed_in(actors.liaison, time, "10.2.2.2")
    shown = client.get("/account/").context["sessions"]
    assert [(each.device, each.address, each.is_this) for each in shown] == [
        ("Firefox · Linux", "10.2.2.2", True),
        ("Firefox · Linux", "10.1.1.1", False),
    ]
    assert shown[1].since == START


def test_one_session_is_ended_from_the_list(actors: cast.Cast, time: time_machine.Traveller) -> None:
    other, client = signed_in(actors.liaison, time), signed_in(actors.liaison, time)
    uid = client.get("/account/").context["sessions"][1].uid
    client.post(f"/account/sessions/{uid}/end/")
    assert (is_in(other), is_in(client)) == (False, True)


def test_nobody_ends_the_session_of_another_person(actors: cast.Cast, time: time_machine.Traveller) -> None:
    other, client = signed_in(actors.head, time), signed_in(actors.liaison, time)
    uid = other.get("/account/").context["sessions"][0].uid
    assert client.post(f"/account/sessions/{uid}/end/").status_code == 404
    assert is_in(other)


def test_signing_out_everywhere_ends_all(actors: cast.Cast, time: time_machine.Traveller) -> None:
    other, client = signed_in(actors.liaison, time), signed_in(actors.liaison, time)
    client.post("/account/sign-out-everywhere/")
    assert (is_in(other), is_in(client)) == (False, False)
    assert AccessRecord.objects.filter(what="orgs.sign_out_everywhere").count() == 1


def test_ending_the_sessions_of_an_account_reaches_every_browser(
    actors: cast.Cast, time: time_machine.Traveller
) -> None:
    clients = [signed_in(actors.liaison, time), signed_in(actors.liaison, time)]
    assert sessions.end_sessions(actors.liaison.user) == 2
    assert not any(is_in(client) for client in clients)


def test_a_closed_or_blocked_account_is_out_at_once(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = signed_in(actors.liaison, time)
    User.objects.filter(pk=actors.liaison.user.pk).update(is_blocked=True)
    assert not is_in(client)


def test_old_sessions_are_forgotten(actors: cast.Cast, time: time_machine.Traveller) -> None:
    signed_in(actors.liaison, time)
    time.shift(timedelta(days=2))
    signed_in(actors.head, time)
    assert {session.user_id for session in Session.objects.all()} == {actors.head.user.pk}
