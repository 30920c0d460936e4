"""Who is to be sent a digest, when, and where: by his own preference, or by what the government set for all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from duban.core.sealing import NoKeyFits, unseal
from duban.orgs.models import Jurisdiction, User
from duban.reminders.models import Channel, ChosenChannel, Preference, Told
from duban.reminders.models.persons import USUAL_HOUR


@dataclass(frozen=True)
class Reached:
    """A person whose hour has come, with the channels by which he is reached."""

    user: User
    channels: tuple[Channel, ...]
    preference: Preference | None = None

    def recipient(self, channel: Channel) -> str | None:
        """Return to whom a channel hands the message; empty for a robot's group, None where it is not known."""
        if channel.kind in Channel.ROBOTS:
            return ""
        if channel.kind == Channel.Kind.EMAIL:
            kept = self.preference.email if self.preference is not None else None
        else:
            kept = self.user.person.telephone
        try:
            return unseal(kept) if kept else None
        except NoKeyFits:
            return None  # `duban keys show` says so; the digests of all others are written


def open_channels(jurisdiction: Jurisdiction) -> list[Channel]:
    """Return the channels that are on, and of a kind that the deployer allows."""
    channels = Channel.objects.filter(jurisdiction=jurisdiction, is_on=True, kind__in=settings.DUBAN_CHANNELS)
    return list(channels.order_by("pk"))


def reached_at(jurisdiction: Jurisdiction, channels: list[Channel], now: datetime) -> Iterator[Reached]:
    """Return whose hour has come on this day and who has had no digest yet."""
    local = timezone.localtime(now)
    by_key = {channel.pk: channel for channel in channels}
    done = Told.objects.filter(jurisdiction=jurisdiction, on__gte=local.date())
    awake = Q(user__is_active=True, user__is_blocked=False) & ~Q(user__in=done.values("user"))
    chosen = ChosenChannel.objects.filter(jurisdiction=jurisdiction, channel__in=by_key).order_by("channel")
    preferences = Preference.objects.filter(
        awake, jurisdiction=jurisdiction, is_off=False, at__lte=local.time(), pk__in=chosen.values("preference")
    ).select_related("user__person", "user__jurisdiction")
    for each in preferences.prefetch_related(Prefetch("chosen", chosen)).order_by("user"):
        yield Reached(each.user, tuple(by_key[row.channel_id] for row in each.chosen.all()), each)
    yield from _all_others(jurisdiction, [channel for channel in channels if channel.is_for_all], done, local)


def _all_others(
    jurisdiction: Jurisdiction, for_all: list[Channel], done: QuerySet[Told], local: datetime
) -> Iterator[Reached]:
    """Return everybody with a telephone who has set nothing himself."""
    if not for_all or local.time() < USUAL_HOUR:
        return
    users = User.objects.filter(
        jurisdiction=jurisdiction, is_active=True, is_blocked=False, person__telephone__isnull=False
    )
    users = users.exclude(pk__in=done.values("user")).exclude(preferences__isnull=False)
    for user in users.select_related("person", "jurisdiction").order_by("pk"):
        yield Reached(user, tuple(for_all))
