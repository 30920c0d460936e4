import django.db.models.deletion
from django.db import migrations, models

LIGHTS = [
    ("grey", "Not due"),
    ("blue", "Closed"),
    ("green", "On path"),
    ("yellow", "Behind"),
    ("red", "Seriously behind"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0008_matters"),
        ("orgs", "0007_serials"),
        ("supervision", "0002_urging"),
    ]

    operations = [
        migrations.CreateModel(
            name="LightChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("before", models.CharField(choices=LIGHTS, max_length=8)),
                ("after", models.CharField(choices=LIGHTS, max_length=8)),
                ("worst", models.CharField(blank=True, max_length=48, null=True)),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="orgs.jurisdiction"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="light_changes",
                        to="ledger.part",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="light_changes",
                        to="ledger.task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="light_changes",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "supervision_light_change",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["jurisdiction", "day", "task"], name="supervision_change_day"),
                    models.Index(fields=["jurisdiction", "task", "part"], name="supervision_change_of"),
                    models.Index(fields=["jurisdiction", "unit", "day"], name="supervision_change_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="supervision_change_turns",
                    )
                ],
            },
        ),
    ]
