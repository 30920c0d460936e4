"""Emptying old messages: that one was sent stays to be seen, what it said and to whom goes (personal data minimum)."""

from datetime import timedelta

from duban.core import clock
from duban.reminders.models import Message
from duban.reminders.models.outbox import WAITING

KEPT = timedelta(days=30)


def forget_old() -> int:
    """Take recipient, subject and body out of what ended long ago; return how many it was."""
    old = Message.objects.exclude(WAITING).filter(queued_at__lt=clock.now() - KEPT, body__isnull=False)
    return old.update(recipient=None, subject=None, body=None)
