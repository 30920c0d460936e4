"""Two pairs of eyes (domain 3, rules 2 and 6)."""

import pytest

from duban.orgs.acting.eyes import Eyes, Verdict, is_single_handed, may_sign, verdict

ENOUGH, SECOND, COUNTERSIGN, APPROVER = (
    Verdict.ENOUGH,
    Verdict.SECOND_NEEDED,
    Verdict.COUNTERSIGN_NEEDED,
    Verdict.APPROVER_NEEDED,
)

TABLE = [
    # two persons are enough in every office
    (Eyes("a", "b"), ENOUGH),
    (Eyes("a", "b", is_small_office=True), ENOUGH),
    # one person is never enough where the office is not small, whoever countersigns
    (Eyes("a", "a"), SECOND),
    (Eyes("a", "a", "h", countersigner_is_head=True), SECOND),
    # in a small one he is with the head
    (Eyes("a", "a", "h", is_small_office=True, countersigner_is_head=True), ENOUGH),
    # or with a seconded person
    (Eyes("a", "a", "s", is_small_office=True, countersigner_is_seconded=True), ENOUGH),
    # but not with another officer
    (Eyes("a", "a", "b", is_small_office=True), COUNTERSIGN),
    # nor with nobody
    (Eyes("a", "a", is_small_office=True), COUNTERSIGN),
    # nor with himself, even if he is seconded
    (Eyes("a", "a", "a", is_small_office=True, countersigner_is_seconded=True), COUNTERSIGN),
    # what the head wrote goes to the approver or his delegate
    (Eyes("h", "m", proposer_is_head=True, checker_is_approver=True), ENOUGH),
    # not to an officer below him
    (Eyes("h", "a", proposer_is_head=True), APPROVER),
    # nor to a seconded person, in a small office either
    (Eyes("h", "h", "s", is_small_office=True, proposer_is_head=True, countersigner_is_seconded=True), APPROVER),
    # and not to himself as the approver's delegate
    (Eyes("h", "h", proposer_is_head=True, checker_is_approver=True), APPROVER),
]


@pytest.mark.parametrize(("eyes", "expected"), TABLE)
def test_who_is_missing(eyes: Eyes, expected: Verdict) -> None:
    assert verdict(eyes) is expected


@pytest.mark.parametrize(("drafter", "signer", "may"), [("a", "b", True), ("a", "a", False)])
def test_nobody_signs_what_he_drafted(drafter: str, signer: str, may: bool) -> None:
    assert may_sign(drafter=drafter, signer=signer) is may


@pytest.mark.parametrize(
    ("others", "alone"),
    [
        (frozenset(), True),
        (frozenset({"a"}), True),  # he himself once more
        (frozenset({"a", "b"}), False),
    ],
)
def test_what_one_person_did_alone_is_single_handed(others: frozenset[str], alone: bool) -> None:
    assert is_single_handed(doer="a", others=others) is alone
