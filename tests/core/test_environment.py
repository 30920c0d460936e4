"""Settings are read from the environment by type, and each remembers where it came from."""

from pathlib import Path

import pytest

from duban.core.addresses import mail_server, site_address
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


@pytest.mark.parametrize(
    ("value", "chosen"),
    [("", ("a", "b", "c")), ("c, a", ("c", "a")), ("none", ())],  # nothing said, some, none
)
def test_some_of_the_words_that_there_are_can_be_chosen(value, chosen):
    assert Environment({"DUBAN_X": value}).choices("DUBAN_X", of=("a", "b", "c")) == chosen


@pytest.mark.parametrize("value", ["d", "a,none", "none,a"])
def test_a_word_that_there_is_not_names_the_variable(value):
    with pytest.raises(BadSetting, match="DUBAN_X"):
        Environment({"DUBAN_X": value}).choices("DUBAN_X", of=("a", "b"))


@pytest.mark.parametrize(
    "address",
    [
        "mail.lan.gov.cn",  # no scheme
        "smtp://mail.lan.gov.cn",  # no sender
        "smtp://?from=duban@lan.gov.cn",  # no host
        "smtp://mail.lan.gov.cn?from=duban",  # no address
        "smtp://mail.lan.gov.cn?from=duban@lan.gov.cn&security=ssl",  # no such security
        "smtps://mail.lan.gov.cn?from=duban@lan.gov.cn&tls=1",  # no such word
        "smtp://mail.lan.gov.cn:many?from=duban@lan.gov.cn",  # no port
    ],
)
def test_a_server_of_mail_that_is_none_is_refused_without_its_password(address):
    secret = address.replace("://", "://duban:a-secret@", 1)
    with pytest.raises(BadSetting, match="DUBAN_X") as refused:
        Environment({"DUBAN_X": secret}).parsed("DUBAN_X", mail_server, default=None, expected="a server", secret=True)
    assert "a-secret" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["duban.lan.gov.cn", "ftp://duban.lan.gov.cn", "https://", "https://a:b@duban.lan.gov.cn", "https://duban/?a=b"],
)
def test_an_address_of_the_site_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="address"):
        site_address(address)


def test_secrets_are_marked_for_those_who_print_settings():
    environment = Environment({"DUBAN_SECRET_KEY": "x" * 40})
    environment.text("DUBAN_SECRET_KEY", default="", secret=True)
    assert environment.read[0].secret
