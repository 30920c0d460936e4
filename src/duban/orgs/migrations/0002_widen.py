"""Add what people, posts, names by date, acts on behalf and approvals need; nothing is taken away yet."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import duban.core.models
import duban.core.uids


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="groupmember",
            name="orgs_group_member_once",
        ),
        migrations.RemoveConstraint(
            model_name="unitalias",
            name="orgs_alias_surface",
        ),
        migrations.AddField(
            model_name="groupmember",
            name="since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="jurisdiction",
            name="is_small_office",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="jurisdiction",
            name="protection_level",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name="person",
            name="telephone",
            field=models.TextField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="created_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="post",
            name="position",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="post",
            name="serves",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="secretaries",
                to="orgs.post",
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="title",
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="code",
            field=models.CharField(blank=True, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="orgs.unit",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="standing",
            field=models.CharField(
                choices=[("object", "Object of inspection"), ("partner", "Partner")], default="object", max_length=16
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unit",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="unitalias",
            name="pinyin",
            field=models.CharField(default="-", max_length=255),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unitalias",
            name="initials",
            field=models.CharField(default="-", max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unitalias",
            name="since",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="unitalias",
            name="until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="closed_because",
            field=models.CharField(blank=True, max_length=255, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="exceptional_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="is_blocked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="last_seen_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="must_change_password",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="password_set_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="undertaking_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="post",
            name="kind",
            field=models.CharField(
                choices=[
                    ("approver", "Municipal approver"),
                    ("leader", "Responsible leader"),
                    ("secretary", "Leader's secretary"),
                    ("office_head", "Head of the supervision office"),
                    ("officer", "Supervision officer"),
                    ("registrar", "Registrar of the office"),
                    ("head", "Unit head"),
                    ("deputy", "Deputy in charge"),
                    ("liaison", "Liaison officer"),
                    ("auditor", "Auditor"),
                    ("system", "System administrator"),
                    ("security", "Security administrator"),
                    ("audit", "Audit administrator"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="unitalias",
            name="origin",
            field=models.CharField(
                choices=[
                    ("read", "Read in a plan"),
                    ("corrected", "Set in a review"),
                    ("short", "Short name"),
                    ("former", "Former name"),
                    ("set", "Set in the register"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="groupmember",
            index=models.Index(fields=["jurisdiction", "group"], name="orgs_group_member_group"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["jurisdiction", "kind", "position"], name="orgs_post_kind"),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["jurisdiction", "parent"], name="orgs_unit_parent"),
        ),
        migrations.AddIndex(
            model_name="unitalias",
            index=models.Index(fields=["jurisdiction", "surface"], name="orgs_alias_surface"),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("jurisdiction", "group", "unit"),
                name="orgs_group_member_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("protection_level__in", [2, 3])), name="orgs_jurisdiction_protection"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("serves__isnull", True), models.Q(("kind", "secretary"), _negated=True)),
                    models.Q(("kind", "secretary"), ("serves__isnull", False)),
                    _connector="OR",
                ),
                name="orgs_post_secretary_serves",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("jurisdiction", "code"), name="orgs_unit_code"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="orgs_unit_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="orgs_unit_not_above",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitalias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("jurisdiction", "surface"), name="orgs_alias_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitalias",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="orgs_alias_ends_after_start",
            ),
        ),
        migrations.CreateModel(
            name="ActKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("given_digest", models.CharField(max_length=64)),
                ("answer", models.CharField(max_length=255)),
                ("at", models.DateTimeField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="act_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_act_key",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "at"], name="orgs_act_key_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "user", "act", "key"), name="orgs_act_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("is_working", models.BooleanField()),
                ("words", models.CharField(max_length=64)),
                ("is_official", models.BooleanField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
            ],
            options={
                "db_table": "orgs_calendar_day",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("jurisdiction", "day"), name="orgs_calendar_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.CharField(max_length=255)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_delegations",
                        to="orgs.person",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="orgs.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations",
                        to="orgs.post",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_delegation",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "person", "until"], name="orgs_delegation_person"),
                    models.Index(fields=["jurisdiction", "post", "until"], name="orgs_delegation_post"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_delegation_uid"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="orgs_delegation_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("given_by")), _negated=True),
                        name="orgs_delegation_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("field", models.CharField(max_length=128)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(max_length=128)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="divisions",
                        to="orgs.post",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_division",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "post", "since"], name="orgs_division_post")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_division_uid"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="orgs_division_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("act", models.CharField(max_length=64)),
                ("about_kind", models.CharField(blank=True, max_length=32, null=True)),
                ("about_uid", models.CharField(blank=True, max_length=64, null=True)),
                ("reason", models.CharField(max_length=255)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given_grants",
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
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_grant",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "user", "until"], name="orgs_grant_user")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_grant_uid"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="orgs_grant_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_kind__isnull", True), ("about_uid__isnull", True)),
                            models.Q(("about_kind__isnull", False), ("about_uid__isnull", False)),
                            _connector="OR",
                        ),
                        name="orgs_grant_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("user", models.F("given_by")), _negated=True), name="orgs_grant_to_another"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("on", models.DateField()),
                ("note", models.TextField(blank=True, null=True)),
                ("open_duties", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "coming",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_over",
                        to="orgs.person",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_over",
                        to="orgs.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="orgs.post",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_handover",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "post", "on"], name="orgs_handover_post")],
                "constraints": [models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_handover_uid")],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("basis", models.CharField(blank=True, max_length=128, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="orgs.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="orgs.post",
                    ),
                ),
                (
                    "seconded_from",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seconded",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_holding",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "person"], name="orgs_holding_person"),
                    models.Index(fields=["jurisdiction", "post", "since"], name="orgs_holding_post"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("jurisdiction", "post"),
                        name="orgs_holding_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="orgs_holding_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("form", models.CharField(choices=[("link", "One-time link"), ("slip", "Printed slip")], max_length=8)),
                ("secret_digest", models.CharField(max_length=64)),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_invitation",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_invitation_uid"),
                    models.UniqueConstraint(fields=("secret_digest",), name="orgs_invitation_secret"),
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("jurisdiction", "user"),
                        name="orgs_invitation_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PasswordUsed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128)),
                ("at", models.DateTimeField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passwords_used",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_password_used",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "user", "at"], name="orgs_password_used_user")],
            },
        ),
        migrations.CreateModel(
            name="RecordedAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("act", models.CharField(max_length=64)),
                ("about_kind", models.CharField(max_length=32)),
                ("about_uid", models.CharField(max_length=64)),
                ("about_words", models.CharField(max_length=255)),
                ("given", models.TextField()),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("telephone", "By telephone"),
                            ("paper", "On paper"),
                            ("fax", "By fax"),
                            ("message", "By message"),
                            ("exchange", "By official document exchange"),
                            ("spoken", "Spoken"),
                        ],
                        max_length=16,
                    ),
                ),
                ("given_by", models.CharField(max_length=64)),
                ("given_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("is_late", models.BooleanField()),
                ("paper_number", models.CharField(blank=True, max_length=64, null=True)),
                ("paper_on", models.DateField(blank=True, null=True)),
                ("paper_held_at", models.CharField(blank=True, max_length=128, null=True)),
                ("paper_sha256", models.CharField(blank=True, max_length=64, null=True)),
                ("paper_name", models.CharField(blank=True, max_length=255, null=True)),
                ("paper_size", models.BigIntegerField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("taken", "In effect"),
                            ("waiting", "Waiting for confirmation"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Entry and paper differ"),
                        ],
                        max_length=16,
                    ),
                ),
                ("seconded_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=255, null=True)),
                (
                    "decider",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_acts",
                        to="orgs.person",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_acts",
                        to="orgs.post",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recorded_acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmed_acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_recorded_act",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "stage", "recorded_at"], name="orgs_recorded_stage"),
                    models.Index(fields=["jurisdiction", "about_kind", "about_uid"], name="orgs_recorded_about"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_recorded_uid"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second__isnull", True),
                            models.Q(("second", models.F("recorder")), _negated=True),
                            _connector="OR",
                        ),
                        name="orgs_recorded_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("second__isnull", True), ("seconded_at__isnull", True)),
                            models.Q(("second__isnull", False), ("seconded_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="orgs_recorded_second_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["taken", "waiting"]), ("second__isnull", False), _connector="OR"
                        ),
                        name="orgs_recorded_confirmed_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("kind", models.CharField(max_length=32)),
                ("since", models.DateField()),
                ("basis", models.CharField(blank=True, max_length=128, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
            ],
            options={
                "db_table": "orgs_route",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_route_uid"),
                    models.UniqueConstraint(fields=("jurisdiction", "kind", "since"), name="orgs_route_since"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RouteStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[("sign", "Signs"), ("countersign", "Countersigns"), ("issue", "Signs and issues")],
                        max_length=16,
                    ),
                ),
                (
                    "signer_kind",
                    models.CharField(
                        choices=[
                            ("approver", "Municipal approver"),
                            ("leader", "Responsible leader"),
                            ("secretary", "Leader's secretary"),
                            ("office_head", "Head of the supervision office"),
                            ("officer", "Supervision officer"),
                            ("registrar", "Registrar of the office"),
                            ("head", "Unit head"),
                            ("deputy", "Deputy in charge"),
                            ("liaison", "Liaison officer"),
                            ("auditor", "Auditor"),
                            ("system", "System administrator"),
                            ("security", "Security administrator"),
                            ("audit", "Audit administrator"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="route_steps",
                        to="orgs.post",
                    ),
                ),
                (
                    "route",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="orgs.route",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_route_step",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction", "route", "position"), name="orgs_route_step_position"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("document_kind", models.CharField(max_length=32)),
                ("document_uid", models.CharField(max_length=64)),
                ("document_words", models.CharField(max_length=255)),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("exchange", "Official document exchange"),
                            ("hand", "By hand, signed for"),
                            ("post", "By post with receipt"),
                            ("fax", "By fax"),
                            ("telephone", "By telephone"),
                            ("system", "In this system, receipt acknowledged"),
                        ],
                        max_length=16,
                    ),
                ),
                ("served_on", models.DateField()),
                ("receiver", models.CharField(blank=True, max_length=64, null=True)),
                ("proof", models.CharField(blank=True, max_length=128, null=True)),
                ("recorded_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="orgs.post",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_service",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "unit", "served_on"], name="orgs_service_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_service_uid"),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("jurisdiction", "document_kind", "document_uid", "unit"),
                        name="orgs_service_unit_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("post__isnull", False), ("withdrawn_at__isnull", True)),
                        fields=("jurisdiction", "document_kind", "document_uid", "post"),
                        name="orgs_service_post_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post__isnull", True), ("unit__isnull", False)),
                            models.Q(("post__isnull", False), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="orgs_service_one_receiver",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInLock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=64)),
                ("locked_until", models.DateTimeField(blank=True, null=True)),
                ("counted_from", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "orgs_sign_in_lock",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("username",), name="orgs_sign_in_lock_name")],
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("merged", "Merged into"), ("split", "Split into")], max_length=16)),
                ("on", models.DateField()),
                ("basis", models.CharField(max_length=128)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="orgs.unit",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessions",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_succession",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "successor"], name="orgs_succession_successor")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction", "predecessor", "successor"), name="orgs_succession_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                        name="orgs_succession_not_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField()),
                ("basis", models.CharField(blank=True, max_length=128, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_unit_former_name",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "unit", "until"), name="orgs_unit_name_until")
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("kind", models.CharField(max_length=32)),
                ("title", models.CharField(max_length=128)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("under_way", "On its way"),
                            ("signed", "Signed"),
                            ("returned", "Returned"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=16,
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafted_approvals",
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
                    "route",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="orgs.route",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_approval",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "stage", "drafted_at"], name="orgs_approval_stage")],
                "constraints": [models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_approval_uid")],
            },
        ),
        migrations.CreateModel(
            name="ApprovalEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("position", models.PositiveSmallIntegerField()),
                ("about_kind", models.CharField(max_length=32)),
                ("about_uid", models.CharField(max_length=64)),
                ("words", models.TextField()),
                (
                    "stage",
                    models.CharField(
                        choices=[("standing", "Stands"), ("struck", "Struck out"), ("returned", "Returned")],
                        default="standing",
                        max_length=16,
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=255, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="orgs.approval",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_entries",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_approval_entry",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "about_kind", "about_uid"], name="orgs_approval_entry_about")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "uid"), name="orgs_approval_entry_uid"),
                    models.UniqueConstraint(
                        fields=("jurisdiction", "approval", "position"), name="orgs_approval_entry_place"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "part",
                    models.CharField(
                        choices=[("sign", "Signs"), ("countersign", "Countersigns"), ("issue", "Signs and issues")],
                        max_length=16,
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True, choices=[("signed", "Signed"), ("returned", "Returned")], max_length=16, null=True
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("remark", models.CharField(blank=True, max_length=255, null=True)),
                ("note", models.CharField(blank=True, max_length=255, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="orgs.approval",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approval_steps",
                        to="orgs.post",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
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
                        related_name="approval_steps",
                        to="orgs.recordedact",
                    ),
                ),
            ],
            options={
                "db_table": "orgs_approval_step",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "post", "decision"], name="orgs_approval_step_post")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jurisdiction", "approval", "position"), name="orgs_approval_step_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decision__isnull", True), ("signer__isnull", True)
                            ),
                            models.Q(
                                ("decided_at__isnull", False), ("decision__isnull", False), ("signer__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="orgs_approval_step_decided",
                    ),
                ],
            },
        ),
    ]
