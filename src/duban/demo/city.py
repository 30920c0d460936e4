"""The fictional city of the demonstration: its government, its people, and what the office settled in its plan."""

from dataclasses import dataclass
from datetime import UTC, datetime

CODE = "lan"
NAME = "澜州市"
PLAN = "lan-2026.txt"
OFFICER = "岳明川"
SEED = "lan-2026"
OPENED_AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Member:
    """A person who has an account in the demonstration; `unit` as the plan's register names it."""

    username: str
    name: str
    post: str
    unit: str | None = None


OFFICE = Member("office", OFFICER, "officer")
AUDITOR = Member("auditor", "向南亭", "auditor")
"""Both exist before the plan is read; the others hold posts that the adopted plan names."""

AFTER_ADOPTION = (
    Member("leader", "顾怀舟", "leader"),
    Member("head", "辛致远", "head", "市发改委"),
    Member("liaison", "舒晚", "liaison", "市发改委"),
)
