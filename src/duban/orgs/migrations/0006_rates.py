"""How often an account asked for something expensive."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0005_sessions_and_second_factors"),
    ]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=32)),
                ("began_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "orgs_rate_count",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "user", "what"), name="orgs_rate_count_once")
                ],
            },
        ),
    ]
