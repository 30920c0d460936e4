"""Writing entries: the chain, its subjects and contents, what is refused, how many statements it takes."""

import threading
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from duban.core import clock
from duban.core.digests import NotCanonical
from duban.journal import kinds, selectors
from duban.journal.chain import GENESIS
from duban.journal.models import Content, Entry, EntrySubject, Head
from duban.journal.records import Actor, File, OutsideTransaction, Subject, Text, record
from duban.journal.verification import verify
from journal.forging import CITY, CLERK, COUNTY, MORNING, NOTED, note


@pytest.mark.django_db
def test_an_entry_keeps_the_names_of_the_day_and_the_moment_of_the_clock() -> None:
    with clock.frozen(MORNING):
        entry = note(body={"days": 3})
    assert (entry.jurisdiction, entry.seq, entry.kind) == (CITY, 1, NOTED.code)
    assert (entry.actor_uid, entry.actor_name, entry.unit_name) == (CLERK.uid, "周敏", "督查室")
    assert (entry.at, entry.moment) == ("2026-03-02T01:30:00.000000Z", MORNING)
    assert (entry.on_behalf_of, entry.batch, entry.body) == ("-", "-", '{"days":3}')


@pytest.mark.django_db
def test_every_government_has_its_own_gapless_chain() -> None:
    entries = [note(), note(COUNTY), note(), note(COUNTY), note()]
    assert [(entry.jurisdiction, entry.seq) for entry in entries] == [
        (CITY, 1),
        (COUNTY, 1),
        (CITY, 2),
        (COUNTY, 2),
        (CITY, 3),
    ]
    assert [entries[0].previous, entries[2].previous] == [GENESIS, entries[0].digest]
    assert selectors.chain_head(CITY) == (3, entries[4].digest)
    assert verify().is_intact


@pytest.mark.django_db
def test_the_same_act_gives_the_same_digest_wherever_it_is_recorded() -> None:
    with clock.frozen(MORNING):
        assert note().digest == "1ad95b1da2466181a392032ced2446f52adfdd66e02cbc0f8ad437724cb4fb0b"


@pytest.mark.django_db
def test_a_chain_may_change_its_algorithm_midway() -> None:
    for algorithm in ("sha256", "sm3", "sha256"):
        with override_settings(DUBAN_DIGEST=algorithm):
            note(contents=[Text("reason", "甲")])
    assert list(Entry.objects.order_by("seq").values_list("algorithm", flat=True)) == ["sha256", "sm3", "sha256"]
    assert verify(CITY).is_intact


@pytest.mark.django_db
def test_a_subject_named_twice_is_one_subject() -> None:
    entry = note(subjects=[Subject("task", "b"), Subject("task", "a"), Subject("task", "b")])
    assert entry.subjects == '[["task","a"],["task","b"]]'
    assert EntrySubject.objects.count() == 2
    assert verify(CITY).is_intact


@pytest.mark.django_db
def test_an_entry_may_touch_nothing_and_more_than_one_statement_can_carry() -> None:
    note(subjects=[])
    note(subjects=[Subject("task", str(number)) for number in range(1200)])
    assert verify(CITY).is_intact


@pytest.mark.django_db
def test_the_entry_holds_salted_digests_and_the_content_lies_beside() -> None:
    first = note(contents=[Text("reason", "雨季停工"), File("scan", "ab" * 32, 9, "2026/ab")])
    second = note(contents=[Text("reason", "雨季停工")])
    assert "雨季停工" not in first.contents
    assert first.contents[:60] != second.contents[:60]  # the same words, another salt
    stored = Content.objects.filter(jurisdiction=CITY, seq=1).order_by("name")
    assert [(row.name, row.kind, row.text, row.sha256, row.size, row.reference) for row in stored] == [
        ("reason", "text", "雨季停工", "-", 0, "-"),
        ("scan", "file", "-", "ab" * 32, 9, "2026/ab"),
    ]


@pytest.mark.django_db
def test_nothing_is_stored_as_an_empty_string() -> None:
    actor = Actor(uid="u", name="郑华", unit_name="", on_behalf_of="")
    entry = record(actor=actor, kind=NOTED.code, jurisdiction=CITY, subjects=[], contents=[Text("remark", "")])
    assert (entry.unit_name, entry.on_behalf_of, entry.contents) == ("-", "-", "[]")
    assert not Content.objects.exists()


