"""Migrations are complete and follow one line in every package."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState
from django.utils import translation

# They landed before tables were laid down in one step each, and what landed is never edited.
LANDED = {
    ("ledger", "0001_initial"),
    ("ledger", "0003_parts_and_open_ends"),
    ("orgs", "0001_initial"),
    ("plans", "0001_initial"),
}
OWN = [config.label for config in apps.get_app_configs() if config.name.startswith("duban.")]


@pytest.fixture(scope="module")
def migrations() -> MigrationLoader:
    return MigrationLoader(None)


def test_no_migration_is_missing(migrations: MigrationLoader) -> None:
    with translation.override(None):  # migrations hold the English words
        detector = MigrationAutodetector(migrations.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(migrations.graph)
    missing = {
        label: [operation.describe() for migration in found for operation in migration.operations]
        for label, found in changes.items()
    }
    assert missing == {}


@pytest.mark.parametrize("label", OWN)
def test_the_migrations_of_a_package_are_a_line(migrations: MigrationLoader, label: str) -> None:
    numbers = sorted(name.partition("_")[0] for app, name in migrations.disk_migrations if app == label)
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert len(migrations.graph.leaf_nodes(label)) <= 1


def test_a_migration_is_named_for_what_it_does(migrations: MigrationLoader) -> None:
    assert [name for app, name in migrations.disk_migrations if app in OWN and "_auto_" in name] == []


def test_a_table_is_laid_down_in_one_step(migrations: MigrationLoader) -> None:
    """Each step renders all models anew, and every installation and every test run takes all steps."""
    later = (AddConstraint, AddField, AddIndex)
    found = {
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in migrations.disk_migrations.items()
        if app in OWN and (app, name) not in LANDED
        for made in migration.operations
        if isinstance(made, CreateModel)
        for operation in migration.operations
        if isinstance(operation, later) and operation.model_name_lower == made.name_lower
    }
    assert found == set()
