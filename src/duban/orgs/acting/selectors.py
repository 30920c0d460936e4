"""What was recorded on behalf, and for whom a person may record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Model, Q, QuerySet, When

from duban.core import clock
from duban.orgs import policies
from duban.orgs.acting.behalf import may_record_for, standing_in
from duban.orgs.acting.performing import Weight, performed
from duban.orgs.acting.routes import SIGNER_KINDS
from duban.orgs.acting.signers import holdings_on
from duban.orgs.models import Approval, Holding, Person, Post, RecordedAct, Service
from duban.orgs.roles import Role
from duban.orgs.viewers import Viewer


@dataclass(frozen=True)
class Recordable:
    """A post whose act a person may record, with who holds it today."""

    post: Post
    holder: Person


def recordable(viewer: Viewer, code: str, about: Model | None) -> list[Recordable]:
    """Return for whom a viewer may record an act: the posts that may do it, held today by somebody else."""
    service = performed().get(code)
    if service is not None and service.weight is Weight.OWN:
        return []
    kinds = {role.value for role in policies.act_of(code).roles}
    return [
        Recordable(holding.post, holding.person)
        for holding in _holdings(viewer, kinds)
        if may_record_for(viewer, holding.post)
        and policies.can(standing_in(holding.post, holding.person, viewer.jurisdiction), code, about)
    ]


def waiting_recorded(viewer: Viewer) -> QuerySet[RecordedAct]:
    """Return what waits for this viewer as the second person, longest waiting first."""
    if not policies.can(viewer, "orgs.confirm_recorded"):
        return RecordedAct.objects.none()
    waiting = (
        policies.open_to(viewer, "orgs.confirm_recorded", RecordedAct)
        .filter(stage=RecordedAct.Stage.WAITING)
        .exclude(recorder=viewer.user)
        .exclude(decider=viewer.person)
        .select_related("decider", "post__unit", "recorder__person")
        .order_by("recorded_at", "pk")
    )
    if Role.OFFICE_HEAD in viewer.roles:
        return waiting
    return waiting.filter(Q(is_late=False) | Q(recorder__person__in=_heads(viewer)))


def recorded_acts(viewer: Viewer, stage: str = "") -> QuerySet[RecordedAct]:
    """Return what was recorded on behalf and exists for a viewer: waiting ones first, then the newest."""
    rows = policies.visible(viewer, RecordedAct)
    if stage:
        rows = rows.filter(stage=stage)
    is_waiting = Case(When(stage=RecordedAct.Stage.WAITING, then=0), default=1)
    return rows.select_related("decider", "post__unit", "recorder__person", "second__person").order_by(
        is_waiting, "-recorded_at", "-pk"
    )


def recorded_counts(viewer: Viewer) -> dict[str, int]:
    """Return how many visible entries there are in each stage."""
    counted = policies.visible(viewer, RecordedAct).values_list("stage").annotate(Count("pk")).order_by()
    return dict(counted)


def approvals_to_sign(viewer: Viewer) -> QuerySet[Approval]:
    """Return the files that wait for the signature of a viewer, oldest first."""
    return (
        policies.open_to(viewer, "orgs.sign_approval", Approval)
        .select_related("drafted_by__person")
        .order_by("drafted_at", "pk")
    )


def approvals_drafted(viewer: Viewer) -> QuerySet[Approval]:
    """Return the files that a viewer sent up and that are still on their way, newest first."""
    mine = Approval.objects.filter(
        jurisdiction=viewer.jurisdiction, drafted_by=viewer.user, stage=Approval.Stage.UNDER_WAY
    )
    return mine.select_related("drafted_by__person").order_by("-drafted_at", "-pk")


def approvals_seen(viewer: Viewer, stage: str = "") -> QuerySet[Approval]:
    """Return every file that exists for a viewer, newest first."""
    rows = policies.visible(viewer, Approval)
    if stage:
        rows = rows.filter(stage=stage)
    return rows.select_related("drafted_by__person").order_by("-drafted_at", "-pk")


def signing_posts(viewer: Viewer) -> list[Post]:
    """Return the posts that a route may name, held by somebody today."""
    held = {holding.post.pk: holding.post for holding in holdings_on(viewer.jurisdiction, clock.today())}
    return sorted(
        (post for post in held.values() if post.kind in SIGNER_KINDS and post.until is None),
        key=lambda post: (SIGNER_KINDS.index(Post.Kind(post.kind)), post.position, post.pk),
    )


def services_about(viewer: Viewer, kind: str, uid: str) -> QuerySet[Service]:
    """Return every record of the service of a document, withdrawn ones included, newest first."""
    rows = policies.visible(viewer, Service).filter(document_kind=kind, document_uid=uid)
    return rows.select_related("unit", "post__unit", "recorded_by__person").order_by("-recorded_at", "-pk")


def waiting_about(viewer: Viewer, kind: str, uid: str) -> QuerySet[RecordedAct]:
    """Return what was recorded on behalf about an object and waits for its second person."""
    rows = policies.visible(viewer, RecordedAct)
    return rows.filter(about_kind=kind, about_uid=uid, stage=RecordedAct.Stage.WAITING).order_by("recorded_at")


def _holdings(viewer: Viewer, kinds: Iterable[str]) -> QuerySet[Holding]:
    """Return who holds posts of some kinds today, of those for whom the viewer could record at all."""
    today = clock.today()
    reachable = Q(post__secretaries__in=[post.pk for post in viewer.posts if post.kind == Post.Kind.SECRETARY])
    if viewer.roles & {Role.OFFICER, Role.OFFICE_HEAD}:
        reachable |= Q(post__kind__in=Post.OF_A_UNIT)
    else:
        reachable |= Q(post__kind__in=Post.OF_A_UNIT, post__unit__in=viewer.unit_ids)
    if Role.REGISTRAR in viewer.roles:
        reachable |= Q(post__kind=Post.Kind.APPROVER)
    return (
        Holding.objects.filter(reachable, jurisdiction=viewer.jurisdiction, post__kind__in=list(kinds))
        .filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
        .exclude(person=viewer.person)
        .select_related("post__unit", "person")
        .order_by("post__unit__position", "post__kind", "post__position", "pk")
        .distinct()
    )


def _heads(viewer: Viewer) -> QuerySet[Person]:
    """Return the heads of the office, whose late entries any second person confirms."""
    today = clock.today()
    return Person.objects.filter(
        jurisdiction=viewer.jurisdiction,
        pk__in=Holding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            jurisdiction=viewer.jurisdiction,
            post__kind=Post.Kind.OFFICE_HEAD,
            since__lte=today,
        ).values("person"),
    )