@pytest.mark.django_db
def test_a_kind_that_nobody_registered_cannot_be_recorded() -> None:
    with pytest.raises(kinds.UnknownKind):
        record(actor=CLERK, kind="tests.unheard_of", jurisdiction=CITY, subjects=[])
    assert not Entry.objects.exists()


def test_a_code_belongs_to_one_kind() -> None:
    kinds.register(NOTED)  # the same again changes nothing
    with pytest.raises(ValueError, match=r"tests\.noted"):
        kinds.register(kinds.Kind(NOTED.code, "Something else"))


REFUSED = [
    ({"body": {"percent": 0.5}}, NotCanonical),  # a float
    ({"body": {"name": "a\0"}}, NotCanonical),  # a character that PostgreSQL does not store
    ({"contents": [Text("reason", "a\0")]}, NotCanonical),
    ({"contents": [Text("Reason given", "a")]}, ValueError),  # words instead of a code
    ({"contents": [Text("-", "a")]}, ValueError),
    ({"batch": "b" * 33}, ValidationError),  # too long for its column, on SQLite too
    ({"subjects": [Subject("task", "u" * 65)]}, ValidationError),
    ({"subjects": [Subject("task", "u"), Subject("k" * 33, "uu"), Subject("tasks", "uuu")]}, ValidationError),
    ({"subjects": [Subject("task", "u"), Subject("tasks", ""), Subject("t", "uuu")]}, ValidationError),
    ({"subjects": [Subject("", "a")]}, ValidationError),
    ({"jurisdiction": ""}, ValidationError),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("options", "error"), REFUSED)
def test_what_not_every_engine_would_store_is_refused_before_it_is_stored(
    options: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error), transaction.atomic():
        note(**options)  # type: ignore[arg-type]
    assert not Entry.objects.exists()
    assert not Head.objects.exists()


@pytest.mark.django_db
def test_two_contents_of_one_name_are_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        note(contents=[Text("reason", "甲"), Text("reason", "乙")])


@pytest.mark.django_db
def test_an_entry_with_subjects_and_contents_takes_five_statements() -> None:
    note()
    with CaptureQueriesContext(connection) as statements:
        note(
            subjects=[Subject("task", str(number)) for number in range(81)],
            contents=[Text("reason", "甲"), File("scan", "ab" * 32, 9, "2026/ab")],
        )
    assert len(statements) == 5, [statement["sql"][:80] for statement in statements]


def test_an_entry_outside_of_a_transaction_is_refused(committed_database: str) -> None:
    with pytest.raises(OutsideTransaction):
        note()
    assert not Entry.objects.exists()


def test_an_act_that_fails_leaves_no_entry(committed_database: str) -> None:
    @transaction.atomic
    def act() -> None:
        note()
        raise ValueError("afterwards")

    with pytest.raises(ValueError, match="afterwards"):
        act()
    with transaction.atomic():
        assert note().seq == 1
    assert verify(CITY).is_intact


def test_writers_of_one_government_at_once_make_one_gapless_chain(committed_database: str) -> None:
    writers, acts, failures = 4, 10, []
    begin = threading.Barrier(writers)

    def write(name: int) -> None:
        try:
            begin.wait(timeout=20)
            for act in range(acts):
                with transaction.atomic():
                    note(about=f"{name}-{act}")
        except Exception as error:  # noqa: BLE001 -- a thread's exception would otherwise be lost
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    report = verify(CITY)
    assert report.is_intact
    assert report.chains[0].entries == writers * acts


def test_a_chain_that_grows_while_it_is_verified_is_followed_to_its_new_end(
    committed_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duban.journal import verification

    monkeypatch.setattr(verification, "CHUNK", 2)
    for number in range(3):
        with transaction.atomic():
            note(about=str(number))
    follow = verification._Walk._follow_chunk

    def follow_and_write(walk: verification._Walk) -> bool:
        followed = follow(walk)
        if walk.seq < 8:
            with transaction.atomic():
                note(about="meanwhile", contents=[Text("reason", "甲")])
        return followed

    monkeypatch.setattr(verification._Walk, "_follow_chunk", follow_and_write)
    report = verify(CITY)
    assert report.is_intact
    assert report.chains[0].entries == Entry.objects.count()


@pytest.mark.django_db
def test_moments_of_an_entry_sort_as_texts() -> None:
    moments = [datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, 0, 0, 0, 1, tzinfo=UTC), MORNING]
    for moment in moments:
        with clock.frozen(moment):
            note()
    assert [entry.moment for entry in Entry.objects.order_by("at")] == moments
