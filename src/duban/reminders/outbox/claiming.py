"""Taking a message to send it, and noting what came of it: by compare-and-set, so that any number may send at once.

A sender that dies leaves its claim behind; its lease runs out and the next one takes the message, with the same
delivery id. Between the peer's answer and our note lies the one window in which a message can be sent twice.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from duban.core import clock
from duban.reminders.channels.kinds import WAYS
from duban.reminders.channels.letters import End, Outcome
from duban.reminders.models import Channel, Message
from duban.reminders.models.outbox import WAITING

LEASE = timedelta(minutes=5)  # far longer than any peer is listened to
MINUTE = timedelta(minutes=1)
MOST_FAILURES = 10
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def claim(channel: Channel, *, only: Message | None = None) -> Message | None:
    """Take the message that waits longest, or the one that is named; None where there is none, or not now.

    Under the lock of the channel, because its peer counts what all senders send in a minute.
    """
    now = clock.now()
    locked = Channel.objects.select_for_update().get(pk=channel.pk)
    if not locked.is_on or (locked.paused_until is not None and locked.paused_until > now) or _is_full(locked, now):
        return None
    rows = _free(now).filter(jurisdiction=locked.jurisdiction_id, channel=locked, not_before__lte=now)
    row = (rows if only is None else rows.filter(pk=only.pk)).order_by("not_before", "pk").first()
    if row is None:
        return None
    died = int(row.lease_until is not None)  # whoever had it before did not come back
    claimed = (
        _free(now)
        .filter(pk=row.pk, attempts=row.attempts)
        .update(attempts=F("attempts") + 1, failures=F("failures") + died, attempted_at=now, lease_until=now + LEASE)
    )
    return Message.objects.select_related("channel").get(pk=row.pk) if claimed else None


@transaction.atomic
def note(message: Message, outcome: Outcome) -> bool:
    """Write down how a claimed message ended; say whether it was still ours to say.

    That it was sent holds whoever has it by now: it will not be sent again.
    """
    now = clock.now()
    if outcome.end is End.SENT:
        unsent = Message.objects.filter(pk=message.pk, sent_at__isnull=True)
        return bool(unsent.update(sent_at=now, given_up_at=None, lease_until=None, error=None))
    ours = Message.objects.filter(WAITING, pk=message.pk, attempts=message.attempts)
    if outcome.end is End.LATER:
        Channel.objects.filter(pk=message.channel_id).update(paused_until=now + outcome.wait)
        return bool(ours.update(not_before=now + outcome.wait, lease_until=None, error=outcome.error))
    failures = message.failures + 1
    if outcome.end is End.NEVER or failures >= MOST_FAILURES:
        return bool(ours.update(failures=failures, given_up_at=now, lease_until=None, error=outcome.error))
    wait = max(outcome.wait, backoff(failures))
    return bool(ours.update(failures=failures, not_before=now + wait, lease_until=None, error=outcome.error))


def give_up_old(jurisdiction: int) -> int:
    """Give up what came to no end: its time has passed, or whoever sent it died over and over."""
    now = clock.now()
    rows = _free(now).filter(jurisdiction=jurisdiction)
    died = rows.filter(failures__gte=MOST_FAILURES)
    old = rows.filter(expires_at__lte=now)
    ended = {"given_up_at": now, "lease_until": None}
    return died.update(**ended, error="sender_died") + old.update(**ended, error=Coalesce("error", Value("expired")))


def backoff(failures: int) -> timedelta:
    """Return how long a message waits after so many failures: each time twice as long, up to a bound.

    >>> [str(backoff(failures)) for failures in (1, 2, 3, 9, 30)]
    ['0:01:00', '0:02:00', '0:04:00', '4:16:00', '6:00:00']
    """
    times: int = 2 ** min(failures - 1, 16)
    return min(FIRST_WAIT * times, LONGEST_WAIT)


def _free(now: datetime) -> QuerySet[Message]:
    """Return what waits and is in nobody's hands."""
    return Message.objects.filter(WAITING, Q(lease_until__isnull=True) | Q(lease_until__lte=now))


def _is_full(channel: Channel, now: datetime) -> bool:
    most = WAYS[channel.kind].a_minute
    if most is None:
        return False
    lately = Message.objects.filter(
        jurisdiction=channel.jurisdiction_id, channel=channel, attempted_at__gt=now - MINUTE
    )
    return lately.count() >= most
