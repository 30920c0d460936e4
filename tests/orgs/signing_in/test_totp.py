"""One-time codes against the vectors of RFC 6238, and around the moment."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from duban.orgs.signing_in import totp

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
STEP = int(NOON.timestamp()) // totp.PERIOD


@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert totp.code_at(RFC_SECRET, second // totp.PERIOD) == code


@pytest.mark.parametrize(
    ("shift", "after", "found"),
    [
        (0, 0, STEP),  # now
        (-1, 0, STEP - 1),  # the telephone is slow
        (1, 0, STEP + 1),  # the telephone is fast
        (-2, 0, None),  # too old
        (2, 0, None),  # too early
        (0, STEP, None),  # taken before
        (-1, STEP, None),  # older than one that was taken
    ],
)
def test_a_code_counts_around_its_moment_and_once(shift: int, after: int, found: int | None) -> None:
    secret = totp.new_secret()
    assert totp.step_of(secret, totp.code_at(secret, STEP + shift), NOON, after=after) == found


def test_a_wrong_code_does_not_count() -> None:
    secret = totp.new_secret()
    right = {totp.code_at(secret, STEP + shift) for shift in totp.TOLERANCE}
    wrong = next(code for code in ("000000", "000001", "000002", "000003") if code not in right)
    assert totp.step_of(secret, wrong, NOON + timedelta(0), after=0) is None


def test_the_address_of_a_secret_is_one_that_authenticators_read() -> None:
    assert totp.address_of("ABC", account="ding", issuer="督办 澜州市") == (
        "otpauth://totp/%E7%9D%A3%E5%8A%9E%20%E6%BE%9C%E5%B7%9E%E5%B8%82:ding"
        "?secret=ABC&issuer=%E7%9D%A3%E5%8A%9E%20%E6%BE%9C%E5%B7%9E%E5%B8%82"
    )
