"""What comes from no plan: instructions of leaders, assigned matters with their units, replies, extensions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import duban.core.models
import duban.core.uids


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0007_baselines_of_changes"),
        ("orgs", "0007_serials"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instruction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("given_on", models.DateField()),
                ("words", models.TextField()),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("task", "Task"),
                            ("special", "Special report"),
                            ("paper", "Paper"),
                            ("free", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("about_uid", models.CharField(blank=True, max_length=64, null=True)),
                ("about_words", models.CharField(blank=True, max_length=255, null=True)),
                ("paper_number", models.CharField(blank=True, max_length=64, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("given", "Given"),
                            ("handed_on", "Handed on"),
                            ("noted", "Noted, nothing to do"),
                            ("closed", "Closed"),
                        ],
                        default="given",
                        max_length=16,
                    ),
                ),
                ("noted", models.CharField(blank=True, max_length=255, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="orgs.person",
                    ),
                ),
                (
                    "recorded",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="orgs.recordedact",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instructions",
                        to="ledger.task",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_instruction",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "stage", "given_on"], name="ledger_instruction_stage"),
                    models.Index(fields=["jurisdiction", "leader", "given_on"], name="ledger_instruction_leader"),
                    models.Index(fields=["jurisdiction", "task"], name="ledger_instruction_task"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="ledger_instruction_uid"),
                    models.UniqueConstraint(
                        fields=("jurisdiction", "year", "number"), name="ledger_instruction_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "task"), ("task__isnull", False)),
                            models.Q(models.Q(("about", "task"), _negated=True), ("task__isnull", True)),
                            _connector="OR",
                        ),
                        name="ledger_instruction_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("stage__in", ["noted", "closed"])),
                            models.Q(
                                models.Q(("stage__in", ["noted", "closed"]), _negated=True), ("ended_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="ledger_instruction_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("instruction", "Leader's instruction"),
                            ("meeting", "Decision of a meeting"),
                            ("order", "Order from above"),
                            ("proposal", "Deputies' or members' proposal"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("source_number", models.CharField(blank=True, max_length=64, null=True)),
                ("source_on", models.DateField()),
                ("title", models.CharField(max_length=128)),
                ("demand", models.TextField()),
                (
                    "urgency",
                    models.CharField(
                        choices=[("urgent", "Urgent"), ("normal", "Normal"), ("hard", "Hard")], max_length=16
                    ),
                ),
                ("terms_version", models.CharField(max_length=8)),
                ("days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("first_due_on", models.DateField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("assigned", "Assigned"),
                            ("signed", "Signed for"),
                            ("doing", "Under way"),
                            ("extended", "Extended"),
                            ("replied", "Replied"),
                            ("returned", "Returned"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="registered",
                        max_length=16,
                    ),
                ),
                ("registered_at", models.DateTimeField()),
                ("served_on", models.DateField(blank=True, null=True)),
                ("sign_by", models.DateField(blank=True, null=True)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("is_signed_by_lapse", models.BooleanField(default=False)),
                ("person", models.CharField(blank=True, max_length=64, null=True)),
                ("refile_by", models.DateField(blank=True, null=True)),
                ("was_late", models.BooleanField(default=False)),
                ("finding", models.TextField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_because", models.TextField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters_checked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "instruction",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="ledger.instruction",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters_led",
                        to="orgs.unit",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="orgs.person",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters_registered",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="ledger.task",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_matter",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "stage", "due_on"], name="ledger_matter_stage"),
                    models.Index(fields=["jurisdiction", "lead", "stage"], name="ledger_matter_lead"),
                    models.Index(fields=["jurisdiction", "leader", "stage"], name="ledger_matter_leader"),
                    models.Index(fields=["jurisdiction", "task"], name="ledger_matter_task"),
                    models.Index(fields=["jurisdiction", "instruction"], name="ledger_matter_instruction"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="ledger_matter_uid"),
                    models.UniqueConstraint(fields=("jurisdiction", "year", "number"), name="ledger_matter_number"),
                    models.CheckConstraint(
                        condition=models.Q(("instruction__isnull", True), ("source", "instruction"), _connector="OR"),
                        name="ledger_matter_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__isnull", False), ("due_on__isnull", False), _connector="OR"),
                        name="ledger_matter_term",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["registered", "withdrawn"]),
                            models.Q(
                                ("due_on__isnull", False),
                                ("first_due_on__isnull", False),
                                ("served_on__isnull", False),
                                ("sign_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_matter_served",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", False), ("stage__in", ["closed", "withdrawn"])),
                            models.Q(
                                models.Q(("stage__in", ["closed", "withdrawn"]), _negated=True),
                                ("ended_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_matter_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "withdrawn"), _negated=True),
                            ("withdrawn_because__isnull", False),
                            _connector="OR",
                        ),
                        name="ledger_matter_withdrawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("filed", "Filed"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Needless"),
                        ],
                        default="filed",
                        max_length=16,
                    ),
                ),
                ("until", models.DateField()),
                ("reason", models.TextField()),
                ("is_late", models.BooleanField()),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                ("answer", models.TextField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="ledger.matter",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_matter_extension",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "stage", "answer_by"], name="ledger_extension_stage")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="ledger_extension_uid"),
                    models.UniqueConstraint(
                        condition=models.Q(("stage__in", ["filed", "granted"])),
                        fields=("jurisdiction", "matter"),
                        name="ledger_extension_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("stage", "filed")),
                            models.Q(models.Q(("stage", "filed"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="ledger_extension_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("number", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("drafted_at", models.DateTimeField()),
                ("drafted_by", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField(blank=True, null=True)),
                ("signed_by", models.CharField(blank=True, max_length=64, null=True)),
                ("is_late", models.BooleanField(default=False)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                ("returned_because", models.TextField(blank=True, null=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matter_replies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="ledger.matter",
                    ),
                ),
                (
                    "recorded",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matter_replies",
                        to="orgs.recordedact",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_matter_reply",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="ledger_reply_uid"),
                    models.UniqueConstraint(fields=("jurisdiction", "matter", "number"), name="ledger_reply_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("signed_at__isnull", True)),
                        fields=("jurisdiction", "matter"),
                        name="ledger_reply_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("signed_by__isnull", True)),
                            models.Q(
                                ("entered_by__isnull", False),
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ledger_reply_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cooperating",
                        to="ledger.matter",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "ledger_matter_unit",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "unit", "matter"], name="ledger_matter_unit_of")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "matter", "unit"), name="ledger_matter_unit_once")
                ],
            },
        ),
    ]
