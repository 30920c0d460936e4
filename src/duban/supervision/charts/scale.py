"""Values laid on an upright line, with round numbers beside it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST = 5  # steps between the lowest and the highest number
FAR_FROM_NOTHING = Decimal("0.5")  # a lowest value above this part of the highest one lets the line begin above 0


class Level(NamedTuple):
    """A round number and where it lies."""

    value: Decimal
    at: float


class Scale(NamedTuple):
    """A line that rises from `bottom` to `top` in a picture; values grow upwards, places downwards.

    >>> scale = Scale(Decimal(0), Decimal(100), bottom=200, top=0)
    >>> scale.at(Decimal(25)), scale.at(Decimal(120))
    (150.0, -40.0)
    """

    lowest: Decimal
    highest: Decimal
    bottom: float
    top: float

    def at(self, value: Decimal) -> float:
        """Return where a value lies."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return float(self.bottom - float(share) * (self.bottom - self.top))

    def levels(self) -> tuple[Level, ...]:
        """Return the round numbers from the lowest to the highest."""
        step = step_for(self.highest - self.lowest)
        count = int((self.highest - self.lowest) / step)
        values = (self.lowest + step * place for place in range(count + 1))
        return tuple(Level(value, self.at(value)) for value in values)


def scale_of(values: Iterable[Decimal], *, bottom: float, top: float) -> Scale:
    """Return the line that holds some values between round numbers.

    It begins at 0 where that leaves the values more than a thin strip, and reaches below it only for what is negative.
    """
    known = list(values)
    low, high = min(known), max(known)
    if 0 < low < high * FAR_FROM_NOTHING or 0 < low == high:
        low = Decimal(0)
    if high < 0:
        high = Decimal(0)
    if low == high:
        high = low + 1
    step = step_for(high - low)
    lowest = (low / step).to_integral_value("ROUND_FLOOR") * step
    highest = (high / step).to_integral_value("ROUND_CEILING") * step
    return Scale(lowest, highest, bottom, top)


def step_for(span: Decimal) -> Decimal:
    """Return a round step of which a span has at most five.

    >>> [str(step_for(Decimal(span))) for span in ("100", "3.2", "0.07", "18600")]
    ['20', '1', '0.02', '5000']
    """
    unit = Decimal(1).scaleb((span / MOST).adjusted())
    step = next(unit * step for step in STEPS if unit * step * MOST >= span)
    return step.quantize(Decimal(1)) if step >= 1 else step.normalize()
