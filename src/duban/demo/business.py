"""What happens in the fictional city once its plan is adopted: it is served, named in part, recorded on behalf."""

from collections.abc import Mapping
from datetime import date, timedelta

from duban.core import clock
from duban.ledger.models import OpenEnd, Part, Task
from duban.ledger.naming import DeputyNamed, NamedUnits, name_deputy, name_open_end
from duban.orgs.acting import confirming
from duban.orgs.acting.behalf import Behalf, Paper
from duban.orgs.acting.performing import By
from duban.orgs.acting.serving import Document, Proof, record_service
from duban.orgs.models import Post, RecordedAct, Service, Unit
from duban.orgs.people.delegating import Delegated, delegate
from duban.orgs.people.handing_over import HandedOver, hand_over
from duban.orgs.people.naming import Named
from duban.orgs.people.seating import holders_on
from duban.orgs.viewers import Viewer
from duban.plans.models import Plan

NAMED = {"2": ("市数据局", "市人社局", "市医保局"), "57": ("泽阳区政府", "云壑县政府")}
"""Whom lead units named, by clause; the rest of the open ends stays open."""


def carry_on(*, office: Viewer, chief: Viewer, plan: Plan, units: Mapping[str, Unit]) -> None:
    """Let the first days pass."""
    _serve(office, plan)
    _name(office, units)
    bureau, finance = units["市水利局"], units["市财政局"]
    _leave(office, bureau, days=10, number="澜水函〔2026〕7号")
    waiting = RecordedAct.objects.get(jurisdiction=office.jurisdiction, stage=RecordedAct.Stage.WAITING)
    confirming.confirm(viewer=chief, recorded=waiting)
    _leave(office, units["市住建局"], days=5, number="澜建函〔2026〕11号")
    hand_over(
        by=By(office),
        about=_post(finance, Post.Kind.LIAISON),
        given=HandedOver(
            on=clock.today(), coming=Named(name="滕照临"), note="第9条、第10条的材料在共享柜，余下见清单。"
        ),
    )


def _serve(office: Viewer, plan: Plan) -> None:
    """Serve the plan on all units of its own but a few."""
    parts = Part.objects.filter(jurisdiction=office.jurisdiction, task__plan=plan)
    own = Unit.objects.filter(pk__in=parts.values("unit"), standing=Unit.Standing.OBJECT).order_by("position")
    served = [unit for unit in own if unit.kind != Unit.Kind.COUNTY]
    document = Document("plan", plan.uid, plan.title)
    record_service(
        viewer=office,
        document=document,
        units=served,
        means=Service.Means.EXCHANGE,
        on=clock.today(),
        proof=Proof(receiver="各单位收文员", receipt="公文交换回执2026-0302"),
    )


def _name(office: Viewer, units: Mapping[str, Unit]) -> None:
    """Record by telephone whom lead units named, and put a deputy in charge."""
    for number, names in NAMED.items():
        open_end = OpenEnd.objects.filter(jurisdiction=office.jurisdiction, task__numbers=number).order_by("pk")[0]
        lead = open_end.task.assignments.get(is_primary=True).unit
        named = NamedUnits(units=tuple(units[name].uid for name in names))
        name_open_end(by=_by_telephone(office, _post(lead, Post.Kind.LIAISON)), about=open_end, given=named)
    lead = units["市发改委"]
    part = Part.objects.filter(unit=lead, role="lead").order_by("task__position")[0]
    task = Task.objects.get(pk=part.task_id)
    charge = DeputyNamed(unit=lead.uid, post=_post(lead, Post.Kind.DEPUTY).uid)
    name_deputy(by=_by_telephone(office, _post(lead, Post.Kind.HEAD)), about=task, given=charge)


def _leave(office: Viewer, unit: Unit, *, days: int, number: str) -> None:
    """Record, from its paper, that the head of a unit leaves his post to the deputy for some days."""
    today = clock.today()
    head, deputy = _post(unit, Post.Kind.HEAD), _post(unit, Post.Kind.DEPUTY)
    given = Delegated(
        person=holders_on([deputy], today)[deputy.pk].uid,
        since=today,
        until=today + timedelta(days=days),
        reason="外出培训",
    )
    delegate(by=_by_paper(office, head, number, today), about=head, given=given)


def _post(unit: Unit, kind: Post.Kind) -> Post:
    return Post.objects.filter(unit=unit, kind=kind).select_related("unit").order_by("position", "pk")[0]


def _by_telephone(office: Viewer, post: Post) -> By:
    given_by = holders_on([post], clock.today())[post.pk].name
    behalf = Behalf(
        post=post,
        means=RecordedAct.Means.TELEPHONE,
        given_by=given_by,
        given_at=clock.now() - timedelta(minutes=10),
    )
    return By(office, behalf=behalf)


def _by_paper(office: Viewer, post: Post, number: str, on: date) -> By:
    behalf = Behalf(
        post=post,
        means=RecordedAct.Means.EXCHANGE,
        given_by="办公室",
        given_at=clock.now() - timedelta(minutes=30),
        paper=Paper(number=number, on=on, held_at="督查室档案柜"),
    )
    return By(office, behalf=behalf)
