"""The words of tasks are indexed in the way of the engine at hand."""

from typing import TYPE_CHECKING

from django.db import migrations

from duban.core.engines import search

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def create_search_index(_apps: "Apps", editor: "BaseDatabaseSchemaEditor") -> None:
    search.create_index(editor, "ledger_task", "search_tokens")


def drop_search_index(_apps: "Apps", editor: "BaseDatabaseSchemaEditor") -> None:
    search.drop_index(editor, "ledger_task")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(create_search_index, drop_search_index)]
