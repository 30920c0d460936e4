"""When an act is offered: what the stage of its object allows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Rule:
    """An act about objects of a model, offered where `when` holds."""

    code: str
    model: type[Model]
    when: Callable[[Any], bool]
