"""Rows of the journal are only ever added: the database refuses the rest, and so do the models."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from duban.journal.models import AccessRecord, Content, Entry, EntrySubject, Head
from duban.journal.querysets import AppendOnly
from duban.journal.records import Text
from journal import forging
from journal.forging import CITY, MODELS, by_hand, note

BLANKING = "salt = '-', text = '-', sha256 = '-', size = 0, reference = '-'"
# table, what is set, which row
REFUSED = [
    ("journal_entry", "actor_name = 'x'", "seq = 1"),
    ("journal_entry", "digest = digest", "seq = 1"),  # even where it changes nothing
    ("journal_subject", "uid = 'x'", "seq = 1"),
    ("journal_access", "outcome = 'refused'", "target = 'a'"),
    ("journal_head", "digest = 'x'", "seq > 0"),  # a head moves on …
    ("journal_head", "seq = seq - 1", "seq > 0"),  # … and never back
    ("journal_head", "jurisdiction = 'x', seq = seq + 1", "jurisdiction = 'cityaaaaaaaa'"),
    ("journal_content", "text = 'x'", "seq = 2"),
    ("journal_content", BLANKING, "seq = 2"),  # blanked without naming an entry
    ("journal_content", "erased_seq = 6", "seq = 2"),  # named without being blanked
    ("journal_content", f"{BLANKING}, erased_seq = 6, name = 'x'", "seq = 2"),
    ("journal_content", "erased_seq = 0", "seq = 4"),  # an erased one taken back
    ("journal_content", "text = 'x', erased_seq = 9", "seq = 4"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_the_database_refuses_to_remove(model: type[Model]) -> None:
    forging.full_journal()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        by_hand(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.parametrize(("table", "change", "row"), REFUSED)
def test_the_database_refuses_to_alter(table: str, change: str, row: str) -> None:
    forging.full_journal()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        by_hand(f"UPDATE {table} SET {change} WHERE {row}")  # noqa: S608


@pytest.mark.django_db
def test_the_database_lets_a_content_be_blanked_under_the_number_of_an_entry() -> None:
    forging.full_journal()
    assert by_hand(f"UPDATE journal_content SET {BLANKING}, erased_seq = 6 WHERE seq = 2") == 1  # noqa: S608


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("model", MODELS)
def test_a_row_cannot_be_replaced_by_an_insert(model: type[Model]) -> None:
    forging.full_journal()
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        by_hand(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


@pytest.mark.django_db
@pytest.mark.postgresql
@pytest.mark.parametrize("model", MODELS)
def test_a_table_cannot_be_truncated(model: type[Model]) -> None:
    note()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        by_hand(f"TRUNCATE {model._meta.db_table}")


ATTEMPTS: list[Callable[[type[Model]], object]] = [
    lambda model: model._default_manager.update(jurisdiction="x"),
    lambda model: model._default_manager.filter(jurisdiction=CITY).delete(),
    lambda model: model._default_manager.bulk_update([model._default_manager.all()[0]], ["jurisdiction"]),
    lambda model: model._default_manager.all()[0].save(),
    lambda model: model._default_manager.all()[0].save(update_fields=["jurisdiction"]),
    lambda model: model._default_manager.all()[0].delete(),
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_models_refuse_before_the_database_is_asked(
    model: type[Model], attempt: Callable[[type[Model]], object]
) -> None:
    forging.full_journal()
    forging.release_tables()
    with pytest.raises(AppendOnly):
        attempt(model)


@pytest.mark.django_db
def test_a_new_row_saved_is_inserted_and_never_overwrites() -> None:
    note(contents=[Text("reason", "甲")])
    stored = Entry.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry(**{field.attname: getattr(stored, field.attname) for field in Entry._meta.concrete_fields}).save()


def test_the_guard_can_be_taken_down_and_put_up_again_by_migrations(committed_database: str) -> None:
    with transaction.atomic():
        note()
    MigrationExecutor(connection).migrate([("journal", "0001_initial")])
    assert by_hand("UPDATE journal_entry SET actor_name = actor_name") == 1
    MigrationExecutor(connection).migrate([("journal", "0002_append_only")])
    with pytest.raises(IntegrityError, match="append-only"):
        by_hand("UPDATE journal_entry SET actor_name = actor_name")


@pytest.mark.parametrize("model", [Entry, EntrySubject, Content, AccessRecord, Head])
def test_tables_of_the_journal_name_nothing_and_are_found_by_their_government_first(model: type[Model]) -> None:
    assert not [field for field in model._meta.get_fields() if field.is_relation]
    keys = [list(model._meta.pk_fields[0:1]), *(index.fields for index in model._meta.indexes)]
    assert [str(getattr(key[0], "name", key[0])) for key in keys] == ["jurisdiction"] * len(keys)
