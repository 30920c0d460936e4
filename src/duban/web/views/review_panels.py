"""What can be corrected at a place of the draft: the forms that open there.

A place is named in the address: `edit=unit:7/lead/0` for a value, `edit=unit:+lead` for one that is missing,
`edit=split` for the clause itself, `edit=plan:title`, `edit=section:s4`, `edit=finding:95`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from duban.plans.models import UnitMention
from duban.plans.selectors import ItemRow, Review
from duban.plans.selectors.values import DeadlineRow, LeaderRow, TargetRow, UnitRow
from duban.web.views import review_forms as ask
from duban.web.views.review_forms import LABELS, Act, Asked

SENTENCE = re.compile(r"[。；;！？!?，,、](?!$)")
OTHER = "other"  # of two clauses that are linked, the one that is chosen from the list
SHOWN_BEFORE, SHOWN_AFTER = 14, 18


@dataclass(frozen=True)
class Panel:
    """The forms of one place; `place` is the address of the place, `finding` the finding that it settles."""

    place: str
    title: str
    asked: tuple[Asked, ...]
    finding: str = ""


def panel_at(review: Review, item: ItemRow | None, place: str, finding: str) -> Panel | None:
    """Return the forms of a place; nothing where the draft does not know it any more."""
    what, _colon, rest = place.partition(":")
    made = _PANELS[what](review, item, rest) if what in _PANELS else None
    if made is None:
        return None
    asked = made.asked
    if finding.isdigit():
        asked = tuple(replace(each, hidden=(*each.hidden, ("finding", finding))) for each in asked)
    return replace(made, place=place, asked=asked, finding=finding)


def units_of(item: ItemRow) -> tuple[UnitRow, ...]:
    """Return the units of a clause in all roles."""
    return (*item.leads, *item.responsible, *item.cooperating)


def leaders_named(review: Review) -> Iterator[LeaderRow]:
    """Return every responsible leader that a section or a clause names."""
    for section in review.sections:
        yield from section.leaders
    for item in review.items:
        yield from item.leaders


def _unit(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    if rest.startswith("+"):
        return _new_unit(item, rest[1:])
    unit = next((unit for unit in units_of(item) if unit.id == rest), None)
    if unit is None:
        return None
    count = sum(other.name == unit.name for each in review.items for other in units_of(each))
    everywhere = ngettext("At its %(count)s place", "At all its %(count)s places", count) % {"count": count}
    here = (("mention", unit.id),)
    roles = [(code, label) for code, label in UnitMention.Role.choices if code != unit.role]
    return Panel(
        "",
        _("“%(surface)s” as printed") % {"surface": unit.surface} if not unit.is_added else unit.name,
        (
            Asked(
                {"name": ask.unit_name()},
                {"name": unit.name},
                (("unit", unit.name), *here),
                (
                    Act("unit_named", everywhere, "btn-ink"),
                    *([Act("mention_named", _("Only here"))] if count > 1 else []),
                ),
                _("A spelling corrected at all places is remembered for the next plan."),
            ),
            *(
                Asked(hidden=(*here, ("role", code)), acts=(Act("mention_role", _AS_ROLE[code]()),))
                for code, _label in roles
            ),
            Asked(hidden=here, acts=(Act("mention_removed", _("It is no unit, remove it")),)),
            Asked(
                {"unit_kind": ask.unit_kind()},
                {"unit_kind": unit.kind},
                (("unit", unit.name),),
                (Act("unit_kind", _("Set the kind")),),
            ),
        ),
    )


_AS_ROLE: dict[str, Callable[[], str]] = {
    "lead": lambda: _("It leads"),
    "cooperating": lambda: _("It cooperates"),
    "responsible": lambda: _("It is responsible"),
}


def _new_unit(item: ItemRow, role: str) -> Panel:
    fields = {
        "name": ask.unit_name(),
        "role": ask.role(),
        "unit_kind": ask.unit_kind(_("as the register or name says")),
    }
    acts = (Act("mention_added", _("Add the unit"), "btn-ink"),)
    return Panel("", _("Add a unit"), (Asked(fields, {"role": role}, (("item", item.id),), acts),))


def _leader(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    acts = (Act("leader_named", _("Name the leader"), "btn-ink"),)
    if rest.startswith("+"):
        named = Asked({"name": ask.leader_name()}, {}, (("place", rest[1:]),), acts)
        return Panel("", _("Name a responsible leader"), (named,))
    leader = next((leader for leader in leaders_named(review) if leader.id == rest), None)
    if leader is None:
        return None
    return Panel(
        "",
        _("“%(surface)s” as printed") % {"surface": leader.surface},
        (
            Asked({"name": ask.leader_name()}, {"name": leader.name}, (("place", leader.id),), acts),
            Asked(hidden=(("leader", leader.id),), acts=(Act("leader_removed", _("It is no leader, remove it")),)),
        ),
    )


def _target(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    if rest == "+":
        fields = {"text": ask.words(str(LABELS["text"]), longest=128, hint=_HINT_OF_WORDS()), **ask.figure()}
        acts = (Act("target_added", _("Add the figure"), "btn-ink"),)
        return Panel("", _("Add a figure"), (Asked(fields, {"comparator": "="}, (("item", item.id),), acts),))
    target: TargetRow | None = next((each for each in item.targets if each.id == rest), None)
    if target is None:
        return None
    here = (("target", target.id),)
    values = {"comparator": target.comparator, "value": target.value, "unit": target.unit}
    return Panel(
        "",
        _("“%(surface)s” as printed") % {"surface": target.text},
        (
            Asked(ask.figure(), values, here, (Act("target_set", _("Set the figure"), "btn-ink"),)),
            Asked(hidden=here, acts=(Act("target_removed", _("It is no target, remove it")),)),
        ),
    )


def _deadline(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    if rest == "+":
        fields = {"text": ask.words(str(LABELS["text"]), longest=64, hint=_HINT_OF_WORDS()), **ask.day()}
        acts = (Act("deadline_added", _("Add the date"), "btn-ink"),)
        return Panel("", _("Add a date"), (Asked(fields, {"precision": "day"}, (("item", item.id),), acts),))
    deadline: DeadlineRow | None = next((each for each in item.deadlines if each.id == rest), None)
    if deadline is None:
        return None
    here = (("deadline", deadline.id),)
    values = {"date": deadline.date, "precision": deadline.precision}
    return Panel(
        "",
        _("“%(surface)s” as printed") % {"surface": deadline.text},
        (
            Asked(ask.day(), values, here, (Act("deadline_set", _("Set the date"), "btn-ink"),)),
            Asked(hidden=here, acts=(Act("deadline_removed", _("It is no deadline, remove it")),)),
        ),
    )


def _HINT_OF_WORDS() -> str:  # noqa: N802 -- a sentence, said anew in each reader's language
    return _("As printed in the clause, so that the place is marked; or in words of your own.")


def _number(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    fields = {"number": ask.words(str(LABELS["number"]), longest=16)}
    acts = (Act("item_number", _("Set the number"), "btn-ink"),)
    return Panel("", _("Number"), (Asked(fields, {"number": item.number}, (("item", item.id),), acts),))


def _split(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    places = [(str(at), _around(item.text, at)) for at in split_places(item)]
    if not places:
        return None
    fields = {"offset": ask.chosen(str(LABELS["offset"]), places)}
    acts = (Act("item_split", _("Split here"), "btn-ink"),)
    hint = _("Units and leaders answer for both parts; figures and dates stay with their words.")
    return Panel("", _("Split the clause into two"), (Asked(fields, {}, (("item", item.id),), acts, hint),))


def split_places(item: ItemRow) -> list[int]:
    """Return the ends of sentences and phrases inside a clause, where it can be split."""
    return [found.end() for found in SENTENCE.finditer(item.text)]


def _around(text: str, at: int) -> str:
    """Return the words on both sides of a place."""
    before, after = text[max(at - SHOWN_BEFORE, 0) : at], text[at : at + SHOWN_AFTER]
    return f"{'…' if at > SHOWN_BEFORE else ''}{before}｜{after}{'…' if at + SHOWN_AFTER < len(text) else ''}"


def _link(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    if item is None:
        return None
    others = [(each.id, f"{each.number}　{each.title}") for each in review.items if each.id != item.id]
    if not others:
        return None
    leading = [(item.id, _("this clause")), (OTHER, _("the other clause"))]
    fields = {
        "items": ask.listed(str(LABELS["items"]), others),
        "leading": ask.chosen(str(LABELS["leading"]), leading),
    }
    acts = (Act("items_linked", _("Link into one task"), "btn-ink"),)
    hint = _("Both say the same: one task, reported once; one of them leads it.")
    asked = Asked(fields, {"leading": item.id}, (("items", item.id),), acts, hint)
    return Panel("", _("Link with another clause"), (asked,))


def _plan(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    field = next((field for field in review.fields if field.code == rest), None)
    if field is None:
        return None
    fields = {"value": ask.day()["date"] if rest == "issued_on" else ask.words(field.label, longest=255)}
    fields["value"].label = field.label
    acts = (Act("plan_field", _("Set the field"), "btn-ink"),)
    return Panel("", field.label, (Asked(fields, {"value": field.value}, (("field", rest),), acts),))


def _section(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    section = next((section for section in review.sections if section.id == rest), None)
    if section is None:
        return None
    here = (("section", section.id),)
    title = {"title": ask.words(str(LABELS["title"]), longest=255)}
    remark = {"remark": ask.words(_("Why the number differs"), longest=255)}
    asked = [Asked(title, {"title": section.title}, here, (Act("section_titled", _("Set the title"), "btn-ink"),))]
    if section.count_agrees is False:
        act = Act("section_count_explained", _("Explain the number"), "btn-ink")
        asked.insert(0, Asked(remark, {"remark": section.explanation}, here, (act,)))
    return Panel("", pgettext("of a plan", "Section %(label)s") % {"label": section.label}, tuple(asked))


def _finding(review: Review, item: ItemRow | None, rest: str) -> Panel | None:
    finding = next((finding for finding in review.findings if str(finding.index) == rest), None)
    if finding is None:
        return None
    fields = {"remark": ask.words(_("Why it may stay (may be left empty)"), longest=255)}
    acts = (Act("finding_settled", _("It stays as printed"), "btn-ink"),)
    title = _("Finding %(number)s") % {"number": finding.number}
    return Panel("", title, (Asked(fields, {"remark": finding.remark}, (("finding", rest),), acts),))


_PANELS: dict[str, Callable[[Review, ItemRow | None, str], Panel | None]] = {
    "unit": _unit,
    "leader": _leader,
    "target": _target,
    "deadline": _deadline,
    "number": _number,
    "split": _split,
    "link": _link,
    "plan": _plan,
    "section": _section,
    "finding": _finding,
}
