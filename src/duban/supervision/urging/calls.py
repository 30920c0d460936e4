"""The call sheet of the day (电话催办单): whom to call about what, and what came of each call.

It serves a unit without an account as any other. Whoever keeps no telephone in the system is called by the number that
the office has elsewhere; the call is recorded all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from duban.core import clock
from duban.core.sealing import unseal
from duban.core.texts import Lazy
from duban.journal.records import Subject, Text
from duban.ledger.wording import TEXT, fitting
from duban.orgs import policies
from duban.orgs.acting.performing import Deed, Weight, performs
from duban.orgs.acting.wording import Titled
from duban.orgs.calendar import calendar_of
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit
from duban.orgs.people.seating import seated_as
from duban.orgs.register.dates import standing_on
from duban.orgs.viewers import Viewer
from duban.supervision.models import UrgingCall
from duban.supervision.urging import actions
from duban.supervision.urging.errors import CallerUnknown, CallOutside, NotReachedPromise
from duban.supervision.urging.owing import UnitOverdue, overdue_units
from duban.supervision.urging.slips import chosen_of, keep

ENTERED_WITHIN = 10  # working days after the call
CALLED_FIRST = (Post.Kind.LIAISON, Post.Kind.DEPUTY, Post.Kind.HEAD)
CALLERS = (Post.Kind.OFFICER, Post.Kind.OFFICE_HEAD, Post.Kind.REGISTRAR)
REACHED: Mapping[str, Lazy] = {"True": pgettext_lazy("call", "Reached"), "False": _("Not reached")}


@dataclass(frozen=True)
class Contact:
    """Whom to call: who he is, in which post, on which number; `telephone` only for who may see it."""

    person: str
    name: str
    post: str
    telephone: str


@dataclass(frozen=True)
class CallRow:
    """A unit on the sheet of the day: whom to call, what for, and the calls that were made today."""

    of_unit: UnitOverdue
    contact: Contact | None
    called: tuple[UrgingCall, ...]

    @property
    def is_open(self) -> bool:
        """Say whether it is to be called today."""
        return bool(self.of_unit.open)


@dataclass(frozen=True)
class CallRecorded:
    """What was said in a call: about what, on which day, by whom, with whom, and what was promised."""

    duties: Annotated[tuple[str, ...], Titled(_("What was urged"))]
    is_reached: Annotated[bool, Titled(pgettext_lazy("call", "Reached"), choices=REACHED)]
    called_on: Annotated[date, Titled(_("Day of the call"))]
    words: Annotated[str | None, Titled(pgettext_lazy("call", "What was said"))] = None
    promised_on: Annotated[date | None, Titled(_("Promised day"))] = None
    person: Annotated[str | None, Titled(_("Called"), names=Person)] = None
    caller: Annotated[str | None, Titled(_("Called by"), names=Person)] = None


@performs("supervision.record_call", about=Unit, given=CallRecorded, weight=Weight.OWN)
def record_call(deed: Deed, unit: Unit, given: CallRecorded) -> UrgingCall:
    """Record a call in which a unit was urged. A call that was made is recorded, however soon after the last."""
    words, today = fitting(given.words, longest=TEXT), clock.today()
    first = calendar_of(deed.jurisdiction).before(today, ENTERED_WITHIN)
    if not first <= given.called_on <= today:
        raise CallOutside
    if given.promised_on is not None and not given.is_reached:
        raise NotReachedPromise
    if given.promised_on is not None and given.promised_on < given.called_on:
        raise CallOutside
    chosen = chosen_of(deed, unit, given.duties)
    call = UrgingCall.objects.create(
        jurisdiction=deed.jurisdiction,
        unit=unit,
        person=_called(unit, given.person),
        caller=_caller(deed, given.caller),
        called_on=given.called_on,
        is_reached=given.is_reached,
        words=words,
        promised_on=given.promised_on,
        entered_at=deed.at,
        entered_by=deed.viewer.user,
    )
    keep(chosen, call)
    deed.record(
        actions.CALL_RECORDED.code,
        [Subject("urgingcall", call.uid), Subject("unit", unit.uid)],
        {
            "unit": unit.name,
            "called_on": call.called_on,
            "caller": call.caller.name,
            "person": call.person.name if call.person is not None else None,
            "is_reached": call.is_reached,
            "promised_on": call.promised_on,
            "duties": [[each.owed.kind, each.owed.uid, each.owed.due_on, each.days_over] for each in chosen],
        },
        [Text("words", words)] if words else [],
    )
    return call


def sheet_of_the_day(viewer: Viewer) -> list[CallRow]:
    """Return whom to call today, in the order of the register; who was called today stays on the sheet."""
    found = overdue_units(viewer.jurisdiction)
    contacts = contacts_of(viewer, [each.unit for each in found])
    made: dict[int, list[UrgingCall]] = {}
    calls = UrgingCall.objects.filter(jurisdiction=viewer.jurisdiction, called_on=clock.today())
    for call in calls.select_related("person", "caller").order_by("entered_at", "pk"):
        made.setdefault(call.unit_id, []).append(call)
    rows = [CallRow(each, contacts.get(each.unit.pk), tuple(made.get(each.unit.pk, ()))) for each in found]
    return [row for row in rows if row.is_open or row.called]


def contacts_of(viewer: Viewer, units: Sequence[Unit]) -> dict[int, Contact]:
    """Return whom to call in each unit: liaison, deputy or head, in this order; who has a telephone before others."""
    held = Holding.objects.filter(
        standing_on(clock.today()),
        jurisdiction=viewer.jurisdiction,
        post__unit__in=units,
        post__kind__in=CALLED_FIRST,
    ).select_related("post__unit", "person")
    seen = set(
        policies.open_to(viewer, "orgs.see_telephones", Person)
        .filter(telephone__isnull=False, holdings__in=held)
        .values_list("pk", flat=True)
    )
    order = {kind.value: place for place, kind in enumerate(CALLED_FIRST)}
    nearest = sorted(
        held, key=lambda each: (each.person_id not in seen, order[each.post.kind], each.post.position, each.pk)
    )
    found: dict[int, Contact] = {}
    for each in nearest:
        if each.post.unit_id is not None and each.post.unit_id not in found:
            sealed = each.person.telephone if each.person_id in seen else None
            words = str(Post.Kind(each.post.kind).label) if not each.post.title else each.post.title
            found[each.post.unit_id] = Contact(
                each.person.uid, each.person.name, words, unseal(sealed) if sealed else ""
            )
    return found


def callers_of(jurisdiction: Jurisdiction) -> list[tuple[str, str]]:
    """Return who of the office may have called: uid and name."""
    rows = seated_as(jurisdiction, CALLERS, clock.today()).order_by("name", "pk")
    return list(dict.fromkeys(rows.values_list("uid", "name")))


def people_of(unit: Unit) -> list[tuple[str, str]]:
    """Return who holds a post of a unit today: uid and name."""
    rows = Person.objects.filter(
        standing_on(clock.today(), "holdings__"), jurisdiction=unit.jurisdiction_id, holdings__post__unit=unit
    )
    return list(dict.fromkeys(rows.order_by("holdings__post__position", "pk").values_list("uid", "name")))


def _called(unit: Unit, uid: str | None) -> Person | None:
    if uid is None:
        return None
    if uid not in dict(people_of(unit)):
        raise CallerUnknown
    return Person.objects.get(jurisdiction=unit.jurisdiction_id, uid=uid)


def _caller(deed: Deed, uid: str | None) -> Person:
    if uid is None:
        return deed.decider.person
    if uid not in dict(callers_of(deed.jurisdiction)):
        raise CallerUnknown
    return Person.objects.get(jurisdiction=deed.jurisdiction, uid=uid)
