"""The values of one clause, or of the document itself, as the draft shows them: what stands, what was printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from duban.plans.selectors import ItemRow, Review, SectionRow
from duban.plans.selectors.values import DeadlineRow, FieldRow, LeaderRow, TargetRow, UnitRow

PLAIN_KINDS = frozenset({"department", "other"})


@dataclass(frozen=True)
class Entry:
    """One value: `edit` is the place of its form, `source` the printed words, `was` what reading had made of them."""

    ref: str
    words: str
    edit: str
    source: str
    is_printed: bool
    tags: tuple[str, ...] = ()
    was: str = ""
    is_quoted: bool = False


@dataclass(frozen=True)
class Group:
    """Values of one kind; `add` is the place of the form that adds one, `missing` what to say where there is none."""

    label: str
    entries: tuple[Entry, ...]
    add: str = ""
    missing: str = ""


def groups_of(review: Review, item: ItemRow, opened: str) -> tuple[Group, ...]:
    """Return the values of a clause by kind, in the order in which a reader asks for them.

    Few clauses have a leader of their own: the kind stands only where there is one, or one is being `opened`.
    """
    marks_new = any(unit.is_known for row in review.items for unit in (*row.leads, *row.cooperating))

    def units(rows: Iterable[UnitRow]) -> tuple[Entry, ...]:
        return tuple(_unit(row, marks_new=marks_new) for row in rows)

    groups = [
        Group(_("Lead"), units(item.leads), "unit:+lead", _("none named")),
        Group(_("Cooperating"), units(item.cooperating), "unit:+cooperating", _("none named")),
        Group(_("Due"), tuple(map(_deadline, item.deadlines)), "deadline:+", _("no date")),
        Group(_("Targets"), tuple(map(_target, item.targets)), "target:+", _("no figure")),
    ]
    if item.responsible:
        groups.insert(1, Group(_("Responsible"), units(item.responsible), "unit:+responsible"))
    own_leader = f"leader:+{item.id}"
    if item.leaders or opened == own_leader:
        groups.append(Group(_("Leader"), leaders_of(item), own_leader))
    return tuple(groups)


def leaders_of(owner: ItemRow | SectionRow) -> tuple[Entry, ...]:
    """Return the responsible leaders of a section or clause."""
    return tuple(_leader(leader) for leader in owner.leaders)


def fields_of(review: Review) -> Iterator[Group]:
    """Return what the document says of itself."""
    for field in review.fields:
        if field.value:
            yield Group(field.label, (_field(field),))
        else:
            yield Group(field.label, (), f"plan:{field.code}", _("not stated"))


def _unit(unit: UnitRow, *, marks_new: bool) -> Entry:
    tags = []
    if unit.kind not in PLAIN_KINDS:
        tags.append(unit.kind_label)
    if unit.is_open_ended:
        tags.append(_("and others"))
    if marks_new and not unit.is_known:
        tags.append(pgettext("unit", "new"))
    was = [_("read as “%(words)s”") % {"words": unit.read_name}] if unit.read_name else []
    if unit.read_role:
        was.append(_("read as %(role)s") % {"role": unit.read_role})
    return _entry(unit, unit.name, f"unit:{unit.id}", tags=tuple(tags), was="　".join(was))


def _leader(leader: LeaderRow) -> Entry:
    was = _("read as “%(words)s”") % {"words": leader.read_name} if leader.read_name else ""
    return _entry(leader, leader.name, f"leader:{leader.id}", was=was)


def _target(target: TargetRow) -> Entry:
    words = " ".join(filter(None, (target.sign, target.value, target.unit))) if target.value else target.text
    was = _("read as “%(words)s”") % {"words": target.read} if target.read else ""
    return _entry(target, words, f"target:{target.id}", printed=target.text, was=was)


def _deadline(deadline: DeadlineRow) -> Entry:
    words = formats.date_format(deadline.date, "DATE_FORMAT") if deadline.date else deadline.text
    tags = (deadline.precision_label,) if deadline.precision not in {"day", "none"} else ()
    was = _("read as “%(words)s”") % {"words": deadline.read} if deadline.read else ""
    return _entry(deadline, words, f"deadline:{deadline.id}", printed=deadline.text, tags=tags, was=was)


def _field(field: FieldRow) -> Entry:
    was = _("read as “%(words)s”") % {"words": field.read} if field.read else ""
    source = _("as printed") if field.start is not None else ""
    return Entry(f"plan:{field.code}", field.value, f"plan:{field.code}", source, field.start is not None, was=was)


def _entry(
    row: UnitRow | LeaderRow | TargetRow | DeadlineRow,
    words: str,
    edit: str,
    *,
    printed: str = "",
    tags: tuple[str, ...] = (),
    was: str = "",
) -> Entry:
    """Return a value with its source: the printed words where they differ, the place, or the hand that added it."""
    printed = printed or (row.surface if isinstance(row, UnitRow | LeaderRow) else "")
    if row.is_added:
        source, is_quoted = _("added by hand"), False
    elif printed != words:
        source, is_quoted = printed, True
    else:
        source, is_quoted = _("as printed"), False
    return Entry(row.id, words, edit, source, row.start is not None, tags, was, is_quoted)
