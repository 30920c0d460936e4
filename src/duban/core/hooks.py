"""How a lower package is answered from above: typed questions and events. Pure.

The lower package declares a hook in one of its modules, the upper one registers its answer in `AppConfig.ready`.
Answers run at once, in the same transaction. `docs/architecture.md` lists every hook.
"""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Unanswered(LookupError):  # named for what it says, as every error here
    """A question that needs exactly one answer has none or several."""


class _Declared(Protocol):
    @property
    def is_answered(self) -> bool: ...


class _Hook(Generic[Asked, Answer]):
    def __init__(self, name: str) -> None:
        if name in _declared:
            raise ValueError(f"hook declared twice: {name}")
        self.name = name
        self._answers: list[Callable[[Asked], Answer]] = []
        _declared[name] = self

    @property
    def is_answered(self) -> bool:
        """Say whether any package has registered."""
        return bool(self._answers)

    def register(self, answer: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
        """Add an answer; twice the same counts once. Works as a decorator."""
        if answer not in self._answers:
            self._answers.append(answer)
        return answer

    def withdraw(self, answer: Callable[[Asked], Answer]) -> None:
        """Take an answer back."""
        self._answers.remove(answer)


class Question(_Hook[Asked, Answer]):
    """Something that only packages above know."""

    def ask(self, asked: Asked) -> list[Answer]:
        """Return the answers of all packages, in the order in which they registered."""
        return [answer(asked) for answer in self._answers]

    def ask_one(self, asked: Asked) -> Answer:
        """Return the only answer; raise Unanswered where there is none or more than one."""
        if len(self._answers) != 1:
            raise Unanswered(f"{self.name}: {len(self._answers)} answers")
        return self._answers[0](asked)


class Event(_Hook[Asked, None]):
    """Something that happened below and that packages above may have to follow."""

    def announce(self, happened: Asked) -> None:
        """Tell every package that registered; an exception of one undoes the whole act."""
        for answer in self._answers:
            answer(happened)


_declared: dict[str, _Declared] = {}


def declared() -> dict[str, bool]:
    """Return the name of every hook with whether anybody answers it."""
    return {name: hook.is_answered for name, hook in sorted(_declared.items())}
