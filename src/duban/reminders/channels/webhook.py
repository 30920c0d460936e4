"""A signed webhook, for the gateway of short messages that a government runs (docs/channels.md)."""

import hashlib
import hmac
import json

from duban.core import clock
from duban.reminders.channels.letters import SENT, Letter, Outcome
from duban.reminders.channels.posting import post


def deliver(letter: Letter) -> Outcome:
    """Hand it to the gateway; any answer of 2xx says that it has it."""
    content = {
        "id": letter.delivery,
        "kind": letter.kind,
        "to": letter.recipient,
        "subject": letter.subject,
        "text": letter.body,
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    stamp = str(round(clock.actual().timestamp()))
    headers = {
        "Idempotency-Key": letter.delivery,
        "X-Duban-Delivery": letter.delivery,
        "X-Duban-Timestamp": stamp,
        "X-Duban-Signature": f"v1={signature(letter.secret, stamp, body)}",
    }
    answer = post(letter.address, body, headers)
    if isinstance(answer, Outcome):
        return answer
    return SENT if answer.is_fine else answer.outcome


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return the HMAC-SHA256 over the moment, a dot and the body."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
