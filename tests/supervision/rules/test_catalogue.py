"""The list of rules is complete, named well, and printed in the documentation."""

import inspect
from dataclasses import fields

import pytest

from duban.supervision.rules import reported, short_progress, slow_action
from duban.supervision.rules.catalogue import BY_CODE, Rule
from duban.supervision.rules.parameters import MEANINGS, Parameters
from duban.supervision.rules.printing import as_markdown
from requires import ROOT

LONGEST_CODE, LONGEST_VERSION = 48, 16  # as the kept lights store them


def test_the_page_of_the_rules_is_current() -> None:
    printed = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert printed == as_markdown(), "run: python -m duban.supervision.rules > docs/rules.md"


def test_every_rule_that_is_written_is_listed() -> None:
    written = {
        name
        for module in (reported, short_progress, slow_action)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == set(BY_CODE)


@pytest.mark.parametrize("rule", BY_CODE.values(), ids=lambda rule: rule.code)
def test_a_rule_is_one_function_of_its_own_name_that_says_what_it_goes_by(rule: Rule) -> None:
    assert rule.find.__name__ == rule.code
    assert len(rule.code) <= LONGEST_CODE
    assert rule.find.__doc__
    assert set(rule.limits) <= set(MEANINGS)


def test_every_limit_has_its_meaning_and_a_rule_that_uses_it() -> None:
    limits = {field.name for field in fields(Parameters)} - {"version", "since", "basis"}
    assert limits == set(MEANINGS)
    assert limits == {limit for rule in BY_CODE.values() for limit in rule.limits}


def test_titles_differ_so_that_a_list_of_reasons_can_be_read() -> None:
    assert len({rule.title for rule in BY_CODE.values()}) == len(BY_CODE)
