"""Approval routes as data: kind of document × ordered signers, from a day on (domain 3, rule 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from duban.core import clock
from duban.core.texts import Lazy
from duban.journal.records import Subject, Text, record
from duban.orgs import policies
from duban.orgs.acting import actions
from duban.orgs.acting.errors import RouteIncomplete, RouteInPast, RouteInUse, RoutePostUnknown
from duban.orgs.models import Jurisdiction, Post, Route, RouteStep
from duban.orgs.viewers import Viewer

LONGEST_ROUTE = 8
SIGNER_KINDS = (
    Post.Kind.OFFICE_HEAD,
    Post.Kind.APPROVER,
    Post.Kind.LEADER,
    Post.Kind.OFFICER,
    Post.Kind.HEAD,
    Post.Kind.DEPUTY,
)


@dataclass(frozen=True)
class Step:
    """A signer of a route: whoever holds a kind of post, or one certain post (by uid).

    A step of leaders without a certain post is signed by every leader whose section an entry of the file is in.
    """

    part: RouteStep.Part
    signer_kind: Post.Kind
    post: str | None = None


DEFAULT_STEPS = (
    Step(RouteStep.Part.SIGN, Post.Kind.OFFICE_HEAD),
    Step(RouteStep.Part.ISSUE, Post.Kind.APPROVER),
)


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of file that goes up for signature, with the route it takes where none was set."""

    code: str
    title: Lazy
    steps: tuple[Step, ...] = DEFAULT_STEPS


_kinds: dict[str, ApprovalKind] = {}


def register(*kinds: ApprovalKind) -> None:
    """Add kinds of files; a code can be registered once."""
    for kind in kinds:
        if kind.code in _kinds:
            raise ValueError(f"kind of approval registered twice: {kind.code}")
        _kinds[kind.code] = kind


def kinds() -> tuple[ApprovalKind, ...]:
    """Return every kind, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))


def kind_of(code: str) -> ApprovalKind:
    """Return a kind by its code."""
    return _kinds[code]


def is_kind(code: str) -> bool:
    """Say whether files of this kind exist."""
    return code in _kinds


def route_on(jurisdiction: Jurisdiction, kind: str, day: date) -> Route | None:
    """Return the route that holds on a day, None where none was set by then."""
    routes = Route.objects.filter(jurisdiction=jurisdiction, kind=kind, since__lte=day)
    return routes.order_by("-since").first()


def steps_on(jurisdiction: Jurisdiction, kind: str, day: date) -> tuple[Step, ...]:
    """Return the steps that hold on a day: those that were set, else the default of the kind."""
    route = route_on(jurisdiction, kind, day)
    return steps_of(route) if route is not None else kind_of(kind).steps


def steps_of(route: Route) -> tuple[Step, ...]:
    """Return the steps of a route in their order."""
    return tuple(
        Step(RouteStep.Part(step.part), Post.Kind(step.signer_kind), step.post.uid if step.post else None)
        for step in route.steps.select_related("post").order_by("position")
    )


def route_for(jurisdiction: Jurisdiction, kind: str) -> Route:
    """Return the route that a file takes today; where none was set the default becomes one. In the caller's act."""
    today = clock.today()
    route = route_on(jurisdiction, kind, today)
    if route is not None:
        return route
    route, is_new = Route.objects.get_or_create(
        jurisdiction=jurisdiction, kind=kind, since=today, defaults={"created_at": clock.now()}
    )
    if is_new:
        _write(route, kind_of(kind).steps, {})
    return route


@transaction.atomic
def set_route(*, viewer: Viewer, kind: str, steps: Sequence[Step], since: date, basis: str | None = None) -> Route:
    """Set who signs a kind of document from a day on; what was signed by the route before it keeps that one."""
    actor = policies.require(viewer, "orgs.set_route", viewer.jurisdiction)
    posts = _checked(viewer.jurisdiction, steps)
    if since < clock.today():
        raise RouteInPast
    before = steps_on(viewer.jurisdiction, kind_of(kind).code, since)
    route, is_new = Route.objects.get_or_create(
        jurisdiction=viewer.jurisdiction, kind=kind, since=since, defaults={"created_at": clock.now()}
    )
    if not is_new:
        if route.approvals.exists():
            raise RouteInUse(day=since)
        route.steps.all().delete()
    route.basis = basis or None
    route.clean_fields()
    route.save(update_fields=["basis"])
    _write(route, steps, posts)
    record(
        actor=actor,
        kind=actions.ROUTE_SET.code,
        jurisdiction=viewer.jurisdiction.uid,
        subjects=[Subject("route", route.uid)],
        body={
            "kind": kind,
            "since": since,
            "before": {"steps": [words_of(viewer.jurisdiction, step) for step in before]},
            "after": {"steps": [words_of(viewer.jurisdiction, step) for step in steps]},
        },
        contents=[Text("basis", basis or "")],
    )
    return route


def words_of(jurisdiction: Jurisdiction, step: Step) -> str:
    """Return a step as pages and journal say it."""
    signer = str(step.signer_kind.label)
    if step.post is not None:
        post = Post.objects.filter(jurisdiction=jurisdiction, uid=step.post).select_related("unit").first()
        signer = post.words if post is not None else step.post
    return f"{signer}　{step.part.label}"


def _checked(jurisdiction: Jurisdiction, steps: Sequence[Step]) -> dict[str, Post]:
    """Return the certain posts of a route by uid; raise where it is none that a file could take."""
    issues = [step for step in steps if step.part == RouteStep.Part.ISSUE]
    is_whole = 0 < len(steps) <= LONGEST_ROUTE and len(issues) == 1 and steps[-1].part == RouteStep.Part.ISSUE
    if not is_whole or len(set(steps)) != len(steps) or any(step.signer_kind not in SIGNER_KINDS for step in steps):
        raise RouteIncomplete
    wanted = {step.post: step.signer_kind for step in steps if step.post is not None}
    posts = {
        post.uid: post
        for post in Post.objects.filter(jurisdiction=jurisdiction, uid__in=wanted, until__isnull=True)
        if post.kind == wanted[post.uid]
    }
    if set(posts) != set(wanted):
        raise RoutePostUnknown
    in_one_unit = (Post.Kind.HEAD, Post.Kind.DEPUTY, Post.Kind.OFFICER)
    if any(step.post is None and step.signer_kind in in_one_unit for step in steps):
        raise RoutePostUnknown  # there are many of them: which one signs must be named
    return posts


def _write(route: Route, steps: Sequence[Step], posts: dict[str, Post]) -> None:
    RouteStep.objects.bulk_create(
        RouteStep(
            jurisdiction=route.jurisdiction,
            route=route,
            position=position,
            part=step.part,
            signer_kind=step.signer_kind,
            post=posts[step.post] if step.post is not None else None,
        )
        for position, step in enumerate(steps, 1)
    )


GRANT = ApprovalKind("grant", _("Exception from permission"), (Step(RouteStep.Part.ISSUE, Post.Kind.OFFICE_HEAD),))
register(GRANT)
