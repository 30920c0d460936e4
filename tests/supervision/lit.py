"""A plan of any size with a light on every part and task, and lights that turned: written by models alone."""

from datetime import date, timedelta
from json import dumps

from duban.ledger.models import Assignment, Part, Task
from duban.ledger.stages import TaskStage
from duban.orgs.models import Jurisdiction
from duban.supervision.models import KeptLight, LightChange
from duban.supervision.rules.facts import Light
from duban.supervision.rules.lights import Reason
from duban.supervision.rules.wire import reasons_to_json

LIGHTS = ("green", "green", "yellow", "green", "red", "grey", "green", "blue")
OVERDUE = Reason("receipt_overdue", Light.YELLOW, {"due_on": "2026-03-05", "days": 3, "others": 0})
BATCH = 2000
SOONER, LATER = timedelta(days=3), timedelta(days=20)


def light_up(city: Jurisdiction, *, on: date, unissued: int = 0) -> None:
    """Give every task a light, the last `unissued` excepted; one in four turned, half of them within the last week."""
    tasks = list(Task.objects.filter(jurisdiction=city).order_by("plan", "position"))
    shown = tasks[: len(tasks) - unissued]
    Task.objects.filter(pk__in=[task.pk for task in shown]).update(stage=TaskStage.RUNNING, issued_on=on)
    parts: dict[int, list[Part]] = {}
    for part in Part.objects.filter(jurisdiction=city).order_by("task", "assignment__position", "unit__position", "pk"):
        parts.setdefault(part.task_id, []).append(part)
    rows: list[KeptLight] = []
    turns: list[LightChange] = []
    for place, task in enumerate(shown):
        light = LIGHTS[place % len(LIGHTS)]
        own = parts.get(task.pk, [])
        deciding = [part.uid for part in own if part.role != Assignment.Role.COOPERATING][:1]
        told = {"decided_by": deciding, "held_up_by": []}
        turned = on - (SOONER if place % 8 == 0 else LATER) if place % 4 == 0 else None
        common = {"jurisdiction": city, "task": task, "facts": "{}", "rules": "1", "day": on, "since": turned or on}
        rows.append(KeptLight(**common, light=light, reasons=dumps(told), worst=None))
        for number, part in enumerate(own):
            of_part = light if part.uid in deciding else LIGHTS[(place + number) % len(LIGHTS)]
            reasons = (OVERDUE,) if of_part in ("yellow", "red") else ()
            rows.append(
                KeptLight(
                    **common,
                    part=part,
                    unit_id=part.unit_id,
                    light=of_part,
                    reasons=reasons_to_json(reasons),
                    worst=OVERDUE.code if reasons else None,
                )
            )
        if turned is not None:
            before = "red" if light != "red" else "yellow"
            turns.append(LightChange(jurisdiction=city, task=task, day=turned, before=before, after=light, worst=None))
    KeptLight.objects.bulk_create(rows, batch_size=BATCH)
    LightChange.objects.bulk_create(turns, batch_size=BATCH)
