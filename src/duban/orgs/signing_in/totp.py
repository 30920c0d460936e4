"""One-time codes of an authenticator (RFC 6238: SHA-1, six digits, thirty seconds). Pure."""

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, PERIOD, SECRET_BYTES = 6, 30, 20
TOLERANCE = (0, -1, 1)  # clocks of telephones and servers drift


def new_secret() -> str:
    """Return a new secret as authenticators take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """Return the code of a time step.

    >>> code_at(base64.b32encode(b"12345678901234567890").decode(), 37037036)
    '081804'
    """
    key = base64.b32decode(secret)
    made = TOTP(key, DIGITS, SHA1(), PERIOD, enforce_key_length=False)  # noqa: S303 -- what authenticators compute
    return made.generate(step * PERIOD).decode()


def step_of(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """Return the step whose code was typed, if it lies around a moment and after the last one that was taken."""
    now = int(at.timestamp()) // PERIOD
    for step in (now + shift for shift in TOLERANCE):
        if step > after and compare_digest(code_at(secret, step), code):
            return step
    return None


def address_of(secret: str, *, account: str, issuer: str) -> str:
    """Return what the picture holds: the address by which an authenticator takes a secret over."""
    label = f"{quote(issuer, safe='')}:{quote(account, safe='')}"
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"
