"""Sentences of errors: days and months stand in them as the reader's language writes them."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format

from duban.core import texts
from duban.core.errors import DomainError
from duban.core.values import Month
from requires import ROOT

CODE = "test.said"


@pytest.fixture(autouse=True)
def sentence() -> Iterator[None]:
    texts.register({CODE: "%(day)s %(month)s %(count)s"})
    yield
    texts._texts.pop(CODE)


@pytest.mark.parametrize(
    ("language", "said"), [("zh-hans", "2026年7月30日 2026年6月 3"), ("en", "30 Jul 2026 Jun 2026 3")]
)
def test_days_and_months_are_written_in_the_house_form(language: str, said: str) -> None:
    with translation.override(language):
        assert texts.say(DomainError(CODE, day=date(2026, 7, 30), month=Month(2026, 6), count=3)) == said
        assert date_format(date(2026, 7, 30)) == said.partition(" 2026年6月" if language != "en" else " Jun 2026")[0]


def test_no_error_brings_a_day_that_is_written_already() -> None:
    written = re.compile(r"raise \w+\([^\n]*isoformat\(\)")
    found = [path for path in (ROOT / "src" / "duban").rglob("*.py") if written.search(path.read_text("utf-8"))]
    assert found == []
