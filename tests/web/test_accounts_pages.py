"""Pages of accounts: handing out, slips, the invitation, and what they never show."""

import logging
import re
from datetime import timedelta

import pytest
from axes.models import AccessFailureLog
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import cast
from duban.core import clock
from duban.journal.models import AccessRecord, Entry
from duban.orgs.accounts.invitations import digest_of
from duban.orgs.accounts.opening import ResetWanted, reset_unit_account
from duban.orgs.acting.performing import By
from duban.orgs.models import Invitation, Post, Session, User
from duban.orgs.viewers import Viewer
from orgs.accounts.people import GOOD_PASSWORD, bureau, in_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def signed_in(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(viewer.user)
    return client


def secret_of(actors: cast.Cast, form: Invitation.Form = Invitation.Form.LINK) -> str:
    outcome = reset_unit_account(by=By(actors.officer), about=actors.liaison.user, given=ResetWanted(form))
    assert outcome.result is not None
    return outcome.result.secret


def set_password(client: Client, password: str = GOOD_PASSWORD) -> str:
    answer = client.post(reverse("invitation_password"), {"password": password, "again": password})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_a_link_leads_to_the_first_password_and_into_the_desk(actors: cast.Cast) -> None:
    secret, client = secret_of(actors), Client()
    answer = client.get(reverse("invitation_link", args=[secret]))
    assert answer["Location"] == reverse("invitation_password")
    page = client.get(answer["Location"]).content.decode()
    assert "丁一舟" in page
    assert "市水利局" in page
    assert secret not in page
    assert set_password(client) == "/"
    assert client.get("/").status_code == 200
    assert User.objects.get(username="liaison").has_usable_password()


def test_a_slip_leads_there_too_however_its_code_is_typed(actors: cast.Cast) -> None:
    code, client = secret_of(actors, Invitation.Form.SLIP), Client()
    answer = client.post(reverse("invitation"), {"code": f" {code[:5].lower()} {code[5:]}"})
    assert answer["Location"] == reverse("invitation_password")
    assert set_password(client) == "/"


def test_unknown_used_withdrawn_and_run_out_links_give_the_same_answer(actors: cast.Cast) -> None:
    def without_accidents(page: str) -> str:
        return re.sub(r'value="[^"]*"|<span class="num">[0-9a-f]+</span>|/invitation/[^"/]+/', "", page)

    def answered(secret: str) -> tuple[int, str]:
        answer = Client().get(reverse("invitation_link", args=[secret]))
        return answer.status_code, without_accidents(answer.content.decode())

    unknown = answered("x" * 43)
    withdrawn = secret_of(actors)
    used = secret_of(actors)
    client = Client()
    client.get(reverse("invitation_link", args=[used]))
    set_password(client)
    run_out = secret_of(actors)
    Invitation.objects.filter(secret_digest=digest_of(run_out)).update(expires_at=clock.now())
    of_closed = secret_of(actors)
    User.objects.filter(username="liaison").update(is_active=False)
    assert unknown[0] == 404
    assert [answered(secret) for secret in (withdrawn, used, run_out, of_closed)] == [unknown] * 4


def test_the_secret_stands_in_no_record_no_session_and_no_log(
    actors: cast.Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = secret_of(actors)
    client = Client()
    client.get(reverse("invitation_link", args=[secret]))
    client.get(reverse("invitation_link", args=[f"{secret[:-1]}?"]))
    set_password(client)
    client.get(reverse("sign_out"))
    kept = [
        *AccessRecord.objects.values_list("target", flat=True),
        *Entry.objects.values_list("body", flat=True),
        *AccessFailureLog.objects.values_list("path_info", flat=True),
        *Session.objects.values_list("session_data", flat=True),
        *(record.getMessage() for record in caplog.records if record.name.startswith(("duban", "gunicorn"))),
    ]
    assert [text for text in kept if text and secret[:12] in text] == []


def test_a_weak_password_is_refused_with_the_rule_and_nothing_is_used_up(actors: cast.Cast) -> None:
    secret, client = secret_of(actors), Client()
    client.get(reverse("invitation_link", args=[secret]))
    assert "error" in set_password(client, "123456")
    answer = client.post(reverse("invitation_password"), {"password": GOOD_PASSWORD, "again": "other"})
    assert answer.status_code == 200
    assert set_password(client) == "/"


def test_whoever_tries_codes_is_slowed_with_the_sign_ins_of_his_building(actors: cast.Cast) -> None:
    for _number in range(101):
        AccessFailureLog.objects.create(username="", ip_address="10.0.0.9", user_agent="", path_info="")
    client = Client(REMOTE_ADDR="10.0.0.9")
    codes = [client.get(reverse("invitation_link", args=["x" * 43])).status_code for _number in range(3)]
    assert 429 in codes
    assert Client(REMOTE_ADDR="10.0.0.8").get(reverse("invitation_link", args=["x" * 43])).status_code == 404


def test_a_wrong_code_is_counted_and_noted_without_what_was_typed(actors: cast.Cast) -> None:
    code = secret_of(actors, Invitation.Form.SLIP)
    secret_of(actors, Invitation.Form.SLIP)  # the one before is void
    answer = Client().post(reverse("invitation"), {"code": code})
    assert answer.status_code == 200
    assert AccessFailureLog.objects.count() == 1
    assert AccessRecord.objects.get(what="orgs.invitation").target == "-"


def test_a_reset_ends_the_sessions_of_the_account(actors: cast.Cast) -> None:
    client = signed_in(actors.liaison)
    assert client.get("/").status_code == 200
    secret_of(actors)
    assert client.get("/").status_code == 302


def test_the_office_opens_an_account_and_sees_its_link_once(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", Post.Kind.DEPUTY, bureau(actors))
    client = signed_in(actors.officer)
    address = reverse("unit_account_open", args=[post.uid])
    key = {"act_key": "form-token-17"}
    answer = client.post(address, {"form": "link", "username": ""} | key)
    found = re.search(r"/invitation/([\w-]{43})/", answer.content.decode())
    assert found
    assert "no-store" in answer["Cache-Control"]
    assert Invitation.objects.filter(secret_digest=digest_of(found[1])).exists()
    again = client.post(address, {"form": "link", "username": ""} | key)  # sent twice: told so, nothing shown
    assert again.status_code == 302 or found[1] not in again.content.decode()


def test_the_list_shows_states_and_finds_by_unit_initials_name_and_account(actors: cast.Cast) -> None:
    in_post(actors, "谢知夏", Post.Kind.DEPUTY, bureau(actors))
    client = signed_in(actors.officer)
    for query, person in (("sslj", "丁一舟"), ("水利", "谢知夏"), ("outsider", "季青禾"), ("丁一", "丁一舟")):
        assert person in client.get(reverse("unit_accounts"), {"q": query}).content.decode()
    page = client.get(reverse("unit_accounts"), {"state": "none"}).content.decode()
    assert "谢知夏" in page
    assert "丁一舟" not in page
    assert "沈砚" not in client.get(reverse("unit_accounts")).content.decode()  # kept by the security administrator


def test_a_head_sees_the_accounts_of_his_own_unit_only(actors: cast.Cast) -> None:
    page = signed_in(actors.head).get(reverse("unit_accounts")).content.decode()
    assert "丁一舟" in page
    assert "季青禾" not in page


def test_the_list_takes_a_bounded_number_of_queries(actors: cast.Cast, django_assert_max_num_queries: "object") -> None:
    client = signed_in(actors.officer)
    for number in range(20):
        in_post(actors, f"谢知{number}", Post.Kind.DEPUTY, bureau(actors))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(reverse("unit_accounts"))


def test_chosen_posts_get_slips_that_are_shown_once(actors: cast.Cast) -> None:
    posts = [in_post(actors, f"谢知夏{'甲乙丙丁戊己庚辛壬'[at]}", Post.Kind.DEPUTY, bureau(actors)) for at in range(9)]
    client = signed_in(actors.officer)
    answer = client.post(reverse("accounts_batch"), {"step": "posts", "posts": [post.uid for post in posts]})
    page = answer.content.decode()
    codes = re.findall(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}\b", page)
    assert (len(set(codes)), page.count('class="slips"')) == (9, 2)
    assert "no-store" in answer["Cache-Control"]
    assert reverse("invitation") in page
    everywhere = client.get(reverse("unit_accounts")).content.decode() + "".join(
        Entry.objects.values_list("body", flat=True)
    )
    assert [code for code in codes if code in everywhere or code.replace("-", "") in everywhere] == []


def test_a_list_is_checked_before_anything_is_done_and_then_opened_whole(actors: cast.Cast) -> None:
    fresh = cast.unit_of(actors.city, "市林草局", "shi lin cao ju")
    client = signed_in(actors.officer)

    def given(text: str) -> str:
        file = SimpleUploadedFile("people.csv", text.encode())
        return client.post(reverse("accounts_batch"), {"step": "check", "file": file}).content.decode()

    before = User.objects.count()
    wrong = given(f"单位,姓名\n{fresh.name},谢知夏\n市天文局,纪南星\n")
    assert "市天文局" in wrong
    assert 'name="rows"' not in wrong
    right = given(f"单位,姓名,电话\n{fresh.name},谢知夏,8211234\n")
    assert User.objects.count() == before
    sent = re.search(r'name="rows" value="([^"]*)"', right)
    assert sent
    rows = sent[1].replace("&quot;", '"')
    page = client.post(reverse("accounts_batch"), {"step": "listed", "rows": rows}).content.decode()
    assert "谢知夏" in page
    assert User.objects.count() == before + 1
    assert User.objects.get(person__name="谢知夏").username == "xiezhixia"


@pytest.mark.parametrize("rows", ["", "{", "[1]", '[["x"]]', '[[2,"a","b","c","d","e"]]', "[]"])
def test_rows_that_no_page_sent_do_no_harm(actors: cast.Cast, rows: str) -> None:
    before = User.objects.count()
    client = signed_in(actors.officer)
    client.raise_request_exception = False
    answer = client.post(reverse("accounts_batch"), {"step": "listed", "rows": rows})
    assert answer.status_code in {200, 400}
    assert User.objects.count() == before


def test_the_page_of_an_account_offers_what_can_be_done_and_tells_its_history(actors: cast.Cast) -> None:
    client = signed_in(actors.officer)
    address = reverse("unit_account", args=[actors.liaison.user.uid])
    page = client.get(address).content.decode()
    assert reverse("unit_account_close", args=[actors.liaison.user.uid]) in page
    assert client.post(reverse("unit_account_close", args=[actors.liaison.user.uid]), {"reason": ""}).status_code == 200
    client.post(reverse("unit_account_close", args=[actors.liaison.user.uid]), {"reason": "调往外地"})
    page = client.get(address).content.decode()
    assert "调往外地" in page
    assert reverse("unit_account_reopen", args=[actors.liaison.user.uid]) in page
    client.post(reverse("unit_account_reopen", args=[actors.liaison.user.uid]))
    assert User.objects.get(username="liaison").is_active


def test_the_console_keeps_the_accounts_of_office_and_leaders_and_blocks_any(actors: cast.Cast) -> None:
    client = signed_in(actors.security)
    page = client.get(reverse("security_accounts")).content.decode()
    assert "沈砚" in page
    assert "丁一舟" not in page
    assert "丁一舟" in client.get(reverse("security_accounts"), {"kept": "units"}).content.decode()
    address = reverse("security_account_act", args=[actors.liaison.user.uid, "block"])
    client.post(address, {"reason": "账号外借"})
    assert User.objects.get(username="liaison").is_blocked
    assert (
        reverse("security_account_act", args=[actors.liaison.user.uid, "unblock"])
        in client.get(reverse("security_account", args=[actors.liaison.user.uid])).content.decode()
    )


def test_an_invitation_that_ran_out_while_the_page_was_open_is_not_taken(actors: cast.Cast) -> None:
    secret, client = secret_of(actors), Client()
    client.get(reverse("invitation_link", args=[secret]))
    Invitation.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert set_password(client) == reverse("invitation")
    assert not User.objects.get(username="liaison").has_usable_password()
