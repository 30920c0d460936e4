"""What waits, was sent, was given up: numbers, kinds and errors, no words of any message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q

from duban.core import clock
from duban.orgs.models import Jurisdiction
from duban.reminders.channels.trying import given_up
from duban.reminders.channels.words import error_words
from duban.reminders.models import Channel, Message
from duban.reminders.models.outbox import WAITING

LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Flow:
    """A channel with what goes through it."""

    channel: Channel
    waiting: int
    waiting_since: datetime | None
    sent: int
    sent_last: datetime | None
    given_up: int

    @property
    def kind(self) -> str:
        """Return the kind in words."""
        return str(self.channel.get_kind_display())


@dataclass(frozen=True)
class Trouble:
    """Messages of a channel that ended, or wait, with the same error."""

    channel: str
    kind: str
    words: str
    code: str
    count: int
    last: datetime | None
    is_given_up: bool


def flows(jurisdiction: Jurisdiction) -> list[Flow]:
    """Return every channel with its numbers of the last days."""
    lately = clock.now() - LATELY
    counted = (
        Message.objects.filter(jurisdiction=jurisdiction)
        .filter(WAITING | Q(queued_at__gt=lately))
        .values("channel")
        .annotate(
            waiting=Count("pk", filter=WAITING),
            waiting_since=Min("queued_at", filter=WAITING),
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            sent_last=Max("sent_at"),
        )
        .order_by()
    )
    by_channel = {row["channel"]: row for row in counted}
    channels = Channel.objects.filter(jurisdiction=jurisdiction).order_by("kind", "name")
    return [_flow(channel, by_channel.get(channel.pk)) for channel in channels]


def troubles(jurisdiction: Jurisdiction) -> list[Trouble]:
    """Return the errors of the last days, those given up first."""
    rows = (
        Message.objects.filter(jurisdiction=jurisdiction, error__isnull=False, queued_at__gt=clock.now() - LATELY)
        .values("channel__name", "kind", "error")
        .annotate(
            lost=Count("pk", filter=Q(given_up_at__isnull=False)),
            waiting=Count("pk", filter=WAITING),
            last=Max("attempted_at"),
        )
        .order_by("-last", "error")
    )
    found = []
    for row in rows:
        kind, code = str(Message.Kind(row["kind"]).label), row["error"] or ""
        for count, is_given_up in ((row["lost"], True), (row["waiting"], False)):
            if count:
                words, last = error_words(code), row["last"]
                found.append(Trouble(row["channel__name"], kind, words, code, count, last, is_given_up))
    return sorted(found, key=lambda trouble: not trouble.is_given_up)


def _flow(channel: Channel, row: Mapping[str, Any] | None) -> Flow:
    if row is None:
        return Flow(channel, waiting=0, waiting_since=None, sent=0, sent_last=None, given_up=0)
    return Flow(
        channel,
        waiting=row["waiting"],
        waiting_since=row["waiting_since"],
        sent=row["sent"],
        sent_last=row["sent_last"],
        given_up=given_up(channel).count(),
    )
