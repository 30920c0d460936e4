"""Naming what the plan left open, and the deputies in charge: who may, what comes of it, how it is righted."""

import json

import pytest

import cast
from duban.journal.models import Entry
from duban.ledger.errors import NamingIncomplete, NoPart, NotADeputy, NotNameable
from duban.ledger.models import Assignment, Charge, OpenEnd, Part, Task
from duban.ledger.naming import DeputyNamed, NamedUnits, name_deputy, name_open_end
from duban.ledger.selectors.charges import running_in
from duban.ledger.selectors.open_ends import namers_of, unresolved_rows
from duban.ledger.selectors.posts import held_in
from duban.ledger.services import adopt
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.orgs.models import Holding, Unit
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db

NOTATION = """
# 一 水利工作 @沈砚 =2
1 疏浚河道。 > 市水利局 & 市财政局等、市直有关部门
2 整修堤防。 > 市财政局 & 市水利局等
"""


@pytest.fixture
def actors() -> cast.Cast:
    found = cast.assemble()
    adopt(viewer=found.officer, plan_import=cast.in_review(found.officer, NOTATION), version=0)
    return found


def _end(numbers: str, form: str) -> OpenEnd:
    return OpenEnd.objects.get(task__numbers=numbers, form=form)


def _named(viewer: Viewer, open_end: OpenEnd, *names: str, because: str | None = None) -> None:
    uids = tuple(Unit.objects.filter(name__in=names).values_list("uid", flat=True))
    name_open_end(by=By(viewer), about=open_end, given=NamedUnits(units=uids, none_because=because))


def test_named_units_get_parts_beside_the_printed_words(actors: cast.Cast) -> None:
    _named(actors.liaison, _end("1", "related"), "市民政局")
    part = Part.objects.get(unit__name="市民政局")
    assert (part.role, part.open_end, part.group) == ("cooperating", _end("1", "related"), None)
    assert _end("1", "related").stage == OpenEnd.Stage.NAMED
    assert Assignment.objects.filter(task__numbers="1", surface="市直有关部门").exists()
    entry = Entry.objects.get(kind="ledger.open_end_named")
    body = json.loads(entry.body)
    assert body["before"] == {"stage": "open", "units": []}
    assert body["after"] == {"stage": "named", "units": ["市民政局"]}


def test_what_was_named_can_be_corrected(actors: cast.Cast) -> None:
    _named(actors.liaison, _end("1", "others"), "市民政局")
    _named(actors.head, _end("1", "others"), because="经核实，没有其他单位")
    assert _end("1", "others").stage == OpenEnd.Stage.NONE_MEANT
    assert not Part.objects.filter(unit__name="市民政局").exists()


def test_a_unit_that_is_printed_keeps_its_weightier_part(actors: cast.Cast) -> None:
    _named(actors.liaison, _end("1", "others"), "市水利局")
    part = Part.objects.get(task__numbers="1", unit__name="市水利局")
    assert (part.role, part.open_end) == ("lead", None)


def test_only_the_lead_unit_and_the_office_name(actors: cast.Cast) -> None:
    with pytest.raises(NotYours):
        _named(actors.outsider, _end("1", "others"), "市民政局")
    with pytest.raises(NotYours):  # it cooperates in this one
        _named(actors.liaison, _end("2", "others"), "市民政局")
    _named(actors.officer, _end("2", "others"), "市民政局")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (NamedUnits(), NamingIncomplete),  # neither
        (NamedUnits(units=("x",), none_because="无"), NamingIncomplete),  # both
        (NamedUnits(none_because="　 "), NamingIncomplete),  # blanks are no reason
        (NamedUnits(units=("nosuchunit00",)), NotNameable),
        (NamedUnits(none_because="无", version=7), Stale),  # somebody was faster
    ],
)
def test_what_cannot_be_is_refused(actors: cast.Cast, given: NamedUnits, error: type[Exception]) -> None:
    with pytest.raises(error):
        name_open_end(by=By(actors.liaison), about=_end("1", "others"), given=given)
    assert _end("1", "others").stage == OpenEnd.Stage.OPEN


def test_a_group_cannot_be_named(actors: cast.Cast) -> None:
    with pytest.raises(NotNameable):
        _named(actors.liaison, _end("1", "others"), "市直有关部门")


def test_who_names_follows_the_posts_of_the_lead_unit(actors: cast.Cast) -> None:
    task = Task.objects.get(numbers="1")
    for viewer, words in ((actors.liaison, "丁一舟"), (actors.deputy, "韩知远"), (actors.head, "江望舒")):
        assert words in namers_of(actors.city.pk, [task.pk])[task.pk].words
        rows, count = unresolved_rows(viewer, mine=True)
        assert (count, {row.numbers for row in rows}) == (2, {"1"})
        Holding.objects.filter(person=viewer.person).delete()
    assert namers_of(actors.city.pk, [task.pk])[task.pk].name == ""


def test_the_head_names_a_deputy_in_charge_and_another_later(actors: cast.Cast) -> None:
    task, bureau = Task.objects.get(numbers="2"), actors.head.posts[0].unit
    assert bureau is not None
    held = held_in(actors.city.pk, [bureau.pk])
    only = running_in(actors.head, task, {bureau.pk: bureau}, held)[0]
    assert (only.person, only.is_named, only.may_name) == ("韩知远", False, True)
    name_deputy(by=By(actors.head), about=task, given=DeputyNamed(bureau.uid, actors.deputy.posts[0].uid))
    name_deputy(by=By(actors.officer), about=task, given=DeputyNamed(bureau.uid, actors.head.posts[0].uid))
    assert Charge.objects.get().post == actors.head.posts[0]
    named = running_in(actors.liaison, task, {bureau.pk: bureau}, held)[0]
    assert (named.person, named.is_named, named.may_name) == ("江望舒", True, False)


def test_nobody_is_put_in_charge_of_what_is_not_his(actors: cast.Cast) -> None:
    task, bureau = Task.objects.get(numbers="2"), actors.head.posts[0].unit
    finance, other = Unit.objects.get(name="市财政局"), Unit.objects.get(name="市民政局")
    assert bureau is not None
    deputy = actors.deputy.posts[0].uid
    with pytest.raises(NotYours):  # another unit's
        name_deputy(by=By(actors.head), about=task, given=DeputyNamed(finance.uid, deputy))
    with pytest.raises(NotAllowed):  # not the head
        name_deputy(by=By(actors.deputy), about=task, given=DeputyNamed(bureau.uid, deputy))
    with pytest.raises(NotADeputy):  # a liaison officer
        name_deputy(by=By(actors.head), about=task, given=DeputyNamed(bureau.uid, actors.liaison.posts[0].uid))
    with pytest.raises(NoPart):
        name_deputy(by=By(actors.officer), about=task, given=DeputyNamed(other.uid, deputy))
