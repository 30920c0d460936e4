"""Nothing that was decided or asked for is open without a person whose desk shows it, or a clock that moves it."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import cast
import duban
from duban.core.stages import Table
from duban.orgs.acting.performing import By
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Holding, Post, User
from duban.orgs.people.handing_over import HandedOver, hand_over
from duban.orgs.people.naming import Named
from duban.orgs.register.successions import merge_units
from duban.orgs.ticking import tick
from duban.orgs.viewers import Viewer, viewer_of
from duban.reminders.duties.desks import owed_by
from duban.reminders.duties.models import Duty
from duban.reminders.duties.on_behalf import Party, to_record
from progress.year import at
from reminders.lying_open import MAY_REST, OPEN, Answer, Clock, Desk, Rests

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
OFFICE = ("officer", "office_head")
ANSWERS = [
    pytest.param(stage, answer, id=f"{table}-{stage}-{number}")
    for table, stages in OPEN.items()
    for stage, answers in stages.items()
    for number, answer in enumerate(answers)
    if not isinstance(answer, Rests)
]


def tables() -> dict[str, Table]:
    """Every table of stages of the program, by package and name."""
    folder = Path(duban.__path__[0])
    modules = {
        path.parent.name: importlib.import_module(f"duban.{path.parent.name}.stages")
        for path in folder.glob("*/stages.py")
        if path.parent.name != "core"
    }
    return {
        f"{package}.{name}": found
        for package, module in modules.items()
        for name, found in vars(module).items()
        if isinstance(found, Table)
    }


def test_every_stage_that_is_not_final_has_an_answer() -> None:
    waiting = {
        name: {str(move.source) for move in table.transitions} - {str(stage) for stage in table.final}
        for name, table in tables().items()
    }
    assert {name: set(stages) for name, stages in OPEN.items()} == waiting
    resting = {
        name for name, stages in OPEN.items() for found in stages.values() for each in found if isinstance(each, Rests)
    }
    assert resting <= set(MAY_REST)


def rests(answers: tuple[Answer, ...]) -> bool:
    return any(isinstance(answer, Rests) for answer in answers)


@pytest.mark.parametrize(("stage", "answer"), ANSWERS)
def test_a_desk_shows_it_or_the_clock_moves_it(stage: str, answer: Desk | Clock) -> None:
    actors = cast.assemble()
    with at(MONDAY):
        thing = answer.lay(actors)
        assert thing.stage == stage
        if isinstance(answer, Desk):
            about = answer.about(thing)
            assert shown_to(getattr(actors, answer.who), answer.kind, about)
            if answer.who not in OFFICE:
                _is_found_when_people_go(actors, getattr(actors, answer.who).posts[0], about)
            return
    with at(MONDAY + timedelta(days=answer.days)):
        tick(actors.city)
        thing.refresh_from_db()
        assert thing.stage == answer.to


def _is_found_when_people_go(actors: cast.Cast, post: Post, about: Any) -> None:
    """Without accounts, without anybody, with a successor of the unit or of the person, somebody still has it."""
    with undone():
        User.objects.exclude(username__in=OFFICE).update(last_seen_on=None)
        assert [bool(party.contacts) for party in parties_with(actors, about)] == [True], "to be recorded on behalf"
    held = Holding.objects.filter(post__unit=post.unit) if post.unit is not None else post.holdings.all()
    with undone():
        held.update(until=MONDAY - timedelta(days=1))
        left = parties_with(actors, about)
        assert [(bool(party.contacts), bool(party.url)) for party in left] == [(False, True)], "somebody is to be named"
    with undone():
        if post.unit is not None:
            heir = cast.unit_of(actors.city, "市水务局", "shi shui wu ju")
            city = {"viewer": actors.officer, "on": MONDAY, "basis": "机构改革"}
            merge_units(units=[post.unit], into=heir, duties_to=heir, **city)
            assert [party.name for party in parties_with(actors, about)] == [heir.name]
        else:
            hand_over(by=By(actors.office_head), about=post, given=HandedOver(MONDAY, Named("程望川")))
            assert [party.name for party in parties_with(actors, about)] == ["程望川"]


def shown_to(viewer: Viewer, kind: str, about: Any) -> bool:
    """Say whether a duty of the kind on the desk of a person is about a thing."""
    duties = owed_by(viewer_of(viewer.user), calendar_of(viewer.jurisdiction)).duties
    return any(is_of_kind(duty, kind) and is_about(duty, about) for duty in duties)


def is_of_kind(duty: Duty, kind: str) -> bool:
    return duty.code == kind or f"/acts/{kind}/" in duty.url or (kind == "plan_review" and duty.url == "/work-plans/")


def is_about(duty: Duty, about: Any) -> bool:
    """Say whether a duty names a thing, or counts it among the rows of its page."""
    if duty.uid == about.uid or f"/{about.uid}/" in duty.url or duty.url == "/work-plans/":
        return True
    return bool(duty.tasks) and getattr(about, "task_id", None) in duty.tasks and duty.code in ("reports", "report")


def parties_with(actors: cast.Cast, about: Any) -> list[Party]:
    """Return for whom the office is to record something about a thing."""
    return [party for party in to_record(actors.officer) if any(is_about(duty, about) for duty in party.duties)]


@contextmanager
def undone() -> Iterator[None]:
    """Take everything back that happens within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
