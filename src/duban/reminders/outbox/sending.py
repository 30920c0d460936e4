"""Sending what is due. Part of `duban tick`; any number of them may run at once."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from duban.core import clock
from duban.core.sealing import NoKeyFits, unseal
from duban.orgs.models import Jurisdiction
from duban.reminders.channels.kinds import WAYS
from duban.reminders.channels.letters import End, Letter, Outcome, again
from duban.reminders.models import Channel, Message
from duban.reminders.models.outbox import WAITING
from duban.reminders.outbox import claiming

LONGEST = 240.0  # seconds of one run: the next tick goes on

log = structlog.get_logger("duban.outbox")


@dataclass(frozen=True)
class Sent:
    """What a run did."""

    sent: int
    failed: int
    given_up: int


NOTHING = Sent(0, 0, 0)


def send_due(jurisdiction: Jurisdiction) -> Sent:
    """Send what is due in a government, channel by channel; one that cannot be reached holds up no other."""
    given_up = claiming.give_up_old(jurisdiction.pk)
    until = time.monotonic() + LONGEST
    waiting = Message.objects.filter(WAITING, jurisdiction=jurisdiction, not_before__lte=clock.now())
    channels = Channel.objects.filter(jurisdiction=jurisdiction, is_on=True, pk__in=waiting.values("channel"))
    ends = [outcome.end for channel in channels.order_by("pk") for outcome in _send(channel, until)]
    sent = ends.count(End.SENT)
    return Sent(sent, len(ends) - sent, given_up)


def send_one(message: Message) -> Outcome | None:
    """Send one message now; None where it cannot be taken now, and the next tick sends it."""
    claimed = claiming.claim(message.channel, only=message)
    return None if claimed is None else _hand_over(claimed)


def _send(channel: Channel, until: float) -> Iterator[Outcome]:
    """Send the messages of a channel one by one, until there is none, or its peer had better be left alone."""
    while time.monotonic() < until:
        message = claiming.claim(channel)
        if message is None:
            return
        outcome = _hand_over(message)
        yield outcome
        if outcome.is_of_peer:
            return


def _hand_over(message: Message) -> Outcome:
    """Hand a claimed message to its peer and note what came of it, outside of any transaction of its own."""
    channel = message.channel
    try:
        outcome = WAYS[channel.kind].deliver(_letter(message, channel))
    except NoKeyFits:
        outcome = again("no_key", is_of_peer=True)
    claiming.note(message, outcome)
    if outcome.end is not End.SENT:
        log.warning("not sent", delivery=message.uid, channel=channel.uid, error=outcome.error)
    return outcome


def _letter(message: Message, channel: Channel) -> Letter:
    return Letter(
        delivery=message.uid,
        kind=message.kind,
        subject=message.subject or "",
        body=message.body or "",
        recipient=unseal(message.recipient) if message.recipient else "",
        address=unseal(channel.address) if channel.address else "",
        secret=unseal(channel.secret) if channel.secret else "",
    )
