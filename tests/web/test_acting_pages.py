"""Acts in pages: the part that records on behalf, and the pages of what was recorded."""

from collections.abc import Iterator
from datetime import timedelta
from typing import cast as typed

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone

import cast
from duban.core import clock
from duban.orgs.models import RecordedAct, Unit
from duban.orgs.viewers import Viewer
from duban.web.access import ViewedRequest
from duban.web.acting import BehalfIncomplete, BehalfPart, behalf_context, by_of
from orgs.acting.trial import DECIDED, SOFT, trial_acts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def acts() -> Iterator[None]:
    with trial_acts():
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def bureau(actors: cast.Cast) -> Unit:
    return Unit.objects.get(pk__in=actors.head.unit_ids)


def posted(viewer: Viewer, **fields: object) -> ViewedRequest:
    seen = typed("ViewedRequest", RequestFactory().post("/", fields))
    seen.viewer = viewer
    return seen


def filled(actors: cast.Cast, **other: object) -> dict[str, object]:
    given_at = timezone.localtime(clock.now() - timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M")
    return {
        "act_key": "k" * 22,
        "behalf-post": actors.head.posts[0].uid,
        "behalf-means": "telephone",
        "behalf-given_by": "江望舒",
        "behalf-given_at": given_at,
    } | {f"behalf-{name}": value for name, value in other.items()}


def part(viewer: Viewer, code: str, unit: Unit) -> BehalfPart:
    return typed("BehalfPart", behalf_context(viewer, code, unit)["behalf"])


def test_who_has_no_right_himself_but_may_record_sees_the_part_open(actors: cast.Cast) -> None:
    shown = part(actors.officer, SOFT, bureau(actors))
    assert (shown.may, shown.is_open, shown.is_mandatory) == (True, True, True)
    assert shown.form is not None
    assert {post.uid for post in shown.form.by_uid.values()} == {
        viewer.posts[0].uid for viewer in (actors.head, actors.deputy, actors.liaison)
    }


def test_who_may_do_it_himself_sees_the_part_closed_with_his_colleagues(actors: cast.Cast) -> None:
    shown = part(actors.liaison, SOFT, bureau(actors))
    assert (shown.may, shown.is_open, shown.is_mandatory) == (True, False, False)
    assert shown.form is not None
    assert actors.liaison.posts[0].uid not in shown.form.by_uid


def test_who_may_neither_do_nor_record_it_sees_no_part(actors: cast.Cast) -> None:
    shown = part(actors.outsider, SOFT, bureau(actors))
    assert (shown.may, shown.form) == (False, None)


def test_every_page_has_a_key_of_its_own(actors: cast.Cast) -> None:
    assert part(actors.head, SOFT, bureau(actors)).key != part(actors.head, SOFT, bureau(actors)).key


def test_a_form_without_a_post_is_the_viewers_own_act(actors: cast.Cast) -> None:
    by = by_of(posted(actors.head, act_key="k" * 22), SOFT, bureau(actors))
    assert (by.viewer, by.behalf, by.key) == (actors.head, None, "k" * 22)


def test_a_key_that_no_page_made_is_a_bad_request(actors: cast.Cast) -> None:
    with pytest.raises(BadRequest):
        by_of(posted(actors.head, act_key="k" * 65), SOFT, bureau(actors))


def test_what_was_typed_becomes_the_record(actors: cast.Cast) -> None:
    by = by_of(posted(actors.officer, **filled(actors)), SOFT, bureau(actors))
    assert by.behalf is not None
    assert (by.behalf.post, by.behalf.means, by.behalf.given_by, by.behalf.paper) == (
        actors.head.posts[0],
        RecordedAct.Means.TELEPHONE,
        "江望舒",
        None,
    )


@pytest.mark.parametrize(
    ("other", "lacking"),
    [
        ({}, "number"),  # a decision needs its paper
        ({"paper_number": "3", "paper_on": "2026-03-01"}, "held"),  # neither scan nor place of the original
        ({"paper_number": "3", "paper_held_at": "综合科"}, "date"),
        ({"paper_number": "3", "paper_on": "2026-03-01", "paper_scan": SimpleUploadedFile("a.pdf", b"MZ")}, "scan"),
        ({"paper_number": "3" * 65, "paper_on": "2026-03-01", "paper_held_at": "综合科"}, "number"),
    ],
)
def test_a_decision_without_its_whole_paper_is_refused(
    actors: cast.Cast, other: dict[str, object], lacking: str
) -> None:
    with pytest.raises(BehalfIncomplete) as refused:
        by_of(posted(actors.officer, **filled(actors, **other)), DECIDED, bureau(actors))
    fields = {"number": "编号|Number", "held": "原件|original", "date": "日期|Date", "scan": "扫描|Scan"}[lacking]
    assert any(word in str(refused.value.params["fields"]) for word in fields.split("|"))


def test_a_scan_is_named_by_what_it_is(actors: cast.Cast) -> None:
    scan = SimpleUploadedFile("签批.exe", b"%PDF-1.7 ...")
    sent = filled(actors, paper_number="3", paper_on="2026-03-01", paper_scan=scan)
    by = by_of(posted(actors.officer, **sent), DECIDED, bureau(actors))
    assert by.behalf is not None
    assert by.behalf.paper is not None
    assert by.behalf.paper.scan is not None
    assert by.behalf.paper.scan.name == "签批.exe.pdf"


def test_a_post_for_which_the_viewer_may_not_record_is_refused(actors: cast.Cast) -> None:
    with pytest.raises(BehalfIncomplete):
        by_of(posted(actors.outsider, **filled(actors)), SOFT, bureau(actors))
