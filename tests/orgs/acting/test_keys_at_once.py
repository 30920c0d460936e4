"""Two requests with one key at the same moment: the act is done once, and both get its answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

import cast
from duban.journal.models import Entry
from duban.orgs.acting.performing import By, Outcome, performed
from duban.orgs.models import Unit
from orgs.acting.trial import SOFT, Given, trial_acts


def test_two_at_once_are_one_act(committed_database: str) -> None:
    actors = cast.assemble()
    bureau = Unit.objects.get(pk__in=actors.head.unit_ids)
    before = Entry.objects.count()
    gate = Barrier(2)

    def ask(_number: int) -> Outcome[Unit]:
        try:
            gate.wait(10)
            return performed()[SOFT](by=By(actors.head, key="k1"), about=bureau, given=Given("a"))
        finally:
            connection.close()

    with trial_acts(), ThreadPoolExecutor(2) as both:
        outcomes = list(both.map(ask, range(2)))
    assert Entry.objects.count() == before + 1
    assert sorted(outcome.is_repeated for outcome in outcomes) == [False, True]
    assert {outcome.answer for outcome in outcomes} == {bureau.uid}
