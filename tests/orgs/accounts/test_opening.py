"""Accounts of units: who opens, resets and closes whose (domain 6.4)."""

from datetime import date

import pytest

import cast
from duban.core.errors import DomainError
from duban.journal.models import Entry
from duban.orgs.accounts import errors
from duban.orgs.accounts.invitations import Invited
from duban.orgs.accounts.opening import (
    AccountWanted,
    Closing,
    ResetWanted,
    close_unit_account,
    open_unit_account,
    reset_unit_account,
)
from duban.orgs.accounts.reopening import reopen_unit_account
from duban.orgs.accounts.states import State, state
from duban.orgs.acting.behalf import Behalf
from duban.orgs.acting.errors import NotRecordable
from duban.orgs.acting.performing import By
from duban.orgs.errors import NotAllowed, NotVisible, NotYours
from duban.orgs.models import Holding, Invitation, Post, RecordedAct, User
from duban.orgs.viewers import Viewer
from orgs.accounts.people import bureau, elsewhere, in_post

LINK, SLIP = Invitation.Form.LINK, Invitation.Form.SLIP
DEPUTY, LIAISON = Post.Kind.DEPUTY, Post.Kind.LIAISON


@pytest.fixture
def actors(db: None) -> cast.Cast:
    return cast.assemble()


def opened(viewer: Viewer, post: Post, username: str | None = None) -> Invited:
    outcome = open_unit_account(by=By(viewer), about=post, given=AccountWanted(LINK, username))
    assert outcome.result is not None
    return outcome.result


def test_the_office_opens_an_account_for_the_holder_of_a_post(actors: cast.Cast) -> None:
    invited = opened(actors.officer, in_post(actors, "谢知夏", DEPUTY, bureau(actors)))
    assert (invited.user.username, state(invited.user)) == ("xiezhixia", State.INVITED)
    entry = Entry.objects.filter(jurisdiction=actors.city.uid).order_by("-seq")[0]
    assert entry.kind == "orgs.account_opened"
    assert invited.secret not in entry.body


def test_a_head_opens_accounts_of_his_own_unit_only(actors: cast.Cast) -> None:
    assert opened(actors.head, in_post(actors, "谢知夏", DEPUTY, bureau(actors)))
    with pytest.raises(NotYours):
        opened(actors.head, in_post(actors, "纪南星", DEPUTY, elsewhere(actors)))


