"""What a person said of the columns of an issuer's tables."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_rates"),
        ("plans", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TableColumns",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(blank=True, max_length=128)),
                ("columns", models.JSONField()),
                ("named_at", models.DateTimeField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "db_table": "plans_table_columns",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "issuer"), name="plans_columns_issuer")
                ],
            },
        ),
    ]
