"""The page of the journal: who may read it, how it is paged, what an entry says."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction

import cast
from duban.journal.models import Head
from duban.journal.records import Subject, record
from duban.ledger.models import Task
from web.adopted import adopted_plan, seen, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def _numbers(page: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r'<td class="n num">([\d,]+)</td>', page)]


@pytest.mark.parametrize("who", ["officer", "auditor"])
def test_office_and_auditor_read_it(actors: cast.Cast, who: str) -> None:
    page = seen(signed_in(getattr(actors, who)), "/journal/")
    head = Head.objects.get(jurisdiction=actors.city.uid)
    assert _numbers(page) == list(range(head.seq, 0, -1))
    assert head.digest in page


@pytest.mark.parametrize("who", ["leader", "liaison"])
def test_nobody_else_reads_it(actors: cast.Cast, who: str) -> None:
    assert signed_in(getattr(actors, who)).get("/journal/").status_code == 403


def test_another_government_has_its_own(actors: cast.Cast) -> None:
    assert _numbers(seen(signed_in(actors.stranger), "/journal/")) == [2, 1]


def test_an_entry_names_its_subjects_and_leads_to_them(actors: cast.Cast) -> None:
    plan = adopted_plan(actors)
    page = seen(signed_in(actors.officer), "/journal/")
    newest = re.search(r"<tr><td class=\"n num\">.*?</tr>", page, re.DOTALL)
    assert newest
    assert f'href="/plans/{plan.uid}/">{plan.title}</a>' in newest[0]
    assert "objects in all" in newest[0]


def test_a_subject_that_is_gone_keeps_its_uid(actors: cast.Cast) -> None:
    adopted_plan(actors)
    with transaction.atomic():
        record(
            actor=actors.officer.actor,
            kind="ledger.plan_adopted",
            jurisdiction=actors.city.uid,
            subjects=[Subject("task", "goneforever0"), Subject("task", Task.objects.values_list("uid", flat=True)[0])],
        )
    page = seen(signed_in(actors.officer), "/journal/")
    assert re.search(r"Task</span> goneforever0", page)
    assert re.search(r'href="/tasks/\w{12}/"', page)


def test_pages_follow_one_another_without_gap(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duban.web.views.journal.PAGE", 6)
    last = Head.objects.get(jurisdiction=actors.city.uid).seq
    client = signed_in(actors.officer)
    pages, address = [], "/journal/"
    while address:
        page = seen(client, address)
        pages.append((address, _numbers(page)))
        onward = re.search(r'href="([^"]*)" rel="next"', page)
        address = onward[1] if onward else ""
    assert [number for _address, numbers in pages for number in numbers] == list(range(last, 0, -1))
    assert {len(numbers) for _address, numbers in pages[:-1]} == {6}
    back = re.search(r'href="([^"]*)" rel="prev"', seen(client, pages[1][0]))
    assert back
    assert back[1] == "/journal/"


@pytest.mark.parametrize("before", ["x", "-1", "９", "1" * 40])
def test_an_address_that_means_nothing_shows_the_newest(actors: cast.Cast, before: str) -> None:
    assert (
        _numbers(seen(signed_in(actors.officer), f"/journal/?before={before}"))[0]
        == Head.objects.get(jurisdiction=actors.city.uid).seq
    )


def test_the_page_asks_few_questions(actors: cast.Cast, django_assert_max_num_queries: Callable[[int], object]) -> None:
    adopted_plan(actors)
    client = signed_in(actors.officer)
    with django_assert_max_num_queries(10):
        seen(client, "/journal/")
