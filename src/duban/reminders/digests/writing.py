"""Writing the digests of a day: one for each person, however often and however many at once the clock ticks."""

import json

from django.db import transaction
from django.db.models import Q

from duban.core import clock
from duban.core.working_days import WorkingCalendar
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Jurisdiction
from duban.orgs.viewers import viewer_of
from duban.reminders.channels.kinds import WAYS
from duban.reminders.digests.contents import Digest, digest_of, words_of
from duban.reminders.digests.people import Reached, open_channels, reached_at
from duban.reminders.models import Message, Told
from duban.reminders.outbox.queueing import put


def write_due(jurisdiction: Jurisdiction) -> int:
    """Write the digests of everybody whose hour has come; none on a day of rest. Return how many messages."""
    channels = open_channels(jurisdiction)
    if not channels:
        return 0  # the desk itself is the digest
    calendar = calendar_of(jurisdiction)
    if not calendar.is_working(clock.today()):
        return 0
    return sum(write(reached, calendar) for reached in list(reached_at(jurisdiction, channels, clock.now())))


def write(reached: Reached, calendar: WorkingCalendar) -> int:
    """Write the digest of one person, and note that he was told; return how many messages it is."""
    told = _told(reached)
    viewer = viewer_of(reached.user)
    if viewer.is_administrator or not viewer.seats:
        digest = Digest((), (), (), frozenset())
    else:
        digest = digest_of(viewer, calendar, since=told.on, known=frozenset(json.loads(told.known)))
    with transaction.atomic():
        if not _tell(told, digest):
            return 0  # another tick was quicker
        return 0 if digest.is_empty else _put(reached, digest)


def _told(reached: Reached) -> Told:
    own = {"jurisdiction_id": reached.user.jurisdiction_id, "user": reached.user}
    found = Told.objects.filter(**own).first()
    if found is None:
        Told.objects.bulk_create([Told(**own)], ignore_conflicts=True)  # of two at once one makes it
        found = Told.objects.get(**own)
    return found


def _tell(told: Told, digest: Digest) -> bool:
    """Move the day on, if it still is what was read: whoever does so writes the digest."""
    as_read = Q(on__isnull=True) if told.on is None else Q(on=told.on)
    known = json.dumps(sorted(digest.keys))
    return bool(Told.objects.filter(as_read, pk=told.pk).update(on=clock.today(), known=known))


def _put(reached: Reached, digest: Digest) -> int:
    """Put the digest into each channel that reaches the person; return how many that is."""
    count = 0
    for channel in reached.channels:
        recipient = reached.recipient(channel)
        if recipient is None:
            continue
        message = put(
            channel=channel,
            kind=Message.Kind.DIGEST,
            key=f"digest:{reached.user.uid}:{clock.today().isoformat()}:{channel.uid}",
            words=words_of(digest, reached.user.person.name, is_brief=WAYS[channel.kind].is_brief),
            recipient=recipient,
            user=reached.user,
        )
        count += message is not None
    return count
