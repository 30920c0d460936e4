"""Rows of the work of a year: acts, work plans, reports."""

from duban.core import clock
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.models import Assignment, Part, Task, WorkPlan
from duban.ledger.planning.filing import PlanFiled, file_plan
from duban.ledger.planning.review import PlanApproved, approve_plan
from duban.orgs.acting.performing import By
from duban.orgs.ticking import tick
from duban.progress.evidencing.files import add_evidence, keep
from duban.progress.models import Digest, Evidence, ProgressReport
from duban.progress.upward.digests import DigestsMade, make_digests
from web.rows.table import BUSINESS, MADE, OWN_CITY, Ground, Row, codes, office_only


def work_plan(ground: Ground) -> WorkPlan:
    """Return the work plan of 市水利局, which leads the last task under 沈砚."""
    bureau = ground.actors.head.posts[0].unit
    known = WorkPlan.objects.filter(part__unit=bureau).first()
    if known is not None:
        return known
    part = Part.objects.filter(unit=bureau).order_by("-task__position")[0]
    Part.objects.filter(pk=part.pk).update(role=Assignment.Role.LEAD)
    Assignment.objects.filter(task=part.task_id).update(is_primary=False)
    Assignment.objects.filter(pk=part.assignment_id).update(is_primary=True)
    Task.objects.filter(pk=part.task_id).update(leader=ground.actors.leader.person)
    issue_tasks(by=By(ground.actors.office_head), about=ground.plan, given=TasksIssued(clock.today()))
    return WorkPlan.objects.get(part=part)


def report(ground: Ground) -> ProgressReport:
    """Return the report that 市水利局 owes once its work plan is in force."""
    own = ProgressReport.objects.filter(unit=ground.actors.head.posts[0].unit)
    known = own.first()
    if known is not None:
        return known
    plan = work_plan(ground)
    file_plan(by=By(ground.actors.head), about=plan, given=PlanFiled())
    plan.refresh_from_db()
    approve_plan(by=By(ground.actors.leader), about=plan, given=PlanApproved())
    tick(ground.actors.city)
    return own.get()


def evidence(ground: Ground) -> str:
    """Return a file of 市水利局."""
    actors = ground.actors
    unit = actors.head.posts[0].unit
    assert unit is not None
    known = Evidence.objects.filter(unit=unit).first()
    if known is not None:
        return known.uid
    given = keep(actors.city, name="验收单.txt", data="全部合格".encode())
    add_evidence(by=By(actors.liaison), about=unit, given=given)
    return Evidence.objects.get(unit=unit).uid


def digest(ground: Ground) -> str:
    """Return the digest of the whole government for the running month."""
    period = report(ground).period
    make_digests(by=By(ground.actors.officer), about=period, given=DigestsMade())
    return Digest.objects.get(section__isnull=True).uid


MADE.update(
    {
        "work plan": lambda ground: work_plan(ground).uid,
        "report": lambda ground: report(ground).uid,
        "evidence": evidence,
        "digest": digest,
        "part": lambda ground: work_plan(ground).part.uid,
    }
)

UNIT_OR_RECORDED = codes(302, others=403, administrators=404, stranger=404, units=200, outsider=403, office=200)
OF_UNITS = codes(302, others=403, administrators=404, units=404)
NOBODY = {"officer": 403, "office_head": 403}

ROWS = (
    # The officer's colleagues at the head decide on marks; nobody records them for him.
    Row("act", office_only(200), "task", more={"code": "ledger.mark_task"}),
    Row("act", office_only(302), "task", "post", more={"code": "ledger.mark_task"}),
    Row(
        "act",
        codes(302, others=403, administrators=404, stranger=404, office_head=200),
        "plan",
        more={"code": "ledger.issue_tasks"},
    ),
    # Receipt is the unit's own; the office records it for a post that is held.
    Row("act", UNIT_OR_RECORDED, "part", more={"code": "ledger.receive_task"}),
    Row("task_work", OWN_CITY, "task"),
    Row("task_sum", OWN_CITY, "task"),
    Row("plan_review", BUSINESS),
    Row(
        "plan_review",
        codes(302, others=403, administrators=404, leader=200, approver=200, secretary=200, registrar=200),
        method="post",
    ),  # nothing was ticked
    Row("work_plan", UNIT_OR_RECORDED, "work plan"),
    # They come without its version; the office without saying for whom.
    Row("work_plan", UNIT_OR_RECORDED | {"liaison": 409, "deputy": 409, "head": 409} | NOBODY, "work plan", "post"),
    Row("unit_evidence", OWN_CITY, "bureau"),
    Row("unit_evidence", UNIT_OR_RECORDED, "bureau", "post"),  # no file was chosen: the form again
    Row(
        "evidence_file",
        codes(302, others=200, administrators=404, stranger=404, outsider=404),
        "evidence",
    ),
    # No month was opened in this city, and for others there is no such act.
    Row("answer_sheet", OF_UNITS, more={"month": "2026-04"}),
    Row("answers", OF_UNITS, more={"month": "2026-04"}),
    Row("answers", OF_UNITS, method="post", more={"month": "2026-04"}),
    Row("digest", codes(302, others=200, administrators=404, stranger=404, units=403), "digest"),
    Row("reports", BUSINESS),
    Row("reports", codes(302, others=403, administrators=404, units=200, stranger=200, office=200), method="post"),
    Row("report", OWN_CITY, "report"),
    Row(
        "report",
        UNIT_OR_RECORDED | {"liaison": 409, "deputy": 409, "head": 409} | NOBODY,
        "report",
        "post",
        {"act": "file"},
    ),
)
