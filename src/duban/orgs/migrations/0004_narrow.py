"""Take from the post what its holdings now say."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orgs", "0003_fill")]

    operations = [
        migrations.RemoveConstraint(
            model_name="post",
            name="orgs_post_ends_after_start",
        ),
        migrations.RemoveIndex(
            model_name="post",
            name="orgs_post_person",
        ),
        migrations.RemoveField(
            model_name="post",
            name="person",
        ),
        migrations.RemoveField(
            model_name="post",
            name="since",
        ),
    ]
