"""Whatever is altered by hand, `verify` names it (acceptance 4 of the foundation)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Model

from duban.journal.models import AccessRecord, Content, Entry, EntrySubject, Head
from duban.journal.reports import Fault
from duban.journal.verification import agrees_with, verify
from journal import forging
from journal.forging import CITY, COUNTY, alter, by_hand

pytestmark = pytest.mark.django_db

# One row of every table, and of contents one of every sort.
ROWS: list[tuple[type[Model], dict[str, object]]] = [
    (Entry, {"jurisdiction": CITY, "seq": 1}),
    (Entry, {"jurisdiction": CITY, "seq": 9}),  # the last one: nothing links to it but the head
    (EntrySubject, {"jurisdiction": CITY, "seq": 2, "kind": "unit"}),
    (Content, {"jurisdiction": CITY, "seq": 2, "name": "reason"}),
    (Content, {"jurisdiction": CITY, "seq": 3, "name": "scan"}),
    (Content, {"jurisdiction": CITY, "seq": 4, "name": "reason"}),  # erased text
    (Content, {"jurisdiction": CITY, "seq": 5, "name": "scan"}),  # erased file
    (AccessRecord, {"jurisdiction": CITY, "target": "a"}),  # sealed
    (AccessRecord, {"jurisdiction": CITY, "target": "c"}),  # not sealed yet
    (Head, {"jurisdiction": CITY}),
]
ONE_ROW = pytest.mark.parametrize(
    ("model", "row"), ROWS, ids=[f"{model.__name__}-{'-'.join(map(str, row.values()))}" for model, row in ROWS]
)


@pytest.fixture(autouse=True)
def journal() -> None:
    forging.full_journal()
    assert verify().is_intact
    forging.release_tables()


def broken_tables() -> set[str]:
    return {chain.broken.table for chain in verify().chains if chain.broken}


def unnoticed(model: type[Model], row: dict[str, object], value: Callable[[str, Any], object]) -> list[str]:
    """Alter one column of a row after the other, each on the whole journal; return those that nothing named."""
    stored: dict[str, Any] = model._default_manager.filter(**row).values().get()
    found = []
    for column in (field.name for field in model._meta.concrete_fields if field.column):
        with transaction.atomic():
            alter(model, row, column, value(column, stored[column]))
            if model._meta.db_table not in broken_tables():
                found.append(column)
            transaction.set_rollback(True)
    return found


@ONE_ROW
def test_every_altered_column_is_named(model: type[Model], row: dict[str, object]) -> None:
    def another(_column: str, stored: Any) -> object:
        if isinstance(stored, int):
            return stored + 50
        return f"9{stored[1:]}" if stored[:1] != "9" else f"8{stored[1:]}"

    assert unnoticed(model, row, another) == []


@ONE_ROW
def test_every_altered_column_is_named_when_its_value_is_one_that_the_column_may_hold(
    model: type[Model], row: dict[str, object]
) -> None:
    usual = {
        "jurisdiction": "elsewhere",
        "seq": 77,
        "algorithm": "sm3",
        "at": "2026-03-02T01:31:00.000000Z",
        "day": "2026-03-01",
        "kind": "text" if row.get("name") == "scan" else "file",
        "erased_seq": 6 if row.get("seq") != 4 else 7,
        "size": 1,
        "outcome": "refused",
    }
    assert unnoticed(model, row, lambda column, _stored: usual.get(column, "x")) == []


def test_the_place_of_an_altered_entry_is_named() -> None:
    alter(Entry, {"jurisdiction": CITY, "seq": 3}, "actor_name", "王某")
    broken = verify().broken
    assert broken is not None
    assert (broken.table, broken.jurisdiction, broken.seq, broken.fault) == ("journal_entry", CITY, 3, Fault.ALTERED)


# statement by hand -> table, seq, fault, row of the first break
DEEDS: list[tuple[str, str, tuple[str, int, Fault, str]]] = [
    (
        "an entry removed",
        "DELETE FROM journal_entry WHERE jurisdiction = '{city}' AND seq = 3",
        ("journal_entry", 3, Fault.MISSING, "-"),
    ),
    (
        "the last entry removed, the head left as it was",
        "DELETE FROM journal_entry WHERE jurisdiction = '{city}' AND seq = 9",
        ("journal_entry", 9, Fault.MISSING, "-"),
    ),
    (
        "an entry removed and the later ones moved up",
        "DELETE FROM journal_entry WHERE jurisdiction = '{city}' AND seq = 8;"
        "UPDATE journal_entry SET seq = 8 WHERE jurisdiction = '{city}' AND seq = 9;"
        "UPDATE journal_head SET seq = 8 WHERE jurisdiction = '{city}'",
        ("journal_entry", 8, Fault.UNLINKED, "-"),
    ),
    (
        "two entries exchanged",
        "UPDATE journal_entry SET seq = 100 WHERE jurisdiction = '{city}' AND seq = 2;"
        "UPDATE journal_entry SET seq = 2 WHERE jurisdiction = '{city}' AND seq = 3;"
        "UPDATE journal_entry SET seq = 3 WHERE jurisdiction = '{city}' AND seq = 100",
        ("journal_entry", 2, Fault.UNLINKED, "-"),
    ),
    (
        "an entry copied from another chain to the end",
        "INSERT INTO journal_entry SELECT '{city}', 10, at, kind, actor_uid, actor_name, unit_name, on_behalf_of,"
        " batch, body, subjects, contents, algorithm,"
        " (SELECT digest FROM journal_head WHERE jurisdiction = '{city}'), digest"
        " FROM journal_entry WHERE jurisdiction = '{county}' AND seq = 1",
        ("journal_entry", 10, Fault.ALTERED, "-"),
    ),
    (
        "an entry before the first",
        "INSERT INTO journal_entry SELECT jurisdiction, 0, at, kind, actor_uid, actor_name, unit_name, on_behalf_of,"
        " batch, body, subjects, contents, algorithm, previous, digest FROM journal_entry"
        " WHERE jurisdiction = '{city}' AND seq = 1",
        ("journal_entry", 0, Fault.ADDED, "-"),
    ),
    (
        "the head set back",
        "UPDATE journal_head SET seq = 8, digest = (SELECT digest FROM journal_entry"
        " WHERE jurisdiction = '{city}' AND seq = 8) WHERE jurisdiction = '{city}'",
        ("journal_entry", 9, Fault.ADDED, "-"),
    ),
    (
        "the head removed",
        "DELETE FROM journal_head WHERE jurisdiction = '{city}'",
        ("journal_head", 0, Fault.MISSING, "-"),
    ),
    (
        "a subject removed",
        "DELETE FROM journal_subject WHERE jurisdiction = '{city}' AND seq = 2 AND kind = 'unit'",
        ("journal_subject", 2, Fault.MISSING, "unit u"),
    ),
    (
        "a subject added",
        "INSERT INTO journal_subject (jurisdiction, seq, kind, uid) VALUES ('{city}', 2, 'unit', 'v')",
        ("journal_subject", 2, Fault.ADDED, "unit v"),
    ),
    (
        "a subject of an entry that never was",
        "INSERT INTO journal_subject (jurisdiction, seq, kind, uid) VALUES ('{city}', 99, 'unit', 'v')",
        ("journal_subject", 99, Fault.ADDED, "-"),
    ),
    (
        "a content removed",
        "DELETE FROM journal_content WHERE jurisdiction = '{city}' AND seq = 2",
        ("journal_content", 2, Fault.MISSING, "reason"),
    ),
    (
        "a content added",
        "INSERT INTO journal_content SELECT jurisdiction, 1, name, kind, salt, text, sha256, size, reference,"
        " erased_seq FROM journal_content WHERE jurisdiction = '{city}' AND seq = 2",
        ("journal_content", 1, Fault.ADDED, "reason"),
    ),
    (
        "a content erased by hand",
        "UPDATE journal_content SET salt = '-', text = '-', erased_seq = 0 WHERE jurisdiction = '{city}' AND seq = 2",
        ("journal_content", 2, Fault.ALTERED, "reason"),
    ),
    (
        "a content erased by hand that claims the order of another",
        "UPDATE journal_content SET salt = '-', text = '-', erased_seq = 6 WHERE jurisdiction = '{city}' AND seq = 2",
        ("journal_content", 2, Fault.UNORDERED, "reason"),
    ),
    (
        "an erased content removed",
        "DELETE FROM journal_content WHERE jurisdiction = '{city}' AND seq = 4",
        ("journal_content", 4, Fault.MISSING, "reason"),
    ),
    (
        "a sealed access record removed",
        "DELETE FROM journal_access WHERE jurisdiction = '{city}' AND target = 'a'",
        ("journal_access", 8, Fault.MISSING, "2026-03-02"),
    ),
    (
        "an access record of today slipped under a seal",
        "DELETE FROM journal_access WHERE jurisdiction = '{city}' AND target = 'a';"
        "UPDATE journal_access SET day = '2026-03-02' WHERE jurisdiction = '{city}' AND target = 'c'",
        ("journal_access", 8, Fault.ALTERED, "{uid_of_c}"),
    ),
]


@pytest.mark.parametrize(("deed", "expected"), [deed[1:] for deed in DEEDS], ids=[deed[0] for deed in DEEDS])
def test_every_deed_is_named_with_its_place(deed: str, expected: tuple[str, int, Fault, str]) -> None:
    uid = AccessRecord.objects.get(jurisdiction=CITY, target="c").uid
    for statement in deed.format(city=CITY, county=COUNTY).split(";"):
        assert by_hand(statement) == 1
    broken = verify().chains[0].broken
    assert broken is not None
    assert broken.jurisdiction == CITY
    assert (broken.table, broken.seq, broken.fault, broken.row.replace(uid, "{uid_of_c}")) == expected


def test_a_forged_access_record_under_a_seal_is_counted_though_its_own_digest_is_right() -> None:
    from duban.core import clock

    with clock.frozen(forging.MORNING):
        forging.look(target="forged")
    broken = verify(CITY).broken
    assert broken is not None
    assert (broken.table, broken.seq, broken.fault) == ("journal_access", 8, Fault.ADDED)


def test_a_break_in_one_chain_leaves_the_others_verified() -> None:
    alter(Entry, {"jurisdiction": COUNTY, "seq": 2}, "body", "{}")
    assert verify(CITY).is_intact
    assert [chain.broken is None for chain in verify().chains] == [True, False]


def test_a_chain_forged_with_its_digests_does_not_agree_with_a_printed_head() -> None:
    printed = Head.objects.get(jurisdiction=CITY)
    assert agrees_with(jurisdiction=CITY, seq=printed.seq, digest=printed.digest[:12].upper())
    for model in forging.MODELS:
        by_hand(f"DELETE FROM {model._meta.db_table} WHERE jurisdiction = %s", CITY)  # noqa: S608
    for number in range(9):
        forging.note(about=f"forged {number}")
    assert verify(CITY).is_intact
    assert not agrees_with(jurisdiction=CITY, seq=printed.seq, digest=printed.digest[:12])


NONSENSE = ["[", "{}", "[1]", '[["task"]]', '[["task",1]]']


@pytest.mark.parametrize("column", ["subjects", "contents", "body"])
@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_under_a_right_digest_is_named_and_not_a_traceback(column: str, nonsense: str) -> None:
    from duban.journal.chain import entry_digest

    last = Entry.objects.get(jurisdiction=CITY, seq=8)  # the seal, whose body is read
    setattr(last, column, nonsense)
    alter(Entry, {"jurisdiction": CITY, "seq": 8}, column, nonsense)
    alter(Entry, {"jurisdiction": CITY, "seq": 8}, "digest", entry_digest(vars(last)))
    broken = verify(CITY).broken
    assert broken is not None
    assert (broken.seq, broken.fault) in {(8, Fault.UNREADABLE), (8, Fault.MISSING)}


@pytest.mark.sqlite
@ONE_ROW
@pytest.mark.parametrize("value", [b"\xff\x00", 1.5, "words"], ids=["bytes", "float", "text"])
def test_values_of_a_wrong_type_are_named_and_not_a_traceback(
    model: type[Model], row: dict[str, object], value: object
) -> None:
    assert unnoticed(model, row, lambda _column, _stored: value) == []
