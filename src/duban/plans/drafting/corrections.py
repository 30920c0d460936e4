"""What every correction is, and how one is parsed from its body and written back."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, ClassVar, TypeVar, get_args, get_type_hints

from duban.plans.drafting.bodies import Maybe, Reader, Whole, Words, Written, written
from duban.plans.drafting.errors import KindUnknown, Malformed, NothingChanged
from duban.plans.drafting.models import Draft, Settlement

Place = Annotated[str, Words(64)]
MaybeWhole = Annotated[int | None, Maybe(Whole())]

C = TypeVar("C", bound="type[Correction]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(ABC):
    """One change that a person makes to a draft; `finding` is the finding that it settles, if any."""

    kind: ClassVar[str]

    finding: MaybeWhole = None

    @abstractmethod
    def change(self, draft: Draft, seq: int) -> Draft:
        """Return the draft as changed; raise CorrectionRefused where it does not fit."""

    def apply(self, draft: Draft, seq: int) -> Draft:
        """Return the draft as changed, with the finding that gave rise to it settled."""
        changed = self.change(draft, seq)
        found = None if self.finding is None else changed.finding(self.finding)
        if found is None or found.settled is not None:
            return changed
        return changed.with_finding(replace(found, settled=Settlement("corrected", None, seq)))

    def body(self) -> dict[str, Written]:
        """Return what is stored, without the fields that were left out."""
        given = {name: written(getattr(self, name)) for name in fields_of(type(self))}
        return {name: value for name, value in given.items() if value is not None}


KINDS: dict[str, type[Correction]] = {}


def registered(correction: C) -> C:
    """Add a kind of correction; works as a decorator."""
    if correction.kind in KINDS:
        raise ValueError(f"kind registered twice: {correction.kind}")
    KINDS[correction.kind] = correction
    return correction


@cache
def fields_of(correction: type[Correction]) -> Mapping[str, Reader]:
    """Return how each field of a kind is read."""
    hints = get_type_hints(correction, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items() if name != "kind"}


def parse(kind: str, body: Mapping[str, object]) -> Correction:
    """Return the correction that a body describes; keys that the kind does not know are passed over."""
    known = KINDS.get(kind)
    if known is None:
        raise KindUnknown(kind=kind)
    values: dict[str, object] = {}
    for name, reader in fields_of(known).items():
        try:
            values[name] = reader.read(body.get(name))
        except ValueError as error:
            raise Malformed(kind=kind, field=name) from error
    return known(**values)  # type: ignore[arg-type]  # each value comes from the reader of its field


def require_change(*, differs: bool) -> None:
    """Raise NothingChanged where a correction would say what the draft says already."""
    if not differs:
        raise NothingChanged
