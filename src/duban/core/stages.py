"""Engine of transition tables: which stage may follow which, as data. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """A permitted move; `by` is the role or clock that makes it, `when` its guard in words."""

    source: str
    target: str
    by: str
    when: str = ""


def from_each(sources: Iterable[str], target: str, *, by: str, when: str = "") -> tuple[Transition, ...]:
    """Return the same move from several stages.

    >>> [move.source for move in from_each(["a", "b"], "c", by="clock")]
    ['a', 'b']
    """
    return tuple(Transition(source, target, by=by, when=when) for source in sources)


@dataclass(frozen=True, slots=True)
class Table:
    """All moves of one kind of record.

    >>> table = Table("a", frozenset({"b"}), (Transition("a", "b", by="clock"),))
    >>> table.allows("a", "b"), table.allows("b", "a")
    (True, False)
    >>> table.defects(["a", "b"])
    []
    """

    initial: str
    final: frozenset[str]
    transitions: tuple[Transition, ...]

    def allows(self, source: str, target: str) -> bool:
        """Say whether a record in `source` may move to `target`."""
        return any(move.source == source and move.target == target for move in self.transitions)

    def defects(self, stages: Iterable[str]) -> list[str]:
        """Name every stage that cannot be reached, or that is not final and has no way out."""
        reached, frontier = {self.initial}, [self.initial]
        while frontier:
            stage = frontier.pop()
            for move in self.transitions:
                if move.source == stage and move.target not in reached:
                    reached.add(move.target)
                    frontier.append(move.target)
        sources = {move.source for move in self.transitions}
        return [f"unreachable: {stage}" for stage in stages if stage not in reached] + [
            f"no way out: {stage}" for stage in stages if stage not in sources and stage not in self.final
        ]
