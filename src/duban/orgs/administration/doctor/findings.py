"""What a self-check says: how bad, what, and what to do. Pure."""

from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class Weight(Enum):
    """How bad a finding is; only an error ends `duban doctor` with exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


WORDS = {Weight.ERROR: _("must"), Weight.WARNING: _("should"), Weight.NOTE: _("note")}


@dataclass(frozen=True)
class Finding:
    """Something that is not as domain 6.4 wants it; `government` is named where it concerns one."""

    code: str
    weight: Weight
    params: dict[str, object] = field(default_factory=dict)
    government: str | None = None

    @property
    def what(self) -> str:
        """Return what was found, in the reader's language."""
        return texts.say(DomainError(self.code, **self.params))

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        return texts.say(DomainError(f"{self.code}.remedy", **self.params))
