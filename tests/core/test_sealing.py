"""Sealed texts open with every key of the list and are sealed with the newest."""

import pytest
from django.conf import LazySettings

from duban.core import sealing

OLD, NEW, FOREIGN = (sealing.new_key() for _ in range(3))


def test_a_sealed_text_does_not_show_itself_and_opens_again() -> None:
    token = sealing.seal("0971-1234567")
    assert "1234567" not in token
    assert sealing.unseal(token) == "0971-1234567"
    assert sealing.seal("0971-1234567") != token


def test_an_old_key_still_opens_and_the_newest_seals(settings: LazySettings) -> None:
    settings.DUBAN_FIELD_KEYS = (OLD,)
    token = sealing.seal("call")
    settings.DUBAN_FIELD_KEYS = (NEW, OLD)
    assert (sealing.unseal(token), sealing.place_of_key(token)) == ("call", 1)
    renewed = sealing.rotate(token)
    assert sealing.place_of_key(renewed) == 0
    assert sealing.rotate(renewed) == renewed
    settings.DUBAN_FIELD_KEYS = (NEW,)
    assert sealing.unseal(renewed) == "call"


@pytest.mark.parametrize(
    "token",
    [
        "",  # nothing
        "0971-1234567",  # never sealed
        "电话",  # not even in the alphabet of tokens
    ],
)
def test_what_no_key_opens_is_refused(settings: LazySettings, token: str) -> None:
    with pytest.raises(sealing.NoKeyFits):
        sealing.unseal(token)
    with pytest.raises(sealing.NoKeyFits):
        sealing.rotate(token)


def test_a_token_of_a_key_taken_away_is_refused(settings: LazySettings) -> None:
    settings.DUBAN_FIELD_KEYS = (FOREIGN,)
    token = sealing.seal("call")
    settings.DUBAN_FIELD_KEYS = (NEW, OLD)
    assert sealing.place_of_key(token) is None
    with pytest.raises(sealing.NoKeyFits):
        sealing.unseal(token)


def test_production_seals_nothing_without_a_key(settings: LazySettings) -> None:
    settings.DUBAN_MODE = "production"
    with pytest.raises(sealing.NoKey):
        sealing.seal("call")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NEW, True),
        ("", False),
        ("short", False),
        ("x" * 44, False),  # as long as a key, and no 32 bytes
    ],
)
def test_a_key_is_recognised(text: str, expected: bool) -> None:
    assert sealing.is_key(text) is expected
