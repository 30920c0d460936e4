"""The leader's page, a meeting from its agenda to the next one, problems and decisions as pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

import cast
from acts import coordination, dispatching, planning, progress
from duban.coordination.decisions.carrying import DecisionReported, report_decision
from duban.coordination.models import AgendaLine, Decision, Dispatch, Problem
from duban.coordination.stages import DecisionStage, DispatchStage, ProblemStage
from duban.core import clock
from duban.ledger.planning.changing import ask_change
from duban.orgs.acting.performing import By
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def page(viewer: Viewer, url: str) -> str:
    client = Client()
    client.force_login(viewer.user)
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(viewer: Viewer, url: str, sent: dict[str, object]) -> int:
    client = Client()
    client.force_login(viewer.user)
    return client.post(url, sent).status_code


def test_the_leader_answers_a_problem_with_one_choice(actors: cast.Cast) -> None:
    problem = coordination.at_level(actors)
    shown = page(actors.leader, reverse("dispatch"))
    assert "取土场用地批不批" in shown
    assert "同意先行用地" in shown
    unit = problem.unit
    assert unit is not None
    sent = {
        "text": "同意先行用地",
        "owner": unit.uid,
        "due_on": (clock.today() + timedelta(days=10)).isoformat(),
        "version": str(problem.version),
        "act_key": "key-of-the-leader",
    }
    url = reverse("act", args=["coordination.decide_problem", problem.uid])
    assert post(actors.leader, url, sent) == 302
    assert post(actors.leader, url, sent) == 302  # a double tap
    assert Decision.objects.get().text == "同意先行用地"
    assert "取土场用地批不批" not in page(actors.leader, reverse("dispatch"))


def test_a_change_is_answered_and_a_special_report_read_where_they_stand(actors: cast.Cast) -> None:
    special = progress.sent(actors)
    plan = special.part.work_plans.get()
    change = ask_change(by=By(actors.head), about=plan, given=planning.asked(plan)).result
    assert change is not None
    shown = page(actors.leader, reverse("dispatch"))
    assert 'name="is_granted" value="True"' in shown
    assert post(actors.leader, reverse("act", args=["ledger.answer_change", change.uid]), {"is_granted": "True"}) == 302
    read = reverse("act", args=["progress.read_special", special.uid])
    assert f'action="{read}"' in shown
    assert post(actors.leader, read, {}) == 302
    assert 'class="question"' not in page(actors.leader, reverse("dispatch"))


def test_minutes_and_proposals_ask_for_the_leaders_word(actors: cast.Cast) -> None:
    dispatching.routed(actors)
    dispatching.written(actors)
    shown = page(actors.leader, reverse("dispatch"))
    assert "统一界址标志" in shown
    assert reverse("act", args=["coordination.sign_minutes", Dispatch.objects.get().uid]) in shown


def test_the_secretary_sees_the_page_of_whom_he_serves_and_records_the_answer(actors: cast.Cast) -> None:
    coordination.at_level(actors)
    shown = page(actors.secretary, reverse("dispatch"))
    assert "取土场用地批不批" in shown
    assert 'name="text"' not in shown  # he records, he does not decide


def test_a_meeting_from_its_agenda_to_the_next_one(actors: cast.Cast) -> None:
    dispatch = dispatching.planned(actors)
    url = reverse("dispatch_meeting", args=[dispatch.uid])
    line = AgendaLine.objects.get(kind=AgendaLine.Kind.PROBLEM)
    kept = {
        "agenda": "1",
        f"place-{line.uid}": "2",
        f"words-{line.uid}": line.words,
        "new_words": ["通报上次议定事项", ""],
        "new_place": ["1", "9"],
        "new_minutes": ["5", ""],
        "units": [dispatching.bureau(actors).uid],
    }
    assert post(actors.officer, url, kept) == 302
    words = list(AgendaLine.objects.filter(dispatch=dispatch).order_by("position").values_list("words", flat=True))
    assert words[:2] == ["通报上次议定事项", line.words]
    held = {"held_on": clock.today().isoformat(), "present": [dispatching.bureau(actors).uid]}
    assert post(actors.officer, reverse("act", args=["coordination.hold_dispatch", dispatch.uid]), held) == 302
    line = AgendaLine.objects.get(kind=AgendaLine.Kind.PROBLEM)
    said = {f"said-{line.uid}": "同意先行", "minutes": "会议听取了汇报。", "version": Dispatch.objects.get().version}
    assert post(actors.officer, url, said) == 302
    answer = coordination.decided_by(actors)
    made = {"text": answer.text, "owner": answer.owner, "due_on": answer.due_on.isoformat(), "line": line.uid}
    assert post(actors.officer, reverse("act", args=["coordination.make_decision", dispatch.uid]), made) == 302
    assert post(actors.leader, reverse("act", args=["coordination.sign_minutes", dispatch.uid]), {}) == 302
    assert Decision.objects.get().stage == DecisionStage.MADE
    assert post(actors.officer, reverse("act", args=["coordination.send_minutes", dispatch.uid]), {}) == 302
    assert Dispatch.objects.get().stage == DispatchStage.SENT
    assert Decision.objects.get().stage == DecisionStage.ASSIGNED
    assert Problem.objects.get().stage == ProblemStage.RESOLVING
    report_decision(by=By(actors.head), about=Decision.objects.get(), given=DecisionReported("已办"))
    following = reverse("act", args=["coordination.plan_dispatch", actors.city.uid])
    planned = dispatching.planning(actors)
    sent = {
        "leader": planned.leader,
        "kind": planned.kind,
        "title": "四月调度会",
        "on": planned.on.isoformat(),
        "at": "9:30",
        "place": planned.place,
        "units": list(planned.units),
    }
    assert post(actors.officer, following, sent) == 302
    again = Dispatch.objects.get(title="四月调度会")
    assert AgendaLine.objects.filter(dispatch=again, decision=Decision.objects.get()).exists()


@pytest.mark.parametrize("address", ["problems", "decisions", "proposals"])
def test_an_empty_register_says_what_comes_here(actors: cast.Cast, address: str) -> None:
    assert 'class="empty"' in page(actors.officer, reverse(address))


def test_pages_of_what_is_settled_ask_little(actors: cast.Cast, django_assert_max_num_queries: object) -> None:
    decision = coordination.reported(actors)
    problem = Problem.objects.get()
    client = Client()
    client.force_login(actors.officer.user)
    for url in (
        reverse("problem", args=[problem.uid]),
        reverse("decision", args=[decision.uid]),
        reverse("problems"),
        reverse("dispatch"),
    ):
        with django_assert_max_num_queries(45):  # type: ignore[operator]
            assert client.get(url).status_code == 200
