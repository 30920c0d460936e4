"""The pages of the work of a task: how it stands, its acts, its work plans, and their review."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import Model

import cast
from acts import issuing, planning, progress
from duban.core import clock
from duban.journal.models import Entry
from duban.ledger.models import ChangeRequest, Part, Task, WorkPlan
from duban.ledger.planning.filing import PlanWritten, write_plan
from duban.ledger.planning.first_draft import first_draft
from duban.ledger.planning.review import PlanApproved, approve_plan
from duban.orgs.acting.performing import By
from web import busy
from web.adopted import seen, signed_in
from web.sending import KEY, fields_of, in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def entries(kind: str) -> int:
    """Count the entries of the journal of a kind."""
    return Entry.objects.filter(kind=kind).count()


def act(code: str, about: Model) -> str:
    return f"/acts/{code}/{about.uid}/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("prepare", [issuing.issued, planning.filed, planning.in_force, progress.claimed])
def test_the_work_of_a_task_is_seen_at_every_stage(
    actors: cast.Cast, prepare: Callable[[cast.Cast], Model], django_assert_max_num_queries: Callable[[int], object]
) -> None:
    prepare(actors)
    address = f"/tasks/{Task.objects.get().uid}/progress/"
    for viewer in (actors.liaison, actors.head, actors.officer, actors.leader, actors.outsider):
        client = signed_in(viewer)
        seen(client, address)
        with django_assert_max_num_queries(20):
            page = seen(client, address)
    assert "市水利局" in page
    assert signed_in(actors.stranger).get(address).status_code == 404


def test_the_page_of_the_work_asks_the_same_however_long_the_plan_is(actors: cast.Cast) -> None:
    milestone = planning.milestone(actors)
    client, address = signed_in(actors.officer), f"/tasks/{Task.objects.get().uid}/progress/"
    short = busy.queries(client, address)
    for number in range(2, 9):
        milestone.item.milestones.create(
            jurisdiction=actors.city,
            position=number,
            title=f"第{number}段",
            due_on=clock.today(),
            first_due_on=clock.today(),
        )
    assert busy.queries(client, address) == short


def test_an_office_head_issues_a_plan_once(actors: cast.Cast) -> None:
    plan = issuing._checked(actors)
    client, address = signed_in(actors.office_head), act("ledger.issue_tasks", plan)
    fields = fields_of(client, address)
    for _click in range(2):
        assert in_words(client, address, fields)[0] == 200
    assert (entries("ledger.tasks_issued"), Task.objects.get().stage) == (1, "issued")


def test_a_liaison_officer_acknowledges_once(actors: cast.Cast) -> None:
    part = issuing.part(actors)
    client, address = signed_in(actors.liaison), act("ledger.receive_task", part)
    fields = fields_of(client, address)
    for _click in range(2):
        assert in_words(client, address, fields)[0] == 200
    part.refresh_from_db()
    assert part.received_at is not None
    assert entries("ledger.task_received") == 1


def test_an_objection_without_words_comes_back_with_the_reason(actors: cast.Cast) -> None:
    part = issuing.part(actors)
    client, address = signed_in(actors.head), act("ledger.dispute_assignment", part)
    status, page = in_words(client, address, {**fields_of(client, address), "reason": ""})
    assert status == 200
    assert 'aria-invalid="true"' in page
    assert entries("ledger.assignment_disputed") == 0


def test_the_later_of_two_who_answer_keeps_his_words_and_is_told(actors: cast.Cast) -> None:
    change = planning._change(actors)
    first, later = signed_in(actors.leader), signed_in(actors.leader)
    address = act("ledger.answer_change", change)
    fields = fields_of(later, address)
    assert in_words(first, address, {**fields_of(first, address), "is_granted": "True"})[0] == 200
    status, page = in_words(later, address, {**fields, "is_granted": "True", "answer": "再等一等"})
    assert status == 409
    assert "再等一等" in page


def test_acts_are_closed_to_those_who_may_not_do_them(actors: cast.Cast) -> None:
    plan = planning.filed(actors)
    assert signed_in(actors.liaison).get(act("ledger.approve_plan", plan)).status_code == 403
    assert signed_in(actors.stranger).get(act("ledger.approve_plan", plan)).status_code == 404
    assert signed_in(actors.leader).get("/acts/orgs.sign_approval/000000000000/").status_code == 404
    assert signed_in(actors.leader).get("/acts/ledger.nothing/000000000000/").status_code == 404


def test_the_first_draft_stands_in_the_form_and_can_be_filed_as_it_is(actors: cast.Cast) -> None:
    plan = planning.draft(actors)
    client, address = signed_in(actors.head), f"/work-plans/{plan.uid}/"
    fields = {**fields_of(client, address), "act": "file"}
    assert fields["i0-title"]
    for _click in range(2):
        status, page = in_words(client, address, fields)
        assert (status, 'data-severity="must"' in page) == (200, False)
    plan.refresh_from_db()
    assert plan.stage == "filed"
    assert (entries("ledger.plan_written"), entries("ledger.plan_filed")) == (1, 1)


def test_a_liaison_officer_keeps_a_plan_with_a_row_more(actors: cast.Cast) -> None:
    plan = planning.draft(actors)
    client, address = signed_in(actors.liaison), f"/work-plans/{plan.uid}/"
    fields = fields_of(client, address)
    _status, page = in_words(client, address, {**fields, "act": "more", "i0-person": "丁一舟"})
    assert 'name="i2-title"' in page
    assert 'value="丁一舟"' in page
    day = (clock.today() + timedelta(days=40)).isoformat()
    typed = {"i0-person": "丁一舟", "i1-title": "清运淤泥", "i1-m0-title": "运完", "i1-m0-due": day, "act": "keep"}
    assert in_words(client, address, {**fields, **typed})[0] == 200
    assert list(plan.items.order_by("position").values_list("title", flat=True))[1:] == ["清运淤泥"]


@pytest.mark.parametrize(
    "typed",
    [
        {"i0-due": "明年"},  # no day
        {"i0-target": "许多"},  # no number
        {"i0-target": "10", "i0-shares": "哪个局 3"},  # a unit that is not of the task
        {"i1-title": "清运", "i1-due": ""},  # by when is missing
    ],
)
def test_a_plan_that_cannot_be_read_comes_back_as_it_was_typed(actors: cast.Cast, typed: dict[str, str]) -> None:
    plan = planning.draft(actors)
    client, address = signed_in(actors.liaison), f"/work-plans/{plan.uid}/"
    fields = fields_of(client, address)
    status, page = in_words(client, address, {**fields, "i0-person": "丁一舟", "act": "keep", **typed})
    assert status == 200
    assert 'data-severity="must"' in page
    assert 'value="丁一舟"' in page
    assert entries("ledger.plan_written") == 0


def test_the_later_of_two_writers_of_a_plan_is_told(actors: cast.Cast) -> None:
    plan = planning.draft(actors)
    client, address = signed_in(actors.liaison), f"/work-plans/{plan.uid}/"
    fields = fields_of(client, address)
    write_plan(by=By(actors.head), about=plan, given=PlanWritten(first_draft(plan)))
    status, page = in_words(client, address, {**fields, "i0-person": "丁一舟", "act": "keep"})
    assert status == 409
    assert 'value="丁一舟"' in page


def test_what_is_sent_of_a_plan_in_force_asks_for_a_change(actors: cast.Cast) -> None:
    plan = planning.in_force(actors)
    client, address = signed_in(actors.head), f"/work-plans/{plan.uid}/"
    fields = {**fields_of(client, address), "i0-person": "丁一舟"}
    status, page = in_words(client, address, {**fields, "reason": ""})
    assert (status, 'data-severity="must"' in page) == (200, True)
    for _click in range(2):
        assert in_words(client, address, {**fields, "reason": "分工调整"})[0] == 200
    assert ChangeRequest.objects.get().reason == "分工调整"


def test_a_leader_puts_what_is_ticked_in_force_once(actors: cast.Cast) -> None:
    filed = busy.filed_plans(actors, 3)
    client = signed_in(actors.leader)
    assert len(re.findall('name="plans"', seen(client, "/work-plans/"))) == 3
    fields = {"act_key": KEY, "plans": [f"{plan.uid}:{plan.version}" for plan in filed[:2]]}
    for _click in range(2):
        in_words(client, "/work-plans/", fields)
    assert WorkPlan.objects.filter(stage="in_force").count() == 2
    assert entries("ledger.plan_in_force") == 2


def test_a_batch_of_which_one_was_put_in_force_by_somebody_else_is_told(actors: cast.Cast) -> None:
    first, second = busy.filed_plans(actors, 2)
    approve_plan(by=By(actors.leader), about=first, given=PlanApproved())
    fields = {"act_key": KEY, "plans": [f"{plan.uid}:{plan.version}" for plan in (first, second)]}
    status, page = in_words(signed_in(actors.leader), "/work-plans/", fields)
    assert status == 409
    assert 'data-severity="must"' in page
    assert WorkPlan.objects.get(pk=second.pk).stage == "filed"


def test_the_review_asks_the_same_however_many_wait(actors: cast.Cast) -> None:
    filed = busy.filed_plans(actors, 7)
    client = signed_in(actors.leader)
    WorkPlan.objects.exclude(pk=filed[0].pk).update(stage="draft")
    few = busy.queries(client, "/work-plans/")
    WorkPlan.objects.filter(pk__in=[plan.pk for plan in filed]).update(stage="filed")
    assert busy.queries(client, "/work-plans/") == few


def test_an_officer_records_a_receipt_that_came_by_telephone(actors: cast.Cast) -> None:
    part = issuing.part(actors)
    client, address = signed_in(actors.officer), act("ledger.receive_task", part)
    said = {
        "behalf-post": actors.liaison.posts[0].uid,
        "behalf-means": "telephone",
        "behalf-given_by": "丁一舟",
        "behalf-given_at": f"{clock.now():%Y-%m-%dT%H:%M}",
    }
    status, page = in_words(client, address, {**fields_of(client, address), **said, "behalf-given_by": ""})
    assert (status, "behalf-given_by" in page) == (200, True)
    assert in_words(client, address, {**fields_of(client, address), **said})[0] == 200
    assert Part.objects.get(pk=part.pk).received_at is not None
