"""What progress asks of the packages above."""

from collections.abc import Mapping
from dataclasses import dataclass

from duban.core.hooks import Question


@dataclass(frozen=True)
class LightsAsked:
    """Parts of a government whose light is asked for, by their keys."""

    jurisdiction: int
    parts: frozenset[int]


current_lights: Question[LightsAsked, Mapping[int, str]] = Question("progress.current_lights")
"""The kept light of each part, by its key; a part that was never judged is left out."""
