"""The ledger page of a signed-in officer at 10,000 tasks, against pages that do almost nothing.

*Constant* answers the same number of bytes without a database. *Plain list* is one SELECT of 50 joined rows rendered by
a template from prepared strings, without sign-in, permission or counts.
"""

from collections.abc import Iterator

from bench import ground
from bench.measure import Row, paired

TASKS = 10_000
ROUNDS = 25
MOST_QUERIES = 12
TASK_QUERIES = 20
SHARE_OF_PLAIN = 0.25

PLAIN = """<!doctype html><title>plain</title><table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>"""


def rows() -> Iterator[Row]:
    """Build a government with its plan in a database of its own, then measure."""
    with ground.database():
        yield from _measured()


def _measured() -> Iterator[Row]:
    from django.core.cache import cache
    from django.db import connection
    from django.http import HttpResponse
    from django.template import engines
    from django.test import Client, RequestFactory
    from django.test.utils import CaptureQueriesContext

    from duban.ledger.models import Task
    from ledger.factory import government, officer, plan_of

    city = government()
    user = officer(city)
    plan_of(city, uploaded_by=user, tasks=TASKS)
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    template = engines["django"].from_string(PLAIN)
    request = RequestFactory(SERVER_NAME="localhost").get("/")

    def ask(address: str) -> bytes:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
        return answer.content

    page = ask("/ledger/")

    def ledger() -> object:
        return ask("/ledger/")

    def ledger_anew() -> object:
        cache.clear()
        return ledger()

    def plain() -> object:
        found = Task.objects.select_related("section", "leader").order_by("position")[:50]
        prepared = [
            (
                task.numbers,
                task.title,
                task.section.title if task.section else "",
                task.leader.name if task.leader else "",
            )
            for task in found
        ]
        return HttpResponse(template.render({"rows": prepared}, request))

    def constant() -> object:
        return HttpResponse(page)

    for name, address in (("first page", "/ledger/"), ("search", "/ledger/?q=污水"), ("one unit", _of_a_unit(city))):
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            ask(address)
        queries = len(asked)
        yield Row(
            f"ledger, {name}, nothing kept: queries at {TASKS:,} tasks",
            queries,
            "",
            f"≤ {MOST_QUERIES}",
            queries <= MOST_QUERIES,
            {},
        )
    task = Task.objects.order_by("position")[TASKS // 2].uid
    with CaptureQueriesContext(connection) as asked:
        ask(f"/tasks/{task}/")
    yield Row("task page: queries", len(asked), "", f"≤ {TASK_QUERIES}", len(asked) <= TASK_QUERIES, {})
    for name, asked_for in ((", kept", ledger), (", nothing kept", ledger_anew)):
        whole, bare = paired(asked_for, plain, rounds=ROUNDS)
        share = bare / whole
        yield Row(
            f"plain list ÷ ledger page{name}", share, "×", f"≥ {SHARE_OF_PLAIN:g}", share >= SHARE_OF_PLAIN,
            {"ledger_s": whole, "plain_list_s": bare},
        )  # fmt: skip
    whole, bare = paired(ledger, constant, rounds=ROUNDS)
    yield Row(
        "constant ÷ ledger page (no budget)", bare / whole, "×", "", True, {"ledger_s": whole, "constant_s": bare}
    )
    whole, bare = paired(lambda: ask(f"/tasks/{task}/"), plain, rounds=ROUNDS)
    share = bare / whole
    yield Row(
        "plain list ÷ task page", share, "×", f"≥ {SHARE_OF_PLAIN:g}", share >= SHARE_OF_PLAIN,
        {"task_s": whole, "plain_list_s": bare},
    )  # fmt: skip


def _of_a_unit(city: object) -> str:
    from duban.orgs.models import Unit

    return f"/ledger/?unit={Unit.objects.filter(jurisdiction=city).order_by('position')[0].uid}&role=lead"
