"""Files on their way to signature: routes, signers, what is struck or returned, and what comes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

import cast
import trial_file  # noqa: F401 -- registers the kind of file
from duban.core import clock
from duban.journal.models import Entry
from duban.orgs.acting import approving, confirming, routes
from duban.orgs.acting.approving import RETURN, SIGN, STRIKE, EntryDecision, Proposed, Signed
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.errors import (
    DrafterSigns,
    EntryNotHis,
    OnlyDrafterSigns,
    RemarkNeeded,
    RouteIncomplete,
    RouteInPast,
    RouteInUse,
    RoutePostUnknown,
    SignerMissing,
)
from duban.orgs.acting.performing import By
from duban.orgs.acting.routes import Step
from duban.orgs.errors import NotAllowed, NotYours, Stale
from duban.orgs.models import Approval, Delegation, Holding, Person, Post, RecordedAct, RouteStep, User
from duban.orgs.policies import can, open_to
from duban.orgs.viewers import Viewer, viewer_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
SIGNS, COUNTERSIGNS, ISSUES = RouteStep.Part.SIGN, RouteStep.Part.COUNTERSIGN, RouteStep.Part.ISSUE


@pytest.fixture(autouse=True)
def standing_still() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture
def ended() -> Iterator[list[Approval]]:
    seen: list[Approval] = []
    approving.approval_ended.register(seen.append)
    yield seen
    approving.approval_ended.withdraw(seen.append)


def sent_up(
    actors: cast.Cast, *, by: Viewer | None = None, leaders: tuple[Person | None, ...] = (None, None)
) -> Approval:
    drafter = by or actors.officer
    return approving.start(
        jurisdiction=actors.city,
        kind="trial",
        title="例外授权",
        entries=[Proposed("trial", f"g{place}", f"第{place}项", leader) for place, leader in enumerate(leaders, 1)],
        drafted_by=drafter.user,
    )


def signed(approval: Approval, viewer: Viewer, *entries: EntryDecision, remark: str | None = None) -> Approval:
    approving.sign(by=By(viewer), about=approval, given=Signed(approval.version, SIGN, entries, remark))
    approval.refresh_from_db()
    return approval


def entry(approval: Approval, place: int) -> str:
    return approval.entries.get(position=place).uid


def signers(approval: Approval) -> list[str]:
    return [step.post.kind for step in approval.steps.select_related("post").order_by("position")]


# The way of a file.


def test_by_default_the_head_signs_and_the_approver_issues(actors: cast.Cast, ended: list[Approval]) -> None:
    approval = sent_up(actors)
    assert signers(approval) == ["office_head", "approver"]
    assert signed(approval, actors.office_head).stage == "under_way"
    assert ended == []
    assert signed(approval, actors.approver).stage == "signed"
    assert [each.uid for each in ended] == [approval.uid]


def test_a_signature_leaves_one_entry_that_names_file_and_what_was_struck(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    before = Entry.objects.count()
    signed(approval, actors.office_head, EntryDecision(entry(approval, 2), STRIKE, "不需要"))
    written = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    assert Entry.objects.count() == before + 1
    assert approval.uid in written.subjects
    assert "g2" in written.subjects
    assert "g1" not in written.subjects


def test_a_struck_entry_stays_behind_and_the_rest_goes_on(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    signed(approval, actors.office_head, EntryDecision(entry(approval, 1), RETURN, "补充理由"))
    assert signed(approval, actors.approver).stage == "signed"
    assert [each.stage for each in approval.entries.order_by("position")] == ["returned", "standing"]


def test_a_file_of_which_no_entry_stands_comes_back(actors: cast.Cast, ended: list[Approval]) -> None:
    approval = sent_up(actors)
    both = [EntryDecision(entry(approval, place), STRIKE, "不需要") for place in (1, 2)]
    assert signed(approval, actors.office_head, *both).stage == "returned"
    assert len(ended) == 1


def test_a_file_is_returned_whole_with_a_remark(actors: cast.Cast, ended: list[Approval]) -> None:
    approval = sent_up(actors)
    with pytest.raises(RemarkNeeded):
        approving.sign(by=By(actors.office_head), about=approval, given=Signed(0, RETURN))
    approving.sign(by=By(actors.office_head), about=approval, given=Signed(0, RETURN, remark="重写"))
    approval.refresh_from_db()
    assert (approval.stage, approval.ended_at, len(ended)) == ("returned", NOON, 1)


@pytest.mark.parametrize(
    ("uid", "decision", "remark", "error"),
    [
        ("x" * 12, STRIKE, "r", EntryNotHis),  # no entry of this file
        (None, "approve", "r", EntryNotHis),  # no decision that there is
        (None, STRIKE, "", RemarkNeeded),
    ],
)
def test_a_decision_on_an_entry_that_cannot_be_is_refused(
    actors: cast.Cast, uid: str | None, decision: str, remark: str, error: type[Exception]
) -> None:
    approval = sent_up(actors)
    with pytest.raises(error):
        signed(approval, actors.office_head, EntryDecision(uid or entry(approval, 1), decision, remark))
    assert not approval.steps.filter(decision__isnull=False).exists()


def test_a_struck_entry_cannot_be_struck_again_by_the_next_signer(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    first = entry(approval, 1)
    signed(approval, actors.office_head, EntryDecision(first, STRIKE, "不需要"))
    with pytest.raises(EntryNotHis):
        signed(approval, actors.approver, EntryDecision(first, STRIKE, "不需要"))


def test_who_had_an_older_file_before_him_signs_nothing(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    signed(approval, actors.office_head)
    with pytest.raises(Stale):
        approving.sign(by=By(actors.approver), about=approval, given=Signed(0, SIGN))


# Whose turn it is.


def test_only_the_post_whose_turn_it_is_may_sign(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    for stage, expected in (("before", "office_head"), ("after", "approver"), ("ended", None)):
        allowed = [
            role
            for role in ("officer", "office_head", "registrar", "approver", "leader", "head", "auditor")
            if can(getattr(actors, role), "orgs.sign_approval", approval)
        ]
        listed = [
            role
            for role in ("officer", "office_head", "approver", "leader", "head")
            if open_to(getattr(actors, role), "orgs.sign_approval", Approval).exists()
        ]
        assert (stage, allowed, listed) == (stage, [expected] if expected else [], [expected] if expected else [])
        if expected:
            signed(approval, getattr(actors, expected))


def test_out_of_turn_it_is_not_his_yet(actors: cast.Cast) -> None:
    with pytest.raises(NotYours):
        signed(sent_up(actors), actors.approver)
    with pytest.raises(NotAllowed):
        signed(sent_up(actors), actors.auditor)


def test_signers_see_the_file_before_and_after_their_turn_and_others_do_not(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    sees = [
        role
        for role in ("officer", "registrar", "auditor", "office_head", "approver", "leader", "secretary", "head")
        if can(getattr(actors, role), "orgs.see_approvals", approval)
    ]
    assert sees == ["officer", "registrar", "auditor", "office_head", "approver"]


# Two pairs of eyes.


def test_what_the_head_drafted_goes_straight_to_the_approver(actors: cast.Cast) -> None:
    approval = sent_up(actors, by=actors.office_head)
    assert signers(approval) == ["approver"]
    assert actors.office_head.name in (approval.steps.get().note or "")


def test_who_drafted_a_file_does_not_sign_it_as_somebodys_delegate(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    Delegation.objects.create(
        jurisdiction=actors.city,
        post=actors.office_head.posts[0],
        person=actors.officer.person,
        given_by=actors.office_head.person,
        since=date(2026, 3, 1),
        until=date(2026, 3, 9),
        reason="出差",
        created_at=NOON,
    )
    User.objects.filter(pk=actors.officer.user.pk).update(exceptional_until=date(2026, 3, 9))
    drafter = viewer_of(User.objects.get(pk=actors.officer.user.pk))
    with pytest.raises(DrafterSigns):
        signed(approval, drafter)


def test_a_delegate_signs_for_the_head_and_the_journal_names_whose_post_it_was(actors: cast.Cast) -> None:
    approval = sent_up(actors)
    Delegation.objects.create(
        jurisdiction=actors.city,
        post=actors.office_head.posts[0],
        person=actors.registrar.person,
        given_by=actors.office_head.person,
        since=date(2026, 3, 1),
        until=date(2026, 3, 9),
        reason="出差",
        created_at=NOON,
    )
    User.objects.filter(pk=actors.registrar.user.pk).update(exceptional_until=date(2026, 3, 9))
    signed(approval, viewer_of(User.objects.get(pk=actors.registrar.user.pk)))
    written = Entry.objects.filter(jurisdiction=actors.city.uid).latest("seq")
    assert (written.actor_name, actors.office_head.name in written.on_behalf_of) == (actors.registrar.name, True)


def test_a_route_that_only_the_drafter_signs_goes_to_the_approver_or_nowhere(actors: cast.Cast) -> None:
    routes.set_route(
        viewer=actors.office_head, kind="trial", steps=[Step(ISSUES, Post.Kind.OFFICE_HEAD)], since=date(2026, 3, 5)
    )
    assert signers(sent_up(actors)) == ["office_head"]
    assert signers(sent_up(actors, by=actors.office_head)) == ["approver"]
    Holding.objects.filter(post=actors.approver.posts[0]).update(until=date(2026, 3, 4))
    with pytest.raises(OnlyDrafterSigns):
        sent_up(actors, by=actors.office_head)


# Entries of a section that the approver leads himself.


def test_without_a_second_approver_he_signs_and_the_slip_says_so(actors: cast.Cast) -> None:
    approval = sent_up(actors, leaders=(None, actors.approver.person))
    assert signers(approval) == ["office_head", "approver"]
    note = approval.steps.get(position=2).note or ""
    assert "2" in note
    assert actors.approver.name in note


def second_approver(actors: cast.Cast) -> Viewer:
    post = Post.objects.create(jurisdiction=actors.city, kind=Post.Kind.APPROVER, position=2, created_at=NOON)
    Holding.objects.create(jurisdiction=actors.city, post=post, person=actors.secretary.person, since=date(2026, 1, 1))
    return viewer_of(actors.secretary.user)


def test_a_second_approver_signs_the_entries_of_the_first_ones_section(actors: cast.Cast) -> None:
    mayor = second_approver(actors)
    approval = sent_up(actors, leaders=(None, actors.approver.person))
    assert signers(approval) == ["office_head", "approver", "approver"]
    signed(approval, actors.office_head)
    with pytest.raises(EntryNotHis):
        signed(approval, actors.approver, EntryDecision(entry(approval, 2), STRIKE, "不需要"))
    signed(approval, actors.approver)
    with pytest.raises(EntryNotHis):
        signed(approval, mayor, EntryDecision(entry(approval, 1), STRIKE, "不需要"))
    assert signed(approval, mayor).stage == "signed"


def test_a_file_of_the_approvers_own_section_alone_goes_to_the_second(actors: cast.Cast) -> None:
    mayor = second_approver(actors)
    approval = sent_up(actors, leaders=(actors.approver.person,))
    assert approval.steps.get(position=2).post == mayor.posts[-1]
    assert approval.steps.count() == 2


# Recorded on behalf.


def test_the_approvers_signature_is_recorded_by_the_registrar_and_confirmed(actors: cast.Cast) -> None:
    approval = signed(sent_up(actors), actors.office_head)
    behalf = Behalf(
        post=actors.approver.posts[0],
        means=RecordedAct.Means.PAPER,
        given_by="办公室",
        given_at=NOON - timedelta(hours=2),
        paper=Paper(number="签〔2026〕1号", on=date(2026, 3, 5), held_at="机要室"),
    )
    given = Signed(approval.version, SIGN)
    assert approving.sign(by=By(actors.registrar, behalf=behalf), about=approval, given=given).is_waiting
    approval.refresh_from_db()
    assert approval.stage == "under_way"
    confirming.confirm(viewer=actors.officer, recorded=RecordedAct.objects.get())
    approval.refresh_from_db()
    step = approval.steps.get(position=2)
    assert (approval.stage, step.signer, step.recorded) == (
        "signed",
        actors.approver.person,
        RecordedAct.objects.get(),
    )
    assert step.decided_at == NOON - timedelta(hours=2)


# Withdrawing.


def test_the_drafter_withdraws_his_file_and_nobody_else_does(actors: cast.Cast, ended: list[Approval]) -> None:
    approval = sent_up(actors)
    with pytest.raises(NotYours):
        approving.withdraw(viewer=actors.office_head, approval=approval)
    approving.withdraw(viewer=actors.officer, approval=approval)
    assert (approval.stage, len(ended)) == ("withdrawn", 1)
    with pytest.raises(Stale):
        approving.withdraw(viewer=actors.officer, approval=approval)


# Routes.

HEAD, APPROVER = Step(SIGNS, Post.Kind.OFFICE_HEAD), Step(ISSUES, Post.Kind.APPROVER)


def test_a_new_route_holds_from_its_day_and_the_old_one_stays_for_what_went_by_it(actors: cast.Cast) -> None:
    before = sent_up(actors)
    routes.set_route(viewer=actors.office_head, kind="trial", steps=[APPROVER], since=date(2026, 3, 6), basis="办公会")
    assert signers(sent_up(actors)) == ["office_head", "approver"]
    with clock.frozen(NOON + timedelta(days=1)):
        assert signers(sent_up(actors)) == ["approver"]
    assert routes.steps_of(before.route) == (HEAD, APPROVER)


def test_a_leader_countersigns_where_an_entry_is_in_his_section(actors: cast.Cast) -> None:
    steps = [HEAD, Step(COUNTERSIGNS, Post.Kind.LEADER), APPROVER]
    routes.set_route(viewer=actors.office_head, kind="trial", steps=steps, since=date(2026, 3, 5))
    assert signers(sent_up(actors)) == ["office_head", "approver"]
    with_leader = sent_up(actors, leaders=(actors.leader.person, actors.leader.person))
    assert signers(with_leader) == ["office_head", "leader", "approver"]


@pytest.mark.parametrize(
    ("steps", "error"),
    [
        ([], RouteIncomplete),
        ([HEAD], RouteIncomplete),  # nobody issues
        ([APPROVER, HEAD], RouteIncomplete),  # somebody signs after the issue
        ([HEAD, HEAD, APPROVER], RouteIncomplete),
        ([Step(SIGNS, Post.Kind.AUDITOR), APPROVER], RouteIncomplete),  # no signer
        ([Step(SIGNS, Post.Kind.HEAD), APPROVER], RoutePostUnknown),  # which head
        ([Step(SIGNS, Post.Kind.LEADER, "x" * 12), APPROVER], RoutePostUnknown),
    ],
)
def test_a_route_that_no_file_could_take_is_refused(
    actors: cast.Cast, steps: list[Step], error: type[Exception]
) -> None:
    with pytest.raises(error):
        routes.set_route(viewer=actors.office_head, kind="trial", steps=steps, since=date(2026, 3, 5))


def test_a_route_is_not_changed_behind_the_files_that_went_by_it(actors: cast.Cast) -> None:
    with pytest.raises(RouteInPast):
        routes.set_route(viewer=actors.office_head, kind="trial", steps=[APPROVER], since=date(2026, 3, 4))
    sent_up(actors)
    with pytest.raises(RouteInUse):
        routes.set_route(viewer=actors.office_head, kind="trial", steps=[APPROVER], since=date(2026, 3, 5))


def test_a_route_of_a_coming_day_can_be_set_anew(actors: cast.Cast) -> None:
    for steps in ([APPROVER], [HEAD, APPROVER]):
        routes.set_route(viewer=actors.office_head, kind="trial", steps=steps, since=date(2026, 4, 1))
    assert routes.steps_on(actors.city, "trial", date(2026, 4, 1)) == (HEAD, APPROVER)


def test_only_the_head_of_the_office_sets_a_route(actors: cast.Cast) -> None:
    with pytest.raises(NotAllowed):
        routes.set_route(viewer=actors.officer, kind="trial", steps=[APPROVER], since=date(2026, 4, 1))


def test_a_file_does_not_start_where_nobody_could_sign(actors: cast.Cast) -> None:
    Holding.objects.filter(post=actors.approver.posts[0]).update(until=date(2026, 3, 4))
    with pytest.raises(SignerMissing):
        sent_up(actors)
