"""The leader's page: what needs his word, what comes by node and time, who waits for whom; and his dispatches."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_safe

from duban.coordination.dispatching.agenda import NEAR, TaskInOrder
from duban.coordination.selectors.asks import Ask
from duban.coordination.selectors.leading import LeaderBoard, board_of
from duban.core import clock
from duban.ledger.selectors.words import distance
from duban.orgs import policies
from duban.orgs.acting.performing import performed
from duban.orgs.calendar import calendar_of
from duban.orgs.errors import NotVisible
from duban.orgs.models import Person
from duban.orgs.people.leaders import leaders_posts
from duban.orgs.people.seating import holders_on
from duban.orgs.viewers import Viewer
from duban.reminders.duties.desks import asked_by
from duban.supervision.models import Light
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import new_key

DAYS_TO_DO = 10  # working days that a decision is given when the leader names no day


@dataclass(frozen=True)
class Leader:
    """A leader whose page can be opened."""

    name: str
    title: str
    url: str
    is_here: bool


@require_safe
@behind_door("coordination.see_boards")
def dispatch(request: ViewedRequest) -> HttpResponse:
    """Show the page of a leader: his own, that of whom one serves, or the one that the address names."""
    viewer = request.viewer
    leaders = _leaders(viewer)
    wanted = request.GET.get("leader", "")
    leader = _chosen(viewer, wanted, [person for person, _title in leaders])
    board = board_of(viewer.jurisdiction, leader) if leader is not None else None
    return render(
        request,
        "coordination/dispatch.html",
        {
            "board": board,
            "title": _title(board, viewer),
            "leaders": [
                Leader(
                    person.name,
                    title,
                    f"{reverse('dispatch')}?leader={person.uid}",
                    leader is not None and person.pk == leader.pk,
                )
                for person, title in leaders
            ],
            "asks": [_shown(viewer, ask) for ask in board.first] if board is not None else [],
            "others": board.others if board is not None else (),
            "stretches": _stretches(viewer, board.order) if board is not None else [],
            "counts": _counts(board.order) if board is not None else [],
            "may_plan": policies.can(viewer, "coordination.plan_dispatch", viewer.jurisdiction),
            "plan_url": reverse("act", args=["coordination.plan_dispatch", viewer.jurisdiction.uid]),
            "today": clock.today(),
            "due_on": calendar_of(viewer.jurisdiction).after(clock.today(), DAYS_TO_DO),
        },
    )


def _leaders(viewer: Viewer) -> list[tuple[Person, str]]:
    posts = leaders_posts(viewer)
    held = holders_on(posts, clock.today())
    return [(held[post.pk], post.words) for post in posts if post.pk in held]


def _chosen(viewer: Viewer, wanted: str, leaders: list[Person]) -> Person | None:
    if wanted:
        found = next((person for person in leaders if person.uid == wanted), None)
        if found is None:
            raise NotVisible
        return found
    own = asked_by(viewer, clock.today()).persons or ()
    return next((person for person in leaders if person.pk in own), leaders[0] if leaders else None)


def _title(board: LeaderBoard | None, viewer: Viewer) -> str:
    if board is None:
        return _("Dispatch")
    count = len(board.asks)
    if not count:
        return _("Nothing waits for a word")
    if board.leader.pk == viewer.person.pk:
        return ngettext("%(count)s thing waits for your word", "%(count)s things wait for your word", count) % {
            "count": count
        }
    return ngettext("%(count)s thing waits for %(name)s", "%(count)s things wait for %(name)s", count) % {
        "count": count,
        "name": board.leader.name,
    }


def _shown(viewer: Viewer, ask: Ask) -> dict[str, Any]:
    """Return what the page needs to take an answer at once, or to let it be recorded."""
    about = performed()[ask.act].found(viewer.jurisdiction, ask.uid)
    may = policies.can(viewer, ask.act, about)
    is_whole = all(choice.value for choice in ask.choices) and (ask.kind != "problem" or bool(ask.owner))
    may_tap = bool(ask.tap) and policies.can(viewer, ask.tap, about)
    return {
        "ask": ask,
        "is_own": may,
        "answers_here": may and bool(ask.choices) and is_whole,
        "url": reverse("act", args=[ask.act, ask.uid]),
        "key": new_key(),
        "answer": str(_ANSWERS.get(ask.kind, _ANSWER)),
        "tap_url": reverse("act", args=[ask.tap, ask.uid]) if may_tap else "",
        "agenda_url": reverse("act", args=["coordination.put_on_agenda", ask.uid]) if ask.kind == "problem" else "",
        "light_label": str(Light(ask.light).label) if ask.light else "",
        "more_url": _more(ask),
    }


_ANSWER = pgettext_lazy("button", "Answer")
_ANSWERS = {"special": pgettext_lazy("button", "Give an instruction"), "minutes": gettext_lazy("Sign the minutes")}


def _more(ask: Ask) -> str:
    page = {"problem": "problem", "proposal": "proposal", "minutes": "dispatch_meeting"}.get(ask.kind)
    if page is not None:
        return reverse(page, args=[ask.uid])
    return reverse("task_work", args=[ask.task.uid]) if ask.task is not None else ""


def _stretches(viewer: Viewer, order: tuple[TaskInOrder, ...]) -> list[dict[str, Any]]:
    """Return the tasks in the order of node and time: over their day, soon, later."""
    today, near = clock.today(), calendar_of(viewer.jurisdiction).after(clock.today(), NEAR)
    groups: list[tuple[str, list[dict[str, Any]]]] = [
        (_("Over its day"), []),
        (_("Within ten working days"), []),
        (_("Later"), []),
    ]
    for row in order:
        place = 2 if row.next_on is None or row.next_on > near else 0 if row.next_on < today else 1
        groups[place][1].append(
            {
                "task": row.task,
                "light": row.light,
                "label": str(Light(row.light).label) if row.light else "",
                "day": row.next_on,
                "distance": distance(row.next_on, today) if row.next_on is not None else "",
            }
        )
    return [{"title": title, "rows": rows} for title, rows in groups if rows]


def _counts(order: tuple[TaskInOrder, ...]) -> list[dict[str, Any]]:
    lights = [row.light for row in order if row.light]
    return [
        {"light": light.value, "label": str(light.label), "count": lights.count(light.value)}
        for light in (Light.RED, Light.YELLOW, Light.GREEN, Light.BLUE, Light.GREY)
        if light.value in lights
    ]
