"""Reading without letting the person wait: a thread of the web server, started once the row is safely stored.

A thread may die with its process at any moment. That costs nothing but time: the row says what is owed, and whoever
looks at its page later starts the work anew when its lease has run out.
"""

from threading import Thread

from django.db import connections, transaction

from duban.core import clock
from duban.plans.models import PlanImport
from duban.plans.services.reading import read_import, take_over_abandoned
from duban.plans.stages import ImportStage


def start_reading(*, plan_import: PlanImport) -> None:
    """Begin to read after commit; return at once."""
    transaction.on_commit(lambda: Thread(target=_work, args=(plan_import.pk,), name=f"read-{plan_import.uid}").start())


def resume_reading(*, plan_import: PlanImport) -> None:
    """Begin anew where a worker died, or never began."""
    if plan_import.stage == ImportStage.READING and plan_import.lease_until and plan_import.lease_until < clock.now():
        take_over_abandoned()
        start_reading(plan_import=plan_import)
    elif plan_import.stage == ImportStage.RECEIVED:
        start_reading(plan_import=plan_import)


def _work(key: int) -> None:
    try:
        read_import(plan_import=PlanImport.objects.select_related("file", "jurisdiction").get(pk=key))
    finally:
        connections.close_all()
