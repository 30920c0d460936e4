"""From a document to its reading: the steps in their order."""

from duban.plans.reading.models import Document, Plan, Reading
from duban.plans.reading.resolve import EMPTY, Register


def read_document(document: Document, *, register: Register = EMPTY) -> Reading:
    """Read any text as a plan; what cannot be read is a finding, never an error."""
    plan = Plan(None, None, None, None, None, (), {})
    return Reading(document.source, document.text, document.places, plan, (), (), (), ())
