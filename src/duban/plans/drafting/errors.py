"""Why a correction cannot be made to a draft; the sentences stand in duban.plans.errors."""

from duban.core.errors import DomainError


class CorrectionRefused(DomainError):
    """A correction that does not fit the draft as it stands."""


class KindUnknown(CorrectionRefused):
    """There is no such kind of correction."""

    code = "plans.correction_unknown"


class Malformed(CorrectionRefused):
    """A field of a correction is missing, too long, or not of its kind."""

    code = "plans.correction_malformed"


class PlaceUnknown(CorrectionRefused):
    """What is to be corrected is not, or no longer, in the draft."""

    code = "plans.place_unknown"


class NothingChanged(CorrectionRefused):
    """The draft already says so."""

    code = "plans.nothing_changed"


class UnitNotInDraft(CorrectionRefused):
    """No clause names this unit."""

    code = "plans.unit_not_in_draft"


class UnitNamedAlready(CorrectionRefused):
    """The clause already names this unit in this role."""

    code = "plans.unit_named_already"


class SplitAtEdge(CorrectionRefused):
    """A split leaves words on both sides."""

    code = "plans.split_at_edge"


class SplitInsideValue(CorrectionRefused):
    """A split may not cut a unit, a figure or a date in two."""

    code = "plans.split_inside_value"


class NotNeighbours(CorrectionRefused):
    """Only two clauses that follow each other in one section can be joined."""

    code = "plans.not_neighbours"


class LinkIncomplete(CorrectionRefused):
    """A link needs two clauses or more, one of which leads."""

    code = "plans.link_incomplete"


class AlreadyLinked(CorrectionRefused):
    """The clause already belongs to another link."""

    code = "plans.already_linked"


class NotLinked(CorrectionRefused):
    """The clause stands alone."""

    code = "plans.not_linked"


class LinkedKeepsShape(CorrectionRefused):
    """A linked clause can be neither split nor joined."""

    code = "plans.linked_keeps_shape"


class OutsideClause(CorrectionRefused):
    """The characters named do not lie in the clause."""

    code = "plans.outside_clause"


class UndoUnknown(CorrectionRefused):
    """There is no such correction, or it was undone before."""

    code = "plans.undo_unknown"


class UndoBlocked(CorrectionRefused):
    """A later correction rests on the one to be undone."""

    code = "plans.undo_blocked"
