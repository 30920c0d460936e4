"""The last number of each kind of paper in a year."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_rates"),
    ]

    operations = [
        migrations.CreateModel(
            name="Serial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=32)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
            ],
            options={
                "db_table": "orgs_serial",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("jurisdiction", "kind", "year"), name="orgs_serial_once"),
                    models.CheckConstraint(condition=models.Q(last__gte=1), name="orgs_serial_last"),
                ],
            },
        ),
    ]
