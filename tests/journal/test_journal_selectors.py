"""Reading the journal for pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.core import clock
from duban.journal import selectors
from duban.journal.records import File, Subject, Text
from journal.forging import CITY, COUNTY, MORNING, NOTED, by_hand, note, release_tables

pytestmark = pytest.mark.django_db


def test_the_entries_about_an_object_come_newest_first_and_from_its_government_only() -> None:
    for number in range(4):
        note(body={"number": number})
    note(about="b")
    note(COUNTY)
    rows = selectors.entries_about(jurisdiction=CITY, kind="task", uid="a", limit=3)
    assert [row.body["number"] for row in rows] == [3, 2, 1]
    assert selectors.entries_about(jurisdiction=CITY, kind="plan", uid="a", limit=3) == []


def test_a_row_says_who_did_what_when() -> None:
    with clock.frozen(MORNING):
        entry = note(on_behalf_of="农牧局", batch="b1")
    (row,) = selectors.entries_about(jurisdiction=CITY, kind="task", uid="a", limit=9)
    assert (row.at, row.actor_name, row.unit_name, row.on_behalf_of, row.batch) == (
        MORNING,
        "周敏",
        "督查室",
        "农牧局",
        "b1",
    )
    assert (row.kind, str(row.title), row.subjects) == (NOTED.code, "Noted", (Subject("task", "a"),))
    assert row.digest == entry.digest[:12]


def test_entries_about_an_object_take_one_query_whatever_their_number() -> None:
    for _ in range(20):
        note()
    with CaptureQueriesContext(connection) as queries:
        selectors.entries_about(jurisdiction=CITY, kind="task", uid="a", limit=10)
    assert len(queries) == 1


def test_recent_entries_are_paged_by_their_number() -> None:
    for _ in range(5):
        note()
    assert [row.seq for row in selectors.recent(jurisdiction=CITY, limit=2)] == [5, 4]
    assert [row.seq for row in selectors.recent(jurisdiction=CITY, before=4, limit=2)] == [3, 2]
    assert [row.seq for row in selectors.recent(jurisdiction=CITY, before=2, limit=2)] == [1]


def test_an_entry_of_a_kind_that_is_no_longer_known_shows_its_code() -> None:
    note()
    release_tables()
    by_hand("UPDATE journal_entry SET kind = 'tests.retired'")
    (row,) = selectors.recent(jurisdiction=CITY)
    assert str(row.title) == "tests.retired"


def test_contents_come_by_name() -> None:
    note(contents=[Text("reason", "甲"), File("annex", "ab" * 32, 9, "2026/ab")])
    assert [row.name for row in selectors.contents_of(jurisdiction=CITY, seq=1)] == ["annex", "reason"]
    assert selectors.contents_of(jurisdiction=CITY, seq=2) == []


def test_a_chain_without_entries_has_no_head() -> None:
    assert selectors.chain_head(CITY) is None
    assert selectors.entry(jurisdiction=CITY, seq=1) is None
