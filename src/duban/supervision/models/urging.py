"""Urging (催办) and supervision slips (督办通知单): what was owed, who was asked when and how, what was answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from duban.core.models import UidField
from duban.ledger.models import Task
from duban.orgs.acting.numbering import number_in_words
from duban.orgs.models import Jurisdiction, Person, RecordedAct, Unit, User
from duban.supervision.stages import OPEN_SLIP, SlipStage


class UrgingSlip(models.Model):
    """A written reminder (催办单): one slip for all that a unit owed that day, numbered by year.

    Nobody has to answer it; a receipt that is not given by `receive_by` is not asked for any more.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urging_slips", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    note = models.TextField(null=True, blank=True)
    sent_on = models.DateField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="urging_slips", db_index=False)
    receive_by = models.DateField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=64, null=True, blank=True)
    recorded = models.ForeignKey(
        RecordedAct, models.PROTECT, related_name="urging_slips", null=True, blank=True, db_index=False
    )

    class Meta:
        db_table = "supervision_urging"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="supervision_urging_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="supervision_urging_number"),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_by__isnull=False),
                name="supervision_urging_received",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "sent_on", "number"], name="supervision_urging_sent"),
            models.Index(fields=["jurisdiction", "unit", "sent_on"], name="supervision_urging_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.unit.name}"

    @property
    def serial(self) -> str:
        """Return its yearly number as it is written."""
        return number_in_words(self.year, self.number)


class UrgingCall(models.Model):
    """A telephone call in which a unit was reminded (电话催办), entered at once or later from the sheet of the day."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="urging_calls", db_index=False)
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="urging_calls", null=True, blank=True, db_index=False
    )
    caller = models.ForeignKey(Person, models.PROTECT, related_name="urging_calls_made", db_index=False)
    called_on = models.DateField()
    is_reached = models.BooleanField()
    words = models.TextField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="urging_calls", db_index=False)

    class Meta:
        db_table = "supervision_call"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="supervision_call_uid"),
            models.CheckConstraint(
                condition=Q(is_reached=True) | Q(promised_on__isnull=True), name="supervision_call_promised"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "called_on"], name="supervision_call_day"),
            models.Index(fields=["jurisdiction", "unit", "called_on"], name="supervision_call_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.called_on} {self.unit.name}"


class UrgedDuty(models.Model):
    """One thing owed for which a slip was sent or a call made: by its kind and uid it is known again.

    `words` are what it was called that day; `times` counts how often it had been urged with this one.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    slip = models.ForeignKey(UrgingSlip, models.PROTECT, related_name="duties", null=True, blank=True, db_index=False)
    call = models.ForeignKey(UrgingCall, models.PROTECT, related_name="duties", null=True, blank=True, db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    words = models.TextField()
    due_on = models.DateField()
    days_over = models.PositiveSmallIntegerField()
    times = models.PositiveSmallIntegerField()
    on = models.DateField()

    class Meta:
        db_table = "supervision_urged"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(slip__isnull=False, call__isnull=True) | Q(slip__isnull=True, call__isnull=False),
                name="supervision_urged_by",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "kind", "about", "on"], name="supervision_urged_about"),
            models.Index(fields=["jurisdiction", "slip", "position"], name="supervision_urged_slip"),
            models.Index(fields=["jurisdiction", "call", "position"], name="supervision_urged_call"),
        ]

    def __str__(self) -> str:
        return self.words[:64]


class SupervisionSlip(models.Model):
    """A supervision slip (督办通知单): one matter, one slip; to a partner it is a letter that orders nothing.

    `evidence` is JSON: what was owed since when, each slip and call before, the unit's own words; frozen when it is
    sent. `number` comes with the sending.
    """

    class Ground(models.TextChoices):
        OVERDUE = "overdue", _("Five working days over its day")
        YELLOW = "yellow", _("Yellow at two cut-offs running")

    class Form(models.TextChoices):
        SLIP = "slip", _("Supervision slip")
        LETTER = "letter", pgettext_lazy("to a partner", "Letter")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supervision_slips", db_index=False)
    form = models.CharField(max_length=8, choices=Form)
    ground = models.CharField(max_length=8, choices=Ground)
    kind = models.CharField(max_length=32)
    about = models.CharField(max_length=32)
    title = models.TextField()
    task = models.ForeignKey(
        Task, models.PROTECT, related_name="supervision_slips", null=True, blank=True, db_index=False
    )
    since = models.DateField()
    demand = models.TextField()
    evidence = models.TextField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=16, choices=SlipStage, default=SlipStage.PROPOSED)
    proposed_on = models.DateField()
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="slips_proposed", db_index=False)
    served_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=64, null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    reasons = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, null=True, blank=True)
    is_late = models.BooleanField(default=False)
    withdrawn_because = models.TextField(null=True, blank=True)
    recorded = models.ForeignKey(
        RecordedAct, models.PROTECT, related_name="supervision_slips", null=True, blank=True, db_index=False
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "supervision_slip"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="supervision_slip_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "form", "year", "number"], name="supervision_slip_number"),
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "about"],
                condition=Q(stage__in=[stage.value for stage in OPEN_SLIP]),
                name="supervision_slip_once",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["sent", "answered", "lapsed"])
                | Q(sent_at__isnull=False, answer_by__isnull=False, number__isnull=False, year__isnull=False),
                name="supervision_slip_sent",
            ),
            models.CheckConstraint(
                condition=~Q(stage="answered") | Q(answered_at__isnull=False, reasons__isnull=False),
                name="supervision_slip_answered",
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn") | Q(withdrawn_because__isnull=False),
                name="supervision_slip_withdrawn",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "answer_by"], name="supervision_slip_stage"),
            models.Index(fields=["jurisdiction", "unit", "stage"], name="supervision_slip_unit"),
            models.Index(fields=["jurisdiction", "task"], name="supervision_slip_task"),
        ]

    def __str__(self) -> str:
        return self.title[:80]

    @property
    def serial(self) -> str:
        """Return its yearly number as it is written; one that is only proposed has none."""
        return number_in_words(self.year, self.number) if self.year and self.number else ""

    @property
    def is_letter(self) -> bool:
        """Say whether it goes to a partner."""
        return self.form == self.Form.LETTER

    @property
    def stage_words(self) -> str:
        """Return what its stage is called; a partner owes no reasons, and is not blamed for giving none."""
        if self.is_letter and self.stage == SlipStage.LAPSED:
            return pgettext("letter", "No answer so far")
        if self.is_letter and self.stage == SlipStage.ANSWERED:
            return pgettext("letter", "Answered")
        return str(self.get_stage_display())
