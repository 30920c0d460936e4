"""What can go wrong on the way from a problem to its solution."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class DeciderMissing(DomainError):
    """The level of a problem needs a unit or a leader who decides."""

    code = "coordination.decider_missing"


class DayPassed(DomainError):
    """A day by which somebody must act lies in the past."""

    code = "coordination.day_passed"


class NotOfTheTask(DomainError):
    """A milestone or a report belongs to other work."""

    code = "coordination.not_of_the_task"


class NotTheRaiser(DomainError):
    """Whether a problem is solved is said by who raised it."""

    code = "coordination.not_the_raiser"


class HighestLevel(DomainError):
    """A problem with the government goes no level up."""

    code = "coordination.highest_level"


texts.register(
    {
        DeciderMissing.code: _("Name who decides: a unit at the level of a unit, a leader at the level of a leader."),
        DayPassed.code: _("The day %(day)s has passed. Give a day from today on."),
        NotOfTheTask.code: _("Choose a milestone or a report of this unit in this task."),
        NotTheRaiser.code: _("Whether it is solved is said by %(raiser)s, who raised the problem."),
        HighestLevel.code: _("The problem lies with the government already; no level is above it."),
    }
)
