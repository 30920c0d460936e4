"""The work of a year: pages of a unit with 60 tasks, one filing, and the lights of 10,000 parts.

*Plain list* is one SELECT of 60 joined rows rendered by a template from prepared strings. *Plain write* is one
transaction that writes the report and its version and nothing else: no permission, no lock, no journal. *Aggregate* is
one SELECT that counts, by part, the milestones whose day has passed and the reports that are missing.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from bench import ground
from bench.measure import Row, paired

if TYPE_CHECKING:
    from duban.ledger.models import Part
    from duban.orgs.models import Jurisdiction, Unit, User

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ISSUED = date(2026, 3, 2)
MONTHS = range(3, 12)
MILESTONES = (4, 6, 9, 12)
OF_ONE_UNIT, UNITS_THAT_LEAD = 60, 6
TASKS_OF_A_CITY = 4_000
PARTS = 10_000
ROUNDS, FILINGS, ASSESSMENTS = 15, 40, 3
DESK_QUERIES, TASK_QUERIES, STATEMENTS = 15, 20, 16
SHARE_OF_PLAIN, SHARE_OF_WRITE = 0.1, 0.1

PLAIN = """<!doctype html><title>plain</title><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


def rows() -> Iterator[Row]:
    """Build two governments in a database of their own, then measure."""
    with ground.database():
        from duban.core import clock

        with clock.frozen(NOW):
            yield from _of_a_unit()
            yield from _of_a_month()


