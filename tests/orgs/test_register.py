"""The register of units: how it grows, and who belongs to a group."""

import json

import pytest

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs.errors import NotAllowed
from duban.orgs.models import GroupMember, Unit, UnitAlias
from duban.orgs.register.growing import NamedUnit, grow_register, name_leaders
from duban.orgs.register.known import known_units
from duban.orgs.register.members import group, name_members

pytestmark = pytest.mark.django_db

READ, CORRECTED = UnitAlias.Origin.READ, UnitAlias.Origin.CORRECTED


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def test_a_unit_is_added_once_with_its_spellings(actors: cast.Cast) -> None:
    named = [
        NamedUnit("市审计局", "department", {"审计局": READ}),
        NamedUnit("市水利局", "department", {"水利局": READ}),
    ]
    growth = grow_register(jurisdiction=actors.city, named=named)
    assert [(unit.name, unit.position, unit.pinyin) for unit in growth.new] == [("市审计局", 3, "shi shen ji ju")]
    known = known_units(actors.city)
    names = {"市水利局", "市民政局", "市审计局"}
    assert known.names == {"审计局": "市审计局", "水利局": "市水利局", **{name: name for name in names}}
    assert known.kinds == dict.fromkeys(names, "department")
    again = grow_register(jurisdiction=actors.city, named=named)
    assert (again.new, again.new_spellings) == ((), 0)


@pytest.mark.parametrize(
    "named",
    [
        # two units of one plan share the spelling
        [NamedUnit("市公安局", "department", {"公安局": READ}), NamedUnit("县公安局", "department", {"公安局": READ})],
        # the spelling is the name of another unit of the register
        [NamedUnit("市水务局", "department", {"市水利局": CORRECTED})],
    ],
)
def test_a_spelling_that_could_mean_two_units_is_not_remembered(actors: cast.Cast, named: list[NamedUnit]) -> None:
    assert grow_register(jurisdiction=actors.city, named=named).new_spellings == 0
    assert not UnitAlias.objects.exists()


def test_a_spelling_keeps_leading_to_the_unit_it_led_to_first(actors: cast.Cast) -> None:
    grow_register(jurisdiction=actors.city, named=[NamedUnit("市公安局", "department", {"公安局": READ})])
    grow_register(jurisdiction=actors.city, named=[NamedUnit("县公安局", "department", {"公安局": READ})])
    assert UnitAlias.objects.get(surface="公安局").unit.name == "市公安局"


def test_governments_keep_registers_of_their_own(actors: cast.Cast) -> None:
    grow_register(jurisdiction=actors.city, named=[NamedUnit("市审计局", "department", {})])
    assert known_units(actors.stranger.jurisdiction).names == {}


def test_the_same_name_is_the_same_leader(actors: cast.Cast) -> None:
    leaders = name_leaders(jurisdiction=actors.city, names=["沈砚", "顾怀舟", "顾怀舟"], since=cast.NOON.date())
    assert leaders["沈砚"] == actors.leader.user.person
    # An officer of that name is somebody else: only leaders are known by name.
    other = name_leaders(jurisdiction=actors.city, names=["岳明川"], since=cast.NOON.date())["岳明川"]
    assert other != actors.officer.user.person


def members(of: Unit) -> list[str]:
    rows = GroupMember.objects.filter(group=of, until__isnull=True).order_by("unit__position")
    return [row.unit.name for row in rows.select_related("unit")]


def test_members_of_a_group_are_named_and_named_anew(actors: cast.Cast) -> None:
    names = ("各县市区政府", "青浒区政府", "泽阳区政府", "云壑县政府")
    kinds = ("collective_all", "county", "county", "county")
    grow_register(jurisdiction=actors.city, named=[NamedUnit(*each, {}) for each in zip(names, kinds, strict=True)])
    units = {unit.name: unit for unit in Unit.objects.filter(jurisdiction=actors.city)}
    counties = [units[name] for name in names[1:]]
    name_members(viewer=actors.officer, group=units["各县市区政府"], units=counties[:2])
    name_members(viewer=actors.officer, group=units["各县市区政府"], units=counties[1:])
    assert members(units["各县市区政府"]) == ["泽阳区政府", "云壑县政府"]
    shown = group(actors.auditor, units["各县市区政府"].uid)
    assert [unit.name for unit in shown.members] == ["泽阳区政府", "云壑县政府"]
    assert [unit.name for unit in shown.candidates] == ["市水利局", "市民政局", "青浒区政府"]
    entry = Entry.objects.filter(kind="orgs.group_members_named").order_by("-seq").first()
    assert entry is not None
    assert json.loads(entry.body) == {
        "group": "各县市区政府",
        "since": clock.today().isoformat(),
        "before": {"members": sorted(unit.name for unit in counties[:2])},
        "after": {"members": sorted(unit.name for unit in counties[1:])},
    }


def test_only_groups_have_members_and_members_are_single_units(actors: cast.Cast) -> None:
    grow_register(jurisdiction=actors.city, named=[NamedUnit("各县市区政府", "collective_all", {})])
    bureau, everybody = Unit.objects.get(name="市水利局"), Unit.objects.get(name="各县市区政府")
    for named, member, code in ((bureau, bureau, "orgs.not_a_group"), (everybody, everybody, "orgs.group_in_group")):
        with pytest.raises(DomainError) as refusal:
            name_members(viewer=actors.officer, group=named, units=[member])
        assert refusal.value.code == code
    with pytest.raises(NotAllowed):
        name_members(viewer=actors.liaison, group=everybody, units=[bureau])
