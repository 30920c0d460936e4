"""Rows of acts on behalf, approvals, routes and service."""

import hashlib
from datetime import timedelta

from duban.core import clock, files
from duban.orgs.acting import approving, routes, serving
from duban.orgs.acting.approving import SIGN, Proposed, Signed
from duban.orgs.acting.behalf import Behalf, Paper, Scan
from duban.orgs.acting.performing import By
from duban.orgs.acting.routes import Step
from duban.orgs.acting.serving import Document
from duban.orgs.models import Approval, Post, RecordedAct, RouteStep, Service, Unit
from trial_file import TRIAL
from web.rows.table import BUSINESS, MADE, OWN_CITY, Ground, Row, codes

SCAN = b"%PDF-1.7 signed"


def _file(ground: Ground) -> Approval:
    return approving.start(
        jurisdiction=ground.actors.city,
        kind=TRIAL.code,
        title="例外授权",
        entries=[Proposed("matter", "g1", "第1项")],
        drafted_by=ground.actors.officer.user,
    )


def _recorded(ground: Ground) -> str:
    """Return what the officer recorded for the head of a unit, who signs before the approver."""
    actors = ground.actors
    head = Step(RouteStep.Part.COUNTERSIGN, Post.Kind.HEAD, actors.head.posts[0].uid)
    steps = [head, Step(RouteStep.Part.ISSUE, Post.Kind.APPROVER)]
    routes.set_route(viewer=actors.office_head, kind=TRIAL.code, steps=steps, since=clock.today())
    sha256 = hashlib.sha256(SCAN).hexdigest()
    files.store(actors.city.uid, sha256, SCAN)
    behalf = Behalf(
        post=actors.head.posts[0],
        means=RecordedAct.Means.PAPER,
        given_by="江望舒",
        given_at=clock.now() - timedelta(minutes=1),
        paper=Paper("3", clock.today(), scan=Scan(sha256, "签批.pdf", len(SCAN))),
    )
    approving.sign(by=By(actors.officer, behalf=behalf), about=_file(ground), given=Signed(0, SIGN))
    return RecordedAct.objects.get().uid


def _service(ground: Ground) -> str:
    (service,) = serving.record_service(
        viewer=ground.actors.officer,
        document=Document("plan", ground.plan.uid, "方案"),
        units=[Unit.objects.get(name="市水利局", jurisdiction=ground.actors.city)],
        means=Service.Means.HAND,
        on=clock.today(),
    )
    return service.uid


MADE.update(approval=lambda ground: _file(ground).uid, recorded=_recorded, service=_service)

OFFICE_READS = codes(302, others=403, administrators=404, stranger=200, auditor=200, registrar=200, office=200)
OF_THE_BUREAU = codes(302, administrators=404, stranger=404, outsider=404)
# The officer recorded it and cannot confirm it; the registrar is the second person; the head comes too late.
SECOND_PERSON = OF_THE_BUREAU | codes(
    302, others=403, administrators=404, stranger=404, outsider=404, registrar=302, office=409
)
IN_ITS_STEPS = codes(302, others=404, auditor=200, approver=200, registrar=200, office=200)
RECORDS_SERVICE = codes(302, others=403, administrators=404, stranger=404, registrar=200, office=200)

ROWS = (
    Row("recorded_acts", BUSINESS),
    Row("recorded_act", OF_THE_BUREAU, "recorded"),
    Row("recorded_scan", OF_THE_BUREAU, "recorded"),
    Row("recorded_confirm", SECOND_PERSON, "recorded", "post"),
    Row("recorded_refuse", SECOND_PERSON, "recorded", "post", {"remark": "日期不符"}),
    Row("approvals", codes(302, administrators=404, outsider=403, liaison=403)),
    Row("approval", IN_ITS_STEPS, "approval"),
    # It is the turn of the head of the office; the approver's comes later, the others have none.
    Row(
        "approval_sign",
        IN_ITS_STEPS | {"auditor": 403, "approver": 403, "registrar": 403, "officer": 403, "office_head": 302},
        "approval",
        "post",
        {"version": "0", "decision": "sign"},
    ),
    # The officer drafted it.
    Row(
        "approval_withdraw",
        IN_ITS_STEPS | {"auditor": 403, "approver": 403, "registrar": 403, "officer": 302, "office_head": 403},
        "approval",
        "post",
    ),
    Row("routes", OFFICE_READS),
    Row("route", codes(302, others=403, administrators=404, office_head=200), more={"kind": TRIAL.code}),
    Row("route", codes(302, others=403, administrators=404, office_head=200), method="post", more={"kind": TRIAL.code}),
    Row("plan_service", OWN_CITY, "plan"),
    Row("plan_service", RECORDS_SERVICE, "plan", "post"),  # nobody chosen: the form again
    Row("service", OF_THE_BUREAU, "service"),
    Row("service", RECORDS_SERVICE | {"outsider": 404}, "service", "post"),  # no proof: the form again
    # The registrar withdraws it first; the others find it withdrawn.
    Row(
        "service_withdraw",
        RECORDS_SERVICE | {"outsider": 404, "registrar": 302, "officer": 409, "office_head": 409},
        "service",
        "post",
        {"reason": "送错单位"},
    ),
)
