"""Codes of slips: what a slip of the pen gives, and what a reader may type."""

import pytest

from duban.orgs.accounts import codes

CODES = [codes.new_code() for _number in range(40)]


@pytest.mark.parametrize("code", CODES)
def test_any_one_character_mistyped_is_noticed(code: str) -> None:
    for at, right in enumerate(code):
        for wrong in codes.ALPHABET.replace(right, ""):
            assert codes.as_typed(code[:at] + wrong + code[at + 1 :]) is None


@pytest.mark.parametrize("code", CODES)
def test_any_two_characters_interchanged_are_noticed(code: str) -> None:
    for first in range(codes.LENGTH):
        for second in range(first + 1, codes.LENGTH):
            signs = list(code)
            signs[first], signs[second] = signs[second], signs[first]
            if code[first] != code[second]:
                assert codes.as_typed("".join(signs)) is None


@pytest.mark.parametrize("code", CODES[:3])
def test_how_a_code_is_typed_does_not_matter(code: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in codes.grouped(code))
    for typed in (code, code.lower(), codes.grouped(code), f" {code[:4]} {code[4:]} ", wide, f"{code[:6]}–{code[6:]}"):
        assert codes.as_typed(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "-", "K7MX", "K7MX-3PQ2-9RTCC", "0000-0000-0000", "\0" * 12, "长" * 12, "K" * 9999]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.as_typed(typed) is None


def test_no_character_can_be_taken_for_another() -> None:
    pairs = ("0O", "1I", "1L", "2Z", "5S", "8B", "VU")
    assert [pair for pair in pairs if set(pair) <= set(codes.ALPHABET)] == []
    assert len(set(codes.ALPHABET)) == len(codes.ALPHABET) < codes.MODULUS
