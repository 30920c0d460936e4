"""What a verification of the journal says. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """In what way a row disagrees with the chain."""

    MISSING = "missing"  # the chain speaks of a row that is not there
    ADDED = "added"  # a row is there of which the chain does not speak
    ALTERED = "altered"  # the row does not give the digest, or the values, that the chain holds
    UNLINKED = "unlinked"  # the entry does not name the digest of the entry before it
    ALGORITHM = "algorithm"  # the row names an algorithm that this program does not know
    UNREADABLE = "unreadable"  # the digests agree, but a list or body is not what this program writes
    UNORDERED = "unordered"  # blanked, and no entry names the order for it
    RESTORED = "restored"  # an entry says that it was erased, and it is there


@dataclass(frozen=True)
class Break:
    """The first place of a chain where the rows and the digests part; `seq` is 0 where no entry is concerned."""

    table: str
    jurisdiction: str
    seq: int
    fault: Fault
    row: str = "-"


@dataclass(frozen=True)
class ErasedPlace:
    """A content that was erased by order; the chain holds on to its digest."""

    seq: int
    content: str
    erased_seq: int
    order_number: str


@dataclass(frozen=True)
class ChainReport:
    """One chain: how far it was followed and what was found on the way."""

    jurisdiction: str
    entries: int
    digest: str
    erased: tuple[ErasedPlace, ...]
    access_sealed: int
    access_unsealed: int
    sealed_until: str
    broken: Break | None


@dataclass(frozen=True)
class Report:
    """All chains that were verified."""

    chains: tuple[ChainReport, ...]

    @property
    def broken(self) -> Break | None:
        """Return the first break, None where every chain holds."""
        return next((chain.broken for chain in self.chains if chain.broken), None)

    @property
    def is_intact(self) -> bool:
        """Say whether every chain holds."""
        return self.broken is None
