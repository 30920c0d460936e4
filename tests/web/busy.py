"""A unit with as many tasks under way as a test asks for, and counting what a page asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from duban.core import clock
from duban.ledger.issuing.issue import TasksIssued, issue_tasks
from duban.ledger.models import WorkPlan
from duban.ledger.planning.filing import PlanFiled, file_plan
from duban.ledger.planning.review import approve_plans
from duban.ledger.services import adopt
from duban.orgs.acting.performing import By
from duban.orgs.ticking import tick
from duban.plans.models import Plan
from duban.progress.models import ProgressReport
from duban.progress.reporting.reports import ReportFiled, file_report
from laid_again import goes_on


@goes_on
def issued(actors: cast.Cast, tasks: int) -> Plan:
    """Issue a plan whose tasks are all led by 市水利局."""
    clauses = "\n".join(f"{number} 疏浚第{number}条河道。 > 市水利局 & 市财政局" for number in range(1, tasks + 1))
    notation = f"# 一 水利工作 @沈砚 ={tasks}\n{clauses}\n"
    adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, notation), version=0)
    plan = Plan.objects.get()
    issue_tasks(by=By(actors.office_head), about=plan, given=TasksIssued(clock.today()))
    return plan


@goes_on
def filed_plans(actors: cast.Cast, tasks: int) -> list[WorkPlan]:
    """Let its head file the first drafts."""
    issued(actors, tasks)
    for plan in WorkPlan.objects.filter(part__unit=actors.head.posts[0].unit):
        file_plan(by=By(actors.head), about=plan, given=PlanFiled())
    return list(WorkPlan.objects.filter(stage="filed").order_by("pk"))


@goes_on
def reports(actors: cast.Cast, tasks: int) -> list[ProgressReport]:
    """Let the leader put them in force, and the month begin."""
    approve_plans(by=By(actors.leader), plans=filed_plans(actors, tasks))
    tick(actors.city)
    return list(ProgressReport.objects.order_by("task__position"))


@goes_on
def filed_reports(actors: cast.Cast, tasks: int) -> list[ProgressReport]:
    """Let its head file them all."""
    for report in reports(actors, tasks):
        file_report(by=By(actors.head), about=report, given=ReportFiled(text="清淤3公里"))
    return list(ProgressReport.objects.order_by("task__position"))


def queries(client: Client, address: str) -> int:
    """Count what a page asks, once caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)
