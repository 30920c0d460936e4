"""What the security administrator does with accounts, and what nobody but he does."""

from collections.abc import Callable

import pytest

import cast
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs.accounts import errors
from duban.orgs.accounts.opening import ResetWanted, reset_unit_account
from duban.orgs.accounts.reopening import reopen_office_account, reopen_unit_account
from duban.orgs.accounts.security import (
    block_account,
    close_office_account,
    open_office_account,
    reset_office_account,
    unblock_account,
)
from duban.orgs.accounts.states import State, state
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed
from duban.orgs.models import Invitation, Post, User
from orgs.accounts.people import another_security, bureau, in_post

LINK = Invitation.Form.LINK


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def test_he_opens_accounts_of_office_leaders_auditors_and_administrators(actors: cast.Cast) -> None:
    for kind in (Post.Kind.OFFICER, Post.Kind.LEADER, Post.Kind.AUDITOR, Post.Kind.SYSTEM):
        post = in_post(actors, "谢知夏", kind)
        assert state(open_office_account(viewer=actors.security, post=post, form=LINK).user) is State.INVITED


def test_he_opens_and_resets_no_account_of_a_unit(actors: cast.Cast) -> None:
    with pytest.raises(errors.NotAnOfficePost):
        open_office_account(
            viewer=actors.security, post=in_post(actors, "谢知夏", Post.Kind.DEPUTY, bureau(actors)), form=LINK
        )
    with pytest.raises(errors.NotAnOfficePost):
        reset_office_account(viewer=actors.security, user=actors.liaison.user, form=LINK)


ACTS: list[Callable[[cast.Cast], object]] = [
    lambda actors: block_account(viewer=actors.officer, user=actors.liaison.user, reason="试试"),
    lambda actors: unblock_account(viewer=actors.officer, user=actors.liaison.user),
    lambda actors: reset_office_account(viewer=actors.system, user=actors.leader.user, form=LINK),
    lambda actors: close_office_account(viewer=actors.audit, user=actors.leader.user, reason="试试"),
    lambda actors: reopen_office_account(viewer=actors.office_head, user=actors.officer.user),
    lambda actors: open_office_account(
        viewer=actors.officer, post=in_post(actors, "谢知夏", Post.Kind.OFFICER), form=LINK
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_does_what_he_does(actors: cast.Cast, act: Callable[[cast.Cast], object]) -> None:
    with pytest.raises(NotAllowed):
        act(actors)


def test_he_blocks_every_account_and_only_he_opens_it_again(actors: cast.Cast) -> None:
    for user in (actors.liaison.user, actors.leader.user, actors.system.user):
        assert state(block_account(viewer=actors.security, user=user, reason="账号外借")) is State.BLOCKED
    with pytest.raises(errors.AccountBlocked):
        reopen_unit_account(viewer=actors.officer, user=actors.liaison.user)
    with pytest.raises(errors.AccountBlocked):
        reset_unit_account(by=By(actors.officer), about=actors.liaison.user, given=ResetWanted(LINK))
    assert state(unblock_account(viewer=actors.security, user=actors.liaison.user)) is State.OPEN


def test_unblocking_does_not_open_what_was_closed_before(actors: cast.Cast) -> None:
    close_office_account(viewer=actors.security, user=actors.auditor.user, reason="退休")
    block_account(viewer=actors.security, user=actors.auditor.user, reason="核查中")
    assert state(unblock_account(viewer=actors.security, user=actors.auditor.user)) is State.CLOSED


def test_he_does_not_act_on_his_own_account(actors: cast.Cast) -> None:
    acts: list[Callable[[User], object]] = [
        lambda user: reset_office_account(viewer=actors.security, user=user, form=LINK),
        lambda user: close_office_account(viewer=actors.security, user=user, reason="试试"),
        lambda user: block_account(viewer=actors.security, user=user, reason="试试"),
    ]
    for act in acts:
        with pytest.raises(errors.OwnAccount):
            act(actors.security.user)


def test_a_second_security_administrator_can_be_closed_and_the_last_cannot(actors: cast.Cast) -> None:
    from duban.orgs.viewers import viewer_of

    second = another_security(actors)
    close_office_account(viewer=actors.security, user=second, reason="轮岗")
    User.objects.filter(pk=second.pk).update(is_active=True, closed_because=None)
    User.objects.filter(pk=actors.security.user.pk).update(is_active=False)
    with pytest.raises(errors.LastSecurity):
        block_account(viewer=viewer_of(actors.security.user), user=User.objects.get(pk=second.pk), reason="轮岗")


def test_every_change_says_before_and_after_in_the_journal(actors: cast.Cast) -> None:
    block_account(viewer=actors.security, user=actors.liaison.user, reason="账号外借")
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0]
    assert entry.kind == "orgs.account_blocked"
    assert '"before":{"state":"open"}' in entry.body
    assert '"after":{"state":"blocked"}' in entry.body


def test_blocking_needs_a_reason(actors: cast.Cast) -> None:
    with pytest.raises(DomainError):
        block_account(viewer=actors.security, user=actors.liaison.user, reason="")
