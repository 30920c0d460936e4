"""Channels by which a government reaches its people outside the pages, and who chose which."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models import Jurisdiction
from duban.reminders.models.persons import Preference


class Channel(models.Model):
    """A way out that the system administrator set up: mail, the robot of a group, a gateway.

    `address` (its token is part of it) and `secret` are sealed (`core.sealing`); of the address only `host` is shown.
    Mail goes by the server of the installation, to addresses that end in one of `domains`. `is_for_all` sends to
    everybody with a telephone who has chosen nothing himself. A peer that says it is asked too often, or cannot be
    reached, is left alone until `paused_until`.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        WECOM = "wecom", _("WeCom robot")
        DINGTALK = "dingtalk", _("DingTalk robot")
        WEBHOOK = "webhook", _("Signed webhook (SMS gateway)")

    ROBOTS = (Kind.WECOM, Kind.DINGTALK)

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=64)
    host = models.CharField(max_length=255, null=True, blank=True)
    address = models.TextField(null=True, blank=True)
    secret = models.TextField(null=True, blank=True)
    domains = models.CharField(max_length=255, null=True, blank=True)
    is_on = models.BooleanField(default=True)
    is_for_all = models.BooleanField(default=False)
    set_at = models.DateTimeField()
    paused_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "reminders_channel"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="reminders_channel_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="reminders_channel_name"),
            models.CheckConstraint(
                condition=Q(kind="email", address__isnull=True, secret__isnull=True, domains__isnull=False)
                | (~Q(kind="email") & Q(address__isnull=False, host__isnull=False, domains__isnull=True)),
                name="reminders_channel_address",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["dingtalk", "webhook"]) | Q(secret__isnull=False),
                name="reminders_channel_signed",
            ),
            models.CheckConstraint(condition=Q(is_for_all=False) | Q(kind="webhook"), name="reminders_channel_all"),
        ]

    def __str__(self) -> str:
        return self.name


class ChosenChannel(models.Model):
    """A channel by which a person wants his digest."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    preference = models.ForeignKey(Preference, models.PROTECT, related_name="chosen", db_index=False)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="chosen", db_index=False)

    class Meta:
        db_table = "reminders_chosen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "preference", "channel"], name="reminders_chosen_once")
        ]
        indexes = [models.Index(fields=["jurisdiction", "channel"], name="reminders_chosen_channel")]

    def __str__(self) -> str:
        return f"{self.preference_id} {self.channel_id}"
