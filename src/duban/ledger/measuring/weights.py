"""Weights in basis points; a blank one is an equal share of what the others leave.

Weighing is done in whole numbers that stand in proportion, and turned into fractions at the end: it is exact, and
much faster than to add up fractions.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

WHOLE = 10_000
NONE, ALL = Fraction(0), Fraction(1)


def basis_points(share: Fraction) -> int:
    """Return a share in whole basis points: the one place where progress is rounded.

    What is less than a point is cut off, so that 100 % is shown only for what is complete.

    >>> basis_points(Fraction(2, 3)), basis_points(Fraction(99_999, 100_000))
    (6666, 9999)
    """
    return share.numerator * WHOLE // share.denominator


def proportions(given: Sequence[int | None]) -> list[int]:
    """Return whole numbers that stand to each other as the weights do.

    >>> proportions([5000, None, None])
    [10000, 5000, 5000]
    """
    stated = sum(weight for weight in given if weight is not None)
    left, scale = max(0, WHOLE - stated), given.count(None) or 1
    return counting([left if weight is None else weight * scale for weight in given])


def counting(amounts: Sequence[int | None]) -> list[int]:
    """Return 0 for what does not count (None); where nothing is left that weighs anything, the rest counts alike.

    >>> counting([3, None, 1]), counting([0, None, 0])
    ([3, 0, 1], [1, 0, 1])
    """
    if any(amounts):
        return [amount or 0 for amount in amounts]
    return [0 if amount is None else 1 for amount in amounts]


def parts_of_whole(amounts: Sequence[int]) -> tuple[Fraction, ...]:
    """Return each as a part of their sum."""
    total = sum(amounts) or 1
    return tuple(Fraction(amount, total) for amount in amounts)


def weights(given: Sequence[int | None]) -> tuple[Fraction, ...]:
    """Return the part of the whole that each weight gives; they add up to 1.

    >>> [str(weight) for weight in weights([5000, None, None])]
    ['1/2', '1/4', '1/4']
    """
    return parts_of_whole(proportions(given))


def weighed(shares: Iterable[tuple[int, Fraction]]) -> Fraction:
    """Return the mean of shares by whole weights; nothing where there is no weight."""
    total = done = 0
    rest = NONE
    for weight, share in shares:
        total += weight
        if share is ALL:
            done += weight
        elif share is not NONE:
            rest += weight * share
    if not total:
        return NONE
    return Fraction(done, total) if rest is NONE else (done + rest) / total


def fit_together(given: Sequence[int | None]) -> bool:
    """Say whether weights fill the whole and leave every blank one something.

    >>> fit_together([5000, None]), fit_together([5000, 4000]), fit_together([10000, None])
    (True, False, False)
    """
    stated = sum(weight for weight in given if weight is not None)
    return stated < WHOLE if None in given else stated == WHOLE
