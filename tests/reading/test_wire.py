"""A reading goes out as JSON that keeps the contract, and comes back equal."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract import assert_keeps_the_contract, reading_validator
from duban.core.values import Span
from duban.plans.reading import models, wire
from duban.plans.reading.errors import Unreadable

WORDS = st.text(st.characters(codec="utf-8"), max_size=8)
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(*pair))
COUNTS = st.integers(0, 10_000)
KINDS = st.sampled_from(("department", "county", "zone", "collective_all", "collective_related", "vertical", "other"))
VALUES = st.none() | st.decimals("-1e9", "1e9", allow_nan=False, places=3) | st.integers(0, 10**30).map(Decimal)
LEADERS = st.builds(models.Leader, name=WORDS, surface=WORDS, span=SPANS)
MENTIONS = st.builds(models.Mention, name=NAMES, surface=NAMES, kind=KINDS, open_ended=st.booleans(), span=SPANS)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


PLANS = st.builds(
    models.Plan,
    title=st.none() | WORDS,
    issued_on=st.none() | st.dates(),
    requirements=several(st.builds(models.Requirement, label=WORDS, title=WORDS, text=WORDS, span=SPANS)),
    at=st.dictionaries(st.sampled_from(("title", "issuer", "issued_on")), SPANS),
)
SECTIONS = st.builds(
    models.Section, label=WORDS, title=WORDS, leaders_at=several(LEADERS), declared_count=st.none() | COUNTS, span=SPANS
)
ITEMS = st.builds(
    models.Item,
    number=st.none() | WORDS,
    section=st.none() | COUNTS,
    path=several(WORDS),
    text=WORDS,
    span=SPANS,
    leaders_at=several(LEADERS),
    leads=several(MENTIONS),
    cooperating=several(MENTIONS),
    responsible=several(MENTIONS),
    deadlines=several(st.builds(models.Deadline, text=WORDS, date=st.none() | st.dates(), span=SPANS)),
    targets=several(st.builds(models.Target, text=WORDS, value=VALUES, unit=WORDS, span=SPANS)),
)
FINDINGS = st.builds(
    models.Finding,
    code=st.just("an_unknown_code"),
    params=st.dictionaries(NAMES, WORDS | COUNTS, max_size=2),
    item=st.none() | WORDS,
    item_index=st.none() | COUNTS,
    span=st.none() | SPANS,
)
PLACES = st.builds(
    models.Place,
    span=SPANS,
    paragraph=st.integers(1, 99),
    **{key: st.none() for key in ("page", "table", "row", "column")},
)
READINGS = st.builds(
    models.Reading,
    source=st.builds(models.Source, name=WORDS, sha256=st.just("0" * 64), characters=COUNTS),
    text=WORDS,
    places=several(PLACES),
    plan=PLANS,
    sections=several(SECTIONS),
    items=several(ITEMS),
    units=several(st.builds(models.Unit, name=NAMES, kind=KINDS, surfaces=several(WORDS), mentions=COUNTS)),
    findings=several(FINDINGS),
)


@given(READINGS)
def test_a_reading_comes_back_equal(reading: models.Reading) -> None:
    written = wire.to_json(reading, with_text=True)
    assert_keeps_the_contract(written)
    assert wire.from_json(written) == reading
    assert wire.from_json(wire.loads(wire.dumps(written))) == reading


@given(READINGS)
def test_the_same_reading_gives_the_same_bytes(reading: models.Reading) -> None:
    text = wire.dumps(wire.to_json(reading, with_text=True))
    assert wire.dumps(wire.to_json(wire.from_json(wire.loads(text)), with_text=True)) == text


def test_without_the_text_only_the_text_is_missing() -> None:
    plan = models.Plan("方案", None, None, None, date(2026, 2, 3), (), {"title": Span(0, 2)})
    source = models.Source("plan.txt", "0" * 64, "txt", "utf-8", 2)
    reading = models.Reading(source, "方案", (), plan, (), (), (), ())
    written = wire.to_json(reading)
    assert "text" not in written
    assert written["plan"]["issued_on"] == "2026-02-03"
    assert written["plan"]["at"] == {"title": [0, 2]}
    assert_keeps_the_contract(written)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Decimal(700), "700"),  # whole
        (Decimal("7.50"), "7.5"),  # the shortest digits; the words stay in text
        (Decimal("0.8"), "0.8"),
        (Decimal("1E+3"), "1000"),  # an exponent is ours, not the document's
        (Decimal(1505000002000000000000000001), "1505000002000000000000000001"),  # longer than a float holds
        (None, "null"),
    ],
)
def test_values_are_json_numbers(value: Decimal | None, printed: str) -> None:
    target = models.Target("700公里", "=", value, "公里", Span(0, 5))
    item = models.Item("1", None, (), "", Span(0, 5), (), (), (), (), (), (target,))
    source = models.Source("plan.txt", "0" * 64, "txt", "utf-8", 5)
    plan = models.Plan(None, None, None, None, None, (), {})
    text = wire.dumps(wire.to_json(models.Reading(source, "", (), plan, (), (item,), (), ())))
    assert f'"value":{printed},' in text


def test_a_refusal_keeps_the_contract_in_both_languages() -> None:
    refusal = Unreadable("file_too_large", name="plan.txt", bytes=11, limit=10)
    for language in ("zh", "en"):
        written = wire.refusal_to_json(refusal, name="plan.txt", language=language)
        assert_keeps_the_contract(written)
        assert written["error"]["params"] == {"name": "plan.txt", "bytes": 11, "limit": 10}
        assert json.loads(wire.dumps(written)) == written


def test_the_schema_refuses_what_the_contract_does_not_know() -> None:
    refusal = wire.refusal_to_json(Unreadable("no_words", name="plan.txt"), name="plan.txt")
    assert not reading_validator().is_valid({**refusal, "more": 1})
    assert not reading_validator().is_valid({**refusal, "schema": "duban.reading/2"})
