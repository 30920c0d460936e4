"""Rows of the journal can be added only; a head moves forward, a content is blanked once."""

from typing import TYPE_CHECKING

from django.db import migrations

from duban.core import engines

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    "journal_entry": (("jurisdiction", "seq"), None),
    "journal_subject": (("jurisdiction", "seq", "kind", "uid"), None),
    "journal_access": (("jurisdiction", "uid"), None),
    "journal_head": (("jurisdiction",), engines.Change(kept=("jurisdiction",), grows=("seq",))),
    "journal_content": (
        ("jurisdiction", "seq", "name"),
        engines.Change(
            kept=("jurisdiction", "seq", "name", "kind"),
            before={"erased_seq": 0},
            after={"salt": "-", "text": "-", "sha256": "-", "size": 0, "reference": "-"},
            grows=("erased_seq",),
        ),
    ),
}


def guard(_apps: "Apps", editor: "BaseDatabaseSchemaEditor") -> None:
    for table, (key, allow) in TABLES.items():
        engines.append_only(editor, table, key=key, allow=allow)


def release(_apps: "Apps", editor: "BaseDatabaseSchemaEditor") -> None:
    for table in TABLES:
        engines.changeable(editor, table)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(guard, release)]
