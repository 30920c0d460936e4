"""A dispatch meeting or an on-site session: its agenda, who comes, its minutes, what was decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from duban.coordination.dispatching.minutes import MinutesTaken, Said, take_minutes
from duban.coordination.dispatching.planning import AgendaSet, LineWords, set_agenda
from duban.coordination.models import AgendaLine, Dispatch
from duban.coordination.stages import DecisionStage, DispatchStage
from duban.core import texts
from duban.core.errors import DomainError
from duban.journal.selectors import entries_about
from duban.orgs import policies
from duban.orgs.errors import NotAllowed, NotVisible, NotYours, Stale
from duban.web.access import ViewedRequest, behind_door
from duban.web.acting import by_of, said_of
from duban.web.acts.of_coordination import CHOICES
from duban.web.acts.offers import offers
from duban.web.views.coordination import entries_in_words

ENTRIES = 20
BLANK = 3  # empty lines of an agenda that is being set
STEPS = (DispatchStage.PLANNED, DispatchStage.HELD, DispatchStage.MINUTED, DispatchStage.SENT)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("coordination.see_dispatches")
def dispatch_meeting(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show a dispatch; by post, keep its agenda or its minutes."""
    viewer = request.viewer
    found = policies.visible_one(viewer, Dispatch, uid)
    may_set = found.stage == DispatchStage.PLANNED and policies.can(viewer, "coordination.set_agenda", found)
    may_write = found.stage == DispatchStage.HELD and policies.can(viewer, "coordination.take_minutes", found)
    if request.method != "POST":
        return _page(request, found, may_set=may_set, may_write=may_write)
    code = "coordination.set_agenda" if "agenda" in request.POST else "coordination.take_minutes"
    policies.require(viewer, code, found)
    try:
        by = by_of(request, code, found)
        if code == "coordination.set_agenda":
            outcome: Any = set_agenda(by=by, about=found, given=_agenda(request, found))
        else:
            outcome = take_minutes(by=by, about=found, given=_minutes(request, found))
    except (NotVisible, NotAllowed, NotYours):
        raise
    except Stale as error:
        return _page(request, found, may_set=may_set, may_write=may_write, error=error, status=409)
    except DomainError as error:
        return _page(request, found, may_set=may_set, may_write=may_write, error=error)
    messages.success(request, said_of(outcome))
    return redirect("dispatch_meeting", uid=uid)


def _page(
    request: ViewedRequest,
    found: Dispatch,
    *,
    may_set: bool,
    may_write: bool,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = request.POST if error is not None else None
    lines = list(found.lines.select_related("task", "problem", "decision__owner").order_by("position"))
    decisions = list(found.decisions.select_related("owner", "problem", "task").order_by("pk"))
    step = STEPS.index(DispatchStage(found.stage)) if found.stage in STEPS else -1
    return render(
        request,
        "coordination/meeting.html",
        {
            "dispatch": found,
            "steps": [
                {"label": stage.label, "is_done": place < step or step == 3, "is_now": place == step and step < 3}
                for place, stage in enumerate(STEPS)
            ]
            if step >= 0
            else [],
            "lines": [_line(line, typed) for line in lines],
            "blanks": range(len(lines) + 1, len(lines) + 1 + BLANK),
            "attendances": found.attendances.select_related("unit").order_by("unit__position", "pk"),
            "units": _units(found) if may_set else [],
            "minutes": typed.get("minutes", "") if typed is not None else found.minutes or "",
            "decisions": [(each, offers(request.viewer, each)) for each in decisions],
            "open": [each for each in decisions if each.stage != DecisionStage.DROPPED],
            "may_set": may_set,
            "may_write": may_write,
            "offers": offers(request.viewer, found),
            "error": texts.say(error) if error is not None else "",
            "entries": entries_in_words(
                entries_about(
                    jurisdiction=request.viewer.jurisdiction.uid, kind="dispatch", uid=found.uid, limit=ENTRIES
                )
            ),
            "crumbs": [
                {"label": _("Dispatch"), "url": f"{reverse('dispatch')}?leader={found.leader.uid}"},
                {"label": found.title, "url": ""},
            ],
        },
        status=status,
    )


def _line(line: AgendaLine, typed: Any) -> dict[str, Any]:
    said = typed.get(f"said-{line.uid}", "") if typed is not None else line.said or ""
    return {"line": line, "said": said, "url": _url(line)}


def _url(line: AgendaLine) -> str:
    if line.problem is not None:
        return reverse("problem", args=[line.problem.uid])
    if line.decision is not None:
        return reverse("decision", args=[line.decision.uid])
    return reverse("task_work", args=[line.task.uid]) if line.task is not None else ""


def _units(found: Dispatch) -> list[tuple[str, str, bool]]:
    invited = set(found.attendances.values_list("unit__uid", flat=True))
    choices = CHOICES["coordination.plan_dispatch", "units"](found)
    return [(uid, name, uid in invited) for uid, name in choices]


def _agenda(request: ViewedRequest, found: Dispatch) -> AgendaSet:
    """Return the agenda as the form has it: each line with its place; no place leaves it out."""
    rows: list[tuple[int, LineWords]] = []
    for line in found.lines.select_related("task", "problem", "decision"):
        place = _number(request.POST.get(f"place-{line.uid}", ""))
        if place is None:
            continue
        about = line.problem or line.decision or (line.task if line.kind == AgendaLine.Kind.TASK else None)
        words = request.POST.get(f"words-{line.uid}", line.words)
        minutes = _number(request.POST.get(f"minutes-{line.uid}", ""))
        rows.append((place, LineWords(line.kind, about.uid if about is not None else None, words, minutes)))
    added = (request.POST.getlist(name) for name in ("new_words", "new_place", "new_minutes"))
    for said, where, long in zip(*added, strict=False):
        if said.strip():
            rows.append((_number(where) or 99, LineWords(AgendaLine.Kind.WORDS.value, None, said, _number(long))))
    ordered = sorted(rows, key=lambda row: row[0])
    return AgendaSet(tuple(line for _place, line in ordered), tuple(request.POST.getlist("units")))


def _minutes(request: ViewedRequest, found: Dispatch) -> MinutesTaken:
    said = [
        Said(line.uid, request.POST[f"said-{line.uid}"])
        for line in found.lines.all()
        if f"said-{line.uid}" in request.POST
    ]
    version = _number(request.POST.get("version", ""))
    return MinutesTaken(request.POST.get("minutes", ""), tuple(said), version)


def _number(words: str) -> int | None:
    words = words.strip()
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 5 else None
