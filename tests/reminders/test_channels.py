"""Each channel speaks the protocol of its peer, and knows by its answer whether to try again."""

import base64
import hashlib
import hmac
import re
import socket
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings

from duban.core import clock
from duban.reminders.channels import dingtalk, email, posting, webhook, wecom
from duban.reminders.channels.letters import SENT, End, Letter, Outcome
from reminders.peers import Says, mailbox, peer
from requires import ROOT

LETTER = Letter(
    "d3l1very0001", "digest", "督办提醒", "丁一舟：超期 2 件。\n案头：https://duban.example/", "13900000000"
)


def letter(url: str) -> Letter:
    return replace(LETTER, address=url, secret="a-secret")


def said(code: int) -> Says:
    return Says(body=f'{{"errcode":{code},"errmsg":"-"}}'.encode())


def test_a_wecom_robot_gets_a_text() -> None:
    with peer() as robot:
        assert wecom.deliver(letter(robot.url)) == SENT
    [asked] = robot.asked
    assert asked.path == "/send?key=k"
    assert asked.content == {"msgtype": "text", "text": {"content": f"{LETTER.subject}\n{LETTER.body}"}}
    assert asked.headers["x-duban-delivery"] == LETTER.delivery
    assert LETTER.recipient not in asked.body.decode()  # a group learns no number


def test_a_dingtalk_robot_gets_a_signature_that_holds_now() -> None:
    with peer() as robot:
        assert dingtalk.deliver(letter(robot.url)) == SENT
    [asked] = robot.asked
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked.path).query).items()}
    wanted = hmac.new(b"a-secret", f"{query['timestamp']}\na-secret".encode(), hashlib.sha256).digest()
    assert base64.b64decode(query["sign"]) == wanted
    assert abs(int(query["timestamp"]) / 1000 - clock.actual().timestamp()) < 60
    assert query["key"] == "k"  # the token of the address stays
    assert asked.content["msgtype"] == "markdown"
    assert asked.content["markdown"]["title"] == LETTER.subject


def test_a_gateway_can_prove_what_it_gets_as_the_documentation_says() -> None:
    documented = re.search(
        r"```python\n(def is_from_duban.*?)```", (ROOT / "docs/channels.md").read_text("utf-8"), re.DOTALL
    )
    assert documented
    known: dict[str, object] = {}
    exec("import hashlib, hmac, time\n" + documented[1], known)  # noqa: S102 -- our own documentation
    proves = known["is_from_duban"]
    assert callable(proves)
    with peer(Says(status=204, body=b"")) as gateway:
        assert webhook.deliver(letter(gateway.url)) == SENT
    [asked] = gateway.asked
    stamp, sign = asked.headers["x-duban-timestamp"], asked.headers["x-duban-signature"]
    assert proves("a-secret", stamp, sign, asked.body)
    assert not proves("another", stamp, sign, asked.body)
    assert not proves("a-secret", stamp, sign, asked.body + b" ")
    assert not proves("a-secret", str(int(stamp) - 1000), sign, asked.body)  # caught and sent again later
    assert asked.headers["idempotency-key"] == LETTER.delivery
    assert asked.content == {
        "id": LETTER.delivery,
        "kind": "digest",
        "to": LETTER.recipient,
        "subject": LETTER.subject,
        "text": LETTER.body,
    }


