"""Filters, counts, order and pages of the ledger."""

from urllib.parse import parse_qsl

import pytest
from django.core.cache import cache

from duban.core import clock
from duban.ledger.filters import Filters
from duban.ledger.models import Assignment, Task
from duban.ledger.selectors import listing
from duban.ledger.selectors.listing import Listing, asked_tasks, ledger_page
from duban.ledger.selectors.paging import Cursor, in_order
from duban.ledger.selectors.questions import facts, filters_in_words
from duban.orgs.models import Jurisdiction, Person, Post, Unit
from duban.orgs.viewers import Viewer, viewer_of
from duban.plans.models import Plan, Section
from ledger.factory import LEADERS, account, government, officer, plan_of

NOTHING = "0000000000zz"


@pytest.fixture
def viewer(db: None) -> Viewer:
    """An officer with a plan of 60 tasks: 20 of each kind, 12 in each section, 10 led by each of six units."""
    cache.clear()
    jurisdiction = government()
    user = officer(jurisdiction)
    plan_of(jurisdiction, uploaded_by=user, tasks=60)
    return viewer_of(user)


def _page(viewer: Viewer, query: str = "", head: str = "") -> Listing:
    params = dict(parse_qsl(query))
    return ledger_page(viewer, Filters.parse(params), Cursor.parse(params), head=head)


def _uid(model: type[Section] | type[Unit] | type[Person], **wanted: str) -> str:
    return str(model.objects.get(**wanted).uid)


ADDRESSES = [
    ({}, ""),
    ({"q": "", "unit": "", "sort": ""}, ""),  # an empty field of the form
    ({"q": "  老旧 小区 "}, "q=%E8%80%81%E6%97%A7+%E5%B0%8F%E5%8C%BA"),
    ({"unit": "3kq0x7m2v9pd", "role": "lead"}, "unit=3kq0x7m2v9pd&role=lead"),
    ({"role": "lead"}, ""),  # a role without a unit says nothing
    ({"unit": "'; DROP"}, ""),  # no uid
    ({"kind": "measured"}, "kind=measured"),
    ({"kind": "purple"}, ""),
    ({"sort": "-due"}, "sort=-due"),
    ({"sort": "number"}, ""),  # what is so anyway
    ({"sort": "-number"}, "sort=-number"),
    ({"sort": "rank"}, ""),
    ({"q": "水\x00利"}, "q=%E6%B0%B4+%E5%88%A9"),  # PostgreSQL takes no NUL
    ({"utm_source": "x"}, ""),
]


@pytest.mark.parametrize(("params", "query"), ADDRESSES)
def test_an_address_is_read_and_written_in_one_form(params: dict[str, str], query: str) -> None:
    assert Filters.parse(params).query() == query


def test_without_filters_all_tasks_are_found(viewer: Viewer) -> None:
    found = _page(viewer)
    assert found.found.total == 60
    assert found.found.kinds == {"measured": 20, "dated": 20, "ongoing": 20}
    assert [len(block.lines) for block in found.blocks] == [12, 12, 12, 12, 2]
    assert facts(found.filters, found.choices)[0] == "重点任务分工方案"


def test_a_section_leaves_its_tasks(viewer: Viewer) -> None:
    found = _page(viewer, f"section={_uid(Section, label='二')}")
    assert [block.heading for block in found.blocks] == ["二、发展改革工作"]
    assert found.found.total == 12


def test_a_leader_leaves_his_tasks(viewer: Viewer) -> None:
    found = _page(viewer, f"leader={_uid(Person, name=LEADERS[3])}")
    assert found.found.total == 12


@pytest.mark.parametrize(("role", "count"), [("", 20), ("&role=lead", 10), ("&role=cooperating", 10)])
def test_a_unit_leaves_its_tasks_in_a_role(viewer: Viewer, role: str, count: int) -> None:
    found = _page(viewer, f"unit={_uid(Unit, name='市水利局')}{role}")
    assert found.found.total == count
    assert sum(len(block.lines) for block in found.blocks) == count


