"""A small city whose plan was adopted and waits for issue: built by a process of its own, served at any moment.

python small_city.py       in the environment of its own folder
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import cast

PASSWORD = "a-long-password"
FOUNDED_AT = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)
NOTATION = """
# 一 水利工作 @沈砚 =3
1 {11月底前 2026-11-30/month}完成河道清淤。 > 市水利局 & 市民政局
2 {11月底前 2026-11-30/month}完成堤防加固。 > 市水利局
3 {11月底前 2026-11-30/month}拨付水利资金。 > 市财政局
"""


def built(home: Path, *, is_running: bool = False) -> Path:
    """Build the city under a folder, its tasks running if asked so; return the folder of its demonstration."""
    own = home / "demonstration"
    own.mkdir(parents=True)
    (own / "demonstration.secret").write_text("of-a-test-only" * 4, encoding="ascii")
    step = ["running"] if is_running else []
    subprocess.run([sys.executable, __file__, *step], env=environment(own), check=True, timeout=120)
    return own


def environment(own: Path) -> dict[str, str]:
    """Return the environment in which commands work on the city."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    return {
        **inherited,
        "DUBAN_MODE": "demonstration",
        "DUBAN_HOME": str(own),
        "DUBAN_FILES": str(own / "files"),
        "DUBAN_DATABASE_URL": f"sqlite:///{own / 'duban.sqlite3'}",
        "DUBAN_SECRET_KEY": (own / "demonstration.secret").read_text("ascii"),
        "DJANGO_SETTINGS_MODULE": "duban.settings",
    }


@contextmanager
def served(own: Path, moment: datetime) -> Iterator[str]:
    """Serve the city as it is at a moment, once its clock has done its part; yield the address."""
    import sites

    ahead = (moment - datetime.now(UTC)).total_seconds()
    (own / "demonstration.clock").write_text(str(ahead), encoding="ascii")
    subprocess.run([sys.executable, "-m", "duban", "tick"], env=environment(own), check=True, timeout=60)
    with sites.answering(own.parent) as address:
        yield address


def _build(*, is_running: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    import cast
    from duban.core import clock
    from duban.ledger.services import adopt
    from duban.orgs.acting.performing import By
    from duban.orgs.models import Jurisdiction, Post, Unit
    from duban.orgs.people.naming import Named, NamedToPost, name_to_post

    call_command("migrate", verbosity=0, interactive=False)
    with clock.moved_by_hand(FOUNDED_AT) as advance, transaction.atomic():
        actors = cast.assembled()
        Jurisdiction.objects.update(is_demonstration=True)
        adopt(viewer=actors.officer, plan_import=cast.in_review(actors.officer, NOTATION), version=0)
        advance(timedelta(minutes=5))
        for kind, name in ((Post.Kind.HEAD, "秦若谷"), (Post.Kind.LIAISON, "穆清越")):
            given = NamedToPost(kind=kind, person=Named(name=name), since=date(2025, 1, 2))
            name_to_post(by=By(actors.officer), about=Unit.objects.get(name="市财政局"), given=given)
        if is_running:
            advance(timedelta(minutes=5))
            _run(actors)


def _run(actors: "cast.Cast") -> None:
    """Issue the tasks and put the work plans of 市水利局 in force."""
    from duban.core import clock
    from duban.ledger.issuing.issue import TasksIssued, issue_tasks
    from duban.ledger.models import WorkPlan
    from duban.ledger.planning.content import ItemWords, MilestoneWords
    from duban.ledger.planning.filing import PlanFiled, PlanWritten, file_plan, write_plan
    from duban.ledger.planning.review import PlanApproved, approve_plan
    from duban.orgs.acting.performing import By
    from duban.plans.models import Plan

    issue_tasks(by=By(actors.office_head), about=Plan.objects.get(), given=TasksIssued(clock.today()))
    for plan in WorkPlan.objects.filter(part__unit__name="市水利局").order_by("pk"):
        half, whole = MilestoneWords("过半", date(2026, 6, 30)), MilestoneWords("完成", date(2026, 11, 30))
        item = ItemWords("施工", plan.part.unit.uid, date(2026, 11, 30), person="丁一舟", milestones=(half, whole))
        write_plan(by=By(actors.liaison), about=plan, given=PlanWritten((item,)))
        plan.refresh_from_db()
        file_plan(by=By(actors.head), about=plan, given=PlanFiled())
        plan.refresh_from_db()
        approve_plan(by=By(actors.leader), about=plan, given=PlanApproved())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    _build(is_running="running" in sys.argv)