@pytest.mark.parametrize(
    ("way", "says", "end", "error", "wait"),
    [
        (wecom, said(45009), End.LATER, "wecom_45009", 60),  # more than twenty a minute
        (wecom, said(93000), End.NEVER, "wecom_93000", 0),  # the robot is gone
        (wecom, said(-1), End.AGAIN, "wecom_-1", 0),  # busy
        (wecom, said(60020), End.AGAIN, "wecom_60020", 0),  # not known here
        (wecom, Says(body=b"<html>"), End.AGAIN, "not_understood", 0),  # somebody else answers
        (wecom, Says(body=b'{"errcode":"0"}'), End.AGAIN, "not_understood", 0),
        (wecom, Says(body=b"[]"), End.AGAIN, "not_understood", 0),
        (wecom, Says(status=502, body=b""), End.AGAIN, "http_502", 0),
        (dingtalk, said(130101), End.LATER, "dingtalk_130101", 600),  # silent for ten minutes now
        (dingtalk, said(310000), End.NEVER, "dingtalk_310000", 0),  # signature, keyword or sender
        (dingtalk, said(400102), End.NEVER, "dingtalk_400102", 0),  # stopped
        (dingtalk, said(-1), End.AGAIN, "dingtalk_-1", 0),
        (webhook, Says(status=500), End.AGAIN, "http_500", 0),
        (webhook, Says(status=429, headers={"Retry-After": "120"}), End.LATER, "http_429", 120),
        (webhook, Says(status=429), End.LATER, "http_429", 60),  # it does not say how long
        (webhook, Says(status=503, headers={"Retry-After": "99999999"}), End.AGAIN, "http_503", 6 * 3600),
        (webhook, Says(status=503, headers={"Retry-After": "soon"}), End.AGAIN, "http_503", 0),
        (webhook, Says(status=401), End.NEVER, "http_401", 0),  # it does not believe the signature
        (webhook, Says(status=302, headers={"Location": "http://127.0.0.1:9/"}), End.NEVER, "http_302", 0),
    ],
    ids=lambda value: str(getattr(value, "__name__", value))[-40:],
)
def test_an_answer_says_whether_to_try_again(way: object, says: Says, end: End, error: str, wait: int) -> None:
    with peer(says) as found:
        outcome = way.deliver(letter(found.url))  # type: ignore[attr-defined]
    assert (outcome.end, outcome.error, outcome.wait) == (end, error, timedelta(seconds=wait))
    assert len(found.asked) == 1  # no redirect is followed, nothing is tried again on the spot


def test_a_peer_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "READ", 0.1)
    with peer(Says(after=0.4)) as slow:
        assert wecom.deliver(letter(slow.url)) == Outcome(End.AGAIN, "no_answer", is_of_peer=True)


def test_a_peer_that_drips_or_floods_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "WHOLE", 0.2)
    with peer(Says(drip=0.05)) as dripping:
        assert wecom.deliver(letter(dripping.url)).error == "not_understood"
    with peer(Says(body=b"x" * 1_000_000)) as flooding:
        assert wecom.deliver(letter(flooding.url)).error == "not_understood"


def test_who_is_not_there_is_not_reached() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listened on
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        assert webhook.deliver(letter(url)) == Outcome(End.AGAIN, "not_reached", is_of_peer=True)


def test_long_words_are_cut_to_what_a_robot_takes() -> None:
    with peer() as robot:
        wecom.deliver(Letter("d", "digest", "督办提醒", "字" * 2000, "", robot.url))
    content = robot.asked[0].content["text"]["content"]
    assert len(content.encode()) <= 2048
    assert content.endswith("…")


def test_mail_carries_the_delivery_as_its_id(settings: LazySettings) -> None:
    with mailbox() as box:
        settings.DUBAN_EMAIL_URL = box.server
        to = Letter("d3l1very0001", "digest", "督办提醒 3月24日", "超期 2 件。", "ding@lan.gov.cn")
        assert email.deliver(to) == SENT
    [mail] = box.mails
    assert mail["Message-ID"] == "<d3l1very0001@lan.gov.cn>"
    assert mail["X-Duban-Delivery"] == "d3l1very0001"
    assert mail["To"] == "ding@lan.gov.cn"
    payload = mail.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().strip() == "超期 2 件。"


@pytest.mark.parametrize(
    ("code", "end", "error"),
    [
        ("rcpt 550 No such user", End.NEVER, "smtp_550"),
        ("rcpt 450 Greylisted", End.AGAIN, "smtp_450"),
        ("554 Refused", End.NEVER, "smtp_554"),
        ("451 Try again", End.AGAIN, "smtp_451"),
    ],
)
def test_a_server_of_mail_says_whether_to_try_again(settings: LazySettings, code: str, end: End, error: str) -> None:
    with mailbox(code) as box:
        settings.DUBAN_EMAIL_URL = box.server
        outcome = email.deliver(LETTER)
    assert (outcome.end, outcome.error, outcome.is_of_peer) == (end, error, False)
    assert box.mails == []


def test_without_a_server_of_mail_nothing_is_lost(settings: LazySettings) -> None:
    settings.DUBAN_EMAIL_URL = None
    assert email.deliver(LETTER) == Outcome(End.AGAIN, "no_mail_server", is_of_peer=True)
    with mailbox() as box:
        gone = box.server
    settings.DUBAN_EMAIL_URL = gone
    assert email.deliver(LETTER) == Outcome(End.AGAIN, "not_reached", is_of_peer=True)
