"""Settings are read from the environment by type, and each remembers where it came from."""

from pathlib import Path

import pytest

from duban.core.environment import BadSetting, Environment


def test_a_variable_that_is_not_set_gives_the_default_and_says_so():
    environment = Environment({})
    assert environment.number("DUBAN_PORT", default=8000) == 8000
    assert environment.read[0].source == "default"


def test_a_variable_of_blanks_counts_as_not_set():
    assert Environment({"DUBAN_MODE": "  "}).text("DUBAN_MODE", default="production") == "production"


def test_words_are_cut_at_commas_and_trimmed():
    assert Environment({"HOSTS": " a.example , b.example,"}).words("HOSTS") == ("a.example", "b.example")


def test_a_path_is_made_absolute_and_knows_the_home_sign():
    assert Environment({"WHERE": "~/duban"}).path("WHERE", default=Path("/")) == Path("~/duban").expanduser()


def test_numbers_keep_the_default_of_names_that_are_not_given():
    environment = Environment({"DUBAN_LIMITS": "seconds=5"})
    assert environment.numbers("DUBAN_LIMITS", default={"seconds": 60, "bytes": 10}) == {"seconds": 5, "bytes": 10}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("number", "many"),  # words where a number belongs
        ("number", "3.5"),  # not a whole number
        ("choice", "staging"),  # not one of the choices
        ("numbers", "second=5"),  # a name that does not exist
        ("numbers", "seconds=-1"),  # below nothing
    ],
)
def test_a_value_that_cannot_be_understood_names_the_variable(kind, value):
    environment = Environment({"DUBAN_X": value})
    readers = {
        "number": lambda: environment.number("DUBAN_X", default=1),
        "choice": lambda: environment.text("DUBAN_X", default="a", choices=("a", "b")),
        "numbers": lambda: environment.numbers("DUBAN_X", default={"seconds": 1}),
    }
    with pytest.raises(BadSetting, match="DUBAN_X"):
        readers[kind]()


def test_secrets_are_marked_for_those_who_print_settings():
    environment = Environment({"DUBAN_SECRET_KEY": "x" * 40})
    environment.text("DUBAN_SECRET_KEY", default="", secret=True)
    assert environment.read[0].secret
