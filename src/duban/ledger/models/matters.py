"""What comes from no plan: a leader's instruction (批示), the matters assigned from it or else, and their replies."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core.models import UidField
from duban.ledger.models.tasks import Task
from duban.ledger.stages import ExtensionStage, InstructionStage, MatterStage
from duban.orgs.acting.numbering import number_in_words
from duban.orgs.models import Jurisdiction, Person, RecordedAct, Unit, User


class Instruction(models.Model):
    """What a leader wrote or said, on a task, a special report, a paper, or something else; numbered by year.

    `about_uid` names a record above the ledger, `about_words` what it is called.
    """

    class About(models.TextChoices):
        TASK = "task", _("Task")
        SPECIAL = "special", _("Special report")
        PAPER = "paper", pgettext_lazy("instruction", "Paper")
        FREE = "free", _("Something else")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    leader = models.ForeignKey(Person, models.PROTECT, related_name="instructions", db_index=False)
    given_on = models.DateField()
    words = models.TextField()
    about = models.CharField(max_length=16, choices=About)
    task = models.ForeignKey(Task, models.PROTECT, related_name="instructions", null=True, blank=True, db_index=False)
    about_uid = models.CharField(max_length=64, null=True, blank=True)
    about_words = models.CharField(max_length=255, null=True, blank=True)
    paper_number = models.CharField(max_length=64, null=True, blank=True)
    stage = models.CharField(max_length=16, choices=InstructionStage, default=InstructionStage.GIVEN)
    noted = models.CharField(max_length=255, null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    recorded = models.ForeignKey(
        RecordedAct, models.PROTECT, related_name="instructions", null=True, blank=True, db_index=False
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_instruction"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_instruction_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="ledger_instruction_number"),
            models.CheckConstraint(
                condition=Q(about="task", task__isnull=False) | (~Q(about="task") & Q(task__isnull=True)),
                name="ledger_instruction_about",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["noted", "closed"], ended_at__isnull=False)
                | (~Q(stage__in=["noted", "closed"]) & Q(ended_at__isnull=True)),
                name="ledger_instruction_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "given_on"], name="ledger_instruction_stage"),
            models.Index(fields=["jurisdiction", "leader", "given_on"], name="ledger_instruction_leader"),
            models.Index(fields=["jurisdiction", "task"], name="ledger_instruction_task"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.words[:60]}"

    @property
    def serial(self) -> str:
        """Return its yearly number as it is written."""
        return number_in_words(self.year, self.number)


class Matter(models.Model):
    """A matter assigned to a lead unit (交办事项): one matter, one slip, one reply that holds; numbered by year.

    `days` are the calendar days that it leaves from service, by the terms of `terms_version`; absent where the day
    itself was set. `first_due_on` keeps the day before an extension. It is counted among no clauses.
    """

    class Source(models.TextChoices):
        INSTRUCTION = "instruction", _("Leader's instruction")
        MEETING = "meeting", _("Decision of a meeting")
        ORDER = "order", _("Order from above")
        PROPOSAL = "proposal", _("Deputies' or members' proposal")
        OTHER = "other", _("Other")

    class Urgency(models.TextChoices):
        URGENT = "urgent", _("Urgent")
        NORMAL = "normal", _("Normal")
        HARD = "hard", _("Hard")

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=16, choices=Source)
    source_number = models.CharField(max_length=64, null=True, blank=True)
    source_on = models.DateField()
    instruction = models.ForeignKey(
        Instruction, models.PROTECT, related_name="matters", null=True, blank=True, db_index=False
    )
    task = models.ForeignKey(Task, models.PROTECT, related_name="matters", null=True, blank=True, db_index=False)
    title = models.CharField(max_length=128)
    demand = models.TextField()
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="matters_led", db_index=False)
    leader = models.ForeignKey(Person, models.PROTECT, related_name="matters", null=True, blank=True, db_index=False)
    urgency = models.CharField(max_length=16, choices=Urgency)
    terms_version = models.CharField(max_length=8)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=16, choices=MatterStage, default=MatterStage.REGISTERED)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="matters_registered", db_index=False)
    served_on = models.DateField(null=True, blank=True)
    sign_by = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    is_signed_by_lapse = models.BooleanField(default=False)
    person = models.CharField(max_length=64, null=True, blank=True)
    refile_by = models.DateField(null=True, blank=True)
    was_late = models.BooleanField(default=False)
    checked_by = models.ForeignKey(
        User, models.PROTECT, related_name="matters_checked", null=True, blank=True, db_index=False
    )
    finding = models.TextField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ledger_matter"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_matter_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="ledger_matter_number"),
            models.CheckConstraint(
                condition=Q(instruction__isnull=True) | Q(source="instruction"), name="ledger_matter_source"
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=False) | Q(due_on__isnull=False), name="ledger_matter_term"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["registered", "withdrawn"])
                | Q(served_on__isnull=False, sign_by__isnull=False, due_on__isnull=False, first_due_on__isnull=False),
                name="ledger_matter_served",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["closed", "withdrawn"], ended_at__isnull=False)
                | (~Q(stage__in=["closed", "withdrawn"]) & Q(ended_at__isnull=True)),
                name="ledger_matter_ended",
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn") | Q(withdrawn_because__isnull=False), name="ledger_matter_withdrawn"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "stage", "due_on"], name="ledger_matter_stage"),
            models.Index(fields=["jurisdiction", "lead", "stage"], name="ledger_matter_lead"),
            models.Index(fields=["jurisdiction", "leader", "stage"], name="ledger_matter_leader"),
            models.Index(fields=["jurisdiction", "task"], name="ledger_matter_task"),
            models.Index(fields=["jurisdiction", "instruction"], name="ledger_matter_instruction"),
        ]

    def __str__(self) -> str:
        return f"{self.serial} {self.title}"

    @property
    def serial(self) -> str:
        """Return its yearly number as it is written."""
        return number_in_words(self.year, self.number)


class MatterUnit(models.Model):
    """A unit that cooperates in a matter under its lead."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="cooperating", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters", db_index=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "ledger_matter_unit"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "matter", "unit"], name="ledger_matter_unit_once"),
        ]
        indexes = [models.Index(fields=["jurisdiction", "unit", "matter"], name="ledger_matter_unit_of")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.unit_id}"


