"""No act escapes: each act of a unit, a leader or the approver is performed, recordable, and leaves one entry."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import get_resolver

import cast
from acts import ActRow
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs import policies
from duban.orgs.acting import confirming
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.performing import By, Performed, Weight, performed
from duban.orgs.acting.wording import untitled
from duban.orgs.models import RecordedAct
from duban.orgs.roles import Role
from requires import ROOT

ROWS: list[ActRow] = [
    row
    for path in sorted((Path(__file__).parent / "acts").glob("*.py"))
    if path.stem != "__init__"
    for row in import_module(f"acts.{path.stem}").ROWS
]
OFFICE = {Role.OFFICE_HEAD, Role.OFFICER, Role.REGISTRAR, Role.SYSTEM, Role.SECURITY, Role.AUDIT, Role.AUDITOR}


MORNING = datetime(2026, 3, 5, 2, tzinfo=UTC)  # five minutes ago is the same day


@pytest.fixture
def actors(db: None) -> Iterator[cast.Cast]:
    with clock.frozen(MORNING):
        yield cast.assemble()


def test_every_performed_act_has_a_row() -> None:
    get_resolver().url_patterns  # noqa: B018 -- the pages import every service
    assert {row.code for row in ROWS} == set(performed())


def test_every_act_that_the_office_does_not_own_is_performed() -> None:
    get_resolver().url_patterns  # noqa: B018
    loose = [act.code for act in policies.acts() if not act.is_look and act.roles - OFFICE]
    assert [code for code in loose if code not in performed()] == []


def test_every_field_of_what_an_act_is_given_has_a_title() -> None:
    """The second person reads an entry in words beside its paper."""
    get_resolver().url_patterns  # noqa: B018
    recordable = [service for service in performed().values() if service.weight is not Weight.OWN]
    assert [name for service in recordable for name in untitled(service.given)] == []


def test_what_every_act_is_given_can_be_written_down() -> None:
    """Its writer is built when first asked for; one that cannot be built must not wait for an act on behalf."""
    get_resolver().url_patterns  # noqa: B018
    written = [service.adapter.json_schema() for service in performed().values()]
    assert len(written) == len(performed()) > 0


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_an_act_leaves_one_entry_of_its_doer(actors: cast.Cast, row: ActRow) -> None:
    about = row.prepare(actors)
    before = Entry.objects.count()
    outcome = performed()[row.code](by=By(getattr(actors, row.doer)), about=about, given=row.given(actors, about))
    assert not outcome.is_waiting
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.order_by("-seq").filter(jurisdiction=actors.city.uid)[0]
    assert entry.actor_name == getattr(actors, row.doer).name


@pytest.mark.parametrize("row", [row for row in ROWS if row.recorder], ids=lambda row: row.code)
def test_an_act_can_be_recorded_for_its_doer(actors: cast.Cast, row: ActRow) -> None:
    about, service = row.prepare(actors), performed()[row.code]
    doer, recorder = getattr(actors, row.doer), getattr(actors, row.recorder or "")
    behalf = Behalf(
        post=doer.posts[0],
        means=RecordedAct.Means.TELEPHONE,
        given_by="办公室",
        given_at=clock.now() - timedelta(minutes=5),
        paper=Paper(number="函〔2026〕3号", on=clock.today(), held_at="综合科"),
    )
    outcome = service(by=By(recorder, behalf=behalf), about=about, given=row.given(actors, about))
    recorded = RecordedAct.objects.get()
    assert outcome.is_waiting == (service.weight is Weight.DECISION)
    if outcome.is_waiting:
        confirming.confirm(viewer=actors.office_head, recorded=recorded)
    effects = Entry.objects.filter(
        jurisdiction=actors.city.uid, actor_name=recorder.name, on_behalf_of__contains=doer.name
    )
    assert effects.exclude(kind="orgs.act_recorded").count() == 1


def test_no_service_records_an_act_of_a_unit_or_leader_beside_the_machinery() -> None:
    """A service that writes to the journal itself names in `policies.require` an act that only the office does."""
    open_acts = {act.code for act in policies.acts() if act.roles - OFFICE and not act.is_look}
    beside = [
        f"{path.relative_to(ROOT)}: {code}"
        for path in sorted((ROOT / "src" / "duban").rglob("*.py"))
        for code in _required_codes(path)
        if code in open_acts and "acting" not in path.parts
    ]
    assert beside == []


def _required_codes(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if "record" not in {
        name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names
    }:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("require"):
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def test_an_act_is_performed_by_one_service_only() -> None:
    assert all(isinstance(service, Performed) and service.code == code for code, service in performed().items())
