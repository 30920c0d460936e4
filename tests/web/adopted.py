"""A small adopted plan for the tests of pages, and clients that are signed in."""

from html import unescape

from django.core.cache import cache
from django.test import Client

import cast
from duban.core import files
from duban.ledger.services import adopt
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan
from duban.plans.services import correct
from laid_again import goes_on

NOTATION = (
    cast.TWO_SECTIONS
    + """
! leader_name_incomplete must s1
! deadline_missing note 4
! item_repeated check 5
"""
)
CORRECTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("leader_named", {"place": "s1/leader/0", "name": "沈砚青", "finding": 0}),
    ("finding_settled", {"finding": 1, "remark": "持续性工作"}),
    ("items_linked", {"items": ["3", "5"], "leading": "5"}),
    ("target_set", {"target": "1/target/0", "comparator": ">=", "value": "5.5", "unit": "%"}),
    ("mention_added", {"item": "4", "name": "市财政局", "role": "cooperating"}),
    ("deadline_set", {"deadline": "2/deadline/0", "date": "2026-06-15", "precision": "day"}),
)


@goes_on
def adopted_plan(actors: cast.Cast) -> Plan:
    """Return a plan adopted with one correction of each kind; the clauses 3 and 5 are one task."""
    cache.clear()
    plan_import = cast.in_review(actors.officer, NOTATION)
    files.store(actors.city.uid, plan_import.file.sha256, "原件".encode())
    for version, (kind, body) in enumerate(CORRECTIONS):
        correct(viewer=actors.officer, plan_import=plan_import, kind=kind, body=body, version=version)
    plan_import.refresh_from_db()
    return adopt(viewer=actors.officer, plan_import=plan_import, version=plan_import.version)


def signed_in(viewer: Viewer) -> Client:
    """Return a client of this person."""
    client = Client()
    client.force_login(viewer.user)
    return client


def seen(client: Client, address: str) -> str:
    """Return the page at an address in English, whose words translators leave alone."""
    client.cookies["duban_language"] = "en"
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return unescape(response.content.decode())
