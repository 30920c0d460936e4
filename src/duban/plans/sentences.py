"""What a review says in the reader's language: corrections made, points still open."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from duban.core.texts import Lazy
from duban.plans.reading.messages import Language

CORRECTIONS: dict[str, Lazy] = {
    "unit_named": _("“%(unit)s” is “%(name)s” wherever it is named"),
    "unit_kind": _("“%(unit)s” is of another kind: %(unit_kind)s"),
    "mention_named": _("Clause %(number)s: “%(mention)s” is “%(name)s” at this place"),
    "mention_role": _("Clause %(number)s: the role of “%(mention)s” is %(role)s"),
    "mention_added": _("Clause %(item)s: “%(name)s” added as %(role)s"),
    "mention_removed": _("Clause %(number)s: “%(mention)s” is no unit of it"),
    "target_set": _("Clause %(number)s: “%(target)s” means %(comparator)s %(value)s %(unit)s"),
    "target_added": _("Clause %(item)s: figure added: %(comparator)s %(value)s %(unit)s"),
    "target_removed": _("Clause %(number)s: “%(target)s” is no figure to be reached"),
    "deadline_set": _("Clause %(number)s: “%(deadline)s” means %(date)s"),
    "deadline_added": _("Clause %(item)s: date added: %(date)s"),
    "deadline_removed": _("Clause %(number)s: “%(deadline)s” is no deadline"),
    "item_split": _("Clause %(item)s split into two"),
    "items_joined": _("Clauses %(items)s joined"),
    "items_linked": _("Clauses %(items)s make one task, led by %(leading)s"),
    "items_unlinked": _("Clause %(item)s stands alone again"),
    "item_number": _("Clause %(item)s is number %(number_set)s"),
    "item_accepted": _("Clauses %(items)s accepted"),
    "leader_named": _("%(place)s: the responsible leader is %(name)s"),
    "leader_removed": _("“%(leader)s” is no responsible leader"),
    "section_titled": _("The title of section %(section)s is “%(title)s”"),
    "section_count_explained": _("Section %(section)s: number of clauses explained: %(remark)s"),
    "finding_settled": _("Finding %(finding_number)s settled, the document stays as it stands: %(remark)s"),
    "plan_field": _("%(field)s of the document: %(value)s"),
}

OPEN_POINTS: dict[str, Lazy] = {
    "plan_without_title": _("The document has no title. Enter it."),
    "plan_without_clauses": _("No clause was found, so there is nothing to adopt."),
    "finding_open": _("Finding %(finding_number)s must be settled."),
    "clause_without_lead": _("Clause %(number)s names no lead unit. Name one."),
    "unit_not_named": _("Clause %(number)s: “%(words)s” is no name of a unit. Name the unit or remove it."),
    "leader_not_named": _("“%(words)s” is no name of a leader. Name the leader or remove it."),
}

PLAN_FIELDS: dict[str, Lazy] = {
    "title": _("Title"),
    "doc_number": _("Document number"),
    "index_number": _("Index number"),
    "issuer": _("Issued by"),
    "issued_on": _("Date of issue"),
}

COMPARATORS: dict[str | None, str] = {">=": "≥", "<=": "≤", "=": "=", "~": "≈", None: ""}


def language() -> Language:
    """Return the language in which reading is to speak to this reader."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"
