"""Every form of every page, for every role: tokens, and reading that changes nothing. Forms are found, not listed."""

import hashlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Model

from security import crawler, ground
from security.crawler import Form, Walk, walk
from security.ground import addresses, client_of
from web.rows.table import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # forms and templates stand before any engine

# Between them they see every page and every form.
ROLES = ("office_head", "head", "approver", "auditor", "system", "security", "audit")
INLINE = (
    "//script[not(@src)] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]] | "
    "//*[starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript:')]"
)
# What a look may leave behind: that somebody looked, how often, when last.
LEFT_BY_LOOKING = {"journal_access", "orgs_rate_count", "orgs_session", "django_session"}
LAST_SEEN = {"last_seen_on", "last_login"}


@pytest.fixture
def laid() -> Ground:
    return ground.laid()


def test_pages_hold_nothing_inline_forms_need_tokens_and_looking_changes_nothing(
    laid: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duban.web.guards.rate_of", lambda _request: None)
    starts = addresses(laid)
    clients = {role: client_of(getattr(laid.actors, role)) for role in ROLES}
    before = state()
    seen: dict[str, Walk] = {role: walk(client, starts) for role, client in clients.items()}
    assert {name for name, digest in state().items() if before[name] != digest} == set()
    for role, found in seen.items():
        for address, page in found.pages.items():
            assert inline(page) == [], (role, address)
    forms: dict[str, tuple[str, Form]] = {}
    for role, found in seen.items():
        for form in found.forms:
            if form.method == "post":
                forms.setdefault(form.sort, (role, form))
    assert len(forms) >= 8  # the walk does find forms
    without = [
        (role, form.page, str(form))
        for role, form in forms.values()
        if not any(each.name == "csrfmiddlewaretoken" and each.value for each in form.fields)
    ]
    assert without == []
    for role, form in forms.values():
        client = client_of(getattr(laid.actors, role), enforces=True)
        stripped = {name: value for name, value in form.filled(lambda _field: "x").items() if "csrf" not in name}
        assert client.post(form.action, stripped).status_code == 403, (role, str(form))
        forged = stripped | {"csrfmiddlewaretoken": "x" * 64}
        assert client.post(form.action, forged).status_code == 403, (role, str(form))
    assert {name for name, digest in state().items() if before[name] != digest} == set()


def inline(page: str) -> list[str]:
    """Return what the content policy would refuse: scripts, styles and handlers that stand in the page."""
    return [crawler.markup.tostring(each).decode()[:80] for each in crawler.markup.fromstring(page).xpath(INLINE)]


def state() -> dict[str, str]:
    """Return a digest over every table, without what a look may leave behind."""
    return {
        model._meta.db_table: hashlib.sha256(repr(sorted(rows(model))).encode()).hexdigest()
        for model in apps.get_models()
        if model._meta.db_table not in LEFT_BY_LOOKING
    }


def rows(model: type[Model]) -> Iterator[str]:
    columns = [each.attname for each in model._meta.concrete_fields if each.attname not in LAST_SEEN]
    for row in model._default_manager.order_by().values_list(*columns):
        yield repr(row)
