"""Kinds of acts on problems in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

PROBLEM_RAISED = Kind("coordination.problem_raised", _("Problem raised"))
PROBLEM_TRIAGED = Kind("coordination.problem_triaged", _("Problem looked through"))
PROBLEM_SENT_UP = Kind("coordination.problem_sent_up", _("Problem sent one level up"))
RISE_PROPOSED = Kind("coordination.rise_proposed", _("Problem without an answer: next level proposed"))
PUT_ON_AGENDA = Kind("coordination.put_on_agenda", _("Problem put on the next agenda"))
PROBLEM_DECIDED = Kind("coordination.problem_decided", _("Problem decided"))
SOLUTION_CONFIRMED = Kind("coordination.solution_confirmed", _("Solution confirmed"))
SOLUTIONS_LAPSED = Kind("coordination.solutions_lapsed", _("Solutions confirmed by lapse of time"))
NOT_SOLVED = Kind("coordination.not_solved", _("Problem not solved"))
PROBLEM_WITHDRAWN = Kind("coordination.problem_withdrawn", _("Problem withdrawn"))
PROBLEM_UNSOLVABLE = Kind("coordination.problem_unsolvable", _("Problem declared without solution"))

register(
    PROBLEM_RAISED,
    PROBLEM_TRIAGED,
    PROBLEM_SENT_UP,
    RISE_PROPOSED,
    PUT_ON_AGENDA,
    PROBLEM_DECIDED,
    SOLUTION_CONFIRMED,
    SOLUTIONS_LAPSED,
    NOT_SOLVED,
    PROBLEM_WITHDRAWN,
    PROBLEM_UNSOLVABLE,
)
