"""What can go wrong with the register; each says what to do first."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class NotAGroup(DomainError):
    """Members can only be named for a group."""

    code = "orgs.not_a_group"


class GroupInGroup(DomainError):
    """A group stands for single units, not for other groups."""

    code = "orgs.group_in_group"


class NameMissing(DomainError):
    """A unit has a name."""

    code = "orgs.unit_name_missing"


class NameTaken(DomainError):
    """Another unit bears the name, or has borne it."""

    code = "orgs.unit_name_taken"


class SpellingTaken(DomainError):
    """On some day the spelling would lead to two units."""

    code = "orgs.spelling_taken"


class SpellingKnown(DomainError):
    """The spelling leads to this unit already."""

    code = "orgs.spelling_known"


class CodeTaken(DomainError):
    """Another unit has the code."""

    code = "orgs.unit_code_taken"


class CircularParents(DomainError):
    """A unit would stand above itself."""

    code = "orgs.circular_parents"


class UnitEnded(DomainError):
    """The unit does not exist any more on that day."""

    code = "orgs.unit_ended"


class DayBeforeStart(DomainError):
    """Something would end before it began."""

    code = "orgs.day_before_start"


class DayNotCome(DomainError):
    """A change of the register is entered when its day has come."""

    code = "orgs.day_not_come"


class SameName(DomainError):
    """The unit bears this name already."""

    code = "orgs.same_name"


class HasMembers(DomainError):
    """A group with members cannot become a single unit."""

    code = "orgs.has_members"


class IsMember(DomainError):
    """A unit that belongs to a group cannot become one."""

    code = "orgs.is_member"


class StillAbove(DomainError):
    """Units stand under the one that is to end."""

    code = "orgs.still_above"


class OpenDuties(DomainError):
    """The unit that is to end still has something to do."""

    code = "orgs.unit_has_duties"


class NoSuccessor(DomainError):
    """The unit is its own successor, or there is none."""

    code = "orgs.no_successor"


class NotASuccessor(DomainError):
    """Duties pass to one of the successors only."""

    code = "orgs.not_a_successor"


class AliasUnknown(DomainError):
    """The unit has no such alias that still stands."""

    code = "orgs.alias_unknown"


texts.register(
    {
        NotAGroup.code: _("%(unit)s is a single unit; only a group has members."),
        GroupInGroup.code: _("%(unit)s is a group itself. Name the single units that it stands for."),
        NameMissing.code: _("The full name is missing."),
        NameTaken.code: _(
            "A unit called %(name)s is in the register, or was until it ended. Open it there, or choose another name."
        ),
        SpellingTaken.code: _(
            "“%(surface)s” leads to %(unit)s on some of these days. Close it there first, or let this one begin later."
        ),
        SpellingKnown.code: _("“%(surface)s” leads to this unit already."),
        CodeTaken.code: _("The code %(unit_code)s belongs to %(unit)s. Give that unit another code first."),
        CircularParents.code: _(
            "%(parent)s stands under %(unit)s and cannot stand above it. Give %(parent)s another parent first."
        ),
        UnitEnded.code: _("%(unit)s ended on %(until)s. Choose its successor, or an earlier day."),
        DayBeforeStart.code: _("%(what)s begins on %(since)s. Choose a later day."),
        DayNotCome.code: _("%(day)s has not come yet. Enter the change when its day has come."),
        SameName.code: _("The unit bears this name already."),
        HasMembers.code: _("%(unit)s has members. Take them out before it becomes a single unit."),
        IsMember.code: _("%(unit)s belongs to %(group)s. Take it out before it becomes a group."),
        StillAbove.code: _("%(children)s stand under %(unit)s. Give them another parent first."),
        OpenDuties.code: _(
            "%(unit)s still has %(count)s open duties: %(words)s. "
            "Say which successor takes them over, or close them first."
        ),
        NoSuccessor.code: _("Name the units that go on: at least one, and not the unit that ends."),
        NotASuccessor.code: _("%(unit)s is not among the successors, so it cannot take the duties over."),
        AliasUnknown.code: _("“%(surface)s” is no alias of this unit that still stands."),
    }
)
