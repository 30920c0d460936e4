"""Tables of the ledger: tasks and assignments as printed, and what each single unit has in them."""

from duban.ledger.models.parts import Charge, Naming, OpenEnd, Part
from duban.ledger.models.tasks import Assignment, Task, TaskClause

__all__ = ["Assignment", "Charge", "Naming", "OpenEnd", "Part", "Task", "TaskClause"]
