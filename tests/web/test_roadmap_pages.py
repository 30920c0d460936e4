"""Road maps as pages: pictures that stand by themselves, the table beside them, the ways that lead there."""

import doctest
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import etree

import cast
from acts import planning
from duban.core import clock
from duban.ledger.models import Dependency, Indicator, Item, Milestone, Suspension, WorkPlan
from duban.orgs.models import Unit
from duban.web.templatetags import pictures as pictures_tag
from duban.web.templatetags.pictures import each
from web.adopted import seen, signed_in
from web.busy import queries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 4, 0, tzinfo=UTC)

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = re.compile(r"<svg class=\"(?:time|names|names-short|chart|small-chart)\".*?</svg>", re.DOTALL)


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan(actors: cast.Cast) -> WorkPlan:
    """A work plan with something of every kind: done, late, moved, at rest, waiting, measured."""
    plan = planning.in_force(actors)
    item, milestone = Item.objects.get(), Milestone.objects.get()
    Milestone.objects.update(first_due_on="2026-09-01", due_on="2026-10-01")
    for position, (due_on, done_on) in enumerate([("2026-04-02", None), ("2026-04-03", "2026-04-01")], 2):
        Milestone.objects.create(
            jurisdiction=actors.city,
            item=item,
            position=position,
            title=f"节点<{position}>",
            due_on=due_on,
            done_on=done_on,
            done_at="2026-03-01T00:00Z" if done_on else None,
        )
    waiting = Item.objects.create(
        jurisdiction=actors.city,
        plan=plan,
        unit=item.unit,
        position=9,
        title="验收",
        starts_on="2026-11-01",
        due_on="2026-12-01",
        basis=Item.Basis.INDICATOR,
    )
    indicator = Indicator.objects.create(jurisdiction=actors.city, item=waiting, title="清淤", target=10)
    indicator.allocations.create(jurisdiction=actors.city, unit=Unit.objects.get(name="市民政局"), target=4)
    indicator.figures.create(
        jurisdiction=actors.city, month="2026-03", value=3, given_at="2026-03-02T00:00Z", given_by="丁一舟"
    )
    Dependency.objects.create(jurisdiction=actors.city, item=waiting, milestone=milestone)
    Suspension.objects.create(
        jurisdiction=actors.city, task=plan.task, reason="汛期", since="2026-04-01", review_on="2026-06-01"
    )
    return plan


def addresses(plan: WorkPlan) -> list[str]:
    section = plan.task.section
    assert section is not None
    return [
        f"/tasks/{plan.task.uid}/roadmap/",
        f"/sections/{section.uid}/roadmap/",
        f"/units/{plan.part.unit.uid}/roadmap/",
    ]