def _of_a_unit() -> Iterator[Row]:
    from django.db import connection
    from django.template import engines
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext

    from duban.ledger.models import Part
    from duban.orgs.models import Post, Unit
    from ledger.factory import account, government, officer

    city = government()
    bureau = Unit.objects.get(jurisdiction=city, name="市水利局")
    _lay(city, officer(city), tasks=OF_ONE_UNIT * UNITS_THAT_LEAD)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account(city, "liaison", "丁一舟", Post.Kind.LIAISON, bureau))
    template = engines["django"].from_string(PLAIN)
    request = RequestFactory(SERVER_NAME="localhost").get("/")
    own = Part.objects.filter(jurisdiction=city, unit=bureau, role="lead")
    led = own.count()

    def ask(address: str) -> Callable[[], bytes]:
        def run() -> bytes:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")
            return answer.content

        return run

    def plain() -> object:
        found = own.select_related("task__leader", "task__section").order_by("task__position")
        prepared = [
            (part.task.numbers, part.task.title, str(part.task.section), str(part.task.leader)) for part in found
        ]
        return template.render({"rows": prepared}, request)

    task = own.order_by("task__position")[led // 2].task.uid
    for name, address, most, least in (
        (f"desk of a unit that leads {led} tasks", "/", DESK_QUERIES, SHARE_OF_PLAIN),
        ("work of a task after a year", f"/tasks/{task}/progress/", TASK_QUERIES, SHARE_OF_PLAIN),
        # Five rows to each of the plain list, so without a budget.
        (f"timetable of a unit that leads {led} tasks", f"/units/{bureau.uid}/timetable/", DESK_QUERIES, 0),
    ):
        page = ask(address)
        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        yield Row(f"{name}: queries", len(asked), "", f"≤ {most}", len(asked) <= most, {})
        whole, bare = paired(page, plain, rounds=ROUNDS)
        share = bare / whole
        yield Row(
            f"plain list ÷ {name}", share, "×", f"≥ {least:g}" if least else "", share >= least,
            {"page_s": whole, "plain_list_s": bare},
        )  # fmt: skip
    yield from _of_a_filing(account(city, "head", "江望舒", Post.Kind.HEAD, bureau), bureau)


def _of_a_filing(user: "User", bureau: "Unit") -> Iterator[Row]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from duban.core import clock
    from duban.orgs.acting.performing import By
    from duban.orgs.viewers import viewer_of
    from duban.progress.models import ProgressReport, ReportVersion
    from duban.progress.reporting.reports import ReportFiled, file_report
    from duban.progress.stages import ReportStage

    viewer = viewer_of(user)
    expected = list(ProgressReport.objects.filter(unit=bureau, stage=ReportStage.EXPECTED).order_by("pk"))
    filed, written, keys = iter(expected), iter(expected[FILINGS + 3 :]), count(1)

    def file() -> None:
        words = ReportFiled(text="完成清淤3公里，累计完成12公里。", next_steps="开展二标段施工。")
        file_report(by=By(viewer, key=f"bench-{next(keys)}"), about=next(filed), given=words)

    def write() -> None:
        report = next(written)
        with transaction.atomic():
            ReportVersion.objects.create(
                jurisdiction_id=report.jurisdiction_id,
                report=report,
                number=1,
                figures="[]",
                filed_at=clock.now(),
                filed_by="江望舒",
                text="完成清淤3公里，累计完成12公里。",
            )
            ProgressReport.objects.filter(pk=report.pk).update(
                stage=ReportStage.SUBMITTED, filed_at=clock.now(), is_on_time=True, versions_filed=1
            )

    with CaptureQueriesContext(connection) as asked:
        file()
    yield Row("file one report: statements", len(asked), "", f"≤ {STATEMENTS}", len(asked) <= STATEMENTS, {})
    whole, bare = paired(file, write, rounds=min(FILINGS, len(expected) - FILINGS - 4))
    share = bare / whole
    yield Row(
        "plain write ÷ file one report", share, "×", f"≥ {SHARE_OF_WRITE:g}", share >= SHARE_OF_WRITE,
        {"file_s": whole, "plain_write_s": bare},
    )  # fmt: skip


def _of_a_month() -> Iterator[Row]:
    from django.db.models import Count, Q

    from duban.core import clock
    from duban.ledger.models import Part, Task
    from duban.progress.stages import ReportStage
    from duban.supervision.keeping import keep
    from ledger.factory import government, officer

    city = government("he", "禾川市", counties=0)
    _lay(city, officer(city, "other_office"), tasks=TASKS_OF_A_CITY)
    tasks = list(Task.objects.filter(jurisdiction=city).order_by("pk").values_list("pk", flat=True))
    parts = Part.objects.filter(jurisdiction=city)
    if parts.count() < PARTS:
        raise RuntimeError(f"{parts.count()} parts are too few")

    def assess() -> None:
        keep(city, tasks)

    def aggregate() -> object:
        late = Q(work_plans__items__milestones__due_on__lt=clock.today())
        open_ones = Q(work_plans__items__milestones__done_on__isnull=True)
        missing = Q(reports__stage=ReportStage.MISSING)
        return list(
            parts.values("pk").annotate(
                late=Count("work_plans__items__milestones", filter=late & open_ones, distinct=True),
                missing=Count("reports", filter=missing, distinct=True),
            )
        )

    whole, bare = paired(assess, aggregate, rounds=ASSESSMENTS)
    yield Row(
        f"lights of {parts.count():,} parts kept ÷ one aggregate (no budget)", whole / bare, "×", "", True,
        {"assess_s": whole, "aggregate_s": bare, "part_ms": whole / parts.count() * 1000},
    )  # fmt: skip


def _lay(city: "Jurisdiction", user: "User", *, tasks: int) -> None:
    """Write a plan under way: every lead has a work plan in force and was asked every month."""
    from duban.ledger.models import Part, Task
    from duban.ledger.serving import LEADING
    from duban.ledger.stages import TaskStage
    from duban.supervision.keeping import keep
    from ledger.factory import plan_of

    plan = plan_of(city, uploaded_by=user, tasks=tasks)
    Task.objects.filter(plan=plan).update(stage=TaskStage.RUNNING, issued_on=ISSUED)
    Part.objects.filter(task__plan=plan).update(served_on=ISSUED, receive_by=date(2026, 3, 5), received_at=NOW)
    leads = list(Part.objects.filter(task__plan=plan, role__in=LEADING).select_related("task", "unit").order_by("pk"))
    _plan(city, leads)
    _report(city, leads)
    keep(city, [part.task_id for part in leads])


def _plan(city: "Jurisdiction", leads: "list[Part]") -> None:
    from duban.ledger.models import Item, Milestone, WorkPlan
    from duban.ledger.stages import PlanStage

    of_city = {"jurisdiction": city}
    plans = WorkPlan.objects.bulk_create(
        WorkPlan(
            **of_city,
            task=part.task,
            part=part,
            stage=PlanStage.IN_FORCE,
            due_on=date(2026, 3, 23),
            filed_at=NOW,
            in_force_on=date(2026, 3, 24),
            created_at=NOW,
        )
        for part in leads
    )
    items = Item.objects.bulk_create(
        Item(**of_city, plan=plan, unit=part.unit, position=1, title="建设", person="韩知远", due_on=date(2026, 12, 20))
        for plan, part in zip(plans, leads, strict=True)
    )
    Milestone.objects.bulk_create(
        Milestone(
            **of_city,
            item=item,
            position=month,
            title=f"{month}月节点",
            due_on=date(2026, month, 20),
            first_due_on=date(2026, month, 10),
            shifts=1,
            done_on=date(2026, month, 18) if month < NOW.month and (place + month) % 9 else None,
            done_at=NOW if month < NOW.month and (place + month) % 9 else None,
        )
        for place, item in enumerate(items)
        for month in MILESTONES
    )


def _report(city: "Jurisdiction", leads: "list[Part]") -> None:
    from duban.progress.models import ProgressReport, ReportingPeriod, ReportVersion
    from duban.progress.stages import PeriodStage, ReportStage

    of_city = {"jurisdiction": city}
    for month in MONTHS:
        due_on, is_past = date(2026, month, 25), month < NOW.month
        period = ReportingPeriod.objects.create(
            **of_city,
            month=f"2026-{month:02d}",
            begins_on=date(2026, month, 1),
            cut_off_on=due_on,
            due_on=due_on,
            asked_by=due_on - timedelta(days=5),
            locks_on=due_on + timedelta(days=3),
            stage=PeriodStage.LOCKED if is_past else PeriodStage.OPEN,
            opened_at=NOW,
        )
        known = {"period": period, "text": "完成清淤3公里。" if is_past else None, "filed_at": NOW if is_past else None}
        reports = ProgressReport.objects.bulk_create(
            ProgressReport(
                **of_city,
                **known,
                task=part.task,
                part=part,
                unit=part.unit,
                stage=ReportStage.ACCEPTED if is_past else ReportStage.EXPECTED,
                is_on_time=True if is_past else None,
                versions_filed=int(is_past),
            )
            for part in leads
        )
        if is_past:
            ReportVersion.objects.bulk_create(
                ReportVersion(
                    **of_city, report=report, number=1, text=report.text, figures="[]", filed_at=NOW, filed_by="江望舒"
                )
                for report in reports
            )
