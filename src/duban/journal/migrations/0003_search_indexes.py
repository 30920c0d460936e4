"""Indexes for the audit desk: entries and access records by moment, person, unit, kind, address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_append_only"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["jurisdiction", "at", "uid"], name="journal_access_at"),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["jurisdiction", "actor_name", "at", "uid"], name="journal_access_actor"),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["jurisdiction", "what", "at", "uid"], name="journal_access_what"),
        ),
        migrations.AddIndex(
            model_name="accessrecord",
            index=models.Index(fields=["jurisdiction", "address", "at", "uid"], name="journal_access_address"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["jurisdiction", "at", "seq"], name="journal_entry_at"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["jurisdiction", "actor_name", "at", "seq"], name="journal_entry_actor"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["jurisdiction", "unit_name", "at", "seq"], name="journal_entry_unit"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["jurisdiction", "kind", "at", "seq"], name="journal_entry_kind"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("on_behalf_of", "-"), _negated=True),
                fields=["jurisdiction", "at", "seq"],
                name="journal_entry_behalf",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("batch", "-"), _negated=True),
                fields=["jurisdiction", "batch", "at", "seq"],
                name="journal_entry_batch",
            ),
        ),
    ]
