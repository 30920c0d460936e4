"""Codes of printed slips: short, read out and typed by hand, with a check character. Pure.

    K7MX-3PQ2-9RTC

Twelve characters of an alphabet without those that are taken for one another (0 and O; 1, I and L; 2 and Z; 5 and S;
8 and B; U and V). The last one checks the others: any one character mistyped, and any two interchanged, are noticed
before the code is looked up.
"""

import secrets
import unicodedata

ALPHABET = "23456789ACDEFGHJKMNPQRTUWXY"
MODULUS = 29  # prime and above the number of characters: every slip of the pen changes the sum
LENGTH = 12  # the check character included; the others hold 51 random bits
GROUP = 4


def new_code() -> str:
    """Return a new code without its hyphens; drawn again where no character stands for its check."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
        check = _check(body)
        if check < len(ALPHABET):
            return body + ALPHABET[check]


def grouped(code: str) -> str:
    """Return a code as it is printed.

    >>> grouped("K7MX3PQ29RTC")
    'K7MX-3PQ2-9RTC'
    """
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def as_typed(text: str) -> str | None:
    """Return the code that somebody typed, None where it cannot be one: wrong length, sign or check character.

    Small letters, full width, blanks and hyphens of every kind do not matter.
    """
    plain = unicodedata.normalize("NFKC", text[: 4 * LENGTH]).upper()
    code = "".join(sign for sign in plain if unicodedata.category(sign) != "Pd" and not sign.isspace())
    if len(code) != LENGTH or any(sign not in ALPHABET for sign in code):
        return None
    return code if ALPHABET.index(code[-1]) == _check(code[:-1]) else None


def _check(body: str) -> int:
    # The whole weighted sum, check character included with weight 28 = -1, is 0; all weights differ.
    return sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(body, 1)) % MODULUS
