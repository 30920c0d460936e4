"""Any number of ticks at once: one digest for each person, and each message sent once."""

from collections import Counter
from datetime import date

from django.db import transaction

import cast
from duban.core import clock
from duban.core.sealing import seal
from duban.orgs.models import Person
from duban.reminders.digests.writing import write_due
from duban.reminders.models import Message, Told
from duban.reminders.outbox.queueing import Words, put
from duban.reminders.outbox.sending import send_due
from progress import year
from progress.year import at
from reminders.peers import channel, peer
from reminders.processes import ended, forked

MESSAGES, AT_ONCE = 30, 4
THREE = date(2026, 5, 7)


def test_digests_are_written_and_messages_sent_once(committed_database: str) -> None:
    actors = cast.assemble()
    year.running(actors, date(2026, 5, 12))
    Person.objects.filter(jurisdiction=actors.city).update(telephone=seal("13900000000"))
    with peer() as gateway:
        way = channel(actors, url=gateway.url, is_for_all=True)
        with at(THREE, 9):
            writers = [forked(lambda: write_due(actors.city)) for _each in range(AT_ONCE)]
            assert [ended(writer) for writer in writers] == [0] * AT_ONCE
            digests = Counter(Message.objects.values_list("user__username", flat=True))
            assert {"liaison", "deputy"} <= set(digests)
            assert set(digests.values()) == {1}
            assert set(Told.objects.values_list("on", flat=True)) == {THREE}
            with transaction.atomic():
                for number in range(MESSAGES):
                    put(channel=way, kind=Message.Kind.TEST, key=f"test:{number}", words=Words("-", "-"))
            senders = [forked(lambda: send_due(actors.city)) for _each in range(AT_ONCE)]
            assert [ended(sender) for sender in senders] == [0] * AT_ONCE
    delivered = Counter(asked.headers["x-duban-delivery"] for asked in gateway.asked)
    assert set(delivered) == set(Message.objects.values_list("uid", flat=True))
    assert set(delivered.values()) == {1}
    assert not Message.objects.filter(sent_at__isnull=True).exists()
    assert set(Message.objects.values_list("attempts", "failures")) == {(1, 0)}
    assert clock.now() > cast.NOON
