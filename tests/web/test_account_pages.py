"""One's own account on pages: first sign-in, second factor, password, and where a form may lead."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client, override_settings

import cast
from duban.journal.models import AccessRecord
from duban.orgs.models import Jurisdiction, SecondFactor, Session, User
from duban.orgs.signing_in import totp
from duban.web.clients import address_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
OLD, NEW = "a-long-password", "Lan-hu-2026"


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def actors(time: time_machine.Traveller) -> cast.Cast:
    return cast.assemble()


def code_of(secret: str) -> str:
    return totp.code_at(secret, int(datetime.now(UTC).timestamp()) // totp.PERIOD)


def sign_in(username: str, password: str = OLD, onward: str = "/") -> Client:
    client = Client()
    client.post("/sign-in/", {"username": username, "password": password, "next": onward})
    return client


def enrol(client: Client) -> tuple[str, list[str]]:
    """Set up a second factor by the page and return its secret and recovery codes."""
    secret = client.get("/account/second-factor/").context["secret"].replace(" ", "")
    answer = client.post("/account/second-factor/", {"code": code_of(secret), "old": OLD})
    return secret, list(answer.context["codes"])


def test_a_first_sign_in_at_level_three_goes_through_its_chores_in_order(
    actors: cast.Cast, time: time_machine.Traveller
) -> None:
    Jurisdiction.objects.filter(pk=actors.city.pk).update(protection_level=3)
    User.objects.filter(username="officer").update(must_change_password=True, undertaking_at=None)
    client = sign_in("officer")
    for address in ("/", "/units/", "/account/", "/account/second-factor/", "/account/undertaking/"):
        assert client.get(address)["Location"] == f"/account/password/?next={address.replace('/', '%2F')}"
    client.post("/account/password/", {"old": OLD, "new": NEW, "again": NEW})
    for address in ("/units/", "/account/", "/account/undertaking/"):
        assert client.get(address)["Location"].startswith("/account/second-factor/")
    enrol(client)
    for address in ("/units/", "/account/"):
        assert client.get(address)["Location"].startswith("/account/undertaking/")
    assert client.post("/account/undertaking/", {"next": "/units/"}).status_code == 200  # the box was not ticked
    assert client.post("/account/undertaking/", {"agreed": "1", "next": "/units/"})["Location"] == "/units/"
    assert client.get("/units/").status_code == 200


def test_a_chore_is_asked_once(actors: cast.Cast) -> None:
    User.objects.filter(username="officer").update(undertaking_at=None)
    client = sign_in("officer")
    client.post("/account/undertaking/", {"agreed": "1"})
    assert sign_in("officer").get("/units/").status_code == 200


def test_units_give_no_undertaking(actors: cast.Cast) -> None:
    User.objects.filter(username="liaison").update(undertaking_at=None)
    assert sign_in("liaison").get("/units/").status_code == 200


def test_sign_out_is_open_while_a_chore_is_due(actors: cast.Cast) -> None:
    User.objects.filter(username="officer").update(must_change_password=True)
    client = sign_in("officer")
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/account/password/")["Location"].startswith("/sign-in/")


def test_the_second_factor_is_asked_before_anything_opens(actors: cast.Cast, time: time_machine.Traveller) -> None:
    secret, _codes = enrol(sign_in("liaison"))
    time.shift(timedelta(seconds=30))
    client = sign_in("liaison", onward="/units/")
    assert client.get("/units/").status_code == 302
    assert client.post("/sign-in/code/", {"code": "000 000"}).status_code == 200
    assert client.get("/units/").status_code == 302
    code = code_of(secret)
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/units/"
    assert client.get("/units/").status_code == 200
    again = sign_in("liaison")
    assert again.post("/sign-in/code/", {"code": code}).status_code == 200  # a code counts once
    assert again.get("/units/").status_code == 302


def test_a_recovery_code_lets_in_once(actors: cast.Cast) -> None:
    _secret, codes = enrol(sign_in("liaison"))
    assert sign_in("liaison").post("/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert sign_in("liaison").post("/sign-in/code/", {"code": codes[0]}).status_code == 200


def test_wrong_codes_lock_the_account_as_wrong_passwords_do(actors: cast.Cast, time: time_machine.Traveller) -> None:
    secret, _codes = enrol(sign_in("liaison"))
    time.shift(timedelta(seconds=30))
    client = sign_in("liaison")
    for _attempt in range(5):
        client.post("/sign-in/code/", {"code": "000000"})
    assert client.post("/sign-in/code/", {"code": code_of(secret)}).status_code == 200
    assert client.get("/units/").status_code == 302
    noted = AccessRecord.objects.filter(what="orgs.second_factor").values_list("outcome", flat=True)
    assert sorted(noted) == ["locked"] + ["refused"] * 5


def test_the_page_for_the_code_opens_after_the_password_and_for_five_minutes(
    actors: cast.Cast, time: time_machine.Traveller
) -> None:
    secret, _codes = enrol(sign_in("liaison"))
    assert Client().get("/sign-in/code/")["Location"] == "/sign-in/"
    client = sign_in("liaison")
    time.shift(timedelta(minutes=6))
    assert client.post("/sign-in/code/", {"code": code_of(secret)})["Location"] == "/sign-in/"
    assert client.get("/units/").status_code == 302


def test_a_password_changed_meanwhile_closes_the_page_for_the_code(actors: cast.Cast) -> None:
    _secret, codes = enrol(sign_in("liaison"))
    client = sign_in("liaison")
    user = User.objects.get(username="liaison")
    user.set_password(NEW)
    user.save()
    assert client.post("/sign-in/code/", {"code": codes[0]})["Location"] == "/sign-in/"


def test_the_second_factor_moves_only_with_the_password(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = sign_in("liaison")
    enrol(client)
    before = SecondFactor.objects.get(user__username="liaison").secret
    secret = client.get("/account/second-factor/").context["secret"].replace(" ", "")
    client.post("/account/second-factor/", {"code": code_of(secret), "old": "wrong"})
    assert SecondFactor.objects.get(user__username="liaison").secret == before
    client.post("/account/second-factor/", {"code": code_of(secret), "old": OLD})
    assert SecondFactor.objects.get(user__username="liaison").secret != before


def test_the_second_factor_goes_only_where_the_post_allows_it(actors: cast.Cast, time: time_machine.Traveller) -> None:
    client = sign_in("liaison")
    enrol(client)
    assert client.post("/account/second-factor/off/", {"old": "wrong"}).status_code == 200
    assert client.post("/account/second-factor/off/", {"old": OLD})["Location"] == "/account/"
    security = Client()
    security.force_login(actors.security.user)
    assert security.post("/account/second-factor/off/", {"old": OLD}).status_code == 409
    assert "/account/second-factor/off/" not in security.get("/account/").content.decode()


def test_recovery_codes_are_shown_once_and_never_again(actors: cast.Cast) -> None:
    client = sign_in("liaison")
    _secret, codes = enrol(client)
    pages = "".join(client.get(path).content.decode() for path in ("/account/", "/account/recovery-codes/"))
    assert not [code for code in codes if code in pages]
    answer = client.post("/account/recovery-codes/", {"old": OLD})
    assert len(answer.context["codes"]) == 10
    assert answer["Cache-Control"].startswith("max-age=0")


def test_the_secret_stands_sealed_while_it_waits(actors: cast.Cast) -> None:
    client = sign_in("liaison")
    secret = client.get("/account/second-factor/").context["secret"].replace(" ", "")
    assert secret not in str(dict(client.session))
    assert client.get("/account/second-factor/").context["secret"].replace(" ", "") == secret


def test_the_picture_needs_nothing_that_the_content_policy_forbids(actors: cast.Cast) -> None:
    page = sign_in("liaison").get("/account/second-factor/").content.decode()
    drawing = page.partition("<svg viewBox")[2].partition("</svg>")[0]
    assert 'path d="M' in drawing
    assert "style" not in drawing
    assert "data:" not in page


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(actors: cast.Cast) -> None:
    other, client = sign_in("liaison"), sign_in("liaison")
    answer = client.post("/account/password/", {"old": OLD, "new": NEW, "again": NEW})
    assert answer["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert other.get("/account/")["Location"].endswith("because=password&next=/account/")
    assert len(client.get("/account/").context["sessions"]) == 1
    assert sign_in("liaison", NEW).get("/account/").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"old": "wrong", "new": NEW, "again": NEW},
        {"old": OLD, "new": NEW, "again": NEW + "x"},  # mistyped
        {"old": OLD, "new": "Admin@123456", "again": "Admin@123456"},
        {"old": OLD, "new": OLD, "again": OLD},
        {},
    ],
)
def test_a_password_that_is_refused_changes_nothing(actors: cast.Cast, sent: dict[str, str]) -> None:
    client = sign_in("liaison")
    answer = client.post("/account/password/", sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert User.objects.get(username="liaison").check_password(OLD)


def test_guessing_the_present_password_from_an_open_session_is_counted(actors: cast.Cast) -> None:
    client = sign_in("liaison")
    for _attempt in range(5):
        client.post("/account/password/", {"old": "wrong", "new": NEW, "again": NEW})
    assert client.post("/account/password/", {"old": OLD, "new": NEW, "again": NEW}).status_code == 200
    assert User.objects.get(username="liaison").check_password(OLD)


@pytest.mark.parametrize("wish", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_form_leads_to_another_site(actors: cast.Cast, wish: str) -> None:
    User.objects.filter(username="officer").update(undertaking_at=None)
    client = Client()
    answer = client.post("/sign-in/", {"username": "officer", "password": OLD, "next": wish})
    assert answer["Location"] == "/"
    assert client.post("/account/undertaking/", {"agreed": "1", "next": wish})["Location"] == "/account/"
    changed = client.post("/account/password/", {"old": OLD, "new": NEW, "again": NEW, "next": wish})
    assert changed["Location"] == "/account/"
    assert wish not in client.get("/account/second-factor/", {"next": wish}).content.decode()


def test_a_visit_to_the_door_alone_keeps_no_session(actors: cast.Cast) -> None:
    Client().get("/sign-in/")
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "1.2.3.4", "10.0.0.5"),  # anybody can write the header
        ("10.9.9.9", "1.2.3.4", "1.2.3.4"),  # the proxy writes it
        ("10.9.9.9", "6.6.6.6, 1.2.3.4", "1.2.3.4"),  # what stands before was written by the client
        ("10.9.9.9", "1.2.3.4, 10.8.0.7", "1.2.3.4"),  # two proxies, one by its network
        ("10.9.9.9", "nonsense", "10.9.9.9"),
        ("10.9.9.9", "", "10.9.9.9"),
        ("10.9.9.9", "::ffff:1.2.3.4", "1.2.3.4"),
        ("", "1.2.3.4", "-"),
    ],
)
@override_settings(DUBAN_PROXIES=("10.9.9.9", "10.8.0.0/16"))
def test_the_address_of_a_client_comes_from_proxies_that_are_named(peer: str, forwarded: str, found: str) -> None:
    from django.test import RequestFactory

    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, **more)) == found
