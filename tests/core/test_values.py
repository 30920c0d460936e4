"""Values, uids, clock and stages behave as their docstrings say, and at the edges."""

import doctest
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest

from duban.core import clock, uids
from duban.core.stages import Table, Transition
from duban.core.values import Month, Span
from duban.plans.stages import IMPORT, ImportStage


@pytest.mark.parametrize("name", ["values", "uids", "stages", "environment"])
def test_the_examples_in_the_docstrings_hold(name):
    results = doctest.testmod(import_module(f"duban.core.{name}"))
    assert results.attempted > 0
    assert results.failed == 0


def test_a_span_holds_itself_but_nothing_that_sticks_out():
    assert Span(2, 5).holds(Span(2, 5))
    assert not Span(2, 5).holds(Span(4, 6))


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026-1", "202601", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


def test_december_is_followed_by_january_of_the_next_year():
    assert Month(2026, 12).next() == Month(2027, 1)


def test_uids_have_one_length_one_alphabet_and_do_not_repeat():
    made = {uids.new_uid() for _ in range(5000)}
    assert len(made) == 5000
    assert all(len(uid) == uids.LENGTH and set(uid) <= set(uids.ALPHABET) for uid in made)


def test_a_seeded_block_gives_the_same_uids_and_ends_with_it():
    with uids.seeded("demo"):
        first = [uids.new_uid() for _ in range(3)]
    with uids.seeded("demo"):
        assert [uids.new_uid() for _ in range(3)] == first
    assert uids.new_uid() not in first


def test_a_frozen_clock_stands_still_and_runs_again_after_the_block():
    moment = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    with clock.frozen(moment):
        assert clock.now() == moment
        assert clock.today().isoformat() == "2026-03-03"  # in Shanghai it is already the next day
    assert clock.now() > moment


def test_a_clock_moved_by_hand_moves_only_when_told():
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    with clock.moved_by_hand(moment) as advance:
        assert clock.now() == clock.now() == moment
        advance(timedelta(minutes=3))
        assert clock.now() == moment + timedelta(minutes=3)


def test_a_table_names_stages_without_a_way_in_or_out():
    table = Table("a", frozenset({"c"}), (Transition("a", "b", by="clock"),))
    assert table.defects(["a", "b", "c"]) == ["unreachable: c", "no way out: b"]


def test_every_stage_of_an_import_can_be_reached_and_left():
    assert IMPORT.defects(ImportStage.values) == []
