"""What can be wrong with a sheet of units: as a whole, or in a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError
from duban.orgs.register.sheets.columns import HEADINGS, Column


class SheetTooLarge(DomainError):
    """The file, what it unpacks to, or the number of its rows exceeds a limit."""

    code = "orgs.sheet_too_large"


class SheetUnreadable(DomainError):
    """The file is neither a workbook nor a csv in a known encoding."""

    code = "orgs.sheet_unreadable"


class NoNameColumn(DomainError):
    """No row heads a column of full names."""

    code = "orgs.no_name_column"


class RegisterMoved(DomainError):
    """The register has changed since the dry run."""

    code = "orgs.register_moved"


class RowsWrong(DomainError):
    """Rows of the sheet are wrong, so that nothing of it is taken."""

    code = "orgs.rows_wrong"


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row, and in which column; rows count as the spreadsheet shows them."""

    row: int
    column: Column
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """Return the column in words."""
        return str(HEADINGS[self.column])

    @property
    def words(self) -> str:
        """Return the reason in words."""
        return str(FAULTS[self.code]) % self.params


FAULTS = {
    "name_missing": _("The full name is missing."),
    "too_long": _("“%(value)s” is longer than %(limit)s characters."),
    "listed_twice": _("The unit stands in row %(other)s already."),
    "heading_twice": _("Two columns have this heading. Remove one of them."),
    "kind_missing": _("A new unit needs its kind: %(known)s."),
    "kind_unknown": _("“%(value)s” is no kind. Known are: %(known)s."),
    "standing_unknown": _("“%(value)s” is no standing. Known are: %(known)s."),
    "number_wrong": _("“%(value)s” is no whole number from 0 to 999,999,999."),
    "day_wrong": _("“%(value)s” is no day. Write it as 2026-03-05."),
    "dates_reversed": _("It would end before it began."),
    "until_is_an_act": _(
        "The end of a known unit is not read in. Merge, split or dissolve it on its page, and leave this as it was."
    ),
    "ended": _("The unit ended on %(until)s and is not changed any more. Leave the row as it was exported."),
    "code_twice": _("The code stands in row %(other)s already."),
    "code_taken": _("The code belongs to %(unit)s. Give that unit another code first."),
    "parent_unknown": _("“%(value)s” is neither in the register nor in this sheet."),
    "parent_ended": _("“%(value)s” ended on %(until)s. Name its successor."),
    "circular": _("It would stand above itself: %(path)s. Take one of these parents out."),
    "group_unknown": _("“%(value)s” is neither in the register nor in this sheet."),
    "not_a_group": _("“%(value)s” is a single unit; only a group has members."),
    "group_in_group": _("A group stands for single units, not for other groups."),
    "has_members": _("%(unit)s belongs to it. Take it out before it becomes a single unit."),
    "spelling_taken": _("“%(value)s” leads to %(unit)s. Close it there first, or leave it out here."),
}

texts.register(
    {
        SheetTooLarge.code: _("%(name)s is too large. A file may have 10 MB and 20,000 rows; divide it."),
        SheetUnreadable.code: _(
            "%(name)s is neither a workbook (xlsx) nor a csv in UTF-8 or GB18030. Save it as one of these."
        ),
        NoNameColumn.code: _(
            "%(name)s has no column of full names. Export the register first and fill in its columns."
        ),
        RegisterMoved.code: _("The register has changed since this was looked at. Look at the differences again."),
        RowsWrong.code: _(
            "%(count)s places of the sheet are wrong. Nothing was taken; put them right and upload again."
        ),
    }
)
