"""Two pairs of eyes on every hard step (domain 3, rules 2 and 6): who checks what another proposed. Pure.

proposer and checker differ                     enough, in every office
they are one person, the office is not small    refused
they are one person, the office is small        the head or a seconded person countersigns, himself another person
the head of the office proposed                 the approver or his delegate checks
"""

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """Whether a hard step was seen by two persons."""

    ENOUGH = "enough"
    SECOND_NEEDED = "second_needed"
    COUNTERSIGN_NEEDED = "countersign_needed"
    APPROVER_NEEDED = "approver_needed"


@dataclass(frozen=True)
class Eyes:
    """Who took part in a step, by uid of the person, and as what."""

    proposer: str
    checker: str
    countersigner: str | None = None
    is_small_office: bool = False
    proposer_is_head: bool = False
    checker_is_approver: bool = False  # the approver himself, or his delegate
    countersigner_is_head: bool = False
    countersigner_is_seconded: bool = False


def verdict(eyes: Eyes) -> Verdict:
    """Say whether two persons have seen a step, or who is missing.

    >>> verdict(Eyes("a", "b"))
    <Verdict.ENOUGH: 'enough'>
    >>> verdict(Eyes("a", "a", is_small_office=True))
    <Verdict.COUNTERSIGN_NEEDED: 'countersign_needed'>
    """
    if eyes.proposer_is_head:
        by_another = eyes.checker_is_approver and eyes.checker != eyes.proposer
        return Verdict.ENOUGH if by_another else Verdict.APPROVER_NEEDED
    if eyes.proposer != eyes.checker:
        return Verdict.ENOUGH
    if not eyes.is_small_office:
        return Verdict.SECOND_NEEDED
    countersigned = eyes.countersigner is not None and eyes.countersigner != eyes.proposer
    if countersigned and (eyes.countersigner_is_head or eyes.countersigner_is_seconded):
        return Verdict.ENOUGH
    return Verdict.COUNTERSIGN_NEEDED


def may_sign(*, drafter: str, signer: str) -> bool:
    """Say whether a person may sign what a drafter sends up: never himself, in whatever post he signs."""
    return signer != drafter


def is_single_handed(*, doer: str, others: frozenset[str]) -> bool:
    """Say whether a soft act was done by one person alone (独办), to be listed for the head at the month's end."""
    return not others - {doer}
