"""What of the ledger hangs on a post, and what passes when it is handed over."""

from duban.core.search import normalise, token_text
from duban.ledger.models import Assignment, Task
from duban.ledger.stages import TaskStage
from duban.orgs.models import Post
from duban.orgs.people.hooks import HeldPost, OpenDuty, PostPassed, open_duties_of_post, post_handed_over

OVER = (TaskStage.CLOSED, TaskStage.CARRIED_OVER, TaskStage.CANCELLED)
"""Stages after which nobody owes anything for a task; one closed for the year is still to be decided on."""

ANSWERING = (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE)


@open_duties_of_post.register
def open_tasks_of(held: HeldPost) -> list[OpenDuty]:
    """Return the open tasks that a unit leads, or for which a leader answers."""
    tasks = Task.objects.filter(jurisdiction=held.post.jurisdiction_id).exclude(stage__in=OVER)
    if held.post.unit_id is not None:
        led = Assignment.objects.filter(
            jurisdiction=held.post.jurisdiction_id, unit=held.post.unit_id, role__in=ANSWERING
        )
        tasks = tasks.filter(pk__in=led.values("task"))
    elif held.post.kind == Post.Kind.LEADER and held.person is not None:
        tasks = tasks.filter(leader=held.person)
    else:
        return []
    return [
        OpenDuty("task", uid, f"{numbers} {title}")
        for uid, numbers, title in tasks.order_by("plan", "position").values_list("uid", "numbers", "title")
    ]


@post_handed_over.register
def pass_tasks_on(passed: PostPassed) -> None:
    """Let the tasks of a leader's post answer to its new holder, and be found by his name.

    The printed clauses keep the name that was printed; tasks that are over keep who answered for them.
    """
    if passed.post.kind != Post.Kind.LEADER:
        return
    tasks = list(
        Task.objects.select_for_update()
        .filter(jurisdiction=passed.post.jurisdiction_id, leader=passed.leaving)
        .exclude(stage__in=OVER)
        .order_by("pk")
    )
    for task in tasks:
        task.leader = passed.coming
        task.search_text = normalise(f"{task.search_text}\n{passed.coming.name}")
        task.search_tokens = token_text(task.search_text)
    Task.objects.bulk_update(tasks, ["leader", "search_text", "search_tokens"], batch_size=200)
