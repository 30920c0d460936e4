"""What can go wrong on the way from a file to a reviewed draft."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError
from duban.plans.drafting import errors as drafting


class FileTooLarge(DomainError):
    """The upload is larger than the installation allows."""

    code = "plans.file_too_large"


class FileEmpty(DomainError):
    """The upload holds nothing."""

    code = "plans.file_empty"


class SecrecyMarked(DomainError):
    """The file bears a mark of secrecy; nothing of it is kept (domain 6.6)."""

    code = "plans.secrecy_marked"


class AlreadyHere(DomainError):
    """The same file was given before; `plan_import` and, once adopted, `plan` say where it is."""

    code = "plans.already_here"


class ColumnsUnclear(DomainError):
    """What was said of the columns does not tell where tasks stand and who answers for them."""

    code = "plans.columns_unclear"


class OtherStage(DomainError):
    """The import is not in the stage that the act needs."""

    code = "plans.other_stage"


texts.register(
    {
        FileTooLarge.code: _(
            "“%(name)s” has %(size)s bytes; at most %(limit)s can be taken in. Leave out pictures and annexes and keep "
            "the plan itself."
        ),
        FileEmpty.code: _("“%(name)s” is empty. Choose the file of the plan."),
        SecrecyMarked.code: _(
            "“%(name)s” bears a mark of secrecy. This system must not hold such a file, and nothing of it was kept. "
            "Enter only number, unit and date instead: “see paper copy”."
        ),
        AlreadyHere.code: _("“%(name)s” is here already, byte for byte. Go on with that one."),
        ColumnsUnclear.code: _(
            "Say of one column that it holds the tasks, and of one that it holds a lead, cooperating or responsible "
            "unit or a leader. Then the table can be read."
        ),
        OtherStage.code: _("This file is in the stage “%(stage)s”, in which that cannot be done. Look again."),
        drafting.KindUnknown.code: _("There is no correction of the kind “%(kind)s”."),
        drafting.Malformed.code: _(
            "The field “%(field)s” is missing, too long, or not of its kind. Nothing was changed."
        ),
        drafting.PlaceUnknown.code: _(
            "What was to be corrected (%(place)s) is not in the draft any more; it was removed, split or joined. "
            "Look again."
        ),
        drafting.NothingChanged.code: _("The draft says so already."),
        drafting.UnitNotInDraft.code: _("No clause names the unit “%(unit)s”."),
        drafting.UnitNamedAlready.code: _("The clause names “%(unit)s” in this role already."),
        drafting.SplitAtEdge.code: _("Both parts of a clause need words. Choose a place inside the text."),
        drafting.SplitInsideValue.code: _(
            "A clause cannot be split inside “%(words)s”. Choose a place before or after it."
        ),
        drafting.NotNeighbours.code: _("Only two clauses that follow each other in one section can be joined."),
        drafting.LinkIncomplete.code: _("A link needs at least two clauses, and one of them has to lead."),
        drafting.AlreadyLinked.code: _("Clause %(number)s belongs to another link. Loosen that one first."),
        drafting.NotLinked.code: _("The clause is not linked to another one."),
        drafting.LinkedKeepsShape.code: _(
            "Clause %(number)s is linked to another one. Loosen the link before changing its shape."
        ),
        drafting.OutsideClause.code: _("The characters chosen do not lie in this clause."),
        drafting.UndoUnknown.code: _("Correction %(seq)s does not exist or was undone before."),
        drafting.UndoBlocked.code: _(
            "Correction %(seq)s cannot be undone, because correction %(later)s rests on it. Undo that one first."
        ),
    }
)
