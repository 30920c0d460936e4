"""Pages of files under way to signature: signing in words, for oneself and on behalf, and what a second person sees."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import cast
from duban.core import clock
from duban.orgs.acting import approving
from duban.orgs.acting.approving import Proposed
from duban.orgs.models import Approval, RecordedAct, RouteStep
from duban.orgs.viewers import Viewer
from trial_file import TRIAL

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed by hand"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def approval(actors: cast.Cast) -> Approval:
    return approving.start(
        jurisdiction=actors.city,
        kind=TRIAL.code,
        title="三月督查材料",
        entries=[Proposed("matter", "m1", "通报市水利局"), Proposed("matter", "m2", "<b>约谈</b>市民政局")],
        drafted_by=actors.officer.user,
    )


def page(viewer: Viewer, address: str) -> str:
    answer = client(viewer).get(address, headers={"accept-language": "zh-hans"})
    assert answer.status_code == 200
    return answer.content.decode()


def client(viewer: Viewer) -> Client:
    signed_in = Client()
    signed_in.force_login(viewer.user)
    return signed_in


def sign(viewer: Viewer, approval: Approval, **typed: object) -> int:
    sent = {"version": str(approval.version), "decision": "sign"} | typed
    return client(viewer).post(f"/approvals/{approval.uid}/sign", sent).status_code


def on_behalf(actors: cast.Cast) -> dict[str, object]:
    given_at = timezone.localtime(clock.now() - timedelta(minutes=3)).strftime("%Y-%m-%dT%H:%M")
    return {
        "behalf-post": actors.approver.posts[0].uid,
        "behalf-means": "paper",
        "behalf-given_by": "机要室",
        "behalf-given_at": given_at,
        "behalf-paper_number": "签〔2026〕1号",
        "behalf-paper_on": clock.today().isoformat(),
        "behalf-paper_scan": SimpleUploadedFile("../签批 件.pdf", PDF),
    }


def test_the_list_has_what_waits_for_me_first(actors: cast.Cast, approval: Approval) -> None:
    assert page(actors.office_head, "/approvals/").count(f"/approvals/{approval.uid}/") == 2  # to sign, and all
    assert page(actors.officer, "/approvals/").count(f"/approvals/{approval.uid}/") == 2  # drafted, and all
    assert page(actors.approver, "/approvals/").count(f"/approvals/{approval.uid}/") == 1  # not his turn yet
    assert approval.uid not in page(actors.leader, "/approvals/")


def test_a_file_shows_its_entries_and_who_signs_and_escapes_words(actors: cast.Cast, approval: Approval) -> None:
    shown = page(actors.office_head, f"/approvals/{approval.uid}/")
    assert "&lt;b&gt;约谈" in shown
    assert "<b>约谈" not in shown
    assert "btn-seal" in shown
    assert "btn-seal" not in page(actors.approver, f"/approvals/{approval.uid}/")


def test_an_entry_is_struck_from_the_page(actors: cast.Cast, approval: Approval) -> None:
    first, second = approval.entries.order_by("position")
    typed = {f"entry-{second.uid}": "strike", f"remark-{second.uid}": "先补充材料"}
    assert sign(actors.office_head, approval, **typed) == 302
    assert list(approval.entries.order_by("position").values_list("stage", flat=True)) == ["standing", "struck"]
    assert "先补充材料" in page(actors.officer, f"/approvals/{approval.uid}/")
    assert first.uid in page(actors.approver, f"/approvals/{approval.uid}/")


def test_a_decision_that_is_refused_keeps_what_was_typed(actors: cast.Cast, approval: Approval) -> None:
    entry = approval.entries.get(position=2)
    answer = client(actors.office_head).post(
        f"/approvals/{approval.uid}/sign",
        {"version": "0", "decision": "return", f"entry-{entry.uid}": "strike", f"remark-{entry.uid}": "先补充材料"},
    )
    assert answer.status_code == 409
    assert 'value="先补充材料"' in answer.content.decode()
    assert 'value="strike" selected' in answer.content.decode()


@pytest.mark.parametrize("version", ["7", "x", "", "9" * 40, "٣"])
def test_a_version_that_is_not_the_files_signs_nothing(actors: cast.Cast, approval: Approval, version: str) -> None:
    assert sign(actors.office_head, approval, version=version) == 409


def test_the_same_form_sent_twice_signs_once(actors: cast.Cast, approval: Approval) -> None:
    codes = [sign(actors.office_head, approval, act_key="k" * 22) for _time in range(2)]
    assert codes == [302, 302]
    assert approval.steps.filter(decision__isnull=False).count() == 1


def test_a_signature_on_paper_is_recorded_compared_and_shown_as_such(actors: cast.Cast, approval: Approval) -> None:
    sign(actors.office_head, approval)
    approval.refresh_from_db()
    shown = page(actors.registrar, f"/approvals/{approval.uid}/")
    assert '<details class="fold" open>' in shown
    assert actors.approver.name in shown
    assert sign(actors.registrar, approval, **on_behalf(actors)) == 302
    recorded = RecordedAct.objects.get()
    assert f"/recorded/{recorded.uid}/" in page(actors.registrar, f"/approvals/{approval.uid}/")

    beside = page(actors.officer, f"/recorded/{recorded.uid}/")
    assert "签〔2026〕1号" in beside
    assert recorded.given not in beside
    assert '"version"' not in beside
    assert "/confirm" not in page(actors.registrar, f"/recorded/{recorded.uid}/")  # he recorded it

    scan = client(actors.officer).get(f"/recorded/{recorded.uid}/scan")
    assert (scan.content, scan.headers["Content-Type"]) == (PDF, "application/pdf")
    assert scan.headers["Content-Disposition"].startswith("attachment")
    assert "%E7%AD%BE%E6%89%B9" in scan.headers["Content-Disposition"]
    assert scan.headers["X-Content-Type-Options"] == "nosniff"

    assert client(actors.officer).post(f"/recorded/{recorded.uid}/confirm").status_code == 302
    approval.refresh_from_db()
    assert approval.stage == "signed"
    assert f"/recorded/{recorded.uid}/" in page(actors.officer, f"/approvals/{approval.uid}/")


def test_what_was_filled_in_wrongly_about_the_paper_leaves_the_part_open(actors: cast.Cast, approval: Approval) -> None:
    sign(actors.office_head, approval)
    approval.refresh_from_db()
    typed = on_behalf(actors) | {"behalf-paper_scan": SimpleUploadedFile("a.pdf", b"MZ"), "version": "1"}
    answer = client(actors.registrar).post(f"/approvals/{approval.uid}/sign", typed | {"decision": "sign"})
    assert answer.status_code == 409
    assert '<details class="fold" open>' in answer.content.decode()
    assert 'value="签〔2026〕1号"' in answer.content.decode()
    assert not RecordedAct.objects.exists()


def test_an_entry_is_refused_only_with_a_remark(actors: cast.Cast, approval: Approval) -> None:
    sign(actors.office_head, approval)
    approval.refresh_from_db()
    sign(actors.registrar, approval, **on_behalf(actors))
    recorded = RecordedAct.objects.get()
    assert client(actors.officer).post(f"/recorded/{recorded.uid}/refuse", {"remark": ""}).status_code == 200
    assert client(actors.officer).post(f"/recorded/{recorded.uid}/refuse", {"remark": "日期不符"}).status_code == 302
    assert "日期不符" in page(actors.registrar, f"/recorded/{recorded.uid}/")


def test_what_cannot_take_effect_any_more_says_so_and_stays(actors: cast.Cast, approval: Approval) -> None:
    sign(actors.office_head, approval)
    approval.refresh_from_db()
    sign(actors.registrar, approval, **on_behalf(actors))
    approving.withdraw(viewer=actors.officer, approval=approval)
    recorded = RecordedAct.objects.get()
    assert client(actors.officer).post(f"/recorded/{recorded.uid}/confirm").status_code == 409
    recorded.refresh_from_db()
    assert recorded.stage == "waiting"


def test_a_route_is_set_from_its_page(actors: cast.Cast) -> None:
    typed = {
        "since": clock.today().isoformat(),
        "basis": "办公会纪要",
        "signer-1": f"leader:{actors.leader.posts[0].uid}",
        "part-1": "countersign",
        "signer-3": "approver",  # an empty row between them is no step
        "part-3": "issue",
    }
    assert client(actors.office_head).post("/routes/trial/", typed).status_code == 302
    assert [(step.part, step.signer_kind) for step in RouteStep.objects.order_by("position")] == [
        ("countersign", "leader"),
        ("issue", "approver"),
    ]
    assert "办公会纪要" in page(actors.officer, "/routes/")


def test_a_route_without_one_who_issues_comes_back_with_its_rows(actors: cast.Cast) -> None:
    typed = {"since": clock.today().isoformat(), "signer-1": "office_head", "part-1": "sign"}
    answer = client(actors.office_head).post("/routes/trial/", typed)
    assert answer.status_code == 200
    assert 'value="office_head" selected' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert client(actors.office_head).get("/routes/unknown/").status_code == 404


def test_the_list_of_entries_on_behalf_is_filtered_by_stage(actors: cast.Cast, approval: Approval) -> None:
    sign(actors.office_head, approval)
    approval.refresh_from_db()
    sign(actors.registrar, approval, **on_behalf(actors))
    uid = RecordedAct.objects.get().uid
    assert uid in page(actors.officer, "/recorded/")
    assert uid in page(actors.officer, "/recorded/?stage=waiting")
    assert uid not in page(actors.officer, "/recorded/?stage=taken")
    assert uid in page(actors.officer, "/recorded/?stage=nonsense&page=x")
    assert uid not in page(actors.stranger, "/recorded/")
