"""Full names and kinds of units, from the words around them and from outside knowledge."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from duban.plans.reading.models import UnitKind


@dataclass(frozen=True, slots=True)
class Register:
    """What is known of units beforehand: surface to full name, full name to kind."""

    names: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, UnitKind] = field(default_factory=dict)


EMPTY = Register()
