"""How a finding can be settled: one act where the answer is plain, else the form in which to give it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from duban.core.texts import Lazy
from duban.plans.selectors import FindingRow, ItemRow, Review
from duban.web.views.review_panels import split_places, units_of

MOST_CHOICES = 3


@dataclass(frozen=True)
class Offer:
    """A settlement: `kind` is the correction that it makes at once, `edit` the place whose form it opens instead."""

    words: str
    kind: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    edit: str = ""


def offers_of(review: Review, finding: FindingRow) -> tuple[Offer, ...]:
    """Return the settlements of an open finding; the last one lets the document stay as it stands, with a remark."""
    if not finding.is_open:
        return ()
    items = [item for item in review.items if item.id in finding.items]
    offered = list(_OFFERS[finding.code](finding, items, review)) if finding.code in _OFFERS else []
    stays = Offer(str(_STAYS.get(finding.code, _AS_PRINTED)), "finding_settled", (("finding", str(finding.index)),))
    remark = Offer(_("With a remark"), edit=f"finding:{finding.index}")
    return (*offered, stays, remark) if finding.code in _ANSWER_FIRST else (stays, *offered, remark)


_AS_PRINTED = gettext_lazy("It stays as printed")

# What letting the document stand means, in the words of each finding.
_STAYS: dict[str, Lazy] = {
    "collective_unnamed": gettext_lazy("The lead unit will name them"),
    "comma_expected": gettext_lazy("Read rightly"),
    "cooperating_missing": gettext_lazy("None is needed"),
    "deadline_missing": gettext_lazy("By the end of the year"),
    "item_repeated": gettext_lazy("Keep them apart"),
    "leads_several": gettext_lazy("They lead together"),
    "list_open": gettext_lazy("The lead unit will name them"),
    "local_government_leads": gettext_lazy("It leads"),
    "measure_missing": gettext_lazy("Leave it to the work plan"),
    "name_inferred": gettext_lazy("Read rightly"),
    "items_alike": gettext_lazy("Keep them apart"),
    "names_alike": gettext_lazy("Two units"),
    "names_merged": gettext_lazy("One unit"),
    "prefix_missing": gettext_lazy("Read rightly"),
    "semicolon_expected": gettext_lazy("Read rightly"),
    "separator_lost": gettext_lazy("Read rightly"),
    "task_vague": gettext_lazy("Leave it to the work plan"),
}

# Findings that ask for an answer before they may stay as they are.
_ANSWER_FIRST = frozenset(
    {
        "count_differs",
        "date_incomplete",
        "item_repeated",
        "items_alike",
        "lead_missing",
        "leader_name_incomplete",
        "leader_name_missing",
        "leader_unknown",
        "name_ambiguous",
        "number_lost",
        "number_repeated",
        "responsible_undivided",
        "unit_doubtful",
        "unit_in_two_roles",
        "unit_missing",
    }
)

Offered = Callable[[FindingRow, list[ItemRow], Review], Iterator[Offer]]


def _link(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    if len(items) < 2 or any(item.linked for item in items):
        return
    leaders = {section.id: section.leaders for section in review.sections}
    pairs = tuple(("items", item.id) for item in items)
    for item in items:
        named = "、".join(leader.name for leader in item.leaders or leaders.get(item.section, ()))
        words = _("One task, led by clause %(number)s %(leader)s") % {"number": item.number, "leader": named}
        yield Offer(words.strip(), "items_linked", (*pairs, ("leading", item.id), _settles(finding)))


def _name_leader(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    named = [place for place in finding.places if "/leader/" in place]
    owner = named[0] if named else f"+{finding.section or (items[0].id if items else '')}"
    if owner != "+":
        yield Offer(_("Complete the name"), edit=f"leader:{owner}")


def _explain_count(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    if finding.section:
        yield Offer(_("Explain the number"), edit=f"section:{finding.section}")


def _date_of_issue(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    yield Offer(_("Enter the date"), edit="plan:issued_on")


def _one_leads(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    for unit in [unit for item in items for unit in item.responsible][:MOST_CHOICES]:
        words = _("%(unit)s leads") % {"unit": unit.name}
        yield Offer(words, "mention_role", (("mention", unit.id), ("role", "lead"), _settles(finding)))


def _one_role(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    inside = [unit for item in items for unit in units_of(item) if unit.id in finding.places]
    twice = [unit for unit in inside if sum(other.name == unit.name for other in inside) > 1]
    words = {"lead": _("It only cooperates"), "cooperating": _("It only leads"), "responsible": _("It is not both")}
    for unit in twice[:2]:
        yield Offer(words[unit.role], "mention_removed", (("mention", unit.id), _settles(finding)))


def _other_unit(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    place = next((unit.id for item in items for unit in units_of(item) if unit.id in finding.places), "")
    if place:
        yield Offer(_("Another unit"), edit=f"unit:{place}")


def _no_unit(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    yield from _other_unit(finding, items, review)
    place = next((unit.id for item in items for unit in units_of(item) if unit.id in finding.places), "")
    if place:
        yield Offer(_("It is no unit, remove it"), "mention_removed", (("mention", place), _settles(finding)))


def _figure(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    place = next((each.id for item in items for each in item.targets if each.id in finding.places), "")
    if place:
        yield Offer(_("Correct the figure"), edit=f"target:{place}")


def _new(edit: str, words: Lazy) -> Offered:
    def offered(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
        yield Offer(str(words), edit=edit)

    return offered


def _split(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    if items and split_places(items[0]):
        yield Offer(_("Split into two"), edit="split")


def _measure(finding: FindingRow, items: list[ItemRow], review: Review) -> Iterator[Offer]:
    yield Offer(_("Add a figure"), edit="target:+")
    yield Offer(_("Add a date"), edit="deadline:+")


def _settles(finding: FindingRow) -> tuple[str, str]:
    return ("finding", str(finding.index))


_ADD_LEAD = _new("unit:+lead", gettext_lazy("Name the lead unit"))
_ADD_COOPERATING = _new("unit:+cooperating", gettext_lazy("Add a unit"))
_NUMBER = _new("number", gettext_lazy("Set the number"))

_OFFERS: dict[str, Offered] = {
    "collective_unnamed": _ADD_COOPERATING,
    "cooperating_missing": _ADD_COOPERATING,
    "count_differs": _explain_count,
    "date_differs": _date_of_issue,
    "date_incomplete": _date_of_issue,
    "deadline_missing": _new("deadline:+", gettext_lazy("Add a date")),
    "item_repeated": _link,
    "lead_missing": _ADD_LEAD,
    "leader_missing": _name_leader,
    "leader_name_incomplete": _name_leader,
    "leader_name_missing": _name_leader,
    "leader_unknown": _name_leader,
    "list_open": _ADD_COOPERATING,
    "local_government_leads": _ADD_LEAD,
    "measure_missing": _measure,
    "name_ambiguous": _other_unit,
    "name_inferred": _other_unit,
    "names_merged": _other_unit,
    "item_too_long": _split,
    "items_alike": _link,
    "figures_contradict": _figure,
    "number_lost": _NUMBER,
    "number_repeated": _NUMBER,
    "number_skipped": _NUMBER,
    "prefix_missing": _other_unit,
    "responsible_undivided": _one_leads,
    "role_empty": _new("unit:+lead", gettext_lazy("Add a unit")),
    "separator_lost": _figure,
    "task_vague": _measure,
    "unit_doubtful": _no_unit,
    "unit_in_two_roles": _one_role,
    "unit_missing": _figure,
    "unit_repeated": _no_unit,
    "unit_truncated": _other_unit,
    "unit_unknown": _other_unit,
}
