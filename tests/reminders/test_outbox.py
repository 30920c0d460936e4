"""The outbox: written with the act, claimed by one, tried again for a bounded time, slow where a peer wants it slow."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction

import cast
from duban.core import clock, sealing
from duban.core.sealing import new_key, unseal
from duban.orgs.administration.resealing import hanging, reseal
from duban.reminders.channels.letters import SENT, again, later, never
from duban.reminders.models import Channel, Message
from duban.reminders.outbox import claiming, sending
from duban.reminders.outbox.forgetting import forget_old
from duban.reminders.outbox.queueing import OutsideTransaction, Words, put
from duban.reminders.outbox.sending import NOTHING, Sent, send_due, send_one
from reminders.peers import Says, channel, peer

pytestmark = pytest.mark.django_db

WORDS = Words("督办提醒", "超期 2 件。")
Kind = Channel.Kind


@pytest.fixture
def actors(db: None) -> Iterator[cast.Cast]:
    with clock.frozen(cast.NOON):
        yield cast.assemble()


def put_one(way: Channel, key: str = "digest:a", **more: Any) -> Message:
    found = put(channel=way, kind=Message.Kind.DIGEST, key=key, words=WORDS, **more)
    assert found is not None
    return found


def after(**length: float) -> Any:
    return clock.frozen(clock.now() + timedelta(**length))


def test_a_message_is_written_once_however_often_it_is_put(actors: cast.Cast) -> None:
    way = channel(actors)
    first = put_one(way, recipient="13900000000")
    assert put(channel=way, kind=Message.Kind.DIGEST, key="digest:a", words=WORDS) is None
    assert Message.objects.get().uid == first.uid
    assert first.recipient is not None
    assert "139" not in first.recipient  # sealed
    assert unseal(first.recipient) == "13900000000"


def test_a_message_stands_and_falls_with_its_act(actors: cast.Cast) -> None:
    way = channel(actors)
    with transaction.atomic():
        put_one(way)
        transaction.set_rollback(True)  # what the act does next goes wrong
    assert not Message.objects.exists()


def test_a_message_outside_of_an_act_is_a_mistake(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    way = channel(actors)
    connection = transaction.get_connection()
    monkeypatch.setattr(connection, "in_atomic_block", False)
    with pytest.raises(OutsideTransaction):
        put(channel=way, kind=Message.Kind.DIGEST, key="digest:a", words=WORDS)


def test_what_is_due_is_sent_and_noted(actors: cast.Cast) -> None:
    with peer() as gateway:
        way = channel(actors, url=gateway.url)
        first, second = put_one(way, recipient="139"), put_one(way, "digest:b", recipient="138")
        assert send_due(actors.city) == Sent(2, 0, 0)
        assert send_due(actors.city) == NOTHING
    assert [asked.content["id"] for asked in gateway.asked] == [first.uid, second.uid]
    assert [asked.content["to"] for asked in gateway.asked] == ["139", "138"]
    rows = Message.objects.all()
    assert {(row.attempts, row.failures, row.sent_at, row.lease_until) for row in rows} == {(1, 0, cast.NOON, None)}


def test_another_government_sends_its_own(actors: cast.Cast) -> None:
    put_one(channel(actors))
    assert send_due(actors.stranger.jurisdiction) == NOTHING


def test_a_claimed_message_is_nobody_elses_until_its_lease_runs_out(actors: cast.Cast) -> None:
    way = channel(actors)
    put_one(way)
    first = claiming.claim(way)
    assert first is not None
    assert claiming.claim(way) is None
    with after(minutes=4, seconds=59):
        assert claiming.claim(way) is None
    with after(minutes=5):
        second = claiming.claim(way)
        assert second is not None
        assert (second.uid, second.attempts, second.failures) == (first.uid, 2, 1)
        assert not claiming.note(first, again("no_answer"))  # it is not his any more
        assert claiming.note(first, SENT)  # but sent is sent
        assert not claiming.note(second, again("no_answer"))
    assert Message.objects.get().sent_at is not None


def test_failures_wait_twice_as_long_each_time_and_end(actors: cast.Cast) -> None:
    way, waits = channel(actors), []
    put_one(way, lasts=timedelta(days=30))
    moment = clock.now()
    for _failure in range(claiming.MOST_FAILURES):
        with clock.frozen(moment):
            claimed = claiming.claim(way)
            assert claimed is not None
            claiming.note(claimed, again("no_answer"))
            row = Message.objects.get()
            waits.append((row.not_before - moment) // timedelta(minutes=1))
            moment = row.not_before
    assert waits[:-1] == [1, 2, 4, 8, 16, 32, 64, 128, 256]
    assert (row.given_up_at is not None, row.error, row.failures) == (True, "no_answer", 10)
    with after(days=2):
        assert claiming.claim(way) is None


def test_a_peer_that_says_how_long_it_wants_peace_gets_it(actors: cast.Cast) -> None:
    way = channel(actors)
    put_one(way)
    claimed = claiming.claim(way)
    assert claimed is not None
    claiming.note(claimed, again("http_503", wait=timedelta(hours=1)))
    assert Message.objects.get().not_before == clock.now() + timedelta(hours=1)


def test_what_cannot_come_right_is_given_up_at_once(actors: cast.Cast) -> None:
    with peer(Says(body=b'{"errcode":93000}')) as robot:
        put_one(channel(actors, Kind.WECOM, robot.url))
        assert send_due(actors.city) == Sent(0, 1, 0)
        assert send_due(actors.city) == NOTHING
    assert Message.objects.get().error == "wecom_93000"


def test_a_sender_that_dies_over_and_over_is_given_up(actors: cast.Cast) -> None:
    way, moment = channel(actors), clock.now()
    put_one(way, lasts=timedelta(days=30))
    for _death in range(claiming.MOST_FAILURES + 1):
        with clock.frozen(moment):
            assert claiming.claim(way) is not None
        moment += claiming.LEASE
    with clock.frozen(moment):
        assert send_due(actors.city) == Sent(0, 0, 1)
    assert Message.objects.get().error == "sender_died"


def test_a_message_whose_time_has_passed_is_not_sent(actors: cast.Cast) -> None:
    put_one(channel(actors, is_on=False))
    assert send_due(actors.city) == NOTHING  # a channel that is off sends nothing, and nothing is lost
    with after(days=2):
        assert send_due(actors.city) == Sent(0, 0, 1)
    assert Message.objects.get().error == "expired"


def test_a_robot_is_asked_twenty_times_in_any_minute(actors: cast.Cast) -> None:
    with peer() as robot:
        way = channel(actors, Kind.WECOM, robot.url)
        for number in range(25):
            put_one(way, f"digest:{number}")
        with clock.moved_by_hand(clock.now()) as advance:
            assert send_due(actors.city).sent == 20
            advance(timedelta(seconds=59))
            assert send_due(actors.city) == NOTHING
            advance(timedelta(seconds=1))
            assert send_due(actors.city).sent == 5
    assert len({asked.headers["x-duban-delivery"] for asked in robot.asked}) == 25


def test_a_robot_that_was_asked_too_often_is_left_alone(actors: cast.Cast) -> None:
    with peer(Says(body=b'{"errcode":130101}'), Says()) as robot:
        way = channel(actors, Kind.DINGTALK, robot.url)
        for number in range(3):
            put_one(way, f"digest:{number}")
        with clock.moved_by_hand(clock.now()) as advance:
            assert send_due(actors.city) == Sent(0, 1, 0)
            assert len(robot.asked) == 1  # the others are not even tried
            advance(timedelta(minutes=9, seconds=59))
            assert send_due(actors.city) == NOTHING
            advance(timedelta(seconds=1))
            assert send_due(actors.city).sent == 3
    assert Message.objects.filter(failures__gt=0).count() == 0  # it was no failure of a message


def test_a_peer_that_is_away_holds_up_no_other(actors: cast.Cast) -> None:
    with peer() as gateway:
        away, there = channel(actors), channel(actors, url=gateway.url)
        for number in range(3):
            put_one(away, f"away:{number}")
            put_one(there, f"there:{number}")
        assert send_due(actors.city) == Sent(3, 1, 0)  # of the one that is away a single message was tried


def test_one_message_is_sent_at_once(actors: cast.Cast) -> None:
    with peer() as gateway:
        way = channel(actors, url=gateway.url)
        put_one(way, "digest:a")
        wanted = put_one(way, "digest:b")
        assert send_one(wanted) == SENT
        assert send_one(wanted) is None
    assert [asked.content["id"] for asked in gateway.asked] == [wanted.uid]


def test_words_and_recipient_go_after_a_month(actors: cast.Cast) -> None:
    with peer() as gateway:
        way = channel(actors, url=gateway.url)
        put_one(way, recipient="139")
        send_due(actors.city)
        put_one(way, "digest:waiting", recipient="139", lasts=timedelta(days=99))
    with after(days=30):
        assert forget_old() == 0
    with after(days=30, seconds=1):
        assert forget_old() == 1
    kept = Message.objects.get(key="digest:a")
    assert (kept.recipient, kept.subject, kept.body) == (None, None, None)
    assert (kept.sent_at, kept.channel_id) == (cast.NOON, way.pk)
    assert Message.objects.get(key="digest:waiting").body


def test_keys_are_changed_while_messages_wait(actors: cast.Cast, settings: LazySettings) -> None:
    [old], new = sealing.field_keys(), new_key()
    with peer() as gateway:
        way = channel(actors, url=gateway.url)
        put_one(way, recipient="139")
        settings.DUBAN_FIELD_KEYS = (new, old)
        assert reseal() >= 2
        settings.DUBAN_FIELD_KEYS = (new,)
        sealed = [each for each in hanging() if each.table.startswith("reminders_")]
        assert {(each.table, each.field): each.by_key for each in sealed} == {
            ("reminders_channel", "address"): {0: 1},
            ("reminders_channel", "secret"): {0: 1},
            ("reminders_message", "recipient"): {0: 1},
            ("reminders_preference", "email"): {},
        }
        assert send_due(actors.city).sent == 1
    assert gateway.asked[0].content["to"] == "139"


def test_without_its_key_a_message_waits(actors: cast.Cast, settings: LazySettings) -> None:
    put_one(channel(actors))
    settings.DUBAN_FIELD_KEYS = (new_key(),)
    assert send_due(actors.city) == Sent(0, 1, 0)
    assert Message.objects.get().error == "no_key"
    assert sealing.field_keys()


def test_a_run_ends_in_time_for_the_next(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    put_one(channel(actors))
    monkeypatch.setattr(sending, "LONGEST", 0.0)
    assert send_due(actors.city) == NOTHING
    assert claiming.backoff(1) == timedelta(minutes=1)


def test_never_again_outlives_nobody(actors: cast.Cast) -> None:
    """What is later and what is never leave their marks: the one waits, the other ends."""
    way = channel(actors)
    put_one(way)
    claimed = claiming.claim(way)
    assert claimed is not None
    claiming.note(claimed, later("http_429", timedelta(minutes=7)))
    assert Channel.objects.get().paused_until == clock.now() + timedelta(minutes=7)
    with clock.frozen(clock.now() + timedelta(minutes=7)):
        claimed = claiming.claim(way)
        assert claimed is not None
        claiming.note(claimed, never("http_401"))
    row = Message.objects.get()
    assert isinstance(row.given_up_at, datetime)
    assert row.failures == 1
