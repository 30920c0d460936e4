"""Whatever the office does to the register, on any day a spelling leads to at most one unit."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

import cast
from duban.core import clock
from duban.core.errors import DomainError
from duban.orgs.models import Unit, UnitAlias
from duban.orgs.register.aliases import add_alias, close_alias
from duban.orgs.register.entering import UnitFacts, enter_unit
from duban.orgs.register.renaming import rename_unit
from duban.orgs.register.spellings import claims_to
from duban.orgs.register.successions import dissolve_unit, merge_units

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("甲局", "乙局", "丙局", "丁局")
FIRST = date(2026, 2, 20)
DAYS = [FIRST + timedelta(day) for day in range(14)]  # up to two days before the day on which all of it is entered
days = st.sampled_from(DAYS)
maybe_days = st.none() | days
names = st.sampled_from(NAMES)
places = st.integers(0, 3)
acts = st.one_of(
    st.tuples(st.just("enter"), names, maybe_days),
    st.tuples(st.just("rename"), places, names, days),
    st.tuples(st.just("add"), places, names, maybe_days, maybe_days),
    st.tuples(st.just("close"), places, names, days),
    st.tuples(st.just("merge"), places, places, days),
    st.tuples(st.just("dissolve"), places, days),
)


def _do(actors: cast.Cast, act: str, *of: object) -> None:
    viewer = actors.officer
    units = list(Unit.objects.filter(jurisdiction=actors.city).order_by("pk"))

    def at(place: object) -> Unit:
        assert isinstance(place, int)
        return units[place % len(units)]

    facts = lambda since: UnitFacts(kind="department", standing="object", since=since)  # noqa: E731
    doing: dict[str, Callable[..., object]] = {
        "enter": lambda name, since: enter_unit(viewer=viewer, name=name, facts=facts(since)),
        "rename": lambda place, name, on: rename_unit(
            viewer=viewer, unit=at(place), version=at(place).version, name=name, on=on, basis="x"
        ),
        "add": lambda place, name, since, until: add_alias(
            viewer=viewer, unit=at(place), surface=name, origin=UnitAlias.Origin.SET, since=since, until=until
        ),
        "close": lambda place, name, until: close_alias(viewer=viewer, unit=at(place), surface=name, until=until),
        "merge": lambda place, into, on: merge_units(viewer=viewer, units=[at(place)], into=at(into), on=on, basis="x"),
        "dissolve": lambda place, on: dissolve_unit(viewer=viewer, unit=at(place), on=on, basis="x"),
    }
    doing[act](*of)


class Spellings(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.actors = cast.assemble()

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(acts, min_size=3, max_size=12))
    def test_on_any_day_a_spelling_leads_to_at_most_one_unit(self, doings: list[tuple[object, ...]]) -> None:
        with clock.frozen(cast.NOON):
            for act, *of in doings:
                try:
                    with transaction.atomic():
                        _do(self.actors, str(act), *of)
                except DomainError:
                    continue
        claims = claims_to(self.actors.city, [*NAMES, "市水利局", "市民政局"])
        for day in (date(2020, 1, 1), *DAYS, date(2030, 1, 1)):
            led: dict[str, set[int]] = {}
            for claim in claims:
                if claim.meets(day, day):
                    led.setdefault(claim.surface, set()).add(claim.unit)
            assert {surface: units for surface, units in led.items() if len(units) > 1} == {}, day
