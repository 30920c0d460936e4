"""Putting a message into the outbox, in the transaction of what causes it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from duban.core import clock
from duban.core.sealing import seal
from duban.orgs.models import User
from duban.reminders.models import Channel, Message

LASTS = timedelta(days=2)  # a digest that is older says what has passed


class OutsideTransaction(RuntimeError):
    """A message belongs into the transaction of the act that causes it: both stand, or neither does."""


@dataclass(frozen=True)
class Words:
    """What a message says."""

    subject: str
    body: str


def put(
    *,
    channel: Channel,
    kind: Message.Kind,
    key: str,
    words: Words,
    recipient: str = "",
    user: User | None = None,
    lasts: timedelta = LASTS,
) -> Message | None:
    """Write a message that is to be sent; return None where one with the same key stands already."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(key)
    now = clock.now()
    message = Message(
        jurisdiction_id=channel.jurisdiction_id,
        key=key,
        kind=kind,
        channel=channel,
        user=user,
        recipient=seal(recipient) if recipient else None,
        subject=words.subject,
        body=words.body,
        queued_at=now,
        not_before=now,
        expires_at=now + lasts,
    )
    message.clean_fields(exclude=["channel", "user", "jurisdiction"])  # SQLite would store what is too long elsewhere
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(jurisdiction=channel.jurisdiction_id, key=key, uid=message.uid).first()