def test_nobody_else_opens_accounts_of_a_unit(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", DEPUTY, bureau(actors))
    for viewer in (actors.deputy, actors.liaison, actors.leader, actors.auditor, actors.registrar):
        with pytest.raises(NotAllowed):
            opened(viewer, post)
    for viewer in (actors.security, actors.stranger):
        with pytest.raises(NotVisible):
            opened(viewer, post)


def test_the_office_opens_no_account_of_its_own_kind(actors: cast.Cast) -> None:
    for kind in (Post.Kind.OFFICER, Post.Kind.LEADER, Post.Kind.AUDITOR, Post.Kind.SECURITY):
        with pytest.raises(errors.NotAUnitPost):
            opened(actors.officer, in_post(actors, "谢知夏", kind))


def test_the_office_opens_no_account_that_would_open_another_post_too(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", DEPUTY, bureau(actors))
    in_post(actors, "", Post.Kind.LEADER, person=post.holdings.get().person)
    with pytest.raises(errors.HoldsOtherPosts):
        opened(actors.officer, post)


def test_a_head_opens_no_account_that_would_open_a_post_of_another_unit(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", DEPUTY, bureau(actors))
    in_post(actors, "", LIAISON, elsewhere(actors), person=post.holdings.get().person)
    with pytest.raises(errors.HoldsOtherPosts):
        opened(actors.head, post)
    assert opened(actors.officer, post)


def test_an_account_is_a_persons_and_he_has_one(actors: cast.Cast) -> None:
    post = in_post(actors, "", DEPUTY, bureau(actors), person=actors.liaison.person)
    with pytest.raises(errors.HasAccount):
        opened(actors.officer, post)


def test_a_vacant_post_gets_no_account(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", DEPUTY, bureau(actors))
    post.holdings.update(until=date(2021, 1, 1))
    with pytest.raises(errors.NobodyHolds):
        opened(actors.officer, post)


def test_nobody_opens_an_account_for_a_post_that_he_holds_himself(actors: cast.Cast) -> None:
    User.objects.filter(pk=actors.head.user.pk).update(
        person=in_post(actors, "替身", DEPUTY, bureau(actors)).holdings.get().person
    )
    with pytest.raises(errors.OwnAccount):
        opened(actors.head, actors.head.posts[0])


def test_a_new_holder_replaces_the_account_of_the_old_one(actors: cast.Cast) -> None:
    post = actors.liaison.posts[0]
    Holding.objects.filter(post=post).update(until=date(2021, 1, 1))
    in_post(actors, "谢知夏", LIAISON, bureau(actors)).holdings.update(post=post)
    opened(actors.officer, post)
    assert state(User.objects.get(pk=actors.liaison.user.pk)) is State.CLOSED


def test_names_are_proposed_from_pinyin_and_numbered_where_taken(actors: cast.Cast) -> None:
    names = [opened(actors.officer, in_post(actors, "谢知夏", DEPUTY, bureau(actors))).user.username for _ in range(3)]
    assert names == ["xiezhixia", "xiezhixia2", "xiezhixia3"]


REFUSED_NAMES = [
    ("丁一舟", errors.UsernameUnfit),  # not typed on every keyboard
    ("ab", errors.UsernameUnfit),  # too short
    ("a b c", errors.UsernameUnfit),  # a blank
    ("9lives", errors.UsernameUnfit),  # begins with a digit
    ("HEAD", errors.UsernameTaken),  # case does not make a name new
]


@pytest.mark.parametrize(("name", "error"), REFUSED_NAMES)
def test_a_name_that_does_not_fit_is_refused(actors: cast.Cast, name: str, error: type[DomainError]) -> None:
    with pytest.raises(error):
        opened(actors.officer, in_post(actors, "谢知夏", DEPUTY, bureau(actors)), name)


def test_a_reset_voids_the_password_and_the_invitation_before(actors: cast.Cast) -> None:
    for _again in range(2):
        outcome = reset_unit_account(by=By(actors.officer), about=actors.liaison.user, given=ResetWanted(SLIP))
        assert outcome.result is not None
    user = User.objects.get(pk=actors.liaison.user.pk)
    assert not user.has_usable_password()
    assert state(user) is State.INVITED
    assert user.invitations.filter(withdrawn_at__isnull=True).count() == 1
    assert user.passwords_used.count() == 1


def test_a_head_resets_whom_he_leads_and_nobody_else(actors: cast.Cast) -> None:
    with pytest.raises(NotYours):
        reset_unit_account(by=By(actors.head), about=actors.outsider.user, given=ResetWanted(LINK))
    in_post(actors, "", DEPUTY, elsewhere(actors), person=actors.deputy.person)
    with pytest.raises(NotYours):
        reset_unit_account(by=By(actors.head), about=actors.deputy.user, given=ResetWanted(LINK))


def test_the_office_touches_no_account_that_it_does_not_keep(actors: cast.Cast) -> None:
    for user in (actors.leader.user, actors.office_head.user, actors.security.user, actors.auditor.user):
        with pytest.raises(errors.NotAUnitPost):
            reset_unit_account(by=By(actors.officer), about=user, given=ResetWanted(LINK))
        with pytest.raises(errors.NotAUnitPost):
            close_unit_account(by=By(actors.officer), about=user, given=Closing("试试"))


def test_a_head_does_not_reset_himself(actors: cast.Cast) -> None:
    with pytest.raises(errors.OwnAccount):
        reset_unit_account(by=By(actors.head), about=actors.head.user, given=ResetWanted(LINK))


def test_opening_and_resetting_cannot_be_recorded_for_a_head_because_they_show_a_secret(actors: cast.Cast) -> None:
    behalf = Behalf(actors.head.posts[0], RecordedAct.Means.TELEPHONE, "办公室", actors.head.user.created_at)
    with pytest.raises(NotRecordable):
        reset_unit_account(by=By(actors.liaison, behalf=behalf), about=actors.deputy.user, given=ResetWanted(LINK))


def test_closing_needs_a_reason_and_reopening_brings_no_password_back(actors: cast.Cast) -> None:
    with pytest.raises(errors.ReasonMissing):
        close_unit_account(by=By(actors.head), about=actors.liaison.user, given=Closing(" "))
    close_unit_account(by=By(actors.head), about=actors.liaison.user, given=Closing("借调"))
    with pytest.raises(errors.AccountClosed):
        reset_unit_account(by=By(actors.head), about=actors.liaison.user, given=ResetWanted(LINK))
    user = reopen_unit_account(viewer=actors.officer, user=actors.liaison.user)
    assert state(user) is State.LAPSED
    with pytest.raises(errors.AccountOpen):
        reopen_unit_account(viewer=actors.officer, user=actors.liaison.user)


def test_who_holds_no_post_any_more_is_not_reopened(actors: cast.Cast) -> None:
    close_unit_account(by=By(actors.head), about=actors.liaison.user, given=Closing("调离"))
    Holding.objects.filter(person=actors.liaison.person).update(until=date(2021, 1, 1))
    with pytest.raises(errors.NoPostLeft):
        reopen_unit_account(viewer=actors.officer, user=actors.liaison.user)


def test_a_key_sent_twice_opens_one_account_and_shows_no_secret_again(actors: cast.Cast) -> None:
    post = in_post(actors, "谢知夏", DEPUTY, bureau(actors))
    by = By(actors.officer, key="form-token-1")
    first = open_unit_account(by=by, about=post, given=AccountWanted(LINK))
    again = open_unit_account(by=by, about=post, given=AccountWanted(LINK))
    assert first.result is not None
    assert (again.result, again.answer) == (None, first.result.user.uid)
