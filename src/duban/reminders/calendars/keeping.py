"""The address of a person's calendar feed: made by himself, shown once, taken back by him at any time."""

import secrets
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from duban.core import clock
from duban.journal.records import Subject
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.models import User
from duban.reminders import actions
from duban.reminders.errors import NoCalendar
from duban.reminders.models import CalendarFeed

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Nothing:
    """An act that is given nothing."""


@dataclass(frozen=True)
class Made:
    """A feed with its token, which exists in this answer and nowhere else."""

    uid: str
    token: str = field(repr=False)


@performs("reminders.make_calendar", about=User, given=Nothing, weight=Weight.OWN)
def make_calendar(deed: Deed, user: User, _given: Nothing) -> Made:
    """Make the address of one's feed; the one before stops to work."""
    replaced = _open_of(user).update(revoked_at=deed.at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(
        jurisdiction_id=user.jurisdiction_id, user=user, token_digest=digest_of(token), made_at=deed.at
    )
    subjects = [Subject("user", user.uid), Subject("calendar", feed.uid)]
    deed.record(actions.CALENDAR_MADE.code, subjects, {"replaced": replaced})
    return Made(feed.uid, token)


@performs("reminders.revoke_calendar", about=User, given=Nothing, weight=Weight.OWN)
def revoke_calendar(deed: Deed, user: User, _given: Nothing) -> User:
    """Take the address of one's feed back."""
    feed = _open_of(user).first()
    if feed is None:
        raise NoCalendar
    feed.revoked_at = deed.at
    feed.save(update_fields=["revoked_at"])
    deed.record(actions.CALENDAR_REVOKED.code, [Subject("user", user.uid), Subject("calendar", feed.uid)])
    return user


def feed_of(user: User) -> CalendarFeed | None:
    """Return the feed of a person that works."""
    return _open_of(user).first()


def feed_by(token: str) -> CalendarFeed | None:
    """Return the feed that a token opens; None for an unknown one, one taken back, and one of a closed account."""
    feeds = CalendarFeed.objects.filter(
        token_digest=digest_of(token), revoked_at__isnull=True, user__is_active=True, user__is_blocked=False
    )
    return feeds.select_related("user__person", "user__jurisdiction").first()


def note_reading(feed: CalendarFeed) -> None:
    """Note the day on which a feed was read, once a day: its owner sees whether the address is in use."""
    today = clock.today()
    if feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return str(salted_hmac("duban.reminders.calendar", token, algorithm="sha256").hexdigest())


def _open_of(user: User) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(jurisdiction=user.jurisdiction_id, user=user, revoked_at__isnull=True)
