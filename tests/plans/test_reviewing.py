"""Corrections are acts: one at a time, on the version that was seen, each in the journal."""

import json

import pytest

import cast
from duban.core.errors import DomainError
from duban.journal.models import Content, Entry
from duban.orgs.errors import NotAllowed, NotVisible, Stale
from duban.plans.drafting.errors import CorrectionRefused
from duban.plans.models import Correction, PlanImport
from duban.plans.selectors import reviewed
from duban.plans.services import accept_items, correct, discard, mark_for_comment, undo
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

RENAMED = {"unit": "市水利局", "name": "市水务局"}


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def plan_import(actors: cast.Cast) -> PlanImport:
    return cast.in_review(actors.officer, cast.TWO_SECTIONS + "! leader_name_incomplete must s1")


def test_a_correction_is_a_row_an_entry_and_a_new_version(actors: cast.Cast, plan_import: PlanImport) -> None:
    row = correct(viewer=actors.officer, plan_import=plan_import, kind="unit_named", body=RENAMED, version=0)
    plan_import.refresh_from_db()
    assert (row.seq, row.made_by, plan_import.version) == (1, actors.officer.user, 1)
    assert "市水务局" in {mention.name.now for mention in reviewed(plan_import).draft.mentions()}
    entry = Entry.objects.get(kind="plans.draft_corrected")
    assert json.loads(entry.body) == {"seq": 1, "kind": "unit_named", "correction": RENAMED}


def test_what_a_person_wrote_lies_beside_the_entry(actors: cast.Cast, plan_import: PlanImport) -> None:
    body = {"finding": 0, "remark": "原件如此"}
    correct(viewer=actors.officer, plan_import=plan_import, kind="finding_settled", body=body, version=0)
    entry = Entry.objects.get(kind="plans.draft_corrected")
    assert "原件如此" not in entry.body
    assert Content.objects.get(seq=entry.seq, jurisdiction=entry.jurisdiction).text == "原件如此"


def test_the_kind_of_a_known_unit_is_written_into_the_correction(actors: cast.Cast, plan_import: PlanImport) -> None:
    actors.liaison.posts[0].unit.__class__.objects.filter(name="市水利局").update(kind="vertical")
    body = {"unit": "市统计局", "name": "市水利局"}
    row = correct(viewer=actors.officer, plan_import=plan_import, kind="unit_named", body=body, version=0)
    assert row.body == {**body, "unit_kind": "vertical"}


def test_the_later_of_two_gets_a_conflict_and_changes_nothing(actors: cast.Cast, plan_import: PlanImport) -> None:
    accept_items(viewer=actors.officer, plan_import=plan_import, items=["1"], version=0)
    with pytest.raises(Stale):
        correct(viewer=actors.officer, plan_import=plan_import, kind="unit_named", body=RENAMED, version=0)
    plan_import.refresh_from_db()
    assert (Correction.objects.count(), plan_import.version) == (1, 1)


def test_a_refused_correction_leaves_no_trace(actors: cast.Cast, plan_import: PlanImport) -> None:
    before = Entry.objects.count()
    with pytest.raises(CorrectionRefused):
        correct(viewer=actors.officer, plan_import=plan_import, kind="item_number", body={"item": "99"}, version=0)
    plan_import.refresh_from_db()
    assert (plan_import.version, Correction.objects.count(), Entry.objects.count()) == (0, 0, before)


def test_an_undone_correction_stays_on_record(actors: cast.Cast, plan_import: PlanImport) -> None:
    correct(viewer=actors.officer, plan_import=plan_import, kind="unit_named", body=RENAMED, version=0)
    undo(viewer=actors.officer, plan_import=plan_import, seq=1, version=1)
    row = Correction.objects.get()
    assert row.undone_at is not None
    assert "市水务局" not in {mention.name.now for mention in reviewed(plan_import).draft.mentions()}
    assert Entry.objects.filter(kind="plans.correction_undone").count() == 1
    correct(viewer=actors.officer, plan_import=plan_import, kind="unit_named", body=RENAMED, version=2)
    assert list(Correction.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]


def test_a_draft_for_comment_is_marked_and_unmarked(actors: cast.Cast, plan_import: PlanImport) -> None:
    marked = mark_for_comment(viewer=actors.officer, plan_import=plan_import, is_for_comment=True, version=0)
    assert marked.is_for_comment
    with pytest.raises(DomainError) as refusal:
        mark_for_comment(viewer=actors.officer, plan_import=plan_import, is_for_comment=True, version=1)
    assert refusal.value.code == "plans.nothing_changed"
    plan_import.refresh_from_db()
    mark_for_comment(viewer=actors.officer, plan_import=plan_import, is_for_comment=False, version=1)
    plan_import.refresh_from_db()
    assert not plan_import.is_for_comment


def test_what_was_put_aside_cannot_be_corrected(actors: cast.Cast, plan_import: PlanImport) -> None:
    discard(viewer=actors.officer, plan_import=plan_import, version=0)
    plan_import.refresh_from_db()
    assert plan_import.stage == ImportStage.DISCARDED
    with pytest.raises(DomainError) as refusal:
        accept_items(viewer=actors.officer, plan_import=plan_import, items=["1"], version=1)
    assert refusal.value.code == "plans.other_stage"


def test_nobody_but_the_office_of_this_government_corrects(actors: cast.Cast, plan_import: PlanImport) -> None:
    for viewer in (actors.leader, actors.liaison, actors.auditor):
        with pytest.raises(NotAllowed):
            accept_items(viewer=viewer, plan_import=plan_import, items=["1"], version=0)
    with pytest.raises(NotVisible):
        accept_items(viewer=actors.stranger, plan_import=plan_import, items=["1"], version=0)
