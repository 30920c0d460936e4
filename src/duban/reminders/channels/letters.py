"""A message as a peer gets it, and what came of handing it over. Pure."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum


@dataclass(frozen=True)
class Letter:
    """What is handed to a peer: the delivery id, to whom, the words; and by which door, with its token and secret."""

    delivery: str
    kind: str
    subject: str
    body: str
    recipient: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


class End(Enum):
    """How handing a message over ended."""

    SENT = "sent"
    LATER = "later"  # the peer is asked too often; it is no failure of the message
    AGAIN = "again"  # no answer, or one that may be another the next time
    NEVER = "never"  # trying again cannot help: somebody has to change something first


@dataclass(frozen=True)
class Outcome:
    """How it ended, by which code, and how long the peer wants to be left alone.

    `is_of_peer` says that any other message would have ended alike.
    """

    end: End
    error: str = ""
    wait: timedelta = timedelta()
    is_of_peer: bool = False


SENT = Outcome(End.SENT)


def later(error: str, wait: timedelta) -> Outcome:
    """Return that the peer wants fewer messages."""
    return Outcome(End.LATER, error, wait, is_of_peer=True)


def again(error: str, *, wait: timedelta = timedelta(), is_of_peer: bool = False) -> Outcome:
    """Return that it is worth trying again."""
    return Outcome(End.AGAIN, error, wait, is_of_peer)


def never(error: str) -> Outcome:
    """Return that it is not."""
    return Outcome(End.NEVER, error)
