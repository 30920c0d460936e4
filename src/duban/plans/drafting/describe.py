"""The words of a correction for its history: numbers, names and printed words instead of ids."""

from dataclasses import dataclass

from duban.plans.drafting.bodies import written
from duban.plans.drafting.corrections import Correction, fields_of
from duban.plans.drafting.models import Draft, DraftDeadline, DraftItem, DraftTarget, Placed


@dataclass(frozen=True, slots=True)
class Words:
    """What a place says, and the number of the clause it stands in."""

    text: str
    number: str = ""


def params_of(correction: Correction, draft: Draft) -> dict[str, str]:
    """Return the parameters of the sentence about a correction, in the draft as it was before.

    Never fails: a place that the draft does not know is shown by its id.
    """
    places = _places(draft)
    params = {"number": "", "finding_number": ""}
    for name in fields_of(type(correction)):
        value = written(getattr(correction, name))
        if name == "number":
            params["number_set"] = "" if value is None else str(value)
        elif name == "finding":
            params["finding_number"] = "" if value is None else str(int(str(value)) + 1)
        elif isinstance(value, list):
            params[name] = "、".join(places.get(each, Words(each)).text for each in value)
        else:
            words = Words("" if value is None else str(value))
            if name in _PLACE_FIELDS:
                words = places.get(words.text, words)
            params[name] = words.text
            params["number"] = params["number"] or words.number
    return params


_PLACE_FIELDS = frozenset({"item", "leading", "mention", "target", "deadline", "place", "leader", "section"})


def _places(draft: Draft) -> dict[str, Words]:
    """Return the words of every place of a draft by its id."""
    places: dict[str, Words] = {}
    for section in draft.sections:
        places[section.id] = Words(section.label or section.title.now)
        places.update({leader.id: Words(leader.surface) for leader in section.leaders})
    for item in draft.items:
        number = number_of(item)
        places[item.id] = Words(number, number)
        for value in item.placed:
            places[value.id] = Words(_said(value), number)
    return places


def number_of(item: DraftItem) -> str:
    """Return the number by which a person calls a clause; without one, its place in the reading."""
    return item.number.now or f"({item.id})"


def _said(value: Placed) -> str:
    return value.text if isinstance(value, DraftTarget | DraftDeadline) else value.surface
