"""Two cities in one installation: every address of the first, asked by everybody of the second."""

import re
from urllib.parse import quote, unquote

import pytest
from django.db import transaction
from django.urls import reverse

import cast
from duban.core import clock
from duban.journal.access import note_access
from duban.journal.records import Actor, Subject, record
from duban.orgs.accounts import open_account
from duban.orgs.models import Jurisdiction, Person, Post, Unit
from duban.orgs.viewers import Viewer, viewer_of
from security import crawler, ground
from security.crawler import walk
from security.ground import client_of, plain_addresses, row_addresses
from web.rows.table import Ground

pytestmark = pytest.mark.django_db

# Words that stand nowhere but in the first city.
OURS = ("澜州", "顾怀舟", "沈砚", "岳明川", "钟离秋", "闻人肃", "市水利局", "市发改委", "污水管网", "澜政办发")
THERE: tuple[tuple[str, str, Post.Kind], ...] = (
    ("there_head", "禾一", Post.Kind.OFFICE_HEAD),
    ("there_liaison", "禾二", Post.Kind.LIAISON),
    ("there_unit_head", "禾三", Post.Kind.HEAD),
    ("there_auditor", "禾四", Post.Kind.AUDITOR),
    ("there_approver", "禾五", Post.Kind.APPROVER),
    ("there_system", "禾六", Post.Kind.SYSTEM),
    ("there_security", "禾七", Post.Kind.SECURITY),
    ("there_audit", "禾八", Post.Kind.AUDIT),
)
ALIKE = ("officer", "there_unit_head", "there_audit")  # for these the whole page is compared with that of nothing
ACCIDENTS = re.compile(
    r'value="[^"]*"|<span class="num">[0-9a-f]+</span>|<p class="note">[^<]*<span class="num">[^<]*</span></p>'
)


def strangers(laid: Ground) -> dict[str, Viewer]:
    """Return one person of every role of the other city, which has a unit, a plan and a ledger of its own."""
    city: Jurisdiction = laid.actors.stranger.jurisdiction
    bureau = cast.unit_of(city, "禾川渔业局", "he chuan yu ye ju")
    ground.adopted(
        laid.actors.stranger,
        "# 一 渔业工作 @禾九 =1\n1 放养鱼苗{8万尾 =8万尾}。 > 禾川渔业局\n",
        name="there.txt",
        sign="禾",
    )
    found = {"officer": laid.actors.stranger}
    for username, name, post in THERE:
        user = open_account(
            jurisdiction=city,
            username=username,
            password="a-long-password",
            person_name=name,
            post=post,
            unit=bureau if post in Post.OF_A_UNIT else None,
            since=clock.today(),
        )
        cast.settle_in(user, post)
        found[username] = viewer_of(user)
    return found


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Ground:
    monkeypatch.setattr("duban.web.guards.rate_of", lambda _request: None)
    found = ground.laid()
    city = found.actors.city.uid
    with transaction.atomic():
        record(
            actor=found.actors.officer.actor,
            kind="orgs.alias_remembered",
            jurisdiction=city,
            subjects=[Subject("unit", Unit.objects.get(name="市水利局").uid)],
            body={"name": "市水利局"},
        )
    note_access(
        jurisdiction=city, actor=Actor("x", "岳明川", "澜州市"), what="tests.look", outcome="ok", target="市水利局"
    )
    return found


def test_an_object_of_another_city_answers_as_a_missing_one(laid: Ground) -> None:
    asked = 0
    clients = {name: client_of(viewer) for name, viewer in strangers(laid).items()}
    for (name, method), (row, address) in {
        (row.name, row.method): (row, at) for row, at in row_addresses(laid)
    }.items():
        if not row.about:
            continue
        nothing = reverse(name, kwargs={"uid": "000000000000"} | row.more)
        for who, client in clients.items():
            hidden = getattr(client, method)(address, dict(row.sent))
            assert hidden.status_code in (302, 403, 404), (who, str(row))
            page = plain(crawler.content_of(hidden).decode(), address, nothing)
            assert [word for word in OURS if word in page] == [], (who, str(row))
            asked += 1
            if who in ALIKE:
                missing = getattr(client, method)(nothing, dict(row.sent))
                assert hidden.status_code == missing.status_code, (who, str(row))
                assert page == plain(crawler.content_of(missing).decode(), address, nothing), (who, str(row))
    assert asked > 100


def plain(page: str, *addresses: str) -> str:
    """Leave out what differs from one answer to the next anyway: tokens, request id, the address itself."""
    for address in addresses:
        page = page.replace(quote(address), "").replace(address, "")
    return ACCIDENTS.sub("", page)


def test_no_page_list_or_search_holds_a_word_of_another_city(laid: Ground) -> None:
    starts = list(plain_addresses())
    for name, viewer in strangers(laid).items():
        client = client_of(viewer)
        asked = [f"{address}?q={quote(word)}" for address in ("/ledger/", "/units/") for word in OURS[:3]]
        seen = walk(client, [*starts, *lists(), *asked])
        assert seen.pages
        for address, page in seen.pages.items():
            own = page.replace(quote(address), "")
            assert [word for word in OURS if word in own and word not in typed(address)] == [], (name, address)
        for address, file in seen.files.items():
            for word in OURS:
                assert word.encode() not in file, (name, address, word)


def lists() -> list[str]:
    """Return the addresses of everything that can be taken out, in forms whose words can be read."""
    return [
        address
        for name in set(ground.names(ground.get_resolver().url_patterns))
        if "export" in name
        for form in ("csv", "jsonl")
        if (address := tried(name, form))
    ]


def tried(name: str, form: str) -> str:
    try:
        return reverse(name, kwargs={"form": form})
    except ground.NoReverseMatch:
        return ""


def typed(address: str) -> str:
    """Return what was asked for; a page repeats it."""
    return unquote(address)


def test_the_marker_words_are_of_the_first_city_alone(laid: Ground) -> None:
    there = laid.actors.stranger.jurisdiction
    strangers(laid)
    names = [*Unit.objects.filter(jurisdiction=there).values_list("name", flat=True)]
    names += Person.objects.filter(jurisdiction=there).values_list("name", flat=True)
    assert not {word for word in OURS for name in names if word in name}
    page = client_of(laid.actors.officer).get("/units/").content.decode()
    assert "市水利局" in page
