"""Tables of the ledger: tasks and assignments as printed, what each unit has in them, how it does its part; matters."""

from duban.ledger.models.matters import Instruction, Matter, MatterExtension, MatterReply, MatterUnit
from duban.ledger.models.parts import Charge, Naming, OpenEnd, Part
from duban.ledger.models.tasks import Assignment, Task, TaskClause
from duban.ledger.models.turns import Claim, Dispute, Reopening, Suspension
from duban.ledger.models.workplans import (
    Allocation,
    Baseline,
    ChangeRequest,
    Dependency,
    Indicator,
    Item,
    Milestone,
    WorkPlan,
)

__all__ = [
    "Allocation",
    "Assignment",
    "Baseline",
    "ChangeRequest",
    "Charge",
    "Claim",
    "Dependency",
    "Dispute",
    "Indicator",
    "Instruction",
    "Item",
    "Matter",
    "MatterExtension",
    "MatterReply",
    "MatterUnit",
    "Milestone",
    "Naming",
    "OpenEnd",
    "Part",
    "Reopening",
    "Suspension",
    "Task",
    "TaskClause",
    "WorkPlan",
]
