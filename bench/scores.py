"""How well a plan is read against its gold labels: found, spare and missed for each field.

The gold and its conventions (roles, comparators, lenient points) are those of the specimens in ../shared/plans; the
measures are the same as of the scorer that lies beside them, and a test holds the two together.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

ROLES = {"leads": "leads", "coops": "cooperating", "owners": "responsible"}
FIELDS = (
    *("items", "leads", "coops", "owners", "any role", "leaders", "targets", "comparators", "deadlines"),
    *("names", "names inherited"),
)
_NEAR = 30  # characters of an item within which the beginning of the gold item may stand
_AROUND_NUMBER = ".、,()[]〔〕﹒。:;"


class Tally:
    """Values found, values read that are none, and values missed."""

    def __init__(self, found: int = 0, spare: int = 0, missed: int = 0) -> None:
        self.found, self.spare, self.missed = found, spare, missed

    def add(self, have: Iterable[Hashable], want: Iterable[Hashable]) -> None:
        """Count what two collections share and what each has alone."""
        read, gold = Counter(have), Counter(want)
        shared = (read & gold).total()
        self.found += shared
        self.spare += read.total() - shared
        self.missed += gold.total() - shared

    def __iadd__(self, other: "Tally") -> "Tally":
        self.found += other.found
        self.spare += other.spare
        self.missed += other.missed
        return self

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 1 where nothing was to be read and nothing was."""
        whole = 2 * self.found + self.spare + self.missed
        return 2 * self.found / whole if whole else 1.0


