"""The outbox: what is to be sent, written in the transaction of the act that causes it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction, User
from duban.reminders.models.channels import Channel

WAITING = Q(sent_at__isnull=True, given_up_at__isnull=True)


class Message(models.Model):
    """One message by one channel. Its `uid` is the delivery id, the same however often it is sent.

    `key` is what it is about (the digest of a person on a day): a second one is never written. A sender claims it with
    a lease; `attempts` counts the claims and is what a claim is held against, `failures` counts those of them that
    failed. `recipient` is sealed (`core.sealing`). Recipient, subject and body go once it is old; the row stays.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", _("Daily digest")
        TEST = "test", _("Test message")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    key = models.CharField(max_length=96)
    kind = models.CharField(max_length=16, choices=Kind)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="messages", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="messages", null=True, blank=True, db_index=False)
    recipient = models.TextField(null=True, blank=True)
    subject = models.CharField(max_length=128, null=True, blank=True)
    body = models.TextField(null=True, blank=True)
    queued_at = models.DateTimeField()
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    attempted_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        db_table = "reminders_message"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="reminders_message_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "key"], name="reminders_message_once"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True), name="reminders_message_one_end"
            ),
        ]
        indexes = [
            models.Index(
                fields=["jurisdiction", "channel", "not_before"], condition=WAITING, name="reminders_message_waiting"
            ),
            models.Index(fields=["jurisdiction", "channel", "attempted_at"], name="reminders_message_rate"),
            models.Index(fields=["jurisdiction", "queued_at"], name="reminders_message_queued"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"
