"""What a leader settles: problems, dispatch meetings and on-site sessions, decisions, proposals."""

from duban.coordination.models.agendas import AgendaLine
from duban.coordination.models.decisions import Decision
from duban.coordination.models.dispatches import Attendance, Dispatch
from duban.coordination.models.problems import Problem
from duban.coordination.models.proposals import Proposal

__all__ = ["AgendaLine", "Attendance", "Decision", "Dispatch", "Problem", "Proposal"]
