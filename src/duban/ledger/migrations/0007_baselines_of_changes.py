"""Which baseline a change of a work plan made: what was granted provisionally can be revoked to the one before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_search_index_again")]

    operations = [
        migrations.AddField(
            model_name="changerequest",
            name="baseline",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
