"""What the office has to record on behalf: who does not sign in, what he owes, and the act already set so."""

import re

import pytest

import cast
from acts import issuing, planning, progress
from duban.ledger.models import Part, Task, WorkPlan
from duban.ledger.planning.review import PlanApproved, approve_plan
from duban.orgs.acting.performing import By
from duban.orgs.models import RecordedAct, User
from duban.progress.models import ProgressReport
from duban.progress.upward.special import SpecialDrafted, draft_special
from web import busy
from web.adopted import seen, signed_in
from web.sending import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def sign_in(*names: str) -> None:
    """Let these people have signed in once; nobody else of the cast has."""
    User.objects.filter(username__in=names).update(last_seen_on="2026-03-01")


def behalf(page: str) -> str:
    """The part of a desk that lists what is to be recorded."""
    found = re.search(r'<section class="when" aria-labelledby="to-record">.*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def links(page: str) -> list[str]:
    return re.findall(r'href="(/[^"]*\?for=[^"]*)"', behalf(page))


def test_what_a_unit_owes_of_which_nobody_signs_in_is_recorded_from_the_desk_of_the_office(actors: cast.Cast) -> None:
    part = issuing.part(actors)
    office = signed_in(actors.officer)
    desk = seen(office, "/")
    assert f'href="/people/{actors.liaison.person.uid}/"' in behalf(desk)
    wanted = f"/acts/ledger.receive_task/{part.uid}/?for={actors.liaison.posts[0].uid}&next=/"
    assert wanted in links(desk)
    page = seen(office, wanted)
    assert f'<option value="{actors.liaison.posts[0].uid}" selected' in page
    fields = fields_of(office, wanted) | {"behalf-means": "telephone"}
    assert fields["behalf-given_by"] == actors.liaison.name
    assert office.post(wanted, fields).status_code == 302
    assert RecordedAct.objects.get().decider == actors.liaison.person
    assert "ledger.receive_task" not in behalf(seen(office, "/"))
    assert f"/work-plans/{WorkPlan.objects.get(part=part).uid}/?for={actors.head.posts[0].uid}" in behalf(
        seen(office, "/")
    )


def test_a_unit_of_which_somebody_signs_in_is_not_listed_but_what_its_head_alone_decides(actors: cast.Cast) -> None:
    report = progress.before_head(actors)
    draft_special(by=By(actors.liaison), about=report.part, given=SpecialDrafted("专报", "请协调。"))
    sign_in("liaison", "leader")
    found = links(seen(signed_in(actors.officer), "/"))
    head = actors.head.posts[0].uid
    assert {link.partition("?")[0] for link in found} == {
        f"/reports/{report.uid}/",
        f"/acts/progress.send_special/{report.part.special_reports.get().uid}/",
    }
    assert all(f"?for={head}&" in link for link in found)
    sign_in("head")
    left = seen(signed_in(actors.officer), "/")
    assert links(left) == []
    assert "nobody is there to answer for it" in behalf(left)  # of the unit beside it, in which nobody is named


def test_a_report_is_filed_by_the_head_who_telephoned(actors: cast.Cast) -> None:
    report = progress.report(actors)
    sign_in("leader")
    office = signed_in(actors.officer)
    (link,) = [link for link in links(seen(office, "/")) if link.startswith("/reports/")]
    fields = fields_of(office, link) | {"text": "清淤3公里", "behalf-means": "telephone", "act": "file"}
    assert office.post(link, fields)["Location"] == "/"
    report.refresh_from_db()
    assert report.stage == "submitted"


def test_for_a_leader_who_does_not_sign_in_his_secretary_records_and_the_office_knows_it(actors: cast.Cast) -> None:
    plan = planning.filed(actors)
    sign_in("liaison", "head", "secretary")
    desk = behalf(seen(signed_in(actors.officer), "/"))
    assert actors.leader.name in desk
    assert f"recorded by {actors.secretary.name}" in desk
    assert links(seen(signed_in(actors.officer), "/")) == []  # he may not record it
    secretary = signed_in(actors.secretary)
    assert 'href="/work-plans/"' in seen(secretary, "/")
    fields = fields_of(secretary, "/work-plans/")
    assert fields["behalf-post"] == actors.leader.posts[0].uid
    User.objects.filter(username="secretary").update(last_seen_on=None)
    assert "name a secretary" in behalf(seen(signed_in(actors.officer), "/"))
    approve_plan(by=By(actors.leader), about=plan, given=PlanApproved())
    assert actors.leader.name not in behalf(seen(signed_in(actors.officer), "/"))


def test_the_registrar_records_for_the_approver(actors: cast.Cast) -> None:
    busy.filed_plans(actors, 2)
    Task.objects.update(leader=None)
    sign_in("liaison", "head", "leader")
    registrar = signed_in(actors.registrar)
    (link,) = links(seen(registrar, "/"))  # two plans are put in force on one page
    assert link == f"/work-plans/?for={actors.approver.posts[0].uid}"
    page = seen(registrar, link)
    assert page.count('name="plans"') == 2
    assert f'<option value="{actors.approver.posts[0].uid}" selected' in page


@pytest.mark.parametrize("who", ["officer", "office_head", "registrar", "secretary"])
def test_the_desk_asks_little_however_many_do_not_sign_in(actors: cast.Cast, who: str) -> None:
    busy.filed_reports(actors, 4)
    assert Part.objects.count() > 4
    assert busy.queries(signed_in(getattr(actors, who)), "/") <= 15
    ProgressReport.objects.update(stage="expected")
    assert busy.queries(signed_in(getattr(actors, who)), "/") <= 15
