"""Units that end: merged, split, dissolved; who takes over what is open, and every refusal."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.ledger.models import Assignment, Task
from duban.ledger.services import adopt
from duban.ledger.stages import TaskStage
from duban.orgs.models import GroupMember, Succession, Unit, UnitAlias
from duban.orgs.register.aliases import add_alias
from duban.orgs.register.entering import UnitFacts, change_unit, enter_unit
from duban.orgs.register.hooks import open_duties
from duban.orgs.register.known import known_units
from duban.orgs.register.members import members_on, name_members
from duban.orgs.register.successions import dissolve_unit, merge_units, split_unit

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
EVE = DAY - timedelta(1)


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(cast.NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    """The cast with an adopted plan: 市住建局 leads the task of the clauses 3, and of 5 with 市水利局."""
    actors = cast.assemble()
    plan_import = cast.in_review(actors.officer)
    adopt(viewer=actors.officer, plan_import=plan_import, version=plan_import.version)
    for name in ("市水务中心", "市河湖中心"):
        enter_unit(viewer=actors.officer, name=name, facts=UnitFacts(kind="institution", standing="object"))
    return actors


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def merged(actors: cast.Cast, names: list[str], into: str, duties_to: str | None = None, on: date = DAY) -> Unit:
    return merge_units(
        viewer=actors.officer,
        units=[unit(name) for name in names],
        into=unit(into),
        on=on,
        basis="澜编〔2026〕1号",
        duties_to=unit(duties_to) if duties_to else None,
    )


def split(actors: cast.Cast, name: str, into: list[str], duties_to: str | None = None) -> Unit:
    return split_unit(
        viewer=actors.officer,
        unit=unit(name),
        into=[unit(each) for each in into],
        on=DAY,
        basis="澜编〔2026〕1号",
        duties_to=unit(duties_to) if duties_to else None,
    )


def dissolved(actors: cast.Cast, name: str, on: date = DAY) -> Unit:
    return dissolve_unit(viewer=actors.officer, unit=unit(name), on=on, basis="澜编〔2026〕1号")


def parts(name: str) -> list[tuple[str, str, bool]]:
    rows = Assignment.objects.filter(unit__name=name).order_by("task__position")
    return list(rows.values_list("task__numbers", "role", "is_primary"))


def test_merged_units_end_the_day_before_and_their_names_lead_to_the_successor(actors: cast.Cast) -> None:
    add_alias(viewer=actors.officer, unit=unit("市民政局"), surface="民政", origin=UnitAlias.Origin.SHORT)
    merged(actors, ["市民政局", "市河湖中心"], "市水务中心")
    assert [unit(name).until for name in ("市民政局", "市河湖中心", "市水务中心")] == [EVE, EVE, None]
    rows = Succession.objects.order_by("predecessor").values_list("predecessor__name", "successor__name", "kind", "on")
    assert list(rows) == [(name, "市水务中心", "merged", DAY) for name in ("市民政局", "市河湖中心")]
    now, then = known_units(actors.city), known_units(actors.city, on=EVE)
    for surface in ("市民政局", "民政"):
        assert (then.names[surface], now.names[surface]) == ("市民政局", "市水务中心")
    assert "市民政局" not in now.kinds
    entry = Entry.objects.order_by("-seq")[0]
    assert (entry.kind, json.loads(entry.body)) == (
        "orgs.units_merged",
        {
            "before": {"units": ["市民政局", "市河湖中心"]},
            "after": {"units": ["市水务中心"]},
            "on": "2026-03-01",
            "basis": "澜编〔2026〕1号",
            "duties_to": None,
        },
    )


def test_a_unit_that_ends_leaves_its_groups(actors: cast.Cast) -> None:
    group = name_members(
        viewer=actors.officer, group=unit("各县市区政府"), units=[unit("市水务中心"), unit("市河湖中心")]
    )
    dissolved(actors, "市河湖中心")
    on = {day: [member.name for member in members_on([group], day)[group.pk]] for day in (EVE, DAY)}
    assert on == {EVE: ["市水务中心", "市河湖中心"], DAY: ["市水务中心"]}
    assert GroupMember.objects.count() == 2


def test_the_named_successor_takes_over_what_is_open(actors: cast.Cast) -> None:
    assert [duty.kind for duty in open_duties(unit("市水利局"))] == ["task_cooperating", "task_cooperating"]
    merged(actors, ["市水利局"], "市水务中心", "市水务中心")
    assert (parts("市水利局"), [role for _no, role, _ in parts("市水务中心")]) == ([], ["cooperating", "cooperating"])
    assert open_duties(unit("市水利局")) == ()


def test_of_two_parts_in_a_task_the_weightier_one_remains(actors: cast.Cast) -> None:
    # 市住建局 leads two tasks in which 市水利局 cooperates.
    merged(actors, ["市住建局"], "市水利局", "市水利局")
    assert parts("市水利局") == [("3", "lead", True), ("5", "lead", True)]
    # And the other way round.
    merged(actors, ["市统计局"], "市发改委", "市发改委")
    assert parts("市发改委") == [("1", "lead", True), ("2", "lead", True)]
    assert not Assignment.objects.filter(unit__until__isnull=False).exists()


def test_what_is_over_stays_with_the_unit_of_its_day(actors: cast.Cast) -> None:
    Task.objects.filter(assignments__unit=unit("市水利局")).update(stage=TaskStage.CLOSED)
    dissolved(actors, "市水利局")
    assert len(parts("市水利局")) == 2


def test_a_split_unit_passes_what_is_open_to_one_of_its_successors(actors: cast.Cast) -> None:
    split(actors, "市住建局", ["市水务中心", "市河湖中心"], "市河湖中心")
    assert [role for _no, role, _ in parts("市河湖中心")] == ["lead", "lead"]
    assert parts("市水务中心") == []
    rows = Succession.objects.order_by("successor").values_list("predecessor__name", "successor__name", "kind")
    assert list(rows) == [("市住建局", name, "split") for name in ("市水务中心", "市河湖中心")]


def _under(actors: cast.Cast) -> Unit:
    about = unit("市水务中心")
    change_unit(
        viewer=actors.officer,
        unit=about,
        version=about.version,
        facts=UnitFacts(kind="institution", standing="object", parent=unit("市河湖中心")),
    )
    return dissolved(actors, "市河湖中心")


def _begun(actors: cast.Cast) -> Unit:
    facts = UnitFacts(kind="department", standing="object", since=DAY)
    return enter_unit(viewer=actors.officer, name="市大数据局", facts=facts)


REFUSED: list[tuple[str, Callable[[cast.Cast], object]]] = [
    # something is open: first it is closed, or a successor named
    ("orgs.unit_has_duties", lambda a: dissolved(a, "市住建局")),
    ("orgs.unit_has_duties", lambda a: dissolved(a, "市水利局")),  # also where it only cooperates
    ("orgs.unit_has_duties", lambda a: merged(a, ["市河湖中心", "市住建局"], "市水务中心")),
    ("orgs.unit_has_duties", lambda a: split(a, "市住建局", ["市水务中心", "市河湖中心"])),
    ("orgs.not_a_successor", lambda a: split(a, "市住建局", ["市水务中心", "市河湖中心"], "市财政局")),
    # successors
    ("orgs.no_successor", lambda a: merged(a, ["市水务中心"], "市水务中心")),
    ("orgs.no_successor", lambda a: merged(a, [], "市水务中心")),
    ("orgs.no_successor", lambda a: split(a, "市水务中心", [])),
    ("orgs.no_successor", lambda a: split(a, "市水务中心", ["市水务中心", "市河湖中心"])),
    ("orgs.unit_ended", lambda a: (dissolved(a, "市河湖中心"), merged(a, ["市水务中心"], "市河湖中心"))),
    ("orgs.unit_ended", lambda a: (dissolved(a, "市河湖中心"), dissolved(a, "市河湖中心"))),
    ("orgs.day_before_start", lambda a: merged(_begun(a) and a, ["市水务中心"], "市大数据局", on=EVE)),
    # days
    ("orgs.day_not_come", lambda a: dissolved(a, "市河湖中心", clock.today() + timedelta(1))),
    ("orgs.day_before_start", lambda a: (_begun(a), dissolved(a, "市大数据局"))),
    # units under it
    ("orgs.still_above", _under),
    # members
    (
        "orgs.unit_ended",
        lambda a: (
            dissolved(a, "市河湖中心"),
            name_members(viewer=a.officer, group=unit("各县市区政府"), units=[unit("市河湖中心")]),
        ),
    ),
]


@pytest.mark.parametrize(("code", "act"), REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    actors: cast.Cast, code: str, act: Callable[[cast.Cast], object]
) -> None:
    with pytest.raises(DomainError) as refusal:
        act(actors)
    assert refusal.value.code == code
    assert not Succession.objects.exists()


@pytest.mark.parametrize("who", ["registrar", "leader", "head", "liaison", "auditor"])
def test_only_the_office_ends_a_unit(actors: cast.Cast, who: str) -> None:
    viewer = getattr(actors, who)
    acts: list[Callable[[], object]] = [
        lambda: merge_units(viewer=viewer, units=[unit("市水务中心")], into=unit("市河湖中心"), on=DAY, basis="x"),
        lambda: split_unit(viewer=viewer, unit=unit("市水务中心"), into=[unit("市河湖中心")], on=DAY, basis="x"),
        lambda: dissolve_unit(viewer=viewer, unit=unit("市水务中心"), on=DAY, basis="x"),
    ]
    for act in acts:
        with pytest.raises(DomainError, match=r"orgs\.not_allowed"):
            act()
