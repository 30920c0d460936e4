"""One runnable row per performed act (design 3.6): every module of this folder holds the rows of one part.

`ROWS` is a list of `ActRow`; tests/test_acts.py runs each of them as its own doer and, where the act can be recorded,
on behalf of him, and fails when an act of the program has no row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

import cast


@dataclass(frozen=True)
class ActRow:
    """An act that can be run: who does it, about what, and what it is given.

    `recorder` is the member of the cast who may record it for `doer`; None where nobody can. `prepare` makes the
    object that the act is about.
    """

    code: str
    doer: str
    prepare: Callable[[cast.Cast], Model]
    given: Callable[[cast.Cast, Model], Any]
    recorder: str | None = "officer"
