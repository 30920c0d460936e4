"""The robot of a DingTalk group (钉钉群机器人): signed, at most 20 times a minute, silent for ten minutes after."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from urllib.parse import urlencode

from duban.core import clock
from duban.reminders.channels.letters import Letter, Outcome
from duban.reminders.channels.posting import post
from duban.reminders.channels.robots import Codes, shortened

MOST_BYTES = 5000  # of a text; the robot takes more
CODES = Codes(
    "dingtalk",
    too_often=frozenset({130101, 410100}),
    wait=timedelta(minutes=10),
    # Token, signature, keyword or address of the sender refused; the robot is stopped, or its group is gone.
    never=frozenset({40035, 43004, 300001, 300005, 310000, 400013, 400101, 400102, 400105, 400106}),
)


def deliver(letter: Letter) -> Outcome:
    """Let the robot say it."""
    text = shortened(f"#### {letter.subject}\n\n" + letter.body.replace("\n", "  \n"), MOST_BYTES)
    body = json.dumps({"msgtype": "markdown", "markdown": {"title": letter.subject, "text": text}}, ensure_ascii=False)
    url = signed(letter.address, letter.secret, clock.actual())
    return CODES.outcome(post(url, body.encode(), {"X-Duban-Delivery": letter.delivery}))


def signed(address: str, secret: str, at: datetime) -> str:
    """Return the address with the moment and the signature over it; they hold for an hour."""
    stamp = str(round(at.timestamp() * 1000))
    sign = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{urlencode({'timestamp': stamp, 'sign': base64.b64encode(sign).decode()})}"
