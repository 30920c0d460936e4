"""The index of the words of tasks again: SQLite built the table anew and dropped the triggers that keep it."""

from typing import TYPE_CHECKING

from django.db import migrations

from duban.core.engines import search

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_search_index(_apps: "Apps", editor: "BaseDatabaseSchemaEditor") -> None:
    search.create_index(editor, "ledger_task", "search_tokens")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_work_plans")]

    operations = [migrations.RunPython(create_search_index, migrations.RunPython.noop)]
