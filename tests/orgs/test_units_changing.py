"""Entering, changing and renaming units, and their aliases: what is kept, and every refusal."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs.models import Unit, UnitAlias, UnitName
from duban.orgs.register.aliases import add_alias, close_alias
from duban.orgs.register.entering import UnitFacts, change_unit, enter_unit
from duban.orgs.register.growing import NamedUnit, grow_register
from duban.orgs.register.known import known_units
from duban.orgs.register.members import name_members
from duban.orgs.register.names import names_on
from duban.orgs.register.renaming import rename_unit
from duban.orgs.register.spellings import unit_called

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 5)
MAY, JULY = date(2024, 5, 1), date(2025, 7, 1)
SET = UnitAlias.Origin.SET


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.frozen(cast.NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def facts(**of: object) -> UnitFacts:
    return UnitFacts(**{"kind": "department", "standing": "object", **of})  # type: ignore[arg-type]


def changed(actors: cast.Cast, name: str, **of: object) -> Unit:
    about = unit(name)
    kept = {"code": about.code, "parent": about.parent, "pinyin": about.pinyin, "since": about.since}
    return change_unit(
        viewer=actors.officer, unit=about, version=about.version, facts=facts(**{"kind": about.kind, **kept, **of})
    )


def renamed(actors: cast.Cast, name: str, to: str, on: date) -> Unit:
    about = unit(name)
    return rename_unit(
        viewer=actors.officer, unit=about, version=about.version, name=to, on=on, basis="澜编〔2025〕3号"
    )


def entry() -> dict[str, object]:
    found = Entry.objects.order_by("-seq").first()
    assert found is not None
    return {"kind": found.kind, **json.loads(found.body)}


def test_a_unit_is_entered_at_the_end_with_its_pinyin(actors: cast.Cast) -> None:
    made = enter_unit(viewer=actors.officer, name=" 市审计局 ", facts=facts(code="A01", since=MAY))
    assert (made.name, made.code, made.position, made.pinyin, made.initials) == (
        "市审计局",
        "A01",
        3,
        "shi shen ji ju",
        "ssjj",
    )
    assert entry()["kind"] == "orgs.unit_entered"
    assert entry()["after"] == {
        "name": "市审计局",
        "code": "A01",
        "kind": "department",
        "standing": "object",
        "parent": None,
        "position": 3,
        "pinyin": "shi shen ji ju",
        "since": "2024-05-01",
        "until": None,
    }


def test_pinyin_written_by_hand_gives_the_initials(actors: cast.Cast) -> None:
    made = changed(actors, "市水利局", pinyin="  Chong qing  ju ")
    assert (made.pinyin, made.initials) == ("chong qing ju", "cqj")


def test_a_change_names_before_and_after_of_what_changed(actors: cast.Cast) -> None:
    changed(actors, "市水利局", code="W1", parent=unit("市民政局"), standing="partner")
    assert entry() == {
        "kind": "orgs.unit_changed",
        "name": "市水利局",
        "before": {"code": None, "parent": None, "standing": "object"},
        "after": {"code": "W1", "parent": "市民政局", "standing": "partner"},
    }


def test_of_two_who_change_a_unit_the_later_is_refused(actors: cast.Cast) -> None:
    about = unit("市水利局")
    change_unit(viewer=actors.officer, unit=about, version=0, facts=facts(code="A"))
    with pytest.raises(DomainError, match=r"orgs\.stale"):
        change_unit(viewer=actors.officer, unit=unit("市水利局"), version=0, facts=facts(code="B"))
    assert unit("市水利局").code == "A"


def test_an_old_plan_shows_the_name_of_its_day(actors: cast.Cast) -> None:
    about = renamed(renamed_once(actors), "市水务局", "市水利和湖泊局", JULY)
    days = {  # the day before, the day, and long before
        date(2020, 1, 1): "市水利局",
        date(2024, 4, 30): "市水利局",
        MAY: "市水务局",
        date(2025, 6, 30): "市水务局",
        JULY: "市水利和湖泊局",
        TODAY: "市水利和湖泊局",
    }
    assert {day: names_on([about], day)[about.pk] for day in days} == days
    other = unit("市民政局")
    assert names_on([about, other], MAY) == {about.pk: "市水务局", other.pk: "市民政局"}
    rows = UnitName.objects.order_by("until").values_list("name", "since", "until")
    assert list(rows) == [("市水利局", None, date(2024, 4, 30)), ("市水务局", MAY, date(2025, 6, 30))]


def renamed_once(actors: cast.Cast) -> cast.Cast:
    renamed(actors, "市水利局", "市水务局", MAY)
    return actors


def test_an_old_name_leads_to_the_unit_as_a_former_name(actors: cast.Cast) -> None:
    about = renamed(actors, "市水利局", "市水务局", MAY)
    assert list(UnitAlias.objects.values_list("surface", "origin", "since")) == [("市水利局", "former", MAY)]
    assert known_units(actors.city).names["市水利局"] == "市水务局"
    # A plan of the time before is read with the name of its day.
    assert known_units(actors.city, on=date(2020, 1, 1)).names["市水利局"] == "市水务局"
    assert (about.pinyin, about.initials) == ("shi shui wu ju", "sswj")
    assert entry() == {
        "kind": "orgs.unit_renamed",
        "before": {"name": "市水利局"},
        "after": {"name": "市水务局"},
        "on": "2024-05-01",
        "basis": "澜编〔2025〕3号",
    }


def test_an_alias_leads_to_its_unit_on_its_days(actors: cast.Cast) -> None:
    about = unit("市水利局")
    add_alias(viewer=actors.officer, unit=about, surface="水务局", origin=SET, since=MAY)
    close_alias(viewer=actors.officer, unit=about, surface="水务局", until=JULY)
    leads = {MAY - timedelta(1): None, MAY: about.pk, JULY: about.pk, JULY + timedelta(1): None}
    assert {day: unit_called(actors.city, "水务局", day) for day in leads} == leads
    # Free again the day after, for another unit.
    add_alias(viewer=actors.officer, unit=unit("市民政局"), surface="水务局", origin=SET, since=JULY + timedelta(1))
    assert unit_called(actors.city, "水务局", TODAY) == unit("市民政局").pk


def _group(actors: cast.Cast) -> Unit:
    grow_register(jurisdiction=actors.city, named=[NamedUnit("各局", "collective_all", {})])
    return name_members(viewer=actors.officer, group=unit("各局"), units=[unit("市水利局")])


def _chain(actors: cast.Cast) -> Unit:
    """Four units under each other; the first then asks for the last."""
    above = unit("市水利局")
    for name in ("甲处", "乙处", "丙处"):
        above = enter_unit(viewer=actors.officer, name=name, facts=facts(parent=above))
    return changed(actors, "市水利局", parent=above)


def _alias(actors: cast.Cast, name: str, surface: str, since: date | None = None, until: date | None = None) -> object:
    return add_alias(viewer=actors.officer, unit=unit(name), surface=surface, origin=SET, since=since, until=until)


REFUSED: list[tuple[str, Callable[[cast.Cast], object]]] = [
    # a name
    ("orgs.unit_name_missing", lambda a: enter_unit(viewer=a.officer, name="　 ", facts=facts())),
    ("orgs.unit_name_taken", lambda a: enter_unit(viewer=a.officer, name="市民政局", facts=facts())),
    ("orgs.unit_name_taken", lambda a: renamed(a, "市水利局", "市民政局", MAY)),
    ("orgs.same_name", lambda a: renamed(a, "市水利局", "市水利局", MAY)),
    # a name that another unit bore until then, or is known by now
    ("orgs.spelling_taken", lambda a: enter_unit(viewer=renamed_once(a).officer, name="市水利局", facts=facts())),
    ("orgs.spelling_taken", lambda a: (_alias(a, "市民政局", "水务"), renamed(a, "市水利局", "水务", MAY))),
    # days
    ("orgs.day_not_come", lambda a: renamed(a, "市水利局", "市水务局", TODAY + timedelta(1))),
    ("orgs.day_before_start", lambda a: renamed(renamed_once(a), "市水务局", "市水利和湖泊局", MAY)),
    ("orgs.day_before_start", lambda a: changed(renamed_once(a), "市水务局", since=JULY)),
    ("orgs.day_before_start", lambda a: _alias(a, "市水利局", "水务", JULY, MAY)),
    (
        "orgs.day_before_start",
        lambda a: (
            _alias(a, "市水利局", "水务", JULY),
            close_alias(viewer=a.officer, unit=unit("市水利局"), surface="水务", until=MAY),
        ),
    ),
    # a code
    ("orgs.unit_code_taken", lambda a: (changed(a, "市民政局", code="A"), changed(a, "市水利局", code="A"))),
    (
        "orgs.unit_code_taken",
        lambda a: (changed(a, "市民政局", code="A"), enter_unit(viewer=a.officer, name="x", facts=facts(code="A"))),
    ),
    # circular parents: itself, the next one, three steps away
    ("orgs.circular_parents", lambda a: changed(a, "市水利局", parent=unit("市水利局"))),
    (
        "orgs.circular_parents",
        lambda a: (
            changed(a, "市水利局", parent=unit("市民政局")),
            changed(a, "市民政局", parent=unit("市水利局")),
        ),
    ),
    ("orgs.circular_parents", _chain),
    # overlapping aliases: of another unit, of another unit's name, the same once more
    ("orgs.spelling_taken", lambda a: (_alias(a, "市民政局", "水务", MAY), _alias(a, "市水利局", "水务", None, MAY))),
    ("orgs.spelling_taken", lambda a: _alias(a, "市水利局", "市民政局")),
    ("orgs.spelling_taken", lambda a: _alias(renamed_once(a), "市民政局", "市水利局", None, date(2020, 1, 1))),
    ("orgs.spelling_known", lambda a: (_alias(a, "市水利局", "水务", MAY), _alias(a, "市水利局", "水务"))),
    ("orgs.spelling_known", lambda a: _alias(a, "市水利局", "市水利局")),
    ("orgs.alias_unknown", lambda a: close_alias(viewer=a.officer, unit=unit("市水利局"), surface="水务", until=MAY)),
    # a group and its members
    ("orgs.has_members", lambda a: (_group(a), changed(a, "各局", kind="department"))),
    ("orgs.is_member", lambda a: (_group(a), changed(a, "市水利局", kind="collective_all"))),
    # a plan that names as a unit what is a spelling of another one
    (
        "orgs.spelling_taken",
        lambda a: (
            _alias(a, "市水利局", "水务"),
            grow_register(jurisdiction=a.city, named=[NamedUnit("水务", "department", {})]),
        ),
    ),
]


@pytest.mark.parametrize(("code", "act"), REFUSED)
def test_what_cannot_be_is_refused(actors: cast.Cast, code: str, act: Callable[[cast.Cast], object]) -> None:
    with pytest.raises(DomainError) as refusal:
        act(actors)
    assert refusal.value.code == code


@pytest.mark.parametrize("who", ["registrar", "leader", "head", "liaison", "auditor"])
def test_only_the_office_changes_the_register(actors: cast.Cast, who: str) -> None:
    viewer, about = getattr(actors, who), unit("市水利局")
    acts: list[Callable[[], object]] = [
        lambda: enter_unit(viewer=viewer, name="x", facts=facts()),
        lambda: change_unit(viewer=viewer, unit=about, version=0, facts=facts()),
        lambda: rename_unit(viewer=viewer, unit=about, version=0, name="x", on=MAY, basis="x"),
        lambda: add_alias(viewer=viewer, unit=about, surface="x", origin=SET),
        lambda: close_alias(viewer=viewer, unit=about, surface="x", until=MAY),
    ]
    for act in acts:
        with pytest.raises(DomainError, match=r"orgs\.not_allowed"):
            act()
