"""Access records: what strangers typed, a transaction of their own, the daily seal."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from duban.core import clock
from duban.journal import selectors
from duban.journal.access import note_access, seal_day
from duban.journal.errors import DayNotOver
from duban.journal.models import AccessRecord, Entry, EntrySubject
from duban.journal.records import INSTALLATION, Actor
from duban.journal.verification import verify
from journal.forging import CITY, COUNTY, MORNING, look, note

DAY = date(2026, 3, 2)
NEXT_MORNING = MORNING + timedelta(days=1)


@pytest.mark.django_db
def test_a_record_belongs_to_the_day_of_the_government_and_not_of_greenwich() -> None:
    with clock.frozen(datetime(2026, 3, 1, 16, 0, tzinfo=UTC)):  # midnight in the city
        record = look()
    assert (record.day, record.at) == ("2026-03-02", "2026-03-01T16:00:00.000000Z")


@pytest.mark.django_db
def test_what_a_stranger_typed_is_cut_to_length_and_never_refused() -> None:
    stranger = Actor(uid="unknown", name="x" * 5000 + "\0", unit_name="")
    record = note_access(
        jurisdiction=INSTALLATION, actor=stranger, what="orgs.sign_in", outcome="refused", target="a\0\x1b[2J\ud800b"
    )
    record.refresh_from_db()
    assert (len(record.actor_name), record.unit_name, record.target, record.address) == (128, "-", "a��[2J�b", "-")
    assert verify().is_intact


def test_a_record_stands_though_the_act_around_it_is_undone(committed_database: str) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        look()  # within an act it would vanish with the act, so it is refused there
    look()
    assert AccessRecord.objects.count() == 1


@pytest.mark.django_db
def test_a_seal_covers_the_day_and_says_how_many() -> None:
    with clock.frozen(MORNING):
        look()
        look()
    with clock.frozen(NEXT_MORNING):
        look()
        (seal,) = seal_day(DAY)
    assert (seal.jurisdiction, seal.kind, seal.subjects) == (
        CITY,
        "journal.access_sealed",
        '[["access_day","2026-03-02"]]',
    )
    (row,) = selectors.recent(jurisdiction=CITY)
    assert (row.body["after"], row.body["until"], row.body["records"]) == ("-", "2026-03-02", 2)
    (chain,) = verify().chains
    assert (chain.broken, chain.access_sealed, chain.access_unsealed, chain.sealed_until) == (None, 2, 1, "2026-03-02")


@pytest.mark.django_db
def test_every_chain_with_records_gets_its_own_seal() -> None:
    with clock.frozen(MORNING):
        look(CITY)
        look(COUNTY)
        note("quiet")
    with clock.frozen(NEXT_MORNING):
        assert {seal.jurisdiction for seal in seal_day(DAY)} == {CITY, COUNTY}
    assert verify().is_intact


@pytest.mark.django_db
def test_a_day_is_sealed_once_and_a_missed_day_by_the_next_seal() -> None:
    for day in range(3):
        with clock.frozen(MORNING + timedelta(days=day)):
            look()
    with clock.frozen(MORNING + timedelta(days=4)):
        assert len(seal_day(DAY)) == 1
        assert seal_day(DAY) == []
        assert len(seal_day(DAY + timedelta(days=3))) == 1  # the 3rd and the 4th
        assert seal_day(DAY + timedelta(days=2)) == []
        assert seal_day(DAY + timedelta(days=3)) == []
    assert Entry.objects.count() == EntrySubject.objects.count() == 2
    (chain,) = verify().chains
    assert (chain.broken, chain.access_sealed) == (None, 3)


# minutes after midnight of the city -> may the day before be sealed?
AFTER_MIDNIGHT = [(-1, False), (0, False), (9, False), (10, True), (11, True)]


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "is_over"), AFTER_MIDNIGHT)
def test_a_day_is_sealed_when_nobody_can_still_be_writing_to_it(minutes: int, is_over: bool) -> None:
    with clock.frozen(MORNING):
        look()
    with clock.frozen(datetime(2026, 3, 2, 16, 0, tzinfo=UTC) + timedelta(minutes=minutes)):
        if is_over:
            assert len(seal_day(DAY)) == 1
        else:
            with pytest.raises(DayNotOver):
                seal_day(DAY)
