"""How the year begins: accounts, contacts, issue, receipts, objections, what cooperating units offer."""

from datetime import date
from itertools import product

from django.db.models import Q

from duban.core import clock
from duban.demo import city
from duban.demo.year import plot
from duban.demo.year.company import CHIEF, SECOND_OFFICER, Company
from duban.demo.year.course import Day, leads_of
from duban.ledger.issuing.issue import TaskMarked, TasksIssued, issue_tasks, mark_task
from duban.ledger.issuing.receipt import (
    DisputeAnswered,
    Disputed,
    Received,
    answer_dispute,
    dispute_assignment,
    receive_task,
)
from duban.ledger.models import Dispute, OpenEnd, Part
from duban.ledger.naming import NamedUnits, name_open_end
from duban.ledger.serving import LEADING
from duban.orgs.accounts.founding import SYSTEM, open_account
from duban.orgs.acting.performing import By
from duban.orgs.administration.working_year import seed_year
from duban.orgs.models import Holding, Jurisdiction, Person, Post, Unit, User
from duban.orgs.people.naming import Named, NamedLeader, NamedToPost, name_leader, name_to_post
from duban.plans.models import Plan
from duban.progress.asking.docking import OfferAnswered, Offered, answer_docking, offer_docking
from duban.progress.models import Docking

GIVEN = ("守拙", "行简", "惟一", "知秋", "怀瑜", "如川", "鹤鸣", "云舟", "令仪", "维桢", "子衿", "既明")
SURNAMES = ("樊", "鲁", "柳", "阮", "邹", "窦", "郎")
NAMES = tuple(surname + given for given, surname in product(GIVEN, SURNAMES))
"""People who come to their posts in the course of the year."""
SIGNS = {"county": "县市区", "company": "企业"}
OWN_DAYS = {"diligent": (1, 2), "slow": (3, 4), "silent": (90, 91)}  # working days from service to receipt


def prepare(day: Day) -> None:
    """Name the contacts and secretaries who are missing, enter the working days, open the accounts."""
    for year in (day.on.year, day.on.year + 1):
        seed_year(jurisdiction=day.jurisdiction, year=year, actor=SYSTEM)
    chief = By(day.company.office(CHIEF))
    for leader, name in plot.SECRETARIES.items():
        post = Holding.objects.get(jurisdiction=day.jurisdiction, person__name=leader, post__kind=Post.Kind.LEADER).post
        given = NamedLeader(
            kind=Post.Kind.SECRETARY, person=Named(name=name), since=city.SINCE, serves=post.uid, title=""
        )
        name_leader(by=chief, about=day.jurisdiction, given=given)
    later = {day.company.units[name].pk for name in plot.NAMED_LATER}
    for unit in Unit.objects.filter(jurisdiction=day.jurisdiction, kind__in=plot.CONTACTS).order_by("position", "pk"):
        if unit.pk not in later:
            _name(day, unit, (Post.Kind.LIAISON,))
    for name in plot.NAMED_SOON:
        _staff(day, day.company.units[name])
    day.company = Company(day.jurisdiction)
    open_accounts(day.jurisdiction)
    day.company = Company(day.jurisdiction)


def open_accounts(jurisdiction: Jurisdiction) -> None:
    """Open an account for everybody who acts himself and has none; nobody knows a password of it."""
    quiet = Q(person__name__in=plot.NEVER_SIGN_IN)
    short = Company(jurisdiction).short_names
    held = (
        Holding.objects.filter(jurisdiction=jurisdiction, until__isnull=True, person__accounts__isnull=True)
        .exclude(quiet)
        .exclude(post__kind=Post.Kind.DEPUTY)
        .select_related("person", "post__unit")
        .order_by("pk")
    )
    taken = User.objects.filter(jurisdiction=jurisdiction).count()
    opened: set[int] = set()
    for number, each in enumerate(held, taken + 1):
        unit = each.post.unit
        if each.person_id in opened or (unit is not None and short[unit.pk] in plot.WITHOUT_ACCOUNT):
            continue
        opened.add(each.person_id)
        is_officer = each.person.name == city.SECOND_OFFICER
        open_account(
            jurisdiction=jurisdiction,
            username=SECOND_OFFICER if is_officer else f"{city.CODE}{number:03}",
            password=None,
            person_name=each.person.name,
            post=Post.Kind(each.post.kind),
            unit=unit,
        )


def issue(day: Day) -> None:
    """Issue the tasks and mark those that the mayor promised."""
    plan = Plan.objects.get(jurisdiction=day.jurisdiction)
    issue_tasks(by=By(day.company.office(CHIEF)), about=plan, given=TasksIssued(plot.ISSUED_ON))
    for number, mark in plot.MARKS.items():
        day.pause()
        mark_task(by=By(day.company.office()), about=day.task(number), given=TaskMarked(**{mark: True}))


