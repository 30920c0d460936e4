"""What may be one and is written differently: items that share clauses, units one of which shortens the other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from duban.plans.reading.models import Unit
from duban.plans.reading.offices import forms
from duban.plans.reading.patterns import CLAUSE_MARKS, NO_LETTERS
from duban.plans.reading.resolve import level_of

_LONG_CLAUSE = 8  # letters; shorter ones are phrases that any plan repeats
_SHARED_CLAUSES = 2
_WHOLE_TASK = 20  # letters of one clause that is a task by itself
_SHORTENED_KINDS = ("department", "institution", "party")
_MOST_ALIKE = 40


def letters(words: str) -> str:
    """Return letters and digits only: what is compared when two items are."""
    return words if words.isalnum() else NO_LETTERS.sub("", words)


def clauses_of(words: str) -> list[str]:
    """Return the letters of each clause."""
    for mark in CLAUSE_MARKS:
        words = words.replace(mark, "\n")
    return [letters(clause) for clause in words.split("\n")]


def items_alike(said: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of items that share two long clauses, or one very long, and are not the same word for word.

    `said` are the clauses of each.
    """
    first: dict[str, int] = {}
    whole: dict[str, int] = {}
    for at, clauses in enumerate(said):
        if whole.setdefault("".join(clauses), at) != at:
            continue
        long = [clause for clause in dict.fromkeys(clauses) if len(clause) >= _LONG_CLAUSE]
        shared: Counter[int] = Counter()
        for clause in long:
            if clause in first:
                shared[first[clause]] += _SHARED_CLAUSES if len(clause) >= _WHOLE_TASK else 1
        for clause in long:
            first.setdefault(clause, at)
        if shared:
            other, count = shared.most_common(1)[0]
            if count >= _SHARED_CLAUSES:
                yield other, at


def units_alike(units: Iterable[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Yield pairs of units of one level that may be one, the shorter name first.

    One is the usual short form of the other (市发改委, 市发展和改革委员会), or shortens it and ends like it
    (市工信局, 市工业和信息化局).
    """
    groups: dict[tuple[str, ...], list[Unit]] = {}
    for unit in units:
        level = level_of(unit.name)
        own = unit.name.removeprefix(level)
        if level and len(own) > 1 and unit.kind in _SHORTENED_KINDS:
            for form in forms(own):
                groups.setdefault((level, form), []).append(unit)
            if len(own) > 2:
                groups.setdefault((level, own[0], own[-1]), []).append(unit)
    seen: set[tuple[str, str]] = set()
    for key, group in groups.items():
        ordered = sorted(group[:_MOST_ALIKE], key=lambda unit: len(unit.name))
        for place, short in enumerate(ordered):
            for long in ordered[place + 1 :]:
                is_short_form = len(key) == 2
                if (short.name, long.name) not in seen and (is_short_form or _is_shorter(short.name, long.name)):
                    seen.add((short.name, long.name))
                    yield short, long


def _is_shorter(short: str, long: str) -> bool:
    return len(short) < len(long) and _shortens(short, long)


def _shortens(short: str, long: str) -> bool:
    """Say whether the characters of one name stand in the other in the same order."""
    rest = iter(long)
    return all(char in rest for char in short)
