"""What instructions and matters ask of the packages above."""

from collections.abc import Sequence
from dataclasses import dataclass

from duban.core.hooks import Question
from duban.ledger.models import Instruction


@dataclass(frozen=True)
class Made:
    """Something that was made of an instruction: a matter, a decision; named as pages name it."""

    kind: str
    uid: str
    words: str
    stage: str
    is_open: bool


made_of_instruction: Question[Instruction, Sequence[Made]] = Question("ledger.made_of_instruction")
"""An instruction is closed once nothing that was made of it is open, whoever knows of it."""
