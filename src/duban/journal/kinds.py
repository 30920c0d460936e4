"""Registry of kinds of act: every package registers its own, and nothing else can be recorded."""

from dataclasses import dataclass

from duban.core.texts import Lazy


class UnknownKind(LookupError):
    """A kind of act that no package registered: a mistake of the program, not of a person."""


@dataclass(frozen=True)
class Kind:
    """A kind of act; the code stands in the journal for ever, the title is shown in the reader's language."""

    code: str
    title: Lazy


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add kinds; a code belongs to one kind only."""
    for new in kinds:
        if _kinds.setdefault(new.code, new) != new:
            raise ValueError(f"kind registered twice: {new.code}")


def kind(code: str) -> Kind:
    """Return the kind with this code; raise UnknownKind where there is none."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def registered_kinds() -> tuple[Kind, ...]:
    """Return all kinds, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))
