"""Acts of people who are not at the keyboard (domain 3, rules 2 to 4), what was served on whom, and keys of acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from duban.core.models import UidField
from duban.orgs.models.accounts import User
from duban.orgs.models.jurisdictions import Jurisdiction
from duban.orgs.models.people import Person, Post
from duban.orgs.models.units import Unit


class RecordedAct(models.Model):
    """An act recorded on behalf (代录) of the person who decided it, or signed by him on paper (线下签批).

    A soft act takes effect at once; a decision waits until a second person confirms that entry and paper agree. On
    time is judged by `given_at`. `given` is what the act was given, as JSON of its own type.
    """

    class Means(models.TextChoices):
        TELEPHONE = "telephone", _("By telephone")
        PAPER = "paper", _("On paper")
        FAX = "fax", _("By fax")
        MESSAGE = "message", _("By message")
        EXCHANGE = "exchange", _("By official document exchange")
        SPOKEN = "spoken", _("Spoken")

    class Stage(models.TextChoices):
        TAKEN = "taken", _("In effect")
        WAITING = "waiting", _("Waiting for confirmation")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Entry and paper differ")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    act = models.CharField(max_length=64)
    about_kind = models.CharField(max_length=32)
    about_uid = models.CharField(max_length=64)
    about_words = models.CharField(max_length=255)
    given = models.TextField()
    decider = models.ForeignKey(Person, models.PROTECT, related_name="recorded_acts", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="recorded_acts", db_index=False)
    recorder = models.ForeignKey(User, models.PROTECT, related_name="recorded_acts", db_index=False)
    means = models.CharField(max_length=16, choices=Means)
    given_by = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    is_late = models.BooleanField()
    paper_number = models.CharField(max_length=64, null=True, blank=True)
    paper_on = models.DateField(null=True, blank=True)
    paper_held_at = models.CharField(max_length=128, null=True, blank=True)
    paper_sha256 = models.CharField(max_length=64, null=True, blank=True)
    paper_name = models.CharField(max_length=255, null=True, blank=True)
    paper_size = models.BigIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=16, choices=Stage)
    second = models.ForeignKey(
        User, models.PROTECT, related_name="confirmed_acts", null=True, blank=True, db_index=False
    )
    seconded_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        db_table = "orgs_recorded_act"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_recorded_uid"),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(second=models.F("recorder")),
                name="orgs_recorded_second_person",
            ),
            models.CheckConstraint(
                condition=models.Q(second__isnull=True, seconded_at__isnull=True)
                | models.Q(second__isnull=False, seconded_at__isnull=False),
                name="orgs_recorded_second_at",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["taken", "waiting"]) | models.Q(second__isnull=False),
                name="orgs_recorded_confirmed_by",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "recorded_at"], name="orgs_recorded_stage"),
            models.Index(fields=["jurisdiction", "about_kind", "about_uid"], name="orgs_recorded_about"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.about_words}"


class Service(models.Model):
    """That a document reached its receiver (送达): legal clocks run from proven service alone (domain 3, rule 4)."""

    class Means(models.TextChoices):
        EXCHANGE = "exchange", _("Official document exchange")
        HAND = "hand", _("By hand, signed for")
        POST = "post", _("By post with receipt")
        FAX = "fax", _("By fax")
        TELEPHONE = "telephone", _("By telephone")
        SYSTEM = "system", _("In this system, receipt acknowledged")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    document_kind = models.CharField(max_length=32)
    document_uid = models.CharField(max_length=64)
    document_words = models.CharField(max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services", null=True, blank=True, db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="services", null=True, blank=True, db_index=False)
    means = models.CharField(max_length=16, choices=Means)
    served_on = models.DateField()
    receiver = models.CharField(max_length=64, null=True, blank=True)
    proof = models.CharField(max_length=128, null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="services", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "orgs_service"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="orgs_service_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "document_kind", "document_uid", "unit"],
                condition=models.Q(withdrawn_at__isnull=True, unit__isnull=False),
                name="orgs_service_unit_once",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "document_kind", "document_uid", "post"],
                condition=models.Q(withdrawn_at__isnull=True, post__isnull=False),
                name="orgs_service_post_once",
            ),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=False, post__isnull=True)
                | models.Q(unit__isnull=True, post__isnull=False),
                name="orgs_service_one_receiver",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit", "served_on"], name="orgs_service_unit")]

    def __str__(self) -> str:
        return f"{self.document_words} {self.served_on}"

    @property
    def is_proven(self) -> bool:
        """Say whether somebody is known to have received it: a name and a receipt, never a presumption."""
        return self.receiver is not None and self.proof is not None


class ActKey(models.Model):
    """The key under which a person sent an act, so that sent twice it happens once (design 3.4); kept seven days."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="act_keys", db_index=False)
    act = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    given_digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        db_table = "orgs_act_key"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "user", "act", "key"], name="orgs_act_key_once")]
        indexes = [models.Index(fields=["jurisdiction", "at"], name="orgs_act_key_at")]

    def __str__(self) -> str:
        return f"{self.act} {self.key}"
