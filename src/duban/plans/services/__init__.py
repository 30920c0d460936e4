"""Acts on the way from a file to a reviewed draft."""

from duban.plans.services.background import resume_reading, start_reading
from duban.plans.services.columns import name_columns
from duban.plans.services.reading import read_import, read_next, register_of, take_over_abandoned
from duban.plans.services.receiving import receive_file
from duban.plans.services.reviewing import accept_items, correct, discard, mark_for_comment, undo

__all__ = [
    "accept_items",
    "correct",
    "discard",
    "mark_for_comment",
    "name_columns",
    "read_import",
    "read_next",
    "receive_file",
    "register_of",
    "resume_reading",
    "start_reading",
    "take_over_abandoned",
    "undo",
]
