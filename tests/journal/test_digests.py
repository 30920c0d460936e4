"""Canonical JSON and digests: the same value, the same bytes."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from duban.core.digests import JSON, LARGEST, NotCanonical, UnknownAlgorithm, canonical, digest, new_hash


class Stage(models.TextChoices):
    OPEN = "open", "Open"


CANONICAL: list[tuple[JSON, str]] = [
    (None, "null"),
    (True, "true"),  # not 1
    (0, "0"),
    (-LARGEST, "-9007199254740991"),  # the edge
    ("", '""'),
    ("督办", '"督办"'),  # characters stand as they are
    ("é", '"é"'),  # one character …
    ("e\u0301", '"e\u0301"'),  # … and two stay different
    ('"\\/\n\x1f\x7f', '"\\"\\\\/\\n\\u001f\x7f"'),  # only what JSON demands is escaped
    ("😀", '"😀"'),  # beyond the basic plane
    ({}, "{}"),
    ([], "[]"),
    ({"b": 1, "a": 2, "乙": 3, "B": 4}, '{"B":4,"a":2,"b":1,"乙":3}'),  # keys by code point
    ({"\U0001f600": 1, "\uff01": 2}, '{"\uff01":2,"\U0001f600":1}'),  # by code point, not by halves of surrogate pairs
    ([(1, 2), [3]], "[[1,2],[3]]"),  # a tuple is a list
    (date(2026, 2, 28), '"2026-02-28"'),
    (datetime(2026, 3, 1, tzinfo=UTC), '"2026-03-01T00:00:00.000000Z"'),  # always with microseconds
    (datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=8))), '"2026-03-01T00:00:00.000000Z"'),  # always in UTC
    (Decimal("12.50"), '"12.50"'),  # the digits as written
    (Decimal("1E+2"), '"100"'),  # never with an exponent
    (Stage.OPEN, '"open"'),  # the code, not the label
]
REFUSED: list[object] = [
    1.0,  # no floats
    {"a": [float("nan")]},  # however deep
    LARGEST + 1,  # one beyond the edge
    Decimal("NaN"),
    b"bytes",
    {1: "a"},  # keys are strings
    {"a": {1, 2}},  # a set has no order
    "a\0b",  # what PostgreSQL cannot store
    {"\0": 1},
    "\ud800",  # half a character
    datetime(2026, 3, 1),  # noqa: DTZ001 -- which moment that is depends on the place
]


@pytest.mark.parametrize(("value", "text"), CANONICAL)
def test_a_value_has_one_canonical_form(value: JSON, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", REFUSED, ids=repr)
def test_what_has_no_canonical_form_is_refused(value: JSON) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


storable = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
values: st.SearchStrategy[JSON] = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | storable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(storable, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_canonical_json_reads_back_as_the_value_and_writes_as_the_same_bytes(value: JSON) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(storable, st.integers(-9, 9), min_size=2, max_size=6))
def test_the_order_in_which_keys_came_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(list(value.items())))) == canonical(value)


DIGESTS = [
    ("sha256", b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),  # FIPS 180-2, B.1
    ("sm3", b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),  # GB/T 32905-2016, A.1
    ("sm3", b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),  # A.2
]


@pytest.mark.parametrize(("algorithm", "content", "expected"), DIGESTS)
def test_digests_are_those_of_the_standards(algorithm: str, content: bytes, expected: str) -> None:
    assert digest(algorithm, content) == expected
    piecewise = new_hash(algorithm)
    for position in range(0, len(content), 3):
        piecewise.update(content[position : position + 3])
    assert piecewise.hexdigest() == expected


def test_an_algorithm_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownAlgorithm):
        digest("md5", b"")
