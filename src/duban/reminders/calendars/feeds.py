"""The feed itself: what a person owes, by its days; kind and number of the task, and no words of it.

Calendars lie on telephones and with providers outside; who wants the words follows the link and signs in.
"""

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from duban.core import clock
from duban.orgs.viewers import Viewer, viewer_of
from duban.reminders.duties.desks import asked_by
from duban.reminders.duties.kinds import duties_of
from duban.reminders.duties.models import Duty
from duban.reminders.models import CalendarFeed
from duban.reminders.site import address, link

if TYPE_CHECKING:
    from icalendar import Event

AHEAD = timedelta(days=400)
MOST = 500  # of each kind
AGAIN = timedelta(hours=6)


def feed_text(feed: CalendarFeed) -> bytes:
    """Return the feed in iCalendar form (RFC 5545); the same duties give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    with translation.override(settings.LANGUAGE_CODE):
        calendar.add("prodid", "-//Duban//Duban//ZH")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Duban: %(name)s") % {"name": feed.user.person.name})
        calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
        for duty in entries_of(viewer_of(feed.user)):
            calendar.add_component(_event(duty, feed))
    return bytes(calendar.to_ical())


def entries_of(viewer: Viewer) -> list[Duty]:
    """Return what a person owes that has a day, what is over its day too; none for who has no post or administers."""
    if viewer.is_administrator or not viewer.seats:
        return []
    asked = asked_by(viewer, clock.today() + AHEAD, most=MOST)
    found = [duty for duty in duties_of(asked) if duty.day is not None and duty.day <= clock.today() + AHEAD]
    return sorted(found, key=lambda duty: (duty.day, duty.key))


def etag_of(text: bytes) -> str:
    """Return by which a reader knows that nothing changed."""
    return f'"{hashlib.sha256(text).hexdigest()[:32]}"'


def _event(duty: Duty, feed: CalendarFeed) -> "Event":
    from icalendar import Event

    event = Event()
    host = address().partition("//")[2] or "duban"
    event.add("uid", f"{duty.key}@{host}")
    event.add("dtstamp", feed.made_at)  # of the feed: it must not differ from one answer to the next
    event.add("dtstart", duty.day)
    number = _("clause %(number)s") % {"number": duty.number} if duty.number else ""
    event.add("summary", "　".join(filter(None, (duty.kind, number))))
    event.add("transp", "TRANSPARENT")
    way = link(duty.url)
    if way:
        event.add("url", way)
    return event
