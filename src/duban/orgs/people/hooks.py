"""What people and posts ask of the packages above, and tell them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duban.core.hooks import Event, Question
from duban.orgs.models import Person, Post


@dataclass(frozen=True)
class HeldPost:
    """A post with the person who holds it, or held it last where it is vacant; None where nobody ever did."""

    post: Post
    person: Person | None


@dataclass(frozen=True)
class OpenDuty:
    """Something that hangs on a post: a task, a signature, a delegation."""

    kind: str
    uid: str
    words: str


@dataclass(frozen=True)
class PostPassed:
    """A post that came from one person to another."""

    post: Post
    leaving: Person
    coming: Person
    on: date


open_duties_of_post: Question[HeldPost, Sequence[OpenDuty]] = Question("orgs.open_duties_of_post")
post_handed_over: Event[PostPassed] = Event("orgs.post_handed_over")
