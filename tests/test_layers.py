"""The shape of the house (design 2): imports and foreign keys point down, names are explicit and short."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from requires import ROOT

# Longer names are cut or refused by some of the databases that governments run.
LONGEST_NAME = 30

LAYERS = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    if contract["type"] == "layers"
)

# Unique over all governments, with the reason.
GLOBAL_NAMES = {
    "orgs_user_username": "the name is asked for before a government is known",
    "orgs_invitation_secret": "the secret is shown before a government is known",
    "reminders_calendar_token": "the token is all that a calendar outside shows",
}

# Tables that belong to no government, with the reason.
WITHOUT_GOVERNMENT = {
    "orgs.Jurisdiction": "it is the government",
    "orgs.Session": "it begins before anybody is known",
    "orgs.SlowedAddress": "it is asked before anybody is known",
    "orgs.SignInLock": "names are guessed at before a government is known, and names without an account too",
}


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("duban.")]


def rank(model: type[models.Model]) -> int:
    """Where the package of a model stands; higher numbers lie lower."""
    return int(LAYERS.index(".".join(model.__module__.split(".")[:2])))


def declared_names(model: type[models.Model]) -> Iterator[str]:
    yield model._meta.db_table
    yield from (index.name for index in model._meta.indexes)
    yield from (constraint.name for constraint in model._meta.constraints)


def keys(model: type[models.Model]) -> Iterator[tuple[str, list[str]]]:
    """The name and the columns of every unique key and index; expressions count as unnamed columns."""
    for index in model._meta.indexes:
        yield index.name, [name.lstrip("-") for name in index.fields] or ["(expression)"]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield constraint.name, list(constraint.fields) or ["(expression)"]
    if isinstance(model._meta.pk, models.CompositePrimaryKey):
        yield f"{model._meta.db_table}_pkey", list(model._meta.pk.field_names)


def test_imports_point_downward_and_pure_parts_stay_pure() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    finished = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def test_every_package_with_models_or_pages_has_its_layer() -> None:
    packages = {f"duban.{path.parent.name}" for path in (ROOT / "src" / "duban").glob("*/__init__.py")}
    assert packages <= set(LAYERS)


def test_app_labels_are_package_names() -> None:
    labels = {config.name: config.label for config in apps.get_app_configs() if config.name.startswith("duban.")}
    assert labels == {name: name.removeprefix("duban.") for name in labels}


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
class TestModel:
    def test_points_at_no_package_above_its_own(self, model: type[models.Model]) -> None:
        above = [
            f"{field.name} -> {field.related_model._meta.label}"
            for field in model._meta.get_fields()
            if field.is_relation
            and not field.auto_created
            and field.related_model in own_models()
            and rank(field.related_model) < rank(model)
        ]
        assert above == []

    def test_has_explicit_short_names(self, model: type[models.Model]) -> None:
        assert [name for name in declared_names(model) if len(name) > LONGEST_NAME] == []
        assert "db_table" in model._meta.original_attrs
        assert not model._meta.unique_together
        implicit = [
            field.name
            for field in model._meta.local_fields
            if not field.primary_key and (field.unique or getattr(field, "db_index", False))
        ]
        assert implicit == [], "give the key a name in Meta.constraints or Meta.indexes"
        assert not model._meta.local_many_to_many, "a table of links is a model with a name"

    def test_has_its_jurisdiction_first_in_every_key(self, model: type[models.Model]) -> None:
        if "jurisdiction" not in {field.name for field in model._meta.local_fields}:
            assert model._meta.label in WITHOUT_GOVERNMENT or model._meta.app_label == "core"
            return
        assert not model._meta.get_field("jurisdiction").null
        late = {name: fields for name, fields in keys(model) if fields[0] != "jurisdiction"}
        assert late.keys() <= GLOBAL_NAMES.keys()
