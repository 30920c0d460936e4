"""An amendment that was refused, with its reason; a contribution that is not asked any more."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("progress", "0002_evidence_of_decisions")]

    operations = [
        migrations.AddField(
            model_name="reportversion", name="refused_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="reportversion", name="refused_because", field=models.TextField(blank=True, null=True)
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_because__isnull=True)
                | Q(refused_at__isnull=False, refused_because__isnull=False, accepted_at__isnull=True),
                name="progress_version_refused",
            ),
        ),
        migrations.AlterField(
            model_name="contribution",
            name="stage",
            field=models.CharField(
                choices=[
                    ("due", "Due"),
                    ("filed", "Filed"),
                    ("returned", "Returned"),
                    ("accepted", "Accepted"),
                    ("late", "Not filed in time"),
                    ("exempt", "Not asked any more"),
                ],
                default="due",
                max_length=16,
            ),
        ),
    ]
