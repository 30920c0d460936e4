"""Every step that nobody present can do is named beforehand, with its remedy."""

from collections.abc import Callable
from datetime import timedelta

import pytest

import cast
import trial_file  # noqa: F401 -- registers the kind of file
from duban.core import clock
from duban.orgs.acting import presence, routes
from duban.orgs.acting.presence import missing_steps
from duban.orgs.acting.routes import Step
from duban.orgs.models import Holding, Post, RouteStep, User
from duban.orgs.viewers import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def leaves(viewer: Viewer) -> None:
    Holding.objects.filter(person=viewer.person).update(until=clock.today() - timedelta(days=1))


def loses_account(viewer: Viewer) -> None:
    User.objects.filter(pk=viewer.user.pk).update(is_active=False)


def _one_for_both(actors: cast.Cast) -> None:
    leaves(actors.approver)
    Holding.objects.create(
        jurisdiction=actors.city,
        post=actors.approver.posts[0],
        person=actors.office_head.person,
        since=clock.today(),
    )


def _alone(actors: cast.Cast) -> None:
    loses_account(actors.office_head)
    loses_account(actors.registrar)


def _leader_unreached(actors: cast.Cast) -> None:
    loses_account(actors.leader)
    loses_account(actors.secretary)


def _approver_unreached(actors: cast.Cast) -> None:
    loses_account(actors.approver)
    leaves(actors.registrar)


def _countersigner_gone(actors: cast.Cast) -> None:
    steps = [
        Step(RouteStep.Part.COUNTERSIGN, Post.Kind.HEAD, actors.head.posts[0].uid),
        Step(RouteStep.Part.ISSUE, Post.Kind.APPROVER),
    ]
    routes.set_route(viewer=actors.office_head, kind="trial", steps=steps, since=clock.today())
    leaves(actors.head)


TABLE: list[tuple[Callable[[cast.Cast], None], set[str]]] = [
    # everybody is there
    (lambda _actors: None, set()),
    # without a head the routes stop at him too
    (lambda actors: leaves(actors.office_head), {presence.NO_HEAD, presence.VACANT_STEP}),
    (lambda actors: leaves(actors.approver), {presence.NO_APPROVER, presence.VACANT_STEP}),
    (lambda actors: leaves(actors.officer), {presence.NOBODY_DRAFTS}),
    (_one_for_both, {presence.ONE_FOR_BOTH}),
    # one who can sign in is no second person
    (_alone, {presence.NO_SECOND_PERSON}),
    # a leader without account is reached through his secretary
    (lambda actors: loses_account(actors.leader), set()),
    (_leader_unreached, {presence.UNREACHED_LEADER}),
    # the approver through the registrar
    (lambda actors: loses_account(actors.approver), set()),
    (_approver_unreached, {presence.UNREACHED_APPROVER}),
    # a certain post of a route that nobody holds
    (_countersigner_gone, {presence.VACANT_STEP}),
]


@pytest.mark.parametrize(("happens", "expected"), TABLE)
def test_what_is_missing(actors: cast.Cast, happens: Callable[[cast.Cast], None], expected: set[str]) -> None:
    happens(actors)
    missing = missing_steps(actors.city)
    assert {each.code for each in missing} == expected
    assert all(each.words for each in missing)
