"""One table of permission: the list and the answer for one object are equal, whoever asks, whatever he holds."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cast
import year_rows
from duban.core import clock
from duban.ledger.services import adopt
from duban.orgs import policies
from duban.orgs.acting import approving
from duban.orgs.acting.approving import Proposed
from duban.orgs.administration.permission_table import as_markdown
from duban.orgs.models import (
    Delegation,
    Division,
    Grant,
    Handover,
    Jurisdiction,
    Person,
    Post,
    RecordedAct,
    Service,
    Unit,
    User,
)
from duban.orgs.policies import Act
from duban.orgs.roles import ADMINISTRATORS, Link, Role, linked
from duban.orgs.viewers import Viewer, viewer_of
from requires import ROOT
from trial_file import TRIAL

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 5)
EXAMPLES = max(15, settings().max_examples // 4)  # each asks some hundred questions
WITH_RULES = frozenset(model for model, _link in policies.rules())
MODELS = sorted(set(policies.shown_by()) | WITH_RULES, key=lambda model: model.__name__)


@st.composite
def standings(draw: st.DrawFn) -> dict[str, object]:
    """What a person may be: posts in two units, posts left to him, exceptions, some of them over or not signed."""
    return {
        "posts": draw(st.lists(st.tuples(st.sampled_from(Post.Kind), st.sampled_from([0, 1])), max_size=3)),
        "left": draw(st.lists(st.sampled_from(["head", "leader", "approver", "office_head", "outsider"]), max_size=2)),
        "grants": draw(
            st.lists(
                st.tuples(
                    st.sampled_from([act.code for act in policies.acts()]),
                    st.sampled_from([None, *range(4)]),
                    st.sampled_from(["in force", "over", "not signed", "revoked", "to come"]),
                ),
                max_size=3,
            )
        ),
    }


@given(what=standings())
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each undoes itself
def test_the_list_and_the_answer_for_one_object_are_equal(ground: cast.Cast, what: dict[str, object]) -> None:
    with transaction.atomic():
        compare(viewer_made(ground, what))
        transaction.set_rollback(True)


def compare(viewer: Viewer) -> None:
    for model in MODELS:
        rows = list(model._default_manager.all())
        assert rows, f"the ground has no {model.__name__}"
        for code in codes_about(model, viewer):
            listed = set(policies.open_to(viewer, code, model).values_list("pk", flat=True))
            answered = {row.pk for row in rows if policies.can(viewer, code, row)}
            assert listed == answered, (code, model.__name__, sorted(viewer.roles))
        if model in policies.shown_by():
            shown = list(policies.visible(viewer, model).values_list("pk", flat=True))
            assert len(shown) == len(set(shown))  # nothing is counted twice


def codes_about(model: type[Model], viewer: Viewer) -> set[str]:
    """Return the acts that the table tells apart for a model: linked to it by a rule, showing it, or given to him.

    Of acts with the same relations to a model one is asked for all: the table knows no other difference.
    """
    links = {link for each, link in policies.rules() if each is model}
    linked_to_it = {
        frozenset(relation for relation in act.relations if relation.link in links | {Link.ANY}): act.code
        for act in policies.acts()
        if {relation.link for relation in act.relations} & links
    }
    shows_it = {policies.shown_by()[model]} if model in policies.shown_by() else set()
    return {*linked_to_it.values()} | shows_it | {grant.act for grant in viewer.grants}


def viewer_made(ground: cast.Cast, what: dict[str, object]) -> Viewer:
    city, now = ground.city, clock.now()
    units = list(Unit.objects.filter(jurisdiction=city, name__in=["市水利局", "市民政局"]).order_by("name"))
    person = Person.objects.create(jurisdiction=city, name="某人", created_at=now)
    user = User.objects.create(
        jurisdiction=city, username="somebody", person=person, exceptional_until=DAY, created_at=now
    )
    for kind, place in what["posts"]:  # type: ignore[attr-defined]
        post = Post.objects.create(
            jurisdiction=city,
            kind=kind,
            unit=units[place] if kind in Post.OF_A_UNIT else None,
            serves=ground.leader.posts[0] if kind == Post.Kind.SECRETARY else None,
            created_at=now,
        )
        post.holdings.create(jurisdiction=city, person=person, since=DAY)
    for role in what["left"]:  # type: ignore[attr-defined]
        giver = getattr(ground, role)
        Delegation.objects.create(
            jurisdiction=city,
            post=giver.posts[0],
            person=person,
            given_by=giver.person,
            since=DAY,
            until=DAY,
            reason="出差",
            created_at=now,
        )
    objects = [*units, ground.liaison.user, ground.head.posts[0]]
    for code, place, how in what["grants"]:  # type: ignore[attr-defined]
        about = None if place is None else objects[place]
        days = {"over": -1, "to come": 1}.get(how, 0)
        Grant.objects.create(
            jurisdiction=city,
            user=user,
            act=code,
            about_kind=None if about is None else policies.kind_of(type(about)),
            about_uid=None if about is None else about.uid,
            reason="-",
            since=DAY + timedelta(days=days),
            until=DAY + timedelta(days=days),
            given_by=ground.security.user,
            approved_at=None if how == "not signed" else now,
            revoked_at=now if how == "revoked" else None,
            created_at=now,
        )
    return viewer_of(user)


@pytest.fixture
def ground(db: None) -> Iterator[cast.Cast]:
    """Two governments, a plan, and at least one row of every model that the table tells something about."""
    with clock.frozen(datetime(DAY.year, DAY.month, DAY.day, 4, tzinfo=UTC)):
        actors = cast.assemble()
        year_rows.lay(actors)
        first = cast.in_review(actors.officer)
        adopt(viewer=actors.officer, plan_import=first, version=first.version)
        cast.in_review(actors.officer, "# 一 其他工作 @沈砚 =1\n1 办好{3件 =3件}事。 > 市民政局\n", name="b.txt")
        approving.start(
            jurisdiction=actors.city,
            kind=TRIAL.code,
            title="一件",
            entries=[Proposed("trial", "t1", "第1项")],
            drafted_by=actors.officer.user,
        )
        for viewer in (actors.liaison, actors.outsider):
            rows_of(actors, viewer)
        yield actors


def rows_of(actors: cast.Cast, viewer: Viewer) -> None:
    """Make what belongs to the unit of a liaison officer: a record on behalf, a service, an absence, a handover."""
    post, now = viewer.posts[0], clock.now()
    own = {"jurisdiction": actors.city}
    RecordedAct.objects.create(
        **own,
        act="orgs.trial",
        about_kind="unit",
        about_uid="x",
        about_words="某事",
        given="{}",
        decider=viewer.person,
        post=post,
        recorder=actors.officer.user,
        means=RecordedAct.Means.TELEPHONE,
        given_by="办公室",
        given_at=now,
        recorded_at=now,
        is_late=False,
        stage=RecordedAct.Stage.TAKEN,
    )
    Service.objects.create(
        **own,
        document_kind="plan",
        document_uid="x",
        document_words="方案",
        unit=post.unit,
        means=Service.Means.HAND,
        served_on=DAY,
        recorded_by=actors.officer.user,
        recorded_at=now,
    )
    Delegation.objects.create(
        **own,
        post=post,
        person=actors.deputy.person,
        given_by=viewer.person,
        since=DAY,
        until=DAY,
        reason="出差",
        created_at=now,
    )
    Handover.objects.create(**own, post=post, leaving=viewer.person, on=DAY, open_duties="[]", created_at=now)
    Division.objects.create(**own, post=actors.leader.posts[0], field="水务", since=DAY, basis="分工文件")
    Grant.objects.create(
        **own,
        user=viewer.user,
        act="orgs.look",
        reason="-",
        since=DAY,
        until=DAY,
        given_by=actors.security.user,
        created_at=now,
    )


def test_every_model_that_is_shown_has_a_rule_for_each_link_by_which_it_is_shown() -> None:
    without = [
        f"{model.__name__}: {link.value}"
        for model, code in policies.shown_by().items()
        for link in sorted({relation.link for relation in policies.act_of(code).relations}, key=lambda link: link.value)
        if link is not Link.ANY and (model, link) not in policies.rules()
    ]
    assert without == []


def test_every_link_of_an_act_is_known_for_some_model() -> None:
    known = {link for _model, link in policies.rules()}
    named = {relation.link for act in policies.acts() for relation in act.relations} - {Link.ANY}
    assert named <= known


def test_administrators_do_no_business_and_nobody_does_theirs() -> None:
    mixed = [
        act.code
        for act in policies.acts()
        if not act.is_look
        and {relation.role for relation in act.relations if relation.link is not Link.SELF} & ADMINISTRATORS
        and {relation.role for relation in act.relations if relation.link is not Link.SELF} - ADMINISTRATORS
    ]
    assert mixed == []
    with pytest.raises(ValueError, match="administrators"):
        policies.declare(Act("orgs.mixed", "-", linked(Link.OWN_UNIT, Role.HEAD, Role.SYSTEM)))


def test_the_auditor_changes_nothing_but_his_own_account() -> None:
    changing = [
        act.code
        for act in policies.acts()
        if not act.is_look
        and any(relation.role is Role.AUDITOR and relation.link is not Link.SELF for relation in act.relations)
    ]
    assert changing == []


@pytest.mark.parametrize("role", ["officer", "office_head", "leader", "approver", "head", "liaison", "auditor"])
def test_another_government_does_not_exist(ground: cast.Cast, role: str) -> None:
    viewer = getattr(ground, role)
    for model in policies.shown_by():
        foreign = model._default_manager.exclude(jurisdiction=viewer.jurisdiction)
        for row in foreign:
            assert not any(policies.can(viewer, act.code, row) for act in policies.acts())
    assert Jurisdiction.objects.count() == 2


def test_the_printed_table_is_that_of_the_code() -> None:
    printed = (ROOT / "docs" / "permissions.md").read_text("utf-8")
    assert printed == as_markdown(), "run: python3 run.py duban permissions --markdown > docs/permissions.md"
