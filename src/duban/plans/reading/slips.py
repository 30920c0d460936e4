"""A slip of the pen: a mark too few, too many or of the wrong kind."""

from typing import NamedTuple

from duban.core.values import Span


class Slip(NamedTuple):
    """Something wrong in the writing, with its place; `code` is the code of the finding it becomes."""

    code: str
    span: Span