class MatterReply(models.Model):
    """A reply of the lead unit: a draft until the head signs it; one that was returned stays to be read."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="replies", db_index=False)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(max_length=64, null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="matter_replies", null=True, blank=True, db_index=False
    )
    recorded = models.ForeignKey(
        RecordedAct, models.PROTECT, related_name="matter_replies", null=True, blank=True, db_index=False
    )
    is_late = models.BooleanField(default=False)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField(null=True, blank=True)

    class Meta:
        db_table = "ledger_matter_reply"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_reply_uid"),
            models.UniqueConstraint(fields=["jurisdiction", "matter", "number"], name="ledger_reply_number"),
            models.UniqueConstraint(
                fields=["jurisdiction", "matter"], condition=Q(signed_at__isnull=True), name="ledger_reply_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, entered_by__isnull=False),
                name="ledger_reply_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.number}"


class MatterExtension(models.Model):
    """A request for more time for a matter (延期申请); one of them may be granted."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    uid = UidField()
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="extensions", db_index=False)
    stage = models.CharField(max_length=16, choices=ExtensionStage, default=ExtensionStage.FILED)
    until = models.DateField()
    reason = models.TextField()
    is_late = models.BooleanField()
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.TextField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ledger_matter_extension"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "uid"], name="ledger_extension_uid"),
            models.UniqueConstraint(
                fields=["jurisdiction", "matter"],
                condition=Q(stage__in=["filed", "granted"]),
                name="ledger_extension_once",
            ),
            models.CheckConstraint(
                condition=Q(stage="filed", answered_at__isnull=True)
                | (~Q(stage="filed") & Q(answered_at__isnull=False)),
                name="ledger_extension_answered",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "stage", "answer_by"], name="ledger_extension_stage")]

    def __str__(self) -> str:
        return str(self.matter)
