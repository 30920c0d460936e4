"""The overview of a city of 10,000 tasks, as a ratio to one aggregate query over the same rows.

*Aggregate* is one SELECT that counts the kept lights of all parts by unit, role and light: the least that the table of
departments needs. Every part and task has a light, and a quarter of the tasks turned within the month.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from bench import ground
from bench.measure import Row, paired

NOW = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 4, 20)
TASKS = 10_000
ROUNDS = 9
MOST_QUERIES = 20
TIMES_AGGREGATE = 4


def rows() -> Iterator[Row]:
    """Build a government with its plan and lights in a database of its own, then measure."""
    with ground.database():
        from duban.core import clock

        with clock.frozen(NOW):
            yield from _measured()


def _measured() -> Iterator[Row]:
    from django.db import connection
    from django.db.models import Count
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from duban.orgs.models import Post
    from duban.supervision.models import KeptLight
    from ledger.factory import account, government, officer, plan_of
    from supervision.lit import light_up

    city = government(counties=6)
    plan_of(city, uploaded_by=officer(city), tasks=TASKS)
    light_up(city, on=TODAY)
    client = Client(SERVER_NAME="localhost")
    client.force_login(account(city, "mayor", "宋临川", Post.Kind.APPROVER))

    def overview() -> object:
        answer = client.get("/overview/")
        if answer.status_code != 200:
            raise RuntimeError(f"/overview/ answered {answer.status_code}")
        return answer.content

    def aggregate() -> object:
        lights = KeptLight.objects.filter(jurisdiction=city, part__isnull=False).order_by()
        return list(lights.values_list("unit", "part__role", "light").annotate(count=Count("pk")))

    overview()
    with CaptureQueriesContext(connection) as asked:
        overview()
    yield Row(
        f"overview: queries at {TASKS:,} tasks", len(asked), "", f"≤ {MOST_QUERIES}", len(asked) <= MOST_QUERIES, {}
    )
    whole, bare = paired(overview, aggregate, rounds=ROUNDS)
    times = whole / bare
    parts = KeptLight.objects.filter(part__isnull=False).count()
    yield Row(
        f"overview of {TASKS:,} tasks ÷ one aggregate query", times, "×", f"≤ {TIMES_AGGREGATE}",
        times <= TIMES_AGGREGATE, {"overview_s": whole, "aggregate_s": bare, "parts": parts},
    )  # fmt: skip
