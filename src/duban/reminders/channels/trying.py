"""Trying a channel out, and sending once more what was given up while it did not work."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from duban.core import clock, uids
from duban.journal.records import Subject, record
from duban.orgs import policies
from duban.orgs.viewers import Viewer
from duban.reminders import actions
from duban.reminders.channels.setting_up import domains_of
from duban.reminders.errors import ChannelIsOff, ForeignMail, NobodyToTest, NothingGivenUp
from duban.reminders.models import Channel, Message
from duban.reminders.outbox.queueing import LASTS, Words, put

TEST_LASTS = timedelta(hours=1)
STILL_OF_USE = timedelta(days=3)
TELEPHONE = re.compile(r"\+?[0-9][0-9 -]{4,24}")
MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s]{1,190}")


@transaction.atomic
def send_test(*, viewer: Viewer, channel: Channel, to: str = "") -> Message:
    """Put a test message into the outbox; for mail and gateways to somebody, for a robot to its group."""
    actor = policies.require(viewer, "reminders.test_channel", channel)
    if not channel.is_on:
        raise ChannelIsOff
    words = Words(_("Test of the reminders of Duban"), _("This channel works. Nothing needs to be done."))
    message = put(
        channel=channel,
        kind=Message.Kind.TEST,
        key=f"test:{uids.new_uid()}",
        words=words,
        recipient=_recipient(channel, to),
        lasts=TEST_LASTS,
    )
    assert message is not None, "its key was made a moment ago"  # noqa: S101
    record(
        actor=actor,
        kind=actions.CHANNEL_TESTED.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("channel", channel.uid)],
    )
    return message


@transaction.atomic
def send_again(*, viewer: Viewer, channel: Channel) -> int:
    """Let the messages of a channel wait again that were given up in the last days; return how many it is."""
    actor = policies.require(viewer, "reminders.send_again", channel)
    now = clock.now()
    rows = given_up(channel).update(
        given_up_at=None, failures=0, error=None, lease_until=None, not_before=now, expires_at=now + LASTS
    )
    if not rows:
        raise NothingGivenUp
    Channel.objects.filter(pk=channel.pk).update(paused_until=None)
    record(
        actor=actor,
        kind=actions.SENT_AGAIN.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("channel", channel.uid)],
        body={"messages": rows},
    )
    return rows


def given_up(channel: Channel) -> QuerySet[Message]:
    """Return what was given up and is not too old to be of use."""
    return Message.objects.filter(
        jurisdiction=channel.jurisdiction_id,
        channel=channel,
        given_up_at__isnull=False,
        body__isnull=False,
        queued_at__gt=clock.now() - STILL_OF_USE,
    )


def require_mail(channel: Channel, address: str) -> str:
    """Return an address of mail as it is kept; raise ForeignMail where it is none, or lies outside of the domains."""
    address = address.strip()
    domain, domains = address.rpartition("@")[2].lower(), domains_of(channel)
    if not MAIL.fullmatch(address) or not address.isascii() or domain not in domains:
        raise ForeignMail(domains="、".join(domains))
    return address


def _recipient(channel: Channel, to: str) -> str:
    if channel.kind in Channel.ROBOTS:
        return ""
    if channel.kind == Channel.Kind.EMAIL:
        if not to.strip():
            raise NobodyToTest(what=_("a mail address"))
        return require_mail(channel, to)
    if not TELEPHONE.fullmatch(to.strip()):
        raise NobodyToTest(what=_("a telephone number"))
    return to.strip()
