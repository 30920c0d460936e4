"""A sender killed at every step: nothing lost, doubled only between the peer's answer and our note (design 7)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections, transaction

import cast
from duban.core import clock
from duban.reminders.channels.kinds import WAYS
from duban.reminders.models import Channel, Message
from duban.reminders.outbox import claiming
from duban.reminders.outbox.queueing import Words, put
from duban.reminders.outbox.sending import send_due
from reminders.peers import Peer, Says, channel, peer
from reminders.processes import die, ended, forked

HOOK = Channel.Kind.WEBHOOK
Step = Callable[[], None]


def before_claim() -> None:
    claiming.claim = lambda *_given, **_more: die()  # type: ignore[assignment]


def in_claim() -> None:
    """Written and not committed."""
    claim = claiming.claim

    def half(way: Channel, **more: Message | None) -> None:
        with transaction.atomic():
            claim(way, **more)
            die()

    claiming.claim = half  # type: ignore[assignment]


def after_claim() -> None:
    WAYS[HOOK] = replace(WAYS[HOOK], deliver=lambda _letter: die())


def after_the_answer() -> None:
    deliver = WAYS[HOOK].deliver

    def answered(letter: object) -> None:
        deliver(letter)  # type: ignore[arg-type]
        die()

    WAYS[HOOK] = replace(WAYS[HOOK], deliver=answered)  # type: ignore[arg-type]


def before_the_note() -> None:
    claiming.note = lambda *_given: die()  # type: ignore[assignment]


def in_the_note() -> None:
    """Written and not committed."""
    note = claiming.note

    def half(*given: object) -> None:
        with transaction.atomic():
            note(*given)  # type: ignore[arg-type]
            die()

    claiming.note = half  # type: ignore[assignment]


def after_the_note() -> None:
    note = claiming.note

    def whole(*given: object) -> None:
        note(*given)  # type: ignore[arg-type]
        die()

    claiming.note = whole  # type: ignore[assignment]


def at_the_peer() -> None:
    """The peer kills it, having taken the message and before it answers."""


STEPS: tuple[tuple[Step, int], ...] = (
    (before_claim, 1),
    (in_claim, 1),
    (after_claim, 1),
    (at_the_peer, 2),  # taken, and the answer lost
    (after_the_answer, 2),
    (before_the_note, 2),
    (in_the_note, 2),
    (after_the_note, 1),
)


def test_a_sender_killed_at_any_step_loses_nothing(committed_database: str) -> None:
    actors = cast.assemble()
    with clock.moved_by_hand(cast.NOON) as advance, peer(Says()) as gateway:
        way = channel(actors, HOOK, gateway.url)
        for step, times in STEPS:
            with transaction.atomic():
                message = put(channel=way, kind=Message.Kind.DIGEST, key=step.__name__, words=Words("-", "-"))
            assert message is not None
            assert ended(_killed_at(step, actors, gateway)) == -signal.SIGKILL, step.__name__
            gateway.on_asked = None
            stands = Message.objects.get(uid=message.uid)
            assert (stands.sent_at is not None) == (step is after_the_note), step.__name__
            assert (stands.attempts == 0) == (step in {before_claim, in_claim}), step.__name__
            send_due(actors.city)  # what nobody has in his hands goes at once
            if step not in {before_claim, in_claim, after_the_note}:
                assert Message.objects.get(uid=message.uid).sent_at is None  # the other's lease still runs
            advance(claiming.LEASE)
            send_due(actors.city)
            assert Message.objects.get(uid=message.uid).sent_at is not None, step.__name__
            assert _delivered(gateway)[message.uid] == times, step.__name__
    assert len(_delivered(gateway)) == len(STEPS)
    assert all(asked.content["id"] == asked.headers["idempotency-key"] for asked in gateway.asked)


def _killed_at(step: Step, actors: cast.Cast, gateway: Peer) -> int:
    def send() -> None:
        step()
        send_due(actors.city)

    if step is at_the_peer:
        gateway.on_asked = lambda: os.kill(victim, signal.SIGKILL)
    victim = forked(send)
    return victim


def _delivered(gateway: Peer) -> Counter[str]:
    return Counter(asked.headers["x-duban-delivery"] for asked in gateway.asked)


@pytest.mark.deep
def test_ticks_killed_at_random_lose_nothing(committed_database: str, tmp_path: Path) -> None:
    """The command itself, killed over and over in the middle of many messages."""
    messages, kills, chance = 200, 25, random.Random(5)  # noqa: S311 -- the same kills each time
    actors = cast.assemble()
    with peer(Says(after=0.01)) as gateway:
        way = channel(actors, HOOK, gateway.url)
        with transaction.atomic():
            for number in range(messages):
                put(channel=way, kind=Message.Kind.DIGEST, key=f"digest:{number}", words=Words("-", "-"))
        connections.close_all()
        own = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
        own |= {"DUBAN_MODE": "test", "DUBAN_DATABASE_URL": committed_database, "DUBAN_HOME": str(tmp_path)}
        cut = 0
        for _kill in range(kills):
            before = len(gateway.asked)
            tick = subprocess.Popen([sys.executable, "-m", "duban", "tick"], env=own, stdout=subprocess.DEVNULL)
            while len(gateway.asked) == before and tick.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.1)
            tick.kill()
            cut += tick.wait() == -signal.SIGKILL
        assert cut > kills // 2  # most of them in the middle
        with clock.frozen(clock.now() + claiming.LEASE + timedelta(seconds=1)):
            send_due(actors.city)
    delivered = _delivered(gateway)
    assert set(delivered) == set(Message.objects.values_list("uid", flat=True))
    assert not Message.objects.filter(sent_at__isnull=True).exists()
    doubled = {uid for uid, times in delivered.items() if times > 1}
    assert len(doubled) <= cut  # each kill can double the one message that it had in its hands
    assert doubled <= set(Message.objects.filter(attempts__gt=1).values_list("uid", flat=True))
    assert max(delivered.values()) <= 2