def test_responsible_units_are_found_as_leads(viewer: Viewer) -> None:
    Assignment.objects.filter(unit__name="市水利局", role="lead").update(role="responsible", is_primary=False)
    assert _page(viewer, f"unit={_uid(Unit, name='市水利局')}&role=lead").found.total == 10


def test_kinds_are_counted_as_if_no_kind_were_asked_for(viewer: Viewer) -> None:
    found = _page(viewer, f"unit={_uid(Unit, name='市水利局')}&role=lead&kind=measured")
    assert found.found.total == sum(len(block.lines) for block in found.blocks) == found.found.kinds["measured"]
    assert sum(found.found.kinds.values()) == 10


def test_filters_add_up(viewer: Viewer) -> None:
    query = f"section={_uid(Section, label='一')}&kind=measured&q=公园"
    found = _page(viewer, query)
    assert [line["title"] for block in found.blocks for line in block.lines] == ["完成口袋公园59个"]


@pytest.mark.parametrize("name", ["plan", "section", "leader", "unit"])
def test_a_choice_that_does_not_exist_finds_nothing(viewer: Viewer, name: str) -> None:
    assert _page(viewer, f"{name}={NOTHING}").page.rows == ()


def test_choices_of_another_government_do_not_exist(viewer: Viewer) -> None:
    elsewhere = government("he", "禾川市")
    plan_of(elsewhere, uploaded_by=officer(elsewhere, "elsewhere"), tasks=5)
    there = Unit.objects.get(jurisdiction=elsewhere, name="市水利局")
    found = _page(viewer, f"unit={there.uid}")
    assert found.page.rows == ()
    assert there.uid not in found.choices.units
    assert found.choices.tasks == 60


def test_an_empty_page_names_the_filters_to_drop(viewer: Viewer) -> None:
    section, unit = _uid(Section, label="一"), _uid(Unit, name="市水利局")
    found = _page(viewer, f"section={section}&unit={unit}&q=没有的词")
    assert [(way.name, way.count) for way in found.ways_out] == [("q", 4)]


def test_choices_carry_counts_and_stand_by_pinyin(viewer: Viewer) -> None:
    units = list(_page(viewer).choices.units.values())
    assert [unit.label for unit in units][:3] == ["各县市区政府", "青浒区政府", "市财政局"]
    water = next(unit for unit in units if unit.label == "市水利局")
    assert (water.count, water.leads, water.cooperates) == (20, 10, 10)


def _numbers(viewer: Viewer, query: str) -> list[str]:
    filters = Filters.parse(dict(parse_qsl(query)))
    tasks, within, choices = asked_tasks(viewer, filters, head="")
    return list(in_order(tasks, within, choices.jurisdiction).values_list("numbers", flat=True))


def test_tasks_stand_as_printed(viewer: Viewer) -> None:
    assert _numbers(viewer, "") == [str(number) for number in range(1, 61)]
    assert _numbers(viewer, "sort=-number") == [str(number) for number in range(60, 0, -1)]


@pytest.mark.parametrize("sort", ["due", "-due"])
def test_tasks_without_a_date_stand_last_by_date(viewer: Viewer, sort: str) -> None:
    Task.objects.filter(numbers="60").update(due_on=None)
    days = [Task.objects.get(numbers=number).due_on for number in _numbers(viewer, f"sort={sort}")]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=sort.startswith("-"))
    assert days[len(dated) :] == [None] * (60 - len(dated))


@pytest.mark.parametrize("sort", ["unit", "-unit"])
def test_tasks_without_a_primary_lead_stand_last_by_unit(viewer: Viewer, sort: str) -> None:
    Assignment.objects.filter(task__numbers="60", is_primary=True).update(is_primary=False)
    numbers = _numbers(viewer, f"sort={sort}")
    leads = dict(Assignment.objects.filter(is_primary=True).values_list("task__numbers", "unit__pinyin"))
    known = [leads[number] for number in numbers[:-1]]
    assert known == sorted(known, reverse=sort.startswith("-"))
    assert numbers[-1] == "60"


