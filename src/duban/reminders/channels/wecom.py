"""The robot of a WeCom group (企业微信群机器人): its address holds the key, and it speaks at most 20 times a minute."""

import json
from datetime import timedelta

from duban.reminders.channels.letters import Letter, Outcome
from duban.reminders.channels.posting import post
from duban.reminders.channels.robots import Codes, shortened

MOST_BYTES = 2048  # of a text
CODES = Codes(
    "wecom",
    too_often=frozenset({45009}),
    wait=timedelta(minutes=1),
    # The key is wrong or gone, or the message is none that the robot takes: it does not come right by itself.
    never=frozenset({40008, 40058, 41001, 42001, 44004, 45002, 93000, 93004, 93008}),
)


def deliver(letter: Letter) -> Outcome:
    """Let the robot say it."""
    content = shortened(f"{letter.subject}\n{letter.body}", MOST_BYTES)
    body = json.dumps({"msgtype": "text", "text": {"content": content}}, ensure_ascii=False)
    return CODES.outcome(post(letter.address, body.encode(), {"X-Duban-Delivery": letter.delivery}))
