"""Weights in basis points; a blank one is an equal share of what the others leave."""

from collections.abc import Sequence
from fractions import Fraction

WHOLE = 10_000


def basis_points(share: Fraction) -> int:
    """Return a share in whole basis points: the one place where progress is rounded.

    What is less than a point is cut off, so that 100 % is shown only for what is complete.

    >>> basis_points(Fraction(2, 3)), basis_points(Fraction(99_999, 100_000))
    (6666, 9999)
    """
    return int(share * WHOLE)


def weights(given: Sequence[int | None]) -> tuple[Fraction, ...]:
    """Return the part of the whole that each has; they add up to 1.

    >>> [str(weight) for weight in weights([5000, None, None])]
    ['1/2', '1/4', '1/4']
    """
    left = max(0, WHOLE - sum(weight for weight in given if weight is not None))
    blank = Fraction(left, max(1, given.count(None)))
    return parts_of_whole([blank if weight is None else Fraction(weight) for weight in given])


def parts_of_whole(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return each as a part of their sum; where the sum is 0, all count alike."""
    total = sum(amounts, Fraction(0))
    if not total:
        return tuple(Fraction(1, len(amounts)) for _amount in amounts)
    return tuple(amount / total for amount in amounts)


def fit_together(given: Sequence[int | None]) -> bool:
    """Say whether weights fill the whole and leave every blank one something.

    >>> fit_together([5000, None]), fit_together([5000, 4000]), fit_together([10000, None])
    (True, False, False)
    """
    stated = sum(weight for weight in given if weight is not None)
    return stated < WHOLE if None in given else stated == WHOLE
