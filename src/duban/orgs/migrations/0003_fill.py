"""Make every person in a post a holding of that post, and open ends of groups and accounts what they were."""

from django.db import migrations


def hold_posts(apps, _editor):
    """Give each post, which named one person until now, its holding."""
    post, holding = apps.get_model("orgs", "Post"), apps.get_model("orgs", "Holding")
    holding.objects.bulk_create(
        (
            holding(
                jurisdiction_id=row.jurisdiction_id,
                post=row,
                person_id=row.person_id,
                since=row.since,
                until=row.until,
            )
            for row in post.objects.order_by("pk").iterator()
        ),
        batch_size=500,
    )


def release_posts(apps, _editor):
    """Take the holdings away again; the posts still name their persons."""
    apps.get_model("orgs", "Holding").objects.all().delete()


def date_passwords(apps, _editor):
    """Let the age of a password begin with the account."""
    user = apps.get_model("orgs", "User")
    for row in user.objects.order_by("pk").iterator():
        user.objects.filter(pk=row.pk).update(password_set_at=row.created_at)


def partners(apps, _editor):
    """Propose as partners what is no object of inspection by its kind (domain 3, rule 7)."""
    unit = apps.get_model("orgs", "Unit")
    unit.objects.filter(kind__in=["company", "vertical", "court"]).update(standing="partner")


def alias_keys(apps, _editor):
    """Let every spelling be found from the keyboard, as full names are."""
    from pypinyin import lazy_pinyin

    alias = apps.get_model("orgs", "UnitAlias")
    for row in alias.objects.order_by("pk").iterator():
        syllables = " ".join(lazy_pinyin(row.surface))[:255]
        initials = "".join(syllable[0] for syllable in syllables.split())[:64]
        alias.objects.filter(pk=row.pk).update(pinyin=syllables, initials=initials)


def nothing(_apps, _editor):
    """Leave what was filled: its columns go with the step before."""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_widen")]

    operations = [
        migrations.RunPython(hold_posts, release_posts),
        migrations.RunPython(date_passwords, nothing),
        migrations.RunPython(partners, nothing),
        migrations.RunPython(alias_keys, nothing),
    ]
