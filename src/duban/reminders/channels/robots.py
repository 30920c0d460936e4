"""What the robots of chat groups share: short words, and an answer that says by a code what came of it."""

import json
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from duban.reminders.channels.letters import SENT, Outcome, again, later, never
from duban.reminders.channels.posting import Answer


@dataclass(frozen=True)
class Codes:
    """What the codes of a robot mean: asked too often, and how long it then wants peace; never, whatever is tried."""

    name: str
    too_often: AbstractSet[int]
    wait: timedelta
    never: AbstractSet[int]

    def outcome(self, answer: Answer | Outcome) -> Outcome:
        """Return what an answer means; what it does not know may be another the next time."""
        if isinstance(answer, Outcome):
            return answer
        if not answer.is_fine:
            return answer.outcome
        code = _said(answer)
        if code is None:
            return again("not_understood")
        if code in self.too_often:
            return later(f"{self.name}_{code}", self.wait)
        refusal = never if code in self.never else again
        return refusal(f"{self.name}_{code}") if code else SENT


def shortened(words: str, most: int) -> str:
    """Return words of at most so many bytes; what is cut off is told by a dot.

    >>> shortened("三件到期", 12), shortened("三件到期", 11)
    ('三件到期', '三件…')
    """
    whole = words.encode()
    if len(whole) <= most:
        return words
    return whole[: most - len("…".encode())].decode(errors="ignore") + "…"


def _said(answer: Answer) -> int | None:
    try:
        found = json.loads(answer.body)["errcode"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, int) else None
