"""Spill erasure: the content goes everywhere, the chain holds and names the place (domain 6.6)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction

from duban.core import engines
from duban.core.errors import DomainError
from duban.journal import selectors
from duban.journal.erasure import Erasure, erasure_handlers
from duban.journal.models import Content, Entry
from duban.journal.records import File, Subject, Text
from duban.journal.reports import ErasedPlace
from duban.journal.verification import verify
from journal.forging import CITY, CLERK, HEAD, SECRET, WITNESS, erase_content, note


@pytest.fixture
def asked() -> Iterator[list[Erasure]]:
    """What a file store above is asked to erase; it says that it did."""
    heard: list[Erasure] = []

    def store(erasure: Erasure) -> list[str]:
        heard.append(erasure)
        return [f"tests.store/{erasure.reference}"]

    erasure_handlers.register(store)
    yield heard
    erasure_handlers.withdraw(store)


@pytest.mark.django_db
def test_erasing_by_order_leaves_the_chain_valid_and_names_the_place() -> None:
    note(subjects=[Subject("task", "t")], contents=[Text("reason", SECRET), Text("remark", "无关")])
    entry = erase_content(1, "reason", order_number=" 督办密〔2026〕1号 ")
    erased, kept = selectors.contents_of(jurisdiction=CITY, seq=1)
    assert (erased.text, erased.sha256, erased.size, erased.reference, erased.erased_seq) == (
        "-",
        "-",
        0,
        "-",
        entry.seq,
    )
    assert (kept.text, kept.erased_seq) == ("无关", 0)
    assert Content.objects.get(seq=1, name="reason").salt == "-"  # with the salt, a guess could be checked
    (chain,) = verify().chains
    assert chain.broken is None
    assert chain.erased == (ErasedPlace(1, "reason", 2, "督办密〔2026〕1号"),)


@pytest.mark.django_db
def test_the_entry_names_three_persons_the_order_and_what_it_touched() -> None:
    note(subjects=[Subject("task", "t")], contents=[Text("reason", SECRET)])
    erase_content(1, "reason")
    row = selectors.entry(jurisdiction=CITY, seq=2)
    assert row is not None
    assert (row.kind, row.actor_name, row.body["order_number"]) == (
        "journal.content_erased",
        CLERK.name,
        "督办密〔2026〕1号",
    )
    assert row.body["ordered_by"] == vars(HEAD)
    assert row.body["witnessed_by"] == vars(WITNESS)
    assert set(row.subjects) == {Subject("entry", "1"), Subject("task", "t")}
    assert [(content.name, content.text) for content in selectors.contents_of(jurisdiction=CITY, seq=2)] == [
        ("reason", "误录")
    ]


@pytest.mark.django_db
def test_the_reason_of_an_erasure_can_itself_be_erased() -> None:
    note(contents=[Text("reason", SECRET)])
    erase_content(1, "reason", reason=SECRET)
    erase_content(2, "reason")
    (chain,) = verify().chains
    assert chain.broken is None
    assert [(place.seq, place.erased_seq) for place in chain.erased] == [(1, 2), (2, 3)]


@pytest.mark.django_db
def test_whoever_keeps_a_copy_is_asked_before_the_content_is_gone(asked: list[Erasure]) -> None:
    note(subjects=[Subject("plan", "p")], contents=[File("source", "ab" * 32, 9, "2026/ab")])
    erase_content(1, "source")
    (erasure,) = asked
    assert (erasure.kind, erasure.sha256, erasure.reference) == ("file", "ab" * 32, "2026/ab")
    assert erasure.subjects == (Subject("plan", "p"),)
    row = selectors.entry(jurisdiction=CITY, seq=2)
    assert row is not None
    assert row.body["copies"] == ["tests.store/2026/ab"]


REFUSED = [
    ({"seq": 9}, "journal.content_unknown"),  # no such entry
    ({"content": "nothing"}, "journal.content_unknown"),  # no such content
    ({"jurisdiction": "elsewhere"}, "journal.content_unknown"),  # another government's chain
    ({"order_number": " "}, "journal.erasure_incomplete"),
    ({"reason": ""}, "journal.erasure_incomplete"),
    ({"ordered_by": CLERK}, "journal.erasure_by_same_person"),  # orders what he carries out
    ({"witnessed_by": CLERK}, "journal.erasure_by_same_person"),  # witnesses himself
    ({"witnessed_by": HEAD}, "journal.erasure_by_same_person"),  # witnesses his own order
    ({"witnessed_by": replace(CLERK, name="另一名字")}, "journal.erasure_by_same_person"),  # one account, two names
    ({"content": "source"}, "journal.file_not_erased"),  # no file store said that it did
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_an_erasure_without_its_conditions_erases_nothing(changes: dict[str, object], code: str) -> None:
    note(contents=[Text("reason", SECRET), File("source", "ab" * 32, 9, "2026/ab")])
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        erase_content(**{"seq": 1, "content": "reason"} | changes)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert Content.objects.get(name="reason").text == SECRET
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_a_content_is_erased_once() -> None:
    note(contents=[Text("reason", SECRET)])
    erase_content(1, "reason")
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        erase_content(1, "reason")
    assert (refusal.value.code, refusal.value.params["erased_seq"]) == ("journal.content_already_erased", 2)


@pytest.mark.sqlite
def test_after_rewriting_no_file_of_the_database_holds_the_words(committed_database: str) -> None:
    long_secret = SECRET * 500  # over several pages of the file
    with transaction.atomic():
        note(contents=[Text("reason", long_secret)])
    erase_content(1, "reason")
    assert engines.rewrite(connection, "journal_content")
    path = Path(committed_database.removeprefix("sqlite:///"))
    for file in path.parent.glob(f"{path.name}*"):
        assert SECRET.encode() not in file.read_bytes(), file.name


@pytest.mark.postgresql
def test_after_rewriting_the_chain_still_stands(committed_database: str) -> None:
    with transaction.atomic():
        note(contents=[Text("reason", SECRET)])
    erase_content(1, "reason")
    assert engines.rewrite(connection, "journal_content")
    assert verify().is_intact
