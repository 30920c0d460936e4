"""Searching the journal: what is found, in which order, page by page; and what is verified from a page."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from duban.core import clock
from duban.journal.access import note_access
from duban.journal.exporting import MOST_ROWS, entry_lines, signed_off
from duban.journal.models import AccessRecord, Entry
from duban.journal.records import Subject
from duban.journal.reports import Fault
from duban.journal.searching import (
    AccessAsked,
    Asked,
    access_asked,
    entries_asked,
    find_access,
    find_entries,
    kinds_recorded,
    whats_noted,
)
from duban.journal.verification import verify_end
from duban.journal.wording import name_fields, name_values, said
from journal import forging
from journal.forging import CITY, CLERK, COUNTY, HEAD, MORNING, alter, look, note

pytestmark = pytest.mark.django_db

SECOND = date(2026, 3, 2)
THIRD = date(2026, 3, 3)


def full() -> None:
    """Fill the chain of the city: nine entries over two days, two on behalf, two of one batch."""
    forging.full_journal()
    with clock.frozen(MORNING + timedelta(days=2)), transaction.atomic():
        note(about="g", on_behalf_of="江望舒（市水利局 主要负责人）", batch="batch0000001")
        note(about="a", on_behalf_of="宋临川（市长）", batch="batch0000001")


# what is asked -> the numbers found, newest first
ASKED: list[tuple[Asked, list[int]]] = [
    (Asked(), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
    # who recorded, by name and by account
    (Asked(person="Duban"), [8]),
    (Asked(person="system"), [8]),
    # who decided
    (Asked(person="江望舒"), [10]),
    # nobody of that name; a part of a name is no name
    (Asked(person="江望"), [10]),
    (Asked(person="望舒"), []),
    (Asked(units=["Duban"]), [8]),
    (Asked(units=["Duban", "督查室"], until=SECOND), [7, 6, 5, 4, 3, 2, 1]),
    (Asked(kind="journal.content_erased"), [7, 6]),
    (Asked(subjects=[Subject("task", "a")]), [11, 1]),
    (Asked(subjects=[Subject("task", "b"), Subject("unit", "u"), Subject("task", "g")]), [10, 2]),
    (Asked(subjects=[]), []),
    # the days are those of the city, both included
    (Asked(since=THIRD, until=THIRD), [9, 8]),
    (Asked(since=SECOND, until=SECOND), [7, 6, 5, 4, 3, 2, 1]),
    (Asked(since=date(2026, 3, 5)), []),
    (Asked(on_behalf=True), [11, 10]),
    (Asked(batch="batch0000001"), [11, 10]),
    (Asked(batch="-"), []),
    # several at once
    (Asked(on_behalf=True, person="宋临川", since=THIRD, subjects=[Subject("task", "a")]), [11]),
]


@pytest.mark.parametrize(("asked", "expected"), ASKED, ids=str)
def test_entries_are_found(asked: Asked, expected: list[int]) -> None:
    full()
    assert [row.seq for row in find_entries(chain=CITY, asked=asked, limit=50).rows] == expected


def test_another_chain_is_not_searched() -> None:
    full()
    assert [row.seq for row in find_entries(chain=COUNTY, asked=Asked(), limit=50).rows] == [2, 1]


# what is asked -> the targets found
LOOKED: list[tuple[AccessAsked, list[str]]] = [
    (AccessAsked(), ["orgs.sign_in", "c", "b", "a"]),
    (AccessAsked(person="周敏"), ["c", "b", "a"]),
    (AccessAsked(person=CLERK.uid, until=SECOND), ["b", "a"]),
    (AccessAsked(what="orgs.sign_in", outcome="refused"), ["orgs.sign_in"]),
    (AccessAsked(what="orgs.sign_in", outcome="ok"), []),
    (AccessAsked(address="198.51.100.1"), ["orgs.sign_in"]),
    (AccessAsked(target="b"), ["b"]),
    (AccessAsked(since=THIRD, until=THIRD), ["orgs.sign_in", "c"]),
]


@pytest.mark.parametrize(("asked", "expected"), LOOKED, ids=str)
def test_access_records_are_found(asked: AccessAsked, expected: list[str]) -> None:
    forging.full_journal()
    with clock.frozen(MORNING + timedelta(days=1, hours=1)):
        note_access(
            jurisdiction=CITY,
            actor=HEAD,
            what="orgs.sign_in",
            outcome="refused",
            target="orgs.sign_in",
            address="198.51.100.1",
        )
    found = [row.target for row in find_access(chain=CITY, asked=asked, limit=50).rows]
    assert sorted(found) == sorted(expected)  # a and b were noted at one moment


def test_pages_follow_one_another_both_ways_without_gap_or_repetition() -> None:
    full()
    pages, page = [], find_entries(chain=CITY, asked=Asked(), limit=4)
    assert page.newer is None
    while True:
        pages.append([row.seq for row in page.rows])
        if page.older is None:
            break
        page = find_entries(chain=CITY, asked=Asked(), before=page.older, limit=4)
    assert pages == [[11, 10, 9, 8], [7, 6, 5, 4], [3, 2, 1]]
    back = find_entries(chain=CITY, asked=Asked(), after=page.newer, limit=4)
    assert [row.seq for row in back.rows] == [7, 6, 5, 4]
    first = find_entries(chain=CITY, asked=Asked(), after=back.newer, limit=4)
    assert ([row.seq for row in first.rows], first.newer) == ([11, 10, 9, 8], None)


def test_pages_of_access_records_follow_one_another() -> None:
    with clock.frozen(MORNING):
        for number in range(5):  # all at one moment
            look(target=str(number))
    seen: list[str] = []
    page = find_access(chain=CITY, asked=AccessAsked(), limit=2)
    while page.older is not None:
        seen += [row.uid for row in page.rows]
        page = find_access(chain=CITY, asked=AccessAsked(), before=page.older, limit=2)
    seen += [row.uid for row in page.rows]
    assert seen == sorted(AccessRecord.objects.values_list("uid", flat=True), reverse=True)


def test_an_entry_whose_clock_was_set_back_is_found_on_the_day_that_it_claims() -> None:
    full()
    with clock.frozen(MORNING - timedelta(days=30)), transaction.atomic():
        note(about="backdated")
    found = find_entries(chain=CITY, asked=Asked(since=date(2026, 1, 31), until=date(2026, 1, 31)), limit=50)
    assert [row.seq for row in found.rows] == [12]


@pytest.mark.parametrize("key", [0, -1, 999])
def test_a_key_of_nothing_shows_the_newest(key: int) -> None:
    full()
    assert find_entries(chain=CITY, asked=Asked(), before=key, limit=1).rows[0].seq == 11


def test_what_a_chain_speaks_of_is_listed_once() -> None:
    full()
    assert kinds_recorded(CITY) == ["journal.access_sealed", "journal.content_erased", "tests.noted"]
    assert whats_noted(CITY) == ["tests.look"]
    assert whats_noted("nowhere") == kinds_recorded("nowhere") == []


# a search -> the index that it must use
PLANNED = [
    (Asked(), "journal_entry_at"),
    (Asked(person="江望舒", since=SECOND), ""),
    (Asked(units=["督查室"]), "journal_entry_unit"),
    (Asked(kind="tests.noted"), "journal_entry_kind"),
    (Asked(on_behalf=True), "journal_entry_behalf"),
    (Asked(batch="batch0000001"), "journal_entry_batch"),
    (Asked(subjects=[Subject("task", "a")]), "journal_subject_about"),
]


@pytest.mark.sqlite
@pytest.mark.parametrize(("asked", "index"), PLANNED, ids=str)
def test_no_search_reads_the_whole_table(asked: Asked, index: str) -> None:
    with connection.cursor() as cursor:
        query, values = entries_asked(CITY, asked)[:50].query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {query}", values)
        plan = " | ".join(row[3] for row in cursor.fetchall())
    assert "SCAN journal" not in plan
    assert index in plan


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (AccessAsked(), "journal_access_at"),
        (AccessAsked(what="orgs.sign_in"), "journal_access_what"),
        (AccessAsked(address="192.0.2.7"), "journal_access_address"),
    ],
    ids=str,
)
def test_no_search_of_access_records_reads_the_whole_table(asked: AccessAsked, index: str) -> None:
    with connection.cursor() as cursor:
        query, values = access_asked(CITY, asked)[:50].query.sql_with_params()
        cursor.execute(f"EXPLAIN QUERY PLAN {query}", values)
        plan = " | ".join(row[3] for row in cursor.fetchall())
    assert ("SCAN journal" in plan, index in plan) == (False, True)


def test_a_body_is_said_in_words_with_what_changed() -> None:
    name_fields({"tests_name": "Name", "tests_kind": "Kind", "tests_open": "Open"})
    name_values("tests_kind", [("bureau", "Bureau")])
    words = said(
        {
            "before": {"tests_name": "市水务局", "tests_kind": "bureau"},
            "after": {"tests_name": "市水利局", "tests_kind": None},
            "tests_open": True,
            "tests_members": ["aaaaaaaaaaaa", "other"],
            "tests_at": "2026-03-02T01:30:00.000000Z",
            "tests_nested": {"tests_name": "甲", "tests_kind": "bureau"},
            "tests_empty": None,
        },
        {"aaaaaaaaaaaa": "市财政局"},
    )
    assert [(change.label, change.before, change.after) for change in words.changes] == [
        ("Name", "市水务局", "市水利局"),
        ("Kind", "Bureau", ""),
    ]
    facts = {fact.label: fact.words for fact in words.facts}
    assert facts["tests_members"] == "市财政局、other"
    assert facts["tests_at"] == "2026-03-02 09:30"
    assert "甲" in facts["tests_nested"]
    assert "Bureau" in facts["tests_nested"]
    assert set(facts) == {"Open", "tests_members", "tests_at", "tests_nested"}


def test_a_change_that_is_no_set_of_fields_is_said_too() -> None:
    (change,) = said({"before": ["a"], "after": ["a", "b"]}).changes
    assert (change.before, change.after) == ("a", "a、b")


def test_the_end_of_a_chain_is_verified_on_its_own() -> None:
    full()
    report = verify_end(CITY, last=3)
    assert (report.broken, report.entries) == (None, 3)
    assert report.sealed_until == "2026-03-02"  # the seal before is believed
    assert verify_end(CITY, last=50).entries == 11
    assert verify_end("nowhere", last=5).broken is None


def test_what_broke_before_the_end_is_not_seen_and_what_broke_in_it_is() -> None:
    full()
    forging.release_tables()
    alter(Entry, {"jurisdiction": CITY, "seq": 2}, "actor_name", "x")
    assert verify_end(CITY, last=3).broken is None
    broken = verify_end(CITY, last=50).broken
    assert broken is not None
    assert (broken.seq, broken.fault) == (2, Fault.ALTERED)
    alter(Entry, {"jurisdiction": CITY, "seq": 10}, "actor_name", "x")
    broken = verify_end(CITY, last=3).broken
    assert broken is not None
    assert (broken.table, broken.seq, broken.fault) == ("journal_entry", 10, Fault.ALTERED)


def test_an_entry_cut_out_of_the_end_is_seen() -> None:
    full()
    forging.release_tables()
    assert forging.by_hand("DELETE FROM journal_entry WHERE jurisdiction = %s AND seq = 8", CITY) == 1
    broken = verify_end(CITY, last=3).broken  # what comes before the end is not there: walked from the beginning
    assert broken is not None
    assert (broken.seq, broken.fault) == (8, Fault.MISSING)


def test_lines_that_leave_are_signed_off_with_their_number_and_digest() -> None:
    full()
    about = {"chain": CITY, "by": "巫明鉴"}
    lines = b"".join(signed_off(entry_lines(entries_asked(CITY, Asked())), algorithm="sha256", about=about))
    *rows, closing = lines.splitlines(keepends=True)
    end = json.loads(closing)
    assert json.loads(rows[0]) == {"schema": "duban.journal-export/1", **about}
    assert (end["rows"], end["is_complete"]) == (11, True)
    assert end["digest"] == hashlib.sha256(b"".join(rows)).hexdigest()
    assert json.loads(rows[1])["digest"] == Entry.objects.get(jurisdiction=CITY, seq=11).digest
    assert MOST_ROWS == 50_000


def test_names_of_persons_are_no_patterns() -> None:
    full()
    assert find_entries(chain=CITY, asked=Asked(person="%"), limit=5).rows == ()
    assert find_entries(chain=CITY, asked=Asked(person="_望舒"), limit=5).rows == ()
