"""The page of the ledger: who may see it, what its address says, what it asks of the database."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from duban.ledger.models import Task
from duban.orgs.models import Jurisdiction, Post, Unit, User
from ledger.factory import account, government, officer, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Jurisdiction:
    """A government with a plan of 60 tasks."""
    cache.clear()
    jurisdiction = government()
    plan_of(jurisdiction, uploaded_by=officer(jurisdiction), tasks=60)
    return jurisdiction


@pytest.fixture
def office(city: Jurisdiction) -> Client:
    return _signed_in(User.objects.get(username="office"))


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _page(client: Client, address: str = "/ledger/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.headers
    return unescape(response.content.decode())


def _numbers(page: str) -> list[str]:
    return re.findall(r'<td class="n num">([^<]+)</td>', page)


def test_a_signed_out_person_is_asked_to_sign_in(city: Jurisdiction) -> None:
    response = Client().get("/ledger/?kind=dated")
    assert response.status_code == 302
    assert response.headers["Location"] == "/sign-in/?next=/ledger/%3Fkind%3Ddated"


@pytest.mark.parametrize("post", [Post.Kind.LEADER, Post.Kind.AUDITOR, Post.Kind.OFFICER])
def test_everybody_sees_the_ledger(city: Jurisdiction, post: Post.Kind) -> None:
    assert len(_numbers(_page(_signed_in(account(city, "somebody", "何远", post))))) == 50


def test_a_unit_sees_the_ledger(city: Jurisdiction) -> None:
    unit = Unit.objects.get(jurisdiction=city, name="市水利局")
    assert len(_numbers(_page(_signed_in(account(city, "somebody", "何远", Post.Kind.LIAISON, unit))))) == 50


def test_another_government_sees_nothing_of_it(city: Jurisdiction) -> None:
    page = _page(_signed_in(officer(government("he", "禾川市"), "elsewhere")))
    assert "重点任务分工方案" not in page
    assert _numbers(page) == []


def test_it_is_only_read(office: Client) -> None:
    assert office.post("/ledger/").status_code == 405
    assert office.head("/ledger/").status_code == 200


UNTIDY = [
    ("/ledger/?q=&section=&unit=&role=", "/ledger/"),
    ("/ledger/?q=%E6%B0%B4%E5%88%A9&kind=", "/ledger/?q=%E6%B0%B4%E5%88%A9"),
    ("/ledger/?kind=purple&x=1", "/ledger/"),
    ("/ledger/?row=51", "/ledger/"),
    ("/ledger/?kind=dated&after=abc123&row=0", "/ledger/?kind=dated&after=abc123"),
]


@pytest.mark.parametrize(("asked", "tidy"), UNTIDY)
def test_an_untidy_address_is_put_right(office: Client, asked: str, tidy: str) -> None:
    response = office.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, tidy)
    assert office.get(tidy).status_code == 200


def test_rows_stand_under_their_sections(office: Client) -> None:
    page = _page(office)
    assert _numbers(page) == [str(number) for number in range(1, 51)]
    assert re.findall(r'<tr class="group">.*?<span>(.*?)</span>', page) == [
        "一、政府自身建设工作",
        "二、发展改革工作",
        "三、工业和科技工作",
        "四、城市建设工作",
        "五、农业农村工作",
    ]


def test_the_next_page_is_a_link_and_leads_back(office: Client) -> None:
    onward = re.search(r'href="([^"]*)" rel="next"', _page(office))
    assert onward
    second = _page(office, onward[1])
    assert _numbers(second) == [str(number) for number in range(51, 61)]
    back = re.search(r'href="([^"]*)" rel="prev"', second)
    assert back
    assert _numbers(_page(office, back[1]))[0] == "1"


def test_filters_are_shown_as_chips_that_drop_them(office: Client, city: Jurisdiction) -> None:
    unit = Unit.objects.get(jurisdiction=city, name="市水利局")
    page = _page(office, f"/ledger/?unit={unit.uid}&role=lead&kind=dated")
    chips = re.findall(r'<a class="chip chip-off" href="([^"]*)">', page)
    assert chips == ["/ledger/?kind=dated", f"/ledger/?unit={unit.uid}&role=lead"]


def test_a_column_is_sorted_up_then_down_then_as_printed(office: Client) -> None:
    def head(address: str) -> tuple[str, str]:
        found = re.search(r'aria-sort="(\w+)"><a class="sort" href="([^"]*)">(?:Due|期限)', _page(office, address))
        assert found
        return found[1], found[2]

    assert head("/ledger/") == ("none", "/ledger/?sort=due")
    assert head("/ledger/?sort=due") == ("ascending", "/ledger/?sort=-due")
    assert head("/ledger/?sort=-due") == ("descending", "/ledger/")


def test_an_empty_page_leads_out_of_itself(office: Client) -> None:
    page = _page(office, "/ledger/?kind=dated&q=没有的词")
    assert _numbers(page) == []
    assert '<a class="chip" href="/ledger/?kind=dated"' in page


def test_a_name_with_markup_in_it_is_only_text(office: Client, city: Jurisdiction) -> None:
    Task.objects.filter(numbers="1").update(title="<script>x</script>")
    Unit.objects.filter(jurisdiction=city, name="市财政局").update(name='"><script>x</script>')
    response = office.get("/ledger/?q=" + "<script>x</script>")
    assert b"<script>x" not in response.content
    assert b"<script>x" not in office.get("/ledger/").content


def test_both_languages_show_the_same_rows(office: Client) -> None:
    chinese = _page(office)
    office.cookies["duban_language"] = "en"
    english = _page(office)
    assert 'lang="en"' in english
    assert _numbers(chinese) == _numbers(english)
    assert chinese != english


ASKED = [
    "/ledger/",
    "/ledger/?kind=measured&q=%E6%B0%B4%E5%88%A9",
    "/ledger/?sort=due",
    "/ledger/?sort=unit",
    "/ledger/?q=%E6%B2%A1%E6%9C%89%E7%9A%84",
]


@pytest.mark.parametrize("address", ASKED)
def test_the_page_asks_at_most_twelve_questions(
    office: Client, address: str, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    cache.clear()  # nothing was read before: the dearest case
    with django_assert_max_num_queries(12):
        _page(office, address)


def test_a_page_read_before_asks_for_nothing_but_who_looks(
    office: Client, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    _page(office)
    with django_assert_max_num_queries(4):  # session, account, posts, head of the journal
        _page(office)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_shown_can_be_taken_out(office: Client, form: str) -> None:
    response = office.get(f"/ledger/export/{form}?kind=dated")
    assert response.status_code == 200
    assert f".{form}" in response.headers["Content-Disposition"]
    assert len(b"".join(response)) > 1000


def test_there_is_no_other_form_of_export(office: Client) -> None:
    assert office.get("/ledger/export/pdf").status_code == 404


def test_a_signed_out_person_takes_nothing_out(city: Jurisdiction) -> None:
    assert Client().get("/ledger/export/csv").status_code == 302
