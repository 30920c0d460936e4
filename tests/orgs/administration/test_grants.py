"""Exceptions: one act for one person, signed by the head of the office, with an end."""

from datetime import timedelta

import pytest

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs import policies
from duban.orgs.acting import approving
from duban.orgs.acting.approving import Signed
from duban.orgs.acting.performing import By
from duban.orgs.administration.errors import GrantOver
from duban.orgs.administration.grants import Wanted, propose_grant, revoke_grant, state_of
from duban.orgs.models import Approval, Grant, User
from duban.orgs.viewers import Viewer, viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def wanted(actors: cast.Cast, **changes: object) -> Wanted:
    today = clock.today()
    given: dict[str, object] = {
        "act": "orgs.see_recorded",
        "since": today,
        "until": today + timedelta(days=30),
        "reason": "代阅一个月",
    }
    return Wanted(**(given | changes))  # type: ignore[arg-type]


def signed(actors: cast.Cast, grant: Grant, decision: str = approving.SIGN) -> Grant:
    file = Approval.objects.get(entries__about_uid=grant.uid)
    given = Signed(version=file.version, decision=decision, remark="不需要" if decision != approving.SIGN else None)
    approving.sign(by=By(actors.office_head), about=file, given=given)
    grant.refresh_from_db()
    return grant


def again(viewer: Viewer) -> Viewer:
    return viewer_of(User.objects.select_related("person", "jurisdiction").get(pk=viewer.user.pk))


def unit_act() -> str:
    return "orgs.name_group_members"


def test_an_exception_holds_once_the_head_of_the_office_signed_it(actors: cast.Cast) -> None:
    grant = propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=wanted(actors, act=unit_act()))
    assert state_of(grant) == "proposed"
    assert not policies.can(again(actors.liaison), unit_act())
    signed(actors, grant)
    assert state_of(grant) == "in_force"
    assert policies.can(again(actors.liaison), unit_act())
    assert not policies.can(again(actors.outsider), unit_act())
    entry = Entry.objects.get(kind="orgs.grant_proposed")
    assert entry.actor_name == actors.security.name


def test_an_exception_about_one_object_reaches_no_other(actors: cast.Cast) -> None:
    here, there = actors.head.posts[0].unit, actors.outsider.posts[0].unit
    assert here is not None
    assert there is not None
    given = wanted(actors, act=unit_act(), about_kind="unit", about_uid=there.uid)
    signed(actors, propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=given))
    liaison = again(actors.liaison)
    assert policies.can(liaison, unit_act(), there)
    assert not policies.can(liaison, unit_act(), here)
    assert list(policies.open_to(liaison, unit_act(), type(there))) == [there]


def test_an_exception_ends_when_it_is_returned_revoked_or_over(actors: cast.Cast) -> None:
    refused = propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=wanted(actors, act=unit_act()))
    assert state_of(signed(actors, refused, approving.RETURN)) == "refused"
    assert not policies.can(again(actors.liaison), unit_act())

    revoked = propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=wanted(actors, act=unit_act()))
    signed(actors, revoked)
    assert state_of(revoke_grant(viewer=actors.security, grant=revoked)) == "revoked"
    assert not policies.can(again(actors.liaison), unit_act())
    assert User.objects.get(pk=actors.liaison.user.pk).exceptional_until is None
    with pytest.raises(GrantOver):
        revoke_grant(viewer=actors.security, grant=revoked)

    over = propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=wanted(actors, act=unit_act()))
    signed(actors, over)
    yesterday = clock.today() - timedelta(days=1)
    Grant.objects.filter(pk=over.pk).update(since=yesterday, until=yesterday)
    assert not policies.can(again(actors.liaison), unit_act())


def test_revoking_on_the_way_takes_the_file_back(actors: cast.Cast) -> None:
    grant = propose_grant(viewer=actors.security, user=actors.liaison.user, wanted=wanted(actors, act=unit_act()))
    revoke_grant(viewer=actors.security, grant=grant)
    assert Approval.objects.get().stage == Approval.Stage.WITHDRAWN


@pytest.mark.parametrize(
    ("who", "changes", "code"),
    [
        ("system", {}, "orgs.not_grantable"),  # an administrator does no business, not even by exception
        ("liaison", {"act": "orgs.set_parameters"}, "orgs.not_grantable"),  # nobody else does their acts
        ("liaison", {"act": "orgs.confirm_recorded"}, "orgs.not_grantable"),  # a hard step
        ("liaison", {"act": "orgs.sign_approval"}, "orgs.not_grantable"),  # hangs on the own post
        ("liaison", {"act": "orgs.open_unit_account"}, "orgs.not_grantable"),  # nobody does it for another
        ("liaison", {"act": "orgs.no_such_act"}, "orgs.not_grantable"),  # no act at all
        ("liaison", {"reason": " "}, "orgs.grant_reason"),  # nothing said
        ("liaison", {"since": clock.today() - timedelta(days=1)}, "orgs.grant_days"),  # yesterday is over
        ("liaison", {"until": clock.today() - timedelta(days=1)}, "orgs.grant_days"),  # ends before it begins
        ("liaison", {"until": clock.today() + timedelta(days=367)}, "orgs.grant_days"),  # a day too long
        ("liaison", {"about_kind": "unit", "about_uid": "000000000000"}, "orgs.grant_object"),  # no such unit
        ("liaison", {"about_kind": "wall", "about_uid": "000000000000"}, "orgs.grant_object"),  # no such kind
        ("office_head", {"act": "orgs.set_division"}, "orgs.grant_self_signed"),  # would sign for himself
    ],
)
def test_what_must_not_be_given_is_refused(actors: cast.Cast, who: str, changes: dict[str, object], code: str) -> None:
    with pytest.raises(DomainError) as refused:
        propose_grant(viewer=actors.security, user=getattr(actors, who).user, wanted=wanted(actors, **changes))
    assert refused.value.code == code
    assert not Grant.objects.exists()


@pytest.mark.parametrize("who", ["officer", "office_head", "auditor", "system", "audit", "liaison", "stranger"])
def test_only_the_security_administrator_proposes(actors: cast.Cast, who: str) -> None:
    with pytest.raises(DomainError):
        propose_grant(viewer=getattr(actors, who), user=actors.liaison.user, wanted=wanted(actors))


def test_a_row_that_should_not_be_there_still_gives_nothing(actors: cast.Cast) -> None:
    """Whatever writes past the service: an administrator gets no business, and nobody an administrator's act."""
    today = clock.today()
    for viewer, act in ((actors.system, "plans.import"), (actors.liaison, "orgs.set_parameters")):
        Grant.objects.create(
            jurisdiction=actors.city,
            user=viewer.user,
            act=act,
            reason="-",
            since=today,
            until=today,
            given_by=actors.security.user,
            approved_at=clock.now(),
            created_at=clock.now(),
        )
        User.objects.filter(pk=viewer.user.pk).update(exceptional_until=today)
        assert again(viewer).grants
        assert not policies.can(again(viewer), act)