def test_the_newest_plan_stands_first(viewer: Viewer) -> None:
    plan_of(viewer.jurisdiction, uploaded_by=viewer.user, tasks=5, number="澜政办发〔2026〕9号")
    found = _page(viewer)
    assert found.blocks[0].heading.endswith("澜政办发〔2026〕9号")
    assert found.found.total == 65
    older = Plan.objects.order_by("pk")[0]
    assert _page(viewer, f"plan={older.uid}").found.total == 60


@pytest.mark.parametrize("sort", ["", "-number", "due", "-due", "unit", "-unit"])
def test_pages_by_key_show_every_task_once_in_both_directions(
    viewer: Viewer, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duban.ledger.selectors.paging.PAGE", 25)
    plan_of(viewer.jurisdiction, uploaded_by=viewer.user, tasks=7, number="澜政办发〔2026〕9号")
    filters, cursor, forth = Filters(sort=sort), Cursor(), []
    while True:
        page = ledger_page(viewer, filters, cursor, head="").page
        forth.append(page)
        if not page.has_next:
            break
        cursor = Cursor(after=page.rows[-1]["uid"], row=page.first + 25)
    assert [len(page.rows) for page in forth] == [25, 25, 17]
    assert [page.first for page in forth] == [1, 26, 51]
    assert len({row["uid"] for page in forth for row in page.rows}) == 67
    back = [forth[-1]]
    while back[-1].has_previous:
        cursor = Cursor(before=back[-1].rows[0]["uid"], row=back[-1].first - 25)
        back.append(ledger_page(viewer, filters, cursor, head="").page)
    assert [page.rows for page in reversed(back)] == [page.rows for page in forth]
    assert back[-1].first == 1


@pytest.mark.parametrize("query", ["after=0000000000zz&row=51", "before=0000000000zz", "after=';--", "row=900"])
def test_a_cursor_that_points_nowhere_means_the_first_page(viewer: Viewer, query: str) -> None:
    page = _page(viewer, query).page
    assert (page.rows[0]["numbers"], page.first, page.has_previous) == ("1", 1, False)


def test_counts_beyond_the_limit_are_not_counted_on(viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "COUNTED", 10)
    found = _page(viewer, "q=牵头单位").found
    assert (found.is_capped, found.kinds, found.words) == (True, {}, "10+")


def test_filters_are_said_in_words(viewer: Viewer) -> None:
    unit = Unit.objects.get(name="市水利局")
    found = _page(viewer, f"unit={unit.uid}&role=lead&kind=ongoing&q=公园")
    words = filters_in_words(found.filters, found.choices)
    assert len(words) == 3
    assert "市水利局" in words[0]
    assert "公园" in words[2]


def test_what_was_read_is_kept_while_the_head_of_the_journal_stands(viewer: Viewer) -> None:
    assert _page(viewer, head="a").found.total == 60
    Task.objects.filter(numbers="60").update(kind=Task.Kind.GENERAL)  # no act of the program: nobody recorded it
    assert _page(viewer, head="a").found.kinds.get("general") is None
    assert _page(viewer, head="b").found.kinds["general"] == 1


def test_what_was_read_is_kept_for_one_government_language_and_day(viewer: Viewer) -> None:
    elsewhere = government("he", "禾川市")
    stranger = viewer_of(account(elsewhere, "stranger", "何远", Post.Kind.OFFICER))
    assert _page(viewer, head="a").found.total == 60
    assert _page(stranger, head="a").found.total == 0
    noon = clock.now()
    with clock.frozen(noon.replace(year=noon.year + 1)):
        later = _page(viewer, head="a").blocks[0].lines[0]["due"]
    assert later != _page(viewer, head="a").blocks[0].lines[0]["due"]


def test_a_ledger_without_tasks_has_no_choices(db: None) -> None:
    jurisdiction = Jurisdiction.objects.create(code="new", name="新城", level="county", created_at=clock.now())
    found = _page(viewer_of(officer(jurisdiction)))
    assert (found.found.total, found.blocks, found.choices.plans) == (0, (), {})
