"""Role × address × code: every address has a row, and every row is asked by everybody."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import cast
from duban.journal.models import AccessRecord
from duban.ledger.models import Task
from duban.ledger.services import adopt
from duban.orgs.models import Unit
from duban.plans import files
from duban.plans.models import Plan, PlanImport

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

# The officer comes last: what he may do changes the record that the others were refused.
ROLES = ("signed out", "stranger", "liaison", "leader", "auditor", "officer")
EVERYBODY = (200,) * 6
SIGNED_IN = (302, 200, 200, 200, 200, 200)
OWN_CITY = (302, 404, 200, 200, 200, 200)
ELSEWHERE = (302,) * 6


@dataclass(frozen=True)
class Ground:
    """One adopted plan, and one more file in review."""

    actors: cast.Cast
    plan: Plan
    waiting: PlanImport

    def uid_of(self, kind: str) -> str:
        """Return the uid of the object that an address names."""
        return {
            "plan": self.plan.uid,
            "import": self.waiting.uid,
            "task": Task.objects.order_by("position")[0].uid,
            "unit": Unit.objects.get(name="市发改委").uid,
            "group": Unit.objects.get(name="各县市区政府").uid,
        }[kind]


@dataclass(frozen=True)
class Row:
    """An address, how it is asked, and the answer to each role in the order of ROLES."""

    name: str
    codes: tuple[int, ...]
    about: str = ""
    method: str = "get"
    sent: dict[str, object] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join((self.method, self.name, self.about, *self.more.values()))

    def address(self, ground: Ground) -> str:
        """Return the path that is asked."""
        about = {"uid": ground.uid_of(self.about)} if self.about else {}
        return reverse(self.name, kwargs=about | self.more)


ROWS = (
    Row("desk", SIGNED_IN),
    Row("sign_in", (200, 302, 302, 302, 302, 302)),
    Row("sign_out", ELSEWHERE, method="post"),
    Row("set_language", ELSEWHERE, method="post", sent={"language": "en"}),
    Row("theme", ELSEWHERE, method="post", sent={"theme": "dark"}),
    Row("ledger", SIGNED_IN),
    Row("ledger_export", SIGNED_IN, more={"form": "csv"}),
    Row("ledger_export", SIGNED_IN, more={"form": "xlsx"}),
    Row("task", OWN_CITY, "task"),
    Row("plans", SIGNED_IN),
    Row("plan", OWN_CITY, "plan"),
    Row("plan_file", OWN_CITY, "plan"),
    # The list of files: a stranger sees that of his own city; units and leaders may never see one.
    Row("plan_imports", (302, 200, 403, 403, 200, 200)),
    Row("plan_imports", (302, 200, 403, 403, 403, 200), method="post"),  # nothing chosen: the form again
    # A file in review exists for office and audit only.
    Row("plan_import", (302, 404, 404, 404, 200, 200), "import"),
    Row("import_correct", (302, 404, 404, 404, 302, 302), "import"),  # coming by link leads to the review
    # Acts on it: the auditor sees it and may never do it; the officer comes without its version.
    Row("import_correct", (302, 404, 404, 404, 403, 409), "import", "post", {"kind": "item_accepted", "items": "1"}),
    Row("import_undo", (302, 404, 404, 404, 403, 409), "import", "post", {"seq": "1"}),
    Row("import_for_comment", (302, 404, 404, 404, 403, 409), "import", "post"),
    Row("import_discard", (302, 404, 404, 404, 403, 409), "import", "post"),
    Row("import_adopt", (302, 404, 404, 404, 403, 200), "import"),
    Row("import_adopt", (302, 404, 404, 404, 403, 409), "import", "post"),
    Row("units", SIGNED_IN),
    Row("unit", OWN_CITY, "unit"),
    Row("unit_members", (302, 404, 403, 403, 403, 302), "group", "post"),
    Row("unit_members", (302, 404, 403, 403, 403, 409), "unit", "post"),  # a single unit has no members
    Row("journal", (302, 200, 403, 403, 200, 200)),
    Row("design", SIGNED_IN),
    Row("healthz", EVERYBODY),
    Row("readyz", EVERYBODY),
)


@pytest.fixture
def ground() -> Ground:
    actors = cast.assemble()
    first = cast.in_review(actors.officer)
    files.store(actors.city.uid, first.file.sha256, b"x" * first.file.size)
    plan = adopt(viewer=actors.officer, plan_import=first, version=first.version)
    waiting = cast.in_review(actors.officer, "# 一 其他工作 @沈砚 =1\n1 办好{3件 =3件}事。 > 市民政局\n", name="b.txt")
    return Ground(actors, plan, waiting)


def client_of(ground: Ground, role: str) -> Client:
    client = Client()
    if role != "signed out":
        client.force_login(getattr(ground.actors, role).user)
    return client


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row.method} {row.name} {row.about}{''.join(row.more.values())}"
)
def test_every_role_gets_its_answer(ground: Ground, row: Row) -> None:
    address = row.address(ground)
    answers = [
        getattr(client_of(ground, role), row.method)(address, dict(row.sent), REMOTE_ADDR="127.0.0.1").status_code
        for role in ROLES
    ]
    assert dict(zip(ROLES, answers, strict=True)) == dict(zip(ROLES, row.codes, strict=True))


def test_no_address_is_without_a_row() -> None:
    def names(patterns: list[URLPattern | URLResolver]) -> list[str]:
        return [
            name
            for pattern in patterns
            for name in (names(pattern.url_patterns) if isinstance(pattern, URLResolver) else [str(pattern.name)])
        ]

    assert set(names(get_resolver().url_patterns)) == {row.name for row in ROWS}


@pytest.mark.parametrize("row", [row for row in ROWS if row.about], ids=str)
def test_what_is_hidden_answers_as_what_is_missing(ground: Ground, row: Row) -> None:
    client = client_of(ground, "stranger")
    ask: Callable[..., object] = getattr(client, row.method)
    hidden = ask(row.address(ground), dict(row.sent))
    missing = ask(reverse(row.name, kwargs={"uid": "000000000000"} | row.more), dict(row.sent))
    assert hidden.status_code == missing.status_code == 404
    assert without_accidents(hidden.content.decode()) == without_accidents(missing.content.decode())


def without_accidents(page: str) -> str:
    """Leave out what differs from one answer to the next anyway: tokens, request id, the address itself."""
    return re.sub(r'value="[^"]*"|<span class="num">[0-9a-f]+</span>', "", page)


def test_a_refused_act_leaves_an_access_record_and_nothing_else(ground: Ground) -> None:
    before = AccessRecord.objects.count()
    client_of(ground, "leader").get("/journal/")
    noted = AccessRecord.objects.order_by("at").last()
    assert AccessRecord.objects.count() == before + 1
    assert noted is not None
    assert (noted.what, noted.outcome, noted.target) == ("orgs.see_journal", "refused", "/journal/")