def pictures(page: str) -> list[etree._Element]:
    """Return the pictures of a page; each is whole by itself, or this fails."""
    return [
        etree.fromstring(each.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
        for each in PICTURE.findall(page)
    ]


def test_a_picture_stands_by_itself(actors: cast.Cast, plan: WorkPlan) -> None:
    """It has its own measures, and nothing in it comes from elsewhere, so that a paper can hold it."""
    client = signed_in(actors.liaison)
    for address in addresses(plan):
        found = pictures(client.get(address).content.decode())
        assert found
        for picture in found:
            _x, _y, width, height = map(float, picture.attrib["viewBox"].split())
            assert width > 0
            assert height > 0
            own = {f"url(#{each.attrib['id']})" for each in picture.iter() if "id" in each.attrib}
            used = {value for each in picture.iter() for value in each.attrib.values() if value.startswith("url(")}
            assert used <= own
            assert not [each for each in picture.iter() if each.tag in {f"{SVG}image", f"{SVG}use", f"{SVG}style"}]
            assert not [each for each in picture.iter() if "style" in each.attrib]


def test_what_fills_a_pattern_is_escaped() -> None:
    results = doctest.testmod(pictures_tag)
    assert (results.attempted, results.failed) == (1, 0)
    assert each([('"', "&"), ("{1}", "'")], "<a b='{0}'>{1}</a>") == (
        "<a b='&quot;'>&amp;</a><a b='{1}'>&#x27;</a>"  # a value is never a pattern
    )


def test_ids_are_never_used_twice(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    for address in addresses(plan):
        ids = re.findall(r"\sid=\"([^\"]+)\"", seen(client, address))
        assert len(ids) == len(set(ids))


def test_the_lines_of_a_picture_are_a_list_of_links_that_say_what_is_drawn(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    client.cookies["duban_language"] = "en"
    page = client.get(addresses(plan)[0]).content.decode()
    (time,) = (picture for picture in pictures(page) if picture.attrib.get("role") == "list")
    title = time.find(f"{SVG}title")
    assert title is not None
    assert time.attrib["aria-labelledby"] == title.attrib["id"]
    links = [item.find(f"{SVG}a") for item in time.findall(f"{SVG}g[@role='listitem']")]
    named = {link.attrib["href"]: link.findtext(f"{SVG}title") or "" for link in links if link is not None}
    assert len(named) == 1 + Item.objects.count() + Milestone.objects.count()  # and its lead
    assert all(named.values())
    assert all(f'id="{address[1:]}"' in page for address in named)  # each leads to its line of the table
    assert any("节点<2>" in said and "over" in said for said in named.values())
    drawn = [each for each in time if each.attrib.get("aria-hidden") == "true"]
    assert len(drawn) == 1
    assert not list(drawn[0].iter(f"{SVG}a"))  # nothing hidden can be reached


def test_a_road_map_shows_what_there_is(actors: cast.Cast, plan: WorkPlan) -> None:
    page = seen(signed_in(actors.liaison), addresses(plan)[0])
    for shape in ("plan", "base", "done", "late", "link", "mark-done", "mark-due", "mark-late", "moved", "today"):
        assert f'class="g-{shape}' in page, shape
    assert "url(#rest-1)" in page
    assert "suspended since 1 Apr" in page
    assert page.count('class="chart"') == 2  # planned against done, and the indicator
    assert "come to 6 less than the target" in page
    assert "baseline 1 of" in page


def test_the_table_says_the_same(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    of_task, of_section, _of_unit = (seen(client, address) for address in addresses(plan))
    for milestone in Milestone.objects.all():
        assert f'id="m-{milestone.uid}"' in of_task
        assert f'id="m-{milestone.uid}"' not in of_section
        assert f"{milestone.title}, " in of_section  # in the row of its item


def test_ways_lead_to_road_maps(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    task, section, unit = addresses(plan)
    work, timetable = task.replace("roadmap", "progress"), unit.replace("roadmap", "timetable")
    for begin, to in (
        (work, task),
        (task.replace("roadmap/", ""), task),
        (task, section),
        (section, task),
        (f"/plans/{plan.task.plan.uid}/", section),
        (f"/ledger/?plan={plan.task.plan.uid}&section={section.split('/')[2]}", section),
        (timetable, unit),
        (unit, task),
    ):
        assert f'href="{to}"' in seen(client, begin), (begin, to)


def test_the_interface_speaks_chinese(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    client.cookies["duban_language"] = "zh-hans"
    page = client.get(addresses(plan)[0]).content.decode()
    for words in ("路线图", "首版基准", "节点超期", "4月1日起暂停", "今日"):
        assert words in page
    assert not re.search(r"\b(milestone|baseline|planned|done)\b", re.sub(r"<[^>]*>", " ", page))


def test_a_unit_without_a_part_reads_when_there_will_be_something(actors: cast.Cast) -> None:
    page = seen(signed_in(actors.liaison), f"/units/{Unit.objects.get(name='市民政局').uid}/roadmap/")
    assert "There is no road map yet." in page
    assert "<svg class=" not in page


def test_pages_ask_no_more_for_more_bars(actors: cast.Cast, plan: WorkPlan) -> None:
    client = signed_in(actors.liaison)
    few = [queries(client, address) for address in addresses(plan)]
    for number in range(30):
        item = Item.objects.create(
            jurisdiction=actors.city,
            plan=plan,
            unit=plan.part.unit,
            position=number + 20,
            title=f"事项{number}",
            due_on="2026-09-01",
        )
        Milestone.objects.create(jurisdiction=actors.city, item=item, position=1, title="完成", due_on="2026-09-01")
    assert [queries(client, address) for address in addresses(plan)] == few
    assert max(few) <= 20
