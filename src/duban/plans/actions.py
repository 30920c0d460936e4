"""Kinds of acts of this package in the journal."""

from django.utils.translation import gettext_lazy as _

from duban.journal.kinds import Kind, register

FILE_RECEIVED = Kind("plans.file_received", _("File received for reading"))
FILE_READ = Kind("plans.file_read", _("File read"))
FILE_NOT_READ = Kind("plans.file_not_read", _("File could not be read"))
DRAFT_CORRECTED = Kind("plans.draft_corrected", _("Draft corrected"))
CLAUSES_ACCEPTED = Kind("plans.clauses_accepted", _("Clauses accepted"))
CORRECTION_UNDONE = Kind("plans.correction_undone", _("Correction undone"))
MARKED_FOR_COMMENT = Kind("plans.marked_for_comment", _("Marked as draft for comment"))
COMMENT_MARK_REMOVED = Kind("plans.comment_mark_removed", _("Mark as draft for comment removed"))
IMPORT_DISCARDED = Kind("plans.import_discarded", _("File put aside"))
COLUMNS_NAMED = Kind("plans.columns_named", _("Columns of a table named"))

register(
    FILE_RECEIVED,
    FILE_READ,
    FILE_NOT_READ,
    DRAFT_CORRECTED,
    CLAUSES_ACCEPTED,
    CORRECTION_UNDONE,
    MARKED_FOR_COMMENT,
    COMMENT_MARK_REMOVED,
    IMPORT_DISCARDED,
    COLUMNS_NAMED,
)
