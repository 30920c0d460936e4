"""What a person corrected in a clause, beside what was read (plans.services.issuing keeps the fields as read)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from duban.core.texts import Lazy
from duban.ledger.selectors.words import COMPARISONS, figure
from duban.orgs.models import Unit
from duban.plans.models import Clause, ClauseDeadline, ClauseTarget, LeaderMention, UnitMention
from duban.plans.selectors.values import PRECISIONS

WORDS: dict[str, Mapping[str, Lazy]] = {
    "role": {role.value: role.label for role in UnitMention.Role},
    "kind": {kind.value: kind.label for kind in Unit.Kind},
    "comparator": {code: words for code, words in COMPARISONS.items() if code},
    "precision": PRECISIONS,
}


@dataclass(frozen=True)
class Correction:
    """The words in question, what was read in them, what stands now."""

    about: str
    read: str
    now: str


def clause_corrections(
    clause: Clause,
    units: Sequence[UnitMention],
    leaders: Sequence[LeaderMention],
    targets: Sequence[ClauseTarget],
    deadlines: Sequence[ClauseDeadline],
) -> Iterator[Correction]:
    """Return every value that a person changed or added, and the clause itself where its extent or number is his."""
    yield from _of_clause(clause)
    for unit in units:
        if unit.read_as is not None:
            now = _("%(unit)s, %(role)s") % {"unit": unit.unit.name, "role": unit.get_role_display()}
            yield Correction(unit.surface, _read(unit.read_as), now)
    for leader in leaders:
        if leader.read_as is not None:
            yield Correction(leader.surface, _read(leader.read_as), leader.person.name)
    for target in targets:
        if target.read_as is not None:
            now = f"{COMPARISONS[target.comparator]} {figure(target.value)} {target.unit or ''}"
            yield Correction(target.text, _read(target.read_as), now)
    for deadline in deadlines:
        if deadline.read_as is not None:
            day = deadline.due_on.isoformat() if deadline.due_on else _("no day named")
            yield Correction(deadline.text, _read(deadline.read_as), day)


def _of_clause(clause: Clause) -> Iterator[Correction]:
    read_as: Mapping[str, str] = clause.read_as or {}
    about = _("Clause %(number)s") % {"number": clause.number or ""}
    if "number" in read_as:
        yield Correction(about, _("Clause %(number)s") % {"number": read_as["number"]}, about)
    if "span" in read_as:
        now = f"{clause.start}-{clause.end}"
        yield Correction(about, _characters(read_as["span"]), _characters(now))
    if "removed" in read_as:
        yield Correction(about, read_as["removed"], _("left out"))


def _characters(span: str) -> str:
    return _("characters %(span)s") % {"span": span}


def _read(read_as: Mapping[str, str]) -> str:
    """Return what reading had, in words; without anything read a person added it."""
    said = (str(WORDS.get(name, {}).get(value, value)) for name, value in read_as.items())
    return "，".join(filter(None, said)) or _("not read")