def fill_gaps(day: Day) -> None:
    """Name the people of units whose posts were empty till today."""
    units = [name for name, on in plot.NAMED_LATER.items() if on == day.on]
    for name in units:
        _staff(day, day.company.units[name])
    if units:
        open_accounts(day.jurisdiction)
        day.company = Company(day.jurisdiction)


def receive(day: Day) -> None:
    """Let units acknowledge receipt, each at its own pace; a lead that objects does not."""
    waiting = (
        Part.objects.filter(jurisdiction=day.jurisdiction, served_on__isnull=False, received_at__isnull=True)
        .exclude(disputes__stage="filed")
        .select_related("unit", "task")
        .order_by("unit__position", "task__position", "pk")
    )
    held_back = {each.number for each in plot.OBJECTIONS if day.on <= each.answered_on}
    for part in waiting:
        if part.role in LEADING and part.task.numbers in held_back:
            continue
        pace = OWN_DAYS[day.character(part.unit_id)]
        wanted = day.chance_of("receive", part.unit_id).choice(pace)
        if part.served_on is None or day.working_days_from(part.served_on) < wanted:
            continue
        by = day.company.by(part.unit_id, Post.Kind.LIAISON, Post.Kind.HEAD)
        if by is not None:
            day.do(receive_task, by, part, Received())


def object_and_answer(day: Day) -> None:
    """Let leads object to their assignment, and the leaders answer."""
    for each in plot.OBJECTIONS:
        if each.on == day.on:
            part = day.part(each.number, each.unit)
            by = day.company.by(part.unit_id, Post.Kind.HEAD)
            if by is not None:
                day.do(dispute_assignment, by, part, Disputed(each.reason))
        if each.answered_on == day.on:
            dispute = Dispute.objects.select_related("task").get(part=day.part(each.number, each.unit))
            given = DisputeAnswered(is_adjusted=each.is_adjusted, answer=each.answer)
            day.decide(dispute.task.leader_id, answer_dispute, dispute, given)


def dock(day: Day) -> None:
    """Let cooperating units offer what they will supply, and the leads answer."""
    for each in plot.OFFERS:
        if each.on == day.on:
            part = day.part(each.number, each.unit)
            seated = day.company.seated(part.unit_id, Post.Kind.LIAISON)
            by = day.company.by(part.unit_id, Post.Kind.LIAISON)
            if by is not None and seated is not None:
                given = Offered(seated.person.name, each.what, date(day.on.year, 3, 31))
                day.do(offer_docking, by, part, given)
        if each.answered_on == day.on:
            docking = Docking.objects.get(part=day.part(each.number, each.unit), stage="offered")
            by = day.company.by(day.lead(each.number).unit_id, Post.Kind.LIAISON)
            if by is not None:
                answer = OfferAnswered(is_agreed=each.is_agreed, reason=each.reason)
                day.do(answer_docking, by, docking, answer)


def name_open_ends(day: Day) -> None:
    """Let leads name whom the plan left open."""
    for character, on in plot.NAMED_ON.items():
        if on != day.on:
            continue
        rows = OpenEnd.objects.filter(jurisdiction=day.jurisdiction, stage=OpenEnd.Stage.OPEN)
        for open_end in rows.select_related("task").order_by("task__position", "pk"):
            lead = leads_of(open_end.task)[0]
            if day.character(lead.unit_id) == character:
                by = day.company.by(lead.unit_id, Post.Kind.LIAISON)
                day.do(name_open_end, by, open_end, _meant(day, open_end))


def _meant(day: Day, open_end: OpenEnd) -> NamedUnits:
    kind = next((name for name, sign in SIGNS.items() if sign in open_end.words), "unit")
    held = set(Part.objects.filter(task=open_end.task_id).values_list("unit", flat=True))
    known = [day.company.units[name] for name in plot.NAMEABLE[kind]]
    free = [unit.uid for unit in known if unit.pk not in held]
    chosen = day.chance_of("named", open_end.uid).sample(free, min(2, len(free)))
    return NamedUnits(tuple(chosen)) if chosen else NamedUnits(none_because="方案所列单位已经齐全。")


def _staff(day: Day, unit: Unit) -> None:
    _name(day, unit, tuple(kind for kind in Post.OF_A_UNIT if day.company.seated(unit.pk, kind) is None))


def _name(day: Day, unit: Unit, kinds: tuple[Post.Kind, ...]) -> None:
    for kind in kinds:
        person = Named(name=NAMES[Person.objects.filter(jurisdiction=day.jurisdiction).count() % len(NAMES)])
        given = NamedToPost(kind=kind, person=person, since=clock.today(), basis="单位来函")
        chief = By(day.company.office(CHIEF))
        day.do(name_to_post, chief, unit, given)
