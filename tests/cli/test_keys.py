"""`duban keys`: values move to the newest key, and no secret is printed but a new one."""

import pytest
from django.conf import LazySettings

import cast
from duban.cli import main
from duban.core import sealing
from duban.journal.models import Entry
from duban.orgs.models import Person

OLD, NEW = sealing.new_key(), sealing.new_key()


@pytest.fixture
def with_telephone(db: None, settings: LazySettings) -> Person:
    settings.DUBAN_FIELD_KEYS = (OLD,)
    person = cast.assemble().liaison.person
    Person.objects.filter(pk=person.pk).update(telephone=sealing.seal("8123456"))
    return person


def test_a_new_key_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "new"]) == 0
    assert sealing.is_key(capsys.readouterr().out.strip())


def test_rotating_leaves_nothing_on_an_old_key(
    with_telephone: Person, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DUBAN_FIELD_KEYS = (NEW, OLD)
    assert main(["keys", "show"]) == 0
    assert main(["keys", "rotate"]) == 0
    settings.DUBAN_FIELD_KEYS = (NEW,)
    with_telephone.refresh_from_db()
    assert sealing.unseal(with_telephone.telephone or "") == "8123456"
    entry = Entry.objects.get(kind="orgs.fields_resealed")
    assert entry.jurisdiction == "installation"
    said = capsys.readouterr().out
    assert "orgs_person.telephone" in said
    assert "8123456" not in said
    assert OLD not in said


def test_a_key_taken_away_too_early_is_named(
    with_telephone: Person, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DUBAN_FIELD_KEYS = (NEW,)
    assert main(["keys", "show"]) == 1
    assert main(["keys", "rotate"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
