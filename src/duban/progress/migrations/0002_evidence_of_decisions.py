"""Files serve decisions, problems and matters too, which need not belong to a task; special reports are instructed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("progress", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidenceuse",
            name="kind",
            field=models.CharField(
                choices=[
                    ("progressreport", "Progress report"),
                    ("contribution", "Contribution"),
                    ("milestone", "Milestone"),
                    ("claim", "Report of completion"),
                    ("decision", "Decision"),
                    ("problem", "Problem"),
                    ("matter", "Assigned matter"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="evidenceuse",
            name="task",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_uses",
                to="ledger.task",
            ),
        ),
        migrations.AlterField(
            model_name="specialreport",
            name="stage",
            field=models.CharField(
                choices=[
                    ("drafted", "Drafted"),
                    ("sent", "Signed by the head and sent"),
                    ("read", "Read by the leader"),
                    ("instructed", "With an instruction"),
                ],
                default="drafted",
                max_length=16,
            ),
        ),
    ]
