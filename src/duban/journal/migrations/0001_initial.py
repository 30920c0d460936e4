from django.db import migrations, models

import duban.core.models
import duban.core.uids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction", "seq", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=16)),
                ("seq", models.BigIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("kind", models.CharField(choices=[("text", "Text"), ("file", "File")], max_length=8)),
                ("salt", models.CharField(max_length=64)),
                ("text", models.TextField(default="-")),
                ("sha256", models.CharField(default="-", max_length=64)),
                ("size", models.BigIntegerField(default=0)),
                ("reference", models.CharField(default="-", max_length=255)),
                ("erased_seq", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "journal_content",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=16)),
                ("seq", models.BigIntegerField()),
                ("at", models.CharField(max_length=27)),
                ("kind", models.CharField(max_length=64)),
                ("actor_uid", models.CharField(max_length=32)),
                ("actor_name", models.CharField(max_length=128)),
                ("unit_name", models.CharField(max_length=128)),
                ("on_behalf_of", models.CharField(default="-", max_length=128)),
                ("batch", models.CharField(default="-", max_length=32)),
                ("body", models.TextField()),
                ("subjects", models.TextField()),
                ("contents", models.TextField()),
                ("algorithm", models.CharField(max_length=16)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_entry",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("jurisdiction", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("seq", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_head",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="AccessRecord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction", "uid", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=16)),
                ("uid", duban.core.models.UidField(default=duban.core.uids.new_uid, editable=False, max_length=12)),
                ("day", models.CharField(max_length=10)),
                ("at", models.CharField(max_length=27)),
                ("actor_uid", models.CharField(max_length=32)),
                ("actor_name", models.CharField(max_length=128)),
                ("unit_name", models.CharField(max_length=128)),
                ("what", models.CharField(max_length=64)),
                ("outcome", models.CharField(max_length=32)),
                ("target", models.CharField(max_length=255)),
                ("address", models.CharField(max_length=64)),
                ("algorithm", models.CharField(max_length=16)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_access",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "day", "at", "digest"], name="journal_access_order")],
            },
        ),
        migrations.CreateModel(
            name="EntrySubject",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "jurisdiction",
                        "seq",
                        "kind",
                        "uid",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("jurisdiction", models.CharField(max_length=16)),
                ("seq", models.BigIntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("uid", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "journal_subject",
                "default_permissions": (),
                "indexes": [models.Index(fields=["jurisdiction", "kind", "uid", "seq"], name="journal_subject_about")],
            },
        ),
    ]