def plain(text: object) -> str:
    """Return the characters without width and blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text or "")))


def number(text: object) -> str:
    """Return a printed number without its marks."""
    return plain(text).strip(_AROUND_NUMBER)


def align(gold: Sequence[dict[str, Any]], read: Sequence[dict[str, Any]]) -> list[int | None]:
    """Return for each item that was read the gold item it answers to: by its first words, then its number and order."""
    texts = [plain(item["text"]) for item in read]
    heads = [plain(item["head"]) for item in gold]
    fits = sorted(
        (
            distance,
            item["number"] is None or number(read[at]["number"]) != number(item["number"]),
            round(abs(place / len(gold) - at / len(read)), 4),
            place,
            at,
        )
        for at, text in enumerate(texts)
        for place, item in enumerate(gold)
        if (distance := _distance(text, heads[place])) is not None
    )
    answers: dict[int, int] = {}
    for *_, place, at in fits:
        if at not in answers and place not in answers.values():
            answers[at] = place
    for at, text in enumerate(texts):
        for place, item in enumerate(gold):
            if at not in answers and any(
                _distance(text, plain(head)) is not None for head in item.get("extra_heads", ())
            ):
                answers[at] = place
    return [answers.get(at) for at in range(len(read))]


def _distance(text: str, head: str) -> int | None:
    """Return 0 where a text begins with a head, 1 where the head stands near its beginning, else None."""
    place = text.find(head)
    if not head or place < 0 or (place + len(head) > _NEAR and place):
        return None
    return int(place > 0)


class Answer:
    """What was read for one gold item, from one item or, where a row was cut, from several."""

    def __init__(self, items: Sequence[dict[str, Any]]) -> None:
        self.roles = {
            role: {plain(unit["surface"]) for item in items for unit in item[key]} for role, key in ROLES.items()
        }
        self.names: dict[str, str] = {}
        for item in items:
            for key in ROLES.values():
                for unit in item[key]:
                    self.names.setdefault(plain(unit["surface"]), plain(unit["name"]))
        self.leaders = {plain(name) for item in items for name in item["leaders"]}
        self.targets = _targets((target, "comparator") for item in items for target in item["targets"])
        self.deadlines = [plain(deadline["text"]) for item in items for deadline in item["deadlines"]]

    @property
    def units(self) -> set[str]:
        """Return the units of all roles."""
        return set().union(*self.roles.values())


def _targets(targets: Iterable[tuple[dict[str, Any], str]]) -> list[tuple[float, str, str | None]]:
    return [
        (round(float(target["value"]), 6), plain(target["unit"]), target[comparator])
        for target, comparator in targets
        if target["value"] is not None
    ]


def score(gold: dict[str, Any], reading: dict[str, Any]) -> dict[str, Tally]:
    """Return the tallies of one plan; a plan that could not be read has no items."""
    tallies = {field: Tally() for field in FIELDS}
    items = reading.get("items", [])
    answering: dict[int | None, list[dict[str, Any]]] = {}
    for item, place in zip(items, align(gold["items"], items), strict=True):
        answering.setdefault(place, []).append(item)
    for item in answering.pop(None, []):
        _add_spare(tallies, Answer([item]))
    for place, wanted in enumerate(gold["items"]):
        if wanted["complete"]:
            tallies["items"].add([0] * (place in answering), [0])
            _add(tallies, gold, wanted, Answer(answering.get(place, [])))
    return tallies


def _add_spare(tallies: dict[str, Tally], answer: Answer) -> None:
    """Count an item that answers to none."""
    tallies["items"].spare += 1
    for role, units in answer.roles.items():
        tallies[role].add(units, [])
    tallies["any role"].add(answer.units, [])
    tallies["leaders"].add(answer.leaders, [])
    tallies["targets"].add(answer.targets, [])
    tallies["deadlines"].spare += bool(answer.deadlines)


def _add(tallies: dict[str, Tally], gold: dict[str, Any], wanted: dict[str, Any], answer: Answer) -> None:
    """Count one gold item and what was read of it."""
    roles = {role: set(map(plain, wanted[role])) for role in ROLES}
    everybody: set[str] = set().union(*roles.values())
    if gold.get("lead_rule") == "first-listed" and answer.roles["owners"] == answer.units:
        roles = {"leads": set(), "coops": set(), "owners": everybody} if answer.units else roles
    for role, units in roles.items():
        tallies[role].add(answer.roles[role], units)
    tallies["any role"].add(answer.units, everybody)
    _add_names(tallies, gold, everybody, answer)
    leaders = set(map(plain, wanted["leaders"]))
    if not leaders and wanted["section"] is not None and answer.leaders:
        leaders = set(map(plain, _leaders_of(gold["sections"][wanted["section"]])))
    tallies["leaders"].add(answer.leaders, leaders)
    optional = wanted.get("optional", ())
    if "targets" not in optional:
        _add_targets(tallies, _targets((target, "op") for target in wanted["targets"]), answer.targets)
    if "deadline" not in optional:
        _add_deadline(tallies["deadlines"], plain(wanted["deadline"]), answer.deadlines)


def _leaders_of(section: dict[str, Any]) -> list[str]:
    leader = section["leader"]
    return leader if isinstance(leader, list) else [leader] if leader else []


def _add_names(tallies: dict[str, Tally], gold: dict[str, Any], units: set[str], answer: Answer) -> None:
    """Count the full names of the units that the gold knows, and of those among them that inherit a level."""
    inherited = {plain(surface): plain(name) for surface, name in gold.get("names", {}).items()}
    free = set(map(plain, gold.get("names_free", ())))
    counted = {unit for unit in units if unit in inherited or not free & {"*", unit}}
    want = {(unit, inherited.get(unit, unit)) for unit in counted}
    have = {(unit, name) for unit, name in answer.names.items() if unit in counted}
    tallies["names"].add(have, want)
    tallies["names inherited"].add(
        {pair for pair in have if pair[0] in inherited}, {pair for pair in want if pair[0] in inherited}
    )


def _add_targets(
    tallies: dict[str, Tally], want: list[tuple[float, str, str | None]], have: list[tuple[float, str, str | None]]
) -> None:
    """Count figures with their measures, then the comparators of those that are right."""
    read, gold = (Counter(target[:2] for target in targets) for targets in (have, want))
    tallies["targets"].add(read.elements(), gold.elements())
    shared = read & gold
    tallies["comparators"].add(
        [target for target in have if target[:2] in shared], [target for target in want if target[:2] in shared]
    )


def _add_deadline(tally: Tally, want: str, have: list[str]) -> None:
    """Count a time: right when what was read holds the gold's words or is held by them."""
    if want and any(want in text or text in want for text in have):
        tally.found += 1
    else:
        tally.missed += bool(want)
        tally.spare += bool(have)


def summed(scores: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Return the tallies of many plans together."""
    total = {field: Tally() for field in FIELDS}
    for tallies in scores:
        for field, tally in tallies.items():
            total[field] += tally
    return total


def differences(gold: dict[str, Any], reading: dict[str, Any]) -> Iterator[str]:
    """Say item by item what was read wrongly, for a person who mends the reading."""
    items = reading.get("items", [])
    answers = align(gold["items"], items)
    for item, place in zip(items, answers, strict=True):
        if place is None:
            yield f"spare item {item['number']} {plain(item['text'])[:16]}"
    for place, wanted in enumerate(gold["items"]):
        tallies = {field: Tally() for field in FIELDS}
        answer = Answer([item for item, at in zip(items, answers, strict=True) if at == place])
        _add(tallies, gold, wanted, answer)
        wrong = [field for field, tally in tallies.items() if tally.spare or tally.missed]
        if wrong and wanted["complete"]:
            yield f"item {wanted['number']} {wanted['head']}: {', '.join(wrong)}"
